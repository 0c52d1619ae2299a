// What a batch of claimed deliveries needs to become messages: each function is one statement for all of
// them.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "model/change.hpp"
#include "store/notify/outbox.hpp"

namespace cs2::store {

// The subscriptions behind each delivery: its own first, then those that are merged into it.
std::map<DeliveryId, std::vector<SubscriptionId>> list_subscribers(Store& store,
                                                                   const std::vector<Delivery>& deliveries);

std::map<ChangeId, Change> find_changes(Store& store, const std::vector<ChangeId>& ids);

// Of one moment in a team's roster, not of a batch: in order.
std::vector<Change> list_roster_changes(Store& store, TeamId team, Timestamp at);

// The threads of their matches in their channels, where those have been opened.
std::map<DeliveryId, std::uint64_t> list_threads(Store& store, const std::vector<DeliveryId>& deliveries);

// What else was held for the target of each and waits with it, at most limits::digest_lines, as planned.
std::map<DeliveryId, std::vector<Delivery>> list_held(Store& store, const std::vector<Delivery>& deliveries);

// By the delivery that each of these edits: that one, and where its message is a digest what was merged into
// it.
std::map<DeliveryId, std::vector<Delivery>> list_edited(Store& store,
                                                        const std::vector<Delivery>& deliveries);

// Of one destination, not of a batch: what is known to be ours there. The posts of a forum, the events of a
// guild, the messages of a channel; the newest, at most limits::threads_listed.
std::vector<std::uint64_t> list_posted_ids(Store& store, const Destination& destination);

}  // namespace cs2::store

// Who follows what, and where it is sent.
//
// Of each change of a guild's the entry is added to its audit log: its actor, subject and texts are given.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "model/subscription.hpp"
#include "store/guild/audit.hpp"
#include "store/store.hpp"

namespace cs2::store {

// Gives the id; `id` and `created_at` of what is given are not looked at. The same subject in the same place
// with the same filter is one subscription: conflict, with the id in the detail. too_large: the guild, or
// the person, has limits::subscriptions_max of them.
Result<SubscriptionId> add_subscription(Store& store, const Subscription& wanted, const AuditEntry& entry);

// Everything but the subject and the time. not_found: it is retired, or never was. conflict, with the id in
// the detail: it would become the same as another.
Result<void> update_subscription(Store& store, const Subscription& wanted, const AuditEntry& entry);

// Kept with the reason, since deliveries refer to it. What still waits for it is dropped. False when it was
// retired already.
bool retire_subscription(Store& store, SubscriptionId id, const std::string& reason, const AuditEntry& entry);

// Of any of these ids, retired or not.
std::vector<Subscription> list_subscriptions_ever(Store& store, const std::vector<SubscriptionId>& ids);

// Not retired, here and below.
std::optional<Subscription> find_subscription(Store& store, SubscriptionId id);
std::vector<Subscription> list_subscriptions(Store& store, const std::vector<SubscriptionId>& ids);
// Of a guild, or with guild 0 of the person; the oldest first.
std::vector<Subscription> list_subscriptions(Store& store, std::uint64_t guild, std::uint64_t person);

}  // namespace cs2::store

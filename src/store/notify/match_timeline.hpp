// What happened to a match, and what became of it for one server or person: each delivery with its state.
//
// Only rows of the owner are ever given, whatever match or message is asked about.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/change.hpp"
#include "model/subscription.hpp"
#include "store/notify/outbox.hpp"
#include "store/store.hpp"

namespace cs2::store {

struct PlannedChange {
  Change change;
  std::optional<Timestamp> planned_at;  // absent: nobody has looked at it yet
};
// Of all these matches together, in the order in which they happened; the first
// limits::explained_changes_max.
std::vector<PlannedChange> list_changes(Store& store, const std::vector<MatchId>& matches);

// A server, or with guild 0 a person.
struct Owner {
  std::uint64_t guild = 0;
  std::uint64_t person = 0;
};

enum class DeliveryState { waiting, blocked, sent, merged, expired, dropped, dead };
std::optional<DeliveryState> parse_delivery_state(std::string_view name);

// What became of an event for one subscription.
struct DeliveryStatus {
  DeliveryId id;
  SubscriptionId subscription;
  std::string dedup_key;
  NoticeKind kind = NoticeKind::result;
  ChangeId change;
  MatchId match;
  Destination destination;
  std::optional<Timestamp> reminder_for;
  std::optional<DeliveryId> edits;
  Timestamp planned_at;
  Timestamp due_at;
  DeliveryState state = DeliveryState::waiting;
  std::string reason;                   // of what was not sent, or not yet
  std::optional<Timestamp> settled_at;  // absent while it waits
  std::optional<Posted> posted;
  std::optional<Timestamp> probe_at;  // when its target, which refuses us, is tried again
};
// In the order in which they were planned; the first limits::explained_deliveries_max.
std::vector<DeliveryStatus> list_delivery_statuses(Store& store, const Owner& owner,
                                                   const std::vector<MatchId>& matches);

// The one that posted this message, then those merged into it, then those that changed it. Empty when it is
// none of the owner's.
std::vector<DeliveryStatus> list_message_statuses(Store& store, const Owner& owner, std::uint64_t message);

// Those of a test that was planned at this moment; see store/notify/test_notifications.hpp.
std::vector<DeliveryStatus> list_test_statuses(Store& store, const Owner& owner, std::uint64_t target,
                                               Timestamp planned_at);

}  // namespace cs2::store

// Deliveries as they are read. Private to store.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "store/database/internal/sql.hpp"
#include "store/notify/outbox.hpp"

namespace cs2::store {

inline constexpr std::string_view delivery_columns =
    "id, subscription_id, occasion, kind, change_id, match_id, guild_id, destination, target_id, told_for, "
    "edits, urgency, turn, planned_at, expires_at, attempts, message_id, COALESCE(channel_id, 0), "
    "COALESCE(shown_revision, 0), COALESCE(thread_id, 0), published, open, held, doubt_since, "
    "COALESCE((SELECT t.guild_id FROM target t WHERE t.id = target_id), 0)";

struct DeliveryRow {
  DeliveryId id;
  SubscriptionId subscription;
  std::string dedup_key;
  std::string kind;
  ChangeId change;
  MatchId match;
  std::uint64_t guild = 0;
  std::string destination;
  std::uint64_t target = 0;
  std::optional<Timestamp> reminder_for;
  std::optional<DeliveryId> edits;
  int urgency = 0;
  std::int64_t virtual_start = 0;
  Timestamp planned_at;
  std::optional<Timestamp> expires_at;
  int attempts = 0;
  std::optional<std::uint64_t> message;
  Posted posted;
  bool held = false;
  std::optional<Timestamp> doubt_since;
  std::uint64_t channel_guild = 0;

  auto columns() {
    return std::tie(id, subscription, dedup_key, kind, change, match, guild, destination, target,
                    reminder_for, edits, urgency, virtual_start, planned_at, expires_at, attempts, message,
                    posted.channel, posted.revision, posted.thread, posted.published, posted.open, held,
                    doubt_since, channel_guild);
  }
};

// Throws DatabaseError for what this version cannot read.
Delivery delivery_of(DeliveryRow& row);

}  // namespace cs2::store

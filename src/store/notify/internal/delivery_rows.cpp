#include "store/notify/internal/delivery_rows.hpp"

#include <utility>

#include "store/facts/internal/fact_rows.hpp"

namespace cs2::store {
namespace {

std::optional<Posted> posted_of(DeliveryRow& row) {
  if (!row.message) return std::nullopt;
  row.posted.message = *row.message;
  return row.posted;
}

}  // namespace

Delivery delivery_of(DeliveryRow& row) {
  const auto read = [&row](auto value) { return readable(value, "delivery", row.id.value); };
  return {.id = row.id,
          .subscription = row.subscription,
          .dedup_key = std::move(row.dedup_key),
          .kind = read(parse_notice_kind(row.kind)),
          .change = row.change,
          .match = row.match,
          .guild = row.guild,
          .destination = {.kind = read(parse_destination_kind(row.destination)), .id = row.target},
          .channel_guild = row.channel_guild,
          .reminder_for = row.reminder_for,
          .edits = row.edits,
          .urgency = row.urgency,
          .virtual_start = row.virtual_start,
          .planned_at = row.planned_at,
          .expires_at = row.expires_at,
          .attempts = row.attempts,
          .doubt_since = row.doubt_since,
          .posted = posted_of(row),
          .held = row.held};
}

}  // namespace cs2::store

#include "store/notify/delivery_batch.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/limits/discord.hpp"
#include "base/limits/notify.hpp"
#include "store/database/internal/transaction.hpp"
#include "store/facts/internal/change_rows.hpp"
#include "store/notify/internal/delivery_rows.hpp"

namespace cs2::store {
namespace {

std::vector<DeliveryId> ids_of(const std::vector<Delivery>& deliveries) {
  std::vector<DeliveryId> ids;
  ids.reserve(deliveries.size());
  for (const auto& delivery : deliveries) ids.push_back(delivery.id);
  return ids;
}

std::vector<std::int64_t> targets_of(const std::vector<Delivery>& deliveries) {
  std::vector<std::int64_t> targets;
  targets.reserve(deliveries.size());
  for (const auto& delivery : deliveries)
    targets.push_back(static_cast<std::int64_t>(delivery.destination.id));
  return targets;
}

}  // namespace

std::map<DeliveryId, std::vector<SubscriptionId>> list_subscribers(Store& store,
                                                                   const std::vector<Delivery>& deliveries) {
  std::map<DeliveryId, std::vector<SubscriptionId>> subscribers;
  std::vector<DeliveryId> ids;
  for (const auto& delivery : deliveries) {
    ids.push_back(delivery.id);
    subscribers[delivery.id].push_back(delivery.subscription);
  }
  for (const auto& [id, subscription] : store.sql().read()->select<Row<DeliveryId, SubscriptionId>>(
           R"(
      SELECT d.id, m.subscription_id FROM delivery d
      JOIN delivery m ON m.target_id = d.target_id AND m.occasion = d.occasion AND m.state = 'merged'
      WHERE d.id IN NUMBERS(:ids) ORDER BY d.id, m.id)",
           ids))
    subscribers[id].push_back(subscription);
  return subscribers;
}

std::map<ChangeId, Change> find_changes(Store& store, const std::vector<ChangeId>& ids) {
  static const auto text =
      fmt::format("SELECT {} FROM change c WHERE c.id IN NUMBERS(:ids)", ChangeRow::names);
  std::map<ChangeId, Change> changes;
  for (const auto& row : store.sql().read()->select<ChangeRow>(text, ids))
    changes.emplace(row.id, change_of(row));
  return changes;
}

std::vector<Change> list_roster_changes(Store& store, TeamId team, Timestamp at) {
  static const auto text = fmt::format(
      "SELECT {} FROM change c WHERE c.team_id = :team AND c.at = :at AND c.match_id IS NULL ORDER BY c.id",
      ChangeRow::names);
  std::vector<Change> changes;
  for (const auto& row : store.sql().read()->select<ChangeRow>(text, team, at))
    changes.push_back(change_of(row));
  return changes;
}

std::map<DeliveryId, std::uint64_t> list_threads(Store& store, const std::vector<DeliveryId>& deliveries) {
  std::map<DeliveryId, std::uint64_t> threads;
  for (const auto& [id, thread] : store.sql().read()->select<Row<DeliveryId, std::uint64_t>>(
           R"(
      SELECT d.id, o.thread_id FROM delivery d
      JOIN delivery o ON o.target_id = d.target_id AND o.match_id = d.match_id AND o.thread_id IS NOT NULL
      WHERE d.id IN NUMBERS(:ids) ORDER BY o.id)",
           deliveries))
    threads.insert_or_assign(id, thread);  // the latest, where one was deleted
  return threads;
}

std::map<DeliveryId, std::vector<Delivery>> list_held(Store& store, const std::vector<Delivery>& deliveries) {
  static const auto text = fmt::format(R"(
      SELECT {} FROM (
        SELECT d.*, ROW_NUMBER() OVER (PARTITION BY d.target_id ORDER BY d.planned_at, d.id) AS place
        FROM delivery d
        WHERE d.target_id IN NUMBERS(:targets) AND d.state = 'waiting' AND d.held = 1 AND d.id NOT IN NUMBERS(:ids)
      ) AS waiting
      WHERE place <= :most ORDER BY planned_at, id)",
                                       delivery_columns);
  std::map<std::uint64_t, DeliveryId> claimed;
  for (const auto& delivery : deliveries) claimed.emplace(delivery.destination.id, delivery.id);
  std::map<DeliveryId, std::vector<Delivery>> held;
  for (auto& row : store.sql().read()->select<DeliveryRow>(text, targets_of(deliveries), ids_of(deliveries),
                                                           static_cast<int>(limits::digest_lines)))
    held[claimed.at(row.target)].push_back(delivery_of(row));
  return held;
}

std::map<DeliveryId, std::vector<Delivery>> list_edited(Store& store,
                                                        const std::vector<Delivery>& deliveries) {
  // Two searches, because the planner of PostgreSQL would read the whole table for both in one.
  static const auto text = fmt::format(R"(
      SELECT {0} FROM delivery WHERE id IN NUMBERS(:edited)
      UNION ALL
      SELECT {0} FROM delivery
      WHERE target_id IN NUMBERS(:targets) AND edits IN NUMBERS(:digests) AND state = 'merged' AND reason = 'digest'
      ORDER BY planned_at, id)",
                                       delivery_columns);
  std::vector<DeliveryId> edited;
  for (const auto& delivery : deliveries) {
    if (delivery.edits) edited.push_back(*delivery.edits);
  }
  std::map<DeliveryId, std::vector<Delivery>> messages;
  for (auto& row : store.sql().read()->select<DeliveryRow>(text, edited, targets_of(deliveries), edited)) {
    auto delivery = delivery_of(row);
    const bool is_part = std::ranges::find(edited, delivery.id) == edited.end();
    messages[is_part ? delivery.edits.value() : delivery.id].push_back(std::move(delivery));
  }
  return messages;
}

std::vector<std::uint64_t> list_posted_ids(Store& store, const Destination& destination) {
  std::vector<std::uint64_t> posted;
  for (const auto& [id] : store.sql().read()->select<Row<std::uint64_t>>(
           fmt::format("SELECT {0} FROM delivery WHERE target_id = :target AND {0} IS NOT NULL "
                       "ORDER BY id DESC LIMIT :count",
                       destination.kind == Destination::Kind::forum ? "channel_id" : "message_id"),
           destination.id, static_cast<int>(limits::threads_listed)))
    posted.push_back(id);
  return posted;
}

}  // namespace cs2::store

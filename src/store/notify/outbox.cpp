// Delivering: claims, settlements, and what becomes of what waits too long.
#include "store/notify/outbox.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/limits/discord.hpp"
#include "base/limits/notify.hpp"
#include "store/database/internal/lease_clock.hpp"
#include "store/database/internal/transaction.hpp"
#include "store/notify/internal/delivery_rows.hpp"
#include "store/notify/internal/outbox_sql.hpp"

namespace cs2::store {
namespace {

std::string nonce_of(std::string_view installation, DeliveryId id) {
  return fmt::format("{}-{:x}", installation.substr(0, 8), id.value);
}

std::string find_installation(Sql& sql) {
  auto row = sql.select_one<Row<std::string>>("SELECT value FROM state WHERE key = 'installation'");
  if (!row) throw DatabaseError("the database has lost its installation id");
  return std::move(std::get<0>(*row));
}

// The first delivery of each target among those that are due, in order.
std::map<std::int64_t, DeliveryId> list_due(Sql& sql, const Claim& claim, Timestamp now,
                                            Timestamp lease_now) {
  static constexpr std::string_view text = R"(
      SELECT d.id, d.target_id FROM delivery d
      WHERE d.state = 'waiting' AND d.due_at <= :now
            AND (d.expires_at IS NULL OR d.expires_at > :expired_by)
            AND NOT EXISTS (SELECT 1 FROM target t WHERE t.id = d.target_id AND t.lease_until > :lease_now AND t.lease_until <= :lease_max)
      ORDER BY d.urgency, d.turn, d.id LIMIT :count)";
  static const auto skipping = fmt::format("{} FOR UPDATE SKIP LOCKED", text);
  std::map<std::int64_t, DeliveryId> due;
  for (const auto& [id, target] :
       sql.select<Row<DeliveryId, std::int64_t>>(sql.is_sqlite() ? text : std::string_view{skipping}, now,
                                                 now, lease_now, lease_now + claim.lease, claim.count))
    due.try_emplace(target, id);
  return due;
}

std::vector<std::int64_t> lease_targets(Sql& sql, const std::map<std::int64_t, DeliveryId>& due,
                                        const Claim& claim, Timestamp now) {
  std::vector<std::pair<std::int64_t, std::string>> wanted;  // sorted: two processes lock in one order
  wanted.reserve(due.size());
  for (const auto& [target, delivery] : due) wanted.emplace_back(target, claim.owner);
  std::vector<std::int64_t> leased;
  for (const auto& [target] : sql.select<Row<std::int64_t>>(
           R"(
      INSERT INTO target (id, lease_owner, lease_until, probes)
      SELECT wanted.number, wanted.text, CAST(:until AS BIGINT), 0 FROM PAIRS(:wanted) AS wanted WHERE true
      ON CONFLICT (id) DO UPDATE SET lease_owner = excluded.lease_owner, lease_until = excluded.lease_until
      WHERE target.lease_until <= :now OR target.lease_until > :longest
      RETURNING id)",
           now + claim.lease, wanted, now, now + claim.lease))
    leased.push_back(target);
  return leased;
}

// Before the state: only of what waits.
void note_posted(Sql& sql, const std::vector<const DeliveryResult*>& posted) {
  std::vector<Span> messages;
  std::vector<Span> shown;
  std::vector<Span> around;
  for (const auto* one : posted) {
    const auto id = one->delivery.value;
    const auto& what = one->posted;
    messages.push_back({.id = id,
                        .from = static_cast<std::int64_t>(what.channel),
                        .to = static_cast<std::int64_t>(what.message)});
    shown.push_back({.id = id, .from = what.revision, .to = what.open ? 1 : 0});
    around.push_back(
        {.id = id, .from = static_cast<std::int64_t>(what.thread), .to = what.published ? 1 : 0});
  }
  sql.run(R"(
      UPDATE delivery SET channel_id = NULLIF(message.low, 0), message_id = NULLIF(message.high, 0),
                          shown_revision = shown.low, open = shown.high, thread_id = NULLIF(around.low, 0),
                          published = around.high
      FROM SPANS(:messages) AS message JOIN SPANS(:shown) AS shown ON shown.id = message.id
           JOIN SPANS(:around) AS around ON around.id = message.id
      WHERE delivery.id = message.id AND state = 'waiting')",
          messages, shown, around);
}

void mark_sent(Sql& sql, const std::vector<const DeliveryResult*>& sent, Timestamp now) {
  std::vector<DeliveryId> ids;
  std::vector<std::int64_t> targets;
  for (const auto* one : sent) {
    ids.push_back(one->delivery);
    targets.push_back(static_cast<std::int64_t>(one->target));
  }
  sql.run(
      "UPDATE delivery SET state = 'sent', reason = '', settled_at = :now, attempted_at = NULL, "
      "doubt_since = NULL WHERE id IN NUMBERS(:ids) AND state = 'waiting'",
      now, ids);
  const auto opened = sql.select<Row<std::int64_t>>(
      R"(
      UPDATE target SET blocked_at = NULL, blocked_reason = NULL, told_at = NULL, probe_at = NULL, probes = 0
      WHERE id IN NUMBERS(:targets) AND blocked_at IS NOT NULL RETURNING id)",
      targets);
  if (opened.empty()) return;
  std::vector<std::int64_t> open;
  open.reserve(opened.size());
  for (const auto& [target] : opened) open.push_back(target);
  // From now on they count as waiting: before, the channel was not ours.
  sql.run(
      "UPDATE delivery SET state = 'waiting', waits_since = :now "
      "WHERE target_id IN NUMBERS(:targets) AND state = 'blocked'",
      now, open);
}

void block(Sql& sql, const DeliveryResult& refused, Timestamp now) {
  sql.run(R"(
      UPDATE target SET blocked_at = COALESCE(blocked_at, :now), probe_at = :probe_at, probes = probes + 1,
                        told_at = CASE WHEN CAST(:new_reason AS TEXT) = 'unknown_channel'
                                            AND blocked_reason <> 'unknown_channel'
                                       THEN NULL ELSE told_at END,
                        blocked_reason = :reason
      WHERE id = :target)",
          now, refused.again_at, refused.reason, refused.reason, refused.target);
  sql.run(
      "UPDATE delivery SET state = 'blocked', reason = :reason "
      "WHERE target_id = :target AND state = 'waiting'",
      refused.reason, refused.target);
}

void end(Sql& sql, const DeliveryResult& ended, std::string_view state, Timestamp now) {
  sql.run(
      "UPDATE delivery SET state = :state, reason = :reason, settled_at = :now, open = 0 "
      "WHERE id = :id AND state = 'waiting'",
      state, ended.reason, now, ended.delivery);
}

// `edits` says from then on in which message they stand.
void merge_into(Sql& sql, const DeliveryResult& digest, Timestamp now) {
  sql.run(
      "UPDATE delivery SET state = 'merged', reason = 'digest', edits = :digest, settled_at = :now "
      "WHERE id IN NUMBERS(:ids) AND state = 'waiting'",
      digest.delivery, now, digest.merged_with);
}

void note_guild(Sql& sql, const DeliveryResult& one) {
  sql.run("UPDATE target SET guild_id = :guild WHERE id = :target", one.channel_guild, one.target);
}

void mark(Sql& sql, const DeliveryResult& one, Timestamp now) {
  switch (one.outcome) {
    case DeliveryResult::Outcome::sent:
      return;  // all at once, in mark_sent
    case DeliveryResult::Outcome::later:
      sql.run(
          "UPDATE delivery SET waits_since = COALESCE(waits_since, due_at), due_at = :again_at, "
          "reason = :reason WHERE id = :id AND state = 'waiting'",
          one.again_at, one.reason, one.delivery);
      return;
    case DeliveryResult::Outcome::held:
      sql.run(
          "UPDATE delivery SET due_at = :again_at, waits_since = NULL, reason = 'quiet_hours', held = 1 "
          "WHERE id = :id AND state = 'waiting'",
          one.again_at, one.delivery);
      return;
    case DeliveryResult::Outcome::blocked:
      return block(sql, one, now);
    case DeliveryResult::Outcome::dropped:
      return end(sql, one, "dropped", now);
    case DeliveryResult::Outcome::dead:
      return end(sql, one, "dead", now);
  }
}

}  // namespace

std::string nonce_of(Store& store, DeliveryId id) {
  return nonce_of(find_installation(*store.sql().read()), id);
}

std::vector<Delivery> claim(Store& store, const Claim& claim) {
  Writing writing{store};
  auto& sql = writing.sql();
  const auto now = store.clock().now();
  const auto leases_now = lease_now(store, sql);
  const auto due = list_due(sql, claim, now, leases_now);
  if (due.empty()) return {};
  std::vector<DeliveryId> won;
  for (const auto target : lease_targets(sql, due, claim, leases_now)) won.push_back(due.at(target));

  // An attempt of which nobody wrote down what came of it may have come through.
  static const auto text = fmt::format(R"(
      UPDATE delivery SET attempts = attempts + 1, doubt_since = COALESCE(doubt_since, attempted_at),
             attempted_at = :now
      WHERE id IN NUMBERS(:won) AND state = 'waiting' RETURNING {})",
                                       delivery_columns);
  const auto installation = find_installation(sql);
  std::vector<Delivery> claimed;
  for (auto& row : sql.select<DeliveryRow>(text, now, won)) {
    auto& delivery = claimed.emplace_back(delivery_of(row));
    delivery.nonce = nonce_of(installation, delivery.id);
  }
  writing.commit();
  std::ranges::sort(claimed, {},
                    [](const Delivery& one) { return std::tuple{one.urgency, one.virtual_start, one.id}; });
  return claimed;
}

void settle(Store& store, const std::string& owner, const std::vector<DeliveryResult>& results) {
  if (results.empty()) return;
  Writing writing{store};
  auto& sql = writing.sql();
  const auto now = store.clock().now();
  std::vector<const DeliveryResult*> sent;
  std::vector<const DeliveryResult*> posted;
  std::vector<DeliveryId> surely_not;
  std::vector<std::int64_t> targets;
  for (const auto& one : results) {
    const bool is_sent = one.outcome == DeliveryResult::Outcome::sent;
    targets.push_back(static_cast<std::int64_t>(one.target));
    if (is_sent) sent.push_back(&one);
    if (is_sent || one.posted.message != 0) posted.push_back(&one);
    if (!is_sent && !one.in_doubt) surely_not.push_back(one.delivery);
  }
  if (!posted.empty()) note_posted(sql, posted);
  for (const auto& one : results) {
    mark(sql, one, now);
    if (!one.merged_with.empty()) merge_into(sql, one, now);
    if (one.channel_guild != 0) note_guild(sql, one);
  }
  if (!sent.empty()) mark_sent(sql, sent, now);
  if (!surely_not.empty())
    sql.run("UPDATE delivery SET attempted_at = NULL WHERE id IN NUMBERS(:ids)", surely_not);
  sql.run(
      "UPDATE target SET lease_until = 0, lease_owner = NULL "
      "WHERE id IN NUMBERS(:targets) AND lease_owner = :owner",
      targets, owner);
  writing.commit();
}

CleanupResult tidy_outbox(Store& store) {
  Writing writing{store};
  auto& sql = writing.sql();
  const auto now = store.clock().now();
  CleanupResult cleaned_up;
  // What somebody is sending right now is left to him.
  cleaned_up.expired = sql.run(R"(
      UPDATE delivery SET state = 'expired', settled_at = :now, open = 0,
             reason = CASE WHEN reason = '' THEN 'too late' ELSE reason END
      WHERE state IN ('waiting', 'blocked') AND expires_at <= :expired_by
            AND NOT EXISTS (SELECT 1 FROM target t WHERE t.id = delivery.target_id AND t.lease_until > :lease_now))",
                               now, now, lease_now(store, sql));
  for (const auto& [target] : sql.select<Row<std::int64_t>>(
           "SELECT id FROM target WHERE blocked_at IS NOT NULL AND probe_at <= :now", now)) {
    cleaned_up.probed += sql.run(R"(
        UPDATE delivery SET state = 'waiting', due_at = :now, waits_since = NULL
        WHERE id = (SELECT id FROM delivery WHERE target_id = :target AND state = 'blocked'
                    ORDER BY urgency, turn, id LIMIT 1)
              AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.target_id = delivery.target_id AND d.state = 'waiting'))",
                                 now, target);
  }
  writing.commit();
  return cleaned_up;
}

std::int64_t requeue_moved(Store& store, const EditPauses& pauses) {
  const auto now = store.clock().now();
  std::vector<std::int64_t> moved;
  for (const auto& [id] : store.sql().read()->select<Row<std::int64_t>>(
           R"(
      SELECT d.id FROM delivery d JOIN match m ON m.id = d.match_id
      WHERE d.open = 1 AND d.state = 'sent' AND m.revision <> d.shown_revision
            AND d.settled_at <= CASE WHEN d.published = 1 THEN CAST(:published_by AS BIGINT)
                                     ELSE CAST(:by AS BIGINT) END)",
           now - pauses.published, now - pauses.usual))
    moved.push_back(id);
  if (moved.empty()) return 0;

  Writing writing{store};
  auto& sql = writing.sql();
  // Behind what is sent for the first time, and among each other as they come.
  static const auto text = fmt::format(R"(
      UPDATE delivery SET state = {}, urgency = :urgency, due_at = :now, waits_since = NULL, expires_at = NULL,
             attempts = 0
      WHERE id IN NUMBERS(:ids) AND state = 'sent')",
                                       waiting_again);
  const auto requeued = sql.run(text, limits::edit_urgency, now, moved);
  writing.commit();
  return requeued;
}

OutboxState find_outbox_state(Store& store) {
  const auto reading = store.sql().read();
  // The condition is that of an index, which holds what waits and nothing of the years before.
  const auto deliveries =
      reading
          ->select_one<Row<std::int64_t, std::int64_t, std::optional<Timestamp>, std::optional<Timestamp>>>(
              R"(
      SELECT COALESCE(SUM(CASE WHEN state = 'waiting' THEN 1 ELSE 0 END), 0),
             COALESCE(SUM(CASE WHEN state = 'blocked' THEN 1 ELSE 0 END), 0),
             MIN(CASE WHEN state = 'waiting' AND destination <> 'guild' THEN COALESCE(waits_since, due_at) END),
             MIN(CASE WHEN state = 'waiting' AND destination <> 'guild' AND message_id IS NOT NULL
                      THEN COALESCE(waits_since, due_at) END)
      FROM delivery WHERE state IN ('waiting', 'blocked'))");
  const auto targets =
      reading->select_one<Row<std::int64_t>>("SELECT COUNT(*) FROM target WHERE blocked_at IS NOT NULL");
  const auto& [waiting, blocked, oldest_due, oldest_update_due] = deliveries.value();
  return {.waiting = waiting,
          .blocked = blocked,
          .blocked_targets = std::get<0>(targets.value()),
          .oldest_due = oldest_due,
          .oldest_update_due = oldest_update_due};
}

void release_targets(Store& store, const std::string& owner) {
  store.sql().write()->run("UPDATE target SET lease_until = 0, lease_owner = NULL WHERE lease_owner = :owner",
                           owner);
}

std::int64_t purge_deliveries(Store& store) {
  return store.sql().write()->run(
      R"(
      DELETE FROM delivery
      WHERE id IN (SELECT id FROM delivery
                   WHERE planned_at < :limit AND state NOT IN ('waiting', 'blocked') ORDER BY id LIMIT :count))",
      store.clock().now() - limits::deliveries_kept, limits::deliveries_per_purge);
}

}  // namespace cs2::store

// Planning: from a change, or the clock, to deliveries.
#include <algorithm>

#include "base/limits/notify.hpp"
#include "model/region.hpp"
#include "store/database/internal/transaction.hpp"
#include "store/facts/internal/change_rows.hpp"
#include "store/facts/internal/fact_rows.hpp"
#include "store/notify/internal/outbox_sql.hpp"
#include "store/notify/outbox.hpp"

namespace cs2::store {
namespace {

// Below every real rank, so that whoever wants a ranked opponent does not get this one.
constexpr int unranked = 1'000'000;

std::vector<std::pair<std::int64_t, std::string>> audience_pairs(
    const std::vector<AudienceMember>& audience) {
  std::vector<std::pair<std::int64_t, std::string>> pairs;
  pairs.reserve(audience.size());
  for (const auto& [subject, opponent_rank] : audience)
    pairs.emplace_back(opponent_rank.value_or(unranked), key_of(subject));
  return pairs;
}

// Where the turns of those that wait begin.
std::int64_t first_turn(Sql& sql, int urgency) {
  const auto row = sql.select_one<Row<std::optional<std::int64_t>>>(
      "SELECT MIN(turn) FROM delivery WHERE state = 'waiting' AND urgency = :urgency", urgency);
  return std::get<0>(row.value()).value_or(1) - 1;
}

// Two of the same event, and of one target with another, wait for each other here.
constexpr std::string_view insert_head = R"(
    INSERT INTO delivery (subscription_id, occasion, kind, change_id, match_id, guild_id, destination, target_id,
                          told_for, edits, open, urgency, turn, planned_at, due_at, expires_at, state, reason,
                          attempts)
    SELECT w.id, w.occasion, :kind, CAST(:change AS BIGINT), CAST(:match AS BIGINT), w.guild_id, w.destination,
           w.target_id, CAST(:told_for AS BIGINT), w.edits, CAST(:open AS INTEGER), CAST(:urgency AS INTEGER),
           w.place_in_guild + COALESCE((SELECT MAX(d.turn) FROM delivery d
                                        WHERE d.guild_id = w.guild_id AND d.urgency = :same_urgency
                                              AND d.state = 'waiting'), CAST(:first_turn AS BIGINT)),
           CAST(:now AS BIGINT), CAST(:due AS BIGINT), CAST(:expires AS BIGINT),
           CASE WHEN w.place_in_target > 1
                     OR EXISTS (SELECT 1 FROM delivery d
                                WHERE d.target_id = w.target_id AND d.occasion = w.occasion)
                     OR EXISTS (SELECT 1 FROM delivery d
                                WHERE d.target_id = w.target_id AND d.occasion IN TEXTS(:former))
                     OR w.carried = 1
                THEN 'merged'
                WHEN w.blocked_at IS NOT NULL THEN 'blocked'
                ELSE 'waiting' END,
           CASE WHEN w.carried = 1 THEN 'live' ELSE '' END, 0
    FROM )";
// Whether another message for the target shows it too.
constexpr std::string_view carried = R"(
    CASE WHEN EXISTS (SELECT 1 FROM delivery d
                      WHERE d.target_id = v.target_id AND d.occasion IN TEXTS(:carriers)
                            AND d.state IN ('waiting', 'blocked', 'sent'))
         THEN 1 ELSE 0 END)";
constexpr std::string_view insert_tail =
    " AS w WHERE true ON CONFLICT (subscription_id, occasion) DO NOTHING";

std::string insert_from(std::string_view wanted) {
  return fmt::format("{}(SELECT v.*, {} AS carried FROM ({}) AS v){}", insert_head, carried, wanted,
                     insert_tail);
}

// The same rules as match_filter; a test holds them against each other.
constexpr std::string_view matches_filter = R"(
        s.retired_at IS NULL AND s.paused_at IS NULL AND (s.kinds & CAST(:kind_bit AS BIGINT)) <> 0
        AND (s.opponent_rank_max IS NULL OR about.number <= s.opponent_rank_max)
        AND (s.lan_only = 0 OR CAST(:lan AS INTEGER) = 1)
        AND (s.best_of_min IS NULL OR s.best_of_min <= CAST(:best_of AS INTEGER))
        AND (s.region IS NULL OR s.region IN TEXTS(:regions))
        AND (s.stage IS NULL OR s.stage = CAST(:stage AS TEXT)))";

std::vector<Cell> head_cells(const NotificationEvent& event, ChangeId change,
                             std::optional<Timestamp> reminder_for, std::int64_t first_turn, Timestamp now) {
  return to_cells(name(event.kind), change, event.match, reminder_for,
                  traits_of(event.kind).follows_match ? 1 : 0, event.urgency, event.urgency, first_turn, now,
                  event.due_at, event.expires_at, event.former, event.carriers);
}

void append(std::vector<Cell>& cells, std::vector<Cell> more) {
  std::ranges::move(more, std::back_inserter(cells));
}

std::int64_t run(Sql& sql, const std::string& text, std::vector<Cell> cells) {
  return sql.run_bound(text, std::move(cells));
}

std::vector<Cell> filter_cells(const NotificationEvent& event) {
  const auto& traits = event.traits;
  return to_cells(NoticeKinds::bit(event.kind), traits.lan ? 1 : 0, traits.best_of.value_or(0),
                  list_region_words(traits.region), traits.stage);
}

std::int64_t plan_new(Sql& sql, const Change& change, const NotificationEvent& event, Timestamp now) {
  static const auto text = insert_from(fmt::format(R"(
      SELECT s.id, s.guild_id, s.destination, s.target_id, t.blocked_at, CAST(:occasion AS TEXT) AS occasion,
             CAST(NULL AS BIGINT) AS edits,
             ROW_NUMBER() OVER (PARTITION BY s.target_id ORDER BY s.id) AS place_in_target,
             ROW_NUMBER() OVER (PARTITION BY s.guild_id ORDER BY s.id) AS place_in_guild
      FROM PAIRS(:subjects) AS about JOIN subscription s ON s.subject_key = about.text
      LEFT JOIN target t ON t.id = s.target_id
      WHERE s.created_at <= CAST(:at AS BIGINT) AND {})",
                                                   matches_filter));
  auto cells = head_cells(event, change.id, std::nullopt, first_turn(sql, event.urgency), now);
  append(cells, to_cells(event.dedup_key, audience_pairs(event.audience), change.at));
  append(cells, filter_cells(event));
  return run(sql, text, std::move(cells));
}

// Whoever got the result gets its correction, whatever kinds they chose: a wrong result must not stand. What
// is being sent may be there already, and what is open changes by itself.
std::int64_t plan_edits(Sql& sql, const Change& change, const NotificationEvent& event, Timestamp now) {
  static const auto text = insert_from(R"(
      SELECT s.id, s.guild_id, d.destination, d.target_id, t.blocked_at, CAST(:occasion AS TEXT) AS occasion,
             COALESCE(d.edits, d.id) AS edits, 1 AS place_in_target,
             ROW_NUMBER() OVER (PARTITION BY s.guild_id ORDER BY s.id) AS place_in_guild
      FROM delivery d JOIN subscription s ON s.id = d.subscription_id
      LEFT JOIN target t ON t.id = d.target_id
      WHERE d.match_id = CAST(:edited_match AS BIGINT) AND d.occasion IN TEXTS(:edited) AND s.retired_at IS NULL
            AND d.open = 0 AND (d.state = 'sent' OR (d.state = 'merged' AND d.reason = 'digest')
                                OR (d.state IN ('waiting', 'blocked') AND d.attempts > 0)))");
  auto cells = head_cells(event, change.id, std::nullopt, first_turn(sql, event.urgency), now);
  append(cells, to_cells(event.dedup_key, event.match, event.edits));
  return run(sql, text, std::move(cells));
}

}  // namespace

std::vector<Change> list_unplanned(Store& store, int count) {
  std::vector<Change> changes;
  for (const auto& row : store.sql().read()->select<ChangeRow>(
           fmt::format("SELECT {} FROM change c WHERE c.planned_at IS NULL ORDER BY c.id LIMIT :count",
                       ChangeRow::names),
           count))
    changes.push_back(change_of(row));
  return changes;
}

std::optional<std::int64_t> plan(Store& store, const Change& change,
                                 const std::vector<NotificationEvent>& events) {
  Writing writing{store};
  auto& sql = writing.sql();
  const auto now = store.clock().now();
  const auto ours =
      sql.run("UPDATE change SET planned_at = :now WHERE id = :id AND planned_at IS NULL", now, change.id);
  if (ours == 0) return std::nullopt;
  std::int64_t planned = 0;
  for (const auto& event : events) {
    planned += !event.edits.empty() ? plan_edits(sql, change, event, now) : plan_new(sql, change, event, now);
  }
  writing.commit();
  return planned;
}

// Of several that are due in a channel, as when a match appears shortly before it starts, the one nearest to
// the start is enough. Where a match moved away and came back, what was let go at its turn is wanted again:
// nothing was sent.
std::int64_t plan_reminders(Store& store, const NotificationEvent& about, Timestamp starts_at) {
  // Due: so many minutes before the start have come, and the subscription was there by then.
  static const auto text = fmt::format(R"({}(
      SELECT v.*, {} AS carried FROM (
      SELECT due.id, due.guild_id, due.destination, due.target_id, due.blocked_at,
             CAST(:prefix AS TEXT) || CAST(due.minutes AS TEXT) || CAST(:suffix AS TEXT) AS occasion,
             CAST(NULL AS BIGINT) AS edits,
             ROW_NUMBER() OVER (PARTITION BY due.target_id ORDER BY due.id) AS place_in_target,
             ROW_NUMBER() OVER (PARTITION BY due.guild_id ORDER BY due.id) AS place_in_guild
      FROM (SELECT s.id, s.guild_id, s.destination, s.target_id, t.blocked_at, r.minutes,
                   MIN(r.minutes) OVER (PARTITION BY s.target_id) AS nearest
            FROM PAIRS(:subjects) AS about JOIN subscription s ON s.subject_key = about.text
            JOIN subscription_reminder r ON r.subscription_id = s.id
            LEFT JOIN target t ON t.id = s.target_id
            WHERE CAST(:starts_at AS BIGINT) - r.minutes * 60000 <= CAST(:due_by AS BIGINT)
                  AND s.created_at <= CAST(:still_starts_at AS BIGINT) - r.minutes * 60000
                  AND {}) AS due
      WHERE due.minutes = due.nearest
            AND NOT EXISTS (SELECT 1 FROM delivery d
                            WHERE d.target_id = due.target_id AND d.match_id = CAST(:reminded_match AS BIGINT)
                                  AND d.state = 'sent'
                                  AND d.occasion LIKE CAST(:like AS TEXT) || CAST(due.minutes AS TEXT) || ':%'
                                  AND ABS(d.told_for - CAST(:told_start AS BIGINT)) < CAST(:moved_min AS BIGINT))
      ) AS v) AS w WHERE true
      ON CONFLICT (subscription_id, occasion) DO UPDATE
      SET state = {}, reason = '', attempts = 0, settled_at = NULL, due_at = excluded.due_at, waits_since = NULL
      WHERE delivery.state = 'dropped' AND delivery.reason = 'moved' AND delivery.attempts <= 1)",
                                       insert_head, carried, matches_filter, waiting_again);
  Writing writing{store};
  auto& sql = writing.sql();
  const auto prefix = fmt::format("{}:", about.dedup_key);
  auto cells = head_cells(about, {}, starts_at, first_turn(sql, about.urgency), store.clock().now());
  append(cells, to_cells(prefix, fmt::format(":{}", unix_milliseconds(starts_at)),
                         audience_pairs(about.audience), starts_at, about.due_at, starts_at));
  append(cells, filter_cells(about));
  append(cells, to_cells(about.match, prefix, starts_at, milliseconds{limits::reminder_moved_min}.count()));
  const auto planned = run(sql, text, std::move(cells));
  writing.commit();
  return planned;
}

// A guild is another target than the channel that may have its id.
std::int64_t plan_events(Store& store, const NotificationEvent& about) {
  static const auto text = insert_from(fmt::format(R"(
      SELECT s.id, s.guild_id, 'guild' AS destination, -s.guild_id AS target_id, t.blocked_at,
             CAST(:occasion AS TEXT) AS occasion, CAST(NULL AS BIGINT) AS edits,
             ROW_NUMBER() OVER (PARTITION BY s.guild_id ORDER BY s.id) AS place_in_target, 1 AS place_in_guild
      FROM PAIRS(:subjects) AS about JOIN subscription s ON s.subject_key = about.text
      LEFT JOIN target t ON t.id = -s.guild_id
      WHERE s.guild_id <> 0 AND {})",
                                                   matches_filter));
  Writing writing{store};
  auto& sql = writing.sql();
  auto cells = head_cells(about, {}, std::nullopt, first_turn(sql, about.urgency), store.clock().now());
  append(cells, to_cells(about.dedup_key, audience_pairs(about.audience)));
  append(cells, filter_cells(about));
  const auto planned = run(sql, text, std::move(cells));
  writing.commit();
  return planned;
}

std::vector<DigestSubscription> list_digest_subscriptions(Store& store) {
  std::vector<DigestSubscription> subscriptions;
  for (auto& [id, minute, time_zone, created_at] :
       store.sql().read()->select<Row<SubscriptionId, int, std::string, Timestamp>>(
           R"(
      SELECT s.id, COALESCE(s.digest_at, CAST(:usual AS INTEGER)), COALESCE(g.time_zone, p.time_zone, 'UTC'), s.created_at
      FROM subscription s LEFT JOIN guild_settings g ON g.guild_id = s.guild_id
           LEFT JOIN person_settings p ON s.guild_id = 0 AND p.person_id = s.target_id
      WHERE s.retired_at IS NULL AND s.paused_at IS NULL AND (s.kinds & CAST(:bit AS BIGINT)) <> 0 ORDER BY s.id)",
           limits::digest_minute, NoticeKinds::bit(NoticeKind::digest)))
    subscriptions.push_back(
        {.subscription = id, .minute = minute, .time_zone = std::move(time_zone), .created_at = created_at});
  return subscriptions;
}

std::int64_t plan_digests(Store& store, const NotificationEvent& about,
                          const std::vector<SubscriptionId>& subscriptions) {
  static const auto text = insert_from(R"(
      SELECT s.id, s.guild_id, s.destination, s.target_id, t.blocked_at, CAST(:occasion AS TEXT) AS occasion,
             CAST(NULL AS BIGINT) AS edits,
             ROW_NUMBER() OVER (PARTITION BY s.target_id ORDER BY s.id) AS place_in_target,
             ROW_NUMBER() OVER (PARTITION BY s.guild_id ORDER BY s.id) AS place_in_guild
      FROM subscription s LEFT JOIN target t ON t.id = s.target_id
      WHERE s.id IN NUMBERS(:ids) AND s.retired_at IS NULL AND s.paused_at IS NULL)");
  Writing writing{store};
  auto& sql = writing.sql();
  auto cells = head_cells(about, {}, about.due_at, first_turn(sql, about.urgency), store.clock().now());
  append(cells, to_cells(about.dedup_key, subscriptions));
  const auto planned = run(sql, text, std::move(cells));
  writing.commit();
  return planned;
}

bool is_wanted(Store& store, NoticeKind kind) {
  return store.sql()
      .read()
      ->select_one<Row<std::int64_t>>(
          "SELECT id FROM subscription WHERE retired_at IS NULL AND paused_at IS NULL "
          "AND (kinds & CAST(:bit AS BIGINT)) <> 0 LIMIT 1",
          NoticeKinds::bit(kind))
      .has_value();
}

std::vector<int> list_reminder_minutes(Store& store) {
  std::vector<int> wanted;
  for (const auto& [minutes] : store.sql().read()->select<Row<int>>(R"(
      SELECT DISTINCT r.minutes FROM subscription_reminder r JOIN subscription s ON s.id = r.subscription_id
      WHERE s.retired_at IS NULL AND s.paused_at IS NULL ORDER BY r.minutes)"))
    wanted.push_back(minutes);
  return wanted;
}

}  // namespace cs2::store

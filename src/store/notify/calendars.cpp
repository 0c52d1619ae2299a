#include "store/notify/calendars.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/limits/calendar.hpp"
#include "base/limits/notify.hpp"
#include "base/signature.hpp"
#include "model/region.hpp"
#include "model/stage.hpp"
#include "store/database/internal/conditions.hpp"
#include "store/database/internal/transaction.hpp"
#include "store/notify/audience.hpp"
#include "store/notify/subscriptions.hpp"
#include "store/queries/internal/profile_queries.hpp"
#include "store/queries/names.hpp"
#include "store/queries/players.hpp"

namespace cs2::store {
namespace {

// ---- the address

constexpr std::string_view key_name = "calendar_key";
constexpr std::size_t key_bytes = 32;

// The time is signed too: another database may have another subscription of this id.
std::string token_of(SubscriptionId id, std::int64_t generation, Timestamp created_at, std::string_view key) {
  return sign(fmt::format("calendar {} {} {}", id.value, generation, unix_milliseconds(created_at)), key);
}

// Of two processes that make one at once the first wins.
std::string find_or_make_key(Sql& sql) {
  sql.run("INSERT INTO state (key, value) VALUES (:key, :value) ON CONFLICT (key) DO NOTHING", key_name,
          make_secret(key_bytes));
  return std::get<0>(
      sql.select_one<Row<std::string>>("SELECT value FROM state WHERE key = :key", key_name).value());
}

// ---- the matches

// The words of events' regions that `wanted` covers.
std::vector<std::string> list_covered_regions(Sql& sql, const std::string& wanted) {
  std::vector<std::string> covered;
  for (auto& [region] :
       sql.select<Row<std::string>>("SELECT DISTINCT region FROM tournament WHERE region IS NOT NULL")) {
    if (covers_region(wanted, region)) covered.push_back(std::move(region));
  }
  return covered;
}

// What match_filter wants, as far as SQL can say it: never less than that, so that the bound is of use.
void add_narrowing(Sql& sql, Conditions& conditions, const SubscriptionFilter& filter) {
  if (filter.best_of_min) conditions.add("m.best_of >= :best_of", *filter.best_of_min);
  if (filter.lan_only) conditions.add("m.tournament_id IN (SELECT id FROM tournament WHERE venue = 'lan')");
  if (filter.region)
    conditions.add("m.tournament_id IN (SELECT id FROM tournament WHERE region IN TEXTS(:regions))",
                   list_covered_regions(sql, *filter.region));
  if (filter.stage && !has_other_names(*filter.stage))
    conditions.add("SUBSTR(m.stage, 1, LENGTH(CAST(:stage AS TEXT))) = CAST(:same_stage AS TEXT)",
                   *filter.stage, *filter.stage);
  if (!filter.opponent_rank_max) return;
  constexpr std::string_view ranked = R"(SELECT team_id FROM ranking_row WHERE position <= {} AND ranking_id =
            (SELECT id FROM ranking WHERE system = 'valve_world' ORDER BY published DESC LIMIT 1))";
  conditions.add(fmt::format("(m.first_team_id IN ({}) OR m.second_team_id IN ({}))",
                             fmt::format(ranked, ":first_rank"), fmt::format(ranked, ":second_rank")),
                 *filter.opponent_rank_max, *filter.opponent_rank_max);
}

struct EntryRow {
  MatchId match;
  std::int64_t revision = 0;
  std::optional<Timestamp> changed_at;
  std::optional<Timestamp> retired_at;

  auto columns() { return std::tie(match, revision, changed_at, retired_at); }
};

std::vector<EntryRow> load_rows(Sql& sql, Conditions conditions, std::string_view direction) {
  conditions.values.push_back(to_cell(static_cast<std::int64_t>(limits::calendar_looked_at)));
  return sql.select_bound<EntryRow>(fmt::format(R"(
      SELECT m.id, m.plan_revision,
             COALESCE(m.plan_changed_at, (SELECT MIN(c.at) FROM change c WHERE c.match_id = m.id)), m.retired_at
      FROM match m WHERE {} ORDER BY m.calendar_at {}, m.id {} LIMIT :count)",
                                                conditions.text, direction, direction),
                                    std::move(conditions.values));
}

// In the order of the rows, those that the subscription wants.
std::vector<CalendarEntry> load_entries(Sql& sql, const Subscription& subscription,
                                        const std::vector<EntryRow>& rows) {
  auto for_starts = subscription;
  for_starts.kinds = NoticeKinds{NoticeKind::started};
  std::vector<MatchId> ids;
  ids.reserve(rows.size());
  for (const auto& row : rows) ids.push_back(row.match);
  auto audience = load_audience(sql, load_details(sql, ids));

  std::vector<CalendarEntry> entries;
  for (std::size_t at = 0; at < rows.size() && entries.size() < limits::calendar_entries; ++at) {
    const auto& row = rows[at];
    auto& match = audience.at(at);
    if (match_filter(for_starts, NoticeKind::started, match.members, match.traits)) continue;
    const auto known_at = row.changed_at.value_or(subscription.created_at);
    entries.push_back({.details = std::move(match.details),
                       .sequence = row.revision + (row.retired_at ? 1 : 0),
                       .changed_at = std::max(known_at, row.retired_at.value_or(known_at)),
                       .withdrawn = row.retired_at.has_value()});
  }
  return entries;
}

}  // namespace

std::optional<std::string> give_calendar_token(Store& store, SubscriptionId id, const AuditEntry& entry) {
  Writing writing{store};
  auto& sql = writing.sql();
  const auto row = sql.select_one<Row<std::int64_t, std::uint64_t, Timestamp>>(
      R"(
      UPDATE subscription
      SET calendar_generation = CASE WHEN calendar_generation = 0 THEN 1 ELSE calendar_generation END
      WHERE id = :id AND retired_at IS NULL RETURNING calendar_generation, guild_id, created_at)",
      id);
  if (!row) return std::nullopt;
  const auto [generation, guild, created_at] = *row;
  auto token = token_of(id, generation, created_at, find_or_make_key(sql));
  add_guild_audit(sql, "follow.calendar", guild, store.clock().now(), entry);
  writing.commit();
  return token;
}

bool revoke_calendar(Store& store, SubscriptionId id, const AuditEntry& entry) {
  Writing writing{store};
  const auto row = writing.sql().select_one<Row<std::uint64_t>>(
      R"(
      UPDATE subscription SET calendar_generation = calendar_generation + 1
      WHERE id = :id AND retired_at IS NULL AND calendar_generation > 0 RETURNING guild_id)",
      id);
  if (!row) return false;
  add_guild_audit(writing.sql(), "follow.calendar_revoke", std::get<0>(*row), store.clock().now(), entry);
  writing.commit();
  return true;
}

std::optional<Subscription> find_by_calendar_token(Store& store, SubscriptionId id, std::string_view token) {
  const auto row = store.sql().read()->select_one<Row<std::int64_t, Timestamp, std::string>>(
      R"(
      SELECT s.calendar_generation, s.created_at, k.value
      FROM subscription s JOIN state k ON k.key = :key LEFT JOIN guild g ON g.id = s.guild_id
      WHERE s.id = :id AND s.retired_at IS NULL AND s.calendar_generation > 0 AND g.retired_at IS NULL)",
      key_name, id);
  if (!row) return std::nullopt;
  const auto& [generation, created_at, key] = *row;
  if (!is_same_secret(token, token_of(id, generation, created_at, key))) return std::nullopt;
  return find_subscription(store, id);
}

std::vector<CalendarEntry> list_calendar(Store& store, const Subscription& subscription, Timestamp now) {
  Reading reading{store};
  Conditions covered{.text = "m.merged_into IS NULL"};
  add_subject(covered, subscription.subject);
  add_narrowing(reading.sql(), covered, subscription.filter);
  // What is played just now is not over, however long it takes.
  const auto present = now - days{1};
  auto to_come = covered;
  to_come.add("m.calendar_at >= :present", present);
  auto played = std::move(covered);
  played.add("m.calendar_at >= :from AND m.calendar_at < :present", now - limits::calendar_back, present);

  auto entries = load_entries(reading.sql(), subscription, load_rows(reading.sql(), to_come, "ASC"));
  if (entries.size() < limits::calendar_entries) {
    auto earlier = load_entries(reading.sql(), subscription, load_rows(reading.sql(), played, "DESC"));
    earlier.resize(std::min(earlier.size(), limits::calendar_entries - entries.size()));
    std::ranges::reverse(earlier);
    std::ranges::move(entries, std::back_inserter(earlier));
    entries = std::move(earlier);
  }
  return entries;
}

std::vector<MatchDetails> list_covered(Store& store, const Subscription& subscription, Timestamp from,
                                       Timestamp until) {
  Reading reading{store};
  Conditions covered{.text = "m.merged_into IS NULL"};
  add_subject(covered, subscription.subject);
  add_narrowing(reading.sql(), covered, subscription.filter);
  covered.add("m.retired_at IS NULL AND m.calendar_at >= :from AND m.calendar_at < :until", from, until);
  auto entries = load_entries(reading.sql(), subscription, load_rows(reading.sql(), covered, "ASC"));
  entries.resize(std::min(entries.size(), static_cast<std::size_t>(limits::digest_matches)));
  std::vector<MatchDetails> matches;
  matches.reserve(entries.size());
  for (auto& entry : entries) matches.push_back(std::move(entry.details));
  return matches;
}

std::string find_subject_name(Store& store, const Subject& subject) {
  const auto name_of = [](const auto& found) { return found ? found->name : std::string{}; };
  switch (subject.kind) {
    case Subject::Kind::team:
      return name_of(find_team(store, TeamId{subject.id}));
    case Subject::Kind::player: {
      const auto player = find_player(store, PlayerId{subject.id});
      return player ? player->nickname : std::string{};
    }
    case Subject::Kind::tournament:
      return name_of(find_tournament(store, TournamentId{subject.id}));
    case Subject::Kind::tier:
    case Subject::Kind::everything:
      return {};
  }
  return {};
}

}  // namespace cs2::store

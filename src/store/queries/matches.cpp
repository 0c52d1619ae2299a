#include "store/queries/matches.hpp"

#include <algorithm>
#include <set>

#include "base/number.hpp"
#include "model/json.hpp"
#include "model/source_traits.hpp"
#include "store/database/internal/conditions.hpp"
#include "store/database/internal/transaction.hpp"
#include "store/facts/internal/fact_rows.hpp"
#include "store/queries/internal/profile_queries.hpp"

namespace cs2::store {
namespace {

// ---- the question

std::vector<std::string> names_of(const std::vector<MatchStatus>& statuses) {
  std::vector<std::string> names;
  names.reserve(statuses.size());
  for (const auto status : statuses) names.emplace_back(name(status));
  std::ranges::sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

std::vector<std::string> tiers_from(Tier lowest) {
  std::vector<std::string> names;
  for (auto tier = Tier::s; tier <= lowest; tier = static_cast<Tier>(static_cast<int>(tier) + 1))
    names.emplace_back(name(tier));
  return names;
}

// What is asked for, whichever page of it.
std::string key_of_conditions(const MatchQuery& query) {
  const auto number = [](std::optional<std::int64_t> value) { return value ? std::to_string(*value) : "-"; };
  const auto time = [&](std::optional<Timestamp> at) {
    return at ? number(unix_milliseconds(*at)) : number(std::nullopt);
  };
  return fmt::format("{}/{}/{}/{}/{}/{}/{}+{}/{}", fmt::join(names_of(query.statuses), "+"),
                     query.team ? number(query.team->value) : "-",
                     query.tournament ? number(query.tournament->value) : "-",
                     query.tier ? name(*query.tier) : "-", time(query.from), time(query.to), time(query.day),
                     query.day_count, time(query.seen_since));
}

std::string key_of(const MatchQuery& query) {
  return fmt::format("list/{}/{}/{}/{}/{}", key_of_conditions(query), static_cast<int>(query.order),
                     query.count, query.offset, query.total_max);
}

// A live match is on now, whether or not somebody says since when.
bool asks_for_live_alone(const MatchQuery& query) {
  return query.statuses == std::vector{MatchStatus::live};
}

// A day without an hour is that day everywhere, and in UTC in the store.
struct Span {
  Timestamp from;
  Timestamp to;
};
Span days_of(const MatchQuery& query) {
  if (query.day) return {*query.day, *query.day + days{query.day_count}};
  const auto from = query.from ? std::chrono::floor<days>(*query.from) : std::chrono::sys_days{};
  return {from, query.to.value_or(Timestamp{milliseconds{INT64_MAX}})};
}

void add_times(const MatchQuery& query, Conditions& conditions) {
  if (!query.from && !query.to && !query.day) return;
  const auto vague = days_of(query);
  const Span exact{query.from.value_or(Timestamp{}), query.to.value_or(Timestamp{milliseconds{INT64_MAX}})};
  // The outer bounds let an index find them.
  conditions.add("calendar_at >= :least AND calendar_at < :most", std::min(exact.from, vague.from),
                 std::max(exact.to, vague.to));
  conditions.add(R"((CASE WHEN time_is_exact = 1 OR started_at IS NOT NULL
                          THEN calendar_at >= :from AND calendar_at < :to
                          ELSE calendar_at >= :day_from AND calendar_at < :day_to END))",
                 exact.from, exact.to, vague.from, vague.to);
}

Conditions conditions_of(const MatchQuery& query) {
  Conditions conditions{.text = "retired_at IS NULL"};
  if (!asks_for_live_alone(query)) conditions.text += " AND calendar_at IS NOT NULL";
  const auto statuses = names_of(query.statuses);
  // One status is by far the commonest question, and an equality lets the index give the order too. A team
  // has few matches: COALESCE keeps SQLite from walking through all of one status to find them.
  const std::string_view column = query.team ? "COALESCE(status, '')" : "status";
  if (statuses.size() == 1) conditions.add(fmt::format("{} = :status", column), statuses.front());
  if (statuses.size() > 1) conditions.add(fmt::format("{} IN TEXTS(:statuses)", column), statuses);
  if (query.team)
    conditions.add("(first_team_id = :team_1 OR second_team_id = :team_2)", *query.team, *query.team);
  if (query.tournament) conditions.add("tournament_id = :tournament", *query.tournament);
  if (query.tier) {
    conditions.add("tournament_id IN (SELECT id FROM tournament WHERE tier IN TEXTS(:tiers))",
                   tiers_from(*query.tier));
  }
  add_times(query, conditions);
  if (query.seen_since) {
    conditions.add("EXISTS (SELECT 1 FROM sighting WHERE match_id = match.id AND seen_at >= :seen_since)",
                   *query.seen_since);
  }
  return conditions;
}

// ---- the answer

// A source that knows the match under two ids speaks once, with its freshest word; each archive is one.
std::map<MatchId, std::vector<MatchSource>> load_sources(Sql& sql, const std::vector<MatchId>& ids) {
  std::map<MatchId, std::vector<MatchSource>> sources;
  for (auto& [match, provider_name, external_id, url, seen_at] :
       sql.select<Row<MatchId, std::string, std::string, std::string, Timestamp>>(
           R"(
        SELECT match_id, provider, external_id, url, seen_at FROM sighting WHERE match_id IN NUMBERS(:ids)
        ORDER BY match_id, seen_at DESC, provider, external_id)",
           ids)) {
    const auto provider = parse_provider(provider_name);
    if (!provider) throw DatabaseError(fmt::format("match {} has a source {}", match.value, provider_name));
    const std::string archive{traits_of(*provider).is_archive ? import_source(external_id) : ""};
    auto& known = sources[match];
    const bool has_spoken = std::ranges::any_of(known, [&](const MatchSource& source) {
      return source.provider == *provider && source.archive == archive;
    });
    if (has_spoken) continue;
    known.push_back({.provider = *provider, .url = std::move(url), .seen_at = seen_at, .archive = archive});
  }
  return sources;
}

}  // namespace

std::vector<MatchDetails> load_details(Sql& sql, const std::vector<MatchId>& ids) {
  if (ids.empty()) return {};
  auto matches = load_matches(sql, ids);
  auto sources = load_sources(sql, ids);
  std::set<TeamId> team_ids;
  std::set<TournamentId> tournament_ids;
  for (const auto& [id, match] : matches) {
    for (const auto& opponent : match.opponents) team_ids.insert(opponent.team);
    tournament_ids.insert(match.tournament);
  }
  const auto teams = load_teams(sql, {team_ids.begin(), team_ids.end()});
  const auto tournaments = load_tournaments(sql, {tournament_ids.begin(), tournament_ids.end()});

  std::vector<MatchDetails> all;
  for (const auto id : ids) {
    const auto found = matches.find(id);
    if (found == matches.end()) continue;
    MatchDetails details{.match = std::move(found->second), .sources = std::move(sources[id])};
    for (std::size_t slot = 0; slot < 2; ++slot) {
      const auto team = teams.find(details.match.opponents[slot].team);
      if (team != teams.end()) details.teams[slot] = team->second;
    }
    const auto tournament = tournaments.find(details.match.tournament);
    if (tournament != tournaments.end()) details.tournament = tournament->second;
    all.push_back(std::move(details));
  }
  return all;
}

std::vector<MatchId> load_match_ids(Sql& sql, const MatchQuery& query) {
  const auto conditions = conditions_of(query);
  const auto direction = query.order == MatchOrder::latest_first ? "DESC" : "ASC";
  const auto* const tier = query.order == MatchOrder::best_tier_first ? R"(
        COALESCE((SELECT CASE tier WHEN 's' THEN 0 WHEN 'a' THEN 1 WHEN 'b' THEN 2 WHEN 'c' THEN 3 WHEN 'd' THEN 4 END
                  FROM tournament WHERE tournament.id = match.tournament_id), 5), )"
                                                                      : "";
  // The databases disagree about where NULL belongs.
  const auto time = asks_for_live_alone(query) ? fmt::format("COALESCE(calendar_at, {})", INT64_MAX)
                                               : std::string{"calendar_at"};
  auto values = conditions.values;
  values.push_back(to_cell(std::max(query.count, 0)));
  values.push_back(to_cell(std::max(query.offset, 0)));
  std::vector<MatchId> ids;
  for (const auto& [id] : sql.select_bound<Row<MatchId>>(
           fmt::format("SELECT id FROM match WHERE {} ORDER BY {}{} {}, id {} LIMIT :count OFFSET :offset",
                       conditions.text, tier, time, direction, direction),
           std::move(values))) {
    ids.push_back(id);
  }
  return ids;
}

namespace {

// Counting five years of results takes longer than a page of them, so all pages share one count.
int find_total(Store& store, const MatchQuery& query) {
  const auto key = fmt::format("total/{}/{}", key_of_conditions(query), query.total_max);
  return *store.answers().remember<int>(Topic::matches, key, [&] {
    const auto conditions = conditions_of(query);
    auto values = conditions.values;
    values.push_back(to_cell(query.total_max));
    const auto rows = store.sql().read()->select_bound<Row<int>>(
        fmt::format("SELECT COUNT(*) FROM (SELECT 1 FROM match WHERE {} LIMIT :total_max) AS counted",
                    conditions.text),
        std::move(values));
    return std::get<0>(rows.at(0));
  });
}

MatchPage load_page(Store& store, const MatchQuery& query) {
  MatchPage page;
  page.total = find_total(store, query);
  Reading reading{store};
  page.matches = load_details(reading.sql(), load_match_ids(reading.sql(), query));
  return page;
}

// ---- the shared form: the total on the first line, the matches as JSON after it

std::string encode(const MatchPage& page) {
  return fmt::format("{}\n{}", page.total, to_json(page.matches));
}

std::optional<MatchPage> decode(std::string_view text) {
  const auto total = take_number<int>(text);
  if (!total || !text.starts_with('\n')) return std::nullopt;
  auto matches = parse_match_details(text.substr(1));
  if (!matches) return std::nullopt;
  return MatchPage{.matches = std::move(*matches), .total = *total};
}

// What `statement` finds by an id, remembered under `name`.
std::optional<MatchDetails> find_one(Store& store, std::string_view name, const char* statement, MatchId id) {
  const auto load = [&] {
    Reading reading{store};
    const auto row = reading.sql().select_one<Row<MatchId>>(statement, id);
    auto matches = row ? load_details(reading.sql(), {std::get<0>(*row)}) : std::vector<MatchDetails>{};
    const auto total = static_cast<int>(matches.size());
    return MatchPage{.matches = std::move(matches), .total = total};
  };
  const auto page = store.answers().remember_shared<MatchPage>(
      Topic::matches, fmt::format("{}/{}", name, id.value), load, encode, decode);
  if (page->matches.empty()) return std::nullopt;
  return page->matches.front();
}

}  // namespace

MatchPage list_matches(Store& store, const MatchQuery& query) {
  return *store.answers().remember_shared<MatchPage>(
      Topic::matches, key_of(query), [&] { return load_page(store, query); }, encode, decode);
}

std::optional<MatchDetails> find_match(Store& store, MatchId id) {
  // One that was merged into another is found as that one.
  return find_one(store, "match", R"(
        SELECT id FROM match
        WHERE id = (SELECT COALESCE(merged_into, id) FROM match WHERE id = :id) AND retired_at IS NULL)",
                  id);
}

std::map<MatchId, MatchDetails> find_matches(Store& store, const std::vector<MatchId>& ids) {
  if (ids.empty()) return {};
  Reading reading{store};
  std::map<MatchId, MatchId> survivors;
  std::set<MatchId> wanted;
  for (const auto& [id, survivor] : reading.sql().select<Row<MatchId, MatchId>>(
           R"(
        SELECT m.id, s.id FROM match m JOIN match s ON s.id = COALESCE(m.merged_into, m.id)
        WHERE m.id IN NUMBERS(:ids) AND s.retired_at IS NULL)",
           ids)) {
    survivors.emplace(id, survivor);
    wanted.insert(survivor);
  }
  std::map<MatchId, MatchDetails> loaded;
  for (auto& details : load_details(reading.sql(), {wanted.begin(), wanted.end()}))
    loaded.emplace(details.match.id, std::move(details));
  std::map<MatchId, MatchDetails> found;
  for (const auto& [id, survivor] : survivors) found.emplace(id, loaded.at(survivor));
  return found;
}

std::optional<MatchDetails> find_withdrawn(Store& store, MatchId id) {
  return find_one(store, "withdrawn",
                  "SELECT id FROM match WHERE id = :id AND retired_at IS NOT NULL AND merged_into IS NULL",
                  id);
}

std::vector<MatchStart> list_starts(Store& store, Timestamp after, Timestamp until, int count) {
  std::vector<MatchStart> starts;
  for (const auto& [match, at] : store.sql().read()->select<Row<MatchId, Timestamp>>(
           R"(
      SELECT id, scheduled_at FROM match
      WHERE status = 'scheduled' AND calendar_at > :after AND calendar_at <= :until
            AND scheduled_at > :after_too AND time_is_exact = 1 AND retired_at IS NULL
      ORDER BY calendar_at, id LIMIT :count)",
           after, until, after, count))
    starts.push_back({.match = match, .starts_at = at});
  return starts;
}

}  // namespace cs2::store

#include "store/queries/rankings.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "store/database/internal/transaction.hpp"
#include "store/facts/internal/fact_rows.hpp"
#include "store/facts/internal/table_rows.hpp"
#include "store/identity/internal/identity_tables.hpp"
#include "store/queries/internal/profile_queries.hpp"

namespace cs2::store {
namespace {

// A team's place is that of its best line-up.
constexpr std::string_view best_of_its_team = R"(NOT EXISTS (
          SELECT 1 FROM ranking_row better
          WHERE better.ranking_id = ranking_row.ranking_id AND better.team_id = ranking_row.team_id
                AND (better.position < ranking_row.position
                     OR (better.position = ranking_row.position AND better.line_up < ranking_row.line_up))))";

struct PlaceRow {
  RankingPlace place;
  std::string system, provider;
  auto columns() {
    return std::tie(system, place.published, provider, place.url, place.position, place.points,
                    place.position_before, place.published_before);
  }
};

RankingPlace place_of(PlaceRow row, TeamId team) {
  row.place.system = readable(parse_ranking_system(row.system), "ranking of team", team.value);
  row.place.provider = readable(parse_provider(row.provider), "ranking of team", team.value);
  return std::move(row.place);
}

// The newest date of the system up to `at`.
std::optional<Timestamp> find_date(Sql& sql, RankingSystem system, Timestamp at) {
  const auto row = sql.select_one<Row<std::optional<Timestamp>>>(
      "SELECT MAX(published) FROM ranking WHERE system = :system AND published <= :at", name(system), at);
  return row ? std::get<0>(*row) : std::nullopt;
}

std::ptrdiff_t count_common(const std::vector<std::string>& one, const std::vector<std::string>& other) {
  return std::ranges::count_if(
      one, [&](const std::string& player) { return std::ranges::find(other, player) != other.end(); });
}

// Where each row of `now` stood before. A team that stands there with several line-ups moved with each: those
// with the most players in common are one.
std::vector<std::optional<int>> positions_before(const std::vector<RankingRow>& now,
                                                 const std::vector<RankingRow>& before) {
  std::multimap<TeamId, std::size_t> rows_of;
  for (std::size_t row = 0; row < before.size(); ++row) rows_of.emplace(before[row].team, row);
  std::vector<std::tuple<std::ptrdiff_t, std::size_t, std::size_t>> pairs;  // fewer in common later
  for (std::size_t row = 0; row < now.size(); ++row) {
    const auto [first, last] = rows_of.equal_range(now[row].team);
    for (auto older = first; older != last; ++older)
      pairs.emplace_back(-count_common(now[row].line_up, before[older->second].line_up), row, older->second);
  }
  std::ranges::sort(pairs);
  std::vector<std::optional<int>> positions(now.size());
  std::set<std::size_t> taken;
  for (const auto& [common, row, older] : pairs) {
    if (!positions[row] && taken.insert(older).second) positions[row] = before[older].position;
  }
  return positions;
}

std::optional<RankingPage> load_page(Store& store, RankingSystem system, Timestamp at) {
  Reading reading{store};
  auto& sql = reading.sql();
  const auto date = find_date(sql, system, at);
  if (!date) return std::nullopt;
  auto sourced = load_ranking(sql, system, *date).value();
  drop_retired(sql, EntityKind::team, sourced.facts.rows, [](const RankingRow& row) { return row.team; });
  const auto date_before = find_date(sql, system, *date - milliseconds{1});
  const auto older = date_before ? load_ranking(sql, system, *date_before) : std::nullopt;
  const auto before =
      positions_before(sourced.facts.rows, older ? older->facts.rows : std::vector<RankingRow>{});

  std::vector<TeamId> ids;
  ids.reserve(sourced.facts.rows.size());
  for (const auto& row : sourced.facts.rows) ids.push_back(row.team);
  const auto teams = load_teams(sql, ids);
  RankingPage page{.system = system,
                   .published = *date,
                   .published_before = date_before,
                   .provider = sourced.provider,
                   .url = sourced.url,
                   .teams = {}};
  page.teams.reserve(sourced.facts.rows.size());
  for (std::size_t place = 0; place < before.size(); ++place) {
    const auto& row = sourced.facts.rows[place];
    page.teams.push_back({.team = teams.at(row.team), .row = row, .position_before = before[place]});
  }
  return page;
}

}  // namespace

std::optional<RankingPage> find_ranking(Store& store, RankingSystem system, std::optional<Timestamp> at) {
  // Far enough ahead of every date, and no overflow in either database.
  const auto until = at.value_or(store.clock().now() + days{365});
  // A ranking holds teams' names, so it is stale when those change, too.
  const auto key = fmt::format("ranking/{}/{}/{}", name(system), at ? unix_milliseconds(*at) : 0,
                               store.answers().generation(Topic::names));
  return *store.answers().remember<std::optional<RankingPage>>(
      Topic::tables, key, [&] { return load_page(store, system, until); });
}

std::shared_ptr<const RankingDates> list_ranking_dates(Store& store) {
  return store.answers().remember<RankingDates>(Topic::tables, "ranking_dates", [&] {
    RankingDates dates;
    for (const auto& [system, published] : store.sql().read()->select<Row<std::string, Timestamp>>(
             "SELECT DISTINCT system, published FROM ranking ORDER BY system, published DESC")) {
      if (const auto known = parse_ranking_system(system)) dates[*known].push_back(published);
    }
    return dates;
  });
}

std::vector<RankingPlace> list_ranking_history(Store& store, TeamId team, RankingSystem system, int count) {
  std::vector<RankingPlace> places;
  const auto text = fmt::format(R"(
        SELECT ranking.system, ranking.published, ranking.provider, ranking.url, ranking_row.position,
               ranking_row.points, NULL, NULL
        FROM ranking_row JOIN ranking ON ranking.id = ranking_row.ranking_id
        WHERE ranking_row.team_id = :team AND ranking.system = :system AND {}
        ORDER BY ranking.published DESC LIMIT :count)",
                                best_of_its_team);
  for (auto& row : store.sql().read()->select<PlaceRow>(text, team, name(system), count + 1)) {
    if (!places.empty()) {
      places.back().position_before = row.place.position;
      places.back().published_before = row.place.published;
    }
    places.push_back(place_of(std::move(row), team));
  }
  if (std::ssize(places) > count) places.pop_back();
  return places;
}

std::vector<RankingPlace> load_newest_places(Sql& sql, TeamId team) {
  std::vector<RankingPlace> places;
  const auto text = fmt::format(R"(
        SELECT ranking.system, ranking.published, ranking.provider, ranking.url, ranking_row.position,
               ranking_row.points,
               (SELECT MIN(older_row.position) FROM ranking_row AS older_row
                WHERE older_row.ranking_id = older.id AND older_row.team_id = ranking_row.team_id),
               older.published
        FROM ranking_row JOIN ranking ON ranking.id = ranking_row.ranking_id
        LEFT JOIN ranking AS older
               ON older.system = ranking.system
                  AND older.published = (SELECT MAX(published) FROM ranking AS before
                                         WHERE before.system = ranking.system
                                               AND before.published < ranking.published)
        WHERE ranking_row.team_id = :team AND {}
              AND ranking.published = (SELECT MAX(published) FROM ranking AS newest
                                       WHERE newest.system = ranking.system))",
                                best_of_its_team);
  for (auto& row : sql.select<PlaceRow>(text, team)) {
    places.push_back(place_of(std::move(row), team));
  }
  std::ranges::sort(places, {}, &RankingPlace::system);
  return places;
}

}  // namespace cs2::store

#include "store/rankings.hpp"

#include <map>

#include "store/rows.hpp"
#include "store/table_rows.hpp"
#include "store/transaction.hpp"

namespace cs2::store {
namespace {

// The newest date of the system up to `at`.
std::optional<Timestamp> find_date(Sql& sql, RankingSystem system, Timestamp at) {
  const auto row = sql.select_one<Row<std::optional<Timestamp>>>(
      "SELECT MAX(published) FROM ranking WHERE system = :system AND published <= :at", name(system), at);
  return row ? std::get<0>(*row) : std::nullopt;
}

std::map<TeamId, int> positions_of(const std::optional<Told<Ranking>>& told) {
  std::map<TeamId, int> positions;
  if (!told) return positions;
  for (const auto& row : told->facts.rows) positions.emplace(row.team, row.position);
  return positions;
}

std::optional<RankingPage> load_page(Store& store, RankingSystem system, Timestamp at) {
  Reading reading{store};
  auto& sql = reading.sql();
  const auto date = find_date(sql, system, at);
  if (!date) return std::nullopt;
  const auto told = load_ranking(sql, system, *date).value();
  const auto date_before = find_date(sql, system, *date - milliseconds{1});
  const auto before = positions_of(date_before ? load_ranking(sql, system, *date_before) : std::nullopt);

  std::vector<TeamId> ids;
  for (const auto& row : told.facts.rows) ids.push_back(row.team);
  const auto teams = load_teams(sql, ids);
  RankingPage page{.system = system,
                   .published = *date,
                   .published_before = date_before,
                   .provider = told.provider,
                   .url = told.url,
                   .teams = {}};
  for (const auto& row : told.facts.rows) {
    const auto position = before.find(row.team);
    page.teams.push_back(
        {.team = teams.at(row.team),
         .row = row,
         .position_before = position == before.end() ? std::nullopt : std::optional{position->second}});
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

std::vector<RankingPlace> list_ranking_history(Store& store, TeamId team, RankingSystem system, int count) {
  std::vector<RankingPlace> places;
  for (const auto& [published, position, points] :
       store.sql().read()->select<Row<Timestamp, int, std::optional<int>>>(R"(
        SELECT ranking.published, ranking_row.position, ranking_row.points
        FROM ranking_row JOIN ranking ON ranking.id = ranking_row.ranking_id
        WHERE ranking_row.team_id = :team AND ranking.system = :system
        ORDER BY ranking.published DESC LIMIT :count)",
                                                                           team, name(system), count)) {
    places.push_back({.system = system, .published = published, .position = position, .points = points});
  }
  return places;
}

}  // namespace cs2::store

#include "store/queries/rankings.hpp"

#include <algorithm>
#include <map>

#include "store/database/internal/transaction.hpp"
#include "store/facts/internal/fact_rows.hpp"
#include "store/facts/internal/table_rows.hpp"
#include "store/identity/internal/identity_tables.hpp"
#include "store/queries/internal/profile_queries.hpp"

namespace cs2::store {
namespace {

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

std::map<TeamId, int> positions_of(const std::optional<Sourced<Ranking>>& sourced) {
  std::map<TeamId, int> positions;
  if (!sourced) return positions;
  for (const auto& row : sourced->facts.rows) positions.emplace(row.team, row.position);
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
  const auto before = positions_of(date_before ? load_ranking(sql, system, *date_before) : std::nullopt);

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
  for (const auto& row : sourced.facts.rows) {
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
  for (auto& row : store.sql().read()->select<PlaceRow>(R"(
        SELECT ranking.system, ranking.published, ranking.provider, ranking.url, ranking_row.position,
               ranking_row.points, NULL, NULL
        FROM ranking_row JOIN ranking ON ranking.id = ranking_row.ranking_id
        WHERE ranking_row.team_id = :team AND ranking.system = :system
        ORDER BY ranking.published DESC LIMIT :count)",
                                                        team, name(system), count + 1)) {
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
  for (auto& row : sql.select<PlaceRow>(R"(
        SELECT ranking.system, ranking.published, ranking.provider, ranking.url, ranking_row.position,
               ranking_row.points, older_row.position, older.published
        FROM ranking_row JOIN ranking ON ranking.id = ranking_row.ranking_id
        LEFT JOIN ranking AS older
               ON older.system = ranking.system
                  AND older.published = (SELECT MAX(published) FROM ranking AS before
                                         WHERE before.system = ranking.system
                                               AND before.published < ranking.published)
        LEFT JOIN ranking_row AS older_row
               ON older_row.ranking_id = older.id AND older_row.team_id = ranking_row.team_id
        WHERE ranking_row.team_id = :team
              AND ranking.published = (SELECT MAX(published) FROM ranking AS newest
                                       WHERE newest.system = ranking.system))",
                                        team)) {
    places.push_back(place_of(std::move(row), team));
  }
  std::ranges::sort(places, {}, &RankingPlace::system);
  return places;
}

}  // namespace cs2::store

#include <algorithm>

#include "base/limits/answers.hpp"
#include "store/database/internal/transaction.hpp"
#include "store/facts/internal/fact_rows.hpp"
#include "store/queries/internal/profile_queries.hpp"
#include "store/queries/profiles.hpp"

namespace cs2::store {
namespace {

constexpr days event_searched{60};  // before and after now; longer gaps within one event are rare

// A map's winner, where the source says it or the rounds do. Maps of a forfeited match do not count, whether
// they were played or not.
std::vector<MapRecord> load_map_records(Sql& sql, TeamId team, Timestamp since) {
  std::vector<MapRecord> records;
  for (auto& [map, won, played] : sql.select<Row<std::string, int, int>>(R"(
        SELECT map, CAST(SUM(CASE WHEN winner = side THEN 1 ELSE 0 END) AS BIGINT), COUNT(*)
        FROM (SELECT match_map.name AS map,
                     CASE WHEN COALESCE(match.first_team_id, 0) = :team_1 THEN 0 ELSE 1 END AS side,
                     COALESCE(match_map.winner, CASE WHEN match_map.first_score > match_map.second_score THEN 0
                                                     WHEN match_map.first_score < match_map.second_score THEN 1
                                                END) AS winner
              FROM match JOIN match_map ON match_map.match_id = match.id
              WHERE (match.first_team_id = :team_2 OR match.second_team_id = :team_3)
                    AND match.calendar_at >= :since AND match.retired_at IS NULL
                    AND match_map.status = 'finished' AND match_map.name IS NOT NULL
                    AND match_map.forfeit = 0 AND match.forfeit = 0) AS played
        WHERE winner IS NOT NULL GROUP BY map ORDER BY COUNT(*) DESC, map)",
                                                                         team, team, team, since)) {
    records.push_back({.map = std::move(map), .won = won, .lost = played - won});
  }
  return records;
}

std::vector<Tournament> load_events_of(Sql& sql, TeamId team, Timestamp now) {
  std::vector<TournamentId> ids;
  for (const auto& [id] :
       sql.select<Row<TournamentId>>(R"(
        SELECT DISTINCT tournament_id FROM match
        WHERE (first_team_id = :team_1 OR second_team_id = :team_2) AND tournament_id IS NOT NULL
              AND calendar_at BETWEEN :from AND :to AND retired_at IS NULL)",
                                     team, team, now - event_searched, now + event_searched)) {
    ids.push_back(id);
  }
  std::vector<Tournament> events;
  for (auto& [id, dates] : load_dates(sql, ids)) {
    const bool is_under_way =
        dates.begins_at && dates.ends_at && *dates.begins_at <= now && now < *dates.ends_at;
    if (is_under_way) events.push_back(std::move(dates.event));
  }
  std::ranges::sort(events, {}, [](const Tournament& event) {
    return std::pair{event.tier.value_or(Tier::unranked), event.id};
  });
  if (events.size() > limits::profile_events) events.resize(limits::profile_events);
  return events;
}

std::optional<TeamProfile> load_profile(Store& store, TeamId asked, Timestamp now) {
  Reading reading{store};
  auto& sql = reading.sql();
  const auto survivor = find_survivor(sql, EntityKind::team, asked.value);
  if (!survivor) return std::nullopt;
  const TeamId id{survivor->id};
  TeamProfile profile;
  profile.team = load_teams(sql, {id}).at(id);
  profile.is_retired = survivor->is_retired;
  profile.aliases = load_other_names(sql, EntityKind::team, id.value, profile.team.name);
  const auto members = load_members(sql, id);
  profile.roster = present_at(members, now);
  if (profile.roster.empty()) profile.line_up = load_last_line_up(sql, id, now);
  profile.has_former_members = members.size() > profile.roster.size();
  profile.rankings = load_newest_places(sql, id);
  profile.matches = load_matches_around(sql, {.team = id}, now, limits::profile_next, limits::profile_last);
  profile.events = load_events_of(sql, id, now);
  profile.maps = load_map_records(sql, id, now - limits::map_pool_days);
  profile.pages = load_pages(sql, EntityKind::team, id.value);
  return profile;
}

}  // namespace

std::optional<TeamProfile> find_team_profile(Store& store, TeamId team, Timestamp now) {
  return remember_profile<std::optional<TeamProfile>>(
      store, fmt::format("team/{}/{}", team.value, unix_seconds(now)),
      [&] { return load_profile(store, team, now); });
}

}  // namespace cs2::store

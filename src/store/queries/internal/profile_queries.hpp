// What profiles are put together from, within one transaction; each stands with its repository. Private to
// store.
#pragma once

#include <map>
#include <string_view>
#include <vector>

#include "model/entity.hpp"
#include "model/profile.hpp"
#include "store/cache/internal/answers.hpp"
#include "store/database/internal/sql.hpp"
#include "store/queries/matches.hpp"

namespace cs2::store {

// ---- matches

// As list_matches finds them.
std::vector<MatchId> load_match_ids(Sql& sql, const MatchQuery& query);
// In the order of `ids`, with one statement for each table, however many matches there are.
std::vector<MatchDetails> load_details(Sql& sql, const std::vector<MatchId>& ids);
// Of the query's team or tournament: live ones, `next` of the next and `last` of the last.
MatchesAround load_matches_around(Sql& sql, const MatchQuery& query, Timestamp now, int next, int last);

// ---- teams and players

// All who are or were in the team: who plays first, then by since.
std::vector<RosterMember> load_members(Sql& sql, TeamId team);
std::vector<RosterMember> present_at(const std::vector<RosterMember>& members, Timestamp at);
// The present team first, then the last one.
std::vector<TeamStay> load_team_stays(Sql& sql, PlayerId player);
// The newer of the last match whose line-up is known and the last ranking that names one, both until `now`.
std::optional<LastLineUp> load_last_line_up(Sql& sql, TeamId team, Timestamp now);
// Likewise; of rankings only the newest of each system, and only where one team alone names such a player.
std::optional<LastTeam> load_last_team(Sql& sql, const Player& player, Timestamp now);
// In the newest ranking of each system that ranks the team.
std::vector<RankingPlace> load_newest_places(Sql& sql, TeamId team);

// ---- events

std::vector<StageStandings> load_stage_standings(Sql& sql, TournamentId tournament);
std::vector<PlacedTeam> load_placed_teams(Sql& sql, TournamentId tournament);
std::map<TournamentId, EventDates> load_dates(Sql& sql, const std::vector<TournamentId>& tournaments);

// ---- anything

std::vector<SourcePage> load_pages(Sql& sql, EntityKind entity, std::int64_t id);

// The thing itself, or into which it was merged.
struct Survivor {
  std::int64_t id = 0;
  bool is_retired = false;
};
std::optional<Survivor> find_survivor(Sql& sql, EntityKind entity, std::int64_t id);
// Other names than `shown`, at most limits::profile_aliases.
std::vector<std::string> load_other_names(Sql& sql, EntityKind entity, std::int64_t id,
                                          std::string_view shown);

// Remembered until anything of matches, names, players or tables is written: a profile holds all of them.
template <class T, class Load>
T remember_profile(Store& store, std::string_view key, Load load) {
  auto& answers = store.answers();
  const auto full_key = fmt::format("{}/{}/{}/{}", key, answers.generation(Topic::names),
                                    answers.generation(Topic::players), answers.generation(Topic::tables));
  return *answers.remember<T>(Topic::matches, full_key, load);
}

}  // namespace cs2::store

// Facts as rows: the one place that knows the columns of team, tournament, match and match_map. Private to
// store.
#pragma once

#include <map>
#include <vector>

#include "model/match.hpp"
#include "model/team.hpp"
#include "model/tournament.hpp"
#include "store/database/internal/sql.hpp"

namespace cs2::store {

// What we wrote ourselves and cannot read is a broken world, not bad input.
template <class T>
T readable(Result<T> value, std::string_view table, std::int64_t id) {
  if (!value) throw DatabaseError(fmt::format("{} {}: {}", table, id, value.error().detail));
  return std::move(*value);
}
template <class T>
T readable(std::optional<T> value, std::string_view table, std::int64_t id) {
  if (!value) throw DatabaseError(fmt::format("{} {} holds a name that is not known", table, id));
  return *value;
}

// What is not there is left out. What was retired is there: it has to be recognised when somebody speaks of
// it; lists leave it out.
std::map<TeamId, Team> load_teams(Sql& sql, const std::vector<TeamId>& ids);
std::map<TournamentId, Tournament> load_tournaments(Sql& sql, const std::vector<TournamentId>& ids);
std::map<MatchId, Match> load_matches(Sql& sql, const std::vector<MatchId>& ids);

TeamId insert_team(Sql& sql, const Team& team);
void update_team(Sql& sql, const Team& team);
TournamentId insert_tournament(Sql& sql, const Tournament& tournament);
void update_tournament(Sql& sql, const Tournament& tournament);

// With their maps, as revision 1; the ids in the order of the matches.
std::vector<MatchId> insert_matches(Sql& sql, const std::vector<Match>& matches, Timestamp seen_at);
// With its maps, as the revision after match.revision. False when the row has another revision than that.
bool update_match(Sql& sql, const Match& match, Timestamp seen_at);

// Splits a long list, so that no statement grows without end.
template <class T, class Do>
void for_each_chunk(const std::vector<T>& all, std::size_t size, Do handle) {
  for (std::size_t begin = 0; begin < all.size(); begin += size) {
    const auto end = std::min(begin + size, all.size());
    handle(std::vector<T>(all.begin() + static_cast<std::ptrdiff_t>(begin),
                          all.begin() + static_cast<std::ptrdiff_t>(end)));
  }
}

}  // namespace cs2::store

#include "store/queries/played.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/limits/statistics.hpp"
#include "model/ranking.hpp"
#include "store/database/internal/transaction.hpp"
#include "store/facts/internal/fact_rows.hpp"
#include "store/facts/internal/player_rows.hpp"
#include "store/queries/internal/profile_queries.hpp"

namespace cs2::store {
namespace {

Slot side_of(const Match& match, TeamId team) {
  return match.opponents[0].team == team ? 0 : 1;
}

// ---- the opponents' places

// Places in Valve's world ranking.
using Places = std::map<TeamId, std::map<Timestamp, int>>;

Places load_places(Sql& sql, const std::vector<TeamId>& teams) {
  Places places;
  for (const auto& [team, published, position] :
       sql.select<Row<TeamId, Timestamp, int>>(R"(
        SELECT ranking_row.team_id, ranking.published, MIN(ranking_row.position)
        FROM ranking_row JOIN ranking ON ranking.id = ranking_row.ranking_id
        WHERE ranking_row.team_id IN NUMBERS(:teams) AND ranking.system = :system
        GROUP BY ranking_row.team_id, ranking.published)",
                                               teams, std::string{name(RankingSystem::valve_world)}))
    places[team][published] = position;
  return places;
}

// When each ranking was published, the latest first: who is in an older one alone was not ranked that day.
std::vector<Timestamp> load_publications(Sql& sql) {
  std::vector<Timestamp> all;
  for (const auto& [published] : sql.select<Row<Timestamp>>(
           "SELECT published FROM ranking WHERE system = :system ORDER BY published DESC",
           std::string{name(RankingSystem::valve_world)}))
    all.push_back(published);
  return all;
}

void add_positions(Sql& sql, std::vector<PlayedMatch>& matches) {
  std::set<TeamId> opponents;
  for (const auto& played : matches)
    opponents.insert(played.details.match.opponents[static_cast<std::size_t>(1 - played.side)].team);
  const auto places = load_places(sql, {opponents.begin(), opponents.end()});
  const auto publications = load_publications(sql);
  for (auto& played : matches) {
    const auto& match = played.details.match;
    const auto at = time_of(match);
    const auto newest = std::ranges::find_if(publications, [&](Timestamp day) { return at && day <= *at; });
    const auto known = places.find(match.opponents[static_cast<std::size_t>(1 - played.side)].team);
    if (newest == publications.end() || known == places.end()) continue;
    const auto place = known->second.find(*newest);
    if (place != known->second.end()) played.opponent_position = place->second;
  }
}

// ---- who plays

// Who plays for the team now, as its roster says, else as it played last.
std::vector<PlayerId> load_core(Sql& sql, TeamId team, Timestamp now) {
  std::vector<PlayerId> core;
  for (const auto& member : present_at(load_members(sql, team), now)) {
    if (plays(member.stay.role)) core.push_back(member.player.id);
  }
  if (!core.empty()) return core;
  const auto last = load_last_line_up(sql, team, now);
  for (const auto& player : last ? last->players : std::vector<Player>{}) {
    if (player.id) core.push_back(player.id);
  }
  return core;
}

void add_core(Sql& sql, std::vector<PlayedMatch>& matches, const std::vector<PlayerId>& core) {
  if (core.empty()) return;
  std::map<MatchId, PlayedMatch*> by_id;
  std::vector<MatchId> ids;
  for (auto& played : matches) {
    by_id.emplace(played.details.match.id, &played);
    ids.push_back(played.details.match.id);
  }
  for (const auto& [match, slot, count] : sql.select<Row<MatchId, Slot, int>>(R"(
        SELECT match_id, slot, COUNT(*) FROM line_up
        WHERE match_id IN NUMBERS(:matches) AND player_id IN NUMBERS(:players) GROUP BY match_id, slot)",
                                                                              ids, core)) {
    auto& played = *by_id.at(match);
    if (slot == played.side) played.core = count;
  }
}

// ---- all of it

std::vector<PlayedMatch> load_played(Sql& sql, const std::vector<MatchId>& ids) {
  std::vector<PlayedMatch> matches;
  matches.reserve(ids.size());
  for (auto& details : load_details(sql, ids)) matches.push_back({.details = std::move(details)});
  return matches;
}

std::vector<MatchId> load_team_ids(Sql& sql, TeamId team, const PlayedPeriod& period) {
  return load_match_ids(sql, {.statuses = {MatchStatus::finished},
                              .team = team,
                              .from = period.from,
                              .to = period.to,
                              .order = MatchOrder::latest_first,
                              .count = limits::played_max});
}

// Two questions, each for an index on one team: joined by OR they would be answered by walking through time.
std::vector<MatchId> load_meeting_ids(Sql& sql, TeamId first, TeamId second, const PlayedPeriod& period) {
  const auto from = period.from.value_or(Timestamp{});
  std::vector<MatchId> ids;
  for (const auto& [id, at] : sql.select<Row<MatchId, Timestamp>>(R"(
        SELECT id, calendar_at FROM match
        WHERE first_team_id = :first_1 AND second_team_id = :second_1 AND COALESCE(status, '') = 'finished'
              AND calendar_at >= :from_1 AND calendar_at < :to_1 AND retired_at IS NULL
        UNION ALL
        SELECT id, calendar_at FROM match
        WHERE first_team_id = :second_2 AND second_team_id = :first_2 AND COALESCE(status, '') = 'finished'
              AND calendar_at >= :from_2 AND calendar_at < :to_2 AND retired_at IS NULL
        ORDER BY calendar_at DESC, id DESC LIMIT :count)",
                                                                  first, second, from, period.to, second,
                                                                  first, from, period.to, limits::played_max))
    ids.push_back(id);
  return ids;
}

}  // namespace

std::optional<TeamHistory> find_team_history(Store& store, TeamId asked, PlayedPeriod period,
                                             std::optional<TeamId> opponent) {
  Reading reading{store};
  auto& sql = reading.sql();
  const auto survivor = find_survivor(sql, EntityKind::team, asked.value);
  if (!survivor) return std::nullopt;
  const TeamId team{survivor->id};
  TeamHistory history{.team = load_teams(sql, {team}).at(team), .matches = {}};
  history.matches = load_played(
      sql, opponent ? load_meeting_ids(sql, team, *opponent, period) : load_team_ids(sql, team, period));
  for (auto& played : history.matches) played.side = side_of(played.details.match, team);
  add_positions(sql, history.matches);
  add_core(sql, history.matches, load_core(sql, team, period.to));
  return history;
}

namespace {

struct PlayerRow {
  MatchId match;
  Slot slot = 0;
};

std::vector<PlayerRow> load_player_rows(Sql& sql, PlayerId player, const PlayedPeriod& period) {
  std::vector<PlayerRow> rows;
  for (const auto& [match, slot] : sql.select<Row<MatchId, Slot>>(
           R"(
        SELECT match.id, played.slot
        FROM (SELECT match_id, slot FROM line_up WHERE player_id = :player_1
              UNION SELECT match_id, slot FROM player_map_stats WHERE player_id = :player_2) AS played
             JOIN match ON match.id = played.match_id
        WHERE match.status = 'finished' AND match.retired_at IS NULL AND match.calendar_at >= :from
              AND match.calendar_at < :to
        ORDER BY match.calendar_at DESC, match.id DESC LIMIT :count)",
           player, player, period.from.value_or(Timestamp{}), period.to, limits::played_max))
    rows.push_back({.match = match, .slot = slot});
  return rows;
}

}  // namespace

std::optional<PlayerHistory> find_player_history(Store& store, PlayerId asked, PlayedPeriod period) {
  Reading reading{store};
  auto& sql = reading.sql();
  const auto survivor = find_survivor(sql, EntityKind::player, asked.value);
  if (!survivor) return std::nullopt;
  const PlayerId player{survivor->id};
  PlayerHistory history{.player = load_players(sql, {player}).at(player), .matches = {}};
  std::vector<MatchId> ids;
  std::map<MatchId, Slot> slots;
  for (const auto& row : load_player_rows(sql, player, period)) {
    if (slots.emplace(row.match, row.slot).second) ids.push_back(row.match);
  }
  history.matches = load_played(sql, ids);
  auto figures = load_player_stats(sql, ids);
  for (auto& played : history.matches) {
    const auto id = played.details.match.id;
    played.side = slots.at(id);
    for (auto& sourced : figures[id]) {
      if (sourced.facts.player == player) played.figures.push_back(std::move(sourced.facts));
    }
  }
  add_positions(sql, history.matches);
  return history;
}

}  // namespace cs2::store

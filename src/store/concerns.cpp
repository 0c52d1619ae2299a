#include "store/concerns.hpp"

#include <algorithm>
#include <map>

#include "store/matches.hpp"
#include "store/sql.hpp"

namespace cs2::store {
namespace {

std::map<TeamId, int> find_ranks(Sql& sql, const std::vector<TeamId>& teams) {
  std::map<TeamId, int> ranks;
  for (const auto& [team, position] : sql.select<Row<TeamId, int>>(
           R"(
      SELECT team_id, position FROM ranking_row
      WHERE ranking_id = (SELECT id FROM ranking WHERE system = 'valve_world' ORDER BY published DESC LIMIT 1)
            AND team_id IN NUMBERS(:teams))",
           teams))
    ranks.emplace(team, position);
  return ranks;
}

// By slot: who is announced for the match, else who plays for the team now.
std::array<std::vector<PlayerId>, 2> find_players(Sql& sql, const Match& match) {
  std::array<std::vector<PlayerId>, 2> players;
  for (const auto& [slot, player] : sql.select<Row<int, PlayerId>>(
           "SELECT slot, player_id FROM line_up WHERE match_id = :match ORDER BY slot, position", match.id)) {
    if (slot == 0 || slot == 1) players[static_cast<std::size_t>(slot)].push_back(player);
  }
  for (std::size_t slot = 0; slot < 2; ++slot) {
    if (!players[slot].empty() || !match.opponents[slot].team) continue;
    for (const auto& [player] : sql.select<Row<PlayerId>>(
             R"(
        SELECT player_id FROM roster_entry
        WHERE team_id = :team AND until IS NULL AND role IN ('player', 'captain', 'stand_in') ORDER BY player_id)",
             match.opponents[slot].team))
      players[slot].push_back(player);
  }
  return players;
}

class Concerns {
 public:
  // The best rank counts of a subject that stands on both sides.
  void add(const Subject& subject, std::optional<int> opponent_rank) {
    const auto known = std::ranges::find(all_, subject, &Concerned::subject);
    if (known == all_.end()) {
      all_.push_back({.subject = subject, .opponent_rank = opponent_rank});
    } else if (opponent_rank && (!known->opponent_rank || *opponent_rank < *known->opponent_rank)) {
      known->opponent_rank = opponent_rank;
    }
  }
  std::vector<Concerned> take() { return std::move(all_); }

 private:
  std::vector<Concerned> all_;
};

std::optional<int> better(std::optional<int> one, std::optional<int> other) {
  if (!one || !other) return one ? one : other;
  return std::min(*one, *other);
}

MatchTraits traits_of(const MatchDetails& details) {
  const auto& event = details.tournament;
  return {.tier = event ? event->tier : std::nullopt,
          .lan = event && event->venue == Venue::lan,
          .best_of = details.match.best_of,
          .region = event ? event->region.value_or("") : "",
          .stage = std::string{main_stage(details.match.stage)}};
}

}  // namespace

std::optional<MatchConcerns> find_concerns(Store& store, MatchId id) {
  auto details = find_match(store, id);
  if (!details) return std::nullopt;
  const auto& match = details->match;
  const auto lent = store.sql().read();
  auto& sql = *lent;

  std::vector<TeamId> teams;
  for (const auto& opponent : match.opponents) {
    if (opponent.team) teams.push_back(opponent.team);
  }
  const auto ranks = find_ranks(sql, teams);
  const auto rank_of = [&ranks](TeamId team) {
    const auto found = ranks.find(team);
    return found == ranks.end() ? std::nullopt : std::optional{found->second};
  };
  const auto players = find_players(sql, match);
  const std::array rank{rank_of(match.opponents[0].team), rank_of(match.opponents[1].team)};
  const auto either = better(rank[0], rank[1]);

  auto traits = traits_of(*details);
  Concerns concerns;
  for (std::size_t slot = 0; slot < 2; ++slot) {
    if (match.opponents[slot].team) concerns.add(subject_of(match.opponents[slot].team), rank[1 - slot]);
    for (const auto player : players[slot]) concerns.add(subject_of(player), rank[1 - slot]);
  }
  if (match.tournament) concerns.add(subject_of(match.tournament), either);
  if (traits.tier) {
    for (auto tier = static_cast<int>(*traits.tier); tier <= static_cast<int>(Tier::unranked); ++tier)
      concerns.add(subject_of(static_cast<Tier>(tier)), either);
  }
  concerns.add(Subject{}, either);
  std::vector<MatchId> doubles;
  for (const auto& [merged] :
       sql.select<Row<MatchId>>("SELECT id FROM match WHERE merged_into = :id ORDER BY id", id))
    doubles.push_back(merged);
  return MatchConcerns{.details = std::move(*details),
                       .concerned = concerns.take(),
                       .traits = std::move(traits),
                       .doubles = std::move(doubles)};
}

std::vector<Concerned> concerns_of_team(TeamId team, PlayerId player) {
  Concerns concerns;
  if (team) concerns.add(subject_of(team), std::nullopt);
  if (player) concerns.add(subject_of(player), std::nullopt);
  concerns.add(Subject{}, std::nullopt);
  return concerns.take();
}

}  // namespace cs2::store

#include "store/concerns.hpp"

#include <algorithm>
#include <map>
#include <set>

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

using LineUps = std::map<std::pair<MatchId, Slot>, std::vector<PlayerId>>;

LineUps find_line_ups(Sql& sql, const std::vector<MatchId>& matches) {
  LineUps line_ups;
  for (const auto& [match, slot, player] : sql.select<Row<MatchId, Slot, PlayerId>>(
           "SELECT match_id, slot, player_id FROM line_up WHERE match_id IN NUMBERS(:matches) "
           "ORDER BY match_id, slot, position",
           matches))
    line_ups[{match, slot}].push_back(player);
  return line_ups;
}

std::map<TeamId, std::vector<PlayerId>> find_rosters(Sql& sql, const std::vector<TeamId>& teams) {
  std::map<TeamId, std::vector<PlayerId>> rosters;
  for (const auto& [team, player] : sql.select<Row<TeamId, PlayerId>>(
           R"(
      SELECT team_id, player_id FROM roster_entry
      WHERE team_id IN NUMBERS(:teams) AND until IS NULL AND role IN ('player', 'captain', 'stand_in')
      ORDER BY team_id, player_id)",
           teams))
    rosters[team].push_back(player);
  return rosters;
}

std::map<MatchId, std::vector<MatchId>> find_doubles(Sql& sql, const std::vector<MatchId>& matches) {
  std::map<MatchId, std::vector<MatchId>> doubles;
  for (const auto& [survivor, merged] : sql.select<Row<MatchId, MatchId>>(
           "SELECT merged_into, id FROM match WHERE merged_into IN NUMBERS(:matches) ORDER BY id", matches))
    doubles[survivor].push_back(merged);
  return doubles;
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

// What the matches of one question share.
struct Surroundings {
  std::map<TeamId, int> ranks;
  LineUps line_ups;
  std::map<TeamId, std::vector<PlayerId>> rosters;

  std::optional<int> rank_of(TeamId team) const {
    const auto found = ranks.find(team);
    return found == ranks.end() ? std::nullopt : std::optional{found->second};
  }
  // Who is announced for the match, else who plays for the team now.
  std::vector<PlayerId> players_of(const Match& match, Slot slot) const {
    if (const auto announced = line_ups.find({match.id, slot}); announced != line_ups.end())
      return announced->second;
    const auto roster = rosters.find(match.opponents[static_cast<std::size_t>(slot)].team);
    return roster == rosters.end() ? std::vector<PlayerId>{} : roster->second;
  }
};

std::vector<Concerned> concerned_by(const Match& match, const MatchTraits& traits,
                                    const Surroundings& around) {
  const std::array rank{around.rank_of(match.opponents[0].team), around.rank_of(match.opponents[1].team)};
  const auto either = better(rank[0], rank[1]);
  Concerns concerns;
  for (std::size_t slot = 0; slot < 2; ++slot) {
    if (match.opponents[slot].team) concerns.add(subject_of(match.opponents[slot].team), rank[1 - slot]);
    for (const auto player : around.players_of(match, static_cast<Slot>(slot)))
      concerns.add(subject_of(player), rank[1 - slot]);
  }
  if (match.tournament) concerns.add(subject_of(match.tournament), either);
  if (traits.tier) {
    for (auto tier = static_cast<int>(*traits.tier); tier <= static_cast<int>(Tier::unranked); ++tier)
      concerns.add(subject_of(static_cast<Tier>(tier)), either);
  }
  concerns.add(Subject{}, either);
  return concerns.take();
}

}  // namespace

std::vector<MatchConcerns> load_concerns(Sql& sql, std::vector<MatchDetails> matches) {
  std::vector<MatchId> ids;
  std::set<TeamId> teams;
  for (const auto& details : matches) {
    ids.push_back(details.match.id);
    for (const auto& opponent : details.match.opponents) {
      if (opponent.team) teams.insert(opponent.team);
    }
  }
  const std::vector team_list(teams.begin(), teams.end());
  const Surroundings around{.ranks = find_ranks(sql, team_list),
                            .line_ups = find_line_ups(sql, ids),
                            .rosters = find_rosters(sql, team_list)};
  auto doubles = find_doubles(sql, ids);

  std::vector<MatchConcerns> all;
  all.reserve(matches.size());
  for (auto& details : matches) {
    auto traits = traits_of(details);
    auto concerned = concerned_by(details.match, traits, around);
    auto merged = std::move(doubles[details.match.id]);
    all.push_back({.details = std::move(details),
                   .concerned = std::move(concerned),
                   .traits = std::move(traits),
                   .doubles = std::move(merged)});
  }
  return all;
}

std::optional<MatchConcerns> find_concerns(Store& store, MatchId id) {
  auto details = find_match(store, id);
  if (!details) return std::nullopt;
  auto concerns = load_concerns(*store.sql().read(), {std::move(*details)});
  return std::move(concerns.front());
}

std::vector<Concerned> concerns_of_team(TeamId team, PlayerId player) {
  Concerns concerns;
  if (team) concerns.add(subject_of(team), std::nullopt);
  if (player) concerns.add(subject_of(player), std::nullopt);
  concerns.add(Subject{}, std::nullopt);
  return concerns.take();
}

}  // namespace cs2::store

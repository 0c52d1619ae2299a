#include "store/notify/audience.hpp"

#include <algorithm>
#include <set>

#include "model/stage.hpp"
#include "store/notify/internal/audience_queries.hpp"
#include "store/queries/matches.hpp"

namespace cs2::store {
namespace {

class AudienceList {
 public:
  // The best rank counts of a subject that stands on both sides.
  void add(const Subject& subject, std::optional<int> opponent_rank) {
    const auto known = std::ranges::find(all_, subject, &AudienceMember::subject);
    if (known == all_.end()) {
      all_.push_back({.subject = subject, .opponent_rank = opponent_rank});
    } else if (opponent_rank && (!known->opponent_rank || *opponent_rank < *known->opponent_rank)) {
      known->opponent_rank = opponent_rank;
    }
  }
  std::vector<AudienceMember> take() { return std::move(all_); }

 private:
  std::vector<AudienceMember> all_;
};

std::optional<int> better(std::optional<int> one, std::optional<int> other) {
  if (!one || !other) return one ? one : other;
  return std::min(*one, *other);
}

std::map<MatchId, std::vector<MatchId>> load_doubles(Sql& sql, const std::vector<MatchId>& matches) {
  std::map<MatchId, std::vector<MatchId>> doubles;
  for (const auto& [survivor, merged] : sql.select<Row<MatchId, MatchId>>(
           "SELECT merged_into, id FROM match WHERE merged_into IN NUMBERS(:matches) ORDER BY id", matches))
    doubles[survivor].push_back(merged);
  return doubles;
}

std::optional<MatchAudience> audience_of(Store& store, std::optional<MatchDetails> details) {
  if (!details) return std::nullopt;
  auto audience = load_audience(*store.sql().read(), {std::move(*details)});
  return std::move(audience.front());
}

}  // namespace

Ranks load_ranks(Sql& sql, const std::vector<TeamId>& teams) {
  Ranks ranks;
  for (const auto& [team, position] : sql.select<Row<TeamId, int>>(
           R"(
      SELECT team_id, position FROM ranking_row
      WHERE ranking_id = (SELECT id FROM ranking WHERE system = 'valve_world' ORDER BY published DESC LIMIT 1)
            AND team_id IN NUMBERS(:teams)
      ORDER BY position)",
           teams))
    ranks.emplace(team, position);
  return ranks;
}

std::map<MatchId, Players> load_players(Sql& sql, const std::vector<Match>& matches) {
  std::vector<MatchId> ids;
  std::set<TeamId> teams;
  for (const auto& match : matches) {
    ids.push_back(match.id);
    for (const auto& opponent : match.opponents) {
      if (opponent.team) teams.insert(opponent.team);
    }
  }
  std::map<MatchId, Players> players;
  for (const auto& [match, slot, player] : sql.select<Row<MatchId, int, PlayerId>>(
           "SELECT match_id, slot, player_id FROM line_up WHERE match_id IN NUMBERS(:matches) "
           "ORDER BY match_id, slot, position",
           ids)) {
    if (slot == 0 || slot == 1) players[match][static_cast<std::size_t>(slot)].push_back(player);
  }
  std::map<TeamId, std::vector<PlayerId>> rosters;
  for (const auto& [team, player] : sql.select<Row<TeamId, PlayerId>>(
           R"(
      SELECT team_id, player_id FROM roster_entry
      WHERE team_id IN NUMBERS(:teams) AND until IS NULL AND role IN ('player', 'captain', 'stand_in')
      ORDER BY team_id, player_id)",
           std::vector<TeamId>(teams.begin(), teams.end())))
    rosters[team].push_back(player);
  for (const auto& match : matches) {
    for (std::size_t slot = 0; slot < 2; ++slot) {
      auto& side = players[match.id][slot];
      const auto roster = rosters.find(match.opponents[slot].team);
      if (side.empty() && roster != rosters.end()) side = roster->second;
    }
  }
  return players;
}

MatchTraits traits_of(const Match& match, const std::optional<Tournament>& event) {
  return {.tier = event ? event->tier : std::nullopt,
          .lan = event && event->venue == Venue::lan,
          .best_of = match.best_of,
          .region = event ? event->region.value_or("") : "",
          .stage = stage_group(match.stage)};
}

std::vector<AudienceMember> audience_of(const Match& match, const MatchTraits& traits, const Ranks& ranks,
                                        const Players& players) {
  const auto rank_of = [&ranks](TeamId team) {
    const auto found = ranks.find(team);
    return found == ranks.end() ? std::nullopt : std::optional{found->second};
  };
  const std::array rank{rank_of(match.opponents[0].team), rank_of(match.opponents[1].team)};
  const auto either = better(rank[0], rank[1]);
  AudienceList audience;
  for (std::size_t slot = 0; slot < 2; ++slot) {
    if (match.opponents[slot].team) audience.add(subject_of(match.opponents[slot].team), rank[1 - slot]);
    for (const auto player : players[slot]) audience.add(subject_of(player), rank[1 - slot]);
  }
  if (match.tournament) audience.add(subject_of(match.tournament), either);
  if (traits.tier) {
    for (auto tier = static_cast<int>(*traits.tier); tier <= static_cast<int>(Tier::unranked); ++tier)
      audience.add(subject_of(static_cast<Tier>(tier)), either);
  }
  audience.add(Subject{}, either);
  return audience.take();
}

std::vector<MatchAudience> load_audience(Sql& sql, std::vector<MatchDetails> matches) {
  std::vector<MatchId> ids;
  std::vector<Match> facts;
  std::set<TeamId> teams;
  for (const auto& details : matches) {
    ids.push_back(details.match.id);
    facts.push_back(details.match);
    for (const auto& opponent : details.match.opponents) {
      if (opponent.team) teams.insert(opponent.team);
    }
  }
  const auto ranks = load_ranks(sql, {teams.begin(), teams.end()});
  const auto players = load_players(sql, facts);
  auto doubles = load_doubles(sql, ids);

  std::vector<MatchAudience> all;
  all.reserve(matches.size());
  for (auto& details : matches) {
    const auto id = details.match.id;
    auto traits = traits_of(details.match, details.tournament);
    auto members = audience_of(details.match, traits, ranks, players.at(id));
    all.push_back({.details = std::move(details),
                   .members = std::move(members),
                   .traits = std::move(traits),
                   .doubles = std::move(doubles[id])});
  }
  return all;
}

std::optional<MatchAudience> find_audience(Store& store, MatchId id) {
  return audience_of(store, find_match(store, id));
}

std::optional<MatchAudience> find_former_audience(Store& store, MatchId id) {
  return audience_of(store, find_withdrawn(store, id));
}

std::vector<AudienceMember> audience_of_team(TeamId team, PlayerId player) {
  AudienceList audience;
  if (team) audience.add(subject_of(team), std::nullopt);
  if (player) audience.add(subject_of(player), std::nullopt);
  audience.add(Subject{}, std::nullopt);
  return audience.take();
}

}  // namespace cs2::store

#include "store/facts/internal/batch_check.hpp"

#include <initializer_list>
#include <set>
#include <tuple>

namespace cs2::store {
namespace {

// Every row has an id of its own, and every external id one row: otherwise the batch would conflict with
// itself for ever.
template <class Write, class IdOf>
Result<void> check_ids(std::string_view what, const std::vector<Write>& writes, IdOf id_of) {
  std::set<std::int64_t> ids;
  std::set<std::string_view> externals;
  for (const auto& write : writes) {
    const auto id = id_of(write).value;
    if (id == 0) return invalid("a {} of the batch has no id", what);
    if (!ids.insert(id).second) return invalid("{} {} stands twice in the batch", what, id);
    for (const auto& external : write.external_ids) {
      if (!externals.insert(external).second)
        return invalid("{} {} is claimed twice in the batch", what, external);
    }
  }
  return {};
}

Result<void> check_maps(const Match& match) {
  std::set<int> numbers;
  for (const auto& map : match.maps) {
    if (!numbers.insert(map.number).second)
      return invalid("match {} has two maps {}", match.id.value, map.number);
  }
  return {};
}

// A new row is referred to only by its own batch.
class References {
 public:
  explicit References(const Batch& batch) {
    for (const auto& write : batch.teams) teams_.insert(write.team.id);
    for (const auto& write : batch.players) players_.insert(write.player.id);
    for (const auto& write : batch.tournaments) tournaments_.insert(write.tournament.id);
    for (const auto& write : batch.matches) matches_.insert(write.match.id);
  }

  Result<void> check(TeamId id) const { return check_in(teams_, id, "team"); }
  Result<void> check(PlayerId id) const { return check_in(players_, id, "player"); }
  Result<void> check(TournamentId id) const { return check_in(tournaments_, id, "tournament"); }
  Result<void> check(MatchId id) const { return check_in(matches_, id, "match"); }

  // A match may have none of these.
  Result<void> check(const Match& match) const {
    for (const auto& opponent : match.opponents) {
      if (!opponent.team) continue;
      if (auto known = check(opponent.team); !known) return known;
    }
    return match.tournament ? check(match.tournament) : Result<void>{};
  }

 private:
  template <class AnyId>
  static Result<void> check_in(const std::set<AnyId>& brought, AnyId id, std::string_view what) {
    if (!id) return invalid("the batch speaks of no {}", what);
    if (id.value < 0 && !brought.contains(id))
      return invalid("the batch names {} {} and does not bring it", what, id.value);
    return {};
  }

  std::set<TeamId> teams_;
  std::set<PlayerId> players_;
  std::set<TournamentId> tournaments_;
  std::set<MatchId> matches_;
};

// The first that fails.
Result<void> all_of(std::initializer_list<Result<void>> checks) {
  for (const auto& each : checks) {
    if (!each) return each;
  }
  return {};
}

Result<void> check_all_ids(const Batch& batch) {
  return all_of({check_ids("team", batch.teams, [](const TeamWrite& write) { return write.team.id; }),
                 check_ids("player", batch.players, [](const PlayerWrite& write) { return write.player.id; }),
                 check_ids("tournament", batch.tournaments,
                           [](const TournamentWrite& write) { return write.tournament.id; }),
                 check_ids("match", batch.matches, [](const MatchWrite& write) { return write.match.id; })});
}

Result<void> check_matches(const Batch& batch, const References& references) {
  for (const auto& write : batch.matches) {
    if (auto checked = all_of({check_maps(write.match), references.check(write.match)}); !checked)
      return checked;
  }
  for (const auto& sighting : batch.sightings) {
    if (auto checked = all_of({references.check(sighting.match), references.check(sighting.facts)}); !checked)
      return checked;
  }
  for (const auto& retirement : batch.retirements) {
    if (auto checked = references.check(retirement.match); !checked) return checked;
  }
  return {};
}

// Somebody plays on one side only, and once on a map.
Result<void> check_players(const Batch& batch, const References& references) {
  std::set<std::tuple<MatchId, PlayerId>> playing;
  for (const auto& [match, players] : batch.line_ups) {
    if (auto checked = references.check(match); !checked) return checked;
    for (const auto& side : players) {
      for (const auto player : side) {
        if (auto checked = references.check(player); !checked) return checked;
        if (!playing.emplace(match, player).second)
          return invalid("player {} stands twice in match {}", player.value, match.value);
      }
    }
  }
  std::set<std::tuple<MatchId, int, PlayerId>> counted;
  for (const auto& [match, all] : batch.player_stats) {
    if (auto checked = references.check(match); !checked) return checked;
    for (const auto& stats : all) {
      if (auto checked = references.check(stats.player); !checked) return checked;
      if (!counted.emplace(match, stats.map, stats.player).second)
        return invalid("player {} is counted twice on map {} of match {}", stats.player.value, stats.map,
                       match.value);
    }
  }
  return {};
}

Result<void> check_rosters(const Batch& batch, const References& references) {
  std::set<std::tuple<TeamId, PlayerId>> present;
  for (const auto& write : batch.rosters) {
    const auto& stay = write.entry;
    if (auto checked = all_of({references.check(stay.team), references.check(stay.player)}); !checked)
      return checked;
    if (!stay.until && !present.emplace(stay.team, stay.player).second)
      return invalid("player {} is twice in team {}", stay.player.value, stay.team.value);
  }
  return {};
}

Result<void> check_rows(const std::vector<Standing>& rows, const References& references) {
  std::set<TeamId> teams;
  for (const auto& row : rows) {
    if (auto checked = references.check(row.team); !checked) return checked;
    if (!teams.insert(row.team).second) return invalid("team {} stands twice in a standings", row.team.value);
  }
  return {};
}

// A team may stand in a ranking with several line-ups.
Result<void> check_rows(const std::vector<RankingRow>& rows, const References& references) {
  std::set<std::pair<TeamId, std::vector<std::string>>> line_ups;
  for (const auto& row : rows) {
    if (auto checked = references.check(row.team); !checked) return checked;
    if (!line_ups.emplace(row.team, row.line_up).second)
      return invalid("team {} stands twice in a ranking with one line-up", row.team.value);
  }
  return {};
}

Result<void> check_tables(const Batch& batch, const References& references) {
  std::set<std::tuple<RankingSystem, Timestamp>> dates;
  for (const auto& [ranking, changes] : batch.rankings) {
    if (!dates.emplace(ranking.system, ranking.published).second)
      return invalid("a ranking of {} stands twice in the batch", name(ranking.system));
    if (auto checked = check_rows(ranking.rows, references); !checked) return checked;
  }
  std::set<std::tuple<TournamentId, std::string_view>> stages;
  for (const auto& standings : batch.standings) {
    if (!stages.emplace(standings.tournament, standings.stage).second)
      return invalid("standings of {} stand twice in the batch", standings.stage);
    if (auto checked =
            all_of({references.check(standings.tournament), check_rows(standings.rows, references)});
        !checked)
      return checked;
  }
  std::set<std::tuple<TournamentId, TeamId>> places;
  for (const auto& placement : batch.placements) {
    if (auto checked = all_of({references.check(placement.tournament), references.check(placement.team)});
        !checked)
      return checked;
    if (!places.emplace(placement.tournament, placement.team).second)
      return invalid("team {} is placed twice in tournament {}", placement.team.value,
                     placement.tournament.value);
  }
  return {};
}

}  // namespace

Result<void> check_batch(const Batch& batch) {
  const References references{batch};
  return all_of({check_all_ids(batch), check_matches(batch, references), check_players(batch, references),
                 check_rosters(batch, references), check_tables(batch, references)});
}

}  // namespace cs2::store

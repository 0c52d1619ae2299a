#include "ingest/reconcile_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "ingest/merge.hpp"
#include "model/source_traits.hpp"

namespace cs2::ingest {
namespace {

template <class AnyId>
AnyId find_in(const Ours<AnyId>& ours, const std::string& external_id) {
  const auto found = ours.find(external_id);
  return found == ours.end() ? AnyId{} : found->second;
}

// Whether what this source says replaces what is stored.
template <class Facts>
bool replaces(const Facts& stated, ProviderName provider, const store::Sourced<Facts>& stored) {
  if (provider == stored.provider) return stated != stored.facts;
  return traits_of(provider).result_trust < traits_of(stored.provider).result_trust;
}

// Each team once, the better place first; who is not known or stands twice is left out and told.
class Once {
 public:
  Once(std::string subject, IssueTracker& issues) : subject_(std::move(subject)), issues_(issues) {
    issues_.look_at(subject_);
  }

  bool admits(TeamId team, const std::string& external_id) {
    if (team && teams_.insert(team).second) return true;
    issues_.quarantine(subject_, "one_place_per_team",
                       fmt::format("team {} is unknown or stands twice", external_id));
    return false;
  }

 private:
  std::string subject_;
  IssueTracker& issues_;
  std::set<TeamId> teams_;
};

// Whose ranking it is. Somebody else's copy does not replace it.
ProviderName publisher_of(RankingSystem system) {
  return system == RankingSystem::hltv ? ProviderName::hltv : ProviderName::valve;
}

void take_ranking(const Report& report, const RankingReport& stated, const store::TableSnapshot& known,
                  const Ours<TeamId>& teams, Batch& batch, IssueTracker& issues) {
  Ranking ranking{.system = stated.system, .published = stated.published, .url = stated.url, .rows = {}};
  issues.look_at(issue_subject(stated));
  // A team may stand there with several line-ups. With one it stands there once, under its better place: that
  // two names of a list are one team is nothing that anybody could mend.
  std::set<std::pair<TeamId, std::set<std::string>>> line_ups;
  for (const auto& [team, position, points, line_up] : stated.places) {
    const auto id = find_in(teams, team);
    if (!id)
      issues.quarantine(issue_subject(stated), "known_teams", fmt::format("team {} is unknown", team));
    else if (line_ups.emplace(id, std::set<std::string>{line_up.begin(), line_up.end()}).second)
      ranking.rows.push_back({.team = id, .position = position, .points = points, .line_up = line_up});
  }
  if (ranking.rows.empty()) return;
  std::ranges::sort(ranking.rows, {},
                    [](const RankingRow& row) { return std::tie(row.position, row.team, row.line_up); });

  const auto stored = known.rankings.find({stated.system, stated.published});
  if (stored != known.rankings.end()) {
    const bool own =
        report.provider == publisher_of(stated.system) || report.provider == stored->second.provider;
    const bool same = stored->second.facts == ranking && stored->second.provider == report.provider;
    if (!own || same) return;
  }
  RankingWrite write{.ranking = std::move(ranking), .changes = {}};
  const auto newest = known.newest_rankings.find(stated.system);
  if (newest != known.newest_rankings.end() && stated.published > newest->second) {
    write.changes.push_back(
        {.id = {},
         .match = {},
         .at = report.observed_at,
         .what = RankingPublished{.system = stated.system, .published = stated.published}});
  }
  batch.rankings.push_back(std::move(write));
}

void take_standings(const Report& report, const StandingsReport& stated, const store::TableSnapshot& known,
                    const Identities& ours, Batch& batch, IssueTracker& issues) {
  Standings standings{
      .tournament = find_in(ours.tournaments, stated.tournament), .stage = stated.stage, .rows = {}};
  if (!standings.tournament) return;
  Once once{issue_subject(stated), issues};
  for (const auto& [team, standing] : stated.rows) {
    const auto id = find_in(ours.teams, team);
    if (!once.admits(id, team)) continue;
    standings.rows.push_back(standing);
    standings.rows.back().team = id;
  }
  std::ranges::sort(standings.rows, {},
                    [](const Standing& row) { return std::tuple{row.position, row.team}; });
  const auto stored = known.standings.find({standings.tournament, standings.stage});
  const bool written =
      stored == known.standings.end() || replaces(standings, report.provider, stored->second);
  if (written && !standings.rows.empty()) batch.standings.push_back(std::move(standings));
}

// Two pages of a source may tell of one stage or place: the first counts.
void drop_doubles(Batch& batch) {
  std::set<std::tuple<RankingSystem, Timestamp>> dates;
  std::erase_if(batch.rankings, [&](const RankingWrite& write) {
    return !dates.emplace(write.ranking.system, write.ranking.published).second;
  });
  std::set<std::tuple<TournamentId, std::string>> stages;
  std::erase_if(batch.standings,
                [&](const Standings& each) { return !stages.emplace(each.tournament, each.stage).second; });
  std::set<std::tuple<TournamentId, TeamId>> places;
  std::erase_if(batch.placements,
                [&](const Placement& each) { return !places.emplace(each.tournament, each.team).second; });
}

void take_placement(const Report& report, Placement placement, const store::TableSnapshot& known,
                    Batch& batch) {
  if (!placement.tournament || !placement.team) return;
  const auto stored = known.placements.find({placement.tournament, placement.team});
  if (stored != known.placements.end()) {
    if (!placement.prize) placement.prize = stored->second.facts.prize;
    if (!replaces(placement, report.provider, stored->second)) return;
  }
  batch.placements.push_back(std::move(placement));
}

}  // namespace

void reconcile_tables(const Report& report, const store::TableSnapshot& known, const Identities& ours,
                      Batch& batch, IssueTracker& issues) {
  for (const auto& ranking : report.rankings) take_ranking(report, ranking, known, ours.teams, batch, issues);
  for (const auto& standings : report.standings)
    take_standings(report, standings, known, ours, batch, issues);
  for (const auto& [tournament, team, best, worst, prize] : report.placements) {
    take_placement(report,
                   {.tournament = find_in(ours.tournaments, tournament),
                    .team = find_in(ours.teams, team),
                    .best = best,
                    .worst = worst,
                    .prize = prize},
                   known, batch);
  }
  // Who won is a placement too, be it the only one that is told.
  for (const auto& tournament : report.tournaments) {
    if (!tournament.winner) continue;
    take_placement(report,
                   {.tournament = find_in(ours.tournaments, tournament.external_id),
                    .team = find_in(ours.teams, *tournament.winner),
                    .prize = {}},
                   known, batch);
  }
  drop_doubles(batch);
}

void reconcile_line_ups(const Report& report, const MatchReport& match, MatchId id, bool turned,
                        const store::MatchSnapshot& known, const Ours<PlayerId>& players, Batch& batch) {
  const auto stored = known.line_ups.find(id);
  LineUpWrite line_up{.match = id, .players = {}};
  std::set<PlayerId> seen;
  for (std::size_t slot = 0; slot < 2; ++slot) {
    std::vector<PlayerId> side;
    for (const auto& external_id : match.opponents[turned ? 1 - slot : slot].line_up) {
      const auto player = find_in(players, external_id);
      if (player && seen.insert(player).second) side.push_back(player);
    }
    const bool is_stored = stored != known.line_ups.end() && !stored->second[slot].facts.empty();
    if (!is_stored || replaces(side, report.provider, stored->second[slot])) line_up.players[slot] = side;
  }
  if (!line_up.players[0].empty() || !line_up.players[1].empty())
    batch.line_ups.push_back(std::move(line_up));

  const auto counted = known.player_stats.find(id);
  PlayerStatsWrite figures{.match = id, .stats = {}};
  std::set<std::tuple<int, PlayerId>> on_map;
  for (const auto& [external_id, stated] : match.player_stats) {
    auto stats = stated;
    stats.player = find_in(players, external_id);
    if (turned) stats.slot = 1 - stats.slot;
    if (!stats.player || !on_map.emplace(stats.map, stats.player).second) continue;
    const auto is_same_place = [&](const store::Sourced<PlayerMapStats>& each) {
      return each.facts.map == stats.map && each.facts.player == stats.player;
    };
    if (counted != known.player_stats.end()) {
      const auto before = std::ranges::find_if(counted->second, is_same_place);
      if (before != counted->second.end() && !replaces(stats, report.provider, *before)) continue;
    }
    figures.stats.push_back(std::move(stats));
  }
  if (!figures.stats.empty()) batch.player_stats.push_back(std::move(figures));
}

}  // namespace cs2::ingest

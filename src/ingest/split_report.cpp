#include "ingest/split_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "model/issue.hpp"

namespace cs2::ingest {
namespace {

// What elements name, by external id.
struct Named {
  std::set<std::string> teams, players, tournaments;

  void add(const MatchReport& match) {
    for (const auto& opponent : match.opponents) {
      if (opponent.team) teams.insert(*opponent.team);
      players.insert(opponent.line_up.begin(), opponent.line_up.end());
    }
    for (const auto& stats : match.player_stats) players.insert(stats.player);
    if (match.tournament) tournaments.insert(*match.tournament);
  }
  void add(const RosterReport& roster) {
    teams.insert(roster.team);
    for (const auto& stay : roster.stays) players.insert(stay.player);
  }
  void add(const RankingReport& ranking) {
    for (const auto& place : ranking.places) teams.insert(place.team);
  }
  void add(const StandingsReport& standings) {
    tournaments.insert(standings.tournament);
    for (const auto& row : standings.rows) teams.insert(row.team);
  }
  void add(const PlacementReport& placement) {
    tournaments.insert(placement.tournament);
    teams.insert(placement.team);
  }
  void add(const TournamentReport& tournament) {
    tournaments.insert(tournament.external_id);
    if (tournament.winner) teams.insert(*tournament.winner);
  }
  void add(const TeamReport& team) { teams.insert(team.external_id); }
  void add(const PlayerReport& player) { players.insert(player.external_id); }
};

// Calls `visit` with each kind of element of both reports, in a fixed order.
template <class Visit>
void for_each_kind(const Report& whole, Report& part, Visit visit) {
  visit(whole.matches, part.matches);
  visit(whole.rosters, part.rosters);
  visit(whole.rankings, part.rankings);
  visit(whole.standings, part.standings);
  visit(whole.placements, part.placements);
}

template <class Reports>
void copy_named(const Reports& from, const std::set<std::string>& names, Reports& to) {
  std::ranges::copy_if(from, std::back_inserter(to),
                       [&](const auto& one) { return names.contains(one.external_id); });
}

}  // namespace

std::size_t count_elements(const Report& report) {
  return report.matches.size() + report.rosters.size() + report.rankings.size() + report.standings.size() +
         report.placements.size() + report.tournaments.size() + report.teams.size() + report.players.size();
}

Report elements_of(const Report& report, std::size_t from, std::size_t to) {
  Report part{
      .provider = report.provider, .observed_at = report.observed_at, .is_history = report.is_history};
  if (from == 0) {
    part.gone = report.gone;
    part.skipped = report.skipped;
  }
  Named named;
  std::size_t place = 0;
  const auto is_in = [&] { return place >= from && place < to; };
  for_each_kind(report, part, [&](const auto& elements, auto& taken) {
    for (const auto& element : elements) {
      if (is_in()) {
        taken.push_back(element);
        named.add(element);
      }
      ++place;
    }
  });
  const auto name_those = [&](const auto& elements) {
    for (const auto& element : elements) {
      if (is_in()) named.add(element);
      ++place;
    }
  };
  name_those(report.tournaments);
  name_those(report.teams);
  name_those(report.players);
  copy_named(report.tournaments, named.tournaments, part.tournaments);
  for (const auto& tournament : part.tournaments) named.add(tournament);
  copy_named(report.teams, named.teams, part.teams);
  copy_named(report.players, named.players, part.players);
  return part;
}

std::string element_subject(const Report& report) {
  if (!report.matches.empty()) return issue_subject(report.matches.front());
  if (!report.rankings.empty()) return issue_subject(report.rankings.front());
  if (!report.standings.empty()) return issue_subject(report.standings.front());
  if (!report.rosters.empty()) return fmt::format("roster {}", report.rosters.front().team);
  if (!report.placements.empty()) return fmt::format("placement {}", report.placements.front().team);
  if (!report.tournaments.empty())
    return fmt::format("tournament {}", report.tournaments.front().external_id);
  if (!report.teams.empty()) return fmt::format("team {}", report.teams.front().external_id);
  return report.players.empty() ? "report" : fmt::format("player {}", report.players.front().external_id);
}

}  // namespace cs2::ingest

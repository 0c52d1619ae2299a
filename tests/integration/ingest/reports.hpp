// The same small tournament as two sources tell it, each in its own ids, names and order.
#pragma once

#include "model/report.hpp"

namespace cs2::ingest {

inline TeamReport team_report(std::string external_id, std::string name,
                              std::vector<std::string> aliases = {}) {
  return {.external_id = std::move(external_id),
          .team = {.id = {}, .name = std::move(name)},
          .aliases = std::move(aliases),
          .url = {}};
}

// Alpine, Breakers and Comets under PandaScore's ids.
inline Report pandascore_report(Timestamp observed_at, std::vector<MatchReport> matches) {
  Report report{.provider = ProviderName::pandascore, .observed_at = observed_at};
  report.teams = {team_report("71", "Alpine"), team_report("72", "Breakers"), team_report("73", "Comets")};
  report.tournaments = {
      {.external_id = "51", .tournament = {.id = {}, .name = "Polar League Season 4 2026"}, .url = {}}};
  report.matches = std::move(matches);
  return report;
}

inline MatchReport pandascore_match(std::string id, Timestamp at, std::string first = "71",
                                    std::string second = "72") {
  MatchReport match;
  match.external_id = std::move(id);
  match.tournament = "51";
  match.scheduled_at = at;
  match.best_of = 3;
  match.stage = "Playoffs – Final";
  const auto side = [](const std::string& team) {
    const auto name = team == "71" ? "Alpine" : team == "72" ? "Breakers" : "Comets";
    return team.empty() ? OpponentReport{} : OpponentReport{.team = team, .name = name};
  };
  match.opponents = {side(first), side(second)};
  return match;
}

// The same teams and tournament as Liquipedia's pages.
inline Report liquipedia_report(Timestamp observed_at, std::vector<MatchReport> matches) {
  Report report{.provider = ProviderName::liquipedia, .observed_at = observed_at};
  report.teams = {team_report("Team_Alpine", "Team Alpine", {"Alpine"}), team_report("Breakers", "Breakers"),
                  team_report("Comets_Gaming", "Comets Gaming")};
  report.tournaments = {
      {.external_id = "Polar/4", .tournament = {.id = {}, .name = "Polar League 4"}, .url = {}}};
  report.matches = std::move(matches);
  return report;
}

inline MatchReport liquipedia_match(Timestamp at, std::string first = "Breakers",
                                    std::string second = "Team_Alpine") {
  MatchReport match;
  match.external_id = "lpw:Polar/4#Playoffs:" + std::min(first, second) + "," + std::max(first, second);
  match.id_is_derived = true;
  match.tournament = "Polar/4";
  match.scheduled_at = at;
  match.best_of = 3;
  match.stage = "Playoffs";
  const auto side = [](std::string team) {
    return team.empty() ? OpponentReport{} : OpponentReport{.team = team, .name = team};
  };
  match.opponents = {side(first), side(second)};
  return match;
}

inline MatchReport live(MatchReport match, Score score) {
  match.status = MatchStatus::live;
  match.score = score;
  return match;
}

inline MatchReport finished(MatchReport match, Score score) {
  match.status = MatchStatus::finished;
  match.score = score;
  match.winner = score.first > score.second ? 0 : 1;
  return match;
}

}  // namespace cs2::ingest

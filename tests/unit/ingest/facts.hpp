// Small invented facts for the tests of ingest.
#pragma once

#include "ingest/merge.hpp"
#include "model/report.hpp"
#include "store/snapshot/snapshot.hpp"

namespace cs2::ingest {

inline constexpr Timestamp now = std::chrono::sys_days{std::chrono::year{2026} / 7 / 12} + hours{18};

// Ours, as stored.
inline const Team alpine{.id = {1}, .name = "Alpine"};
inline const Team breakers{.id = {2}, .name = "Breakers"};
inline const Team comets{.id = {3}, .name = "Comets"};
inline const Tournament polar{.id = {11}, .name = "Polar League 2026"};

inline Match stored_match(std::int64_t id, Timestamp at, const Team& first = alpine,
                          const Team& second = breakers) {
  Match match;
  match.id = {id};
  match.revision = 1;
  match.tournament = polar.id;
  match.opponents = {Opponent{first.id, first.name}, Opponent{second.id, second.name}};
  match.scheduled_at = at;
  match.best_of = 3;
  return match;
}

inline Match finished(Match match, Score score) {
  match.status = MatchStatus::finished;
  match.started_at = match.scheduled_at;
  match.score = score;
  match.winner = score.first > score.second ? 0 : 1;
  return match;
}

inline Match live(Match match, Score score = {0, 0}) {
  match.status = MatchStatus::live;
  match.score = score;
  return match;
}

inline MatchReport match_report(std::string external_id, Timestamp at, std::string first = "a",
                                std::string second = "b") {
  MatchReport match;
  match.external_id = std::move(external_id);
  match.tournament = "t";
  match.scheduled_at = at;
  match.best_of = 3;
  const auto side = [](std::string team) {
    return team.empty() ? OpponentReport{} : OpponentReport{.team = team, .name = "Team " + team};
  };
  match.opponents = {side(std::move(first)), side(std::move(second))};
  return match;
}

// "a" is Alpine, "b" Breakers, "c" Comets, "t" the tournament; all known by their ids.
inline Report report_of(ProviderName provider, std::vector<MatchReport> matches) {
  Report report{.provider = provider, .observed_at = now};
  report.teams = {{.external_id = "a", .team = {.id = {}, .name = "Alpine"}},
                  {.external_id = "b", .team = {.id = {}, .name = "Breakers"}},
                  {.external_id = "c", .team = {.id = {}, .name = "Comets"}}};
  report.tournaments = {{.external_id = "t", .tournament = {.id = {}, .name = "Polar League 2026"}}};
  report.matches = std::move(matches);
  return report;
}

inline store::StoreSnapshot known_with(const std::vector<Match>& rows) {
  store::StoreSnapshot known;
  known.teams.by_external_id = {{"a", alpine}, {"b", breakers}, {"c", comets}};
  known.tournaments.by_external_id = {{"t", polar}};
  for (const auto& row : rows) known.matches.rows.emplace(row.id, row);
  return known;
}

// As if `provider` had spoken of the row under that id.
inline void add_word(store::StoreSnapshot& known, MatchId id, ProviderName provider,
                     const std::string& external_id, Timestamp seen_at = now - minutes{5}) {
  auto facts = known.matches.rows.at(id);
  facts.id = {};
  facts.revision = 0;
  known.matches.records[id].push_back(
      {.provider = provider, .external_id = external_id, .facts = facts, .seen_at = seen_at});
}

}  // namespace cs2::ingest

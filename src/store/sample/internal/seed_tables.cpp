// How the teams of the sample stand.
#include <array>
#include <span>

#include "store/sample/internal/seed_samples.hpp"

namespace cs2::store {
namespace {

using Keys = std::span<const char* const>;

// The world ranking of this month and of the last, best first.
constexpr std::array<const char*, 8> ranked_before{"harbor",  "glacier", "ferrum",  "tidal",
                                                   "kestrel", "condor",  "monsoon", "quiet"};
constexpr std::array<const char*, 8> ranked_now{"glacier", "harbor",  "tidal", "ferrum",
                                                "condor",  "kestrel", "quiet", "monsoon"};
constexpr std::array<const char*, 5> ranked_in_europe{"glacier", "harbor", "tidal", "ferrum", "kestrel"};

RankingWrite ranking_of(RankingSystem system, Keys keys, Timestamp published) {
  Ranking ranking{.system = system, .published = published, .url = {}, .rows = {}};
  int points = 1950;
  for (const auto* key : keys) {
    RankingRow row{.team = sample_team(key),
                   .position = static_cast<int>(ranking.rows.size()) + 1,
                   .points = points,
                   .line_up = {}};
    if (const auto* roster = roster_of(key))
      row.line_up.assign(roster->players.begin(), roster->players.end());
    ranking.rows.push_back(std::move(row));
    points -= 85 + 7 * ranking.rows.back().position;
  }
  return {.ranking = std::move(ranking), .changes = {}};
}

// Published on the first of each month.
void add_rankings(Batch& batch, Timestamp now) {
  const std::chrono::year_month_day today{std::chrono::floor<days>(now)};
  const auto month = today.year() / today.month();
  const std::chrono::sys_days before{(month - std::chrono::months{1}) / 1};
  const std::chrono::sys_days latest{month / 1};
  batch.rankings.push_back(ranking_of(RankingSystem::valve_world, ranked_before, before));
  batch.rankings.push_back(ranking_of(RankingSystem::valve_world, ranked_now, latest));
  batch.rankings.push_back(ranking_of(RankingSystem::valve_europe, ranked_in_europe, latest));
}

// ---- tables, as the matches made them

struct SampleStanding {
  const char* team;
  int wins;
  int losses;
  std::optional<bool> advances = {};
};

Standings standings_of(const char* tournament, const char* stage, std::span<const SampleStanding> rows) {
  Standings standings{.tournament = sample_tournament(tournament), .stage = stage, .rows = {}};
  for (const auto& row : rows)
    standings.rows.push_back({.team = sample_team(row.team),
                              .position = static_cast<int>(standings.rows.size()) + 1,
                              .wins = row.wins,
                              .losses = row.losses,
                              .points = 3 * row.wins,
                              .advances = row.advances});
  return standings;
}

void add_standings(Batch& batch) {
  constexpr std::array<SampleStanding, 4> group_a{
      {{"glacier", 2, 0, true}, {"condor", 1, 1, true}, {"kestrel", 1, 1, true}, {"crows", 0, 2, false}}};
  constexpr std::array<SampleStanding, 3> group_b{
      {{"harbor", 2, 0, true}, {"tidal", 1, 1, true}, {"quiet", 0, 1, true}}};
  constexpr std::array<SampleStanding, 5> league{
      {{"zubr", 4, 1}, {"pines", 3, 1}, {"palisade", 2, 2}, {"crows", 1, 3}, {"monsoon", 0, 3}}};
  batch.standings.push_back(standings_of("meridian", "Group A", group_a));
  batch.standings.push_back(standings_of("meridian", "Group B", group_b));
  batch.standings.push_back(standings_of("sunrise", "League", league));
}

void add_placements(Batch& batch) {
  const auto place = [&](const char* team, int best, int worst, const char* prize) {
    batch.placements.push_back({.tournament = sample_tournament("equinox"),
                                .team = sample_team(team),
                                .best = best,
                                .worst = worst,
                                .prize = prize});
  };
  place("glacier", 1, 1, "200,000 USD");
  place("harbor", 2, 2, "90,000 USD");
  place("ferrum", 3, 4, "55,000 USD");
  place("kestrel", 3, 4, "55,000 USD");
}

}  // namespace

void add_sample_tables(Batch& batch, Timestamp now) {
  add_rankings(batch, now);
  add_standings(batch);
  add_placements(batch);
}

}  // namespace cs2::store

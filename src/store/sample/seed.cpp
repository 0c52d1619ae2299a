#include "store/sample/seed.hpp"

#include <set>

#include "store/sample/internal/seed_samples.hpp"

namespace cs2::store {
namespace {

Team team_of(const SampleTeam& sample, std::int64_t id) {
  return {.id = {id},
          .name = sample.name,
          .acronym = sample.acronym,
          .country = sample.country,
          .logo_url = std::nullopt};
}

Tournament tournament_of(const SampleTournament& sample, std::int64_t id, Timestamp now) {
  const std::chrono::year_month_day today{std::chrono::floor<days>(now)};
  Tournament tournament{.id = {id},
                        .name = fmt::format("{} {}", sample.name, static_cast<int>(today.year())),
                        .tier = sample.tier,
                        .region = sample.region,
                        .country = std::nullopt,
                        .venue = sample.venue,
                        .prize = sample.prize,
                        .starts_at = std::chrono::floor<days>(now) + sample.starts,
                        .ends_at = std::chrono::floor<days>(now) + sample.ends,
                        .logo_url = std::nullopt};
  if (sample.country != nullptr) tournament.country = sample.country;
  return tournament;
}

Batch batch_of(Timestamp now) {
  Batch batch{.provider = ProviderName::sample, .observed_at = now};
  std::int64_t id = 0;
  for (const auto& sample : sample_teams) {
    batch.teams.push_back({.team = team_of(sample, --id), .external_ids = {sample_external_id(sample.key)}});
    if (sample.alias != nullptr) batch.teams.back().aliases.emplace_back(sample.alias);
  }
  id = 0;
  for (const auto& sample : sample_tournaments) {
    batch.tournaments.push_back(
        {.tournament = tournament_of(sample, --id, now), .external_ids = {sample_external_id(sample.key)}});
  }
  add_sample_matches(batch, now);
  add_sample_people(batch);
  add_sample_tables(batch, now);
  return batch;
}

// What an earlier seeding wrote stays as it is: its times lie around another `now`.
void leave_out_known(Store& store, Batch& batch) {
  Report report{.provider = batch.provider, .observed_at = batch.observed_at};
  for (const auto& write : batch.matches) {
    MatchReport match;
    match.external_id = write.external_ids.front();
    report.matches.push_back(std::move(match));
  }
  report.rankings.push_back({.system = RankingSystem::valve_world, .published = {}, .places = {}, .url = {}});
  const auto known = load_known(store, report);
  if (!known.newest_rankings.empty()) batch.rankings.clear();
  std::set<MatchId> there;
  for (const auto& write : batch.matches) {
    if (known.matches.contains(write.external_ids.front())) there.insert(write.match.id);
  }
  const auto is_known = [&](const auto& write) { return there.contains(write.match); };
  std::erase_if(batch.line_ups, is_known);
  std::erase_if(batch.player_stats, is_known);
  std::erase_if(batch.matches,
                [&](const MatchWrite& write) { return known.matches.contains(write.external_ids.front()); });
  std::erase_if(batch.sightings,
                [&](const Sighting& sighting) { return known.matches.contains(sighting.external_id); });
}

}  // namespace

Result<Applied> seed(Store& store, Timestamp now) {
  auto batch = batch_of(now);
  leave_out_known(store, batch);
  return apply(store, batch);
}

}  // namespace cs2::store

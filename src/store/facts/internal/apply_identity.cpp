#include <set>

#include "base/limits/store.hpp"
#include "store/facts/internal/application.hpp"
#include "store/facts/internal/fact_rows.hpp"
#include "store/identity/internal/review_rows.hpp"

namespace cs2::store {
namespace {

template <class AnyId>
bool any_merged(Sql& sql, EntityKind entity, const std::set<AnyId>& ids) {
  bool found = false;
  for_each_chunk(std::vector<AnyId>{ids.begin(), ids.end()}, limits::rows_per_statement,
                 [&](const std::vector<AnyId>& chunk) {
                   const auto text = fmt::format(
                       "SELECT id FROM {} WHERE id IN NUMBERS(:ids) AND merged_into IS NOT NULL LIMIT 1",
                       name(entity));
                   found = found || sql.select_one<Row<AnyId>>(text, chunk).has_value();
                 });
  return found;
}

}  // namespace

void Application::refuse_merged() {
  std::set<TeamId> teams;
  std::set<MatchId> matches;
  std::set<TournamentId> tournaments;
  const auto note = [&](const Match& match) {
    for (const auto& opponent : match.opponents) teams.insert(opponent.team);
    tournaments.insert(match.tournament);
  };
  for (const auto& write : batch_.teams) teams.insert(write.team.id);
  for (const auto& write : batch_.tournaments) tournaments.insert(write.tournament.id);
  for (const auto& write : batch_.matches) {
    matches.insert(write.match.id);
    note(write.match);
  }
  for (const auto& sighting : batch_.sightings) {
    matches.insert(sighting.match);
    note(sighting.facts);
  }
  std::set<PlayerId> players;
  for (const auto& write : batch_.players) players.insert(write.player.id);
  for (const auto& write : batch_.rosters) teams.insert(write.entry.team);
  if (any_merged(sql_, EntityKind::team, teams) || any_merged(sql_, EntityKind::player, players) ||
      any_merged(sql_, EntityKind::tournament, tournaments) || any_merged(sql_, EntityKind::match, matches))
    conflict("something of the batch was merged into another meanwhile");
}

std::int64_t Application::resolved(EntityKind entity, std::int64_t id) const {
  switch (entity) {
    case EntityKind::team:
      return resolved(TeamId{id}).value;
    case EntityKind::player:
      return resolved(PlayerId{id}).value;
    case EntityKind::tournament:
      return resolved(TournamentId{id}).value;
    case EntityKind::match:
      return resolved(MatchId{id}).value;
  }
  return id;
}

// A person's decision is not overwritten.
void Application::write_reviews() {
  for (const auto& review : batch_.reviews) {
    sql_.run(R"(
        INSERT INTO review (kind, ours, candidate, points, parts, provider, external, observation, noted_at, state)
        VALUES (:kind, :ours, :candidate, :points, :parts, :provider, :external, :observation, :noted_at, 'open')
        ON CONFLICT (kind, ours, candidate) DO UPDATE
        SET points = excluded.points, parts = excluded.parts, provider = excluded.provider,
            external = excluded.external, observation = excluded.observation
        WHERE review.state = 'open' AND review.parts <> excluded.parts)",
             name(review.entity), resolved(review.entity, review.ours),
             resolved(review.entity, review.candidate), review.score.points(), to_json(review.score),
             name(batch_.provider), review.external_id, review.observation, batch_.observed_at);
  }
}

}  // namespace cs2::store

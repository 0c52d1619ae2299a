#include "integration/store/facts.hpp"

#include "store/database/internal/sql.hpp"
#include "store/notify/delivery_batch.hpp"

namespace cs2::store {

TeamWrite new_team(std::int64_t id, const std::string& name) {
  return {.team = {.id = {id},
                   .name = name,
                   .acronym = name.substr(0, 3),
                   .country = "DK",
                   .logo_url = std::nullopt},
          .external_ids = {"team-" + name},
          .aliases = {}};
}

TournamentWrite new_tournament(std::int64_t id, const std::string& name, Tier tier) {
  return {.tournament = {.id = {id},
                         .name = name,
                         .tier = tier,
                         .region = "Europe",
                         .country = "SE",
                         .venue = Venue::lan,
                         .prize = "100,000 EUR",
                         .starts_at = from_unix_seconds(1'789'900'000),
                         .ends_at = from_unix_seconds(1'790'900'000),
                         .logo_url = "https://images.example/cup.png"},
          .external_ids = {"tournament-" + name}};
}

PlayerWrite new_player(std::int64_t id, const std::string& nickname) {
  return {.player = {.id = {id}, .nickname = nickname, .nationality = "DK"},
          .external_ids = {"player-" + nickname},
          .aliases = {}};
}

MatchWrite new_match(std::int64_t id, const std::string& external, TeamId first, TeamId second,
                     Timestamp at) {
  MatchWrite write;
  write.match.id = {id};
  write.match.opponents = {Opponent{.team = first, .name = "First"},
                           Opponent{.team = second, .name = "Second"}};
  write.match.stage = "Group A";
  write.match.best_of = 3;
  write.match.scheduled_at = at;
  write.external_ids = {external};
  write.changes = {{.id = {}, .match = {id}, .at = at - hours{24}, .what = MatchAnnounced{}}};
  return write;
}

void finish(Match& match, Timestamp started_at) {
  match.status = MatchStatus::finished;
  match.original_scheduled_at = started_at - days{1};
  match.started_at = started_at;
  match.ended_at = started_at + hours{2};
  match.score = Score{2, 0};
  match.winner = 0;
  match.maps = {
      {.number = 1,
       .name = "Nuke",
       .status = MapStatus::finished,
       .score = Score{13, 7},
       .winner = 0,
       .picked_by = 1,
       .halves = {{.rounds = {8, 4}, .first_side = Side::t}, {.rounds = {5, 3}, .first_side = Side::ct}},
       .started_at = started_at,
       .ended_at = started_at + minutes{50},
       .duration = minutes{50}},
      {.number = 2, .name = "Inferno", .status = MapStatus::finished, .score = Score{16, 14}, .winner = 0}};
  match.veto = {{.action = VetoAction::ban, .by = 0, .map = "Mirage"},
                {.action = VetoAction::decider, .by = std::nullopt, .map = "Train"}};
  match.streams = {{.url = "https://streams.example/main", .language = "en", .official = true, .main = true}};
  match.links = {{.kind = "vod", .url = "https://videos.example/1"}};
}

Sighting sighting_of(const MatchWrite& write) {
  auto facts = write.match;
  facts.id = {};
  facts.revision = 0;
  return {.match = write.match.id,
          .external_id = write.external_ids.front(),
          .url = "https://matches.example/" + write.external_ids.front(),
          .facts = std::move(facts)};
}

Batch small_batch(Timestamp at) {
  Batch batch;
  batch.provider = ProviderName::sample;
  batch.observed_at = at - hours{24};
  batch.teams = {new_team(-1, "Alpine"), new_team(-2, "Borealis")};
  batch.tournaments = {new_tournament(-1, "Northern Cup")};
  batch.matches = {new_match(-1, "m1", {-1}, {-2}, at)};
  batch.matches[0].match.tournament = {-1};
  batch.sightings = {sighting_of(batch.matches[0])};
  return batch;
}

Change add_change(Store& store, MatchId match, const What& what) {
  const auto [id] = store.sql()
                        .write()
                        ->select_one<Row<ChangeId>>(
                            "INSERT INTO change (match_id, at, kind, detail) "
                            "VALUES (:match, :at, :kind, :detail) RETURNING id",
                            match, store.clock().now(), name(what), what_to_json(what))
                        .value();
  return find_changes(store, {id}).at(id);
}

}  // namespace cs2::store

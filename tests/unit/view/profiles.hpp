// Invented teams, players, events and rankings for the tests of view.
#pragma once

#include "model/profile.hpp"
#include "unit/view/fixture.hpp"

namespace cs2::view {

inline constexpr TeamId foxes{1};

inline RosterMember member(std::int64_t id, std::string nickname, RosterRole role = RosterRole::player,
                           std::string_view since = "2026-01-12T00:00:00Z") {
  return {.player = {.id = {id}, .nickname = std::move(nickname), .nationality = "DK"},
          .stay = {.team = foxes, .player = {id}, .role = role, .since = at(since)}};
}

inline std::vector<SourcePage> pages(std::string url) {
  return {{.provider = ProviderName::liquipedia,
           .external_id = "Amber_Foxes",
           .url = std::move(url),
           .seen_at = at("2026-07-12T17:50:00Z")},
          {.provider = ProviderName::hltv, .external_id = "4711", .url = {}, .seen_at = {}}};
}

inline MatchDetails finished_against(std::string opponent, Score score, std::int64_t id,
                                     std::string_view day) {
  auto details = finished();
  details.match.id = {id};
  details.match.opponents[1].name = opponent;
  details.teams[1]->name = std::move(opponent);
  details.match.score = score;
  details.match.winner = score.first > score.second ? 0 : 1;
  details.match.scheduled_at = at(day);
  details.match.started_at = at(day);
  return details;
}

inline TeamProfile amber_foxes() {
  TeamProfile profile;
  profile.team = {.id = foxes,
                  .name = "Amber Foxes",
                  .acronym = "FOX",
                  .country = "DK",
                  .region = "Europe",
                  .logo_url = "https://images.example/foxes.png"};
  profile.aliases = {"Foxes", "Team Amber"};
  profile.roster = {member(1, "aspen", RosterRole::captain),
                    member(2, "birch"),
                    member(3, "cedar"),
                    member(4, "dogwood"),
                    member(5, "elm", RosterRole::stand_in, "2026-07-01T00:00:00Z"),
                    member(6, "Old Oak", RosterRole::coach)};
  profile.has_former_members = true;
  profile.rankings = {{.system = RankingSystem::valve_world,
                       .published = at("2026-07-06T00:00:00Z"),
                       .position = 3,
                       .points = 1950,
                       .position_before = 5,
                       .published_before = at("2026-06-01T00:00:00Z"),
                       .provider = ProviderName::valve},
                      {.system = RankingSystem::valve_europe,
                       .published = at("2026-07-06T00:00:00Z"),
                       .position = 2,
                       .points = 1950,
                       .position_before = 2,
                       .provider = ProviderName::valve}};
  profile.matches.next = {scheduled()};
  profile.matches.last = {finished_against("Blue Herons", {2, 1}, 11, "2026-07-10T16:00:00Z"),
                          finished_against("Grey Owls", {0, 2}, 12, "2026-07-08T16:00:00Z"),
                          finished_against("Red Kites", {2, 0}, 13, "2026-07-05T16:00:00Z")};
  profile.events = {
      {.id = {3}, .name = "Harbour Cup", .tier = Tier::a, .ends_at = at("2026-07-19T00:00:00Z")}};
  profile.maps = {{.map = "Mirage", .won = 8, .lost = 3}, {.map = "Nuke", .won = 5, .lost = 5}};
  profile.pages = pages("https://liquipedia.net/counterstrike/Amber_Foxes");
  return profile;
}

inline PlayerProfile aspen() {
  PlayerProfile profile;
  profile.player = {.id = {1},
                    .nickname = "aspen",
                    .first_name = "Asger",
                    .last_name = "Penn",
                    .nationality = "DK",
                    .image_url = "https://images.example/aspen.png"};
  profile.aliases = {"aspn"};
  profile.stays = {{.team = amber_foxes().team,
                    .stay = {.team = foxes,
                             .player = {1},
                             .role = RosterRole::captain,
                             .since = at("2026-01-12T00:00:00Z")}},
                   {.team = {.id = {2}, .name = "Blue Herons"},
                    .stay = {.team = {2},
                             .player = {1},
                             .since = at("2024-02-01T00:00:00Z"),
                             .until = at("2026-01-12T00:00:00Z")}}};
  profile.matches = amber_foxes().matches;
  profile.totals = {.maps = 34,
                    .kills = {.sum = 720, .maps = 34},
                    .deaths = {.sum = 545, .maps = 34},
                    .headshots = {.sum = 331, .maps = 34},
                    .adr = {.sum = 2958, .maps = 34},
                    .kast = {.sum = 2516, .maps = 34},
                    .rating = {.sum = 24.2, .maps = 20},
                    .rating_version = "3.0"};
  profile.pages = pages("https://liquipedia.net/counterstrike/Aspen");
  return profile;
}

inline StandingTeam standing(int position, std::string name, int wins, int losses,
                             std::optional<bool> advances = {}) {
  return {.team = {.id = {position}, .name = std::move(name)},
          .standing = {.team = {position},
                       .position = position,
                       .wins = wins,
                       .losses = losses,
                       .map_wins = 2 * wins,
                       .map_losses = 2 * losses,
                       .points = 3 * wins,
                       .advances = advances}};
}

inline EventProfile harbour_cup() {
  EventProfile profile;
  profile.dates.event = {.id = {3},
                         .name = "Harbour Cup 2026",
                         .tier = Tier::a,
                         .region = "Europe",
                         .country = "LV",
                         .city = "Riga",
                         .organizer = "Harbour Events",
                         .venue = Venue::lan,
                         .prize = "250000 Euro",
                         .starts_at = at("2026-07-06T00:00:00Z"),
                         .ends_at = at("2026-07-19T00:00:00Z")};
  profile.dates.begins_at = at("2026-07-06T00:00:00Z");
  profile.dates.ends_at = at("2026-07-20T00:00:00Z");
  profile.stages = {{.name = "Group A",
                     .begins_at = at("2026-07-06T10:00:00Z"),
                     .ends_at = at("2026-07-09T18:00:00Z"),
                     .matches = 6,
                     .finished = 6},
                    {.name = "Playoffs",
                     .begins_at = at("2026-07-12T18:00:00Z"),
                     .ends_at = at("2026-07-19T18:00:00Z"),
                     .matches = 7,
                     .finished = 0}};
  profile.today = {scheduled()};
  profile.matches.last = {finished_against("Grey Owls", {2, 0}, 14, "2026-07-09T16:00:00Z")};
  profile.standings = {
      {.stage = "Group A",
       .teams = {standing(1, "Amber Foxes", 3, 0, true), standing(2, "Blue Herons", 2, 1, true),
                 standing(3, "Grey Owls", 1, 2, false), standing(4, "Red Kites", 0, 3, false)}}};
  profile.pages = pages("https://liquipedia.net/counterstrike/Harbour_Cup");
  return profile;
}

inline EventProfile harbour_cup_over() {
  auto profile = harbour_cup();
  const auto placed = [](int best, int worst, std::string team, std::string prize) {
    return PlacedTeam{.team = {.id = {best}, .name = std::move(team)},
                      .placement = {.best = best, .worst = worst, .prize = std::move(prize)}};
  };
  profile.today.clear();
  profile.stages[1].finished = 7;
  profile.placements = {placed(1, 1, "Amber Foxes", "120000 Euro"), placed(2, 2, "Blue Herons", "€50 000"),
                        placed(3, 4, "Grey Owls", "20,000 EUR"), placed(3, 4, "Red Kites", "20,000 EUR")};
  return profile;
}

inline RankingPage world_ranking() {
  const auto ranked = [](int position, std::string name, std::optional<int> before) {
    return RankedTeam{.team = {.id = {position}, .name = std::move(name)},
                      .row = {.team = {position},
                              .position = position,
                              .points = 2000 - 25 * position,
                              .line_up = {"aspen", "birch", "cedar", "dogwood", "elm"}},
                      .position_before = before};
  };
  return {.system = RankingSystem::valve_world,
          .published = at("2026-07-06T00:00:00Z"),
          .published_before = at("2026-06-01T00:00:00Z"),
          .provider = ProviderName::valve,
          .url = "https://rankings.example/2026-07-06",
          .teams = {ranked(1, "Amber Foxes", 3), ranked(2, "Blue Herons", 1), ranked(3, "Grey Owls", 3),
                    ranked(4, "Red Kites", {})}};
}

// ---- What real people call themselves, and what nobody should.

inline const std::string long_name(200, 'W');
inline const std::string marked_name = "**||<@&1>||** `@everyone` [x](https://evil.example) # > ~~_:fire:_~~";
inline const std::string hebrew_name = "נצחון 5";
inline const std::string arabic_name = "فريق الصقور";
inline const std::string turning_name = "abc\u202Edef";
inline const std::string emoji_name = "🦊👨‍👩‍👧‍👦🇩🇰 Füchse";

inline TeamProfile called(const std::string& name) {
  auto profile = amber_foxes();
  profile.team.name = name;
  profile.team.acronym = name;
  profile.team.region = name;
  profile.aliases.assign(5, name);
  for (auto& each : profile.roster) each.player.nickname = name;
  for (auto* list : {&profile.matches.next, &profile.matches.last}) {
    for (auto& details : *list) {
      details.teams[0]->name = name;
      details.teams[1]->name = name;
      details.tournament->name = name;
    }
  }
  profile.events[0].name = name;
  for (auto& record : profile.maps) record.map = name;
  return profile;
}

}  // namespace cs2::view

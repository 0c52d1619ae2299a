// PandaScore's rows, invented, in their documented shape.
#pragma once

#include <boost/json.hpp>
#include <string>
#include <string_view>

namespace cs2::provider {

namespace json = boost::json;

// Keys of the first level are replaced by those of `changes`.
inline json::object changed(json::value row, const json::object& changes) {
  auto object = row.as_object();
  for (const auto& [key, value] : changes) object[key] = value;
  return object;
}

// A semifinal that is under way: Alpine lead Breakers by one map; the second map runs.
inline json::object running_row(const json::object& changes = {}) {
  return changed(json::parse(R"({
    "id": 900001, "name": "Semifinal 2: ALP vs BRK", "slug": "alp-vs-brk", "status": "running",
    "match_type": "best_of", "number_of_games": 3, "modified_at": "2026-07-12T18:16:18Z",
    "scheduled_at": "2026-07-12T17:00:00Z", "original_scheduled_at": "2026-07-12T17:00:00Z",
    "begin_at": "2026-07-12T17:04:30Z", "end_at": null, "rescheduled": false, "detailed_stats": true,
    "draw": false, "forfeit": false, "game_advantage": null,
    "winner": null, "winner_id": null, "winner_type": "Team",
    "opponents": [
      {"type": "Team", "opponent": {"id": 71, "name": "Alpine", "slug": "alpine", "acronym": "ALP", "location": "SE",
       "image_url": "https://images.example/alpine.png", "dark_mode_image_url": null}},
      {"type": "Team", "opponent": {"id": 72, "name": "Breakers", "slug": "breakers", "acronym": null, "location": "",
       "image_url": null}}],
    "results": [{"team_id": 71, "score": 1}, {"team_id": 72, "score": 0}],
    "games": [
      {"id": 11, "position": 1, "status": "finished", "finished": true, "complete": true, "forfeit": false,
       "begin_at": "2026-07-12T17:04:40Z", "end_at": "2026-07-12T17:50:27Z", "length": 2747,
       "winner": {"id": 71, "type": "Team"}, "winner_type": "Team"},
      {"id": 12, "position": 2, "status": "running", "finished": false, "complete": false, "forfeit": false,
       "begin_at": "2026-07-12T18:00:00Z", "end_at": null, "length": null, "winner": {"id": null, "type": "Team"}},
      {"id": 13, "position": 3, "status": "not_started", "finished": false, "complete": false, "forfeit": false,
       "begin_at": null, "end_at": null, "length": null, "winner": {"id": null, "type": null}}],
    "streams_list": [
      {"raw_url": "https://www.twitch.tv/second", "embed_url": null, "language": "RU", "main": false, "official": false},
      {"raw_url": "https://www.twitch.tv/first", "embed_url": null, "language": "en", "main": true, "official": true}],
    "live": {"supported": true, "url": "wss://live.example/1", "opens_at": "2026-07-12T16:46:08.000000Z"},
    "league": {"id": 5, "name": "Polar League", "image_url": null, "slug": "cs-go-polar"},
    "serie": {"id": 51, "full_name": "Season 4 2026", "name": "", "season": "4", "year": 2026,
              "begin_at": "2026-07-01T08:00:00Z", "end_at": null},
    "tournament": {"id": 511, "name": "Playoffs", "tier": "a", "type": "offline", "region": "WEU", "country": "se",
                   "prizepool": "20000 United States Dollar"},
    "videogame": {"id": 3, "name": "Counter-Strike", "slug": "cs-go"},
    "videogame_title": {"id": 13, "name": "Counter-Strike 2", "slug": "cs-2", "videogame_id": 3},
    "videogame_version": null
  })"),
                 changes);
}

inline json::object upcoming_row(const json::object& changes = {}) {
  auto row = running_row({{"id", 900002}, {"status", "not_started"}, {"begin_at", "2026-07-12T17:00:00Z"}});
  row["results"] = json::parse(R"([{"team_id": 71, "score": 0}, {"team_id": 72, "score": 0}])");
  row["games"] = json::array{};
  return changed(row, changes);
}

inline json::object finished_row(const json::object& changes = {}) {
  auto row = running_row(
      {{"id", 900003}, {"status", "finished"}, {"end_at", "2026-07-12T19:02:00Z"}, {"winner_id", 71}});
  row["results"] = json::parse(R"([{"team_id": 72, "score": 0}, {"team_id": 71, "score": 2}])");
  row["games"] = json::parse(R"([
      {"position": 2, "status": "finished", "forfeit": false, "length": 3000, "winner": {"id": 71, "type": "Team"}},
      {"position": 1, "status": "finished", "forfeit": false, "length": 2747, "winner": {"id": 71, "type": "Team"}}])");
  return changed(row, changes);
}

// The stage that ends the event, before it is over.
inline json::object tournament_row(const json::object& changes = {}) {
  return changed(json::parse(R"({
    "id": 511, "name": "Playoffs", "slug": "polar-4-playoffs", "league_id": 5, "serie_id": 51,
    "begin_at": "2026-07-10T08:00:00Z", "end_at": "2026-07-13T20:00:00Z", "tier": "a", "type": "offline",
    "region": "WEU", "country": "SE", "prizepool": "20000 United States Dollar", "has_bracket": true,
    "detailed_stats": true, "live_supported": false, "winner_id": null, "winner_type": "Team",
    "modified_at": "2026-07-12T10:00:00Z",
    "league": {"id": 5, "name": "Polar League", "image_url": "https://images.example/polar.png", "slug": "cs-go-polar"},
    "serie": {"id": 51, "league_id": 5, "full_name": "Season 4 2026", "name": "", "season": "4", "year": 2026,
              "begin_at": "2026-07-01T08:00:00Z", "end_at": "2026-07-13T22:00:00Z", "winner_id": null, "winner_type": null},
    "teams": [{"id": 71, "name": "Alpine", "acronym": "ALP", "location": "SE", "image_url": null},
              {"id": 72, "name": "Breakers", "acronym": null, "location": "", "image_url": null}],
    "expected_roster": [
      {"team": {"id": 71, "name": "Alpine", "acronym": "ALP", "location": "SE", "image_url": null},
       "players": [{"id": 801, "name": "frost", "active": true, "nationality": "SE", "role": null},
                   {"id": 802, "name": "ridge", "active": true, "nationality": "NO", "role": null}]}],
    "matches": [], "videogame": {"id": 3, "name": "Counter-Strike", "slug": "cs-go"}, "videogame_title": null
  })"),
                 changes);
}

inline json::object player_row(const json::object& changes = {}) {
  return changed(json::parse(R"({
    "id": 801, "name": "frost", "slug": "frost", "first_name": "Nils", "last_name": "Å.", "nationality": "SE",
    "image_url": "https://images.example/frost.png", "role": null, "active": true, "age": 24,
    "birthday": "2002-01-31", "modified_at": "2026-07-01T10:00:00Z",
    "current_team": {"id": 71, "name": "Alpine", "acronym": "ALP", "location": "SE", "image_url": null},
    "current_videogame": {"id": 3, "name": "Counter-Strike", "slug": "cs-go"}
  })"),
                 changes);
}

inline json::object team_row(const json::object& changes = {}) {
  return changed(json::parse(R"({
    "id": 71, "name": "Alpine", "slug": "alpine", "acronym": "ALP", "location": "SE",
    "image_url": "https://images.example/alpine.png", "dark_mode_image_url": null,
    "modified_at": "2026-07-02T10:00:00Z",
    "current_videogame": {"id": 3, "name": "Counter-Strike", "slug": "cs-go"},
    "players": [
      {"id": 801, "name": "frost", "active": true, "nationality": "SE", "role": null},
      {"id": 802, "name": "ridge", "active": true, "nationality": "XK", "role": null},
      {"id": 803, "name": "scree", "active": false, "nationality": null, "role": null},
      {"id": 804, "name": "cairn", "active": true, "nationality": "NO", "role": "coach"}]
  })"),
                 changes);
}

// A match as it stands below its tournament: without league, serie and tournament.
inline json::object bracket_row(int id, std::string_view name, json::array previous = {},
                                json::array opponents = {}) {
  return changed(json::parse(R"({
    "status": "not_started", "match_type": "best_of", "number_of_games": 3, "tournament_id": 511,
    "scheduled_at": "2026-07-13T17:00:00Z", "begin_at": "2026-07-13T17:00:00Z", "end_at": null, "draw": false,
    "forfeit": false, "winner_id": null, "winner_type": "Team", "games": [], "results": [],
    "modified_at": "2026-07-12T10:00:00Z"
  })"),
                 {{"id", id},
                  {"name", name},
                  {"previous_matches", std::move(previous)},
                  {"opponents", std::move(opponents)}});
}

inline json::object opponent(int id, std::string_view name) {
  return {{"type", "Team"}, {"opponent", json::object{{"id", id}, {"name", name}}}};
}

inline json::object feeder(int match, std::string_view type) {
  return {{"match_id", match}, {"type", type}};
}

// The second map of the running match as a paid plan tells it: Breakers win 13:11 after 4:8.
inline json::object game_row(const json::object& changes = {}) {
  json::array rounds;
  for (int number = 1; number <= 24; ++number) {
    const bool first_half = number <= 12;
    const bool alpine_won = first_half ? number <= 8 : number <= 15;
    const int ct = first_half ? 71 : 72;
    rounds.push_back(json::object{{"round", number},
                                  {"ct", ct},
                                  {"terrorists", ct == 71 ? 72 : 71},
                                  {"outcome", "eliminated"},
                                  {"winner_side", (ct == 71) == alpine_won ? "ct" : "terrorists"}});
  }
  auto row = changed(json::parse(R"({
    "id": 12, "position": 2, "match_id": 900001, "status": "finished", "finished": true, "complete": true,
    "forfeit": false, "begin_at": "2026-07-12T18:00:00Z", "end_at": "2026-07-12T18:50:00Z", "length": 3000,
    "winner": {"id": 72, "type": "Team"}, "winner_type": "Team",
    "map": {"id": 6, "name": "Nuke", "slug": "nuke", "image_url": null},
    "rounds_score": [{"team_id": 72, "score": 13}, {"team_id": 71, "score": 11}],
    "players": [
      {"player": {"id": 801, "name": "frost", "nationality": "SE"}, "team": {"id": 71, "name": "Alpine"},
       "game_id": 12, "kills": 21, "deaths": 17, "assists": 4, "flash_assists": 1, "headshots": 9, "adr": 88.5,
       "kast": 75, "rating": 1.21, "k_d_diff": 4, "first_kills_diff": 1},
      {"player": {"id": 901, "name": "surf", "nationality": null}, "team": {"id": 72, "name": "Breakers"},
       "game_id": 12, "kills": 18, "deaths": 18, "assists": null, "adr": null, "kast": null, "rating": null}]
  })"),
                     {{"rounds", std::move(rounds)}});
  return changed(row, changes);
}

inline json::object incident(std::string_view type, std::string_view change, int id, json::object object,
                             std::string_view modified_at = "2026-07-12T18:16:18Z") {
  return {{"id", id},
          {"type", type},
          {"change_type", change},
          {"modified_at", modified_at},
          {"object", std::move(object)}};
}

inline json::object deletion(std::string_view type, int id) {
  return incident(type, "deletion", id,
                  {{"deleted_at", "2026-07-12T18:16:18Z"}, {"reason", "Model deleted"}, {"videogame_id", 3}});
}

inline std::string list_of(const json::array& rows) {
  return json::serialize(rows);
}

}  // namespace cs2::provider

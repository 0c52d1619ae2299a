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

inline std::string list_of(const json::array& rows) {
  return json::serialize(rows);
}

}  // namespace cs2::provider

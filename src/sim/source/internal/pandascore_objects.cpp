#include "sim/source/internal/pandascore_objects.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <set>

#include "base/text.hpp"

namespace cs2::sim {
namespace {

namespace json = boost::json;

constexpr std::int64_t match_ids = 9'100'000;
constexpr std::int64_t team_ids = 9'200'000;
constexpr std::int64_t player_ids = 9'400'000;
constexpr std::int64_t tournament_ids = 9'300'000;

json::value time_or_null(std::optional<Timestamp> at) {
  if (!at) return nullptr;
  return json::value(to_iso8601(std::chrono::floor<seconds>(*at)));
}

json::value text_or_null(const std::string& text) {
  if (text.empty()) return nullptr;
  return json::value(text);
}

std::string slug(std::string_view name) {
  auto text = fold(name);
  std::ranges::replace(text, ' ', '-');
  return text;
}

// "Group A – Opening match 1" → "Group A".
std::string stage_name(const WorldMatch& match) {
  const auto dash = match.facts.stage.find(" – ");
  return match.facts.stage.substr(0, dash);
}

// Every stage is a tournament of its own there.
std::int64_t stage_id(int tournament, std::string_view stage) {
  return tournament_ids + tournament * 100 + 10 + (stage == "Group B" ? 1 : stage == "Playoffs" ? 2 : 0);
}

struct TournamentParts {
  json::object league;
  json::object serie;
  json::object stage;
};

TournamentParts tournament_parts(const World& world, int number, const std::string& stage) {
  const auto& tournament = world.tournaments()[static_cast<std::size_t>(number)];
  const auto base = tournament_ids + number * 100;
  const auto serie = pandascore_serie_id(number);
  const auto begins = time_or_null(std::chrono::floor<days>(world.begins_at()));
  TournamentParts parts;
  parts.league = {{"id", base},     {"name", tournament.league}, {"slug", "cs-go-" + slug(tournament.league)},
                  {"url", nullptr}, {"image_url", nullptr},      {"modified_at", begins}};
  parts.serie = {{"id", serie},
                 {"league_id", base},
                 {"name", tournament.season},
                 {"full_name", tournament.season},
                 {"season", nullptr},
                 {"year", 2026},
                 {"slug", slug(tournament.name)},
                 {"begin_at", begins},
                 {"end_at", nullptr},
                 {"winner_id", nullptr},
                 {"winner_type", nullptr},
                 {"modified_at", begins}};
  parts.stage = {{"id", stage_id(number, stage)},
                 {"name", stage},
                 {"slug", slug(tournament.name + ' ' + stage)},
                 {"league_id", base},
                 {"serie_id", serie},
                 {"begin_at", begins},
                 {"end_at", nullptr},
                 {"tier", tournament.tier},
                 {"type", tournament.lan ? "offline" : "online"},
                 {"region", tournament.region},
                 {"country", tournament.lan ? json::value("NO") : json::value(nullptr)},
                 {"prizepool", text_or_null(tournament.prize)},
                 {"has_bracket", stage == "Playoffs"},
                 {"detailed_stats", true},
                 {"live_supported", false},
                 {"winner_id", nullptr},
                 {"winner_type", "Team"},
                 {"modified_at", begins}};
  return parts;
}

class Row {
 public:
  Row(const World& world, const WorldMatch& match, Timestamp now)
      : world_(world), match_(match), facts_(match.facts), now_(now) {}

  json::object render() const {
    json::object row;
    add_head(row);
    add_opponents(row);
    add_tournament(row);
    row["games"] = games();
    row["streams_list"] = streams();
    row["live"] = json::object{{"supported", false}, {"url", nullptr}, {"opens_at", nullptr}};
    row["videogame"] = json::object{{"id", 3}, {"name", "Counter-Strike"}, {"slug", "cs-go"}};
    row["videogame_title"] =
        json::object{{"id", 13}, {"name", "Counter-Strike 2"}, {"slug", "cs-2"}, {"videogame_id", 3}};
    row["videogame_version"] = nullptr;
    return row;
  }

 private:
  std::int64_t id() const { return pandascore_match_id(match_); }

  // Names follow the opponents: "Grand final: TBD vs NWW".
  std::string name() const {
    const auto acronym = [&](std::size_t slot) -> std::string {
      return match_.teams[slot] < 0 ? "TBD"
                                    : world_.teams()[static_cast<std::size_t>(match_.teams[slot])].acronym;
    };
    const auto dash = facts_.stage.find(" – ");
    const auto detail = dash == std::string::npos ? facts_.stage : facts_.stage.substr(dash + 5);
    return fmt::format("{}: {} vs {}", detail, acronym(0), acronym(1));
  }

  void add_head(json::object& row) const {
    row["id"] = id();
    row["name"] = name();
    row["slug"] = fmt::format("{}-{}", slug(name()), to_iso8601(*facts_.scheduled_at).substr(0, 10));
    row["status"] = facts_.status == MatchStatus::live       ? "running"
                    : facts_.status == MatchStatus::finished ? "finished"
                                                             : "not_started";
    row["match_type"] = "best_of";
    row["number_of_games"] = *facts_.best_of;
    row["scheduled_at"] = time_or_null(facts_.scheduled_at);
    row["original_scheduled_at"] = time_or_null(facts_.original_scheduled_at);
    row["begin_at"] = time_or_null(facts_.started_at ? facts_.started_at : facts_.scheduled_at);
    row["end_at"] = time_or_null(facts_.ended_at);
    row["modified_at"] = time_or_null(modified_at());
    row["rescheduled"] = facts_.scheduled_at != facts_.original_scheduled_at;
    row["detailed_stats"] = true;
    row["draw"] = false;
    row["forfeit"] = false;
    row["game_advantage"] = nullptr;
  }

  Timestamp modified_at() const {
    auto latest = facts_.ended_at.value_or(facts_.started_at.value_or(world_.begins_at() - days{3}));
    for (const auto& map : facts_.maps) latest = std::max(latest, map.ended_at.value_or(latest));
    return std::min(latest, now_);
  }

  // An undecided side is left out, in both lists.
  void add_opponents(json::object& row) const {
    json::array opponents;
    json::array results;
    for (std::size_t slot = 0; slot < 2; ++slot) {
      const int team = match_.teams[slot];
      if (team < 0) continue;
      opponents.push_back(json::object{{"type", "Team"}, {"opponent", pandascore_team(world_, team, now_)}});
      const auto score = facts_.score.value_or(Score{});
      results.push_back(
          json::object{{"team_id", pandascore_team_id(team)}, {"score", score.of(static_cast<Slot>(slot))}});
    }
    row["opponents"] = std::move(opponents);
    row["results"] = std::move(results);
    const int winner = facts_.winner ? match_.teams[static_cast<std::size_t>(*facts_.winner)] : -1;
    row["winner_type"] = "Team";
    row["winner_id"] = winner < 0 ? json::value(nullptr) : json::value(pandascore_team_id(winner));
    row["winner"] = winner < 0 ? json::value(nullptr) : json::value(pandascore_team(world_, winner, now_));
  }

  void add_tournament(json::object& row) const {
    const auto name = stage_name(match_);
    auto parts = tournament_parts(world_, match_.tournament, name);
    const auto base = tournament_ids + match_.tournament * 100;
    row["league_id"] = base;
    row["league"] = std::move(parts.league);
    row["serie_id"] = pandascore_serie_id(match_.tournament);
    row["serie"] = std::move(parts.serie);
    row["tournament_id"] = stage_id(match_.tournament, name);
    row["tournament"] = std::move(parts.stage);
  }

  // Before the end as many as there may be; after it those that were played.
  json::array games() const {
    json::array games;
    const bool finished = facts_.status == MatchStatus::finished;
    const auto count = finished ? facts_.maps.size() : static_cast<std::size_t>(*facts_.best_of);
    for (std::size_t i = 0; i < count; ++i) {
      const auto map = i < facts_.maps.size() ? facts_.maps[i] : MapResult{};
      const bool over = map.status == MapStatus::finished;
      const auto winner =
          map.winner ? json::value(pandascore_team_id(match_.teams[static_cast<std::size_t>(*map.winner)]))
                     : json::value(nullptr);
      games.push_back(json::object{
          {"id", id() * 10 + static_cast<std::int64_t>(i)},
          {"position", i + 1},
          {"match_id", id()},
          {"status", over                            ? "finished"
                     : map.status == MapStatus::live ? "running"
                                                     : "not_started"},
          {"finished", over},
          {"complete", over},
          {"detailed_stats", true},
          {"forfeit", false},
          {"begin_at", time_or_null(map.started_at)},
          {"end_at", time_or_null(map.ended_at)},
          {"length", map.duration ? json::value(map.duration->count()) : json::value(nullptr)},
          {"winner",
           json::object{{"id", winner}, {"type", over ? json::value("Team") : json::value(nullptr)}}},
          {"winner_type", "Team"}});
    }
    return games;
  }

  json::array streams() const {
    json::array streams;
    for (const auto& stream : facts_.streams) {
      streams.push_back(json::object{{"raw_url", stream.url},
                                     {"embed_url", nullptr},
                                     {"language", stream.language.value_or("en")},
                                     {"main", stream.main},
                                     {"official", stream.official}});
    }
    return streams;
  }

  const World& world_;
  const WorldMatch& match_;
  const MatchFacts& facts_;
  Timestamp now_;
};

}  // namespace

std::int64_t pandascore_match_id(const WorldMatch& match) {
  return match_ids + match.number;
}

std::int64_t pandascore_team_id(int team) {
  return team_ids + team;
}

std::int64_t pandascore_player_id(int team, std::size_t seat) {
  return player_ids + team * 10 + static_cast<std::int64_t>(seat);
}

std::int64_t pandascore_serie_id(int tournament) {
  return tournament_ids + tournament * 100 + 1;
}

std::vector<PandascoreStage> pandascore_stages(const World& world, Timestamp now) {
  std::vector<PandascoreStage> stages;
  for (auto& match : world.at(now)) {
    auto name = stage_name(match);
    const auto id = stage_id(match.tournament, name);
    auto stage = std::ranges::find(stages, id, &PandascoreStage::id);
    if (stage == stages.end())
      stage = stages.insert(
          stage, {.id = id, .tournament = match.tournament, .name = std::move(name), .matches = {}});
    stage->matches.push_back(std::move(match));
  }
  return stages;
}

json::object pandascore_team(const World& world, int team, Timestamp now) {
  const auto& known = world.teams()[static_cast<std::size_t>(team)];
  return {{"id", pandascore_team_id(team)}, {"name", known.name},
          {"slug", slug(known.name)},       {"acronym", known.acronym},
          {"location", known.country},      {"image_url", nullptr},
          {"dark_mode_image_url", nullptr}, {"modified_at", to_iso8601(std::chrono::floor<days>(now))}};
}

json::object pandascore_match(const World& world, const WorldMatch& match, Timestamp now) {
  return Row(world, match, now).render();
}

json::object pandascore_tournament(const World& world, const PandascoreStage& stage, Timestamp now) {
  auto parts = tournament_parts(world, stage.tournament, stage.name);
  auto object = std::move(parts.stage);
  object["league"] = std::move(parts.league);
  object["serie"] = std::move(parts.serie);
  std::set<int> teams;
  for (const auto& match : stage.matches) teams.insert(match.teams.begin(), match.teams.end());
  teams.erase(-1);
  json::array listed;
  for (const int team : teams) listed.push_back(pandascore_team(world, team, now));
  object["teams"] = std::move(listed);
  object["expected_roster"] = json::array{};
  object["matches"] = json::array{};
  object["videogame"] = json::object{{"id", 3}, {"name", "Counter-Strike"}, {"slug", "cs-go"}};
  return object;
}

}  // namespace cs2::sim

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <set>

#include "base/text.hpp"
#include "sim/source/internal/pandascore_objects.hpp"
#include "sim/source/internal/source_answers.hpp"
#include "sim/source/internal/world_tables.hpp"

namespace cs2::sim {
namespace {

namespace json = boost::json;

// "9100001,9100002"; nothing asked for is everything.
class Filter {
 public:
  explicit Filter(std::string_view wanted) : all_(wanted.empty()) {
    for (const auto id : split(wanted, ',')) ids_.insert(std::string(id));
  }
  bool takes(std::int64_t id) const { return all_ || ids_.contains(std::to_string(id)); }

 private:
  bool all_;
  std::set<std::string> ids_;
};

bool is_running(const PandascoreStage& stage) {
  const auto begun = std::ranges::any_of(
      stage.matches, [](const WorldMatch& match) { return match.facts.status != MatchStatus::scheduled; });
  const auto over = std::ranges::all_of(
      stage.matches, [](const WorldMatch& match) { return match.facts.status == MatchStatus::finished; });
  return begun && !over;
}

bool is_upcoming(const PandascoreStage& stage) {
  return std::ranges::all_of(
      stage.matches, [](const WorldMatch& match) { return match.facts.status == MatchStatus::scheduled; });
}

std::string standings(const World& world, const PandascoreStage& stage, Timestamp now) {
  json::array rows;
  for (const auto& [team, wins, losses] : records_of(stage.matches)) {
    rows.push_back(json::object{{"rank", rows.size() + 1},
                                {"team", pandascore_team(world, team, now)},
                                {"wins", wins},
                                {"losses", losses},
                                {"total", wins + losses}});
  }
  return json::serialize(rows);
}

json::array players_of(const World& world, int team) {
  const auto& of = world.teams()[static_cast<std::size_t>(team)];
  json::array players;
  for (std::size_t seat = 0; seat < of.players.size(); ++seat) {
    const auto& name = of.players[seat];
    players.push_back(json::object{{"id", pandascore_player_id(team, seat)},
                                   {"name", name},
                                   {"slug", fold(name)},
                                   {"first_name", nullptr},
                                   {"last_name", nullptr},
                                   {"nationality", of.country},
                                   {"image_url", nullptr},
                                   {"role", nullptr},
                                   {"active", true}});
  }
  return players;
}

json::object team_with_players(const World& world, int team, Timestamp now) {
  auto object = pandascore_team(world, team, now);
  object["current_videogame"] = json::object{{"id", 3}, {"name", "Counter-Strike"}, {"slug", "cs-go"}};
  object["players"] = players_of(world, team);
  return object;
}

class Answers {
 public:
  Answers(const World& world, Timestamp now, const Query& query) : world_(world), now_(now), query_(query) {}

  PandascoreAnswer find() const {
    const auto& path = query_.path;
    const auto parts = split(std::string_view(path).substr(1), '/');
    if (path == "/incidents") return incidents();
    if (path == "/csgo/matches") return matches();
    if (path == "/csgo/teams") return teams();
    if (path == "/csgo/players") return {};
    if (path == "/csgo/tournaments") return tournaments({});
    if (parts.size() == 3 && parts[0] == "csgo" && parts[1] == "matches" && is_list(parts[2]))
      return {.rows = pandascore_rows(world_, now_, parts[2])};
    if (parts.size() == 3 && parts[0] == "csgo" && parts[1] == "tournaments" && is_list(parts[2]))
      return tournaments(parts[2]);
    if (parts.size() == 4 && parts[0] == "csgo" && parts[1] == "matches" && parts[3] == "games")
      return {.status = 403};
    if (parts.size() == 3 && parts[0] == "matches" && parts[2] == "opponents") return opponents(parts[1]);
    if (parts.size() == 3 && parts[0] == "tournaments") return part_of_stage(parts[1], parts[2]);
    return {.status = 404};
  }

 private:
  static bool is_list(std::string_view name) {
    return name == "running" || name == "upcoming" || name == "past";
  }

  PandascoreAnswer matches() const {
    const Filter wanted{query_.value("filter[id]")};
    PandascoreAnswer answer;
    for (const auto& match : world_.at(now_)) {
      if (wanted.takes(pandascore_match_id(match)))
        answer.rows.push_back(json::serialize(pandascore_match(world_, match, now_)));
    }
    return answer;
  }

  // Of matches alone: nothing else changes in a day that is decided when it is made.
  PandascoreAnswer incidents() const {
    const auto since = parse_iso8601(query_.value("since")).value_or(Timestamp{});
    std::vector<std::pair<Timestamp, std::string>> rows;
    for (const auto& match : world_.at(now_)) {
      auto object = pandascore_match(world_, match, now_);
      const auto modified = object.at("modified_at");
      const auto at = parse_iso8601(std::string_view(modified.as_string())).value_or(Timestamp{});
      if (at < since) continue;
      const auto id = pandascore_match_id(match);
      rows.emplace_back(at, json::serialize(json::object{{"id", id},
                                                         {"type", "match"},
                                                         {"change_type", "update"},
                                                         {"modified_at", modified},
                                                         {"object", std::move(object)}}));
    }
    std::ranges::sort(rows);
    PandascoreAnswer answer;
    for (auto& [at, row] : rows) answer.rows.push_back(std::move(row));
    return answer;
  }

  PandascoreAnswer teams() const {
    const Filter wanted{query_.value("filter[id]")};
    PandascoreAnswer answer;
    for (int team = 0; team < static_cast<int>(world_.teams().size()); ++team) {
      if (wanted.takes(pandascore_team_id(team)))
        answer.rows.push_back(json::serialize(team_with_players(world_, team, now_)));
    }
    return answer;
  }

  PandascoreAnswer tournaments(std::string_view list) const {
    const Filter wanted{query_.value("filter[serie_id]")};
    PandascoreAnswer answer;
    for (const auto& stage : pandascore_stages(world_, now_)) {
      const bool listed = list.empty()         ? wanted.takes(pandascore_serie_id(stage.tournament))
                          : list == "running"  ? is_running(stage)
                          : list == "upcoming" ? is_upcoming(stage)
                                               : !is_running(stage) && !is_upcoming(stage);
      if (listed) answer.rows.push_back(json::serialize(pandascore_tournament(world_, stage, now_)));
    }
    return answer;
  }

  PandascoreAnswer opponents(std::string_view id) const {
    const Filter wanted{id};
    for (const auto& match : world_.at(now_)) {
      if (!wanted.takes(pandascore_match_id(match))) continue;
      return {.body = teams_as("opponent_type", "opponents", {match.teams.begin(), match.teams.end()})};
    }
    return {.status = 404};
  }

  PandascoreAnswer part_of_stage(std::string_view id, std::string_view part) const {
    const Filter wanted{id};
    for (const auto& stage : pandascore_stages(world_, now_)) {
      if (!wanted.takes(stage.id)) continue;
      if (part == "standings") return {.body = standings(world_, stage, now_)};
      if (part == "brackets") return {.body = brackets(stage)};
      if (part != "rosters") break;
      std::set<int> teams;
      for (const auto& match : stage.matches) teams.insert(match.teams.begin(), match.teams.end());
      return {.body = teams_as("type", "rosters", teams)};
    }
    return {.status = 404};
  }

  // A match below its tournament does not name it again.
  std::string brackets(const PandascoreStage& stage) const {
    json::array rows;
    for (const auto& match : stage.matches) {
      auto row = pandascore_match(world_, match, now_);
      for (const auto* key : {"league", "league_id", "serie", "serie_id", "tournament"}) row.erase(key);
      row["previous_matches"] = json::array{};
      rows.push_back(std::move(row));
    }
    return json::serialize(rows);
  }

  std::string teams_as(std::string_view type, std::string_view key, const std::set<int>& teams) const {
    json::array listed;
    for (const int team : teams) {
      if (team >= 0) listed.push_back(team_with_players(world_, team, now_));
    }
    return json::serialize(json::object{{type, "Team"}, {key, std::move(listed)}});
  }

  const World& world_;
  Timestamp now_;
  const Query& query_;
};

}  // namespace

PandascoreAnswer pandascore_answer(const World& world, Timestamp now, const Query& query) {
  return Answers(world, now, query).find();
}

std::vector<std::string> pandascore_rows(const World& world, Timestamp now, std::string_view list) {
  const auto wanted = list == "running" ? MatchStatus::live
                      : list == "past"  ? MatchStatus::finished
                                        : MatchStatus::scheduled;
  auto matches = world.at(now);
  std::erase_if(matches, [&](const WorldMatch& match) { return match.facts.status != wanted; });
  if (list == "past") {
    std::ranges::sort(matches, std::greater{}, [](const WorldMatch& match) {
      return std::pair{*match.facts.started_at, match.number};
    });
  }
  std::vector<std::string> rows;
  rows.reserve(matches.size());
  for (const auto& match : matches) rows.push_back(json::serialize(pandascore_match(world, match, now)));
  return rows;
}

}  // namespace cs2::sim

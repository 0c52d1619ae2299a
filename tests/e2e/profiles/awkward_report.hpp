// One source that says all at once what makes an answer hard to write: names far too long, of other scripts,
// or that Discord would read as markup; brackets whose sides are undecided; tables of every team; and things
// of which only the name is known.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "model/report.hpp"
#include "support/harmless.hpp"

namespace cs2::test {

inline std::vector<std::string> awkward_names() {
  std::vector<std::string> names{
      "x",
      "The Exceedingly Long Named Esports Organisation of the United Northern Valleys and the Southern Lakes",
      "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaftsmannschaftskapitaen"
      "e",
      "Команда Длинных Ночей имени Первого Зимнего Турнира и Всех Последующих",
      "天空之城電子競技俱樂部第二代表隊",
      "서울 드래곤즈 이스포츠 아카데미",
      "فريق الصقور الذهبية للرياضات الإلكترونية",
      "קבוצת הזאבים של הצפון",
      "**Bold** _Team_ ~~[GG](https://example.org)~~ `||secret||`",
      "@everyone <@&123456789012345678> <#123456789012345678> </team:1>",
      "# > - Headline\\",
      "🔥🐺 Wölfe 👨‍👩‍👧‍👦 🇺🇦",
      "ＦＵＬＬ　ＷＩＤＴＨ　ＴＥＡＭ",
      "Z\u0335\u0322a\u0337\u0321l\u0336g\u0334o\u0335 Z\u0335\u0322a\u0337\u0321l\u0336g\u0334o",
      "\u202Eright to left override\u202C",
      "<t:1780000000:R> :smile: http://example.org/path?x=1",
  };
  for (auto& name : hostile_names()) {
    if (name.find('\xFF') == std::string::npos)
      names.push_back(std::move(name));  // no parser lets such bytes in
  }
  return names;
}

// Builds up the report; ids are of its own.
class AwkwardReport {
 public:
  explicit AwkwardReport(Timestamp now) : now_(now) {
    report_.provider = ProviderName::pandascore;
    report_.observed_at = now;
    add_teams();
    add_events();
    add_matches();
    add_tables();
  }
  Report take() { return std::move(report_); }

 private:
  static std::string team_id(std::size_t team) { return fmt::format("awkward-{}", team); }
  static std::string player_id(std::size_t team, std::size_t place) {
    return fmt::format("awkward-{}-{}", team, place);
  }

  // Eight of whom two have left, and of some teams far more; nobody knows anything of the first team. One
  // player has been in all of them.
  void add_teams() {
    static constexpr std::array roles{RosterRole::captain, RosterRole::player,   RosterRole::player,
                                      RosterRole::player,  RosterRole::stand_in, RosterRole::benched,
                                      RosterRole::coach,   RosterRole::staff};
    names_ = awkward_names();
    for (std::size_t team = 0; team < names_.size(); ++team) {
      report_.teams.push_back(
          {.external_id = team_id(team), .team = {.name = names_[team]}, .aliases = {}, .url = {}});
      if (team == 0) continue;
      auto& known = report_.teams.back();
      known.team.acronym = names_[team].substr(0, 3) == "The" ? "TELNEO" : "";
      known.team.country = team % 3 == 0 ? "XK" : "CN";
      known.team.region = names_[(team + 1) % names_.size()];
      known.team.disbanded = team % 5 == 4;
      known.team.logo_url = hostile_addresses()[team % hostile_addresses().size()];
      auto in_path = names_[team];
      std::ranges::replace(in_path, '/', '-');
      known.url = team % 2 == 0 ? "https://example.org/teams/" + in_path
                                : "https://example.org/" + std::string(450, 'a');
      RosterReport roster{.team = team_id(team), .stays = {}, .is_complete = true, .url = {}};
      for (std::size_t place = 0; place < (team % 4 == 1 ? 4 : 1) * roles.size(); ++place) {
        // Players are called like teams, with a number: so every name is somebody's.
        report_.players.push_back(
            {.external_id = player_id(team, place),
             .player = {.nickname = fmt::format("{} {}", names_[(team + place) % names_.size()], place),
                        .first_name = names_[(team + 2) % names_.size()],
                        .last_name = names_[(team + 3) % names_.size()],
                        .nationality = place % 2 == 0 ? std::optional<std::string>{"PT"} : std::nullopt},
             .aliases = {},
             .url = {}});
        roster.stays.push_back(
            {.player = player_id(team, place),
             .role = roles[place % roles.size()],
             .since = now_ - days{400 - static_cast<int>(place)},
             .until = place % roles.size() > 5 ? std::optional{now_ - days{30}} : std::nullopt});
      }
      roster.stays.push_back({.player = "traveller",
                              .role = RosterRole::player,
                              .since = now_ - days{3000 - 50 * static_cast<int>(team)},
                              .until = now_ - days{2960 - 50 * static_cast<int>(team)}});
      report_.rosters.push_back(std::move(roster));
    }
    report_.players.push_back(
        {.external_id = "traveller", .player = {.nickname = "traveller"}, .aliases = {}, .url = {}});
    report_.players.push_back(
        {.external_id = "nobody", .player = {.nickname = "nobody"}, .aliases = {}, .url = {}});
  }

  void add_events() {
    const auto add = [&](std::string id, Tournament event) {
      report_.tournaments.push_back(
          {.external_id = std::move(id), .tournament = std::move(event), .url = {}});
    };
    add("full",
        {.name = "The Grand International Open Championship of Counter-Strike presented by " + names_[1] +
                 " 2026 – Season 12: Closed Qualifier for the Americas, Europe and Asia-Pacific",
         .tier = Tier::s,
         .region = names_[3],
         .country = "GB",
         .city = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch, " + names_[1],
         .organizer = names_[2],
         .venue = Venue::lan,
         .prize = "1250000 United States Dollar and a place at " + names_[1],
         .starts_at = now_ - days{6},
         .ends_at = now_ + days{5}});
    add("over", {.name = "**" + names_[8] + "** Cup",
                 .prize = "0",
                 .starts_at = now_ - days{50},
                 .ends_at = now_ - days{40}});
    add("ahead", {.name = names_[4] + "公開賽 2027", .tier = Tier::d, .starts_at = now_ + days{300}});
    for (std::size_t name = 2; name < names_.size(); ++name)
      add(fmt::format("bare-{}", name), {.name = names_[name] + " Open"});
  }

  MatchReport& add_match(const std::string& event, std::size_t first, std::size_t second,
                         int hours_from_now) {
    MatchReport match;
    match.external_id = fmt::format("awkward-match-{}", report_.matches.size());
    match.tournament = event;
    match.best_of = 3;
    match.scheduled_at = now_ + hours{hours_from_now};
    match.stage =
        "Playoffs – Lower bracket quarterfinal of the " + names_[report_.matches.size() % names_.size()];
    match.opponents = {{{.team = team_id(first), .name = names_[first], .line_up = {}},
                        {.team = team_id(second), .name = names_[second], .line_up = {}}}};
    return report_.matches.emplace_back(std::move(match));
  }

  static MapResult map_of(int number, std::string name, Score rounds) {
    return {.number = number,
            .name = std::move(name),
            .status = MapStatus::finished,
            .score = rounds,
            .winner = rounds.first > rounds.second ? 0 : 1};
  }

  void finish(MatchReport& match) {
    match.status = MatchStatus::finished;
    match.best_of = 5;
    match.started_at = match.scheduled_at;
    match.ended_at = *match.scheduled_at + hours{5};
    match.score = {3, 2};
    match.winner = 0;
    match.maps = {map_of(1, "Dust II", {13, 0}), map_of(2, "Mirage", {11, 13}),
                  map_of(3, names_[4], {22, 18}), map_of(4, "Ancient", {14, 16}),
                  map_of(5, "Nuke", {88, 85})};
    for (const auto& map : match.maps)
      match.veto.push_back({.action = VetoAction::pick, .by = map.number % 2, .map = *map.name});
  }

  void add_matches() {
    const auto count = names_.size();
    for (std::size_t team = 1; team < count; ++team) {
      finish(add_match("full", team, team % (count - 1) + 1 == team ? 1 : team % (count - 1) + 1,
                       -6 * static_cast<int>(team) - 24));
      auto& ahead = add_match("full", team, team % (count - 1) + 1, static_cast<int>(team));
      // A whole bracket whose sides wait for others, and one of which nothing is known.
      ahead.opponents[1] = {
          .team = {},
          .name = team % 4 == 0 ? "" : "Winner of " + names_[team] + " against " + names_[team - 1],
          .line_up = {}};
      if (team % 3 == 0) ahead.opponents[0] = {};
      if (team % 5 == 0) ahead.time_is_exact = false;
    }
    auto& live = add_match("full", 1, 2, -2);
    live.status = MatchStatus::live;
    live.best_of = 5;
    live.score = {1, 1};
    live.started_at = live.scheduled_at;
    live.maps = {
        map_of(1, "Dust II", {13, 3}), map_of(2, "Nuke", {1, 13}), {.number = 3, .status = MapStatus::live}};
    for (int stream = 0; stream < 12; ++stream) {
      live.streams.push_back({.url = fmt::format("https://www.twitch.tv/{}{}", std::string(60, 'z'), stream),
                              .language = stream % 2 == 0 ? std::optional<std::string>{"zh"} : std::nullopt,
                              .official = stream < 3,
                              .main = stream == 0});
      live.links.push_back({.kind = "vod", .url = "https://example.org/" + std::string(300, 'v')});
    }
    add_match("full", 3, 4, 30).status = MatchStatus::postponed;
    add_match("over", 5, 6, -1000).status = MatchStatus::cancelled;
    auto& forfeit = add_match("over", 7, 8, -1010);
    forfeit.status = MatchStatus::finished;
    forfeit.forfeit = true;
    forfeit.winner = 1;
    auto& unknown = add_match("ahead", 9, 10, 0);
    unknown.scheduled_at = {};
    unknown.best_of = {};
    unknown.stage.clear();
  }

  void add_tables() {
    for (const auto* stage :
         {"Group A", "Group B", "Swiss stage of a name that is long enough to fill a line on its own"}) {
      StandingsReport table{.tournament = "full", .stage = stage, .rows = {}};
      for (std::size_t team = 0; team < names_.size(); ++team)
        table.rows.push_back({.team = team_id(team),
                              .standing = {.position = static_cast<int>(team) + 1,
                                           .wins = 3,
                                           .losses = static_cast<int>(team),
                                           .map_wins = 100,
                                           .map_losses = 99,
                                           .points = 1000,
                                           .advances = team < 4}});
      report_.standings.push_back(std::move(table));
    }
    for (std::size_t team = 0; team < names_.size(); ++team) {
      const int place = static_cast<int>(team) + 1;
      report_.placements.push_back({.tournament = "over",
                                    .team = team_id(team),
                                    .best = place,
                                    .worst = place < 3 ? place : 16,
                                    .prize = "125000 United States Dollar and " + names_[2]});
    }
  }

  Timestamp now_;
  Report report_;
  std::vector<std::string> names_;
};

inline Report awkward_report(Timestamp now) {
  return AwkwardReport{now}.take();
}

}  // namespace cs2::test

#include "sim/source/world_report.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>

#include "sim/source/internal/world_tables.hpp"

namespace cs2::sim {
namespace {

constexpr int cup = 0;                     // position of the tournament that is played within a day
constexpr auto before_the_cup = hours{9};  // a world's day begins
constexpr auto league_begins_before = days{42};
constexpr auto league_ends_after = days{14};

// Where the losers of the cup's last matches end.
struct Place {
  std::string_view lost;
  int best;
  int worst;
};
constexpr Place places[] = {{"Grand final", 2, 2},
                            {"Semifinal 1", 3, 4},
                            {"Semifinal 2", 3, 4},
                            {"Decider match", 5, 6},
                            {"Elimination match", 7, 8}};

class Writer {
 public:
  Writer(const World& world, Timestamp now, Report& report)
      : world_(world), now_(now), day_(std::chrono::floor<days>(world.begins_at())), report_(report) {}

  // What is the same in every world.
  void add_teams() {
    for (const auto& team : world_.teams()) {
      report_.teams.push_back(
          {.external_id = team.name,
           .team = {.id = {}, .name = team.name, .acronym = team.acronym, .country = team.country},
           .aliases = {},
           .url = {},
           .cross_references = {}});
      if (team.short_name != team.name) report_.teams.back().aliases.push_back(team.short_name);
      RosterReport roster{.team = team.name, .stays = {}, .is_complete = true, .url = {}};
      for (const auto& nickname : team.players) {
        report_.players.push_back({.external_id = nickname,
                                   .player = {.id = {}, .nickname = nickname, .nationality = team.country},
                                   .aliases = {},
                                   .url = {},
                                   .cross_references = {}});
        roster.stays.push_back({.player = nickname});
      }
      report_.rosters.push_back(std::move(roster));
    }
  }

  void add_leagues() {
    for (int number = cup + 1; number < static_cast<int>(world_.tournaments().size()); ++number)
      add_tournament(number, day_ - league_begins_before, day_ + league_ends_after);
  }

  void add_rankings() {
    using enum RankingSystem;
    const std::chrono::year_month_day today{std::chrono::floor<days>(now_)};
    for (const auto system : {valve_world, valve_europe, valve_americas, valve_asia}) {
      RankingReport ranking{.system = system,
                            .published = std::chrono::sys_days{today.year() / today.month() / 1},
                            .places = {},
                            .url = {}};
      for (const auto* team : ranked_teams(world_, system))
        ranking.places.push_back({.team = team->name,
                                  .position = static_cast<int>(ranking.places.size()) + 1,
                                  .points = ranking_points(*team),
                                  .line_up = {team->players.begin(), team->players.end()}});
      report_.rankings.push_back(std::move(ranking));
    }
  }

  // What is played in it.
  void add_day() {
    add_tournament(cup, day_, std::chrono::floor<days>(world_.ends_at()));
    std::map<std::string, std::vector<WorldMatch>> groups;
    for (const auto& match : world_.at(now_)) {
      if (match.tournament != cup && !is_of_the_day(*match.facts.original_scheduled_at)) continue;
      add_match(match);
      if (match.tournament != cup) continue;
      add_places(match);
      const auto stage = main_stage(match.facts.stage);
      if (stage.starts_with("Group")) groups[std::string{stage}].push_back(match);
    }
    for (const auto& [stage, matches] : groups) add_standings(stage, matches);
  }

 private:
  bool is_of_the_day(Timestamp at) const {
    return at >= world_.begins_at() - before_the_cup && at < world_.begins_at() - before_the_cup + days{1};
  }

  const std::string& team(int position) const {
    return world_.teams()[static_cast<std::size_t>(position)].name;
  }

  // Every day has its own cup, distinguished by its number.
  std::string tournament(int number) const {
    const auto& name = world_.tournaments()[static_cast<std::size_t>(number)].name;
    if (number != cup) return name;
    const auto year = std::chrono::year_month_day{day_}.year();
    return fmt::format("{} #{}", name, (day_ - std::chrono::sys_days{year / 1 / 1}).count() + 1);
  }

  void add_tournament(int number, Timestamp starts_at, Timestamp ends_at) {
    const auto& known = world_.tournaments()[static_cast<std::size_t>(number)];
    Tournament facts{.id = {},
                     .name = tournament(number),
                     .tier = parse_tier(known.tier),
                     .region = known.region,
                     .venue = known.lan ? Venue::lan : Venue::online,
                     .starts_at = starts_at,
                     .ends_at = ends_at};
    if (known.lan) facts.country = "NO";
    if (!known.prize.empty()) facts.prize = known.prize;
    report_.tournaments.push_back(
        {.external_id = facts.name, .tournament = facts, .url = {}, .cross_references = {}, .winner = {}});
  }

  void add_match(const WorldMatch& match) {
    MatchReport stated;
    static_cast<MatchFacts&>(stated) = match.facts;
    stated.external_id = fmt::format("{:%F}/{}", day_, match.number);
    stated.tournament = tournament(match.tournament);
    for (std::size_t slot = 0; slot < 2; ++slot) {
      auto& opponent = stated.opponents[slot];
      if (match.teams[slot] < 0) {
        opponent.name = match.placeholders[slot];
        continue;
      }
      const auto& of = world_.teams()[static_cast<std::size_t>(match.teams[slot])];
      opponent = {.team = of.name, .name = of.name, .line_up = {of.players.begin(), of.players.end()}};
    }
    report_.matches.push_back(std::move(stated));
  }

  void add_places(const WorldMatch& match) {
    if (!match.facts.winner) return;
    const auto winner = static_cast<std::size_t>(*match.facts.winner);
    const auto* const place = std::ranges::find_if(
        places, [&](const Place& each) { return match.facts.stage.ends_with(each.lost); });
    if (place == std::end(places)) return;
    add_place(match.teams[1 - winner], place->best, place->worst);
    if (place == std::begin(places)) add_place(match.teams[winner], 1, 1);
  }

  void add_place(int who, int best, int worst) {
    report_.placements.push_back(
        {.tournament = tournament(cup), .team = team(who), .best = best, .worst = worst, .prize = {}});
  }

  // Two wins lead out of a group of four, two losses out of the cup.
  void add_standings(const std::string& stage, const std::vector<WorldMatch>& matches) {
    StandingsReport standings{.tournament = tournament(cup), .stage = stage, .rows = {}};
    for (const auto& [who, wins, losses] : records_of(matches)) {
      Standing standing{.team = {},
                        .position = static_cast<int>(standings.rows.size()) + 1,
                        .wins = wins,
                        .losses = losses};
      if (wins == 2 || losses == 2) standing.advances = wins == 2;
      standings.rows.push_back({.team = team(who), .standing = standing});
    }
    report_.standings.push_back(std::move(standings));
  }

  const World& world_;
  Timestamp now_;
  std::chrono::sys_days day_;
  Report& report_;
};

}  // namespace

Report world_report(std::span<const World> worlds, Timestamp now) {
  Report report{.provider = ProviderName::sample, .observed_at = now, .is_history = true};
  for (std::size_t at = 0; at < worlds.size(); ++at) {
    Writer writer{worlds[at], now, report};
    if (at == 0) {
      writer.add_teams();
      writer.add_leagues();
      writer.add_rankings();
    }
    writer.add_day();
  }
  return report;
}

}  // namespace cs2::sim

// What paid plans say of maps: names, rounds, halves and stats. The shapes are documented, never recorded.
#include <algorithm>
#include <utility>

#include "base/limits/providers.hpp"
#include "model/validate.hpp"
#include "provider/pandascore/match.hpp"

namespace cs2::provider {
namespace {

using namespace pandascore;

constexpr std::int64_t rounds_won_max = limits::rounds_per_map_max;
constexpr std::size_t rounds_regular = 24;
constexpr std::size_t half_regular = 12;
constexpr std::size_t half_overtime = 3;

OpponentIds ids_of(const MatchReport& match) {
  OpponentIds ids;
  for (std::size_t slot = 0; slot < 2; ++slot) {
    const auto& team = match.opponents[slot].team;
    if (team) ids.of_slot[slot] = std::stoll(*team);
  }
  return ids;
}

// {"id": 71, …}
std::optional<std::int64_t> id_at(const JsonFields& fields, std::string_view key) {
  const auto object = fields.object(key);
  return object ? object->integer("id") : std::nullopt;
}

std::optional<Score> parse_rounds_score(const JsonFields& fields, const OpponentIds& ids) {
  const auto* list = fields.list("rounds_score");
  if (!list) return std::nullopt;
  std::array<std::optional<int>, 2> won;
  for (const auto& element : *list) {
    const auto* object = element.if_object();
    if (!object) continue;
    std::string complaint;
    const JsonFields entry{*object, complaint};
    const auto team = entry.integer("team_id");
    const auto slot = team ? ids.slot_of(*team) : std::nullopt;
    if (!slot) {
      fields.add_error("rounds of a team that is not an opponent");
      return std::nullopt;
    }
    won[static_cast<std::size_t>(*slot)] = small(entry.integer("score"), rounds_won_max);
  }
  if (!won[0] || !won[1]) return std::nullopt;
  return Score{*won[0], *won[1]};
}

struct Round {
  Slot winner = 0;
  Side first_side = Side::ct;  // of slot 0
};

std::optional<Round> parse_round(const JsonFields& fields, const OpponentIds& ids) {
  const auto ct = fields.integer("ct");
  const auto t = fields.integer("terrorists");
  const auto slot_ct = ct ? ids.slot_of(*ct) : std::nullopt;
  const auto slot_t = t ? ids.slot_of(*t) : std::nullopt;
  const auto side = fields.text("winner_side").value_or("");
  if (!slot_ct || !slot_t || slot_ct == slot_t || (side != "ct" && side != "terrorists")) return std::nullopt;
  return Round{.winner = side == "ct" ? *slot_ct : *slot_t, .first_side = *slot_ct == 0 ? Side::ct : Side::t};
}

// Halves come only from rounds that are all there and make up the score.
std::vector<Half> parse_halves(const JsonFields& fields, const OpponentIds& ids, const Score& score) {
  const auto* list = fields.list("rounds");
  if (!list || list->size() > limits::rounds_per_map_max ||
      std::cmp_not_equal(list->size(), score.first + score.second))
    return {};
  std::map<std::int64_t, Round> rounds;
  for (const auto& element : *list) {
    const auto* object = element.if_object();
    std::string complaint;
    const auto number = object ? JsonFields{*object, complaint}.integer("round") : std::nullopt;
    const auto round = object ? parse_round({*object, complaint}, ids) : std::nullopt;
    if (!number || !round || !rounds.emplace(*number, *round).second) return {};
  }
  std::vector<Half> halves;
  std::size_t played = 0;
  std::size_t ends_at = 0;
  for (const auto& [number, round] : rounds) {
    if (number != static_cast<std::int64_t>(played) + 1) return {};
    const bool overtime = played >= rounds_regular;
    if (played == ends_at) {
      halves.push_back({.rounds = {}, .first_side = round.first_side, .overtime = overtime});
      ends_at += overtime ? half_overtime : half_regular;
    }
    auto& won = halves.back().rounds;
    (round.winner == 0 ? won.first : won.second) += 1;
    ++played;
  }
  Score sum;
  for (const auto& half : halves) sum = {sum.first + half.rounds.first, sum.second + half.rounds.second};
  return sum == score ? halves : std::vector<Half>{};
}

std::optional<double> bounded(std::optional<double> number, double most) {
  return number && *number >= 0 && *number <= most ? number : std::nullopt;
}

std::optional<PlayerMapStatsReport> parse_figures(const JsonFields& fields, int map, const OpponentIds& ids,
                                                  Findings& found) {
  constexpr std::int64_t kills_max = 500;
  const auto object = fields.object("player");
  auto player = object ? parse_player(*object) : std::nullopt;
  const auto team = id_at(fields, "team");
  const auto slot = team ? ids.slot_of(*team) : std::nullopt;
  if (!player || !slot) {
    fields.add_error("figures without a player or for a team that is not an opponent");
    return std::nullopt;
  }
  PlayerMapStatsReport report{.player = player->external_id, .stats = {.slot = *slot, .map = map}};
  auto& stats = report.stats;
  stats.kills = small(fields.integer("kills"), kills_max);
  stats.deaths = small(fields.integer("deaths"), kills_max);
  stats.assists = small(fields.integer("assists"), kills_max);
  stats.headshots = small(fields.integer("headshots"), kills_max);
  stats.adr = bounded(fields.real("adr"), 500);
  stats.kast = bounded(fields.real("kast"), 100);
  stats.rating = bounded(fields.real("rating"), 10);
  if (stats.rating) stats.rating_version = "PandaScore";  // their own reckoning of HLTV's
  found.add(std::move(*player));
  return report;
}

class Games {
 public:
  explicit Games(MatchReport match) : match_(std::move(match)), ids_(ids_of(match_)) {}

  void read(const JsonFields& fields, Findings& found) {
    auto map = parse_game(fields, ids_);
    if (!map) return;
    if (const auto played_on = fields.object("map")) map->name = played_on->text("name");
    if (map->status == MapStatus::finished || map->status == MapStatus::live) {
      map->score = parse_rounds_score(fields, ids_);
      if (map->score) map->halves = parse_halves(fields, ids_, *map->score);
    }
    const auto figures = parse_players(fields, map->number, found);
    if (!fields.is_understood()) return;
    const auto known = std::ranges::find(match_.maps, map->number, &MapResult::number);
    if (known == match_.maps.end())
      match_.maps.push_back(std::move(*map));
    else
      *known = std::move(*map);
    std::erase_if(match_.player_stats, [&](const PlayerMapStatsReport& one) {
      return !figures.empty() && one.stats.map == figures.front().stats.map;
    });
    match_.player_stats.insert(match_.player_stats.end(), figures.begin(), figures.end());
  }

  MatchReport take() {
    std::ranges::sort(match_.maps, {}, &MapResult::number);
    return std::move(match_);
  }

 private:
  std::vector<PlayerMapStatsReport> parse_players(const JsonFields& fields, int map, Findings& found) const {
    std::vector<PlayerMapStatsReport> figures;
    const auto* list = fields.list("players");
    if (!list) return figures;
    if (list->size() > limits::provider_players_max) {
      fields.add_error("too many players");
      return figures;
    }
    for (const auto& element : *list) {
      const auto* object = element.if_object();
      std::string complaint = object ? "" : "it is not an object";
      if (object) {
        if (auto one = parse_figures({*object, complaint}, map, ids_, found); one && complaint.empty())
          figures.push_back(std::move(*one));
      }
      if (!complaint.empty()) found.skip(fmt::format("a player of map {}", map), complaint);
    }
    return figures;
  }

  MatchReport match_;
  OpponentIds ids_;
};

}  // namespace

Result<PandascorePage> parse_pandascore_games(std::string_view text, Timestamp observed_at,
                                              MatchReport match) {
  const auto rows = parse_list(text, "games");
  if (!rows) return failed(rows);
  if (rows->size() > static_cast<std::size_t>(games_max))
    return fail(ErrorKind::drift, "{} games of one match", rows->size());
  Games games{std::move(match)};
  const auto read = [&](const JsonFields& fields, std::int64_t, Findings& found) {
    games.read(fields, found);
  };
  auto page = read_rows(*rows, observed_at, "game", read);
  if (page) page->report.matches.push_back(games.take());
  return page;
}

}  // namespace cs2::provider

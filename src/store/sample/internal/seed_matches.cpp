// What was played in the sample and will be.
#include <algorithm>
#include <array>
#include <vector>

#include "store/sample/internal/seed_samples.hpp"

namespace cs2::store {
namespace {

struct PlayedMap {
  const char* name;
  Score score;
  std::optional<Slot> picked_by;  // absent for the decider
};

struct SampleMatch {
  const char* key;
  const char* tournament;
  const char* stage;
  std::array<const char*, 2> teams;  // a key; what is no key is a placeholder such as "Winner of semifinal 1"
  int best_of;
  hours starts;  // from now
  MatchStatus status = MatchStatus::scheduled;
  std::vector<PlayedMap> maps = {};
  bool forfeit = false;
};

std::vector<SampleMatch> sample_matches() {
  using enum MatchStatus;
  return {
      // Finished.
      {"mm-1",
       "meridian",
       "Group A – Opening match",
       {"glacier", "crows"},
       1,
       hours{-101},
       finished,
       {{"Ancient", {13, 5}, std::nullopt}}},
      {"mm-2",
       "meridian",
       "Group A – Opening match",
       {"kestrel", "condor"},
       1,
       hours{-99},
       finished,
       {{"Mirage", {11, 13}, std::nullopt}}},
      {"mm-3",
       "meridian",
       "Group A – Winners' match",
       {"glacier", "condor"},
       3,
       hours{-77},
       finished,
       {{"Nuke", {13, 9}, 0}, {"Anubis", {7, 13}, 1}, {"Inferno", {16, 14}, std::nullopt}}},
      {"mm-4",
       "meridian",
       "Group B – Opening match",
       {"harbor", "quiet"},
       1,
       hours{-75},
       finished,
       {{"Dust II", {13, 10}, std::nullopt}}},
      {"mm-5",
       "meridian",
       "Group B – Winners' match",
       {"harbor", "tidal"},
       3,
       hours{-52},
       finished,
       {{"Train", {13, 3}, 1}, {"Mirage", {13, 11}, 0}}},
      {"mm-6",
       "meridian",
       "Quarterfinal",
       {"kestrel", "tidal"},
       3,
       hours{-28},
       finished,
       {{"Inferno", {9, 13}, 0}, {"Nuke", {13, 6}, 1}, {"Ancient", {10, 13}, std::nullopt}}},
      {"mm-7",
       "meridian",
       "Quarterfinal",
       {"condor", "quiet"},
       3,
       hours{-25},
       finished,
       {{"Anubis", {13, 8}, 0}, {"Dust II", {16, 13}, 1}}},
      {"bo-1",
       "baltic",
       "Round 1",
       {"ferrum", "basalt"},
       3,
       hours{-172},
       finished,
       {{"Mirage", {13, 2}, 0}, {"Overpass", {13, 11}, 1}}},
      {"bo-2",
       "baltic",
       "Round 1",
       {"ember", "lumen"},
       3,
       hours{-150},
       finished,
       {{"Nuke", {13, 10}, 1}, {"Inferno", {5, 13}, 0}, {"Train", {14, 16}, std::nullopt}}},
      {"bo-3",
       "baltic",
       "Round 2",
       {"ferrum", "lumen"},
       3,
       hours{-49},
       finished,
       {{"Ancient", {13, 7}, 0}, {"Mirage", {13, 9}, 1}}},
      {"bo-4",
       "baltic",
       "Round 2",
       {"zubr", "ferry"},
       3,
       hours{-27},
       finished,
       {{"Dust II", {8, 13}, 0}, {"Anubis", {11, 13}, 1}}},
      {"sl-1",
       "sunrise",
       "Week 3",
       {"pines", "palisade"},
       2,
       hours{-30},
       finished,
       {{"Nuke", {13, 4}, 0}, {"Mirage", {6, 13}, 1}}},
      {"sl-2", "sunrise", "Week 3", {"monsoon", "zubr"}, 3, hours{-6}, finished, {}, true},
      {"ef-1",
       "equinox",
       "Semifinal",
       {"glacier", "ferrum"},
       3,
       hours{-24 * 42},
       finished,
       {{"Nuke", {13, 11}, 0}, {"Mirage", {13, 6}, 1}}},
      {"ef-2",
       "equinox",
       "Semifinal",
       {"harbor", "kestrel"},
       3,
       hours{-24 * 42 + 4},
       finished,
       {{"Inferno", {9, 13}, 0}, {"Anubis", {13, 7}, 1}, {"Ancient", {13, 10}, std::nullopt}}},
      {"ef-3",
       "equinox",
       "Grand final",
       {"glacier", "harbor"},
       3,
       hours{-24 * 41},
       finished,
       {{"Train", {13, 9}, 0}, {"Dust II", {13, 16}, 1}, {"Nuke", {13, 8}, std::nullopt}}},
      // Live.
      {"mm-8",
       "meridian",
       "Semifinal",
       {"glacier", "tidal"},
       3,
       hours{-1},
       live,
       {{"Inferno", {13, 8}, 1}, {"Nuke", {6, 4}, 0}}},
      {"bo-5", "baltic", "Round 3", {"ferrum", "ferry"}, 3, hours{0}, live, {{"Mirage", {3, 5}, 1}}},
      // To come.
      {"mm-9", "meridian", "Semifinal", {"harbor", "condor"}, 3, hours{3}},
      {"mm-10",
       "meridian",
       "Third place match",
       {"Loser of semifinal 1", "Loser of semifinal 2"},
       3,
       hours{24}},
      {"mm-11", "meridian", "Grand final", {"Winner of semifinal 1", "Winner of semifinal 2"}, 5, hours{28}},
      {"bo-6", "baltic", "Round 3", {"basalt", "ember"}, 3, hours{5}},
      {"bo-7", "baltic", "Round 4", {"lumen", "Winner of round 3"}, 3, hours{50}},
      {"sl-3", "sunrise", "Week 4", {"pines", "monsoon"}, 3, hours{8}},
      {"sl-4", "sunrise", "Week 4", {"palisade", "crows"}, 3, hours{31}},
      {"sl-5", "sunrise", "Week 4", {"zubr", "kestrel"}, 3, hours{54}},
      // What went otherwise.
      {"sl-6", "sunrise", "Week 3", {"crows", "quiet"}, 3, hours{-20}, postponed},
      {"sl-7", "sunrise", "Showmatch", {"ember", "basalt"}, 1, hours{12}, cancelled},
  };
}

// ---- from the table to matches

constexpr std::array<const char*, 9> map_pool{"Ancient", "Anubis", "Dust II",  "Inferno", "Mirage",
                                              "Nuke",    "Train",  "Overpass", "Vertigo"};
constexpr auto map_time = minutes{48};
constexpr auto map_pause = minutes{10};

// How a map may have come to its score: the winner leads after the first half, an overtime follows 12:12.
std::vector<Half> halves_of(Score score, Side first_side) {
  const auto other = first_side == Side::ct ? Side::t : Side::ct;
  const bool first_leads = score.first >= score.second;
  const auto turned = [&](int leader, int trailer) {
    return first_leads ? Score{leader, trailer} : Score{trailer, leader};
  };
  const auto [low, high] = std::minmax(score.first, score.second);
  if (low + high <= 12) return {{.rounds = score, .first_side = first_side}};
  if (high > 13) {
    return {{.rounds = turned(7, 5), .first_side = first_side},
            {.rounds = turned(5, 7), .first_side = other},
            {.rounds = turned(2, 1), .first_side = other, .overtime = true},
            {.rounds = turned(high - 14, low - 13), .first_side = first_side, .overtime = true}};
  }
  const int behind = std::min(low, 5);
  return {{.rounds = turned(12 - behind, behind), .first_side = first_side},
          {.rounds = turned(high - (12 - behind), low - behind), .first_side = other}};
}

std::vector<MapResult> maps_of(const SampleMatch& sample, Timestamp started_at) {
  std::vector<MapResult> maps;
  auto at = started_at;
  for (const auto& played : sample.maps) {
    const int number = static_cast<int>(maps.size()) + 1;
    const bool running = sample.status == MatchStatus::live && number == static_cast<int>(sample.maps.size());
    MapResult map{.number = number,
                  .name = played.name,
                  .status = running ? MapStatus::live : MapStatus::finished,
                  .score = played.score,
                  .picked_by = played.picked_by,
                  .halves = halves_of(played.score, number % 2 == 0 ? Side::ct : Side::t),
                  .started_at = at};
    if (!running) {
      map.winner = played.score.first > played.score.second ? 0 : 1;
      map.ended_at = at + map_time;
      map.duration = map_time;
    }
    at += map_time + map_pause;
    maps.push_back(std::move(map));
  }
  return maps;
}

// A best-of-three's: ban, ban, pick, pick, ban, ban, decider.
std::vector<VetoStep> veto_of(const SampleMatch& sample) {
  if (sample.maps.size() < 2 || sample.best_of != 3) return {};
  std::vector<std::string> left;
  for (const auto* map : map_pool) {
    if (std::ranges::find(sample.maps, std::string_view{map}, &PlayedMap::name) == sample.maps.end())
      left.emplace_back(map);
  }
  std::vector<VetoStep> veto{{.action = VetoAction::ban, .by = 0, .map = left[0]},
                             {.action = VetoAction::ban, .by = 1, .map = left[1]}};
  for (std::size_t index = 0; index < 2; ++index)
    veto.push_back(
        {.action = VetoAction::pick, .by = sample.maps[index].picked_by, .map = sample.maps[index].name});
  veto.push_back({.action = VetoAction::ban, .by = 0, .map = left[2]});
  veto.push_back({.action = VetoAction::ban, .by = 1, .map = left[3]});
  veto.push_back({.action = VetoAction::decider,
                  .by = std::nullopt,
                  .map = sample.maps.size() > 2 ? sample.maps[2].name : left[4]});
  return veto;
}

Score series_score(const std::vector<MapResult>& maps) {
  Score score;
  for (const auto& map : maps) {
    if (map.winner == 0) ++score.first;
    if (map.winner == 1) ++score.second;
  }
  return score;
}

Opponent opponent_of(std::string_view key) {
  const auto team = sample_team(key);
  if (!team) return {.team = {}, .name = std::string{key}};
  return {.team = team, .name = sample_teams[static_cast<std::size_t>(-1 - team.value)].name};
}

Match match_of(const SampleMatch& sample, std::int64_t id, Timestamp now) {
  Match match;
  match.id = {id};
  match.tournament = sample_tournament(sample.tournament);
  match.opponents = {opponent_of(sample.teams[0]), opponent_of(sample.teams[1])};
  match.stage = sample.stage;
  match.status = sample.status;
  match.best_of = sample.best_of;
  // On the full hour, as organisers like it.
  match.scheduled_at = std::chrono::floor<hours>(now) + sample.starts;
  match.streams = {
      {.url = std::string{"https://stream.example/"} + sample.tournament,
       .language = "en",
       .official = true,
       .main = true},
      {.url = std::string{"https://stream.example/"} + sample.tournament + "-pt", .language = "pt"}};
  if (sample.status == MatchStatus::postponed) {
    match.original_scheduled_at = match.scheduled_at;
    match.scheduled_at.reset();
  }
  if (sample.forfeit) {
    match.forfeit = true;
    match.winner = 1;
    match.score = Score{0, 1};
    match.ended_at = match.scheduled_at;
  }
  if (sample.maps.empty()) return match;

  match.started_at = std::min(*match.scheduled_at + minutes{4}, now);
  match.maps = maps_of(sample, *match.started_at);
  match.veto = veto_of(sample);
  match.score = series_score(match.maps);
  if (sample.status == MatchStatus::finished) {
    match.ended_at = match.maps.back().ended_at;
    match.draw = match.score->first == match.score->second;
    if (!match.draw) match.winner = match.score->first > match.score->second ? 0 : 1;
  }
  return match;
}

}  // namespace

void add_sample_matches(Batch& batch, Timestamp now) {
  std::int64_t id = 0;
  for (const auto& sample : sample_matches()) {
    const auto match = match_of(sample, --id, now);
    auto facts = match;
    facts.id = {};
    const auto external_id = sample_external_id(sample.key);
    batch.matches.push_back({.match = match, .external_ids = {external_id}});
    batch.sightings.push_back(
        {.match = match.id, .external_id = external_id, .url = "", .facts = std::move(facts)});
  }
}

}  // namespace cs2::store

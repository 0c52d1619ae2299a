#include "sim/source/world.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <random>

namespace cs2::sim {
namespace {

using namespace std::chrono_literals;

constexpr int rounds_to_win = 13;
constexpr int half_rounds = 12;
constexpr int overtime_half = 3;
constexpr seconds round_least{85};
constexpr int round_spread = 50;  // seconds
constexpr minutes half_time_pause{3};
constexpr minutes between_maps{12};
constexpr minutes between_matches{20};
using FiveMinutes = std::chrono::duration<std::int64_t, std::ratio<300>>;  // new times are round ones
constexpr minutes moved_before{15};

const std::vector<WorldTeam>& invented_teams() {
  static const std::vector<WorldTeam> teams{
      {"Northwind Wolves", "Northwind", "NWW", "NO", 82, {"fjell", "Skadi", "rime", "varg", "ONYX"}},
      {"Granite Foxes", "Granite Foxes", "GFX", "CH", 78, {"schist", "Gneis", "lynx0r", "basil", "moraine"}},
      {"Team Emberline", "Emberline", "EMB", "FR", 74, {"braise", "Cendre", "fumée", "tison", "éclat"}},
      {"Tidebreakers", "Tidebreakers", "TDB", "PT", 70, {"maré", "Onda", "salina", "FAROL", "brisa"}},
      {"Quartz Nine", "Quartz 9", "Q9", "DE", 66, {"kante", "Splitt", "gitter", "facet", "nEUn"}},
      {"Halcyon Ravens", "Halcyon", "HAL", "GB", 64, {"corvid", "Alcyon", "pinion", "rookie", "plume"}},
      {"Voltaic Owls", "Voltaic", "VTO", "PL", 60, {"iskra", "Sowa", "prąd", "wolt", "ampER"}},
      {"Saffron Lancers", "Saffron", "SAF", "ES", 55, {"azafrán", "Lanza", "trote", "estribo", "Oro"}},
      {"Orchard Five", "Orchard", "O5", "NL", 58, {"appel", "Kers", "pruim", "PEER", "mispel"}},
      {"Brackwater", "Brackwater", "BRK", "US", 52, {"silt", "Heron", "marsh", "tule", "bayou"}},
      {"Kôprová Esports", "Kôprová", "KOP", "SK", 57, {"kôpor", "Tatran", "žila", "skala", "Hrot"}},
      {"Lanternfish", "Lanternfish", "LAN", "BR", 61, {"abismo", "Farolzin", "escama", "nado", "LUZ"}},
      {"Midnight Cartel", "Cartel", "MNC", "MX", 49, {"noche", "Búho", "sombra", "doce", "Luna"}},
      {"Paper Tigers", "Paper Tigers", "PPT", "CN", 53, {"origami", "纸虎", "ink", "FOLD", "crane"}},
      {"Rookery", "Rookery", "ROO", "AU", 47, {"galah", "Pied", "currawong", "magpie", "nest"}},
      {"Sundial Academy", "Sundial.A", "SUA", "SE", 44, {"skugga", "Visare", "timme", "sol", "MIDDAG"}},
  };
  return teams;
}

const std::vector<WorldTournament>& invented_tournaments() {
  static const std::vector<WorldTournament> tournaments{
      {"Aurora Cup 2026", "Aurora Cup", "2026", "a", "WEU", "100000 United States Dollar", true},
      {"Borealis Open Autumn 2026", "Borealis Open", "Autumn 2026", "b", "WEU", "25000 Euro", false},
      {"Harbor Nights League Season 4", "Harbor Nights League", "Season 4", "c", "NA", "", false},
  };
  return tournaments;
}

constexpr std::array<std::string_view, 7> map_pool{"Ancient", "Anubis", "Dust II", "Inferno",
                                                   "Mirage",  "Nuke",   "Train"};

}  // namespace

// Decides the day. The generator's algorithm is fixed by the standard, the distributions are not, so those
// are ours.
class World::Maker {
 public:
  Maker(World& world, std::uint64_t seed) : world_(world), random_(seed) {}

  // One that depends on nobody else.
  void add_apart(int tournament, std::string stage, int best_of, Timestamp at, std::array<int, 2> teams) {
    add({.tournament = tournament,
         .stage = std::move(stage),
         .best_of = best_of,
         .scheduled_at = at,
         .entrants = {Entrant{Entrant::Kind::team, teams[0]}, Entrant{Entrant::Kind::team, teams[1]}}});
  }

  int add(Fixture fixture) {
    auto ready = fixture.scheduled_at;
    for (std::size_t i = 0; i < 2; ++i) {
      const auto& entrant = fixture.entrants[i];
      fixture.teams[i] = team_of(entrant);
      if (entrant.kind != Entrant::Kind::team) {
        ready =
            std::max(ready, world_.fixtures_[static_cast<std::size_t>(entrant.of)].ends_at + between_matches);
      }
    }
    if (ready > fixture.scheduled_at) fixture.moved_to = std::chrono::ceil<FiveMinutes>(ready);
    fixture.starts_at = fixture.moved_to.value_or(fixture.scheduled_at) + seconds{30 + below(240)};
    play(fixture);
    world_.fixtures_.push_back(std::move(fixture));
    return static_cast<int>(world_.fixtures_.size()) - 1;
  }

  void shuffle(std::vector<int>& numbers) {
    for (std::size_t i = numbers.size(); i > 1; --i) {
      std::swap(numbers[i - 1], numbers[static_cast<std::size_t>(below(static_cast<int>(i)))]);
    }
  }

 private:
  int below(int bound) { return static_cast<int>(random_() % static_cast<std::uint64_t>(bound)); }

  int team_of(const Entrant& entrant) const {
    if (entrant.kind == Entrant::Kind::team) return entrant.of;
    const auto& before = world_.fixtures_[static_cast<std::size_t>(entrant.of)];
    const auto slot = entrant.kind == Entrant::Kind::winner ? before.winner : 1 - before.winner;
    return before.teams[static_cast<std::size_t>(slot)];
  }

  void play(Fixture& fixture) {
    const auto maps = veto(fixture);
    const int needed = fixture.best_of / 2 + 1;
    auto at = fixture.starts_at;
    for (const auto& map : maps) {
      auto played = play_map(fixture, map, at);
      at = played.rounds.back().ends_at;
      ++(played.winner == 0 ? fixture.score.first : fixture.score.second);
      fixture.maps.push_back(std::move(played));
      fixture.ends_at = at;
      if (std::max(fixture.score.first, fixture.score.second) == needed) break;
      at += between_maps;
    }
    fixture.winner = fixture.score.first > fixture.score.second ? 0 : 1;
  }

  struct ChosenMap {
    std::string name;
    std::optional<Slot> picked_by;
  };

  // Alternating: what a best-of-N does not need is banned, the rest is picked, the last one is left over.
  std::vector<ChosenMap> veto(Fixture& fixture) {
    std::vector<std::string> left(map_pool.begin(), map_pool.end());
    std::vector<ChosenMap> chosen;
    Slot turn = below(2);
    const auto take = [&] {
      const auto position = static_cast<std::ptrdiff_t>(below(static_cast<int>(left.size())));
      auto name = left[static_cast<std::size_t>(position)];
      left.erase(left.begin() + position);
      return name;
    };
    const int picks = fixture.best_of - 1;
    const int bans = static_cast<int>(map_pool.size()) - fixture.best_of;
    for (int i = 0; i < picks + bans; ++i, turn = 1 - turn) {
      const bool bans_first = fixture.best_of < 5 ? i < 2 || i >= 2 + picks : i < bans;
      const auto action = bans_first ? VetoAction::ban : VetoAction::pick;
      const auto name = take();
      fixture.veto.push_back({.action = action, .by = turn, .map = name});
      if (action == VetoAction::pick) chosen.push_back({name, turn});
    }
    fixture.veto.push_back({.action = VetoAction::decider, .by = std::nullopt, .map = left.front()});
    chosen.push_back({left.front(), std::nullopt});
    return chosen;
  }

  PlayedMap play_map(const Fixture& fixture, const ChosenMap& map, Timestamp starts_at) {
    PlayedMap played{.name = map.name,
                     .picked_by = map.picked_by,
                     .first_side = below(2) == 0 ? Side::ct : Side::t,
                     .starts_at = starts_at,
                     .rounds = {},
                     .score = {}};
    const auto strength = [&](std::size_t slot) {
      return world_.teams_[static_cast<std::size_t>(fixture.teams[slot])].strength;
    };
    // Form of the day and the own pick weigh a little; a favourite wins some 55 to 60 of 100 rounds.
    int chance = 50 + (strength(0) - strength(1)) / 3 + below(13) - 6;
    if (map.picked_by) chance += *map.picked_by == 0 ? 3 : -3;
    chance = std::clamp(chance, 30, 70);

    auto at = starts_at;
    while (!is_over(played.score)) {
      at += round_least + seconds{below(round_spread)};
      const auto number = static_cast<int>(played.rounds.size());
      const bool half_begins =
          number == half_rounds || (number >= 2 * half_rounds && number % overtime_half == 0);
      if (half_begins) at += half_time_pause;
      const Slot winner = below(100) < chance ? 0 : 1;
      ++(winner == 0 ? played.score.first : played.score.second);
      played.rounds.push_back({winner, at});
    }
    played.winner = played.score.first > played.score.second ? 0 : 1;
    return played;
  }

  // First to 13; from 12:12 on overtimes of six rounds, to be won by four.
  static bool is_over(Score score) {
    const int most = std::max(score.first, score.second);
    const int least = std::min(score.first, score.second);
    if (least < rounds_to_win - 1) return most >= rounds_to_win;
    const int overtime = (least - (rounds_to_win - 1)) / overtime_half;
    return most == rounds_to_win - 1 + overtime * overtime_half + overtime_half + 1;
  }

  World& world_;
  std::mt19937_64 random_;
};

World::World(Timestamp day, std::uint64_t seed)
    : World(Beginning{std::chrono::floor<days>(day) + hours{9}}, seed) {}

World::World(Beginning beginning, std::uint64_t seed)
    : teams_(invented_teams()), tournaments_(invented_tournaments()), begins_at_(beginning.at) {
  using Kind = Entrant::Kind;
  Maker maker(*this, seed);
  const auto team = [](int number) { return Entrant{Kind::team, number}; };
  const auto winner = [](int match) { return Entrant{Kind::winner, match}; };
  const auto loser = [](int match) { return Entrant{Kind::loser, match}; };
  const auto cup = [&](std::string stage, int minute, int best_of, Entrant first, Entrant second) {
    return maker.add({.tournament = 0,
                      .stage = std::move(stage),
                      .best_of = best_of,
                      .scheduled_at = begins_at_ + minutes{minute},
                      .entrants = {first, second}});
  };

  std::vector<int> seeds{0, 1, 2, 3, 4, 5, 6, 7};
  maker.shuffle(seeds);
  std::array<int, 2> first_of_group{};
  std::array<int, 2> second_of_group{};
  for (int group = 0; group < 2; ++group) {
    const auto stage = [&](std::string_view name) {
      return fmt::format("Group {} – {}", group == 0 ? 'A' : 'B', name);
    };
    const auto seeded = [&](std::size_t place) {
      return team(seeds.at(static_cast<std::size_t>(group) * 4 + place));
    };
    const int first = cup(stage("Opening match 1"), 0, 1, seeded(0), seeded(3));
    const int second = cup(stage("Opening match 2"), 70, 1, seeded(1), seeded(2));
    first_of_group[static_cast<std::size_t>(group)] =
        cup(stage("Winners' match"), 150, 3, winner(first), winner(second));
    const int elimination = cup(stage("Elimination match"), 150, 1, loser(first), loser(second));
    second_of_group[static_cast<std::size_t>(group)] =
        cup(stage("Decider match"), 330, 3, loser(first_of_group[static_cast<std::size_t>(group)]),
            winner(elimination));
  }
  const int left =
      cup("Playoffs – Semifinal 1", 480, 3, winner(first_of_group[0]), winner(second_of_group[1]));
  const int right =
      cup("Playoffs – Semifinal 2", 480, 3, winner(first_of_group[1]), winner(second_of_group[0]));
  const int final = cup("Playoffs – Grand final", 660, 5, winner(left), winner(right));
  ends_at_ = fixtures_[static_cast<std::size_t>(final)].ends_at;

  // The days around it.
  for (int i = 0; i < 6; ++i) {
    maker.add_apart(1, fmt::format("Round {}", 1 + i / 2), 3, begins_at_ - hours{20 - 3 * i},
                    {8 + i, 15 - i});
  }
  for (int i = 0; i < 3; ++i) {
    maker.add_apart(2, "Week 6", 1, begins_at_ + hours{2 + 4 * i}, {9 + i, 13 + i % 3});
  }
  for (int i = 0; i < 8; ++i) {
    maker.add_apart(1 + i % 2, i % 2 == 0 ? "Round 4" : "Week 7", i % 2 == 0 ? 3 : 1,
                    begins_at_ + hours{24 + 5 * i}, {8 + (i * 3) % 8, 8 + (i * 3 + 1 + i % 5) % 8});
  }
}

bool World::is_decided(const Entrant& entrant, Timestamp now) const {
  return entrant.kind == Entrant::Kind::team ||
         fixtures_[static_cast<std::size_t>(entrant.of)].ends_at <= now;
}

std::string World::describe(const Entrant& entrant) const {
  const auto& before = fixtures_[static_cast<std::size_t>(entrant.of)];
  return fmt::format("{} of {}", entrant.kind == Entrant::Kind::winner ? "Winner" : "Loser", before.stage);
}

MapResult World::show(const PlayedMap& map, int number, Timestamp now) const {
  MapResult shown{.number = number, .name = map.name, .picked_by = map.picked_by};
  if (now < map.starts_at) return shown;
  shown.started_at = map.starts_at;
  shown.status = MapStatus::live;
  Score score;
  for (std::size_t i = 0; i < map.rounds.size() && map.rounds[i].ends_at <= now; ++i) {
    const auto round = static_cast<int>(i);
    const bool overtime = round >= 2 * half_rounds;
    const bool half_begins =
        overtime ? (round - 2 * half_rounds) % overtime_half == 0 : round % half_rounds == 0;
    if (half_begins) {
      const bool swapped =
          overtime ? ((round - 2 * half_rounds) / overtime_half) % 2 == 0 : round == half_rounds;
      const auto other = map.first_side == Side::ct ? Side::t : Side::ct;
      shown.halves.push_back(
          {.rounds = {}, .first_side = swapped ? other : map.first_side, .overtime = overtime});
    }
    auto& half = shown.halves.back().rounds;
    const bool first = map.rounds[i].winner == 0;
    ++(first ? half.first : half.second);
    ++(first ? score.first : score.second);
  }
  shown.score = score;
  if (map.rounds.back().ends_at > now) return shown;
  shown.status = MapStatus::finished;
  shown.winner = map.winner;
  shown.ended_at = map.rounds.back().ends_at;
  shown.duration = std::chrono::duration_cast<seconds>(*shown.ended_at - map.starts_at);
  return shown;
}

WorldMatch World::show(const Fixture& fixture, int number, Timestamp now) const {
  WorldMatch shown{.number = number, .tournament = fixture.tournament};
  auto& facts = shown.facts;
  facts.stage = fixture.stage;
  facts.best_of = fixture.best_of;
  facts.scheduled_at = fixture.scheduled_at;
  facts.original_scheduled_at = fixture.scheduled_at;
  // Only shortly before it is announced that the time does not hold.
  if (fixture.moved_to && now >= fixture.scheduled_at - moved_before) facts.scheduled_at = fixture.moved_to;
  for (std::size_t i = 0; i < 2; ++i) {
    if (is_decided(fixture.entrants[i], now)) {
      shown.teams[i] = fixture.teams[i];
    } else {
      shown.placeholders[i] = describe(fixture.entrants[i]);
    }
  }
  const auto channel = fixture.tournament == 0 ? "auroracup" : "borealisopen";
  facts.streams.push_back({.url = fmt::format("https://www.twitch.tv/{}", channel),
                           .language = "en",
                           .official = true,
                           .main = true});
  if (now < fixture.starts_at) return shown;

  facts.status = MatchStatus::live;
  facts.started_at = fixture.starts_at;
  facts.veto = fixture.veto;
  facts.score = Score{};
  for (std::size_t i = 0; i < fixture.maps.size(); ++i) {
    facts.maps.push_back(show(fixture.maps[i], static_cast<int>(i) + 1, now));
    const auto& map = facts.maps.back();
    if (map.winner) ++(*map.winner == 0 ? facts.score->first : facts.score->second);
  }
  if (now < fixture.ends_at) return shown;
  facts.status = MatchStatus::finished;
  facts.ended_at = fixture.ends_at;
  facts.winner = fixture.winner;
  return shown;
}

std::vector<WorldMatch> World::at(Timestamp now) const {
  std::vector<WorldMatch> matches;
  matches.reserve(fixtures_.size());
  for (std::size_t i = 0; i < fixtures_.size(); ++i)
    matches.push_back(show(fixtures_[i], static_cast<int>(i) + 1, now));
  std::ranges::sort(matches, {}, [](const WorldMatch& match) {
    return std::pair{*match.facts.scheduled_at, match.number};
  });
  return matches;
}

}  // namespace cs2::sim

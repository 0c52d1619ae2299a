// Who plays for whom in the sample, and what some of them did.
#include <algorithm>
#include <map>
#include <vector>

#include "store/sample/internal/seed_samples.hpp"

namespace cs2::store {
namespace {

// Days that do not move with `now`: seeding again must find the same stays.
constexpr Timestamp season = std::chrono::sys_days{std::chrono::year{2026} / 1 / 12};

// Everywhere there is somebody who changed teams a while ago, who waits on the bench, and who helps out.
struct SampleMove {
  const char* nickname;
  const char* from;
  days after;  // the beginning of the season
};
constexpr std::array<SampleMove, 2> moves{{{"wren", "quiet", days{120}}, {"ebb", "condor", days{60}}}};

struct SampleGuest {
  const char* nickname;
  const char* team;
  RosterRole role;
  days after;
};
constexpr std::array<SampleGuest, 3> guests{{{"breaker", "harbor", RosterRole::stand_in, days{150}},
                                             {"gale", "glacier", RosterRole::benched, days{90}},
                                             {"ledger", "glacier", RosterRole::staff, days{0}}}};

class People {
 public:
  explicit People(Batch& batch) : batch_(batch) {}

  PlayerId add(const char* nickname, const char* team) {
    const auto* const home = std::ranges::find(sample_teams, std::string_view{team}, &SampleTeam::key);
    const PlayerId id{-1 - std::ssize(batch_.players)};
    batch_.players.push_back({.player = {.id = id, .nickname = nickname, .nationality = home->country},
                              .external_ids = {sample_external_id(nickname)},
                              .aliases = {}});
    return id;
  }

  void stay(RosterEntry entry) {
    batch_.rosters.push_back({.entry = entry, .before = {}, .url = {}, .changes = {}});
  }

 private:
  Batch& batch_;
};

void add_member(People& people, const SampleRoster& roster, const char* nickname, RosterRole role) {
  RosterEntry entry{.team = sample_team(roster.team),
                    .player = people.add(nickname, roster.team),
                    .role = role,
                    .since = season};
  const auto* const moved = std::ranges::find(moves, std::string_view{nickname}, &SampleMove::nickname);
  if (moved != moves.end()) {
    entry.since = season + moved->after;
    people.stay(
        {.team = sample_team(moved->from), .player = entry.player, .since = season, .until = entry.since});
  }
  people.stay(entry);
}

// ---- figures

// A player's figures on a map: invented, and the same at every seeding.
PlayerMapStats figures(PlayerId player, Slot slot, const MapResult& map, int seat) {
  const int rounds = map.score->first + map.score->second;
  const int kills = map.score->of(slot) + 4 - seat;
  const int deaths = map.score->of(1 - slot) + seat - 1;
  const auto share = [&](int part) { return static_cast<double>(part) / rounds; };
  return {.player = player,
          .slot = slot,
          .map = map.number,
          .kills = kills,
          .deaths = deaths,
          .assists = 3 + seat,
          .headshots = kills / 2,
          .adr = 100 * share(kills) + 20,
          .kast = 60 + 25 * share(kills)};
}

// Of one match that was played to its end, between two teams whose players are known.
void add_figures(Batch& batch, const char* match_key) {
  const auto external_id = sample_external_id(match_key);
  const auto write = std::ranges::find_if(
      batch.matches, [&](const MatchWrite& each) { return each.external_ids.front() == external_id; });
  LineUpWrite line_up{.match = write->match.id, .players = {}};
  PlayerStatsWrite stats{.match = write->match.id, .stats = {}};
  for (Slot slot = 0; slot < 2; ++slot) {
    auto& side = line_up.players[static_cast<std::size_t>(slot)];
    const auto team = write->match.opponents[static_cast<std::size_t>(slot)].team;
    for (const auto& roster : batch.rosters) {
      const auto& entry = roster.entry;
      const bool is_five = entry.role == RosterRole::player || entry.role == RosterRole::captain;
      if (entry.team == team && !entry.until && is_five) side.push_back(entry.player);
    }
    for (const auto& map : write->match.maps) {
      for (int seat = 0; const auto player : side) stats.stats.push_back(figures(player, slot, map, seat++));
    }
  }
  batch.line_ups.push_back(std::move(line_up));
  batch.player_stats.push_back(std::move(stats));
}

}  // namespace

void add_sample_people(Batch& batch) {
  People people{batch};
  for (const auto& roster : sample_rosters) {
    for (const auto* nickname : roster.players)
      add_member(people, roster, nickname,
                 nickname == roster.players[0] ? RosterRole::captain : RosterRole::player);
    add_member(people, roster, roster.coach, RosterRole::coach);
  }
  for (const auto& guest : guests)
    people.stay({.team = sample_team(guest.team),
                 .player = people.add(guest.nickname, guest.team),
                 .role = guest.role,
                 .since = season + guest.after});
  for (const auto* match : {"mm-3", "ef-3"}) add_figures(batch, match);
}

}  // namespace cs2::store

// A series between two teams, and the maps it is played on.
//
// Everything a source may not know is optional; nothing is invented. The two opponents stand in a fixed
// order, the match's orientation: every pair of numbers and every slot (0 or 1) below means that order.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "model/ids.hpp"
#include "model/provider_name.hpp"

namespace cs2 {

enum class MatchStatus { scheduled, live, finished, postponed, cancelled };

std::string_view name(MatchStatus status);
std::optional<MatchStatus> parse_match_status(std::string_view name);

enum class Side { ct, t };

std::string_view name(Side side);
std::optional<Side> parse_side(std::string_view name);

using Slot = int;  // 0 or 1

struct Score {
  int first = 0;
  int second = 0;

  constexpr int of(Slot slot) const { return slot == 0 ? first : second; }
  constexpr Score swapped() const { return {second, first}; }
  bool operator==(const Score&) const = default;
};

// Rounds of one half. Regulation has two halves of 12 rounds, an overtime two of three.
struct Half {
  Score rounds;
  std::optional<Side> first_side;  // the side that slot 0 played
  bool overtime = false;

  bool operator==(const Half&) const = default;
};

enum class MapStatus { scheduled, live, finished, not_played };

std::string_view name(MapStatus status);
std::optional<MapStatus> parse_map_status(std::string_view name);

struct MapResult {
  int number = 1;                   // position in the series, from 1
  std::optional<std::string> name;  // "Dust II", as players say it
  MapStatus status = MapStatus::scheduled;
  std::optional<Score> score;  // rounds
  std::optional<Slot> winner;
  std::optional<Slot> picked_by;
  std::vector<Half> halves;
  bool forfeit = false;
  std::optional<Timestamp> started_at;
  std::optional<Timestamp> ended_at;
  std::optional<seconds> duration;  // wall time

  bool operator==(const MapResult&) const = default;
};

// One player's figures on one map; what a source does not count is absent.
struct PlayerMapStats {
  PlayerId player;
  Slot slot = 0;  // the side of the match that they played for
  int map = 1;    // its number
  std::optional<int> kills;
  std::optional<int> deaths;
  std::optional<int> assists;
  std::optional<int> headshots;
  std::optional<double> adr;     // damage per round
  std::optional<double> kast;    // percent of rounds with a kill, assist, survival or trade
  std::optional<double> rating;  // HLTV's, of the version below
  std::string rating_version;    // "2.1"; empty without a rating

  bool operator==(const PlayerMapStats&) const = default;
};

enum class VetoAction { ban, pick, decider };

std::string_view name(VetoAction action);
std::optional<VetoAction> parse_veto_action(std::string_view name);

struct VetoStep {
  VetoAction action = VetoAction::ban;
  std::optional<Slot> by;  // absent for the decider
  std::string map;

  bool operator==(const VetoStep&) const = default;
};

struct Stream {
  std::string url;
  std::optional<std::string> language;  // ISO 639 two letters
  bool official = false;
  bool main = false;

  bool operator==(const Stream&) const = default;
};

struct Link {
  std::string kind;  // "hltv", "vod", …
  std::string url;

  bool operator==(const Link&) const = default;
};

// What can be said of a match without naming our ids.
struct MatchFacts {
  std::string stage;  // "Playoffs", "Group A – Opening match"; empty when unknown
  MatchStatus status = MatchStatus::scheduled;
  std::optional<int> best_of;
  std::optional<Timestamp> scheduled_at;           // the official time
  bool time_is_exact = true;                       // false: only the day of scheduled_at is known
  std::optional<Timestamp> original_scheduled_at;  // before it was moved
  std::optional<Timestamp> started_at;
  std::optional<Timestamp> ended_at;
  std::optional<Score> score;  // maps won; of a best-of-one rounds are in `maps`
  // Of these the ones that a side has from the start and nobody plays: 1:0 for the upper bracket's finalist.
  std::optional<Score> advantage;
  std::optional<Slot> winner;
  bool draw = false;            // a finished best-of-two may have no winner
  bool forfeit = false;         // a side did not play, or not to the end; without a winner neither did
  bool disqualified = false;    // the forfeit was imposed
  std::vector<MapResult> maps;  // by number
  std::vector<VetoStep> veto;
  std::vector<Stream> streams;  // main and official first
  std::vector<Link> links;

  bool operator==(const MatchFacts&) const = default;
};

struct Opponent {
  TeamId team;  // none while undecided
  std::string
      name;  // the team's name, or what the source says instead: "Winner of semifinal 1"; may be empty

  bool operator==(const Opponent&) const = default;
};

struct Match : MatchFacts {
  MatchId id;
  std::int64_t revision = 0;  // counts every stored change of this row; 0 = not stored
  TournamentId tournament;    // none when unknown
  std::array<Opponent, 2> opponents;

  bool operator==(const Match&) const = default;
};

// The facts as seen with the opponents the other way round.
MatchFacts swapped(MatchFacts facts);

// A state is no score: without what a cancelled, forfeited or undecided match only seems to have, such as its
// 0:0.
MatchFacts normalized(MatchFacts facts);

// When a match is placed on a calendar: started, else scheduled, else first scheduled, else ended.
std::optional<Timestamp> time_of(const MatchFacts& facts);

// Who reported a match, where a reader can check it, and when that source said so last.
struct MatchSource {
  ProviderName provider;
  std::string url;  // may be empty
  Timestamp seen_at;
  std::string archive = {};  // of imported facts: the source that the file names; else empty

  bool operator==(const MatchSource&) const = default;
};

}  // namespace cs2

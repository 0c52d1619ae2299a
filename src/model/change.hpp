// What happened in the game, as stored next to the rows it changed.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "model/ids.hpp"
#include "model/match.hpp"
#include "model/player.hpp"
#include "model/ranking.hpp"

namespace cs2 {

// `kind` is the stored name.
struct MatchAnnounced {
  static constexpr std::string_view kind = "match_announced";
  bool operator==(const MatchAnnounced&) const = default;
};
struct OpponentsDecided {
  static constexpr std::string_view kind = "opponents_decided";
  bool operator==(const OpponentsDecided&) const = default;
};
struct MatchRescheduled {
  static constexpr std::string_view kind = "match_rescheduled";
  std::optional<Timestamp> from;
  std::optional<Timestamp> to;
  bool operator==(const MatchRescheduled&) const = default;
};
struct MatchStarted {
  static constexpr std::string_view kind = "match_started";
  bool operator==(const MatchStarted&) const = default;
};
struct MapFinished {
  static constexpr std::string_view kind = "map_finished";
  int number = 1;
  bool operator==(const MapFinished&) const = default;
};
// Only with winner (or draw) and score; see design: a result is never announced without them. A forfeit may
// have a winner alone.
struct MatchFinished {
  static constexpr std::string_view kind = "match_finished";
  bool operator==(const MatchFinished&) const = default;
};
struct MatchPostponed {
  static constexpr std::string_view kind = "match_postponed";
  bool operator==(const MatchPostponed&) const = default;
};
struct MatchCancelled {
  static constexpr std::string_view kind = "match_cancelled";
  bool operator==(const MatchCancelled&) const = default;
};
// A finished match whose winner or score was taken back; absent means "no result".
struct ResultCorrected {
  static constexpr std::string_view kind = "result_corrected";
  std::optional<Score> score_before;
  std::optional<Slot> winner_before;
  bool operator==(const ResultCorrected&) const = default;
};

// Its sources deleted it before it was played: it was never meant, or is listed elsewhere.
struct MatchWithdrawn {
  static constexpr std::string_view kind = "match_withdrawn";
  bool operator==(const MatchWithdrawn&) const = default;
};

// A change of `player` in `team`. Days where they are known.
struct PlayerJoined {
  static constexpr std::string_view kind = "player_joined";
  RosterRole role = RosterRole::player;
  std::optional<Timestamp> since;
  bool operator==(const PlayerJoined&) const = default;
};
struct PlayerLeft {
  static constexpr std::string_view kind = "player_left";
  RosterRole role = RosterRole::player;
  std::optional<Timestamp> until;
  bool operator==(const PlayerLeft&) const = default;
};
struct RoleChanged {
  static constexpr std::string_view kind = "role_changed";
  RosterRole from = RosterRole::player;
  RosterRole to = RosterRole::player;
  bool operator==(const RoleChanged&) const = default;
};

// A newer ranking than all before.
struct RankingPublished {
  static constexpr std::string_view kind = "ranking_published";
  RankingSystem system = RankingSystem::valve_world;
  Timestamp published;
  bool operator==(const RankingPublished&) const = default;
};

using What = std::variant<MatchAnnounced, OpponentsDecided, MatchRescheduled, MatchStarted, MapFinished,
                          MatchFinished, MatchPostponed, MatchCancelled, ResultCorrected, MatchWithdrawn,
                          PlayerJoined, PlayerLeft, RoleChanged, RankingPublished>;

std::string_view name(const What& what);  // its kind

struct Change {
  ChangeId id;    // none before it is stored
  MatchId match;  // none where it is not of a match
  Timestamp at;   // when we learned it
  What what;
  TeamId team = {};  // of roster changes, as is the next
  PlayerId player = {};

  template <class T>
  bool is() const {
    return std::holds_alternative<T>(what);
  }
  bool operator==(const Change&) const = default;
};

// The stored form: `name` plus a small JSON object for the values.
std::string what_to_json(const What& what);
Result<What> parse_what(std::string_view kind, std::string_view json);

}  // namespace cs2

// What ratings are learned from, what they came to, and what was predicted.
//
// A team's rating, and how a match moved it, are replaced whenever history is learned anew. A prediction is
// written down once, when its match begins, and never changes.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "base/clock.hpp"
#include "model/match.hpp"
#include "store/store.hpp"

namespace cs2::store {

// ---- What they are learned from

// A match that counts, and who played it.
struct DecidedMatch {
  MatchId id;
  Timestamp at;
  std::array<TeamId, 2> teams;
  std::array<std::vector<PlayerId>, 2> line_ups;  // empty where no source says
  Slot winner = 0;
  std::optional<int> best_of;
};
// All of them, the earliest first: finished with a winner, no forfeit, both teams known, not retired.
std::vector<DecidedMatch> list_decided(Store& store);

// Moves whenever a match or a player does: until then there is nothing new to learn.
std::int64_t facts_generation(Store& store);

// ---- What they came to

struct TeamRating {
  TeamId team;
  double mean = 0;  // in logits
  double variance = 0;
  Timestamp at;  // when it was learned

  bool operator==(const TeamRating&) const = default;
};
struct MatchRating {
  MatchId match;
  std::array<double, 2> before{};
  std::array<double, 2> after{};

  bool operator==(const MatchRating&) const = default;
};
// Makes what is stored these; writes only what differs.
void replace_ratings(Store& store, const std::vector<TeamRating>& teams,
                     const std::vector<MatchRating>& matches);

std::map<TeamId, TeamRating> find_team_ratings(Store& store, const std::vector<TeamId>& teams);
std::map<MatchId, MatchRating> find_match_ratings(Store& store, const std::vector<MatchId>& matches);

// ---- What was predicted

struct Prediction {
  MatchId match;
  Timestamp at;
  TeamId first;  // whose probability it is: a match may be turned round later
  double probability = 0.5;
  double deviation = 0;
  std::array<std::vector<PlayerId>, 2> line_ups;  // empty where the last one was assumed
  int version = 1;

  bool operator==(const Prediction&) const = default;
};
// Live matches of two known teams that began after `since` and have no prediction yet, with who plays.
std::vector<DecidedMatch> list_unpredicted(Store& store, Timestamp since);
// One that is there already stays as it is.
void add_prediction(Store& store, const Prediction& prediction);
// Of the match, or of one that was merged into it: the earliest.
std::optional<Prediction> find_prediction(Store& store, MatchId match);

// A prediction of which it is known who won.
struct SettledPrediction {
  double probability = 0.5;  // of the first team
  bool first_won = false;
  Timestamp at;
};
std::vector<SettledPrediction> list_settled_predictions(Store& store);

}  // namespace cs2::store

// Whether two tellings of a match mean the same one: who plays, when, where, and what came out.
#pragma once

#include <array>
#include <optional>

#include "model/match.hpp"
#include "model/review.hpp"

namespace cs2::ingest {

// How well the opponents agree, either way round: nothing, only undecided sides, one team, both.
enum class Agreement { none, undecided, one, both };
Agreement agreement(const std::array<TeamId, 2>& a, const std::array<TeamId, 2>& b);
std::array<TeamId, 2> sides_of(const Match& match);

// The least difference of any two of their times; none where one has no time.
std::optional<milliseconds> time_between(const MatchFacts& a, const MatchFacts& b);

bool is_over(const MatchFacts& facts);

// One source's record, with our ids.
struct MatchCase {
  const MatchFacts& facts;
  std::array<TeamId, 2> sides;
  TournamentId tournament;
};
MatchCase case_of(const Match& match);

struct MatchCircumstances {
  bool old_is_gone = false;   // its source gave one of them up
  bool two_words = false;     // one source reports both
  bool other_source = false;  // no source of one reports the other
};

Resemblance compare_matches(const MatchCase& one, const MatchCase& other, const MatchCircumstances& both);

}  // namespace cs2::ingest

// The matches around now, for suggestions: what is live, what comes next, what has just ended.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/match_details.hpp"

namespace cs2::bot {

class MatchIndex {
 public:
  struct Entry {
    MatchId id;
    std::array<TeamId, 2> teams;
    std::array<std::string, 2> names;  // empty while undecided
    std::string place;                 // "Harbour Cup – Semifinal"
    MatchStatus status = MatchStatus::scheduled;
    std::optional<Timestamp> at;
    bool is_exact = true;  // false: only the day of `at` is known
  };

  MatchIndex() = default;
  // In the order in which they are suggested: live, next, last.
  explicit MatchIndex(std::span<const MatchDetails> matches);

  const std::vector<Entry>& entries() const { return entries_; }

 private:
  std::vector<Entry> entries_;
};

// True when `team` plays, and `opponent` too unless it is none.
bool involves(const MatchIndex::Entry& match, TeamId team, TeamId opponent = {});

}  // namespace cs2::bot

// Which interactions are still worth an answer.
//
// Discord may send one twice, and replays what a dropped connection missed; the token of one that is older
// than three seconds without an answer is void.
#pragma once

#include <cstdint>
#include <deque>
#include <unordered_set>

#include "base/clock.hpp"
#include "base/limits/answers.hpp"
#include "discord/types.hpp"

namespace cs2::bot {

enum class Arrival { fresh, stale, duplicate };

class InteractionDeduplicator {
 public:
  // Remembers it. An id whose time is further away than an interaction can live says nothing about its age:
  // this machine's clock is wrong, and answering late is better than never answering.
  Arrival note(discord::Snowflake id, Timestamp now);

 private:
  std::unordered_set<std::uint64_t> seen_;
  std::deque<std::uint64_t> order_;  // oldest first; bounded by limits::interactions_remembered
};

}  // namespace cs2::bot

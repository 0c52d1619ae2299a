// A match as people name it: by a team, by two, by a suggestion, or by its event.
#pragma once

#include <string>
#include <string_view>

#include "bot/answer_registry.hpp"
#include "bot/command_definition.hpp"

namespace cs2::bot {

// Matches, the one of two teams that were named before others, and teams.
Choices suggest_matches(const Call& call, std::string_view typed);
// Those and events.
Choices suggest_matches_and_events(const Call& call, std::string_view typed);

struct MatchMeanings {
  Asked asked;  // the name that is in doubt
  Meanings meanings;
  bool is_event = false;  // no team is called so: what is meant is an event
};

// One value that is a match, a team, or two that are teams. Two teams are named with or without "vs" in
// between.
MatchMeanings find_match_meanings(std::string_view typed, const Call& call);

}  // namespace cs2::bot

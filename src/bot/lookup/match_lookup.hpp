// A match as people name it: by a team, by two, or by a suggestion.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "bot/answer_registry.hpp"
#include "bot/command_definition.hpp"

namespace cs2::bot {

Choices suggest_matches(const Call& call, std::string_view typed);

// What a text may mean: one value that is a match, a team, or two that are teams. The error is the name that
// nobody knows.
std::expected<std::vector<Candidate>, std::string> find_match_meanings(std::string_view typed,
                                                                       const Call& call);

}  // namespace cs2::bot

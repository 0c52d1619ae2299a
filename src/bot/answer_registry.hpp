// From a question to the message that answers it. The kinds of answers are in answer/, one file each.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bot/command_definition.hpp"
#include "bot/question.hpp"
#include "model/match_details.hpp"

namespace cs2::bot {

// What the store knows of it now, with the buttons that belong under it.
Reply answer(Question question, const Call& call);

// The match that answers it: of teams the live one, else the next, else the last.
std::optional<MatchDetails> find_asked_match(const Question& question, const Call& call);

// One thing that may be meant by what was typed.
struct Candidate {
  std::string label;                // "Team Spirit"
  std::vector<std::string> values;  // references: "t:12"; two for two teams
};

// Adds what is meant to the question; false where a value is no reference, as in a forged choice.
bool take(Question& question, const Candidate& candidate);

// A menu of what may be meant. `key` is the sentence above it.
Reply disambiguate(const Question& question, std::string_view key, std::string_view typed,
                   const std::vector<Candidate>& candidates, const Call& call);

// A button was pressed or a menu used.
Reply answer_press(const Call& call);

}  // namespace cs2::bot

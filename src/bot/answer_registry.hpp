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
  std::string details = {};         // "Europe · A-Tier": what tells it from others
};

// What a text may mean.
struct Meanings {
  std::vector<Candidate> meant;  // one when there is no doubt, several where the asker must choose
  bool is_exact = false;         // picked, or a name of it; nothing less is stored
  std::vector<Candidate> close;  // where nothing is meant: a few that are called like it
};

// What is asked for by name; its texts are "choose.<name>" and "answer.unknown_<name>".
struct Asked {
  std::string_view what;  // "team"
  std::string typed;
};

// Adds what is meant to the question; false where a value is no reference, as in a forged choice.
bool take(Question& question, const Candidate& candidate);

// The answer when one thing is meant; otherwise, for the asker alone, a menu of those that may be, or a
// sentence with buttons for those that are called like it.
Reply answer_meanings(Question question, const Asked& asked, const Meanings& meanings, const Call& call);

// "Multiple teams match “x”." and "Team “x” not found.", for the asker alone.
Reply say_which(const Asked& asked, const Call& call);
Reply say_unknown(const Asked& asked, bool offers_close, const Call& call);
// A menu whose values are the candidates'. No two entries read the same.
discord::Select candidate_menu(std::string custom_id, const std::vector<Candidate>& candidates,
                               const Call& call);

// A button was pressed or a menu used.
Reply answer_press(const Call& call);

}  // namespace cs2::bot

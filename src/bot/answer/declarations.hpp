// The kinds of answers, one file each. Private to bot.
#pragma once

#include <optional>

#include "bot/command_definition.hpp"
#include "bot/question.hpp"
#include "model/match_details.hpp"

namespace cs2::bot {

Reply answer_list(Question question, const Call& call);  // live, upcoming, results
Reply answer_match(Question question, const Call& call);
// The match that it shows: of teams the live one, else the next, else the last.
std::optional<MatchDetails> find_asked_match(const Question& question, const Call& call);
Reply answer_team(const Question& question, const Call& call);
Reply answer_line_ups(Question question, const Call& call);
Reply answer_player(const Question& question, const Call& call);
Reply answer_event(const Question& question, const Call& call);
Reply answer_standings(Question question, const Call& call);
Reply answer_bracket(Question question, const Call& call);
Reply answer_events(Question question, const Call& call);
Reply answer_ranking(Question question, const Call& call);
Reply answer_audit(Question question, const Call& call);

}  // namespace cs2::bot

// /predict — who is likely to win a match, and how good such predictions were.
#include "bot/command_definition.hpp"
#include "bot/lookup/filters.hpp"
#include "bot/lookup/match_lookup.hpp"
#include "bot/question.hpp"

namespace cs2::bot {
namespace {

constexpr TextOption match_option{.name = "match", .required = true, .suggest = suggest_matches_and_events};

Reply run_match(const Call& call) {
  const auto [asked, meanings, is_event] = find_match_meanings(call[match_option], call);
  const auto kind = is_event ? Question::Kind::event : Question::Kind::prediction;
  return answer_meanings(start_question(kind, call), asked, meanings, call);
}

Reply run_record(const Call& call) {
  return answer(start_question(Question::Kind::prediction_record, call), call);
}

}  // namespace

Command predict_command() {
  return {.name = "predict",
          .subcommands = {{.name = "match", .options = {match_option, spoilers_option}, .run = run_match},
                          {.name = "record", .run = run_record}}};
}

}  // namespace cs2::bot

// /match — one match in full, found by a team, two teams, or a suggestion; an event's name leads to the
// event.
#include "bot/command_definition.hpp"
#include "bot/lookup/filters.hpp"
#include "bot/lookup/match_lookup.hpp"
#include "bot/question.hpp"

namespace cs2::bot {
namespace {

constexpr TextOption match_option{.name = "match", .required = true, .suggest = suggest_matches_and_events};

Reply run(const Call& call) {
  const auto [asked, meanings, is_event] = find_match_meanings(call[match_option], call);
  const auto kind = is_event ? Question::Kind::event : Question::Kind::match;
  return answer_meanings(start_question(kind, call), asked, meanings, call);
}

}  // namespace

Command match_command() {
  return {.name = "match", .options = {match_option, spoilers_option}, .run = run};
}

}  // namespace cs2::bot

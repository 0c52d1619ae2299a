// /match — one match in full, found by a team, two teams, or a suggestion.
#include "base/limits/answers.hpp"
#include "bot/command_definition.hpp"
#include "bot/lookup/filters.hpp"
#include "bot/lookup/match_lookup.hpp"
#include "bot/question.hpp"
#include "view/markdown.hpp"

namespace cs2::bot {
namespace {

constexpr TextOption match_option{.name = "match", .required = true, .suggest = suggest_matches};

Reply run(const Call& call) {
  const auto typed = call[match_option];
  auto question = start_question(Question::Kind::match, call);
  const auto candidates = find_match_meanings(typed, call);
  if (!candidates)
    return call.say("answer.unknown_team",
                    {{"typed", view::escape_markdown(candidates.error(), limits::names_typed_max)}});
  if (candidates->size() > 1) return disambiguate(question, "choose.team", typed, *candidates, call);
  take(question, candidates->front());
  return answer(question, call);
}

}  // namespace

Command match_command() {
  return {.name = "match", .options = {match_option, spoilers_option}, .run = run};
}

}  // namespace cs2::bot

// /form — a team's last matches, with its opponents' rank at the time.
#include "bot/command_definition.hpp"
#include "bot/lookup/lookup.hpp"
#include "bot/lookup/statistic_options.hpp"

namespace cs2::bot {
namespace {

constexpr TextOption team_named{.name = "team", .required = true, .suggest = suggest_teams};

Reply run(const Call& call) {
  auto question = start_question(Question::Kind::form, call);
  if (auto refusal = take_statistic_options(question, call)) return std::move(*refusal);
  return answer_by_name(question, team_named, store::NameKind::team, call);
}

}  // namespace

Command form_command() {
  return {.name = "form", .options = with_statistic_options({team_named}), .run = run};
}

}  // namespace cs2::bot

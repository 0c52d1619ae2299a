// /results — what has ended, the latest first.
#include "bot/command_definition.hpp"
#include "bot/lookup/filters.hpp"

namespace cs2::bot {
namespace {

Reply run(const Call& call) {
  return answer_filtered(Question::Kind::results, call);
}

}  // namespace

Command results_command() {
  return {.name = "results",
          .options = {team_option, event_option, tier_option, past_day_option, spoilers_option},
          .run = run};
}

}  // namespace cs2::bot

// /upcoming — what comes next.
#include "bot/command_definition.hpp"
#include "bot/lookup/filters.hpp"

namespace cs2::bot {
namespace {

Reply run(const Call& call) {
  return answer_filtered(Question::Kind::upcoming, call);
}

}  // namespace

Command upcoming_command() {
  return {.name = "upcoming",
          .options = {team_option, event_option, tier_option, coming_day_option, spoilers_option},
          .run = run};
}

}  // namespace cs2::bot

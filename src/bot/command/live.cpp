// /live — what is being played right now.
#include "bot/command_definition.hpp"
#include "bot/lookup/filters.hpp"

namespace cs2::bot {
namespace {

Reply run(const Call& call) {
  return answer_filtered(Question::Kind::live, call);
}

}  // namespace

Command live_command() {
  return {.name = "live", .options = {team_option, event_option, tier_option, spoilers_option}, .run = run};
}

}  // namespace cs2::bot

// /events — events that run and events to come, the biggest first.
#include "bot/answer_registry.hpp"
#include "bot/command_definition.hpp"
#include "bot/lookup/filters.hpp"

namespace cs2::bot {
namespace {

Reply run(const Call& call) {
  auto question = start_question(Question::Kind::events, call);
  if (const auto tier = call[tier_option]) question.tier = parse_tier(*tier);
  return answer(std::move(question), call);
}

}  // namespace

Command events_command() {
  return {.name = "events", .options = {tier_option}, .run = run};
}

}  // namespace cs2::bot

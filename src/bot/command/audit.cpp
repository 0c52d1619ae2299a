// /audit — who changed what in this server.
#include <algorithm>

#include "bot/answer_registry.hpp"
#include "bot/command_definition.hpp"
#include "bot/lookup/filters.hpp"

namespace cs2::bot {
namespace {

constexpr ChoiceOption action_option{.name = "action", .values = audit_kinds};
constexpr UserOption person_option{.name = "person"};

Reply run(const Call& call) {
  auto question = start_question(Question::Kind::audit, call);
  if (const auto kind = call[action_option])
    question.audit_kind = static_cast<int>(std::ranges::find(audit_kinds, *kind) - audit_kinds.begin());
  question.actor = call[person_option].value_or(discord::Snowflake{});
  return answer(std::move(question), call);
}

}  // namespace

Command audit_command() {
  return {.name = "audit",
          .options = {action_option, person_option},
          .run = run,
          .for_managers = true,
          .ephemeral = true};
}

}  // namespace cs2::bot

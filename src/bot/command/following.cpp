// /following — what is followed here, to look at, change and pause.
#include "bot/command_definition.hpp"
#include "bot/subscription/subscriptions.hpp"

namespace cs2::bot {
namespace {

Reply run(const Call& call) {
  if (auto refusal = refuse_stranger(call)) return std::move(*refusal);
  return subscription_list(false, 0, call);
}

}  // namespace

Command following_command() {
  return {.name = "following", .run = run, .ephemeral = true, .press = answer_following_press};
}

}  // namespace cs2::bot

// /unfollow — ends what is followed here.
#include "bot/command_definition.hpp"
#include "bot/subscription/subscriptions.hpp"

namespace cs2::bot {
namespace {

Reply run(const Call& call) {
  if (auto refusal = refuse_stranger(call)) return std::move(*refusal);
  return subscription_list(true, 0, call);
}

}  // namespace

Command unfollow_command() {
  return {.name = "unfollow", .run = run, .ephemeral = true};
}

}  // namespace cs2::bot

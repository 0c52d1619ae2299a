// What a subscription would have sent in the last days, before it is saved.
#pragma once

#include "bot/command_definition.hpp"
#include "model/subscription.hpp"

namespace cs2::bot {

Reply preview(const Subscription& wanted, const Call& call);

}  // namespace cs2::bot

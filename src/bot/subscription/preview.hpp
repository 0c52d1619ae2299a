// What a subscription would have sent in the last days, before it is saved.
#pragma once

#include <cstdint>

#include "bot/command_definition.hpp"
#include "model/subscription.hpp"

namespace cs2::bot {

Reply preview(const Subscription& wanted, const Call& call);

struct Estimate {
  std::int64_t notices = 0;
  std::int64_t days = 1;  // that are known, at least one

  double per_day() const { return static_cast<double>(notices) / static_cast<double>(days); }
};
Estimate estimate(const Subscription& wanted, const Call& call);

}  // namespace cs2::bot

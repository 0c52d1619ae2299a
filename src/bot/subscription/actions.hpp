// What buttons and menus about subscriptions do. Private to the following_*.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "bot/subscription/subscriptions.hpp"

namespace cs2::bot {

enum class SubscriptionAction {
  open,
  list,
  remove_list,
  kinds,
  pause,
  resume,
  remove,
  ask_copy,
  ask_move,
  copy,
  move,
  roles,
  calendar,
  revoke
};

struct Pressed {
  SubscriptionAction press = SubscriptionAction::list;
  std::int64_t number = 0;  // a subscription, or a page
};

// "<action>.<number>" of /following. They can be forged: what is named is looked up as the presser's own.
std::string to_id(SubscriptionAction press, std::int64_t number);
std::optional<Pressed> parse_press(std::string_view what);

discord::Button button(std::string_view key, SubscriptionAction press, SubscriptionId id, const Call& call,
                       discord::ButtonStyle style = discord::ButtonStyle::secondary);

// Its calendar's address, for the presser alone; and the end of all that were given.
Reply give_calendar(const Subscription& subscription, const Call& call);
Reply revoke_calendar(const Subscription& subscription, const Call& call);

// The card with a menu of channels, in which to `then` copy or move it; and what was chosen there.
Reply ask_where(const Subscription& subscription, SubscriptionAction then, const Call& call);
Reply take_to(const Subscription& before, SubscriptionAction how, const Call& call);

}  // namespace cs2::bot

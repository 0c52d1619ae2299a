// A subscription as its owners read it.
#pragma once

#include <string>
#include <string_view>

#include "locale/language.hpp"
#include "model/subscription.hpp"

namespace cs2::view {

// "start, result, roster news · reminder 15 and 60 minutes before · only on LAN · paused". What is followed
// and where is not part of it.
std::string subscription_text(const Subscription& subscription, const locale::Language& language);

// The same for a list: only what differs from a subscription without any options, and no mentions. May be
// empty.
std::string subscription_summary(const Subscription& subscription, const locale::Language& language);

// "<@&1> <@&2>"
std::string roles_text(const Subscription& subscription);

// What the second has and the first has not, one by one: its place, each kind, a filter, "paused".
std::string subscription_difference(const Subscription& without, const Subscription& with,
                                    const locale::Language& language);

// "<#123>", or "direct messages".
std::string destination_text(const Destination& destination, const locale::Language& language);

std::string notice_kind_text(NoticeKind kind, const locale::Language& language);

}  // namespace cs2::view

// Subscriptions as commands show and change them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bot/command_definition.hpp"
#include "model/subscription.hpp"
#include "store/guild/audit.hpp"

namespace cs2::bot {

// "Spirit", "tier A and above", "all matches"; and the same as it stands in a message: "**Spirit**".
std::string subject_name(const Subject& subject, const Call& call);
std::string subject_text(const Subject& subject, const Call& call);

// For the audit log, in plain words: what was followed before, and what is after; either may be null.
store::AuditEntry audit_of(const Subscription* before, const Subscription* after, const Call& call);

// Of the server, or in direct messages of the person.
std::vector<Subscription> list_own_subscriptions(const Call& call);
std::optional<Subscription> find_own_subscription(const Call& call, SubscriptionId id);

// A channel as notices take it: an announcement channel publishes them, a forum gets a post for each match.
Destination destination_of(const discord::GivenChannel& channel);

// One sentence when the caller may not change what is followed here.
std::optional<Reply> refuse_stranger(const Call& call);

// What a notice takes.
inline constexpr std::uint64_t notice_permissions =
    discord::permission::view_channel | discord::permission::send_messages | discord::permission::embed_links;

// What it takes beside that: a thread takes two more.
std::uint64_t thread_permissions(const Subscription& wanted);

// Where the call wants to be told: in the channel that was chosen, else the server's, else the one in which
// it was asked; a person's own go to direct messages.
Destination destination_of(const ChannelOption& option, const Call& call);
// One sentence where that is no place for notices: no channel of this server, one that is gone, a forum whose
// tags are not for us, or one where the bot lacks what the option needs or `more`.
std::optional<Reply> refuse_channel(const ChannelOption& option, const Call& call, std::uint64_t more = 0);
// The same of what a menu gave, or null.
std::optional<Reply> refuse_channel(const discord::GivenChannel* channel, std::uint64_t needed,
                                    const Call& call);
// Where that is no role of this server.
std::optional<Reply> refuse_role(const RoleOption& option, const Call& call);

// One subscription with its menu of kinds and its buttons; `heading` stands above.
Reply subscription_card(const Subscription& subscription, std::string heading, const Call& call);
// All of them, a page at a time, with a menu to choose one; with `removes` the menu unfollows what is chosen.
Reply subscription_list(bool removes, int page, const Call& call);

// Buttons and menus of both. They are shown to the one who asked alone, and still work after a restart.
Reply answer_following_press(const Call& call, std::string_view what);

}  // namespace cs2::bot

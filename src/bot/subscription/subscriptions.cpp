#include "bot/subscription/subscriptions.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/limits/answers.hpp"
#include "discord/permissions.hpp"
#include "discord/rest.hpp"
#include "store/notify/subscriptions.hpp"
#include "store/notify/unavailable_targets.hpp"
#include "view/markdown.hpp"
#include "view/subscription_text.hpp"

namespace cs2::bot {

std::string subject_name(const Subject& subject, const Call& call) {
  const auto& language = call.language();
  const auto named = [&](store::NameKind kind) {
    const auto* found = call.names().find(kind, subject.id);
    return found ? found->name : language.say("alias.gone");
  };
  switch (subject.kind) {
    case Subject::Kind::team:
      return named(store::NameKind::team);
    case Subject::Kind::player:
      return named(store::NameKind::player);
    case Subject::Kind::tournament:
      return named(store::NameKind::tournament);
    case Subject::Kind::tier:
      return language.say(
          "following.tier",
          {{"tier", language.say(fmt::format("choice.tier.{}", cs2::name(static_cast<Tier>(subject.id))))}});
    case Subject::Kind::everything:
      return language.say("following.everything");
  }
  return {};
}

std::string subject_text(const Subject& subject, const Call& call) {
  const bool is_named = subject.kind != Subject::Kind::tier && subject.kind != Subject::Kind::everything;
  auto name = subject_name(subject, call);
  if (!is_named || name == call.language().say("alias.gone")) return name;
  return fmt::format("**{}**", view::escape_markdown(name, limits::names_typed_max));
}

// Of a change only what differs; of what was unfollowed only where.
store::AuditEntry audit_of(const Subscription* before, const Subscription* after, const Call& call) {
  const auto& language = call.language();
  const auto* known = after ? after : before;
  store::AuditEntry entry{.actor = call.interaction().user_id.value,
                          .subject = known ? subject_name(known->subject, call) : std::string{}};
  if (before && after) {
    entry.before = view::subscription_difference(*after, *before, language);
    entry.after = view::subscription_difference(*before, *after, language);
  } else if (after) {
    entry.after = view::join(
        {view::destination_text(after->destination, language), view::subscription_text(*after, language)},
        " · ");
  } else if (before) {
    entry.before = view::destination_text(before->destination, language);
  }
  return entry;
}

std::vector<Subscription> list_own_subscriptions(const Call& call) {
  const auto& interaction = call.interaction();
  return store::list_subscriptions(call.store(), interaction.guild_id ? interaction.guild_id->value : 0,
                                   interaction.user_id.value);
}

std::optional<Subscription> find_own_subscription(const Call& call, SubscriptionId id) {
  auto found = store::find_subscription(call.store(), id);
  if (!found) return std::nullopt;
  const auto guild = call.interaction().guild_id ? call.interaction().guild_id->value : 0;
  const bool is_own =
      found->guild == guild && (guild != 0 || found->destination.id == call.interaction().user_id.value);
  return is_own ? found : std::nullopt;
}

Destination destination_of(const discord::GivenChannel& channel) {
  const auto kind = channel.type == discord::ChannelType::announcement ? Destination::Kind::announcement
                    : channel.type == discord::ChannelType::forum      ? Destination::Kind::forum
                                                                       : Destination::Kind::channel;
  return {.kind = kind, .id = channel.id.value};
}

std::optional<Reply> refuse_stranger(const Call& call) {
  if (!call.interaction().guild_id || call.may_manage()) return std::nullopt;
  return call.say("follow.not_allowed", {{"command", call.mention("follow")}});
}

Destination destination_of(const ChannelOption& option, const Call& call) {
  const auto& interaction = call.interaction();
  if (!interaction.guild_id) return {.kind = Destination::Kind::direct, .id = interaction.user_id.value};
  if (const auto channel = call.channel(option)) return destination_of(*channel);
  const auto& usual = call.settings().default_channel;
  if (usual.id != 0) return usual;
  return destination_of(
      discord::GivenChannel{.id = interaction.channel_id, .type = interaction.channel_type});
}

std::uint64_t thread_permissions(const Subscription& wanted) {
  const bool posts = wanted.destination.kind == Destination::Kind::forum;
  return (wanted.threads ? discord::permission::create_public_threads : 0) |
         (wanted.threads || posts ? discord::permission::send_messages_in_threads : 0);
}

std::optional<Reply> refuse_channel(const discord::GivenChannel* channel, std::uint64_t needed,
                                    const Call& call) {
  if (!channel) return call.say("answer.unknown_channel");
  const auto granted = channel->app_permissions.value_or(~std::uint64_t{0});
  if (granted != 0 && channel->guild_id != call.interaction().guild_id)
    return call.say("answer.unknown_channel");
  if (const auto missing = discord::missing_permissions(needed, granted, channel->type); missing != 0)
    return call.say_missing(channel->id, missing);
  const auto tag = discord::find_tag(channel->tags);
  const bool moderates =
      discord::missing_permissions(discord::permission::manage_threads, granted, channel->type) == 0;
  if (channel->requires_tag && (!tag || (tag->moderated && !moderates)))
    return call.say("answer.no_tag", {{"channel", fmt::format("<#{}>", channel->id.value)}});
  return std::nullopt;
}

namespace {

// The default channel, which was checked when it was chosen.
std::optional<Reply> refuse_deleted(std::uint64_t channel, const Call& call) {
  const auto refusals = store::find_refusals(call.store(), {channel});
  const auto found = refusals.find(channel);
  if (found == refusals.end() || found->second != name(discord::RefusalKind::unknown_channel))
    return std::nullopt;
  return call.say("follow.default_deleted", {{"command", call.mention("settings")}});
}

}  // namespace

std::optional<Reply> refuse_channel(const ChannelOption& option, const Call& call, std::uint64_t more) {
  const auto& interaction = call.interaction();
  if (!interaction.guild_id) return std::nullopt;
  const auto needed = option.needs | more;
  if (const auto chosen = call[option])
    return refuse_channel(interaction.find_channel(*chosen), needed, call);
  if (const auto usual = call.settings().default_channel.id; usual != 0) return refuse_deleted(usual, call);
  const auto missing =
      discord::missing_permissions(needed, interaction.app_permissions, interaction.channel_type);
  return missing != 0 ? std::optional{call.say_missing(interaction.channel_id, missing)} : std::nullopt;
}

std::optional<Reply> refuse_role(const RoleOption& option, const Call& call) {
  const auto role = call[option];
  const auto& roles = call.interaction().roles;
  if (!role || std::ranges::find(roles, *role) != roles.end()) return std::nullopt;
  return call.say("answer.unknown_role");
}

}  // namespace cs2::bot

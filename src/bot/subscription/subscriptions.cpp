#include "bot/subscription/subscriptions.hpp"

#include <fmt/format.h>

#include "base/limits/answers.hpp"
#include "discord/permissions.hpp"
#include "store/notify/subscriptions.hpp"
#include "view/markdown.hpp"
#include "view/subscription_text.hpp"

namespace cs2::bot {

std::string subject_text(const Subject& subject, const Call& call) {
  const auto& language = call.language();
  const auto named = [&](store::NameKind kind) {
    const auto* found = call.names().find(kind, subject.id);
    return found ? fmt::format("**{}**", view::escape_markdown(found->name, limits::names_typed_max))
                 : language.say("alias.gone");
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

namespace {

// Where, and what: the subject stands beside it.
std::string audit_text(const Subscription* subscription, const Call& call) {
  if (!subscription) return {};
  return view::join({view::destination_text(subscription->destination, call.language()),
                     view::subscription_text(*subscription, call.language())},
                    ": ");
}

}  // namespace

store::AuditEntry audit_of(const Subscription* before, const Subscription* after, const Call& call) {
  const auto* known = after ? after : before;
  return {.actor = call.interaction().user_id.value,
          .subject = known ? subject_text(known->subject, call) : std::string{},
          .before = audit_text(before, call),
          .after = audit_text(after, call)};
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
  if (const auto chosen = call[option]) return {.id = chosen->value};  // Discord tells no more of it
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

std::uint64_t missing_there(const ChannelOption& option, const Call& call, std::uint64_t more) {
  const auto& interaction = call.interaction();
  if (!interaction.guild_id) return 0;
  if (call[option]) return call.missing(option, more);
  if (call.settings().default_channel.id != 0) return 0;  // was checked when it was chosen
  return discord::missing_permissions(notice_permissions | more, interaction.app_permissions,
                                      interaction.channel_type);
}

}  // namespace cs2::bot

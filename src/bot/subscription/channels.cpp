// A subscription goes to another channel, or into one more.
#include "base/limits/notify.hpp"
#include "bot/subscription/actions.hpp"
#include "store/notify/subscriptions.hpp"

namespace cs2::bot {
namespace {

// What cannot be, above the menu: another channel may do.
Reply ask_again(const Subscription& subscription, SubscriptionAction then, const Reply& why,
                const Call& call) {
  auto reply = ask_where(subscription, then, call);
  reply.message.content = why.message.content;
  return reply;
}

Reply say_already(const Subscription& subscription, const Call& call) {
  return call.say("follow.already", {{"subject", subject_text(subscription.subject, call)},
                                     {"command", call.mention("following")}});
}

Reply copy(Subscription subscription, const Call& call) {
  subscription.paused_at.reset();
  const auto added =
      store::add_subscription(call.store(), subscription, audit_of(nullptr, &subscription, call));
  if (!added && added.error().kind == ErrorKind::conflict) return say_already(subscription, call);
  if (!added)
    return call.say("follow.too_many", {{"most", static_cast<std::int64_t>(limits::subscriptions_max)},
                                        {"command", call.mention("unfollow")}});
  subscription.id = *added;
  return subscription_card(subscription, call.language().say("following.copied"), call);
}

Reply move(const Subscription& before, const Subscription& subscription, const Call& call) {
  const auto written =
      store::update_subscription(call.store(), subscription, audit_of(&before, &subscription, call));
  if (!written && written.error().kind == ErrorKind::conflict) return say_already(subscription, call);
  if (!written) return call.say("following.gone");
  return subscription_card(subscription, call.language().say("following.moved"), call);
}

}  // namespace

// The card, with a menu of channels in the place of its own.
Reply ask_where(const Subscription& subscription, SubscriptionAction then, const Call& call) {
  const auto& language = call.language();
  auto reply = subscription_card(
      subscription,
      language.say(then == SubscriptionAction::copy ? "following.copy_where" : "following.move_where"), call);
  discord::ChannelSelect menu{.custom_id = to_id(then, subscription.id.value),
                              .placeholder = language.say("following.choose_channel")};
  menu.channel_types.assign(message_channels.begin(), message_channels.end());
  reply.message.rows = {
      {std::move(menu)},
      {discord::Button{.label = language.say("button.back"),
                       .custom_id = to_id(SubscriptionAction::open, subscription.id.value)}}};
  return reply;
}

Reply take_to(const Subscription& before, SubscriptionAction how, const Call& call) {
  const auto& values = call.interaction().values;
  const auto id = values.size() == 1 ? discord::parse_snowflake(values.front()) : std::nullopt;
  // Discord tells of the channels that were chosen; of another server's it would not.
  const auto* channel = id ? call.interaction().find_channel(*id) : nullptr;
  if (!channel || before.destination.kind == Destination::Kind::direct) return call.say("answer.old_button");
  auto subscription = before;
  subscription.destination = destination_of(*channel);
  const auto needed = notice_permissions | thread_permissions(subscription);
  if (const auto refused = refuse_channel(channel, needed, call))
    return ask_again(before, how, *refused, call);
  return how == SubscriptionAction::copy ? copy(std::move(subscription), call)
                                         : move(before, subscription, call);
}

}  // namespace cs2::bot

#include "bot/subscription/actions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/enum_names.hpp"
#include "base/limits/notify.hpp"
#include "base/number.hpp"
#include "base/text.hpp"
#include "discord/permissions.hpp"
#include "store/notify/subscriptions.hpp"
#include "view/markdown.hpp"

namespace cs2::bot {
namespace {

constexpr auto presses = names_of<SubscriptionAction>({{SubscriptionAction::open, "open"},
                                                       {SubscriptionAction::list, "list"},
                                                       {SubscriptionAction::remove_list, "away"},
                                                       {SubscriptionAction::kinds, "kinds"},
                                                       {SubscriptionAction::pause, "pause"},
                                                       {SubscriptionAction::resume, "resume"},
                                                       {SubscriptionAction::remove, "remove"},
                                                       {SubscriptionAction::ask_copy, "copy"},
                                                       {SubscriptionAction::ask_move, "move"},
                                                       {SubscriptionAction::copy, "copy_to"},
                                                       {SubscriptionAction::move, "move_to"},
                                                       {SubscriptionAction::roles, "roles"},
                                                       {SubscriptionAction::calendar, "calendar"},
                                                       {SubscriptionAction::revoke, "revoke"}});

// Events belong to the server, whatever channel this is.
std::uint64_t missing_for_events(const Subscription& subscription, const Call& call) {
  if (!subscription.kinds.has(NoticeKind::event)) return 0;
  return discord::missing_permissions(discord::permission::create_events, call.interaction().app_permissions,
                                      call.interaction().channel_type);
}

std::vector<std::uint64_t> chosen_roles(const discord::Interaction& interaction) {
  std::vector<std::uint64_t> roles;
  for (const auto& value : interaction.values) {
    const auto id = discord::parse_snowflake(value);
    const bool is_own = id && std::ranges::find(interaction.roles, *id) != interaction.roles.end();
    if (is_own && roles.size() < limits::mentioned_roles_max) roles.push_back(id->value);
  }
  return roles;
}

std::vector<SubscriptionId> chosen_ids(const discord::Interaction& interaction) {
  std::vector<SubscriptionId> ids;
  for (const auto& value : interaction.values) {
    if (const auto number = parse_digits(value)) ids.push_back({*number});
  }
  return ids;
}

NoticeKinds chosen_kinds(const discord::Interaction& interaction) {
  std::int64_t bits = 0;
  for (const auto& traits : notice_traits) {
    if (traits.form == NoticeForm::edit) bits |= NoticeKinds::bit(traits.kind);
  }
  for (const auto& value : interaction.values) {
    if (const auto kind = parse_notice_kind(value)) bits |= NoticeKinds::bit(*kind);
  }
  return NoticeKinds{bits};
}

// Events do not come at once, which looks as if they did not come at all.
std::string saved_text(const Subscription& before, const Subscription& after, const Call& call) {
  const bool asks_for_events = after.kinds.has(NoticeKind::event) && !before.kinds.has(NoticeKind::event);
  if (!asks_for_events) return call.language().say("following.saved");
  return call.language().say("following.saved_events",
                             {{"days", std::int64_t{limits::events_ahead.count()}},
                              {"minutes", std::int64_t{limits::events_look_every.count()}}});
}

Reply changed(const Subscription& before, const Subscription& subscription, const Call& call) {
  if (const auto written =
          store::update_subscription(call.store(), subscription, audit_of(&before, &subscription, call));
      !written)
    return call.say("following.gone");
  return subscription_card(subscription, saved_text(before, subscription, call), call);
}

Reply remove(const std::vector<SubscriptionId>& ids, const Call& call) {
  std::vector<std::string> removed;
  for (const auto id : ids) {
    const auto subscription = find_own_subscription(call, id);
    if (!subscription ||
        !store::retire_subscription(call.store(), id, "unfollowed", audit_of(&*subscription, nullptr, call)))
      continue;
    removed.push_back(subject_text(subscription->subject, call));
  }
  if (removed.empty()) return call.say("following.gone");
  return call.say("following.removed", {{"subjects", view::join(removed, ", ")}});
}

Reply replacing(Reply reply) {
  reply.replaces = true;
  return reply;
}

Reply act_on(Subscription subscription, SubscriptionAction press, const Call& call) {
  const auto before = subscription;
  switch (press) {
    case SubscriptionAction::kinds:
      subscription.kinds = chosen_kinds(call.interaction());
      if (const auto missing = missing_for_events(subscription, call); missing != 0) {
        const auto sentence = call.say_missing(call.interaction().channel_id, missing).message.content;
        return replacing(subscription_card(before, sentence, call));
      }
      return replacing(changed(before, subscription, call));
    case SubscriptionAction::roles:
      subscription.roles = chosen_roles(call.interaction());
      return replacing(changed(before, subscription, call));
    case SubscriptionAction::pause:
      subscription.paused_at = call.now();
      return replacing(changed(before, subscription, call));
    case SubscriptionAction::resume:
      subscription.paused_at.reset();
      return replacing(changed(before, subscription, call));
    case SubscriptionAction::remove:
      return replacing(remove({subscription.id}, call));
    case SubscriptionAction::ask_copy:
      return replacing(ask_where(subscription, SubscriptionAction::copy, call));
    case SubscriptionAction::ask_move:
      return replacing(ask_where(subscription, SubscriptionAction::move, call));
    case SubscriptionAction::copy:
    case SubscriptionAction::move:
      return replacing(take_to(subscription, press, call));
    case SubscriptionAction::calendar:
      return give_calendar(subscription, call);
    case SubscriptionAction::revoke:
      return revoke_calendar(subscription, call);
    default:
      return replacing(subscription_card(subscription, {}, call));
  }
}

Reply act(const Pressed& pressed, const Call& call) {
  if (pressed.press == SubscriptionAction::list || pressed.press == SubscriptionAction::remove_list)
    return replacing(subscription_list(pressed.press == SubscriptionAction::remove_list,
                                       static_cast<int>(pressed.number), call));
  const auto chosen = chosen_ids(call.interaction());
  if (pressed.press == SubscriptionAction::remove && pressed.number == 0)
    return replacing(remove(chosen, call));

  const SubscriptionId id{pressed.press == SubscriptionAction::open && !chosen.empty() ? chosen.front().value
                                                                                       : pressed.number};
  auto subscription = find_own_subscription(call, id);
  if (!subscription) return replacing(call.say("following.gone"));
  return act_on(std::move(*subscription), pressed.press, call);
}

}  // namespace

std::string to_id(SubscriptionAction press, std::int64_t number) {
  return press_id("following", fmt::format("{}.{}", name_in(presses, press), number));
}

std::optional<Pressed> parse_press(std::string_view what) {
  const auto parts = split(what, '.');
  if (parts.size() != 2) return std::nullopt;
  const auto press = find_in(presses, parts[0]);
  const auto number = parse_digits(parts[1]);
  if (!press || !number) return std::nullopt;
  return Pressed{.press = *press, .number = *number};
}

discord::Button button(std::string_view key, SubscriptionAction press, SubscriptionId id, const Call& call,
                       discord::ButtonStyle style) {
  return {.style = style, .label = call.language().say(key), .custom_id = to_id(press, id.value)};
}

Reply answer_following_press(const Call& call, std::string_view what) {
  const auto pressed = parse_press(what);
  if (!pressed) return call.say("answer.old_button");
  if (auto refusal = refuse_stranger(call)) return std::move(*refusal);
  return act(*pressed, call);
}

}  // namespace cs2::bot

#include "bot/following.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/limits/answers.hpp"
#include "base/limits/discord.hpp"
#include "base/limits/notify.hpp"
#include "base/text.hpp"
#include "discord/permissions.hpp"
#include "store/calendars.hpp"
#include "store/subscriptions.hpp"
#include "view/color.hpp"
#include "view/markdown.hpp"
#include "view/subscription_text.hpp"

namespace cs2::bot {
namespace {

// "<action>.<number>": the number is a subscription, or a page.
constexpr std::size_t shown_at_once = limits::select_options;

enum class Press {
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
constexpr std::array<std::pair<Press, std::string_view>, 14> presses{{{Press::open, "open"},
                                                                      {Press::list, "list"},
                                                                      {Press::remove_list, "away"},
                                                                      {Press::kinds, "kinds"},
                                                                      {Press::pause, "pause"},
                                                                      {Press::resume, "resume"},
                                                                      {Press::remove, "remove"},
                                                                      {Press::ask_copy, "copy"},
                                                                      {Press::ask_move, "move"},
                                                                      {Press::copy, "copy_to"},
                                                                      {Press::move, "move_to"},
                                                                      {Press::roles, "roles"},
                                                                      {Press::calendar, "calendar"},
                                                                      {Press::revoke, "revoke"}}};

std::string to_id(Press press, std::int64_t number) {
  const auto found = std::ranges::find(presses, press, &std::pair<Press, std::string_view>::first);
  return press_id("following", fmt::format("{}.{}", found->second, number));
}

std::optional<std::int64_t> parse_number(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < 0) return std::nullopt;
  return number;
}

struct Pressed {
  Press press = Press::list;
  std::int64_t number = 0;
};

std::optional<Pressed> parse_press(std::string_view what) {
  const auto parts = split(what, '.');
  if (parts.size() != 2) return std::nullopt;
  const auto found = std::ranges::find(presses, parts[0], &std::pair<Press, std::string_view>::second);
  const auto number = parse_number(parts[1]);
  if (found == presses.end() || !number) return std::nullopt;
  return Pressed{.press = found->first, .number = *number};
}

bool is_choosable(NoticeKind kind, const Subscription& subscription) {
  if (kind == NoticeKind::event) return subscription.guild != 0;
  return kind != NoticeKind::corrected;  // a wrong result never stands
}

// Events belong to the server, whatever channel this is.
std::uint64_t missing_for_events(const Subscription& subscription, const Call& call) {
  if (!subscription.kinds.has(NoticeKind::event)) return 0;
  return discord::missing_permissions(discord::permission::create_events, call.interaction().app_permissions,
                                      call.interaction().channel_type);
}

discord::Select kinds_menu(const Subscription& subscription, const Call& call) {
  discord::Select menu{.custom_id = to_id(Press::kinds, subscription.id.value),
                       .placeholder = call.language().say("following.choose_kinds")};
  for (int number = 0; number < notice_kinds; ++number) {
    const auto kind = static_cast<NoticeKind>(number);
    if (!is_choosable(kind, subscription)) continue;
    menu.options.push_back({.label = view::notice_kind_text(kind, call.language()),
                            .value = std::string{name(kind)},
                            .chosen = subscription.kinds.has(kind)});
  }
  menu.most = static_cast<int>(menu.options.size());
  return menu;
}

discord::RoleSelect roles_menu(const Subscription& subscription, const Call& call) {
  discord::RoleSelect menu{.custom_id = to_id(Press::roles, subscription.id.value),
                           .placeholder = call.language().say("following.choose_roles"),
                           .most = static_cast<int>(limits::mentioned_roles_max)};
  for (const auto role : subscription.roles) menu.chosen.push_back({role});
  return menu;
}

std::vector<std::uint64_t> chosen_roles(const discord::Interaction& interaction) {
  std::vector<std::uint64_t> roles;
  for (const auto& value : interaction.values) {
    const auto id = discord::parse_snowflake(value);
    if (id && roles.size() < limits::mentioned_roles_max) roles.push_back(id->value);
  }
  return roles;
}

std::string list_line(const Subscription& subscription, const Call& call) {
  return call.language().say("following.line",
                             {{"subject", subject_text(subscription.subject, call)},
                              {"place", view::destination_text(subscription.destination, call.language())},
                              {"what", view::subscription_text(subscription, call.language())}});
}

discord::Select list_menu(bool removes, std::span<const Subscription> shown, const Call& call) {
  discord::Select menu{
      .custom_id = to_id(removes ? Press::remove : Press::open, 0),
      .placeholder = call.language().say(removes ? "following.choose_removed" : "following.choose_one")};
  for (const auto& subscription : shown) {
    auto label = subject_text(subscription.subject, call);
    std::erase(label, '*');
    menu.options.push_back({.label = shorten(label, limits::select_text),
                            .value = std::to_string(subscription.id.value),
                            .description = shorten(view::subscription_text(subscription, call.language()),
                                                   limits::select_text)});
  }
  if (removes) menu.most = static_cast<int>(menu.options.size());
  return menu;
}

std::vector<SubscriptionId> chosen_ids(const discord::Interaction& interaction) {
  std::vector<SubscriptionId> ids;
  for (const auto& value : interaction.values) {
    if (const auto number = parse_number(value)) ids.push_back({*number});
  }
  return ids;
}

NoticeKinds chosen_kinds(const discord::Interaction& interaction) {
  auto bits = NoticeKinds{NoticeKind::corrected}.bits();
  for (const auto& value : interaction.values) {
    if (const auto kind = parse_notice_kind(value)) bits |= NoticeKinds::bit(*kind);
  }
  return NoticeKinds{bits};
}

Reply changed(const Subscription& before, const Subscription& subscription, const Call& call) {
  if (const auto written =
          store::update_subscription(call.store(), subscription, audit_of(&before, &subscription, call));
      !written)
    return call.say("following.gone");
  return subscription_card(subscription, call.language().say("following.saved"), call);
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

discord::Button button(std::string_view key, Press press, SubscriptionId id, const Call& call,
                       discord::ButtonStyle style = discord::ButtonStyle::secondary) {
  return {.style = style, .label = call.language().say(key), .custom_id = to_id(press, id.value)};
}

store::AuditEntry audit_of_calendar(const Subscription& subscription, const Call& call) {
  return {.actor = call.interaction().user_id.value, .subject = subject_text(subscription.subject, call)};
}

// The address stands in this message alone, and never in a log.
Reply give_calendar(const Subscription& subscription, const Call& call) {
  if (call.public_url().empty()) return call.say("calendar.not_set_up");
  const auto token =
      store::give_calendar_token(call.store(), subscription.id, audit_of_calendar(subscription, call));
  if (!token) return call.say("following.gone");
  auto reply = call.say("calendar.address", {{"subject", subject_text(subscription.subject, call)}});
  reply.message.content +=
      fmt::format("\n```\n{}/calendar/{}/{}.ics\n```", call.public_url(), subscription.id.value, *token);
  reply.message.rows.push_back(
      {button("calendar.revoke", Press::revoke, subscription.id, call, discord::ButtonStyle::danger)});
  return reply;
}

Reply revoke_calendar(const Subscription& subscription, const Call& call) {
  const bool revoked =
      store::revoke_calendar(call.store(), subscription.id, audit_of_calendar(subscription, call));
  auto reply = call.say(revoked ? "calendar.revoked" : "calendar.none");
  reply.message.rows.push_back({button("calendar.renew", Press::calendar, subscription.id, call),
                                button("button.back", Press::open, subscription.id, call)});
  reply.replaces = true;  // what it was is not left standing
  return reply;
}

Reply replacing(Reply reply) {
  reply.replaces = true;
  return reply;
}

// ---- To another channel

// The card, with a menu of channels in the place of its own.
Reply ask_where(const Subscription& subscription, Press then, const Call& call) {
  const auto& language = call.language();
  auto reply = subscription_card(
      subscription, language.say(then == Press::copy ? "following.copy_where" : "following.move_where"),
      call);
  discord::ChannelSelect menu{.custom_id = to_id(then, subscription.id.value),
                              .placeholder = language.say("following.choose_channel")};
  menu.channel_types.assign(message_channels.begin(), message_channels.end());
  reply.message.rows = {{std::move(menu)},
                        {discord::Button{.label = language.say("button.back"),
                                         .custom_id = to_id(Press::open, subscription.id.value)}}};
  return reply;
}

// What cannot be, above the menu: another channel may do.
Reply ask_again(const Subscription& subscription, Press then, const Reply& why, const Call& call) {
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

Reply take_to(const Subscription& before, Press how, const Call& call) {
  const auto& values = call.interaction().values;
  const auto id = values.size() == 1 ? discord::parse_snowflake(values.front()) : std::nullopt;
  // Discord tells of the channels that were chosen; of another server's it would not.
  const auto* channel = id ? call.interaction().find_channel(*id) : nullptr;
  if (!channel || before.destination.kind == Destination::Kind::direct) return call.say("answer.old_button");
  auto subscription = before;
  subscription.destination = destination_of(*channel);
  if (channel->app_permissions) {
    const auto missing = discord::missing_permissions(notice_permissions | thread_permissions(subscription),
                                                      *channel->app_permissions, channel->type);
    if (missing != 0) return ask_again(before, how, call.say_missing(channel->id, missing), call);
  }
  return how == Press::copy ? copy(std::move(subscription), call) : move(before, subscription, call);
}

Reply act_on(Subscription subscription, Press press, const Call& call) {
  const auto before = subscription;
  switch (press) {
    case Press::kinds:
      subscription.kinds = chosen_kinds(call.interaction());
      if (const auto missing = missing_for_events(subscription, call); missing != 0) {
        const auto sentence = call.say_missing(call.interaction().channel_id, missing).message.content;
        return replacing(subscription_card(before, sentence, call));
      }
      return replacing(changed(before, subscription, call));
    case Press::roles:
      subscription.roles = chosen_roles(call.interaction());
      return replacing(changed(before, subscription, call));
    case Press::pause:
      subscription.paused_at = call.now();
      return replacing(changed(before, subscription, call));
    case Press::resume:
      subscription.paused_at.reset();
      return replacing(changed(before, subscription, call));
    case Press::remove:
      return replacing(remove({subscription.id}, call));
    case Press::ask_copy:
      return replacing(ask_where(subscription, Press::copy, call));
    case Press::ask_move:
      return replacing(ask_where(subscription, Press::move, call));
    case Press::copy:
    case Press::move:
      return replacing(take_to(subscription, press, call));
    case Press::calendar:
      return give_calendar(subscription, call);
    case Press::revoke:
      return revoke_calendar(subscription, call);
    default:
      return replacing(subscription_card(subscription, {}, call));
  }
}

Reply act(const Pressed& pressed, const Call& call) {
  if (pressed.press == Press::list || pressed.press == Press::remove_list)
    return replacing(
        subscription_list(pressed.press == Press::remove_list, static_cast<int>(pressed.number), call));
  const auto chosen = chosen_ids(call.interaction());
  if (pressed.press == Press::remove && pressed.number == 0) return replacing(remove(chosen, call));

  const SubscriptionId id{pressed.press == Press::open && !chosen.empty() ? chosen.front().value
                                                                          : pressed.number};
  auto subscription = find_own_subscription(call, id);
  if (!subscription) return replacing(call.say("following.gone"));
  return act_on(std::move(*subscription), pressed.press, call);
}

}  // namespace

std::string subject_text(const Subject& subject, const Call& call) {
  const auto& language = call.language();
  const auto named = [&](store::NameKind kind) {
    const auto* found = call.names().find(kind, subject.id);
    return found ? fmt::format("**{}**", view::plain(found->name, limits::names_typed_max))
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
  return call.say("settings.not_allowed");
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

Reply subscription_card(const Subscription& subscription, std::string heading, const Call& call) {
  const auto& language = call.language();
  discord::Embed embed{.title = language.say("following.card"),
                       .description = list_line(subscription, call),
                       .color = view::color_neutral};
  Reply reply;
  reply.message.content = std::move(heading);
  reply.message.embeds.push_back(std::move(embed));
  reply.message.ephemeral = true;
  reply.message.rows.push_back({kinds_menu(subscription, call)});
  if (subscription.guild != 0) reply.message.rows.push_back({roles_menu(subscription, call)});
  const bool paused = subscription.paused_at.has_value();
  discord::Row changes{button(paused ? "following.resume" : "following.pause",
                              paused ? Press::resume : Press::pause, subscription.id, call)};
  // A person has no other place than his own.
  if (subscription.destination.kind != Destination::Kind::direct) {
    changes.emplace_back(button("following.copy", Press::ask_copy, subscription.id, call));
    changes.emplace_back(button("following.move", Press::ask_move, subscription.id, call));
  }
  changes.emplace_back(button("following.calendar", Press::calendar, subscription.id, call));
  reply.message.rows.push_back(std::move(changes));
  reply.message.rows.push_back(
      {button("following.remove", Press::remove, subscription.id, call, discord::ButtonStyle::danger),
       button("following.all", Press::list, {}, call)});
  return reply;
}

Reply subscription_list(bool removes, int page, const Call& call) {
  const auto& language = call.language();
  const auto all = list_own_subscriptions(call);
  if (all.empty()) return call.say("following.none", {{"command", call.mention("follow team")}});
  const auto pages = static_cast<int>((all.size() + shown_at_once - 1) / shown_at_once);
  page = std::clamp(page, 0, pages - 1);
  const auto first = static_cast<std::size_t>(page) * shown_at_once;
  const auto shown = std::span{all}.subspan(first, std::min(shown_at_once, all.size() - first));

  view::Lines lines{limits::embed_description};
  for (const auto& subscription : shown) lines.add(list_line(subscription, call));
  Reply reply;
  reply.message.embeds.push_back(
      {.title = language.say("following.title", {{"count", static_cast<std::int64_t>(all.size())}}),
       .description = lines.take(),
       .color = view::color_neutral});
  reply.message.ephemeral = true;
  reply.message.rows.push_back({list_menu(removes, shown, call)});
  if (pages > 1) {
    const auto turn = removes ? Press::remove_list : Press::list;
    reply.message.rows.push_back({discord::Button{.label = language.say("button.previous"),
                                                  .custom_id = to_id(turn, std::max(0, page - 1)),
                                                  .disabled = page == 0},
                                  discord::Button{.label = language.say("button.next"),
                                                  .custom_id = to_id(turn, page + 1),
                                                  .disabled = page + 1 == pages}});
  }
  return reply;
}

Reply answer_following_press(const Call& call, std::string_view what) {
  const auto pressed = parse_press(what);
  if (!pressed) return call.say("answer.old_button");
  if (auto refusal = refuse_stranger(call)) return std::move(*refusal);
  return act(*pressed, call);
}

}  // namespace cs2::bot

// Subscriptions with their menus and buttons: one, and all.
#include <algorithm>
#include <map>
#include <tuple>

#include "base/limits/discord.hpp"
#include "base/limits/notify.hpp"
#include "base/text.hpp"
#include "bot/subscription/actions.hpp"
#include "store/notify/unavailable_targets.hpp"
#include "view/color.hpp"
#include "view/markdown.hpp"
#include "view/notice.hpp"
#include "view/subscription_text.hpp"

namespace cs2::bot {
namespace {

constexpr std::size_t shown_at_once = 10;  // as many lines as a phone shows, and a menu's options

bool is_choosable(NoticeForm form, const Subscription& subscription) {
  if (form == NoticeForm::scheduled_event) return subscription.guild != 0;
  return form != NoticeForm::edit;  // a wrong result never stands
}

discord::Select kinds_menu(const Subscription& subscription, const Call& call) {
  discord::Select menu{.custom_id = to_id(SubscriptionAction::kinds, subscription.id.value),
                       .placeholder = call.language().say("following.choose_kinds")};
  for (const auto& traits : notice_traits) {
    if (!is_choosable(traits.form, subscription)) continue;
    menu.options.push_back({.label = view::notice_kind_text(traits.kind, call.language()),
                            .value = std::string{traits.name},
                            .description = traits.kind == NoticeKind::live
                                               ? call.language().say("following.live_replaces")
                                               : std::string{},
                            .chosen = subscription.kinds.has(traits.kind)});
  }
  menu.most = static_cast<int>(menu.options.size());
  return menu;
}

discord::RoleSelect roles_menu(const Subscription& subscription, const Call& call) {
  discord::RoleSelect menu{.custom_id = to_id(SubscriptionAction::roles, subscription.id.value),
                           .placeholder = call.language().say("following.choose_roles"),
                           .most = static_cast<int>(limits::mentioned_roles_max)};
  for (const auto role : subscription.roles) menu.chosen.push_back({role});
  return menu;
}

using Refusals = std::map<std::uint64_t, std::string>;

Refusals find_refusals(std::span<const Subscription> subscriptions, const Call& call) {
  std::vector<std::uint64_t> channels;
  for (const auto& subscription : subscriptions) channels.push_back(subscription.destination.id);
  return store::find_refusals(call.store(), channels);
}

// What is wrong there stands first: nothing arrives until somebody mends it.
std::string list_line(const Subscription& subscription, const Refusals& refusals, const Call& call) {
  const auto& language = call.language();
  const auto refusal = refusals.find(subscription.destination.id);
  const auto broken = refusal == refusals.end()
                          ? std::string{}
                          : language.say("following.unavailable",
                                         {{"reason", view::refusal_text(refusal->second, language)}});
  return language.say(
      "following.line",
      {{"subject", subject_text(subscription.subject, call)},
       {"place", view::destination_text(subscription.destination, language)},
       {"what", view::join({broken, view::subscription_text(subscription, language)}, " · ")}});
}

// Its place stands in the heading above.
std::string list_entry(const Subscription& subscription, const Call& call) {
  const auto& language = call.language();
  const auto what =
      view::join({view::subscription_summary(subscription, language), view::roles_text(subscription)}, " · ");
  return language.say(what.empty() ? "following.entry" : "following.entry_with",
                      {{"subject", subject_text(subscription.subject, call)}, {"what", what}});
}

// What is wrong there is said once.
std::string place_heading(const Subscription& subscription, const Refusals& refusals, const Call& call) {
  const auto& language = call.language();
  const auto place = view::destination_text(subscription.destination, language);
  const auto refusal = refusals.find(subscription.destination.id);
  if (refusal == refusals.end()) return place;
  return view::join({place, language.say("following.unavailable",
                                         {{"reason", view::refusal_text(refusal->second, language)}})},
                    " · ");
}

std::string list_text(std::span<const Subscription> shown, const Call& call) {
  view::Lines lines{limits::embed_description};
  const auto refusals = find_refusals(shown, call);
  const Subscription* last = nullptr;
  for (const auto& subscription : shown) {
    if (!last || last->destination != subscription.destination)
      lines.add(place_heading(subscription, refusals, call));
    lines.add(list_entry(subscription, call));
    last = &subscription;
  }
  return lines.take();
}

// Those of one place together.
std::vector<Subscription> list_by_place(const Call& call) {
  auto all = list_own_subscriptions(call);
  std::ranges::sort(all, {}, [](const Subscription& each) {
    return std::tuple{each.destination.kind, each.destination.id, each.id};
  });
  return all;
}

discord::Select list_menu(bool removes, std::span<const Subscription> shown, const Call& call) {
  discord::Select menu{
      .custom_id = to_id(removes ? SubscriptionAction::remove : SubscriptionAction::open, 0),
      .placeholder = call.language().say(removes ? "following.choose_removed" : "following.choose_one")};
  for (const auto& subscription : shown) {
    auto label = subject_text(subscription.subject, call);
    std::erase(label, '*');
    const auto summary = view::subscription_summary(subscription, call.language());
    menu.options.push_back(
        {.label = shorten(label, limits::select_text),
         .value = std::to_string(subscription.id.value),
         .description = shorten(summary.empty() ? call.language().say("following.usual") : summary,
                                limits::select_text)});
  }
  if (removes) menu.most = static_cast<int>(menu.options.size());
  return menu;
}

}  // namespace

Reply subscription_card(const Subscription& subscription, std::string heading, const Call& call) {
  const auto& language = call.language();
  discord::Embed embed{
      .title = language.say("following.card"),
      .description = list_line(subscription, find_refusals(std::span{&subscription, 1}, call), call),
      .color = view::color_neutral};
  Reply reply;
  reply.message.content = std::move(heading);
  reply.message.embeds.push_back(std::move(embed));
  reply.message.ephemeral = true;
  reply.message.rows.push_back({kinds_menu(subscription, call)});
  if (subscription.guild != 0) reply.message.rows.push_back({roles_menu(subscription, call)});
  const bool paused = subscription.paused_at.has_value();
  discord::Row changes{button(paused ? "following.resume" : "following.pause",
                              paused ? SubscriptionAction::resume : SubscriptionAction::pause,
                              subscription.id, call)};
  // A person has no other place than his own.
  if (subscription.destination.kind != Destination::Kind::direct) {
    changes.emplace_back(button("following.copy", SubscriptionAction::ask_copy, subscription.id, call));
    changes.emplace_back(button("following.move", SubscriptionAction::ask_move, subscription.id, call));
  }
  changes.emplace_back(button("following.calendar", SubscriptionAction::calendar, subscription.id, call));
  reply.message.rows.push_back(std::move(changes));
  reply.message.rows.push_back({button("following.remove", SubscriptionAction::remove, subscription.id, call,
                                       discord::ButtonStyle::danger),
                                button("following.all", SubscriptionAction::list, {}, call)});
  return reply;
}

Reply subscription_list(bool removes, int page, const Call& call) {
  const auto& language = call.language();
  const auto all = list_by_place(call);
  if (all.empty()) return call.say("following.none", {{"command", call.mention("follow team")}});
  const auto pages = static_cast<int>((all.size() + shown_at_once - 1) / shown_at_once);
  page = std::clamp(page, 0, pages - 1);
  const auto first = static_cast<std::size_t>(page) * shown_at_once;
  const auto shown = std::span{all}.subspan(first, std::min(shown_at_once, all.size() - first));

  Reply reply;
  reply.message.embeds.push_back(
      {.title = language.say("following.title", {{"count", static_cast<std::int64_t>(all.size())}}),
       .description = list_text(shown, call),
       .color = view::color_neutral});
  if (pages > 1)
    reply.message.embeds.back().footer =
        language.say("following.pages", {{"page", std::int64_t{page} + 1}, {"pages", std::int64_t{pages}}});
  reply.message.ephemeral = true;
  reply.message.rows.push_back({list_menu(removes, shown, call)});
  if (pages > 1) {
    const auto turn = removes ? SubscriptionAction::remove_list : SubscriptionAction::list;
    reply.message.rows.push_back({discord::Button{.label = language.say("button.previous"),
                                                  .custom_id = to_id(turn, std::max(0, page - 1)),
                                                  .disabled = page == 0},
                                  discord::Button{.label = language.say("button.next"),
                                                  .custom_id = to_id(turn, page + 1),
                                                  .disabled = page + 1 == pages}});
  }
  return reply;
}

}  // namespace cs2::bot

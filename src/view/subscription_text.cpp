#include "view/subscription_text.hpp"

#include <fmt/format.h>

#include <vector>

#include "view/markdown.hpp"
#include "view/place_text.hpp"

namespace cs2::view {
namespace {

constexpr std::size_t text_characters = 40;

std::vector<std::string> kind_texts(const Subscription& subscription, const locale::Language& language) {
  std::vector<std::string> parts;
  for (const auto& traits : notice_traits) {
    // Reminders have a text of their own, with their minutes.
    const bool listed = traits.form != NoticeForm::edit && traits.kind != NoticeKind::reminder;
    if (listed && subscription.kinds.has(traits.kind))
      parts.push_back(notice_kind_text(traits.kind, language));
  }
  return parts;
}

// "15 min", "2 h", "1 day": in the largest unit that is whole.
std::string lead_text(int before, const locale::Language& language) {
  constexpr int hour = 60;
  constexpr int day = 24 * hour;
  const auto say = [&](std::string_view key, int unit) {
    return language.say(key, {{"count", std::int64_t{before / unit}}});
  };
  if (before % day == 0) return say("following.days", day);
  if (before % hour == 0) return say("following.hours", hour);
  return say("following.minutes", 1);
}

std::string reminders_text(const Subscription& subscription, const locale::Language& language) {
  if (!subscription.kinds.has(NoticeKind::reminder) || subscription.reminders.empty()) return {};
  std::vector<std::string> leads;
  leads.reserve(subscription.reminders.size());
  for (const auto before : subscription.reminders) leads.push_back(lead_text(before, language));
  return language.say("following.reminders", {{"times", join(leads, ", ")}});
}

std::vector<std::string> narrowing_texts(const SubscriptionFilter& filter, const locale::Language& language) {
  std::vector<std::string> parts;
  if (filter.opponent_rank_max)
    parts.push_back(language.say("following.top", {{"rank", std::to_string(*filter.opponent_rank_max)}}));
  if (filter.lan_only) parts.push_back(language.say("following.lan"));
  if (filter.best_of_min)
    parts.push_back(language.say("following.best_of", {{"count", std::to_string(*filter.best_of_min)}}));
  if (filter.region) {
    const auto region = region_name(*filter.region, language);
    // Somebody chose it, so it is said even where its name is not known.
    parts.push_back(escape_markdown(region.empty() ? *filter.region : region, text_characters));
  }
  if (filter.stage) parts.push_back(escape_markdown(*filter.stage, text_characters));
  return parts;
}

// Of which matches it is sent and how, without what its channel decides.
std::vector<std::string> chosen_texts(const Subscription& subscription, const locale::Language& language) {
  auto parts = narrowing_texts(subscription.filter, language);
  if (subscription.spoilers != SpoilerPolicy::show)
    parts.push_back(language.say(subscription.spoilers == SpoilerPolicy::reveal ? "following.reveal"
                                                                                : "following.no_spoilers"));
  if (subscription.digest_at && subscription.kinds.has(NoticeKind::digest))
    parts.push_back(language.say(
        "following.digest_at",
        {{"time", fmt::format("{:02}:{:02}", *subscription.digest_at / 60, *subscription.digest_at % 60)}}));
  if (subscription.threads) parts.push_back(language.say("following.threads"));
  // A person's own speak the person's language.
  if (subscription.language && subscription.guild != 0)
    parts.push_back(locale::language_name(*subscription.language));
  return parts;
}

std::vector<std::string> manner_texts(const Subscription& subscription, const locale::Language& language) {
  std::vector<std::string> parts{reminders_text(subscription, language)};
  for (auto& part : chosen_texts(subscription, language)) parts.push_back(std::move(part));
  if (subscription.destination.kind == Destination::Kind::forum)
    parts.push_back(language.say("following.forum"));
  if (subscription.destination.kind == Destination::Kind::announcement)
    parts.push_back(language.say("following.published"));
  parts.push_back(roles_text(subscription));
  if (subscription.paused_at) parts.push_back(language.say("following.paused"));
  return parts;
}

}  // namespace

std::string notice_kind_text(NoticeKind kind, const locale::Language& language) {
  return language.say(fmt::format("notice_kind.{}", name(kind)));
}

std::string destination_text(const Destination& destination, const locale::Language& language) {
  if (destination.kind == Destination::Kind::guild) return language.say("following.server_events");
  if (destination.kind == Destination::Kind::direct) return language.say("following.direct");
  return fmt::format("<#{}>", destination.id);
}

std::string subscription_text(const Subscription& subscription, const locale::Language& language) {
  return join(
      {join(kind_texts(subscription, language), ", "), join(manner_texts(subscription, language), " · ")},
      " · ");
}

std::string roles_text(const Subscription& subscription) {
  std::vector<std::string> mentions;
  mentions.reserve(subscription.roles.size());
  for (const auto role : subscription.roles) mentions.push_back(fmt::format("<@&{}>", role));
  return join(mentions, " ");
}

std::string subscription_summary(const Subscription& subscription, const locale::Language& language) {
  static const Subscription usual;
  std::vector<std::string> parts;
  if (subscription.paused_at) parts.push_back(language.say("following.paused"));
  if (subscription.kinds != usual.kinds) parts.push_back(join(kind_texts(subscription, language), ", "));
  const bool has_reminders = subscription.kinds.has(NoticeKind::reminder);
  if (has_reminders && subscription.reminders.empty())
    parts.push_back(language.say("following.no_reminders"));
  if (subscription.reminders != usual.reminders) parts.push_back(reminders_text(subscription, language));
  for (auto& part : chosen_texts(subscription, language)) parts.push_back(std::move(part));
  return join(parts, " · ");
}

std::string subscription_difference(const Subscription& without, const Subscription& with,
                                    const locale::Language& language) {
  const auto all_of = [&language](const Subscription& subscription) {
    std::vector<std::string> parts{destination_text(subscription.destination, language)};
    for (auto& part : kind_texts(subscription, language)) parts.push_back(std::move(part));
    for (auto& part : manner_texts(subscription, language)) parts.push_back(std::move(part));
    return parts;
  };
  auto parts = all_of(with);
  for (const auto& part : all_of(without)) std::erase(parts, part);
  return join(parts, " · ");
}

}  // namespace cs2::view

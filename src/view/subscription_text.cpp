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

std::string reminders_text(const Subscription& subscription, const locale::Language& language) {
  if (!subscription.kinds.has(NoticeKind::reminder) || subscription.reminders.empty()) return {};
  std::vector<std::string> minutes;
  minutes.reserve(subscription.reminders.size());
  for (const auto before : subscription.reminders) minutes.push_back(std::to_string(before));
  return language.say("following.reminders", {{"minutes", join(minutes, ", ")}});
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

std::string roles_text(const Subscription& subscription) {
  std::vector<std::string> mentions;
  mentions.reserve(subscription.roles.size());
  for (const auto role : subscription.roles) mentions.push_back(fmt::format("<@&{}>", role));
  return join(mentions, " ");
}

// How and of which matches it is sent.
std::vector<std::string> manner_texts(const Subscription& subscription, const locale::Language& language) {
  std::vector<std::string> parts{reminders_text(subscription, language)};
  for (auto& part : narrowing_texts(subscription.filter, language)) parts.push_back(std::move(part));
  if (subscription.spoilers != SpoilerPolicy::show)
    parts.push_back(language.say(subscription.spoilers == SpoilerPolicy::reveal ? "following.reveal"
                                                                                : "following.no_spoilers"));
  if (subscription.digest_at && subscription.kinds.has(NoticeKind::digest))
    parts.push_back(language.say(
        "following.digest_at",
        {{"time", fmt::format("{:02}:{:02}", *subscription.digest_at / 60, *subscription.digest_at % 60)}}));
  if (subscription.threads) parts.push_back(language.say("following.threads"));
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

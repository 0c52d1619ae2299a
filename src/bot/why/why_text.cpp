#include "bot/why/why_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "bot/subscription/subscriptions.hpp"
#include "view/markdown.hpp"
#include "view/place_text.hpp"
#include "view/subscription_text.hpp"

namespace cs2::bot {
namespace {

using store::DeliveryState;
using store::DeliveryStatus;

constexpr std::size_t reason_characters = 100;
constexpr std::size_t name_characters = 64;

// Discord's refusals and what the worker found; a reason that has no words is shown as it is.
std::string reason_text(std::string_view reason, const Call& call) {
  std::string key{reason};
  std::ranges::replace(key, ' ', '_');
  const auto is_word = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
  if (!key.empty() && std::ranges::all_of(key, is_word)) {
    key.insert(0, "why.reason.");
    if (call.language().has(key)) return call.language().say(key);
  }
  return call.language().say("why.unknown_reason",
                             {{"reason", view::escape_markdown(reason, reason_characters)}});
}

std::string message_link(const store::Posted& posted, const Call& call) {
  const auto guild = call.interaction().guild_id;
  return fmt::format("[{}](https://discord.com/channels/{}/{}/{})", call.language().say("why.message"),
                     guild ? discord::to_string(*guild) : "@me", posted.channel, posted.message);
}

std::string waiting_text(const DeliveryStatus& status, const Call& call) {
  const auto& language = call.language();
  const auto at = discord::timestamp(status.due_at, 'f');
  if (status.reason == "quiet_hours") return language.say("why.quiet", {{"time", at}});
  if (status.due_at <= call.now()) return language.say("why.next");
  if (status.reason.empty()) return language.say("why.waits", {{"time", at}});
  return language.say("why.again", {{"time", at}, {"reason", reason_text(status.reason, call)}});
}

// The delivery that tells the same in the same place.
const DeliveryStatus* find_carrier(const DeliveryStatus& merged, const Record& record) {
  const auto says_the_same = [&](const DeliveryStatus& other) {
    return other.destination == merged.destination && other.dedup_key == merged.dedup_key &&
           other.state != DeliveryState::merged;
  };
  const auto found = std::ranges::find_if(record.statuses, says_the_same);
  return found == record.statuses.end() ? nullptr : &*found;
}

std::string merged_text(const DeliveryStatus& status, const Record& record, const Call& call) {
  if (status.reason == "digest") return call.language().say("why.in_digest");
  if (status.reason == "live") return call.language().say("why.in_live");
  const auto* carrier = find_carrier(status, record);
  const auto subscription =
      carrier ? record.subscriptions.find(carrier->subscription) : record.subscriptions.end();
  if (subscription == record.subscriptions.end()) return call.language().say("why.told_before");
  return view::join(
      {call.language().say("why.merged", {{"subject", subject_text(subscription->second.subject, call)}}),
       carrier->posted ? message_link(*carrier->posted, call) : ""},
      " ");
}

std::string text_or_unknown(const std::string& text, const Call& call) {
  return text.empty() ? call.language().say("why.unknown_fact")
                      : view::escape_markdown(text, name_characters);
}

std::string unwanted_text(RejectReason reason, const Subscription& subscription, NoticeKind kind,
                          const store::MatchAudience& audience, const Call& call) {
  const auto& language = call.language();
  const auto& wanted = subscription.filter;
  const auto& traits = audience.traits;
  switch (reason) {
    case RejectReason::other_subject:
      return language.say("why.other_subject");
    case RejectReason::other_kind:
      return language.say("why.other_kind", {{"kind", view::notice_kind_text(kind, language)}});
    case RejectReason::opponent_rank: {
      const auto about = std::ranges::find(audience.members, subscription.subject, &AudienceMember::subject);
      const auto rank = about == audience.members.end() ? std::nullopt : about->opponent_rank;
      return language.say(rank ? "why.opponent_rank" : "why.opponent_unranked",
                          {{"top", std::to_string(wanted.opponent_rank_max.value_or(0))},
                           {"rank", std::to_string(rank.value_or(0))}});
    }
    case RejectReason::not_lan:
      return language.say("why.not_lan");
    case RejectReason::best_of:
      return language.say(traits.best_of ? "why.best_of" : "why.best_of_unknown",
                          {{"least", std::to_string(wanted.best_of_min.value_or(0))},
                           {"count", std::to_string(traits.best_of.value_or(0))}});
    case RejectReason::region:
      return language.say(
          "why.region",
          {{"wanted", text_or_unknown(view::region_name(wanted.region.value_or(""), language), call)},
           {"is", text_or_unknown(view::region_name(traits.region, language), call)}});
    case RejectReason::stage:
      return language.say("why.stage",
                          {{"wanted", view::escape_markdown(wanted.stage.value_or(""), name_characters)},
                           {"is", text_or_unknown(traits.stage, call)}});
  }
  return {};
}

}  // namespace

std::string outcome_text(const DeliveryStatus& status, const Record& record, const Call& call) {
  const auto& language = call.language();
  const auto because = [&](std::string_view key) {
    return language.say(key, {{"reason", reason_text(status.reason, call)}});
  };
  switch (status.state) {
    case DeliveryState::sent:
      return view::join(
          {language.say(status.edits ? "why.changed" : "why.sent",
                        {{"time", discord::timestamp(status.settled_at.value_or(status.due_at), 'f')}}),
           status.posted ? message_link(*status.posted, call) : ""},
          " ");
    case DeliveryState::waiting:
      return waiting_text(status, call);
    case DeliveryState::blocked:
      return language.say("why.blocked",
                          {{"reason", reason_text(status.reason, call)},
                           {"time", discord::timestamp(status.probe_at.value_or(call.now()), 'f')}});
    case DeliveryState::merged:
      return merged_text(status, record, call);
    case DeliveryState::expired:
      return because("why.expired");
    case DeliveryState::dropped:
      return because("why.dropped");
    case DeliveryState::dead:
      return because("why.dead");
  }
  return {};
}

std::string reject_reason_text(const Subscription& subscription, NoticeKind kind, Timestamp at,
                               const store::MatchAudience& audience, const Call& call) {
  const auto& language = call.language();
  if (subscription.created_at > at)
    return language.say("why.later", {{"time", discord::timestamp(subscription.created_at, 'f')}});
  if (subscription.paused_at && *subscription.paused_at <= at)
    return language.say("why.paused", {{"time", discord::timestamp(*subscription.paused_at, 'f')}});
  const auto unwanted = match_filter(subscription, kind, audience.members, audience.traits);
  return unwanted ? unwanted_text(*unwanted, subscription, kind, audience, call) : std::string{};
}

std::string line_of(const Subscription& subscription, std::string_view outcome, const Call& call) {
  return call.language().say("why.line",
                             {{"subject", subject_text(subscription.subject, call)},
                              {"place", view::destination_text(subscription.destination, call.language())},
                              {"outcome", std::string{outcome}}});
}

std::string delivery_line(const store::DeliveryStatus& status, const Record& record, const Call& call) {
  const auto subscription = record.subscriptions.find(status.subscription);
  const auto outcome = outcome_text(status, record, call);
  if (subscription != record.subscriptions.end()) return line_of(subscription->second, outcome, call);
  return call.language().say("why.line",
                             {{"subject", view::notice_kind_text(status.kind, call.language())},
                              {"place", view::destination_text(status.destination, call.language())},
                              {"outcome", outcome}});
}

}  // namespace cs2::bot

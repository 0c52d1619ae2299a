#include "bot/why/why_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "bot/subscription/subscriptions.hpp"
#include "view/markdown.hpp"
#include "view/subscription_text.hpp"

namespace cs2::bot {
namespace {

using store::DeliveryState;
using store::Fate;

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
  return call.language().say("why.unknown_reason", {{"reason", view::plain(reason, reason_characters)}});
}

std::string message_link(const store::Posted& posted, const Call& call) {
  const auto guild = call.interaction().guild_id;
  return view::link(call.language().say("why.message"),
                    fmt::format("https://discord.com/channels/{}/{}/{}",
                                guild ? discord::to_string(*guild) : "@me", posted.channel, posted.message));
}

std::string waiting_text(const Fate& fate, const Call& call) {
  const auto& language = call.language();
  const auto at = discord::timestamp(fate.due_at, 'f');
  if (fate.reason == "quiet_hours") return language.say("why.quiet", {{"time", at}});
  if (fate.due_at <= call.now()) return language.say("why.next");
  if (fate.reason.empty()) return language.say("why.waits", {{"time", at}});
  return language.say("why.again", {{"time", at}, {"reason", reason_text(fate.reason, call)}});
}

// The delivery that tells the same in the same place.
const Fate* find_teller(const Fate& merged, const Record& record) {
  const auto tells = [&](const Fate& other) {
    return other.destination == merged.destination && other.occasion == merged.occasion &&
           other.state != DeliveryState::merged;
  };
  const auto found = std::ranges::find_if(record.fates, tells);
  return found == record.fates.end() ? nullptr : &*found;
}

std::string merged_text(const Fate& fate, const Record& record, const Call& call) {
  if (fate.reason == "digest") return call.language().say("why.in_digest");
  const auto* teller = find_teller(fate, record);
  const auto wish = teller ? record.wishes.find(teller->subscription) : record.wishes.end();
  if (wish == record.wishes.end()) return call.language().say("why.told_before");
  return view::join(
      {call.language().say("why.merged", {{"subject", subject_text(wish->second.subject, call)}}),
       teller->posted ? message_link(*teller->posted, call) : ""},
      " ");
}

std::string text_or_unknown(const std::string& text, const Call& call) {
  return text.empty() ? call.language().say("why.unknown_fact") : view::plain(text, name_characters);
}

std::string unwanted_text(Unwanted reason, const Subscription& wish, NoticeKind kind,
                          const store::MatchConcerns& concerns, const Call& call) {
  const auto& language = call.language();
  const auto& wanted = wish.narrowing;
  const auto& traits = concerns.traits;
  switch (reason) {
    case Unwanted::other_subject:
      return language.say("why.other_subject");
    case Unwanted::other_kind:
      return language.say("why.other_kind", {{"kind", view::notice_kind_text(kind, language)}});
    case Unwanted::opponent_rank: {
      const auto about = std::ranges::find(concerns.concerned, wish.subject, &Concerned::subject);
      const auto rank = about == concerns.concerned.end() ? std::nullopt : about->opponent_rank;
      return language.say(rank ? "why.opponent_rank" : "why.opponent_unranked",
                          {{"top", std::to_string(wanted.opponent_rank_max.value_or(0))},
                           {"rank", std::to_string(rank.value_or(0))}});
    }
    case Unwanted::not_lan:
      return language.say("why.not_lan");
    case Unwanted::best_of:
      return language.say(traits.best_of ? "why.best_of" : "why.best_of_unknown",
                          {{"least", std::to_string(wanted.best_of_min.value_or(0))},
                           {"count", std::to_string(traits.best_of.value_or(0))}});
    case Unwanted::region:
      return language.say("why.region", {{"wanted", view::plain(wanted.region.value_or(""), name_characters)},
                                         {"is", text_or_unknown(traits.region, call)}});
    case Unwanted::stage:
      return language.say("why.stage", {{"wanted", view::plain(wanted.stage.value_or(""), name_characters)},
                                        {"is", text_or_unknown(traits.stage, call)}});
  }
  return {};
}

}  // namespace

std::string fate_text(const Fate& fate, const Record& record, const Call& call) {
  const auto& language = call.language();
  const auto because = [&](std::string_view key) {
    return language.say(key, {{"reason", reason_text(fate.reason, call)}});
  };
  switch (fate.state) {
    case DeliveryState::sent:
      return view::join(
          {language.say(fate.edits ? "why.changed" : "why.sent",
                        {{"time", discord::timestamp(fate.settled_at.value_or(fate.due_at), 'f')}}),
           fate.posted ? message_link(*fate.posted, call) : ""},
          " ");
    case DeliveryState::waiting:
      return waiting_text(fate, call);
    case DeliveryState::blocked:
      return language.say("why.blocked",
                          {{"reason", reason_text(fate.reason, call)},
                           {"time", discord::timestamp(fate.probe_at.value_or(call.now()), 'f')}});
    case DeliveryState::merged:
      return merged_text(fate, record, call);
    case DeliveryState::expired:
      return because("why.expired");
    case DeliveryState::dropped:
      return because("why.dropped");
    case DeliveryState::dead:
      return because("why.dead");
  }
  return {};
}

std::string unwished_text(const Subscription& wish, NoticeKind kind, Timestamp at,
                          const store::MatchConcerns& concerns, const Call& call) {
  const auto& language = call.language();
  if (wish.created_at > at)
    return language.say("why.later", {{"time", discord::timestamp(wish.created_at, 'f')}});
  if (wish.paused_at && *wish.paused_at <= at)
    return language.say("why.paused", {{"time", discord::timestamp(*wish.paused_at, 'f')}});
  const auto unwanted = judge(wish, kind, concerns.concerned, concerns.traits);
  return unwanted ? unwanted_text(*unwanted, wish, kind, concerns, call) : std::string{};
}

std::string line_of(const Subscription& wish, std::string_view outcome, const Call& call) {
  return call.language().say("why.line",
                             {{"subject", subject_text(wish.subject, call)},
                              {"place", view::destination_text(wish.destination, call.language())},
                              {"outcome", std::string{outcome}}});
}

std::string fate_line(const store::Fate& fate, const Record& record, const Call& call) {
  const auto wish = record.wishes.find(fate.subscription);
  const auto outcome = fate_text(fate, record, call);
  if (wish != record.wishes.end()) return line_of(wish->second, outcome, call);
  return call.language().say("why.line",
                             {{"subject", view::notice_kind_text(fate.kind, call.language())},
                              {"place", view::destination_text(fate.destination, call.language())},
                              {"outcome", outcome}});
}

}  // namespace cs2::bot

// The calendar of a subscription.
#include <fmt/format.h>

#include <algorithm>

#include "bot/subscription/actions.hpp"
#include "store/notify/calendars.hpp"

namespace cs2::bot {
namespace {

store::AuditEntry audit_of_calendar(const Subscription& subscription, const Call& call) {
  return {.actor = call.interaction().user_id.value, .subject = subject_name(subscription.subject, call)};
}

}  // namespace

// The address stands in this message alone, and never in a log.
Reply give_calendar(const Subscription& subscription, const Call& call) {
  if (call.public_url().empty()) return call.say("calendar.not_set_up");
  const auto token =
      store::give_calendar_token(call.store(), subscription.id, audit_of_calendar(subscription, call));
  if (!token) return call.say("following.gone");
  auto reply = call.say("calendar.address", {{"subject", subject_text(subscription.subject, call)}});
  const auto address = fmt::format("{}/calendar/{}/{}.ics", call.public_url(), subscription.id.value, *token);
  // Opens the app that subscribes, where the https address would download the file once.
  const auto for_apps = "webcal" + address.substr(std::min(address.find("://"), address.size()));
  reply.message.content += fmt::format("\n```\n{}\n{}\n```", for_apps, address);
  reply.message.rows.push_back({button("calendar.revoke", SubscriptionAction::revoke, subscription.id, call,
                                       discord::ButtonStyle::danger)});
  return reply;
}

Reply revoke_calendar(const Subscription& subscription, const Call& call) {
  const bool revoked =
      store::revoke_calendar(call.store(), subscription.id, audit_of_calendar(subscription, call));
  auto reply = call.say(revoked ? "calendar.revoked" : "calendar.none");
  reply.message.rows.push_back({button("calendar.renew", SubscriptionAction::calendar, subscription.id, call),
                                button("button.back", SubscriptionAction::open, subscription.id, call)});
  reply.replaces = true;  // what it was is not left standing
  return reply;
}

}  // namespace cs2::bot

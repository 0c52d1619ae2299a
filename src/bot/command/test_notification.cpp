// /test-notification — sends a notice of a made-up match on the real way, to see whether it comes.
#include <algorithm>
#include <array>

#include "base/limits/discord.hpp"
#include "base/limits/notify.hpp"
#include "bot/command_definition.hpp"
#include "bot/subscription/subscriptions.hpp"
#include "bot/why/why.hpp"
#include "store/notify/test_notifications.hpp"
#include "view/markdown.hpp"
#include "view/subscription_text.hpp"

namespace cs2::bot {
namespace {

// Not the edits of other messages, nor events.
constexpr bool is_testable(const NoticeTraits& traits) {
  return traits.form == NoticeForm::message;
}
constexpr auto kinds = [] {
  std::array<std::string_view, std::ranges::count_if(notice_traits, is_testable)> names;
  auto* next = names.begin();
  for (const auto& traits : notice_traits) {
    if (is_testable(traits)) *next++ = traits.name;
  }
  return names;
}();
constexpr ChoiceOption kind_option{.name = "kind", .values = kinds};
constexpr ChannelOption channel_option{.name = "channel", .needs = notice_permissions};

std::vector<NoticeKind> wanted_kinds(const Call& call) {
  const bool hide = call.settings().spoilers == store::SpoilerRule::hide;
  const auto chosen = call[kind_option];
  std::vector<NoticeKind> wanted;
  for (const auto& traits : notice_traits) {
    const bool is_chosen = !chosen || *chosen == traits.name;
    if (is_testable(traits) && is_chosen && !(hide && traits.reveals_score)) wanted.push_back(traits.kind);
  }
  return wanted;
}

Reply say_too_soon(const Destination& where, milliseconds left, const Call& call) {
  const auto record = make_record(store::list_last_test(call.store(), owner_of(call), where.id), call);
  view::Lines lines{limits::message_content};
  lines.add(call.language().say("test.too_soon",
                                {{"place", view::destination_text(where, call.language())},
                                 {"time", discord::timestamp(call.now() + left + seconds{1}, 'R')}}));
  for (const auto& status : record.statuses) lines.add(delivery_line(status, record, call));
  Reply reply;
  reply.message.content = lines.take();
  reply.message.ephemeral = true;
  return reply;
}

Reply run(const Call& call) {
  if (auto refusal = refuse_stranger(call)) return std::move(*refusal);
  const auto where = destination_of(channel_option, call);
  if (auto refused = refuse_channel(channel_option, call)) return std::move(*refused);
  const auto wanted = wanted_kinds(call);
  if (wanted.empty()) return call.say("test.hidden");
  const auto planned = store::plan_test(
      call.store(),
      {.guild = owner_of(call).guild, .destination = where, .kinds = wanted, .together = !call[kind_option]});
  if (!planned) return say_too_soon(where, planned.error().retry_after.value_or(limits::test_every), call);
  return call.say("test.queued", {{"place", view::destination_text(where, call.language())},
                                  {"command", call.mention("test-notification")},
                                  {"why", call.mention("why")}});
}

}  // namespace

Command test_notification_command() {
  return {
      .name = "test-notification", .options = {kind_option, channel_option}, .run = run, .ephemeral = true};
}

}  // namespace cs2::bot

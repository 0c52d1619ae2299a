// /follow — what this server, or in direct messages this person, gets notified about.
#include <algorithm>
#include <array>
#include <functional>

#include "base/limits/answers.hpp"
#include "base/limits/channel.hpp"
#include "base/limits/discord.hpp"
#include "base/limits/notify.hpp"
#include "base/number.hpp"
#include "base/text.hpp"
#include "bot/command_definition.hpp"
#include "bot/lookup/filters.hpp"
#include "bot/lookup/locale_options.hpp"
#include "bot/lookup/pick.hpp"
#include "bot/subscription/preview.hpp"
#include "bot/subscription/quiet_hours.hpp"
#include "bot/subscription/subscriptions.hpp"
#include "discord/permissions.hpp"
#include "model/region.hpp"
#include "store/notify/subscriptions.hpp"
#include "view/markdown.hpp"
#include "view/place_text.hpp"
#include "view/subscription_text.hpp"

namespace cs2::bot {
namespace {

constexpr std::array<std::string_view, 5> bundles{"usual", "live", "results", "schedule", "all"};
constexpr std::array<std::string_view, 3> spoiler_policies{"show", "hide", "reveal"};
constexpr std::array<std::string_view, 5> tiers{"s", "a", "b", "c", "d"};

using Words = std::vector<std::string>;

// Those whose name, or the word itself, contains what was typed, the commonest first.
template <class NameOf>
Choices suggest_words(const Words& words, std::string_view typed, NameOf name_of) {
  const auto wanted = fold(typed);
  Choices choices;
  for (const auto& word : words) {
    if (choices.size() == limits::suggestions) break;
    const std::string shown = name_of(word);
    const bool fits =
        fold(shown).find(wanted) != std::string::npos || fold(word).find(wanted) != std::string::npos;
    if (!fits || std::max(count_characters(word), count_characters(shown)) > limits::choice_name) continue;
    choices.push_back({.name = {.text = shown, .by_locale = {}}, .value = word});
  }
  return choices;
}

Choices suggest_regions(const Call& call, std::string_view typed) {
  return suggest_words(call.suggestions().filter->regions, typed, [&call](const std::string& region) {
    return view::region_name(region, call.language());
  });
}

Choices suggest_stages(const Call& call, std::string_view typed) {
  return suggest_words(call.suggestions().filter->stages, typed,
                       [](const std::string& stage) { return sanitize(stage); });
}

// Nothing for what the sources do not use, of which nothing would ever be told.
template <class NameOf>
std::optional<std::string> find_word(const Words& words, std::string_view typed, NameOf name_of) {
  const auto exact = std::ranges::find(words, typed);
  const auto found = exact != words.end()
                         ? exact
                         : std::ranges::find_if(words, [&, wanted = fold(typed)](const std::string& word) {
                             return !wanted.empty() && fold(name_of(word)) == wanted;
                           });
  return found == words.end() ? std::nullopt : std::optional{*found};
}

// Its key, by whatever a source or the reader's language calls it.
std::optional<std::string> find_typed_region(const std::string& typed, const Call& call) {
  if (const auto* region = find_region(typed)) return std::string{region->key};
  return find_word(call.suggestions().filter->regions, typed,
                   [&call](const std::string& region) { return view::region_name(region, call.language()); });
}

constexpr TextOption followed_team{.name = "team", .required = true, .suggest = suggest_teams};
constexpr TextOption followed_player{.name = "player", .required = true, .suggest = suggest_players};
constexpr TextOption followed_event{.name = "event", .required = true, .suggest = suggest_events};
constexpr ChoiceOption followed_tier{.name = "tier", .values = tiers};
constexpr ChannelOption channel_option{.name = "channel", .needs = notice_permissions};
constexpr ChoiceOption notices_option{.name = "notices", .values = bundles};
constexpr TextOption remind_option{.name = "remind"};
constexpr RoleOption role_option{.name = "role"};
constexpr CountOption top_option{.name = "top", .least = 1, .most = 500, .fallback = 0};
constexpr ChoiceOption followed_spoilers{.name = "spoilers", .values = spoiler_policies};
constexpr BoolOption threads_option{.name = "threads"};
constexpr TextOption digest_option{.name = "digest"};
constexpr BoolOption lan_option{.name = "lan"};
constexpr CountOption best_of_option{.name = "best_of", .least = 2, .most = 7, .fallback = 0};
constexpr TextOption region_option{.name = "region", .suggest = suggest_regions};
constexpr TextOption stage_option{.name = "stage", .suggest = suggest_stages};
constexpr BoolOption preview_option{.name = "preview"};

NoticeKinds kinds_of(std::string_view bundle) {
  using enum NoticeKind;
  if (bundle == "live") return {reminder, live, rescheduled, called_off, corrected, roster};
  if (bundle == "results") return {result, corrected};
  if (bundle == "schedule") return {announced, reminder, started, rescheduled, called_off};
  if (bundle == "all") {
    return {announced,   reminder,   started,   map_finished, result,
            rescheduled, called_off, corrected, roster,       ranking};
  }
  return usual_kinds;
}

// "15, 60" or "off"; nothing for what is neither.
std::optional<std::vector<int>> parse_reminders(std::string_view typed) {
  std::vector<int> wanted;
  if (fold(typed) == "off" || typed == "0") return wanted;
  for (const auto part : split(typed, ',')) {
    const auto before = parse_digits<int>(trim(part));
    const bool fits = before && *before >= 1 && minutes{*before} <= limits::reminder_max;
    if (!fits || wanted.size() == limits::reminders_max) return std::nullopt;
    wanted.push_back(*before);
  }
  std::ranges::sort(wanted);
  wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
  return wanted;
}

// The sentence for what is no region or stage.
std::optional<Reply> take_words(SubscriptionFilter& filter, const Call& call) {
  const auto& known = *call.suggestions().filter;
  const auto unknown = [&](std::string_view key, const std::string& typed) {
    return call.say(key, {{"typed", view::escape_markdown(typed, limits::names_typed_max)}});
  };
  if (const auto typed = call[region_option]; !typed.empty()) {
    filter.region = find_typed_region(typed, call);
    if (!filter.region) return unknown("follow.unknown_region", typed);
  }
  if (const auto typed = call[stage_option]; !typed.empty()) {
    filter.stage = find_word(known.stages, typed, std::identity{});
    if (!filter.stage) return unknown("follow.unknown_stage", typed);
  }
  return std::nullopt;
}

// What was said of how it is told; the rest stays as it is.
std::optional<Reply> take_manner(Subscription& subscription, const Call& call) {
  if (const auto bundle = call[notices_option]) subscription.kinds = kinds_of(*bundle);
  if (const auto typed = call[remind_option]; !typed.empty()) {
    auto reminders = parse_reminders(typed);
    if (!reminders)
      return call.say("follow.unknown_reminder",
                      {{"typed", view::escape_markdown(typed, limits::names_typed_max)},
                       {"most", static_cast<std::int64_t>(limits::reminders_max)}});
    subscription.reminders = std::move(*reminders);
  }
  if (const auto typed = call[digest_option]; !typed.empty()) {
    subscription.digest_at = parse_clock(typed);
    if (!subscription.digest_at)
      return call.say("follow.unknown_time",
                      {{"typed", view::escape_markdown(typed, limits::names_typed_max)}});
  }
  if (subscription.digest_at)
    subscription.kinds = NoticeKinds{subscription.kinds.bits() | NoticeKinds::bit(NoticeKind::digest)};
  if (const auto role = call[role_option]) subscription.roles = {role->value};
  if (const auto spoilers = call[followed_spoilers])
    subscription.spoilers = parse_spoiler_policy(*spoilers).value_or(subscription.spoilers);
  if (call.interaction().find_option(threads_option.name)) subscription.threads = call[threads_option];
  if (const auto code = call[language_option]) subscription.language = *code;
  return std::nullopt;
}

std::optional<Reply> take_narrowing(SubscriptionFilter& filter, const Call& call) {
  if (const auto top = call[top_option]; top > 0) filter.opponent_rank_max = static_cast<int>(top);
  if (const auto best_of = call[best_of_option]; best_of > 0) filter.best_of_min = static_cast<int>(best_of);
  filter.lan_only = call[lan_option];
  return take_words(filter, call);
}

// The same is followed there already: what was said this time is changed.
Reply change(SubscriptionId id, const Call& call) {
  const auto known = find_own_subscription(call, id);
  if (!known) return call.say("following.gone");
  auto changed = *known;
  if (auto wrong = take_manner(changed, call)) return std::move(*wrong);
  if (changed == *known)
    return call.say("follow.already", {{"subject", subject_text(known->subject, call)},
                                       {"command", call.mention("following")}});
  if (!store::update_subscription(call.store(), changed, audit_of(&*known, &changed, call)))
    return call.say("following.gone");
  return subscription_card(changed, call.language().say("following.saved"), call);
}

// ---- What may be more than a channel bears

constexpr std::string_view confirmed_mark = "sure";

// Of every match always, of a tier where its last days were busy. A filter says that somebody thought about
// it.
bool needs_confirmation(const Subscription& wanted, const Estimate& expected) {
  if (wanted.filter != SubscriptionFilter{}) return false;
  if (wanted.subject.kind == Subject::Kind::everything) return true;
  return wanted.subject.kind == Subject::Kind::tier && expected.per_day() >= limits::busy_per_day;
}

Reply ask_to_confirm(const Subscription& wanted, const Estimate& expected, const Call& call) {
  auto reply = call.say(expected.notices > 0 ? "follow.confirm" : "follow.confirm_unknown",
                        {{"subject", subject_text(wanted.subject, call)},
                         {"place", view::destination_text(wanted.destination, call.language())},
                         {"average", expected.per_day()},
                         {"count", expected.notices},
                         {"days", expected.days}});
  if (auto id = make_repeat_id(confirmed_mark, call))
    reply.message.rows = {{discord::Button{.style = discord::ButtonStyle::primary,
                                           .label = call.language().say("follow.anyway"),
                                           .custom_id = std::move(*id)}}};
  return reply;
}

bool is_about_many(const Subject& subject) {
  return subject.kind == Subject::Kind::everything || subject.kind == Subject::Kind::tier;
}

Reply follow(const Subject& subject, const Call& call, bool confirmed = false) {
  if (auto refusal = refuse_stranger(call)) return std::move(*refusal);
  Subscription wanted{.guild = call.interaction().guild_id ? call.interaction().guild_id->value : 0,
                      .destination = destination_of(channel_option, call),
                      .subject = subject};
  if (call.hides_scores()) wanted.spoilers = SpoilerPolicy::hide;
  // Later, nothing but this says which language a person's Discord has.
  if (wanted.guild == 0) {
    if (const auto spoken = call.catalogue().find_spoken(call.interaction().locale))
      wanted.language = spoken->code();
  }
  if (auto wrong = take_manner(wanted, call)) return std::move(*wrong);
  if (auto wrong = take_narrowing(wanted.filter, call)) return std::move(*wrong);
  if (auto refused = refuse_channel(channel_option, call, thread_permissions(wanted)))
    return std::move(*refused);
  if (auto refused = refuse_role(role_option, call)) return std::move(*refused);
  if (call[preview_option]) return preview(wanted, call);
  if (!confirmed && is_about_many(subject)) {
    if (const auto expected = estimate(wanted, call); needs_confirmation(wanted, expected))
      return ask_to_confirm(wanted, expected, call);
  }

  const auto added = store::add_subscription(call.store(), wanted, audit_of(nullptr, &wanted, call));
  if (!added && added.error().kind == ErrorKind::conflict)
    return change({parse_digits(added.error().detail).value_or(0)}, call);
  if (!added)
    return call.say("follow.too_many", {{"most", static_cast<std::int64_t>(limits::subscriptions_max)},
                                        {"command", call.mention("unfollow")}});
  wanted.id = *added;
  return subscription_card(wanted, call.language().say("follow.done"), call);
}

Reply follow_named(const TextOption& option, store::NameKind names, Subject::Kind kind, const Call& call) {
  const auto meant = find_exactly(option, names, call);
  if (!meant) return meant.error();
  return follow({.kind = kind, .id = std::visit([](auto id) { return id.value; }, *meant)}, call);
}

Reply run_team(const Call& call) {
  return follow_named(followed_team, store::NameKind::team, Subject::Kind::team, call);
}

Reply run_player(const Call& call) {
  return follow_named(followed_player, store::NameKind::player, Subject::Kind::player, call);
}

Reply run_event(const Call& call) {
  return follow_named(followed_event, store::NameKind::tournament, Subject::Kind::tournament, call);
}

Reply follow_all(const Call& call, bool confirmed) {
  const auto tier = call[followed_tier];
  const auto known = tier ? parse_tier(*tier) : std::nullopt;
  return follow(known ? subject_of(*known) : Subject{}, call, confirmed);
}

Reply run_all(const Call& call) {
  return follow_all(call, false);
}

Reply answer_follow_press(const Call& call, std::string_view what) {
  if (is_pick(what)) return answer_pick(call, what);
  const auto given = restore_command(confirmed_mark, what, call);
  if (!given || given->subcommand != "all") return call.say("answer.old_button");
  auto reply = follow_all(call.with(*given), true);
  reply.replaces = true;
  return reply;
}

}  // namespace

Command follow_command() {
  return {
      .name = "follow",
      .ephemeral = true,
      .subcommands =
          {{.name = "team",
            .options = {followed_team, channel_option, notices_option, remind_option, role_option, top_option,
                        lan_option, best_of_option, region_option, stage_option, followed_spoilers,
                        threads_option, digest_option, language_option, preview_option},
            .run = run_team},
           {.name = "player",
            .options = {followed_player, channel_option, notices_option, remind_option, role_option,
                        top_option, lan_option, best_of_option, region_option, stage_option,
                        followed_spoilers, threads_option, digest_option, language_option, preview_option},
            .run = run_player},
           {.name = "event",
            .options = {followed_event, channel_option, notices_option, remind_option, role_option,
                        top_option, best_of_option, stage_option, followed_spoilers, threads_option,
                        digest_option, language_option, preview_option},
            .run = run_event},
           {.name = "all",
            .options = {followed_tier, channel_option, notices_option, remind_option, role_option, top_option,
                        lan_option, best_of_option, region_option, stage_option, followed_spoilers,
                        threads_option, digest_option, language_option, preview_option},
            .run = run_all}},
      .press = answer_follow_press};
}

}  // namespace cs2::bot

#include "bot/why/why.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/limits/answers.hpp"
#include "base/limits/discord.hpp"
#include "base/limits/notify.hpp"
#include "base/number.hpp"
#include "base/text.hpp"
#include "bot/subscription/subscriptions.hpp"
#include "bot/why/why_text.hpp"
#include "model/change_notices.hpp"
#include "store/notify/audience.hpp"
#include "store/notify/subscriptions.hpp"
#include "view/color.hpp"
#include "view/markdown.hpp"
#include "view/match_text.hpp"
#include "view/subscription_text.hpp"

namespace cs2::bot {
namespace {

using store::DeliveryStatus;

constexpr std::size_t name_characters = 64;
constexpr std::size_t page_characters = 3'600;  // with a heading that is said again it fits an embed

// What happened, and under it the delivery status of each subscription.
struct Block {
  Timestamp at;
  std::string heading;
  std::vector<std::string> lines = {};
};

class MatchTimeline {
 public:
  // `exists`: otherwise it was withdrawn.
  MatchTimeline(const store::MatchAudience& audience, bool stands, const Call& call)
      : audience_(audience), stands_(stands), call_(call), matches_(audience.doubles) {
    matches_.push_back(audience.details.match.id);
    record_ = make_record(store::list_delivery_statuses(call.store(), owner_of(call), matches_), call);
    for (const auto& [id, subscription] : record_.subscriptions) {
      if (is_about(subscription) || has_status(id)) covering_.push_back(&subscription);
    }
  }

  bool is_followed() const { return !covering_.empty(); }

  std::vector<Block> compose() {
    std::vector<Block> blocks;
    for (const auto& planned : store::list_changes(call_.store(), matches_))
      blocks.push_back(of_change(planned));
    add_reminders(blocks);
    add_rest(blocks);
    // By time, and what is of one moment in the order in which it was stored.
    std::multimap<Timestamp, Block> by_time;
    for (auto& block : blocks) by_time.emplace(block.at, std::move(block));
    blocks.clear();
    for (auto& [at, block] : by_time) blocks.push_back(std::move(block));
    return blocks;
  }

 private:
  bool is_about(const Subscription& subscription) const {
    return std::ranges::find(audience_.members, subscription.subject, &AudienceMember::subject) !=
           audience_.members.end();
  }
  bool has_status(SubscriptionId id) const {
    return std::ranges::find(record_.statuses, id, &DeliveryStatus::subscription) != record_.statuses.end();
  }

  // The key may name of any of the matches that are this one now.
  const DeliveryStatus* find_delivery_status(SubscriptionId subscription, const ChangeNotice& notice,
                                             ChangeId change) const {
    for (const auto match : matches_) {
      const auto key = dedup_key(notice, match, change);
      const auto fits = [&](const DeliveryStatus& status) {
        return status.subscription == subscription && status.dedup_key == key;
      };
      const auto found = std::ranges::find_if(record_.statuses, fits);
      if (found != record_.statuses.end()) return &*found;
    }
    return nullptr;
  }

  Block of_change(const store::PlannedChange& planned) {
    const auto& change = planned.change;
    Block block{.at = change.at, .heading = heading_of(change)};
    const auto all = notices_of(change, audience_.details.match);
    for (const auto& notice : all) {
      for (const auto* subscription : covering_) {
        if (!speaks_for(all, notice, *subscription) &&
            !find_delivery_status(subscription->id, notice, change.id))
          continue;
        auto outcome = outcome_of(planned, notice, *subscription);
        if (!outcome.empty()) block.lines.push_back(line_of(*subscription, outcome, call_));
      }
    }
    if (block.lines.empty() && is_followed())
      block.lines.push_back(call_.language().say(reason_not_sent(change)));
    return block;
  }

  // One change may be announced in several ways. A subscription is asked about those it chose; about the
  // plain one when it chose none.
  static bool speaks_for(const std::vector<ChangeNotice>& all, const ChangeNotice& notice,
                         const Subscription& subscription) {
    const auto& traits = traits_of(notice.kind);
    if (traits.form == NoticeForm::edit || subscription.kinds.has(notice.kind)) return true;
    const bool chose_another = std::ranges::any_of(
        all, [&subscription](const ChangeNotice& each) { return subscription.kinds.has(each.kind); });
    return !chose_another && !traits.follows_match;
  }

  std::string outcome_of(const store::PlannedChange& planned, const ChangeNotice& notice,
                         const Subscription& subscription) {
    const auto& change = planned.change;
    const auto& language = call_.language();
    if (const auto* status = find_delivery_status(subscription.id, notice, change.id)) {
      shown_.insert(status->id);
      if (status->change == change.id) return outcome_text(*status, record_, call_);
      if (status->change < change.id) return language.say("why.told_before");
    }
    if (traits_of(notice.kind).form == NoticeForm::edit) return {};  // only where there was a message to edit
    if (!planned.planned_at) return language.say("why.unplanned");
    auto rejected = reject_reason_text(subscription, notice.kind, change.at, audience_, call_);
    if (!rejected.empty()) return rejected;
    if (*planned.planned_at < call_.now() - limits::deliveries_kept)
      return language.say("why.forgotten",
                          {{"days", static_cast<std::int64_t>(limits::deliveries_kept.count())}});
    return language.say("why.otherwise");
  }

  std::string_view reason_not_sent(const Change& change) const {
    if (change.is<MapFinished>()) return "why.only_map";
    if (change.is<ResultCorrected>()) return "why.nothing_to_correct";
    if (change.is<MatchAnnounced>() || change.is<OpponentsDecided>()) return "why.undecided";
    return "why.never_told";
  }

  std::string heading_of(const Change& change) const {
    const auto time_of = [](const std::optional<Timestamp>& at) {
      return at ? discord::timestamp(*at, 'f') : std::string{"–"};
    };
    const auto* moved = std::get_if<MatchRescheduled>(&change.what);
    const auto* map = std::get_if<MapFinished>(&change.what);
    return call_.language().say(fmt::format("why.change.{}", name(change.what)),
                                {{"time", discord::timestamp(change.at, 'f')},
                                 {"from", time_of(moved ? moved->from : std::nullopt)},
                                 {"to", time_of(moved ? moved->to : std::nullopt)},
                                 {"map", std::to_string(map ? map->number : 0)}});
  }

  // ---- Reminders are not made by changes, but by the clock.

  static std::string minutes_of(const DeliveryStatus& status) {
    const auto parts = split(status.dedup_key, ':');  // "reminder:7:15:1790000000000"
    return std::string{parts.size() > 2 ? parts[2] : "–"};
  }

  std::string reminder_line(const DeliveryStatus& status) const {
    const auto subscription = record_.subscriptions.find(status.subscription);
    if (subscription == record_.subscriptions.end()) return {};
    return line_of(subscription->second,
                   call_.language().say("why.reminder", {{"minutes", minutes_of(status)},
                                                         {"outcome", outcome_text(status, record_, call_)}}),
                   call_);
  }

  void add_reminders(std::vector<Block>& blocks) {
    std::map<Timestamp, Block> by_start;
    const auto block_of = [&](Timestamp start) -> Block& {
      auto [found, is_new] = by_start.try_emplace(start);
      if (is_new)
        found->second = {
            .at = start - milliseconds{1},
            .heading = call_.language().say("why.reminders", {{"time", discord::timestamp(start, 'f')}})};
      return found->second;
    };
    for (const auto& status : record_.statuses) {
      if (status.kind != NoticeKind::reminder || !status.reminder_for) continue;
      block_of(*status.reminder_for).lines.push_back(reminder_line(status));
      shown_.insert(status.id);
    }
    const auto& match = audience_.details.match;
    if (match.scheduled_at && is_followed() && takes_place()) {
      auto& block = block_of(*match.scheduled_at);
      for (const auto* subscription : covering_) add_unreminded(block, *subscription, *match.scheduled_at);
    }
    for (auto& [start, block] : by_start) {
      if (!block.lines.empty()) blocks.push_back(std::move(block));
    }
  }

  bool takes_place() const {
    const auto status = audience_.details.match.status;
    return stands_ && status != MatchStatus::postponed && status != MatchStatus::cancelled;
  }

  bool is_reminded(const Subscription& subscription, int before, Timestamp start) const {
    return std::ranges::any_of(record_.statuses, [&](const DeliveryStatus& status) {
      return status.subscription == subscription.id && status.kind == NoticeKind::reminder &&
             status.reminder_for == start && minutes_of(status) == std::to_string(before);
    });
  }

  void add_unreminded(Block& block, const Subscription& subscription, Timestamp start) const {
    const auto& language = call_.language();
    for (const auto before : subscription.reminders) {
      if (is_reminded(subscription, before, start)) continue;
      const auto at = start - minutes{before};
      const bool comes = at > call_.now();
      auto rejected =
          reject_reason_text(subscription, NoticeKind::reminder, comes ? call_.now() : at, audience_, call_);
      const auto outcome = !rejected.empty()                        ? rejected
                           : !audience_.details.match.time_is_exact ? language.say("why.no_exact_time")
                           : comes ? language.say("why.comes", {{"time", discord::timestamp(at, 'f')}})
                                   : language.say("why.not_reminded");
      block.lines.push_back(line_of(
          subscription,
          language.say("why.reminder", {{"minutes", std::to_string(before)}, {"outcome", outcome}}), call_));
    }
  }

  // Notifications of a match that no change of the list causes.
  void add_rest(std::vector<Block>& blocks) const {
    for (const auto& status : record_.statuses) {
      if (shown_.contains(status.id)) continue;
      blocks.push_back({.at = status.planned_at,
                        .heading = call_.language().say(
                            "why.other", {{"kind", view::notice_kind_text(status.kind, call_.language())},
                                          {"time", discord::timestamp(status.planned_at, 'f')}}),
                        .lines = {delivery_line(status, record_, call_)}});
    }
  }

  const store::MatchAudience& audience_;
  const bool stands_;
  const Call& call_;
  std::vector<MatchId> matches_;  // merged ones, then itself
  Record record_;
  std::vector<const Subscription*> covering_;
  std::set<store::DeliveryId> shown_;
};

// No line is lost: a block that does not fit goes on on the next page, under its heading.
std::vector<std::string> lay_out(const std::vector<Block>& blocks) {
  std::vector<std::string> pages(1);
  const auto fits = [&](std::size_t more) {
    return count_characters(pages.back()) + more <= page_characters;
  };
  for (const auto& block : blocks) {
    const auto first = block.lines.empty() ? 0 : count_characters(block.lines.front());
    if (!fits(count_characters(block.heading) + first + 4) && !pages.back().empty()) pages.emplace_back();
    pages.back() += fmt::format("{}{}\n", pages.back().empty() ? "" : "\n", block.heading);
    for (const auto& line : block.lines) {
      if (!fits(count_characters(line) + 3)) pages.push_back(block.heading + "\n");
      pages.back() += fmt::format("{}\n", line);
    }
  }
  return pages;
}

std::string press_to(MatchId match, int page) {
  return press_id("why", fmt::format("{}.{}", match.value, page));
}

}  // namespace

store::Owner owner_of(const Call& call) {
  const auto& interaction = call.interaction();
  return {.guild = interaction.guild_id ? interaction.guild_id->value : 0,
          .person = interaction.user_id.value};
}

Record make_record(std::vector<store::DeliveryStatus> statuses, const Call& call) {
  Record record{.statuses = std::move(statuses), .subscriptions = {}};
  for (auto& own : list_own_subscriptions(call)) record.subscriptions.emplace(own.id, std::move(own));
  std::set<SubscriptionId> over;
  for (const auto& status : record.statuses) {
    if (status.subscription && !record.subscriptions.contains(status.subscription))
      over.insert(status.subscription);
  }
  if (over.empty()) return record;
  for (auto& subscription : store::list_subscriptions_ever(call.store(), {over.begin(), over.end()}))
    record.subscriptions.emplace(subscription.id, std::move(subscription));
  return record;
}

Reply explain_match(MatchId match, int page, std::string heading, const Call& call) {
  auto audience = store::find_audience(call.store(), match);
  const bool stands = audience.has_value();
  if (!stands) audience = store::find_former_audience(call.store(), match);
  if (!audience) return call.say("answer.match_gone", {{"match", call.mention("match")}});
  const auto& language = call.language();
  MatchTimeline story{*audience, stands, call};
  auto blocks = story.compose();
  if (blocks.empty()) blocks.push_back({.at = {}, .heading = language.say("why.no_changes")});
  if (!story.is_followed())
    blocks.insert(
        blocks.begin(),
        {.at = {}, .heading = language.say("why.not_followed", {{"command", call.mention("follow team")}})});
  auto pages = lay_out(blocks);
  page = std::clamp(page, 0, static_cast<int>(pages.size()) - 1);

  const view::Reader reader{.language = language};
  discord::Embed embed{
      .title =
          language.say("why.title", {{"match", view::versus(audience->details, reader, name_characters)}}),
      .description = std::move(pages[static_cast<std::size_t>(page)]),
      .color = view::color_neutral};
  Reply reply;
  if (pages.size() > 1) {
    const auto id = audience->details.match.id;
    const auto last = static_cast<int>(pages.size()) - 1;
    embed.footer =
        language.say("why.pages", {{"page", std::int64_t{page} + 1}, {"pages", std::int64_t{last} + 1}});
    reply.message.rows.push_back({discord::Button{.label = language.say("button.previous"),
                                                  .custom_id = press_to(id, std::max(page - 1, 0)),
                                                  .disabled = page == 0},
                                  discord::Button{.label = language.say("button.next"),
                                                  .custom_id = press_to(id, page + 1),
                                                  .disabled = page == last}});
  }
  reply.message.content = std::move(heading);
  reply.message.embeds.push_back(std::move(embed));
  reply.message.ephemeral = true;
  return reply;
}

Reply explain_message(std::uint64_t message, std::string_view typed, const Call& call) {
  auto statuses = store::list_message_statuses(call.store(), owner_of(call), message);
  if (statuses.empty())
    return call.say("why.no_message", {{"typed", view::escape_markdown(typed, limits::names_typed_max)},
                                       {"days", static_cast<std::int64_t>(limits::deliveries_kept.count())}});
  const auto record = make_record(std::move(statuses), call);
  const auto& first = record.statuses.front();
  view::Lines lines{limits::message_content};
  lines.add(call.language().say(first.subscription ? "why.that_message" : "why.that_test",
                                {{"kind", view::notice_kind_text(first.kind, call.language())}}));
  for (const auto& status : record.statuses) lines.add(delivery_line(status, record, call));
  if (first.match) return explain_match(first.match, 0, lines.take(), call);
  Reply reply;
  reply.message.content = lines.take();
  reply.message.ephemeral = true;
  return reply;
}

Reply answer_why_press(const Call& call, std::string_view what) {
  const auto parts = split(what, '.');
  const auto match = parts.size() == 2 ? parse_digits(parts[0]) : std::nullopt;
  const auto page = parts.size() == 2 ? parse_digits(parts[1]) : std::nullopt;
  if (!match || *match == 0 || !page || *page > limits::pages_max) return call.say("answer.old_button");
  if (auto refusal = refuse_stranger(call)) return std::move(*refusal);
  auto reply = explain_match({*match}, static_cast<int>(*page), {}, call);
  reply.replaces = true;
  return reply;
}

}  // namespace cs2::bot

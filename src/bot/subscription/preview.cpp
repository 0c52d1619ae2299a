#include "bot/subscription/preview.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <ranges>

#include "base/limits/answers.hpp"
#include "base/limits/discord.hpp"
#include "base/limits/notify.hpp"
#include "bot/answer/controls.hpp"
#include "bot/subscription/subscriptions.hpp"
#include "stats/past_notifications.hpp"
#include "store/queries/players.hpp"
#include "store/queries/recent_changes.hpp"
#include "view/color.hpp"
#include "view/markdown.hpp"
#include "view/subscription_text.hpp"

namespace cs2::bot {
namespace {

using stats::PastNotice;
using std::chrono::sys_days;

constexpr std::size_t name_characters = 45;

sys_days day_of(Timestamp at, const Call& call) {
  return sys_days{locale::local_time(at, call.time_zone()).date};
}

// "07-12 ████ 4", a line for each day that has any.
std::string chart(const std::vector<PastNotice>& notices, const Call& call) {
  std::map<sys_days, int> counts;
  for (const auto& notice : notices) ++counts[day_of(notice.at, call)];
  int most = 1;
  for (const auto& [day, count] : counts) most = std::max(most, count);
  std::string lines;
  for (const auto& [day, count] : counts) {
    const int length = (count * limits::preview_bar + most - 1) / most;
    lines += to_iso_date(std::chrono::year_month_day{day}).substr(5) + ' ';
    for (int i = 0; i < length; ++i) lines += "█";
    lines += fmt::format(" {}\n", count);
  }
  return fmt::format("```\n{}```", lines);
}

// The first day is whole, so that days can be compared; unless nothing is known of before it anyway.
sys_days first_day(const RecentChanges& news, const Call& call) {
  const auto begins_at = news.begins_at.value_or(call.now());
  return begins_at > news.since ? day_of(begins_at, call) : day_of(news.since, call) + days{1};
}

// Where that is less than the preview is about.
std::string reach_text(const RecentChanges& news, sys_days first, const Call& call) {
  const auto since = news.collected_since.value_or(call.now());
  if (since <= news.since) return {};
  const bool imported = first < day_of(since, call);
  return call.language().say(imported ? "preview.collected_and_imported" : "preview.collected",
                             {{"date", discord::timestamp(since, 'D')}});
}

std::string kinds_text(const std::vector<PastNotice>& notices, const Call& call) {
  std::vector<std::string> parts;
  for (const auto& traits : notice_traits) {
    const auto kind = traits.kind;
    const auto count = std::ranges::count(notices, kind, &PastNotice::kind);
    if (count == 0) continue;
    parts.push_back(call.language().say(
        "preview.kind",
        {{"kind", view::notice_kind_text(kind, call.language())}, {"count", std::int64_t{count}}}));
  }
  return view::join(parts, " · ");
}

std::string side_of(TeamId team, const Call& call) {
  return team ? view::escape_markdown(team_name(team, call), name_characters)
              : call.language().say("match.undecided");
}

std::string subject_of_notice(const PastNotice& notice, const RecentChanges& news, const Call& call) {
  const auto match =
      std::ranges::find(news.matches, notice.match, [](const PastMatch& past) { return past.match.id; });
  if (notice.match && match != news.matches.end()) {
    const auto& [first, second] = match->match.opponents;
    return call.language().say(
        "match.versus", {{"first", side_of(first.team, call)}, {"second", side_of(second.team, call)}});
  }
  std::vector<std::string> names;
  if (const auto player = notice.player ? store::find_player(call.store(), notice.player) : std::nullopt)
    names.push_back(view::escape_markdown(player->nickname, name_characters));
  if (notice.team) names.push_back(side_of(notice.team, call));
  return view::join(names, " · ");
}

std::string examples(const std::vector<PastNotice>& notices, const RecentChanges& news, const Call& call) {
  view::Lines lines{limits::embed_field_value};
  for (const auto& notice : notices | std::views::reverse | std::views::take(limits::previewed_examples)) {
    lines.add(
        view::join({discord::timestamp(notice.at, 'f'), view::notice_kind_text(notice.kind, call.language()),
                    subject_of_notice(notice, news, call)},
                   " · "));
  }
  return lines.take();
}

struct Past {
  RecentChanges news;
  std::vector<PastNotice> notices;  // of whole days
  sys_days first;
  std::int64_t days = 1;
};

Past past_of(const Subscription& wanted, const Call& call) {
  Past past{.news = store::find_past_news(call.store(), wanted.subject, call.now() - limits::previewed_days)};
  past.first = first_day(past.news, call);
  const auto last = day_of(call.now(), call);
  for (const auto& notice : stats::compute_past_notices(wanted, past.news)) {
    const auto day = day_of(notice.at, call);
    if (day >= past.first && day <= last) past.notices.push_back(notice);
  }
  past.days = std::max<std::int64_t>((last - past.first).count() + 1, 1);
  return past;
}

}  // namespace

Estimate estimate(const Subscription& wanted, const Call& call) {
  const auto past = past_of(wanted, call);
  return {.notices = std::ssize(past.notices), .days = past.days};
}

Reply preview(const Subscription& wanted, const Call& call) {
  const auto& language = call.language();
  const auto [news, counted, first, length] = past_of(wanted, call);
  std::vector<std::string> parts{
      language.say("following.line", {{"subject", subject_text(wanted.subject, call)},
                                      {"place", view::destination_text(wanted.destination, language)},
                                      {"what", view::subscription_text(wanted, language)}})};
  if (news.cut)
    parts.push_back(language.say("preview.more",
                                 {{"most", std::int64_t{limits::previewed_changes_max}}, {"days", length}}));
  parts.push_back(language.say(
      "preview.total", {{"count", std::ssize(counted)},
                        {"days", length},
                        {"average", static_cast<double>(counted.size()) / static_cast<double>(length)}}));
  parts.push_back(reach_text(news, first, call));
  parts.push_back(kinds_text(counted, call));
  if (!counted.empty()) parts.push_back(chart(counted, call));
  discord::Embed embed{.title = language.say("preview.title"),
                       .description = view::join(parts, "\n"),
                       .color = view::color_neutral};
  if (!counted.empty())
    embed.fields.push_back({.name = language.say("preview.last"), .value = examples(counted, news, call)});
  embed.footer = language.say("preview.save");
  Reply reply;
  reply.message.embeds.push_back(std::move(embed));
  reply.message.ephemeral = true;
  return reply;
}

}  // namespace cs2::bot

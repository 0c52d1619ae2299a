// Lists of matches: what is live, what comes next, what has ended.
#include <fmt/format.h>

#include <algorithm>

#include "base/limits/answers.hpp"
#include "base/limits/store.hpp"
#include "bot/answer/controls.hpp"
#include "bot/answer_registry.hpp"
#include "bot/lookup/filters.hpp"
#include "locale/day_range.hpp"
#include "store/queries/matches.hpp"
#include "view/embed.hpp"
#include "view/match_list.hpp"

namespace cs2::bot {
namespace {

constexpr auto page_size = static_cast<int>(limits::matches_per_page);
constexpr int matches_max = limits::list_pages_max * page_size;

view::ListKind list_kind(Question::Kind kind) {
  switch (kind) {
    case Question::Kind::upcoming:
      return view::ListKind::upcoming;
    case Question::Kind::results:
      return view::ListKind::results;
    default:
      return view::ListKind::live;
  }
}

store::MatchQuery query_of(const Question& question, const Call& call) {
  store::MatchQuery query{
      .count = page_size, .offset = question.page * page_size, .total_max = matches_max + 1};
  if (question.team) query.team = question.team;
  if (question.event) query.tournament = question.event;
  query.tier = question.tier;
  if (question.day) {
    const auto last = *question.day + days{question.day_count - 1};
    query.from = locale::day_of(std::chrono::year_month_day{*question.day}, call.time_zone()).from;
    query.to = locale::day_of(std::chrono::year_month_day{last}, call.time_zone()).to;
    query.day = question.day;
    query.day_count = question.day_count;
  }
  switch (question.kind) {
    case Question::Kind::live:
      query.statuses = {MatchStatus::live};
      query.seen_since = this_hour(call) - limits::live_unseen_max;
      query.order = store::MatchOrder::best_tier_first;
      break;
    case Question::Kind::results:
      query.statuses = {MatchStatus::finished};
      query.order = store::MatchOrder::latest_first;
      break;
    default:
      query.statuses = {MatchStatus::scheduled};
      if (!query.from) query.from = this_hour(call) - limits::overdue_max;
  }
  return query;
}

std::vector<std::string> filters_of(const Question& question, const Call& call) {
  std::vector<std::string> filters;
  if (question.team) filters.push_back(team_name(question.team, call));
  if (question.event) filters.push_back(event_name(question.event, call));
  if (question.tier) {
    filters.push_back(call.language().say(fmt::format("choice.tier.{}", name(*question.tier))));
  }
  if (question.day) {
    const locale::DayRange range{*question.day, *question.day + days{question.day_count - 1}};
    filters.push_back(locale::day_range_name(range, today(call), call.language()));
  }
  return filters;
}

// Of the team or event that is asked for, where all of the page are its matches.
std::string picture_of(const Question& question, const std::vector<MatchDetails>& matches) {
  if (matches.empty()) return {};
  const auto& first = matches.front();
  std::optional<std::string> url;
  if (question.event && first.tournament) url = first.tournament->logo_url;
  for (const auto& team : first.teams) {
    if (question.team && team && team->id == question.team) url = team->logo_url;
  }
  return url ? view::picture(*url) : std::string{};
}

std::vector<discord::Row> controls(const Question& question, int pages,
                                   const std::vector<MatchDetails>& matches, const Call& call) {
  Controls controls{question, call};
  controls.add_pages(question.page, pages);
  const bool has_scores = question.kind != Question::Kind::upcoming;
  if (!matches.empty() && question.hide_scores && has_scores) controls.add_reveal();
  controls.add_matches(matches);
  return controls.take();
}

}  // namespace

Reply answer_list(Question question, const Call& call) {
  question.page = std::min(question.page, limits::list_pages_max - 1);
  auto found = store::list_matches(call.store(), query_of(question, call));
  const int total = std::min(found.total, matches_max);
  const int pages = count_pages(total, limits::matches_per_page);
  if (question.page >= pages) {  // the list has become shorter since the button was made
    question.page = pages - 1;
    found = store::list_matches(call.store(), query_of(question, call));
  }
  const view::MatchList list{
      .kind = list_kind(question.kind),
      .matches = found.matches,
      .page = question.page,
      .pages = pages,
      .total = total,
      .is_cut = found.total > matches_max,
      .is_of_one_event = bool{question.event},
      .time_zone = std::string{call.time_zone()},
      .filters = filters_of(question, call),
      .sources = found.matches.empty() ? known_sources(call) : std::vector<MatchSource>{},
      .loading = data_note(call).loading(),
      .picture_url = picture_of(question, found.matches),
      .mentions = {call.mention("upcoming"), call.mention("results")}};
  Reply reply{.message = view::match_list(list, reader_of(question, call))};
  reply.message.rows = controls(question, pages, found.matches, call);
  return reply;
}

}  // namespace cs2::bot

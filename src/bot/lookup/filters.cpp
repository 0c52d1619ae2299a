#include "bot/lookup/filters.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/limits/answers.hpp"
#include "base/limits/discord.hpp"
#include "base/text.hpp"
#include "bot/question.hpp"
#include "view/markdown.hpp"

namespace cs2::bot {
namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr std::array<std::pair<std::string_view, int>, 3> day_words{
    {{"today", 0}, {"tomorrow", 1}, {"yesterday", -1}}};
constexpr int days_suggested = 7;

discord::CommandChoice choice(std::string_view label, std::string value) {
  return {.name = {.text = shorten(sanitize(label), limits::choice_name), .by_locale = {}},
          .value = std::move(value)};
}

sys_days today(const Call& call) {
  return sys_days{locale::local_time(call.now(), call.time_zone()).date};
}

std::optional<sys_days> parse_day(std::string_view typed, const Call& call) {
  const auto folded = fold(typed);
  for (const auto& [word, offset] : day_words) {
    const auto label = fold(call.language().say(fmt::format("choice.day.{}", word)));
    if (folded == word || folded == label) return today(call) + days{offset};
  }
  const auto midnight = parse_iso8601(fmt::format("{}T00:00:00Z", trim(typed)));
  return midnight ? std::optional{std::chrono::floor<days>(*midnight)} : std::nullopt;
}

// Every way to understand both options together.
std::vector<Candidate> combine(const std::vector<Candidate>& teams, const std::vector<Candidate>& events) {
  std::vector<Candidate> combined;
  for (const auto& team : teams) {
    for (const auto& event : events) {
      auto values = team.values;
      values.insert(values.end(), event.values.begin(), event.values.end());
      combined.push_back({.label = view::join({team.label, event.label}, " · "),
                          .values = std::move(values),
                          .details = view::join({team.details, event.details}, " · ")});
    }
  }
  return combined;
}

struct Named {
  Asked asked;  // the name that is in doubt, the team before the event
  Meanings meanings;
};

Named find_both(const std::string& team, const std::string& event, const Call& call) {
  const auto teams = find_meanings(team, store::NameKind::team, call);
  const auto events = find_meanings(event, store::NameKind::tournament, call);
  const bool knows_teams = !teams.meant.empty();
  const bool knows_events = !events.meant.empty();
  const bool asks_team = !knows_teams || (knows_events && teams.meant.size() > 1);
  Meanings both{.meant = combine(teams.meant, events.meant), .is_exact = false, .close = {}};
  if (!knows_teams) both.close = combine(teams.close, events.meant);
  if (knows_teams && !knows_events) both.close = combine(teams.meant, events.close);
  return {asks_team ? Asked{.what = "team", .typed = team} : Asked{.what = "event", .typed = event},
          std::move(both)};
}

Named find_named(const Call& call) {
  const auto team = call[team_option];
  const auto event = call[event_option];
  if (event.empty())
    return {{.what = "team", .typed = team}, find_meanings(team, store::NameKind::team, call)};
  if (team.empty())
    return {{.what = "event", .typed = event}, find_meanings(event, store::NameKind::tournament, call)};
  return find_both(team, event, call);
}

}  // namespace

Choices suggest_days(const Call& call, std::string_view typed) {
  Choices choices;
  const auto wanted = fold(typed);
  const auto offer = [&](const std::string& label, std::string value) {
    const bool fits = fold(label).starts_with(wanted) || fold(value).starts_with(wanted);
    if (fits) choices.push_back(choice(label, std::move(value)));
  };
  for (const auto& [word, offset] : day_words) {
    const auto date = to_iso_date(year_month_day{today(call) + days{offset}});
    offer(fmt::format("{} ({})", call.language().say(fmt::format("choice.day.{}", word)), date), date);
  }
  for (int offset = 2; offset <= days_suggested; ++offset) {
    const auto date = to_iso_date(year_month_day{today(call) + days{offset}});
    offer(date, date);
  }
  return choices;
}

Question start_question(Question::Kind kind, const Call& call) {
  const auto asked = call[spoilers_option];
  const bool hide = asked ? *asked == "hide" : call.settings().spoilers == store::SpoilerRule::hide;
  return {.kind = kind, .hide_scores = hide, .owner = call.interaction().user_id};
}

Reply answer_filtered(Question::Kind kind, const Call& call) {
  auto question = start_question(kind, call);
  if (const auto tier = call[tier_option]) question.tier = parse_tier(*tier);
  if (const auto typed = call[day_option]; !typed.empty()) {
    question.day = parse_day(typed, call);
    if (!question.day)
      return call.say("answer.unknown_day",
                      {{"typed", view::escape_markdown(typed, limits::names_typed_max)}});
  }

  if (call[team_option].empty() && call[event_option].empty()) return answer(std::move(question), call);
  const auto [asked, meanings] = find_named(call);
  return answer_meanings(std::move(question), asked, meanings, call);
}

}  // namespace cs2::bot

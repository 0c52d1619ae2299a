#include "bot/lookup/filters.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/foreign_text.hpp"
#include "base/limits/answers.hpp"
#include "base/limits/discord.hpp"
#include "base/text.hpp"
#include "bot/question.hpp"
#include "locale/day_range.hpp"
#include "view/markdown.hpp"

namespace cs2::bot {
namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr int days_suggested = 7;

discord::CommandChoice choice(std::string_view label, std::string value) {
  return {.name = {.text = shorten(clean_name(label), limits::choice_name), .by_locale = {}},
          .value = std::move(value)};
}

// A list of results looks back.
locale::Direction direction_of(Question::Kind kind) {
  return kind == Question::Kind::results ? locale::Direction::back : locale::Direction::ahead;
}

// "Today · Wednesday, July 15"
std::string day_label(std::string_view word, const locale::DayRange& range, const Call& call) {
  return view::join({word.empty() ? std::string{} : call.language().say(fmt::format("choice.day.{}", word)),
                     locale::day_range_name(range, today(call), call.language())},
                    " · ");
}

// As it is typed into the option: a day, or a word that means several.
std::string day_value(const locale::DayRange& range, std::string_view word) {
  return range.first == range.last ? to_iso_date(year_month_day{range.first}) : std::string{word};
}

Choices suggest_days(const Call& call, std::string_view typed, locale::Direction direction) {
  Choices choices;
  const auto wanted = fold(typed);
  const auto offer = [&](std::string_view word, const locale::DayRange& range, std::string value) {
    const auto label = day_label(word, range, call);
    const bool fits = wanted.empty() || fold(label).contains(wanted) || value.starts_with(trim(typed));
    if (fits) choices.push_back(choice(label, std::move(value)));
  };
  // What was typed so far may mean a day of its own.
  if (const auto range = locale::parse_day_range(typed, today(call), direction, call.language());
      range && !wanted.empty()) {
    choices.push_back(choice(day_label({}, *range, call), day_value(*range, trim(typed))));
    return choices;
  }
  const bool back = direction == locale::Direction::back;
  const auto day = [&](int away) { return today(call) + days{back ? -away : away}; };
  const auto offer_day = [&](std::string_view word, int away) {
    offer(word, {day(away), day(away)}, to_iso_date(year_month_day{day(away)}));
  };
  offer_day("today", 0);
  offer_day(back ? "yesterday" : "tomorrow", 1);
  for (const std::string_view word : {"weekend", "week"}) {
    const auto phrase = word == "week" ? std::string{back ? "last week" : "this week"} : std::string{word};
    if (const auto range = locale::parse_day_range(phrase, today(call), direction, call.language()))
      offer(word == "week" && back ? "last_week" : word, *range, phrase);
  }
  for (int away = 2; away <= days_suggested; ++away) offer_day({}, away);
  return choices;
}

// Takes over the day that was typed, or says why it cannot be had.
std::optional<Reply> take_day(Question& question, std::string_view typed, const Call& call) {
  const locale::Argument shown{"typed", view::escape_markdown(typed, limits::names_typed_max)};
  const auto direction = direction_of(question.kind);
  const auto range = locale::parse_day_range(typed, today(call), direction, call.language());
  if (!range) return call.say("answer.unknown_day", {shown});
  const bool back = direction == locale::Direction::back;
  if (back ? range->first > today(call) : range->last < today(call)) {
    return call.say(back ? "answer.day_to_come" : "answer.day_over",
                    {{"day", locale::day_range_name(*range, today(call), call.asker_language())},
                     {"command", call.mention(back ? "upcoming" : "results")}});
  }
  question.day = range->first;
  question.day_count =
      std::min(limits::days_asked_max, static_cast<int>((range->last - range->first).count()) + 1);
  return std::nullopt;
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

sys_days today(const Call& call) {
  return sys_days{locale::local_time(call.now(), call.time_zone()).date};
}

Choices suggest_past_days(const Call& call, std::string_view typed) {
  return suggest_days(call, typed, locale::Direction::back);
}

Choices suggest_coming_days(const Call& call, std::string_view typed) {
  return suggest_days(call, typed, locale::Direction::ahead);
}

Question start_question(Question::Kind kind, const Call& call) {
  const auto asked = call[spoilers_option];
  const bool hide = asked ? *asked == "hide" : call.hides_scores();
  return {.kind = kind, .hide_scores = hide, .owner = call.interaction().user_id};
}

Reply answer_filtered(Question::Kind kind, const Call& call) {
  auto question = start_question(kind, call);
  if (const auto tier = call[tier_option]) question.tier = parse_tier(*tier);
  // Both options have one name.
  if (const auto typed = call[coming_day_option]; !typed.empty()) {
    if (auto refusal = take_day(question, typed, call)) return std::move(*refusal);
  }

  if (call[team_option].empty() && call[event_option].empty()) return answer(std::move(question), call);
  const auto [asked, meanings] = find_named(call);
  return answer_meanings(std::move(question), asked, meanings, call);
}

}  // namespace cs2::bot

#include "bot/lookup/filters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <map>

#include "base/limits/answers.hpp"
#include "base/limits/discord.hpp"
#include "base/text.hpp"
#include "bot/question.hpp"
#include "locale/day_range.hpp"
#include "view/markdown.hpp"
#include "view/place_text.hpp"

namespace cs2::bot {
namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr int days_suggested = 7;

Reference reference_to(const store::Named& named) {
  switch (named.kind) {
    case store::NameKind::team:
      return TeamId{named.id};
    case store::NameKind::tournament:
      return TournamentId{named.id};
    case store::NameKind::player:
      return PlayerId{named.id};
  }
  assert(false);
  return TeamId{named.id};
}

std::optional<store::NameKind> kind_of(Reference reference) {
  if (std::holds_alternative<TeamId>(reference)) return store::NameKind::team;
  if (std::holds_alternative<TournamentId>(reference)) return store::NameKind::tournament;
  if (std::holds_alternative<PlayerId>(reference)) return store::NameKind::player;
  return std::nullopt;
}

discord::CommandChoice choice(std::string_view label, std::string value) {
  return {.name = {.text = shorten(sanitize(label), limits::choice_name), .by_locale = {}},
          .value = std::move(value)};
}

// "Frost · Alpine · Germany": with all that tells it from its namesakes.
std::string full_label(const store::Named& named, const Call& call) {
  const auto* team = named.team ? call.names().find(store::NameKind::team, named.team.value) : nullptr;
  return view::join({named.name, team ? team->name : "", locale::country_name(named.country, call.language()),
                     view::region_name(named.region, call.language())},
                    " · ");
}

// In the order of `named`. Those that would read the same get what tells them apart, at the last their id.
std::vector<std::string> labels_of(const std::vector<const store::Named*>& named, const Call& call) {
  std::map<std::string, int> bearers;
  for (const auto* each : named) ++bearers[fold(each->name)];
  std::map<std::string, int> readings;
  std::vector<std::string> labels;
  for (const auto* each : named) {
    labels.push_back(bearers.at(fold(each->name)) > 1 ? full_label(*each, call) : each->name);
    ++readings[labels.back()];
  }
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (readings.at(labels[i]) > 1) labels[i] += fmt::format(" · #{}", named[i]->id);
  }
  return labels;
}

Choices suggest_names(const Call& call, std::string_view typed, store::NameKind kind) {
  std::vector<const store::Named*> found;
  for (const auto& hit : call.names().search(typed, kind, limits::suggestions, call.own_names()))
    found.push_back(hit.named);
  const auto labels = labels_of(found, call);
  Choices choices;
  for (std::size_t i = 0; i < found.size(); ++i) {
    choices.push_back(choice(labels[i], to_string(reference_to(*found[i]))));
  }
  return choices;
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
                    {{"day", locale::day_range_name(*range, today(call), call.language())},
                     {"command", call.mention(back ? "upcoming" : "results")}});
  }
  question.day = range->first;
  question.day_count =
      std::min(limits::days_asked_max, static_cast<int>((range->last - range->first).count()) + 1);
  return std::nullopt;
}

// Every way to understand both options together; a filter that was not given adds nothing.
std::vector<Candidate> combine(const std::vector<Candidate>& teams, const std::vector<Candidate>& events) {
  if (teams.empty() || events.empty()) return teams.empty() ? events : teams;
  std::vector<Candidate> combined;
  for (const auto& team : teams) {
    for (const auto& event : events) {
      auto values = team.values;
      values.insert(values.end(), event.values.begin(), event.values.end());
      combined.push_back(
          {.label = view::join({team.label, event.label}, " · "), .values = std::move(values)});
    }
  }
  return combined;
}

}  // namespace

sys_days today(const Call& call) {
  return sys_days{locale::local_time(call.now(), call.time_zone()).date};
}

Choices suggest_teams(const Call& call, std::string_view typed) {
  return suggest_names(call, typed, store::NameKind::team);
}

Choices suggest_events(const Call& call, std::string_view typed) {
  return suggest_names(call, typed, store::NameKind::tournament);
}

Choices suggest_players(const Call& call, std::string_view typed) {
  return suggest_names(call, typed, store::NameKind::player);
}

Choices suggest_past_days(const Call& call, std::string_view typed) {
  return suggest_days(call, typed, locale::Direction::back);
}

Choices suggest_coming_days(const Call& call, std::string_view typed) {
  return suggest_days(call, typed, locale::Direction::ahead);
}

Question start_question(Question::Kind kind, const Call& call) {
  const auto asked = call[spoilers_option];
  const bool hide = asked ? *asked == "hide" : call.settings().spoilers == store::SpoilerRule::hide;
  return {.kind = kind, .hide_scores = hide, .owner = call.interaction().user_id};
}

std::vector<Candidate> find_meanings(std::string_view typed, store::NameKind kind, const Call& call) {
  if (const auto reference = parse_reference(typed); reference && kind_of(*reference) == kind) {
    return {{.label = {}, .values = {to_string(*reference)}}};
  }
  const auto meant = call.names().resolve(typed, kind, call.own_names());
  auto labels = labels_of(meant, call);
  std::vector<Candidate> candidates;
  candidates.reserve(meant.size());
  for (std::size_t i = 0; i < meant.size(); ++i) {
    candidates.push_back({.label = std::move(labels[i]), .values = {to_string(reference_to(*meant[i]))}});
  }
  return candidates;
}

Reply answer_filtered(Question::Kind kind, const Call& call) {
  auto question = start_question(kind, call);
  if (const auto tier = call[tier_option]) question.tier = parse_tier(*tier);
  // Both options have one name.
  if (const auto typed = call[coming_day_option]; !typed.empty()) {
    if (auto refusal = take_day(question, typed, call)) return std::move(*refusal);
  }

  const auto team = call[team_option];
  const auto event = call[event_option];
  const auto teams =
      team.empty() ? std::vector<Candidate>{} : find_meanings(team, store::NameKind::team, call);
  const auto events =
      event.empty() ? std::vector<Candidate>{} : find_meanings(event, store::NameKind::tournament, call);
  if (!team.empty() && teams.empty()) {
    return call.say("answer.unknown_team", {{"typed", view::escape_markdown(team, limits::names_typed_max)}});
  }
  if (!event.empty() && events.empty()) {
    return call.say("answer.unknown_event",
                    {{"typed", view::escape_markdown(event, limits::names_typed_max)}});
  }

  const auto candidates = combine(teams, events);
  if (candidates.size() > 1) {
    const bool about_team = teams.size() > 1;
    return disambiguate(question, about_team ? "choose.team" : "choose.event", about_team ? team : event,
                        candidates, call);
  }
  if (!candidates.empty() && !take(question, candidates.front())) return call.say("answer.old_button");
  return answer(question, call);
}

}  // namespace cs2::bot

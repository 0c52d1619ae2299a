#include "bot/lookup/filters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <charconv>
#include <map>

#include "base/foreign_text.hpp"
#include "base/limits/answers.hpp"
#include "base/limits/discord.hpp"
#include "base/text.hpp"
#include "bot/question.hpp"
#include "view/markdown.hpp"
#include "view/place_text.hpp"

namespace cs2::bot {
namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr std::array<std::pair<std::string_view, int>, 3> day_words{
    {{"today", 0}, {"tomorrow", 1}, {"yesterday", -1}}};
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
  return {.name = {.text = shorten(clean_name(label), limits::choice_name), .by_locale = {}},
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

Choices suggest_teams(const Call& call, std::string_view typed) {
  return suggest_names(call, typed, store::NameKind::team);
}

Choices suggest_events(const Call& call, std::string_view typed) {
  return suggest_names(call, typed, store::NameKind::tournament);
}

Choices suggest_players(const Call& call, std::string_view typed) {
  return suggest_names(call, typed, store::NameKind::player);
}

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
  if (const auto typed = call[day_option]; !typed.empty()) {
    question.day = parse_day(typed, call);
    if (!question.day)
      return call.say("answer.unknown_day",
                      {{"typed", view::escape_markdown(typed, limits::names_typed_max)}});
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

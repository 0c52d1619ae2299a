#include "bot/lookup/match_lookup.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/foreign_text.hpp"
#include "base/limits/answers.hpp"
#include "base/limits/discord.hpp"
#include "base/text.hpp"
#include "bot/lookup/filters.hpp"
#include "bot/question.hpp"
#include "view/markdown.hpp"

namespace cs2::bot {
namespace {

// The rest of the 25 suggestions are teams.
constexpr std::size_t matches_suggested = 15;

struct Sides {
  std::string_view first;
  std::string_view second;  // empty: only one team was named
};

// "spirit vs navi", "spirit - navi".
Sides split_sides(std::string_view typed) {
  constexpr std::array<std::string_view, 7> separators{" vs. ", " vs ", " VS ", " versus ",
                                                       " v ",   " – ",  " - "};
  for (const auto separator : separators) {
    const auto at = typed.find(separator);
    if (at == std::string_view::npos) continue;
    return {.first = trim(typed.substr(0, at)), .second = trim(typed.substr(at + separator.size()))};
  }
  return {.first = trim(typed), .second = {}};
}

// ---- Suggestions

using Hits = std::vector<NameIndex::Hit>;

Hits teams_like(const Call& call, std::string_view typed) {
  return call.names().search(typed, store::NameKind::team, limits::suggestions, call.own_names());
}

TeamId team_of(const NameIndex::Hit& hit) {
  return {hit.named->id};
}

// "Berlin" of "Europe/Berlin".
std::string zone_label(std::string_view zone) {
  std::string label{zone.substr(zone.rfind('/') + 1)};
  std::ranges::replace(label, '_', ' ');
  return label;
}

std::string match_label(const MatchIndex::Entry& match, const Call& call) {
  const auto& language = call.language();
  const auto team = [&](std::size_t slot) {
    return is_placeholder(match.names[slot]) ? language.say("match.undecided") : match.names[slot];
  };
  if (match.status == MatchStatus::live) {
    return language.say("suggest.match.live", {{"first", team(0)}, {"second", team(1)}});
  }
  if (!match.at) return language.say("suggest.match.no_time", {{"first", team(0)}, {"second", team(1)}});

  // A day without an hour is the same in every zone.
  const auto shown =
      match.is_exact ? locale::local_time(*match.at, call.time_zone())
                     : locale::LocalTime{.date = std::chrono::floor<days>(*match.at), .since_midnight = {}};
  const auto today = locale::local_time(call.now(), call.time_zone());
  const auto apart = (std::chrono::sys_days{shown.date} - std::chrono::sys_days{today.date}).count();
  const auto* day = apart == 0 ? "today" : apart == 1 ? "tomorrow" : apart == -1 ? "yesterday" : "other";
  const auto minutes_shown = shown.since_midnight.count();
  return language.say(fmt::format("suggest.match.{}{}", day, match.is_exact ? "" : "_untimed"),
                      {{"first", team(0)},
                       {"second", team(1)},
                       {"date", to_iso_date(shown.date)},
                       {"time", fmt::format("{:02}:{:02}", minutes_shown / 60, minutes_shown % 60)},
                       {"zone", zone_label(call.time_zone())}});
}

bool fits(const MatchIndex::Entry& match, const Hits& first, const Hits& second) {
  return std::ranges::any_of(first, [&](const auto& team) {
    if (second.empty()) return involves(match, team_of(team));
    return std::ranges::any_of(
        second, [&](const auto& opponent) { return involves(match, team_of(team), team_of(opponent)); });
  });
}

discord::CommandChoice choice(std::string_view label, Reference value) {
  return {.name = {.text = shorten(clean_name(label), limits::choice_name), .by_locale = {}},
          .value = to_string(value)};
}

// ---- What was typed

std::vector<Candidate> combine(const std::vector<Candidate>& first, const std::vector<Candidate>& second) {
  std::vector<Candidate> pairs;
  for (const auto& one : first) {
    for (const auto& other : second) {
      if (one.values == other.values) continue;
      auto values = one.values;
      values.insert(values.end(), other.values.begin(), other.values.end());
      pairs.push_back({.label = view::join({one.label, other.label}, " – "), .values = std::move(values)});
    }
  }
  return pairs;
}

}  // namespace

Choices suggest_matches(const Call& call, std::string_view typed) {
  const auto sides = split_sides(typed);
  const auto first = teams_like(call, sides.first);
  const auto second = sides.second.empty() ? Hits{} : teams_like(call, sides.second);
  const bool nothing_typed = sides.first.empty();

  Choices choices;
  for (const auto& match : call.suggestions().matches.entries()) {
    if (choices.size() == matches_suggested) break;
    if (nothing_typed || fits(match, first, second))
      choices.push_back(choice(match_label(match, call), match.id));
  }
  if (!sides.second.empty()) return choices;
  for (const auto& hit : first) {
    if (choices.size() == limits::suggestions) break;
    choices.push_back(choice(hit.named->name, team_of(hit)));
  }
  return choices;
}

std::expected<std::vector<Candidate>, std::string> find_match_meanings(std::string_view typed,
                                                                       const Call& call) {
  if (const auto reference = parse_reference(typed); reference && std::holds_alternative<MatchId>(*reference))
    return std::vector{Candidate{.label = std::string{typed}, .values = {std::string{typed}}}};
  const auto sides = split_sides(typed);
  auto candidates = find_meanings(sides.first, store::NameKind::team, call);
  if (candidates.empty()) return std::unexpected(std::string{sides.first});
  if (sides.second.empty()) return candidates;
  const auto opponents = find_meanings(sides.second, store::NameKind::team, call);
  if (opponents.empty()) return std::unexpected(std::string{sides.second});
  candidates = combine(candidates, opponents);
  if (candidates.empty()) return std::unexpected(std::string{typed});
  return candidates;
}

}  // namespace cs2::bot

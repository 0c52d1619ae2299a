#include "bot/lookup/match_lookup.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "base/foreign_text.hpp"
#include "base/limits/answers.hpp"
#include "base/limits/discord.hpp"
#include "base/text.hpp"
#include "bot/lookup/lookup.hpp"
#include "bot/question.hpp"
#include "locale/date_text.hpp"
#include "locale/time_zone.hpp"
#include "view/markdown.hpp"

namespace cs2::bot {
namespace {

using store::NameKind;

// The rest of the 25 suggestions are teams and events.
constexpr std::size_t matches_suggested = 15;
// Of a text without "vs": more words are no two teams.
constexpr std::size_t words_of_two_teams = 6;

struct Sides {
  std::string_view first;
  std::string_view second;
};

// "spirit vs navi", "spirit - navi".
std::optional<Sides> split_at_separator(std::string_view typed) {
  constexpr std::array<std::string_view, 7> separators{" vs. ", " vs ", " versus ", " v ",
                                                       " x ",   " – ",  " - "};
  std::string lower{typed};
  std::ranges::transform(lower, lower.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  for (const auto separator : separators) {
    const auto at = lower.find(separator);
    if (at == std::string::npos) continue;
    const Sides sides{.first = trim(typed.substr(0, at)),
                      .second = trim(typed.substr(at + separator.size()))};
    if (!sides.first.empty() && !sides.second.empty()) return sides;
  }
  return std::nullopt;
}

// "mouz falcons" at each of its gaps: any of them may lie between two teams.
std::vector<Sides> split_at_gaps(std::string_view typed) {
  std::vector<Sides> all;
  for (auto at = typed.find(' '); at != std::string_view::npos; at = typed.find(' ', at + 1)) {
    const Sides sides{.first = trim(typed.substr(0, at)), .second = trim(typed.substr(at + 1))};
    if (!sides.first.empty() && !sides.second.empty()) all.push_back(sides);
  }
  if (all.size() >= words_of_two_teams) all.clear();
  return all;
}

// ---- What was typed

std::vector<Candidate> combine(const std::vector<Candidate>& first, const std::vector<Candidate>& second) {
  std::vector<Candidate> pairs;
  for (const auto& one : first) {
    for (const auto& other : second) {
      if (one.values == other.values) continue;
      auto values = one.values;
      values.insert(values.end(), other.values.begin(), other.values.end());
      pairs.push_back({.label = view::join({one.label, other.label}, " – "),
                       .values = std::move(values),
                       .details = view::join({one.details, other.details}, " – ")});
    }
  }
  return pairs;
}

MatchMeanings find_pair(const Sides& sides, const Call& call) {
  const auto first = find_meanings(sides.first, NameKind::team, call);
  const auto second = find_meanings(sides.second, NameKind::team, call);
  const bool knows_first = !first.meant.empty();
  const bool asks_first = !knows_first || (first.meant.size() > 1 && !second.meant.empty());
  MatchMeanings pair{
      .asked = {.what = "team", .typed = std::string{asks_first ? sides.first : sides.second}}};
  pair.meanings.meant = combine(first.meant, second.meant);
  pair.meanings.is_exact = first.is_exact && second.is_exact;
  if (!knows_first)
    pair.meanings.close = combine(first.close, second.meant);
  else if (second.meant.empty())
    pair.meanings.close = combine(first.meant, second.close);
  return pair;
}

// Two teams without a word between them: nothing where a side is in doubt.
Meanings find_pairs_at_gaps(std::string_view typed, bool exactly, const Call& call) {
  Meanings pairs;
  for (const auto& sides : split_at_gaps(typed)) {
    auto [asked, meanings, is_event] = find_pair(sides, call);
    if (meanings.meant.size() == 1 && (meanings.is_exact || !exactly))
      pairs.meant.push_back(meanings.meant.front());
  }
  return pairs;
}

// "t:1+t:2" of a suggestion.
std::optional<Candidate> parse_pair(std::string_view typed) {
  const auto parts = split(typed, '+');
  if (parts.size() != 2) return std::nullopt;
  Candidate pair;
  for (const auto part : parts) {
    const auto reference = parse_reference(part);
    if (!reference || !std::holds_alternative<TeamId>(*reference)) return std::nullopt;
    pair.values.emplace_back(part);
  }
  return pair;
}

std::optional<Candidate> parse_picked(std::string_view typed) {
  const auto reference = parse_reference(typed);
  if (reference && std::holds_alternative<MatchId>(*reference))
    return Candidate{.label = {}, .values = {std::string{typed}}};
  return parse_pair(typed);
}

// ---- Suggestions

using Hits = std::vector<NameHit>;
using Teams = std::vector<TeamId>;

Hits find_hits(const Call& call, std::string_view typed, NameKind kind) {
  return call.names().search(typed, kind, limits::suggestions, call.own_names());
}

double best_score(const Hits& hits) {
  double best = 0;
  for (const auto& hit : hits) best = std::max(best, hit.score);
  return best;
}

Teams teams_of(const Hits& hits) {
  Teams teams;
  for (const auto& hit : hits) teams.push_back({hit.named->id});
  return teams;
}

// "Berlin" of "Europe/Berlin".
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
                       {"date", locale::date_text(shown.date, language)},
                       {"time", fmt::format("{:02}:{:02}", minutes_shown / 60, minutes_shown % 60)},
                       {"zone", locale::time_zone_name(call.time_zone(), language)}});
}

bool plays_in(const MatchIndex::Entry& match, const Teams& first, const Teams& second) {
  return std::ranges::any_of(first, [&](TeamId team) {
    if (second.empty()) return involves(match, team);
    return std::ranges::any_of(second, [&](TeamId opponent) { return involves(match, team, opponent); });
  });
}

class Suggestions {
 public:
  explicit Suggestions(const Call& call) : call_(call) {}

  // Whether there are any.
  bool add_matches(const Teams& first, const Teams& second) {
    bool found = false;
    for (const auto& match : call_.suggestions().matches.entries()) {
      if (!plays_in(match, first, second)) continue;
      found = true;
      add_match(match);
    }
    return found;
  }
  void add_match(const MatchIndex::Entry& match) {
    if (values_.size() < matches_suggested) add(match_label(match, call_), match.place, to_string(match.id));
  }
  void add(const std::string& label, const std::string& difference, std::string value) {
    if (values_.size() == limits::suggestions || std::ranges::find(values_, value) != values_.end()) return;
    labels_.push_back(label);
    differences_.push_back(difference);
    values_.push_back(std::move(value));
  }
  void add_named(const Hits& hits) {
    for (const auto& hit : hits) {
      const bool is_team = hit.named->kind == NameKind::team;
      add(hit.named->name, {},
          is_team ? to_string(TeamId{hit.named->id}) : to_string(TournamentId{hit.named->id}));
    }
  }
  // No two read the same.
  Choices take() && {
    std::vector<std::string> ids;
    ids.reserve(values_.size());
    for (const auto& value : values_) ids.push_back("#" + value.substr(value.find(':') + 1));
    auto labels = distinct_labels(distinct_labels(labels_, differences_), ids);
    Choices choices;
    for (std::size_t i = 0; i < labels.size(); ++i)
      choices.push_back(
          {.name = {.text = std::move(labels[i]), .by_locale = {}}, .value = std::move(values_[i])});
    return choices;
  }

 private:
  const Call& call_;
  std::vector<std::string> labels_;
  std::vector<std::string> differences_;
  std::vector<std::string> values_;
};

Teams resolve_teams(std::string_view typed, const Call& call) {
  Teams teams;
  for (const auto* named : call.names().resolve(typed, NameKind::team, call.own_names()).meant)
    teams.push_back({named->id});
  return teams;
}

void add_pair(Suggestions& suggestions, TeamId first, TeamId second, const Call& call) {
  const auto* one = call.names().find(NameKind::team, first.value);
  const auto* other = call.names().find(NameKind::team, second.value);
  if (!one || !other || one == other) return;
  suggestions.add(call.language().say("match.versus", {{"first", one->name}, {"second", other->name}}), {},
                  fmt::format("{}+{}", to_string(first), to_string(second)));
}

// The matches of both, else the two of which there is none around now.
void add_pairs(Suggestions& suggestions, const Teams& first, const Teams& second, const Call& call) {
  if (first.empty() || second.empty() || suggestions.add_matches(first, second)) return;
  add_pair(suggestions, first.front(), second.front(), call);
}

Choices suggest(const Call& call, std::string_view typed, bool with_events) {
  Suggestions suggestions{call};
  if (trim(typed).empty()) {
    for (const auto& match : call.suggestions().matches.entries()) suggestions.add_match(match);
    return std::move(suggestions).take();
  }
  if (const auto sides = split_at_separator(typed)) {
    add_pairs(suggestions, teams_of(find_hits(call, sides->first, NameKind::team)),
              teams_of(find_hits(call, sides->second, NameKind::team)), call);
    return std::move(suggestions).take();
  }
  for (const auto& [first, second] : split_at_gaps(typed)) {
    const auto teams = resolve_teams(first, call);
    if (!teams.empty()) add_pairs(suggestions, teams, resolve_teams(second, call), call);
  }
  auto teams = find_hits(call, typed, NameKind::team);
  auto events = with_events ? find_hits(call, typed, NameKind::tournament) : Hits{};
  const bool events_first = best_score(events) > best_score(teams);
  NameIndex::drop_worse(teams, std::max(best_score(events), best_score(teams)));
  NameIndex::drop_worse(events, std::max(best_score(events), best_score(teams)));
  if (!teams.empty()) suggestions.add_matches(teams_of(teams), {});
  suggestions.add_named(events_first ? events : teams);
  suggestions.add_named(events_first ? teams : events);
  return std::move(suggestions).take();
}

}  // namespace

Choices suggest_matches(const Call& call, std::string_view typed) {
  return suggest(call, typed, false);
}

Choices suggest_matches_and_events(const Call& call, std::string_view typed) {
  return suggest(call, typed, true);
}

MatchMeanings find_match_meanings(std::string_view typed, const Call& call) {
  typed = trim(typed.substr(0, limits::names_typed_max));
  const auto of_team = [&](Meanings meanings) {
    return MatchMeanings{.asked = {.what = "team", .typed = std::string{typed}},
                         .meanings = std::move(meanings)};
  };
  if (auto picked = parse_picked(typed))
    return of_team({.meant = {std::move(*picked)}, .is_exact = true, .close = {}});
  if (const auto sides = split_at_separator(typed)) return find_pair(*sides, call);

  auto whole = find_meanings(typed, NameKind::team, call);
  if (whole.is_exact) return of_team(std::move(whole));
  if (auto pairs = find_pairs_at_gaps(typed, true, call); !pairs.meant.empty())
    return of_team(std::move(pairs));
  auto event = find_meanings(typed, NameKind::tournament, call);
  if (event.is_exact || (whole.meant.empty() && !event.meant.empty()))
    return {.asked = {.what = "event", .typed = std::string{typed}},
            .meanings = std::move(event),
            .is_event = true};
  if (!whole.meant.empty()) return of_team(std::move(whole));
  if (auto pairs = find_pairs_at_gaps(typed, false, call); !pairs.meant.empty())
    return of_team(std::move(pairs));
  return {.asked = {.what = "match", .typed = std::string{typed}}, .meanings = std::move(whole)};
}

}  // namespace cs2::bot

#include "view/match_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/foreign_text.hpp"
#include "base/text.hpp"
#include "discord/types.hpp"
#include "locale/date_text.hpp"
#include "model/calendar.hpp"
#include "view/markdown.hpp"
#include "view/place_text.hpp"
#include "view/text/short_name.hpp"

namespace cs2::view {
namespace {

constexpr std::size_t longest_score = 5;      // "22–20"
constexpr std::size_t line_characters = 32;   // of a name in a line
constexpr std::size_t trait_characters = 20;  // of what tells two teams of one name apart

// A series of which nobody knows who won ends in no "0 – 0", and one that is called off has none.
bool has_score(const MatchFacts& facts) {
  if (!facts.score || facts.status == MatchStatus::scheduled) return false;
  return facts.status == MatchStatus::live || facts.draw || *facts.score != Score{};
}

// What stands between the two names; empty while there is nothing to say.
std::string score_text(const MatchFacts& facts, const Reader& reader) {
  if (facts.forfeit) return forfeit_text(facts.winner, facts.disqualified, reader);
  const bool is_one_map = facts.best_of == 1 && facts.maps.size() == 1;
  if (is_one_map && facts.maps.front().score && facts.status != MatchStatus::scheduled)
    return numbers(*facts.maps.front().score, reader);
  return has_score(facts) ? numbers(*facts.score, reader) : std::string{};
}

// The winner in bold; both, where none is known or shown.
std::string marked(const std::string& team, const MatchFacts& facts, Slot slot, const Reader& reader) {
  const bool lost = facts.winner && *facts.winner != slot && !hides_result(facts, reader);
  return lost ? team : fmt::format("**{}**", team);
}

// What has been played is long ago, so its day is enough.
std::string short_time(const MatchFacts& facts, const Reader& reader) {
  const auto at = time_of(facts);
  if (!at || !has_exact_time(facts) || is_overdue(facts, reader)) return time_text(facts, reader);
  const bool is_done = facts.status == MatchStatus::finished || facts.status == MatchStatus::cancelled ||
                       facts.status == MatchStatus::postponed;
  return is_done ? discord::timestamp(*at, 'd') : time_text(facts, reader);
}

std::string moment_text(Timestamp at, const Reader& reader) {
  return reader.language.say(
      "match.moment", {{"time", discord::timestamp(at, 'f')}, {"relative", discord::timestamp(at, 'R')}});
}

std::string beside_text(const MatchDetails& details, MatchTextContext beside, const Reader& reader) {
  switch (beside) {
    case MatchTextContext::event:
      return details.tournament ? short_event_name(details.tournament->name, line_characters) : std::string{};
    case MatchTextContext::stage:
      return stage_text(details.match.stage, reader.language);
    case MatchTextContext::nothing:
      return {};
  }
  return {};
}

// The team's name, or what the source says of one that is not decided, unless that is only that it is not.
std::string name_of(const MatchDetails& details, Slot slot, const locale::Language& language) {
  const auto index = static_cast<std::size_t>(slot);
  const auto& team = details.teams[index];
  if (team) return team->name;
  const auto& written = details.match.opponents[index].name;
  return is_placeholder(written) ? std::string{} : short_opponent(written, language);
}

// The first letter, in lower case; nothing where the name begins with anything else.
char first_letter(std::string_view name) {
  const char first = name.empty() ? '\0' : name.front();
  if (first >= 'A' && first <= 'Z') return static_cast<char>(first - 'A' + 'a');
  return (first >= 'a' && first <= 'z') ? first : '\0';
}

// Most names differ in their first letter. Folding those beyond ASCII is dear.
bool are_alike(std::string_view one, std::string_view other) {
  const auto letters = std::pair{first_letter(one), first_letter(other)};
  const bool begin_apart = letters.first != '\0' && letters.second != '\0' && letters.first != letters.second;
  return !begin_apart && fold(one) == fold(other);
}

// What tells two teams of one name in one line apart: the country or region of each, or else a number. Empty
// for others.
std::string trait_of(const MatchDetails& details, Slot slot, const locale::Language& language) {
  const auto& [first, second] = details.teams;
  if (!first || !second || first->id == second->id || !are_alike(first->name, second->name)) return {};
  const auto trait = [&](const Team& team) {
    const auto country = team.country ? flag(*team.country) : std::string{};
    return country.empty() && team.region ? region_name(*team.region, language) : country;
  };
  const std::array traits{trait(*first), trait(*second)};
  const bool differ = traits[0] != traits[1] && !traits[0].empty() && !traits[1].empty();
  return differ ? traits[static_cast<std::size_t>(slot)] : std::to_string(slot + 1);
}

}  // namespace

std::string opponent_name(const MatchDetails& details, Slot slot, const Reader& reader,
                          std::size_t characters) {
  const auto text = escape_markdown(name_of(details, slot, reader.language), characters);
  if (text.empty()) return reader.language.say("match.undecided");
  const auto trait = escape_markdown(trait_of(details, slot, reader.language), trait_characters);
  return trait.empty() ? text : fmt::format("{} ({})", text, trait);
}

std::string plain_opponent(const MatchDetails& details, Slot slot, const locale::Language& language,
                           std::size_t characters) {
  const auto text = shorten(clean_name(name_of(details, slot, language)), characters);
  if (text.empty()) return language.say("match.undecided");
  const auto trait = shorten(clean_name(trait_of(details, slot, language)), trait_characters);
  return trait.empty() ? text : fmt::format("{} ({})", text, trait);
}

std::string versus(const MatchDetails& details, const Reader& reader, std::size_t characters) {
  return reader.language.say("match.versus", {{"first", opponent_name(details, 0, reader, characters)},
                                              {"second", opponent_name(details, 1, reader, characters)}});
}

std::string match_title(const MatchDetails& details, const Reader& reader, std::size_t characters) {
  return reader.language.say("match.versus",
                             {{"first", plain_opponent(details, 0, reader.language, characters)},
                              {"second", plain_opponent(details, 1, reader.language, characters)}});
}

std::string score_line(const MatchDetails& details, const Reader& reader, std::size_t characters) {
  const auto& match = details.match;
  auto first = marked(opponent_name(details, 0, reader, characters), match, 0, reader);
  auto second = marked(opponent_name(details, 1, reader, characters), match, 1, reader);

  auto score = score_text(match, reader);
  if (hides_result(match, reader))
    score = reader.leave_out_scores ? std::string{} : hidden_cell(score, reader);
  if (score.empty() || match.status == MatchStatus::scheduled) {
    return reader.language.say("match.versus", {{"first", std::move(first)}, {"second", std::move(second)}});
  }
  return reader.language.say(
      "match.score",
      {{"first", std::move(first)}, {"score", std::move(score)}, {"second", std::move(second)}});
}

std::string plain_score_line(const MatchDetails& details, const Reader& reader, std::size_t characters) {
  return reader.language.say("match.score", {{"first", opponent_name(details, 0, reader, characters)},
                                             {"score", score_text(details.match, reader)},
                                             {"second", opponent_name(details, 1, reader, characters)}});
}

std::string stage_text(std::string_view stage, const locale::Language& language) {
  if (is_placeholder(stage)) return {};
  constexpr std::string_view separator = " – ";
  const auto at = stage.rfind(separator);
  const auto round = at == std::string_view::npos ? stage : stage.substr(at + separator.size());
  const auto whole = at == std::string_view::npos ? std::string_view{} : stage.substr(0, at);
  if (is_placeholder(round)) return std::string{whole};
  // The rounds of a Swiss stage are named by how its teams stand.
  const auto key = fmt::format("stage.{}", fold(round));
  auto text = language.has(key) ? language.say(key) : std::string{round};
  return whole.empty() || is_placeholder(whole) ? text : fmt::format("{}{}{}", whole, separator, text);
}

std::string round_text(std::string_view stage, const locale::Language& language) {
  constexpr std::string_view separator = " – ";
  const auto text = stage_text(stage, language);
  const auto at = text.rfind(separator);
  return at == std::string::npos ? text : text.substr(at + separator.size());
}

std::string event_line(const MatchDetails& details, const Reader& reader, std::size_t characters) {
  auto event = details.tournament
                   ? escape_markdown(short_event_name(details.tournament->name, characters), characters)
                   : std::string{};
  auto stage = escape_markdown(stage_text(details.match.stage, reader.language), characters);
  if (event.empty()) return stage;
  if (stage.empty()) return event;
  return reader.language.say("match.event", {{"event", std::move(event)}, {"stage", std::move(stage)}});
}

std::string time_text(const MatchFacts& facts, const Reader& reader) {
  const auto& language = reader.language;
  const auto at = time_of(facts);
  const bool is_live = facts.status == MatchStatus::live;
  if (!at) return is_live ? std::string{} : language.say("match.no_time");
  if (!has_exact_time(facts)) return is_live ? std::string{} : day_text(*at, reader);
  if (is_live && facts.started_at) return discord::timestamp(*at, 'R');
  if (is_live) return language.say("match.about", {{"time", discord::timestamp(*at, 'R')}});
  if (is_overdue(facts, reader)) return overdue_text(facts, reader);
  const bool is_off = facts.status == MatchStatus::postponed || facts.status == MatchStatus::cancelled;
  if (is_off) return language.say("match.planned", {{"time", discord::timestamp(*at, 'f')}});
  return moment_text(*at, reader);
}

bool is_overdue(const MatchFacts& facts, const Reader& reader) {
  return facts.status == MatchStatus::scheduled && facts.scheduled_at && facts.time_is_exact &&
         *facts.scheduled_at < reader.now;
}

std::string overdue_text(const MatchFacts& facts, const Reader& reader) {
  constexpr minutes usual{5};  // hardly any match begins on the minute
  const auto late = reader.now - *facts.scheduled_at;
  const auto time = discord::timestamp(*facts.scheduled_at, late < hours{12} ? 't' : 'f');
  return reader.language.say(late < usual ? "match.due" : "match.delayed", {{"time", time}});
}

std::string status_text(const MatchFacts& facts, const Reader& reader) {
  const auto& language = reader.language;
  if (facts.status == MatchStatus::postponed || facts.status == MatchStatus::cancelled)
    return language.say(fmt::format("match.status.{}", name(facts.status)));
  if (facts.status != MatchStatus::finished || hides_result(facts, reader) || facts.winner || facts.draw)
    return {};
  return language.say(facts.forfeit ? "match.both_forfeited" : "match.no_result");
}

std::string match_line(const MatchDetails& details, MatchTextContext beside, const Reader& reader) {
  const auto& match = details.match;
  return join(
      {score_line(details, reader, line_characters), status_text(match, reader), short_time(match, reader),
       escape_markdown(beside_text(details, beside, reader), line_characters)},
      " · ");
}

std::string numbers(Score score, const Reader& reader) {
  return reader.language.say(
      "match.numbers", {{"first", std::to_string(score.first)}, {"second", std::to_string(score.second)}});
}

bool shows_score(const MatchFacts& facts, const Reader& reader) {
  return facts.status != MatchStatus::scheduled && !hides_result(facts, reader) &&
         !score_text(facts, reader).empty();
}

bool hides_result(const MatchFacts& facts, const Reader& reader) {
  const bool has_begun = facts.status == MatchStatus::live || facts.status == MatchStatus::finished;
  const bool tells = facts.score || facts.winner || facts.forfeit || facts.draw;
  return reader.hide_scores && (has_begun || tells);
}

std::string hidden_cell(std::string_view text, const Reader& reader) {
  const auto& language = reader.language;
  const auto width = std::max(longest_score, count_characters(language.say("map.unplayed")));
  return hidden(text.empty() ? language.say("map.unknown") : text, width);
}

std::string forfeit_text(std::optional<Slot> winner, bool disqualified, const Reader& reader) {
  const auto& language = reader.language;
  const auto side = [&](Slot slot) {
    if (winner == slot) return language.say("match.walkover");
    return language.say(disqualified && winner ? "match.disqualified" : "match.forfeited");
  };
  return language.say("match.numbers", {{"first", side(0)}, {"second", side(1)}});
}

std::string day_text(Timestamp at, const Reader& reader) {
  return locale::date_text(std::chrono::year_month_day{std::chrono::floor<days>(at)}, reader.language);
}

}  // namespace cs2::view

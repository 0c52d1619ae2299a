#include "view/match_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "discord/types.hpp"
#include "view/markdown.hpp"

namespace cs2::view {
namespace {

constexpr std::size_t longest_score = 7;     // "22 – 20"
constexpr std::size_t line_characters = 32;  // of a name in a line

// What stands between the two names; empty while there is nothing to say.
std::string score_text(const MatchFacts& facts, const Reader& reader) {
  if (facts.forfeit) return reader.language.say(facts.disqualified ? "match.disqualified" : "match.forfeit");
  if (facts.best_of == 1 && facts.maps.size() == 1 && facts.maps.front().score) {
    return numbers(*facts.maps.front().score, reader);
  }
  if (facts.score) return numbers(*facts.score, reader);
  return {};
}

std::string marked(const std::string& team, const MatchFacts& facts, Slot slot, const Reader& reader) {
  const bool tell = facts.winner && !hides_result(facts, reader);
  const auto* key = !tell ? "match.even" : *facts.winner == slot ? "match.winner" : "match.loser";
  return reader.language.say(key, {{"team", team}});
}

bool has_hour(const MatchFacts& facts) {
  const bool is_past = facts.status == MatchStatus::finished && !facts.started_at;
  return facts.time_is_exact || (facts.status != MatchStatus::scheduled && !is_past);
}

// The end tells how long the series took, and it is all that is known here.
bool states_its_end(const MatchFacts& facts) {
  return !facts.started_at && !facts.scheduled_at && !facts.original_scheduled_at;
}

// What has been played is long ago, so its day is enough.
std::string short_time(const MatchFacts& facts, const Reader& reader) {
  const auto at = time_of(facts);
  if (!at) return reader.language.say("match.no_time");
  if (!has_hour(facts) || facts.status == MatchStatus::finished)
    return discord::timestamp(states_its_end(facts) ? std::chrono::floor<days>(*at) + hours{12} : *at, 'd');
  return time_text(facts, reader);
}

std::string_view beside_text(const MatchDetails& details, MatchTextContext beside) {
  switch (beside) {
    case MatchTextContext::event:
      return details.tournament ? std::string_view{details.tournament->name} : std::string_view{};
    case MatchTextContext::stage:
      return details.match.stage;
    case MatchTextContext::nothing:
      return {};
  }
  return {};
}

}  // namespace

std::string opponent_name(const MatchDetails& details, Slot slot, const Reader& reader,
                          std::size_t characters) {
  const auto index = static_cast<std::size_t>(slot);
  const auto& team = details.teams[index];
  const auto& name = team ? team->name : details.match.opponents[index].name;
  auto text = escape_markdown(name, characters);
  return text.empty() ? reader.language.say("match.undecided") : text;
}

std::string versus(const MatchDetails& details, const Reader& reader, std::size_t characters) {
  return reader.language.say("match.versus", {{"first", opponent_name(details, 0, reader, characters)},
                                              {"second", opponent_name(details, 1, reader, characters)}});
}

std::string match_title(const MatchDetails& details, const Reader& reader, std::size_t characters) {
  const auto name = [&](std::size_t slot) {
    const auto& team = details.teams[slot];
    auto text = shorten(sanitize(team ? team->name : details.match.opponents[slot].name), characters);
    return text.empty() ? reader.language.say("match.undecided") : text;
  };
  return reader.language.say("match.versus", {{"first", name(0)}, {"second", name(1)}});
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

std::string event_line(const MatchDetails& details, const Reader& reader, std::size_t characters) {
  auto event = details.tournament ? escape_markdown(details.tournament->name, characters) : std::string{};
  auto stage = escape_markdown(details.match.stage, characters);
  if (event.empty()) return stage;
  if (stage.empty()) return event;
  return reader.language.say("match.event", {{"event", std::move(event)}, {"stage", std::move(stage)}});
}

std::string time_text(const MatchFacts& facts, const Reader& reader) {
  const auto at = time_of(facts);
  if (!at) return reader.language.say("match.no_time");
  if (!has_hour(facts)) return day_stamp(*at);
  if (facts.status == MatchStatus::live) return discord::timestamp(*at, 'R');
  if (states_its_end(facts) && hides_result(facts, reader)) return day_stamp(*at);
  return fmt::format("{} ({})", discord::timestamp(*at, 'f'), discord::timestamp(*at, 'R'));
}

std::string status_text(const MatchFacts& facts, const Reader& reader) {
  const bool unusual = facts.status == MatchStatus::postponed || facts.status == MatchStatus::cancelled;
  return unusual ? reader.language.say(fmt::format("match.status.{}", name(facts.status))) : std::string{};
}

std::string match_line(const MatchDetails& details, MatchTextContext beside, const Reader& reader) {
  const auto& match = details.match;
  return join({score_line(details, reader, line_characters), status_text(match, reader),
               short_time(match, reader), escape_markdown(beside_text(details, beside), line_characters)},
              " · ");
}

std::string numbers(Score score, const Reader& reader) {
  return reader.language.say(
      "match.numbers", {{"first", std::to_string(score.first)}, {"second", std::to_string(score.second)}});
}

bool hides_result(const MatchFacts& facts, const Reader& reader) {
  const bool has_begun = facts.status == MatchStatus::live || facts.status == MatchStatus::finished;
  const bool tells = facts.score || facts.winner || facts.forfeit || facts.draw;
  return reader.hide_scores && (has_begun || tells);
}

std::string hidden_cell(std::string_view text, const Reader& reader) {
  const auto& language = reader.language;
  const auto width = std::max({longest_score, count_characters(language.say("match.forfeit")),
                               count_characters(language.say("map.unplayed"))});
  return hidden(text.empty() ? language.say("map.unknown") : text, width);
}

std::string day_stamp(Timestamp at) {
  return discord::timestamp(std::chrono::floor<days>(at) + hours{12}, 'D');
}

}  // namespace cs2::view

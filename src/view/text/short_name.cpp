#include "view/text/short_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/text.hpp"
#include "view/markdown.hpp"

namespace cs2::view {
namespace {

using Replacement = std::pair<std::string_view, std::string_view>;

constexpr std::array<Replacement, 12> event_words{{
    {"Intel Extreme Masters", "IEM"},
    {"ESL Pro League", "EPL"},
    {"ESL Challenger League", "ECL"},
    {"Electronic Sports League", "ESL"},
    {"Professional Gamers League", "PGL"},
    {"Esports World Cup", "EWC"},
    {"BLAST Premier", "BLAST"},
    {"StarLadder StarSeries", "StarSeries"},
    {"Champion of Champions Tour", "CCT"},
    {"Counter-Strike", "CS"},
    {"Qualifier", "Qual."},
    {"Season ", "S"},
}};

bool is_alike(char one, char other) {
  const auto lower = [](char each) {
    return each >= 'A' && each <= 'Z' ? static_cast<char>(each + 32) : each;
  };
  return lower(one) == lower(other);
}

// The longest first: what stands in a name once is replaced once.
constexpr std::array<Replacement, 10> round_words{{{"upper bracket", "upper_bracket"},
                                                   {"lower bracket", "lower_bracket"},
                                                   {"quarterfinal", "quarterfinal"},
                                                   {"quarter final", "quarterfinal"},
                                                   {"semifinal", "semifinal"},
                                                   {"semi final", "semifinal"},
                                                   {"grand final", "grand_final"},
                                                   {"final", "final"},
                                                   {"round", "round"},
                                                   {"match", "match"}}};

std::string_view last_part(std::string_view stage) {
  for (const std::string_view separator : {" – ", " - ", ": "}) {
    if (const auto at = stage.rfind(separator); at != std::string_view::npos)
      stage.remove_prefix(at + separator.size());
  }
  return stage;
}

// Takes a word of the table from the beginning of folded text; its key, else nothing.
std::optional<std::string_view> take_word(std::string_view& text) {
  for (const auto& [word, key] : round_words) {
    if (!text.starts_with(word)) continue;
    auto rest = text.substr(word.size());
    if (rest.starts_with('s')) rest.remove_prefix(1);
    if (!rest.empty() && rest.front() != ' ') continue;
    text = trim(rest);
    return key;
  }
  return std::nullopt;
}

// "SF1", "UB R2 M1"; empty for what is no round that brackets abbreviate.
std::string short_round(std::string_view written, const locale::Language& language) {
  const auto folded = fold(written);
  std::string_view text{folded};
  std::vector<std::string> parts;
  while (!text.empty()) {
    const auto key = take_word(text);
    if (!key) return {};
    auto part = language.say(fmt::format("round.{}", *key));
    const auto digits = std::min(text.find_first_not_of("0123456789"), text.size());
    part += text.substr(0, digits);
    text = trim(text.substr(digits));
    parts.push_back(std::move(part));
  }
  return join(parts, " ");
}

bool take_prefix(std::string_view& text, std::string_view prefix) {
  if (text.size() <= prefix.size() || !std::ranges::equal(text.substr(0, prefix.size()), prefix, is_alike))
    return false;
  text.remove_prefix(prefix.size());
  return true;
}

}  // namespace

std::string short_event_name(std::string_view name, std::size_t characters) {
  std::string text{name};
  for (const auto& [words, abbreviation] : event_words) {
    if (count_characters(text) <= characters) break;
    const auto found = std::ranges::search(text, words, is_alike);
    if (!found.empty()) text.replace(found.begin(), found.end(), abbreviation);
  }
  return shorten(text, characters);
}

std::string short_opponent(std::string_view written, const locale::Language& language) {
  auto rest = written;
  const bool is_winner = take_prefix(rest, "winner of ");
  if (!is_winner && !take_prefix(rest, "loser of ")) return std::string{written};
  const std::string stated{trim(last_part(rest))};
  auto round = short_round(stated, language);
  if (round.empty()) round = stated;
  if (round.empty()) return std::string{written};
  return language.say(is_winner ? "match.winner_of" : "match.loser_of", {{"round", round}});
}

}  // namespace cs2::view

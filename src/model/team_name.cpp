#include "model/team_name.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>
#include <vector>

#include "base/text.hpp"

namespace cs2 {
namespace {

constexpr std::array<std::string_view, 8> generic_words{"team", "esports", "esport", "gaming",
                                                        "clan", "club",    "gg",     "the"};

// The words by which organisations name their other squads, and what they mean.
constexpr std::array<std::pair<std::string_view, std::string_view>, 46> squad_words{{
    {"academy", "academy"},   {"acad", "academy"},    {"junior", "academy"}, {"juniors", "academy"},
    {"jr", "academy"},        {"youth", "academy"},   {"young", "academy"},  {"youngsters", "academy"},
    {"prospects", "academy"}, {"rookies", "academy"}, {"next", "academy"},   {"nxt", "academy"},
    {"talent", "academy"},    {"prodigy", "academy"}, {"cadets", "academy"}, {"u16", "academy"},
    {"u17", "academy"},       {"u18", "academy"},     {"u19", "academy"},    {"u20", "academy"},
    {"u21", "academy"},       {"gc", "women"},        {"female", "women"},   {"females", "women"},
    {"fem", "women"},         {"w", "women"},         {"fe", "women"},       {"women", "women"},
    {"womens", "women"},      {"girls", "women"},     {"ladies", "women"},   {"impact", "women"},
    {"valkyries", "women"},   {"javelins", "women"},  {"athena", "women"},   {"equipa", "women"},
    {"ares", "ares"},         {"white", "white"},     {"black", "black"},    {"red", "red"},
    {"blue", "blue"},         {"gold", "gold"},       {"green", "green"},    {"ii", "second"},
    {"b", "second"},          {"2", "second"},
}};

bool is_generic(std::string_view word) {
  return std::ranges::find(generic_words, word) != generic_words.end();
}

std::string joined(const std::vector<std::string_view>& words) {
  std::string text;
  for (const auto word : words) {
    if (!text.empty()) text += ' ';
    text += word;
  }
  return text;
}

// At least a letter of each word, in their order. Words are few.
bool is_made_of_beginnings(std::string_view letters, std::span<const std::string_view> words) {
  if (words.empty()) return letters.empty();
  const auto word = words.front();
  for (std::size_t taken = 1; taken <= std::min(word.size(), letters.size()); ++taken) {
    if (letters[taken - 1] != word[taken - 1]) return false;
    if (is_made_of_beginnings(letters.substr(taken), words.subspan(1))) return true;
  }
  return false;
}

}  // namespace

std::string bare_name(std::string_view folded) {
  auto words = split(folded, ' ');
  while (!words.empty() && is_generic(words.front())) words.erase(words.begin());
  while (!words.empty() && is_generic(words.back())) words.pop_back();
  return words.empty() ? std::string{folded} : joined(words);
}

std::string comparable_name(std::string_view folded) {
  const auto bare = bare_name(folded);
  auto words = split(bare, ' ');
  for (std::size_t at = 1; at < words.size(); ++at) {
    const auto known = std::ranges::find(squad_words, words[at], [](const auto& each) { return each.first; });
    if (known != squad_words.end()) words[at] = known->second;
  }
  return joined(words);
}

// The first word is the organisation's own: "Impact" and "Black Dragons" are first teams.
std::set<std::string> squads_of(std::string_view folded) {
  std::set<std::string> squads;
  const auto bare = bare_name(folded);
  const auto words = split(bare, ' ');
  for (std::size_t at = 1; at < words.size(); ++at) {
    const auto known = std::ranges::find(squad_words, words[at], [](const auto& each) { return each.first; });
    if (known != squad_words.end()) squads.emplace(known->second);
  }
  return squads;
}

bool names_squad(std::string_view word) {
  return std::ranges::any_of(squad_words, [&](const auto& each) { return each.first == word; });
}

bool is_part_of(std::string_view one, std::string_view other) {
  if (one.size() > other.size()) std::swap(one, other);
  return !one.empty() && other.starts_with(one) && (one.size() == other.size() || other[one.size()] == ' ');
}

bool is_short_for(std::string_view one, std::string_view other) {
  if (one.size() > other.size()) std::swap(one, other);
  auto short_words = split(one, ' ');
  auto words = split(other, ' ');
  while (short_words.size() > 1 && words.size() > 1 && short_words.back() == words.back()) {
    short_words.pop_back();
    words.pop_back();
  }
  return short_words.size() == 1 && words.size() > 1 && short_words.front().size() >= words.size() &&
         is_made_of_beginnings(short_words.front(), words);
}

std::string letters_of(std::string_view folded) {
  std::string letters{folded};
  std::erase(letters, ' ');
  return letters;
}

bool is_spelled_alike(std::string_view one, std::string_view other) {
  return letters_of(one) == letters_of(other);
}

}  // namespace cs2

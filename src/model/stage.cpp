#include "model/stage.hpp"

#include <algorithm>
#include <array>

#include "base/foreign_text.hpp"
#include "base/text.hpp"
#include "model/tournament.hpp"

namespace cs2 {
namespace {

constexpr std::string_view playoffs = "Playoffs";
constexpr std::string_view swiss = "Swiss";

constexpr std::array<std::string_view, 4> playoff_words{"playoff", "play off", "bracket", "knockout"};
constexpr std::array<std::string_view, 13> round_words{
    "quarterfinal", "quarter final", "semifinal",          "semi final",  "grand final",
    "round of",     "third place",   "3rd place",          "upper round", "lower round",
    "bronze match", "consolidation", "upper bracket final"};
constexpr std::array<std::string_view, 4> final_names{"final", "finals", "grand final", "grand finals"};
// How the teams of a Swiss stage stand before a match.
constexpr std::array<std::string_view, 3> bucket_names{"high", "mid", "low"};

template <class Words>
bool contains_any(std::string_view folded, const Words& words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return folded.contains(word); });
}

// The last part of "Playoffs – Grand final", without the number of "Semifinal #2".
std::string round_of(std::string_view stage) {
  constexpr std::string_view separator = " – ";
  const auto at = stage.rfind(separator);
  auto round = at == std::string_view::npos ? stage : stage.substr(at + separator.size());
  return fold(trim(round.substr(0, round.find('#'))));
}

bool is_round(std::string_view folded) {
  return contains_any(folded, round_words) || std::ranges::find(final_names, folded) != final_names.end() ||
         folded.starts_with("upper bracket") || folded.starts_with("lower bracket");
}

}  // namespace

bool is_playoff(std::string_view stage) {
  const auto main = fold(main_stage(stage));
  return contains_any(main, playoff_words) || is_round(main) ||
         (!main.contains("group") && is_round(round_of(stage)));
}

bool is_final(std::string_view stage) {
  return is_playoff(stage) && std::ranges::find(final_names, round_of(stage)) != final_names.end();
}

std::string stage_group(std::string_view stage) {
  const auto main = trim(main_stage(stage));
  if (is_placeholder(main)) return {};
  const auto folded = fold(main);
  if (std::ranges::find(bucket_names, folded) != bucket_names.end()) return std::string{swiss};
  return std::string{is_round(folded) ? playoffs : main};
}

bool has_other_names(std::string_view group) {
  return group == playoffs || group == swiss;
}

}  // namespace cs2

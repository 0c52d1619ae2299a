#include "model/override.hpp"

#include <charconv>
#include <memory>

#include "base/text.hpp"

namespace cs2 {
namespace {

constexpr std::string_view none = "none";

std::optional<int> parse_count(std::string_view text) {
  int value = 0;
  const auto* const last = std::to_address(text.end());
  const auto [end, error] = std::from_chars(std::to_address(text.begin()), last, value);
  return error == std::errc{} && end == last && value >= 0 ? std::optional{value} : std::nullopt;
}

std::optional<Score> parse_score(std::string_view text) {
  const auto sides = split(text, ':');
  if (sides.size() != 2) return std::nullopt;
  const auto first = parse_count(sides[0]);
  const auto second = parse_count(sides[1]);
  return first && second ? std::optional{Score{*first, *second}} : std::nullopt;
}

bool set_winner(MatchFacts& facts, std::string_view value) {
  if (value != "first" && value != "second" && value != "draw" && value != none) return false;
  facts.draw = value == "draw";
  facts.winner = value == "first"    ? std::optional<Slot>{0}
                 : value == "second" ? std::optional<Slot>{1}
                                     : std::nullopt;
  return true;
}

// Taken over, or emptied by "none".
template <class T>
bool set_known(std::optional<T>& fact, std::string_view text, std::optional<T> value) {
  if (!value && text != none) return false;
  fact = value;
  return true;
}

bool set(MatchFacts& facts, OverriddenFact fact, std::string_view value) {
  switch (fact) {
    case OverriddenFact::status: {
      const auto status = parse_match_status(value);
      if (status) facts.status = *status;
      return status.has_value();
    }
    case OverriddenFact::winner:
      return set_winner(facts, value);
    case OverriddenFact::score:
      return set_known(facts.score, value, parse_score(value));
    case OverriddenFact::start:
      facts.time_is_exact = true;
      return set_known(facts.scheduled_at, value, parse_iso8601(value));
    case OverriddenFact::best_of:
      return set_known(facts.best_of, value, parse_count(value));
  }
  return false;
}

}  // namespace

Result<void> set_fact(Match& match, const Override& given) {
  const bool turned = given.first && match.opponents[1].team == given.first;
  MatchFacts facts = turned ? swapped(match) : match;
  if (!set(facts, given.fact, given.value))
    return invalid("'{}' is no value of {}", given.value, name(given.fact));
  static_cast<MatchFacts&>(match) = turned ? swapped(std::move(facts)) : std::move(facts);
  return {};
}

}  // namespace cs2

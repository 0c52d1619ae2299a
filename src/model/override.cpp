#include "model/override.hpp"

#include <algorithm>

#include "base/limits/ingest.hpp"
#include "base/number.hpp"
#include "base/text.hpp"
#include "model/region.hpp"

namespace cs2 {
namespace {

constexpr std::string_view none = "none";

std::optional<Score> parse_score(std::string_view text) {
  const auto sides = split(text, ':');
  if (sides.size() != 2) return std::nullopt;
  const auto first = parse_digits<int>(sides[0]);
  const auto second = parse_digits<int>(sides[1]);
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
      return set_known(facts.best_of, value, parse_digits<int>(value));
    default:
      return false;
  }
}

// ---- teams, players and tournaments

using Text = std::optional<std::string>;

Text* text_of(Team& team, OverriddenFact fact) {
  if (fact == OverriddenFact::acronym) return &team.acronym;
  if (fact == OverriddenFact::country) return &team.country;
  return fact == OverriddenFact::region ? &team.region : nullptr;
}

Text* text_of(Player& player, OverriddenFact fact) {
  if (fact == OverriddenFact::country) return &player.nationality;
  if (fact == OverriddenFact::first_name) return &player.first_name;
  return fact == OverriddenFact::last_name ? &player.last_name : nullptr;
}

Text* text_of(Tournament& tournament, OverriddenFact fact) {
  if (fact == OverriddenFact::country) return &tournament.country;
  return fact == OverriddenFact::region ? &tournament.region : nullptr;
}

std::string& name_of(Player& player) {
  return player.nickname;
}
std::string& name_of(auto& entity) {
  return entity.name;
}

bool is_country(std::string_view text) {
  return text.size() == 2 && std::ranges::all_of(text, [](char each) { return each >= 'A' && each <= 'Z'; });
}

// False where there is no such fact, or no such tier.
template <class Entity>
bool put(Entity& entity, OverriddenFact fact, const std::string& value) {
  if (fact == OverriddenFact::name) {
    name_of(entity) = value;
    return true;
  }
  if constexpr (requires { entity.tier; }) {
    if (fact == OverriddenFact::tier) return set_known(entity.tier, value, parse_tier(value));
  }
  auto* text = text_of(entity, fact);
  if (text == nullptr) return false;
  *text = value == none ? Text{} : Text{value};
  return true;
}

// What an operator may type.
bool is_sane(OverriddenFact fact, const std::string& value) {
  if (value.empty() || std::ssize(value) > limits::overridden_text_max) return false;
  if (fact == OverriddenFact::name) return value != none && !fold(value).empty();
  if (value == none) return true;
  if (fact == OverriddenFact::region) return find_region(value) != nullptr;
  return fact != OverriddenFact::country || is_country(value);
}

template <class Entity>
Result<void> set_fact_of(Entity& entity, const Override& given) {
  if (is_sane(given.fact, given.value) && put(entity, given.fact, given.value)) return {};
  return invalid("invalid value '{}' for {} here", given.value, name(given.fact));
}

template <class Entity>
std::optional<std::string> find_fact_of(Entity entity, OverriddenFact fact) {
  if (fact == OverriddenFact::name) return name_of(entity);
  if constexpr (requires { entity.tier; }) {
    if (fact == OverriddenFact::tier) return std::string{entity.tier ? name(*entity.tier) : none};
  }
  const auto* text = text_of(entity, fact);
  if (text == nullptr) return std::nullopt;
  return text->value_or(std::string{none});
}

}  // namespace

Result<void> set_fact(Match& match, const Override& given) {
  const bool turned = given.first && match.opponents[1].team == given.first;
  MatchFacts facts = turned ? swapped(match) : match;
  if (!set(facts, given.fact, given.value))
    return invalid("invalid value '{}' for {}", given.value, name(given.fact));
  static_cast<MatchFacts&>(match) = turned ? swapped(std::move(facts)) : std::move(facts);
  return {};
}

Result<void> set_fact(Team& team, const Override& given) {
  return set_fact_of(team, given);
}
Result<void> set_fact(Player& player, const Override& given) {
  return set_fact_of(player, given);
}
Result<void> set_fact(Tournament& tournament, const Override& given) {
  return set_fact_of(tournament, given);
}

std::optional<std::string> find_fact(const Team& team, OverriddenFact fact) {
  return find_fact_of(team, fact);
}
std::optional<std::string> find_fact(const Player& player, OverriddenFact fact) {
  return find_fact_of(player, fact);
}
std::optional<std::string> find_fact(const Tournament& tournament, OverriddenFact fact) {
  return find_fact_of(tournament, fact);
}

void restore_fact(Team& team, OverriddenFact fact, const std::string& value) {
  put(team, fact, value);
}
void restore_fact(Player& player, OverriddenFact fact, const std::string& value) {
  put(player, fact, value);
}
void restore_fact(Tournament& tournament, OverriddenFact fact, const std::string& value) {
  put(tournament, fact, value);
}

}  // namespace cs2

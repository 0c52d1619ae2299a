#include "view/reference.hpp"

#include <fmt/format.h>

#include "base/number.hpp"

namespace cs2::view {
namespace {

char letter_of(Reference reference) {
  constexpr std::string_view letters = "temp";  // in the order of the variant
  return letters[reference.index()];
}

}  // namespace

std::string to_string(Reference reference) {
  const auto value = std::visit([](auto id) { return id.value; }, reference);
  return fmt::format("{}:{}", letter_of(reference), value);
}

std::optional<Reference> parse_reference(std::string_view text) {
  if (text.size() < 3 || text[1] != ':') return std::nullopt;
  const auto value = parse_digits(text.substr(2)).value_or(0);
  if (value == 0) return std::nullopt;
  switch (text[0]) {
    case 't':
      return TeamId{value};
    case 'e':
      return TournamentId{value};
    case 'm':
      return MatchId{value};
    case 'p':
      return PlayerId{value};
    default:
      return std::nullopt;
  }
}

}  // namespace cs2::view

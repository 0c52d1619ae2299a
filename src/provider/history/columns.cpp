#include "provider/history/columns.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "base/spelling.hpp"
#include "base/text.hpp"
#include "provider/history/row.hpp"

namespace cs2::provider {
namespace {

constexpr double close_from = 0.6;  // of 1
constexpr std::size_t close_max = 3;
constexpr std::size_t listed_max = 20;
constexpr std::array<std::string_view, 3> needed{"date", "team1", "team2"};

std::string lower(std::string_view text) {
  std::string result{trim(text)};
  for (auto& letter : result) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter + 32);
  }
  return result;
}

// "team_1" and "Team 1" are "team1".
std::string letters_of(std::string_view column) {
  auto letters = fold(column);
  std::erase(letters, ' ');
  return letters;
}

double likeness(std::string_view wanted, std::string_view column) {
  const auto one = letters_of(wanted);
  const auto other = letters_of(column);
  return other.contains(one) ? 1 : closeness(one, other);
}

std::vector<std::string> list_close(std::string_view wanted, std::span<const std::string> heading) {
  std::vector<std::pair<double, std::string>> close;
  for (const auto& column : heading) {
    if (const auto like = likeness(wanted, column); like >= close_from) close.emplace_back(-like, column);
  }
  std::ranges::sort(close);
  std::vector<std::string> names;
  for (auto& [like, column] : close) {
    if (names.size() < close_max) names.push_back(std::move(column));
  }
  return names;
}

// `wanted` is what somebody looked for, `ours` the column that it is for.
std::string hint(std::string_view ours, std::string_view wanted, std::span<const std::string> heading) {
  if (const auto close = list_close(wanted, heading); !close.empty())
    return fmt::format("; try --map {}={}{}", ours, close.front(),
                       close.size() > 1
                           ? fmt::format(" (or {})", fmt::join(std::span{close}.subspan(1), ", "))
                           : std::string{});
  const auto shown = heading.first(std::min(heading.size(), listed_max));
  return fmt::format("; the file has: {}. Try --map {}=NAME", fmt::join(shown, ", "), ours);
}

}  // namespace

Result<std::vector<std::string>> name_columns(std::vector<std::string> heading,
                                              std::span<const MappedColumn> mapped) {
  for (auto& column : heading) column = lower(column);
  auto named = heading;
  for (const auto& [ours, theirs] : mapped) std::ranges::replace(named, ours, std::string{});
  for (const auto& [ours, theirs] : mapped) {
    const auto found = std::ranges::find(heading, lower(theirs));
    if (found == heading.end())
      return fail(ErrorKind::drift, "the first line has no column {}{}", theirs, hint(ours, theirs, heading));
    named[static_cast<std::size_t>(found - heading.begin())] = ours;
  }
  for (const auto column : needed) {
    if (std::ranges::find(named, column) == named.end())
      return fail(ErrorKind::drift, "column {} is missing in the first line{}", column,
                  hint(column, column, heading));
  }
  return named;
}

std::string describe_columns(std::span<const std::string> heading, std::span<const std::string> named) {
  std::vector<std::string> read;
  std::vector<std::string> ignored;
  for (std::size_t at = 0; at < named.size(); ++at) {
    if (!is_history_column(named[at]))
      ignored.push_back(lower(heading[at]));
    else if (named[at] == lower(heading[at]))
      read.push_back(named[at]);
    else
      read.push_back(fmt::format("{} from {}", named[at], lower(heading[at])));
  }
  const auto count = ignored.size();
  if (count > listed_max) ignored.resize(listed_max);
  auto text = fmt::format("{}", fmt::join(read, ", "));
  if (!ignored.empty()) text += fmt::format("; ignored: {}", fmt::join(ignored, ", "));
  if (count > listed_max) text += fmt::format(" and {} more", count - listed_max);
  return text;
}

}  // namespace cs2::provider

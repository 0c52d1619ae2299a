#include "app/find_entity.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

#include "base/number.hpp"
#include "base/spelling.hpp"
#include "base/text.hpp"
#include "store/queries/names.hpp"

namespace cs2::app {
namespace {

constexpr std::size_t close_max = 3;
constexpr double close_from = 0.6;  // of 1

// "12 Team Spirit": those that are spelled nearly so, or have its words in their name, the nearest first.
std::vector<std::string> list_close(const std::vector<store::Named>& names, store::NameKind kind,
                                    const std::string& wanted) {
  std::vector<std::pair<double, const store::Named*>> close;
  for (const auto& named : names) {
    if (named.kind != kind) continue;
    const auto name = fold(named.name);
    const bool contains = !wanted.empty() && (" " + name + " ").find(" " + wanted + " ") != std::string::npos;
    const auto likeness = std::max(closeness(wanted, name), contains ? close_from : 0);
    if (likeness >= close_from) close.emplace_back(likeness, &named);
  }
  std::ranges::sort(close, std::ranges::greater{},
                    [](const auto& each) { return std::pair{each.first, each.second->weight}; });
  std::vector<std::string> texts;
  for (const auto& [likeness, named] : close) {
    if (texts.size() < close_max) texts.push_back(fmt::format("{} {}", named->id, named->name));
  }
  return texts;
}

}  // namespace

Result<std::int64_t> find_entity(store::Store& store, EntityKind entity, const std::string& typed) {
  if (const auto number = parse_digits(typed)) return *number;
  const auto kind = store::kind_of(entity);
  if (!kind) return invalid("invalid id '{}' for a {}", typed, name(entity));
  const auto wanted = fold(typed);
  std::vector<std::int64_t> shown, former;
  const auto names = store::list_names(store);
  for (const auto& named : names) {
    if (named.kind != *kind) continue;
    if (fold(named.name) == wanted)
      shown.push_back(named.id);
    else if (std::ranges::any_of(named.aliases, [&](const auto& alias) { return fold(alias) == wanted; }))
      former.push_back(named.id);
  }
  const auto& found = shown.empty() ? former : shown;
  if (found.empty()) {
    const auto close = list_close(names, *kind, wanted);
    return fail(ErrorKind::not_found, "{} '{}' not found{}{}", name(entity), typed,
                close.empty() ? "" : "; close: ", fmt::join(close, ", "));
  }
  if (found.size() > 1)
    return fail(ErrorKind::conflict, "multiple {}s are named '{}'; use an id: {}", name(entity), typed,
                fmt::join(found, ", "));
  return found.front();
}

}  // namespace cs2::app

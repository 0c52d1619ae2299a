#include "app/find_thing.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/text.hpp"
#include "store/names.hpp"

namespace cs2::app {
Result<std::int64_t> find_thing(store::Store& store, Thing thing, const std::string& typed) {
  if (const auto number = parse_number(typed)) return *number;
  const auto kind = store::kind_of(thing);
  if (!kind) return invalid("invalid id '{}' for a {}", typed, name(thing));
  const auto wanted = fold(typed);
  std::vector<std::int64_t> shown, former;
  for (const auto& named : store::list_names(store)) {
    if (named.kind != *kind) continue;
    if (fold(named.name) == wanted)
      shown.push_back(named.id);
    else if (std::ranges::any_of(named.aliases, [&](const auto& alias) { return fold(alias) == wanted; }))
      former.push_back(named.id);
  }
  const auto& found = shown.empty() ? former : shown;
  if (found.empty()) return fail(ErrorKind::not_found, "{} '{}' not found", name(thing), typed);
  if (found.size() > 1)
    return fail(ErrorKind::conflict, "multiple {}s are named '{}'; use an id: {}", name(thing), typed,
                fmt::join(found, ", "));
  return found.front();
}

}  // namespace cs2::app

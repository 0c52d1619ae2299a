#include "app/find_entity.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/number.hpp"
#include "base/text.hpp"
#include "store/queries/names.hpp"

namespace cs2::app {
Result<std::int64_t> find_entity(store::Store& store, EntityKind entity, const std::string& typed) {
  if (const auto number = parse_digits(typed)) return *number;
  const auto kind = store::kind_of(entity);
  if (!kind) return invalid("invalid id '{}' for a {}", typed, name(entity));
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
  if (found.empty()) return fail(ErrorKind::not_found, "{} '{}' not found", name(entity), typed);
  if (found.size() > 1)
    return fail(ErrorKind::conflict, "multiple {}s are named '{}'; use an id: {}", name(entity), typed,
                fmt::join(found, ", "));
  return found.front();
}

}  // namespace cs2::app

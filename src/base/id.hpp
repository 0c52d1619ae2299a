// Ids that cannot be mixed up: a TeamId is not a MatchId.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace cs2 {

// 0 means "none yet". Negative ids name rows that a Batch is about to create (see model/batch.hpp).
template <class Tag>
struct Id {
  std::int64_t value = 0;

  constexpr explicit operator bool() const { return value != 0; }
  constexpr auto operator<=>(const Id&) const = default;
};

}  // namespace cs2

template <class Tag>
struct std::hash<cs2::Id<Tag>> {
  std::size_t operator()(cs2::Id<Tag> id) const noexcept { return std::hash<std::int64_t>{}(id.value); }
};

// Facts with who said so.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "model/ids.hpp"
#include "model/provider_name.hpp"

namespace cs2::store {

template <class Facts>
struct Sourced {
  Facts facts;
  ProviderName provider = ProviderName::sample;
  std::string url =
      {};  // empty where the page is that of the thing; see store/queries/internal/source_pages.hpp

  bool operator==(const Sourced&) const = default;
};
// By slot; without players where nobody knows.
using LineUps = std::array<Sourced<std::vector<PlayerId>>, 2>;

}  // namespace cs2::store

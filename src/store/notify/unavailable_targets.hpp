// Channels that take nothing from us: which, why, and whether their managers know.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "store/store.hpp"

namespace cs2::store {

struct BlockedTarget {
  std::uint64_t guild = 0;
  std::uint64_t target = 0;
  std::string reason;           // the name of Discord's refusal: "missing_permission"
  int subscriptions = 0;        // that go there
  bool is_default = false;      // the guild's default channel
  bool tells_problems = false;  // its problem channel
};
// Those that were not reported since they began; they count as reported from now on.
std::vector<BlockedTarget> take_unreported_blocks(Store& store);

// Channels and threads that Discord has deleted. Those that nothing of ours goes to are of no interest.
void note_deleted_channels(Store& store, const std::vector<std::uint64_t>& channels);

// By channel the name of Discord's refusal; of those that refuse us now.
std::map<std::uint64_t, std::string> find_refusals(Store& store, const std::vector<std::uint64_t>& channels);

}  // namespace cs2::store

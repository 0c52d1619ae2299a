// The regions that events and teams are of, whatever a source calls them.
//
// The database keeps the word that a source wrote ("WEU", "Europe"). This table is the one place that knows
// which region such a word means, and which larger regions contain it: whoever follows Europe is notified of
// Western Europe too.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cs2 {

struct Region {
  std::string_view key;                     // stored for new subscriptions, and the text region.<key>
  std::vector<std::string_view> inside;     // the keys of the regions that directly contain it
  std::vector<std::string_view> spellings;  // of the sources; upper and lower case do not matter
};

std::span<const Region> regions();

// By its key or a spelling; null for a word that we do not know.
const Region* find_region(std::string_view written);

// The key, or the word itself where we do not know it.
std::string region_key(std::string_view written);

// The keys of this region and of all that contain it, itself first.
std::vector<std::string> list_enclosing_regions(std::string_view written);

// Every word by which a subscription may name this region or one that contains it. Empty for no region.
std::vector<std::string> list_region_words(std::string_view written);

// Whoever wants `wanted` is notified of `region`: it is one of list_region_words(region).
bool covers_region(std::string_view wanted, std::string_view region);

}  // namespace cs2

#include "model/region.hpp"

#include <algorithm>
#include <functional>
#include <map>

#include "base/text.hpp"

namespace cs2 {
namespace {

// PandaScore's codes, Valve's and HLTV's three regions, and the words of Liquipedia's infoboxes.
const std::vector<Region>& table() {
  static const std::vector<Region> all{
      {.key = "world", .inside = {}, .spellings = {"World", "Worldwide", "International", "Global", "INT"}},
      {.key = "europe", .inside = {}, .spellings = {"Europe", "EU", "EUR"}},
      {.key = "western_europe", .inside = {"europe"}, .spellings = {"WEU", "Western Europe", "West Europe"}},
      {.key = "eastern_europe", .inside = {"europe"}, .spellings = {"EEU", "Eastern Europe", "East Europe"}},
      {.key = "northern_europe",
       .inside = {"europe"},
       .spellings = {"Northern Europe", "Nordic", "Nordics", "Scandinavia"}},
      {.key = "southern_europe", .inside = {"europe"}, .spellings = {"Southern Europe"}},
      {.key = "cis",
       .inside = {"eastern_europe"},
       .spellings = {"CIS", "Commonwealth of Independent States"}},
      {.key = "americas", .inside = {}, .spellings = {"Americas", "America"}},
      {.key = "north_america",
       .inside = {"americas"},
       .spellings = {"NA", "North America", "Northern America"}},
      {.key = "latin_america", .inside = {"americas"}, .spellings = {"LATAM", "Latin America"}},
      {.key = "central_america", .inside = {"latin_america"}, .spellings = {"Central America"}},
      {.key = "south_america", .inside = {"latin_america"}, .spellings = {"SA", "South America"}},
      {.key = "asia_pacific", .inside = {}, .spellings = {"APAC", "Asia-Pacific"}},
      {.key = "asia", .inside = {"asia_pacific"}, .spellings = {"ASIA", "Asia"}},
      {.key = "china", .inside = {"asia"}, .spellings = {"CN", "China"}},
      {.key = "east_asia", .inside = {"asia"}, .spellings = {"East Asia", "Eastern Asia"}},
      {.key = "south_asia", .inside = {"asia"}, .spellings = {"South Asia", "Southern Asia"}},
      {.key = "southeast_asia",
       .inside = {"asia"},
       .spellings = {"SEA", "Southeast Asia", "South-East Asia", "Southeastern Asia"}},
      {.key = "central_asia", .inside = {"asia"}, .spellings = {"Central Asia"}},
      {.key = "oceania", .inside = {"asia_pacific"}, .spellings = {"OCE", "Oceania"}},
      {.key = "middle_east", .inside = {"mena", "asia"}, .spellings = {"ME", "Middle East"}},
      {.key = "mena", .inside = {}, .spellings = {"MENA", "Middle East and North Africa"}},
      {.key = "africa", .inside = {}, .spellings = {"AF", "Africa"}},
  };
  return all;
}

const std::map<std::string, const Region*, std::less<>>& by_folded_word() {
  static const auto index = [] {
    std::map<std::string, const Region*, std::less<>> known;
    for (const auto& region : table()) {
      known.emplace(fold(region.key), &region);
      for (const auto spelling : region.spellings) known.emplace(fold(spelling), &region);
    }
    return known;
  }();
  return index;
}

// Breadth first, so that what is nearest comes first.
std::vector<const Region*> enclosing(const Region& region) {
  std::vector<const Region*> found{&region};
  for (std::size_t i = 0; i < found.size(); ++i) {
    for (const auto key : found[i]->inside) {
      const auto* outer = find_region(key);
      if (std::ranges::find(found, outer) == found.end()) found.push_back(outer);
    }
  }
  return found;
}

}  // namespace

std::span<const Region> regions() {
  return table();
}

const Region* find_region(std::string_view written) {
  const auto found = by_folded_word().find(fold(written));
  return found == by_folded_word().end() ? nullptr : found->second;
}

std::string region_key(std::string_view written) {
  const auto* region = find_region(written);
  return std::string{region ? region->key : written};
}

std::vector<std::string> list_enclosing_regions(std::string_view written) {
  const auto* region = find_region(written);
  if (!region) return written.empty() ? std::vector<std::string>{} : std::vector{std::string{written}};
  std::vector<std::string> keys;
  for (const auto* each : enclosing(*region)) keys.emplace_back(each->key);
  return keys;
}

std::vector<std::string> list_region_words(std::string_view written) {
  std::vector<std::string> words;
  const auto add = [&words](std::string_view word) {
    if (!word.empty() && std::ranges::find(words, word) == words.end()) words.emplace_back(word);
  };
  add(written);
  if (const auto* region = find_region(written)) {
    for (const auto* each : enclosing(*region)) {
      add(each->key);
      std::ranges::for_each(each->spellings, add);
    }
  }
  return words;
}

bool covers_region(std::string_view wanted, std::string_view region) {
  const auto words = list_region_words(region);
  return std::ranges::find(words, wanted) != words.end();
}

}  // namespace cs2

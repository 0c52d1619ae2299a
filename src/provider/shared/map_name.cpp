#include "provider/shared/map_name.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace cs2::provider {
namespace {

struct Map {
  std::string_view name;
  std::string_view file;  // without "de_"
  std::string_view code;  // of HLTV's lists
};

constexpr std::array maps{
    Map{"Ancient", "ancient", "anc"},   Map{"Anubis", "anubis", "anb"}, Map{"Cache", "cache", "cch"},
    Map{"Cobblestone", "cbble", "cbl"}, Map{"Dust II", "dust2", "d2"},  Map{"Inferno", "inferno", "inf"},
    Map{"Mirage", "mirage", "mrg"},     Map{"Nuke", "nuke", "nuke"},    Map{"Overpass", "overpass", "ovp"},
    Map{"Train", "train", "trn"},       Map{"Tuscan", "tuscan", "tsc"}, Map{"Vertigo", "vertigo", "vtg"}};

}  // namespace

std::string map_name(std::string_view written) {
  auto plain = trim(written);
  if (plain.starts_with("de_")) plain.remove_prefix(3);
  const auto folded = fold(plain);
  const auto known = std::ranges::find_if(maps, [&](const Map& map) {
    return folded == map.file || folded == map.code || folded == fold(map.name);
  });
  return known != maps.end() ? std::string{known->name} : sanitize(plain);
}

}  // namespace cs2::provider

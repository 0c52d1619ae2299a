#pragma once

#include <optional>
#include <string>

#include "model/ids.hpp"

namespace cs2 {

struct Team {
  TeamId id;
  std::string name;
  std::optional<std::string> acronym;   // "NAVI"
  std::optional<std::string> country;   // ISO 3166 alpha-2, upper case; XK is Kosovo
  std::optional<std::string> region;    // as the source names it
  std::optional<std::string> logo_url;  // http(s)
  bool disbanded = false;

  bool operator==(const Team&) const = default;
};

}  // namespace cs2

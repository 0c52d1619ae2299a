// Stored JSON of any bytes is read or refused, and what was read is written back to the same facts.
#include <cstdint>
#include <cstdlib>

#include "model/change.hpp"
#include "model/json.hpp"

namespace {

template <class T>
void survives(cs2::Result<T> (*parse)(std::string_view), std::string_view text) {
  const auto read = parse(text);
  if (read && parse(cs2::to_json(*read)) != *read) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text{reinterpret_cast<const char*>(bytes), size};
  survives(cs2::parse_match, text);
  survives(cs2::parse_match_details, text);
  survives(cs2::parse_halves, text);
  survives(cs2::parse_veto, text);
  survives(cs2::parse_streams, text);
  survives(cs2::parse_links, text);
  for (const auto* kind : {"match_started", "match_rescheduled", "map_finished", "result_corrected",
                           "player_joined", "role_changed", "ranking_published"}) {
    const auto what = cs2::parse_what(kind, text);
    if (what && cs2::parse_what(kind, cs2::what_to_json(*what)) != *what) std::abort();
  }
  return 0;
}

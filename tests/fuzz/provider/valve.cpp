// Any bytes in place of Valve's pages, or of its model's input, are read or refused.
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string>
#include <string_view>

#include "model/validate.hpp"
#include "provider/valve/matchdata_parse.hpp"
#include "provider/valve/standings_parse.hpp"

namespace {

constexpr cs2::Timestamp now = std::chrono::sys_days{std::chrono::year{2026} / 7 / 12};

void check_matches(const cs2::Report& report) {
  std::set<std::string> ids;
  for (const auto& match : report.matches) {
    if (!ids.insert(match.external_id).second) std::abort();
    (void)cs2::validate(match, now);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string text{reinterpret_cast<const char*>(bytes), size};
  if (const auto standings = cs2::provider::parse_valve_standings({&text, 1}, now)) {
    for (const auto& place : standings->rankings.at(0).places) {
      if (place.position < 1 || place.team.empty()) std::abort();
    }
  }
  if (const auto details = cs2::provider::parse_valve_details(text, now)) check_matches(details->report);
  if (const auto matchdata = cs2::provider::parse_valve_matchdata(text, now)) check_matches(*matchdata);
  return 0;
}

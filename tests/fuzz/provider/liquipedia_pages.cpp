// Any bytes in place of a rendered page of a tournament, a team, the front or a list are read or refused.
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string_view>

#include "model/validate.hpp"
#include "provider/liquipedia/parse.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  constexpr cs2::Timestamp now = std::chrono::sys_days{std::chrono::year{2026} / 7 / 12};
  const std::string_view text{reinterpret_cast<const char*>(bytes), size};
  (void)cs2::provider::parse_liquipedia_roster(text, "A_Team", now);
  (void)cs2::provider::parse_liquipedia_front(text, now);
  (void)cs2::provider::parse_liquipedia_list(text, cs2::Tier::s, now);
  const auto report = cs2::provider::parse_liquipedia_tournament(text, "A_Cup/2026", now);
  if (!report) return 0;
  std::set<std::string> ids;
  for (const auto& match : report->matches) {
    if (!ids.insert(match.external_id).second) std::abort();
    (void)cs2::validate(match, now);
  }
  return 0;
}

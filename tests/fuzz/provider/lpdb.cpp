// Any bytes in place of an answer of LPDB are read or refused, as rows of every type.
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string_view>

#include "model/validate.hpp"
#include "provider/lpdb/parse.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace cs2::provider;
  constexpr cs2::Timestamp now = std::chrono::sys_days{std::chrono::year{2026} / 7 / 12};
  const std::string_view text{reinterpret_cast<const char*>(bytes), size};
  for (const auto parse : {parse_lpdb_tournaments, parse_lpdb_teams, parse_lpdb_players, parse_lpdb_squads,
                           parse_lpdb_transfers, parse_lpdb_placements, parse_lpdb_rankings})
    (void)parse(text, now);
  if (const auto stages = parse_lpdb_stages(text)) (void)parse_lpdb_standings(text, *stages, now);
  const auto page = parse_lpdb_matches(text, now);
  if (!page) return 0;
  std::set<std::string> ids;
  for (const auto& match : page->report.matches) {
    if (!ids.insert(match.external_id).second) std::abort();
    (void)cs2::validate(match, now);
  }
  return 0;
}

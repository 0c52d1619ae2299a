// Any bytes in place of one of HLTV's pages are read or refused.
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string_view>

#include "model/validate.hpp"
#include "provider/hltv/parse.hpp"

namespace {

constexpr cs2::Timestamp now = std::chrono::sys_days{std::chrono::year{2026} / 7 / 12};

// Whatever is referred to is in the report.
void check(const cs2::Result<cs2::Report>& report) {
  if (!report) return;
  std::set<std::string> ids;
  std::set<std::string> teams;
  for (const auto& team : report->teams) teams.insert(team.external_id);
  for (const auto& match : report->matches) {
    if (!ids.insert(match.external_id).second) std::abort();
    for (const auto& opponent : match.opponents) {
      if (opponent.team && !teams.contains(*opponent.team)) std::abort();
    }
    (void)cs2::validate(match, now);
  }
  for (const auto& roster : report->rosters) {
    if (!teams.contains(roster.team)) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text{reinterpret_cast<const char*>(bytes), size};
  check(cs2::provider::parse_hltv_matches(text, now));
  check(cs2::provider::parse_hltv_results(text, now));
  check(cs2::provider::parse_hltv_match(text, "2400001", now));
  check(cs2::provider::parse_hltv_team(text, "11", now));
  check(cs2::provider::parse_hltv_player(text, "501", now));
  check(cs2::provider::parse_hltv_ranking(text, now));
  return 0;
}

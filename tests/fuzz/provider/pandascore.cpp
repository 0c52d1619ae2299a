// Any bytes in place of PandaScore's list are read or refused; what is read keeps slots within bounds.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "model/validate.hpp"
#include "provider/pandascore/parse.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  constexpr cs2::Timestamp now = std::chrono::sys_days{std::chrono::year{2026} / 7 / 12};
  const std::string_view text{reinterpret_cast<const char*>(bytes), size};
  const auto page = cs2::provider::parse_pandascore_matches(text, now);
  if (!page) return 0;
  if (page->report.matches.size() + page->report.skipped.size() < page->rows && page->report.matches.empty())
    std::abort();
  for (const auto& match : page->report.matches) {
    if (match.external_id.empty() || (match.winner && *match.winner != 0 && *match.winner != 1)) std::abort();
    (void)cs2::validate(match, now);
  }
  return 0;
}

// Any bytes in place of Liquipedia's page are read or refused, as an answer and as the page within it.
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string_view>

#include "model/validate.hpp"
#include "provider/liquipedia/parse.hpp"
#include "provider/liquipedia/rendered_page.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  constexpr cs2::Timestamp now = std::chrono::sys_days{std::chrono::year{2026} / 7 / 12};
  const std::string_view text{reinterpret_cast<const char*>(bytes), size};
  (void)cs2::provider::rendered_page(text);
  const auto report = cs2::provider::parse_liquipedia_matches(text, now);
  if (!report) return 0;
  std::set<std::string> ids;
  for (const auto& match : report->matches) {
    if (!ids.insert(match.external_id).second) std::abort();
    (void)cs2::validate(match, now);
  }
  return 0;
}

// Any bytes in place of a page's text are read or refused, as a page of every kind.
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string>

#include "model/validate.hpp"
#include "provider/liquipedia/wiki_parse.hpp"
#include "provider/liquipedia/wikitext.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace cs2::provider;
  constexpr cs2::Timestamp now = std::chrono::sys_days{std::chrono::year{2026} / 7 / 12};
  const std::string text{reinterpret_cast<const char*>(bytes), size};
  (void)parse_wiki_answer(text);
  (void)parse_wiki_date(text);
  cs2::Report report;
  (void)parse_wiki_team({"Breakers", text}, now, report);
  (void)parse_wiki_player({"Edel", text}, now, report);
  (void)parse_wiki_tournament({"Alpine/Cup", text}, {}, now, report);
  std::set<std::string> ids;
  for (const auto& match : report.matches) {
    if (!ids.insert(match.external_id).second) std::abort();
    (void)cs2::validate(match, now);
  }
  return 0;
}

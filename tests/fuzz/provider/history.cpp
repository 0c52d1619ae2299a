// Any bytes in place of a file of past results are read or refused, and in whatever pieces they come, the
// same.
#include "provider/history.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string>
#include <string_view>

#include "model/validate.hpp"

namespace {

constexpr cs2::Timestamp now = std::chrono::sys_days{std::chrono::year{2026} / 7 / 12};

std::string summary_of(std::string_view bytes, std::size_t piece) {
  cs2::provider::HistoryParser parser{"fuzz", now};
  bool good = true;
  for (std::size_t at = 0; at < bytes.size() && good; at += piece)
    good = parser.feed(bytes.substr(at, piece)).has_value();
  if (good) good = parser.finish().has_value();
  std::string summary = good ? "read\n" : "refused\n";
  while (const auto part = parser.next()) {
    std::set<std::string> teams;
    for (const auto& team : part->report.teams) {
      if (!teams.insert(team.external_id).second) std::abort();
    }
    for (const auto& match : part->report.matches) {
      if (!cs2::validate(match, now).empty()) std::abort();
      for (const auto& side : match.opponents) {
        if (!teams.contains(side.team.value())) std::abort();
      }
      if (good) summary += match.external_id + '\n';
    }
    for (const auto& reject : part->rejects) {
      if (reject.reason.empty()) std::abort();
      if (good) summary += parser.render(reject) + '\n';
    }
  }
  return summary;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string text{reinterpret_cast<const char*>(bytes), size};
  const auto whole = summary_of(text, std::max<std::size_t>(size, 1));
  if (summary_of(text, 7) != whole) std::abort();
  return 0;
}

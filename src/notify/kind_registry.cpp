#include "notify/kind_registry.hpp"

#include <algorithm>
#include <array>

namespace cs2::notify {

const Kind& find_kind(NoticeKind kind) {
  static const std::array<Kind, notice_kinds> kinds{
      announced_kind(),   reminder_kind(),   started_kind(),   map_finished_kind(), result_kind(),
      rescheduled_kind(), called_off_kind(), corrected_kind(), roster_kind(),       ranking_kind(),
      live_kind(),        event_kind(),      digest_kind()};
  return *std::ranges::find(kinds, kind, &Kind::kind);
}

}  // namespace cs2::notify

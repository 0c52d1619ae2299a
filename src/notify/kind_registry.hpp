// The list of all kinds.
#pragma once

#include "notify/kind_definition.hpp"

namespace cs2::notify {

// A line each. The compiler misses what is listed in model/notice_kind.hpp and not here.
#define CS2_NOTICE_KINDS(KIND) \
  KIND(announced)              \
  KIND(reminder)               \
  KIND(started)                \
  KIND(map_finished)           \
  KIND(result)                 \
  KIND(rescheduled)            \
  KIND(called_off)             \
  KIND(corrected)              \
  KIND(roster)                 \
  KIND(ranking)                \
  KIND(live)                   \
  KIND(event)                  \
  KIND(digest)

#define CS2_DECLARE_KIND(kind) Kind kind##_kind();
CS2_NOTICE_KINDS(CS2_DECLARE_KIND)
#undef CS2_DECLARE_KIND

const Kind& find_kind(NoticeKind kind);

}  // namespace cs2::notify

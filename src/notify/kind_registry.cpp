#include "notify/kind_registry.hpp"

#include <utility>

namespace cs2::notify {

#define CS2_COUNT_KIND(kind) +1
static_assert(CS2_NOTICE_KINDS(CS2_COUNT_KIND) == notice_kinds, "each has its row in model/notice_kind.hpp");

const Kind& find_kind(NoticeKind kind) {
  switch (kind) {
#define CS2_FIND_KIND(kind)                  \
  case NoticeKind::kind: {                   \
    static const auto found = kind##_kind(); \
    return found;                            \
  }
    CS2_NOTICE_KINDS(CS2_FIND_KIND)
  }
  std::unreachable();
}

}  // namespace cs2::notify

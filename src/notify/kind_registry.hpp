// The list of all kinds.
#pragma once

#include <span>

#include "notify/kind_definition.hpp"

namespace cs2::notify {

Kind announced_kind();
Kind reminder_kind();
Kind started_kind();
Kind map_finished_kind();
Kind result_kind();
Kind rescheduled_kind();
Kind called_off_kind();
Kind corrected_kind();
Kind roster_kind();
Kind ranking_kind();
Kind live_kind();
Kind event_kind();
Kind digest_kind();

const Kind& find_kind(NoticeKind kind);

}  // namespace cs2::notify

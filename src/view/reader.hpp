// For whom a message is rendered.
#pragma once

#include "base/clock.hpp"
#include "locale/language.hpp"

namespace cs2::view {

struct Reader {
  locale::Language language;
  // Scores stand behind ||…||, and nothing else tells how a match went: no winner, no number of maps, no end
  // time.
  bool hide_scores = false;
  // Hidden scores are not in the message at all, not even behind ||…||.
  bool leave_out_scores = false;
  Timestamp now = {};  // tells what is overdue; the epoch where that does not matter
};

}  // namespace cs2::view

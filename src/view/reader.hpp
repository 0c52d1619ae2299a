// For whom a message is rendered.
#pragma once

#include "locale/language.hpp"

namespace cs2::view {

struct Reader {
  locale::Language language;
  // Scores stand behind ||…||, and nothing else tells how a match went: no winner, no number of maps, no end
  // time.
  bool hide_scores = false;
};

}  // namespace cs2::view

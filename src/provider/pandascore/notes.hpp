// What one answer says of a match and the others leave out.
//
// Brackets say who an undecided side will be, and paid answers the names and rounds of maps; the plain lists
// have neither. Since the latest word of a source replaces its earlier ones, each list would unsay them: so
// they are noted here, and added to whatever speaks of the same match between the same opponents.
#pragma once

#include <array>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/limits/providers.hpp"
#include "model/report.hpp"

namespace cs2::provider {

class PandascoreNotes {
 public:
  // At most limits::provider_notes_max; then the one that was noted first is forgotten.
  void remember(const MatchReport& match);
  void complete(MatchReport& match) const;

 private:
  struct Note {
    std::array<OpponentReport, 2> opponents;  // without line-ups
    std::vector<MapResult> maps;              // that have names
  };
  std::map<std::string, Note> notes_;  // by the match's external id
  std::deque<std::string> order_;      // oldest first
};

}  // namespace cs2::provider

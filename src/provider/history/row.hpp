// One row of a file of past results, as docs/import.md describes it: the columns → a MatchReport.
//
// Both formats have the same columns, so they are read here, once. Everything is text until then.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "model/report.hpp"

namespace cs2::provider {

struct HistoryMap {
  std::string name;
  std::string score1;  // rounds
  std::string score2;
  std::string winner;     // "1", "2" or empty
  std::string picked_by;  // the same, or "decider"
};

struct HistoryRow {
  std::string id, number, source;
  std::string date, team1, team2;
  std::string score1, score2, winner, forfeit, best_of;
  std::string tournament, tier, stage, url;
  std::vector<HistoryMap> maps;
};

// The member of a column; nothing for a column that is not ours. `maps` is none of them.
std::string* history_column(HistoryRow& row, std::string_view column);

// "Dust II 8:13 pick1; Inferno 13:16; Nuke": how CSV writes maps in one cell. invalid: it does not.
Result<std::vector<HistoryMap>> parse_history_maps(std::string_view cell);

struct HistoryMatch {
  MatchReport match;  // its teams and its tournament bear source and letters as external ids
  std::optional<Tournament> tournament;
};

// `source` is what the file is called where the row names none. Only finished matches are history. invalid:
// a column that is missing or not as described, or facts that break a rule of model/validate.hpp.
Result<HistoryMatch> read_history_row(const HistoryRow& row, std::string_view source, Timestamp now);

}  // namespace cs2::provider

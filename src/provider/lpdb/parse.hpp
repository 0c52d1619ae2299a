// LPDB, the database behind Liquipedia: bytes → Report.
//
// One answer is a list of rows of one type. Ids are the names of pages (see provider/shared/wiki_page.hpp),
// and every team, player and tournament is said to be known to Liquipedia's wiki by the same id; a match's id
// is its match2id, which survives every change of its time, and HLTV's ids of it come with it.
//
// A row that cannot be understood is left out with its reason, the others stay. drift: not a list, or rows of
// which not one can be read.
#pragma once

#include <cstddef>
#include <map>
#include <string_view>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "model/report.hpp"

namespace cs2::provider {

struct LpdbPage {
  Report report;
  std::size_t rows = 0;  // of the answer, also those that were skipped
};

// `now` decides which matches have begun: LPDB has no state of its own for that. What is finished without a
// winner was closed by the wiki's clock, so no result is claimed.
Result<LpdbPage> parse_lpdb_matches(std::string_view json, Timestamp now);
Result<LpdbPage> parse_lpdb_tournaments(std::string_view json, Timestamp now);
Result<LpdbPage> parse_lpdb_teams(std::string_view json, Timestamp now);
Result<LpdbPage> parse_lpdb_players(std::string_view json, Timestamp now);
// Complete rosters: the answer must hold everybody who is active or benched.
Result<LpdbPage> parse_lpdb_squads(std::string_view json, Timestamp now);
Result<LpdbPage> parse_lpdb_transfers(std::string_view json, Timestamp now);
Result<LpdbPage> parse_lpdb_placements(std::string_view json, Timestamp now);
// Valve's standings, as Liquipedia computes them between two publications, or copies them.
Result<LpdbPage> parse_lpdb_rankings(std::string_view json, Timestamp now);

// The stages of standings, by tournament and index: entries name them by number alone.
using LpdbStages = std::map<std::pair<std::string, std::int64_t>, std::string>;
Result<LpdbStages> parse_lpdb_stages(std::string_view json);
Result<LpdbPage> parse_lpdb_standings(std::string_view json, const LpdbStages& stages, Timestamp now);

}  // namespace cs2::provider

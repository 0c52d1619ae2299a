// Valve's Regional Standings, the Markdown files of its repository: bytes → Report.
//
// Valve names teams and players and gives them no ids, so a name is the external id. A name may appear twice
// in one file, with two line-ups: usually an organisation's former one, which keeps the points that it won.
// Both places then name the same team, and the line-up of each place says which is meant. (An id that
// distinguishes them apart would have to name the line-up and be a new team after every transfer.)
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "model/report.hpp"

namespace cs2::provider {

// Standings files, each the world's or a region's: a ranking for every file and the teams of all of them. In
// a region's file positions count within the region. A row that cannot be read is left out with its reason.
// drift: not a standings file, or fewer than four in five of its rows can be read; too_large.
Result<Report> parse_valve_standings(std::span<const std::string> files, Timestamp observed_at);

// The pages of the line-ups in a standings file, best first, as paths beside it:
// "details/2026_06_01/0001--alpine--ava-bo.md". A link of another form is left out.
std::vector<std::string> parse_valve_pages(std::string_view file);
// Where a person reads the page of that path and year.
std::string valve_page_url(int year, std::string_view path);

// The page of one line-up: its place, and the matches of the last six months that put it there.
struct ValveDetails {
  struct Rank {
    RankingSystem system = RankingSystem::valve_world;
    int position = 1;
  };
  std::string team;  // external id
  std::vector<std::string> line_up;
  Timestamp published;
  double points = 0;        // in the standings they are rounded
  std::vector<Rank> ranks;  // the world's first; rarely two regions
  // Finished matches with winner and day, without score, maps or event; newest first. The page's team is
  // opponent 0 and has the line-up of that very match. Noon in Los Angeles stands for the day.
  Report report;
};
Result<ValveDetails> parse_valve_details(std::string_view file, Timestamp observed_at);

}  // namespace cs2::provider

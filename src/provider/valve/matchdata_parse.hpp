// The input of Valve's ranking model, `{"matches": […], "events": […]}`: bytes → Report.
//
// Nothing polls it: it is a file that somebody has, made by Valve, or by others in the same form, and it is
// what the detail pages lack: exact times, maps with their scores, events. Teams, players and matches bear
// the ids of valve_parse.hpp. How prizes were distributed is not read.
#pragma once

#include <string_view>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "model/report.hpp"

namespace cs2::provider {

// A match that cannot be read is left out with its reason. drift: not such a file, or not one of its matches
// can be read; too_large.
Result<Report> parse_valve_matchdata(std::string_view json, Timestamp observed_at);

}  // namespace cs2::provider

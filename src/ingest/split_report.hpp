// A report in parts that can be written without each other, so that one element that cannot be costs itself.
#pragma once

#include <cstddef>
#include <string>

#include "model/report.hpp"

namespace cs2::ingest {

// Matches, rosters, rankings and whatever else stands for itself.
std::size_t count_elements(const Report& report);

// Those in [from, to) with the teams, players and tournaments that they name, and all else that is said about
// the source with the first.
Report elements_of(const Report& report, std::size_t from, std::size_t to);

// Of a report of one element: what an issue about it is about.
std::string element_subject(const Report& report);

}  // namespace cs2::ingest

// Columns of a table by the names that docs/import.md gives them, whatever the table calls them.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "provider/history.hpp"

namespace cs2::provider {

// The first line's names as ours, those that were mapped renamed; what else is called like one of those is
// left alone. drift: a mapped or needed column is missing. The detail then names similar ones.
Result<std::vector<std::string>> name_columns(std::vector<std::string> heading,
                                              std::span<const MappedColumn> mapped);

// "date from date_pacific, team1, team2; ignored: notes": what was understood of the first line.
std::string describe_columns(std::span<const std::string> heading, std::span<const std::string> named);

}  // namespace cs2::provider

// JSON as a source sends it: parsed within bounds, and whatever is wrong in one text costs that text alone.
#pragma once

#include <boost/json.hpp>
#include <string_view>

#include "base/limits/providers.hpp"
#include "base/result.hpp"

namespace cs2::provider {

// drift: not JSON, or nested deeper than anything that a source has to say. too_large: more values than
// `values_max`, counted before any of them is built, because a value takes many times the memory of the three
// letters that it may be written with.
//
// Half of a surrogate pair and bytes that are not UTF-8, which cut-off texts end with, read as U+FFFD.
Result<boost::json::value> parse_json_text(std::string_view text,
                                           std::size_t values_max = limits::json_values_max);

}  // namespace cs2::provider

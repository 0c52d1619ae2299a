// Liquipedia's ticker, the page Liquipedia:Matches as `action=parse` renders it: bytes → Report.
//
// The page has no ids and its markup changes a few times a year. So a match's id is made of what names it
// (tournament page and section, both teams' pages) without its time, which may move; and a page that shows no
// match cards, or too many that cannot be read, is drift and never "no matches".
#pragma once

#include <string_view>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "model/report.hpp"

namespace cs2::provider {

// The JSON envelope. `now` decides which matches have begun: the page may be minutes old, and what it shows
// as upcoming may be under way. Errors: drift, too_large; unavailable when the wiki answers with an error of
// its own.
Result<Report> parse_liquipedia_answer(std::string_view json, Timestamp now);

// The page within it.
Result<Report> parse_liquipedia_matches(std::string_view html, Timestamp now);

}  // namespace cs2::provider

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

// `now` decides which matches have begun: the page may be minutes old, and what it shows as upcoming may be
// under way. Errors of all of these: drift, too_large.
Result<Report> parse_liquipedia_matches(std::string_view html, Timestamp now);

// A tournament's page with its brackets, rendered likewise: every match with its maps and halves. `page` is
// its name as in addresses. Ids are the ticker's, the section being the heading above the bracket.
Result<Report> parse_liquipedia_tournament(std::string_view html, std::string_view page, Timestamp now);

// A team's page, rendered likewise: its tables of players. Rows of which no day of leaving is known are left
// out.
Result<Report> parse_liquipedia_roster(std::string_view html, std::string_view page, Timestamp now);

// The front page, rendered likewise: the tournaments that run, come or have just ended, by name alone, and
// the last transfers, which are the beginnings and ends of stays in teams.
Result<Report> parse_liquipedia_front(std::string_view html, Timestamp now);

// The list of one tier's tournaments, rendered likewise, in the form of 2024 (a grid) or of 2026 (a table):
// name, days, place and prize of those that come, run, or were over 30 days ago at most.
Result<Report> parse_liquipedia_list(std::string_view html, Tier tier, Timestamp now);

}  // namespace cs2::provider

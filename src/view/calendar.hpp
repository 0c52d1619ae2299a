// What is followed as an iCalendar file (RFC 5545, with the names of RFC 7986), for calendar apps to read
// again and again.
//
// The same matches give the same bytes, so that an app that asks again can be answered "unchanged".
// Nothing in it reveals how a match went; see model/calendar.hpp.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "locale/language.hpp"
#include "model/calendar.hpp"
#include "model/subscription.hpp"

namespace cs2::view {

// "CS2: Team Spirit"; `subject_name` is that of a team, player or event, and empty of what has none.
std::string calendar_name(const Subject& subject, std::string_view subject_name,
                          const locale::Language& language);

// An entry for each match with a time, in the given order; those without any are left out. Times are in UTC.
std::string render_calendar(std::string_view name, std::span<const CalendarEntry> entries,
                            const locale::Language& language);

// For those two, and their tests: the value of a TEXT property, and a content line with its CRLF, folded so
// that no line has more than 75 octets and no character is cut.
std::string calendar_text(std::string_view text);
std::string calendar_line(std::string_view unfolded);

}  // namespace cs2::view

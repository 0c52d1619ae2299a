// The parts of a match that cards and lists say alike.
#pragma once

#include <string>

#include "model/match_details.hpp"
#include "view/reader.hpp"

namespace cs2::view {

// A team's name, what the source says of an undecided opponent, or "to be decided".
std::string opponent_name(const MatchDetails& details, Slot slot, const Reader& reader,
                          std::size_t characters);

// The same without markdown, for labels, titles of threads and calendars, which are shown as they are.
std::string plain_opponent(const MatchDetails& details, Slot slot, const locale::Language& language,
                           std::size_t characters);

// "Spirit vs NAVI"
std::string versus(const MatchDetails& details, const Reader& reader, std::size_t characters);

// The same without markdown, for names of threads and events, which Discord shows as they are.
std::string match_title(const MatchDetails& details, const Reader& reader, std::size_t characters);

// "**Spirit** 2–1 NAVI"; "**Spirit** vs **NAVI**" before there is a score. Rounds for a best-of-one.
std::string score_line(const MatchDetails& details, const Reader& reader, std::size_t characters);

// "Spirit 2–1 NAVI", for a headline.
std::string plain_score_line(const MatchDetails& details, const Reader& reader, std::size_t characters);

// "Playoffs – Semifinal" as a reader says it; empty where the source only says that it does not know.
std::string stage_text(std::string_view stage, const locale::Language& language);

// "Semifinal" of "Playoffs – Semifinal", where the event stands beside it.
std::string round_text(std::string_view stage, const locale::Language& language);

// "IEM Cologne 2026 – Playoffs", either alone, or empty.
std::string event_line(const MatchDetails& details, const Reader& reader, std::size_t characters);

// When it is or was, as far as that is known and no secret: "12 July 2026 18:00 (in 3 hours)". Empty for a
// live match of which only the day is known.
std::string time_text(const MatchFacts& facts, const Reader& reader);

// Whether its time has passed without a word that it began.
bool is_overdue(const MatchFacts& facts, const Reader& reader);
// Of one that is: "Delayed – scheduled for 18:00".
std::string overdue_text(const MatchFacts& facts, const Reader& reader);

// What two numbers do not say of a match in a list: that it was postponed or cancelled, that its result is
// still unknown, or that both teams forfeited. Empty otherwise.
std::string status_text(const MatchFacts& facts, const Reader& reader);

// One line among others on a card: "**Spirit** 2–1 NAVI · 12 July 2026 · IEM Cologne 2026". The event's
// card names the stage instead of the event, or nothing below its heading.
enum class MatchTextContext { event, stage, nothing };
std::string match_line(const MatchDetails& details, MatchTextContext beside, const Reader& reader);

// "13–9"
std::string numbers(Score score, const Reader& reader);

// True where showing the match as it is would tell how it went.
bool hides_result(const MatchFacts& facts, const Reader& reader);

// What stands in the place of a score: padded to the same width whatever it is.
std::string hidden_cell(std::string_view text, const Reader& reader);

// "W–FF" where somebody forfeited.
std::string forfeit_text(std::optional<Slot> winner, bool disqualified, const Reader& reader);

// Whether it is said between the names how it stands: there is a score, or a forfeit, and it is not left out.
bool shows_score(const MatchFacts& facts, const Reader& reader);

// "July 12, 2026"
std::string day_text(Timestamp at, const Reader& reader);

}  // namespace cs2::view

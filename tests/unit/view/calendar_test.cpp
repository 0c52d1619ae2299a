// What is written is read again by a reader that is stricter than any app.
#include "view/calendar.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "support/calendar_reader.hpp"
#include "support/golden.hpp"
#include "support/paths.hpp"
#include "unit/view/fixture.hpp"

namespace cs2::view {
namespace {

using test::CalendarReader;
using testing::HasSubstr;
using testing::Not;

CalendarEntry entry_of(MatchDetails details) {
  return {.details = std::move(details), .sequence = 2, .changed_at = at("2026-07-01T09:30:00Z")};
}

std::string render(const std::vector<CalendarEntry>& entries) {
  return render_calendar("CS2: Amber Foxes", entries, english());
}

test::CalendarComponent read_one(const CalendarEntry& entry) {
  const auto calendar = CalendarReader::read(render({entry}));
  return calendar.components.at(0);
}

TEST(Calendar, is_written_as_the_standard_says) {
  auto undecided = entry_of(scheduled());
  undecided.details.match.id = {8};
  undecided.details.match.opponents[1] = {.team = {}, .name = "Winner of semifinal 1"};
  undecided.details.teams[1].reset();
  undecided.details.match.time_is_exact = false;
  undecided.details.match.best_of = 5;
  auto awkward = entry_of(scheduled());
  awkward.details.match.id = {9};
  awkward.details.teams[0]->name =
      "Füchse; \\o/, the \"best\" 🦊🦊🦊 of all of the foxes that live in the grünen Wald";
  awkward.details.teams[1]->name = "  ";
  awkward.details.match.status = MatchStatus::postponed;
  awkward.details.tournament->name = "Cup\r\nBEGIN:VEVENT";
  const auto text = render({entry_of(finished()), undecided, awkward});

  EXPECT_EQ(CalendarReader::read(text).components.size(), 3U);
  test::expect_golden(cs2::test::source_dir() + "/tests/unit/view/golden/calendar.ics", text);
}

TEST(Calendar, has_an_entry_with_stable_names_and_times) {
  const auto event = read_one(entry_of(scheduled()));

  EXPECT_EQ(event.value("UID"), "match-7@cs2results");
  EXPECT_EQ(event.value("SEQUENCE"), "2");
  EXPECT_EQ(event.value("DTSTAMP"), "20260701T093000Z");
  EXPECT_EQ(event.value("LAST-MODIFIED"), "20260701T093000Z");
  EXPECT_EQ(event.value("DTSTART"), "20260712T180000Z");
  EXPECT_EQ(event.value("DURATION"), "PT3H");
  EXPECT_EQ(event.value("SUMMARY"), "Amber Foxes – Blue Herons");
  EXPECT_EQ(CalendarReader::unescape(event.value("DESCRIPTION")),
            "Harbour Cup – Playoffs\nBest of 3\nData: Liquipedia (CC BY-SA 3.0)");
  EXPECT_EQ(event.value("STATUS"), "CONFIRMED");
  EXPECT_EQ(event.value("URL"), "https://liquipedia.net/counterstrike/Harbour_Cup");
}

TEST(Calendar, says_where_a_match_is_played) {
  auto entry = entry_of(scheduled());
  EXPECT_EQ(read_one(entry).find("LOCATION"), nullptr);

  entry.details.tournament->city = "Riga";
  entry.details.tournament->country = "LV";
  EXPECT_EQ(CalendarReader::unescape(read_one(entry).value("LOCATION")), "Riga, Latvia");

  entry.details.tournament->city.reset();
  EXPECT_EQ(read_one(entry).value("LOCATION"), "Latvia");
}

TEST(Calendar, rings_before_what_has_a_time_and_takes_place) {
  auto entry = entry_of(scheduled());
  const auto alarm = read_one(entry).components.at(0);
  EXPECT_EQ(alarm.name, "VALARM");
  EXPECT_EQ(alarm.value("ACTION"), "DISPLAY");
  EXPECT_EQ(alarm.value("TRIGGER"), "-PT15M");
  EXPECT_EQ(alarm.value("DESCRIPTION"), "Amber Foxes – Blue Herons");

  auto untimed = entry;
  untimed.details.match.time_is_exact = false;
  auto off = entry;
  off.details.match.status = MatchStatus::postponed;
  auto withdrawn = entry;
  withdrawn.withdrawn = true;
  for (const auto& each : {untimed, off, withdrawn}) EXPECT_TRUE(read_one(each).components.empty());
}

TEST(Calendar, is_as_long_as_the_series_may_be) {
  for (const auto& [best_of, length] : std::vector<std::pair<std::optional<int>, std::string>>{
           {1, "PT1H"}, {3, "PT3H"}, {5, "PT5H"}, {{}, "PT3H"}}) {
    auto entry = entry_of(scheduled());
    entry.details.match.best_of = best_of;
    EXPECT_EQ(read_one(entry).value("DURATION"), length);
  }
}

TEST(Calendar, gives_the_day_alone_when_nobody_knows_the_hour) {
  auto entry = entry_of(scheduled());
  entry.details.match.time_is_exact = false;

  const auto event = read_one(entry);

  EXPECT_EQ(event.value("DTSTART"), "20260712");
  EXPECT_EQ(event.find("DTSTART")->parameters.at("VALUE"), "DATE");
  EXPECT_EQ(event.find("DURATION"), nullptr);
  EXPECT_THAT(event.value("DESCRIPTION"), HasSubstr("Time TBD"));
}

TEST(Calendar, says_what_is_open_and_what_is_off) {
  auto undecided = entry_of(scheduled());
  undecided.details.match.opponents[0] = {};
  undecided.details.teams[0].reset();
  EXPECT_EQ(read_one(undecided).value("STATUS"), "TENTATIVE");
  EXPECT_EQ(read_one(undecided).value("SUMMARY"), "TBD – Blue Herons");

  for (const auto status : {MatchStatus::postponed, MatchStatus::cancelled}) {
    auto off = undecided;
    off.details.match.status = status;
    EXPECT_EQ(read_one(off).value("STATUS"), "CANCELLED");
  }
  auto withdrawn = entry_of(scheduled());
  withdrawn.withdrawn = true;
  EXPECT_EQ(read_one(withdrawn).value("STATUS"), "CANCELLED");
  EXPECT_THAT(read_one(withdrawn).value("DESCRIPTION"), HasSubstr("Removed from the schedule"));
}

TEST(Calendar, tells_nothing_of_how_a_match_went) {
  const auto planned = render({entry_of(scheduled())});
  auto swept = finished();
  swept.match.score = Score{2, 0};
  swept.match.maps.pop_back();
  swept.match.ended_at = at("2026-07-12T19:40:00Z");
  auto given = finished();
  given.match.forfeit = true;
  given.match.score.reset();

  for (const auto& details : {live(), finished(), swept, given})
    EXPECT_EQ(render({entry_of(details)}), planned);

  auto imported = finished();
  imported.match.scheduled_at.reset();
  imported.match.started_at.reset();
  EXPECT_EQ(read_one(entry_of(imported)).value("DTSTART"), "20260712");
}

TEST(Calendar, does_not_change_when_sources_take_turns) {
  auto details = scheduled();
  details.sources = {{.provider = ProviderName::liquipedia, .url = "https://liquipedia.net/x", .seen_at = {}},
                     {.provider = ProviderName::pandascore, .url = "", .seen_at = {}}};
  const auto before = render({entry_of(details)});

  std::swap(details.sources[0], details.sources[1]);

  EXPECT_EQ(render({entry_of(details)}), before);
}

TEST(Calendar, is_valid_without_any_match) {
  auto untimed = entry_of(scheduled());
  untimed.details.match.scheduled_at.reset();

  for (const auto& text : {render({}), render({untimed})}) {
    const auto calendar = CalendarReader::read(text);
    EXPECT_EQ(calendar.value("METHOD"), "PUBLISH");
    EXPECT_EQ(calendar.value("CALSCALE"), "GREGORIAN");
    EXPECT_EQ(calendar.value("X-WR-CALNAME"), "CS2: Amber Foxes");
    EXPECT_EQ(calendar.value("NAME"), "CS2: Amber Foxes");
    EXPECT_THAT(text, Not(HasSubstr("VEVENT")));
  }
}

TEST(Calendar, leaves_out_an_address_that_breaks_the_line) {
  auto entry = entry_of(scheduled());
  entry.details.sources[0].url = "https://example.org/a\r\nSUMMARY:b";
  EXPECT_EQ(read_one(entry).find("URL"), nullptr);

  entry.details.sources[0].url = "https://example.org/" + std::string(200, 'x');
  EXPECT_EQ(read_one(entry).value("URL"), entry.details.sources[0].url);
}

TEST(Calendar, is_named_after_what_is_followed) {
  EXPECT_EQ(calendar_name({Subject::Kind::team, 1}, "Spirit", english()), "CS2: Spirit");
  EXPECT_EQ(calendar_name(subject_of(Tier::a), "", english()), "CS2: all matches (A-Tier and above)");
  EXPECT_EQ(calendar_name({}, "", english()), "CS2: all matches");
  EXPECT_EQ(calendar_name({Subject::Kind::team, 1}, "", english()), "CS2: no longer available");
}

TEST(CalendarLine, is_cut_after_75_octets_and_never_within_a_character) {
  EXPECT_EQ(calendar_line(std::string(75, 'a')), std::string(75, 'a') + "\r\n");
  EXPECT_EQ(calendar_line(std::string(76, 'a')), std::string(75, 'a') + "\r\n a\r\n");
  EXPECT_EQ(calendar_line(std::string(150, 'a')),
            std::string(75, 'a') + "\r\n " + std::string(74, 'a') + "\r\n a\r\n");
  EXPECT_EQ(calendar_line(std::string(74, 'a') + "ü"), std::string(74, 'a') + "\r\n ü\r\n");
  EXPECT_EQ(calendar_line(std::string(72, 'a') + "🦊b"), std::string(72, 'a') + "\r\n 🦊b\r\n");
  EXPECT_EQ(calendar_line(std::string(71, 'a') + "🦊b"), std::string(71, 'a') + "🦊\r\n b\r\n");
}

TEST(CalendarText, escapes_what_would_end_a_value) {
  EXPECT_EQ(calendar_text("a;b,c\\d\ne:\"f\""), "a\\;b\\,c\\\\d\\ne:\"f\"");
  EXPECT_EQ(calendar_text("a\r\nb\x01\xFFz"), "a\\nb\xEF\xBF\xBDz");
}

// Whatever characters stand in it, in whatever places.
TEST(CalendarLine, comes_back_as_it_was) {
  const std::vector<std::string> alphabet{
      "a", "ü", "€", "🦊", "👨‍👩‍👧", ";", ",", "\\", "\n", ":", " ", "\"", "ß", "n", "\t"};
  std::mt19937 chance{7};
  std::uniform_int_distribution<std::size_t> letter{0, alphabet.size() - 1};
  std::uniform_int_distribution<int> length{0, 400};
  for (int round = 0; round < 2'000; ++round) {
    std::string text;
    for (int left = length(chance); left > 0; --left) text += alphabet[letter(chance)];

    const auto lines = CalendarReader::unfold(calendar_line("SUMMARY:" + calendar_text(text)));

    ASSERT_EQ(lines.size(), 1U);
    ASSERT_EQ(CalendarReader::unescape(std::string_view{lines[0]}.substr(8)), text);
  }
}

}  // namespace
}  // namespace cs2::view

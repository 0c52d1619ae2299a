#include "view/match_list.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/limits/answers.hpp"
#include "unit/view/fixture.hpp"

namespace cs2::view {
namespace {

using testing::HasSubstr;

TEST(MatchList, gives_each_match_a_line_below_its_event) {
  const std::vector<MatchDetails> matches{live()};

  const auto message = match_list({.kind = ListKind::live, .matches = matches, .total = 1}, open_reader());

  const auto& embed = message.embeds.at(0);
  EXPECT_EQ(embed.title, "Live matches");
  EXPECT_EQ(embed.description,
            "**[Harbour Cup](https://liquipedia.net/counterstrike/Harbour_Cup)** · A-Tier\n"
            "**Amber Foxes** 1–0 **Blue Herons** · BO3 · Playoffs · Mirage 8–4 · <t:1783879440:R>");
  EXPECT_EQ(embed.footer, "Data: Liquipedia (CC BY-SA 3.0)");
  EXPECT_EQ(embed.timestamp, at("2026-07-12T17:55:00Z"));
  EXPECT_EQ(discord::check(message), std::nullopt);
}

TEST(MatchList, tells_times_of_what_comes_and_winners_of_what_was) {
  const std::vector<MatchDetails> next{scheduled()};
  const std::vector<MatchDetails> last{finished()};

  const auto upcoming = match_list({.kind = ListKind::upcoming, .matches = next, .total = 1}, open_reader());
  const auto results = match_list({.kind = ListKind::results, .matches = last, .total = 1}, open_reader());

  EXPECT_THAT(upcoming.embeds.at(0).description,
              HasSubstr("\n<t:1783879200:t> **Amber Foxes** vs **Blue Herons** · BO3 · Playoffs"));
  EXPECT_THAT(results.embeds.at(0).description,
              HasSubstr("**Amber Foxes** 2–1 Blue Herons · BO3 · Playoffs"));
}

TEST(MatchList, says_how_matches_stand_that_have_no_score) {
  auto unknown = finished();
  unknown.match.winner.reset();
  unknown.match.score = Score{0, 0};
  auto forfeit = finished();
  forfeit.match.forfeit = true;
  auto both = unknown;
  both.match.forfeit = true;
  auto cancelled = scheduled();
  cancelled.match.status = MatchStatus::cancelled;
  cancelled.match.score = Score{0, 0};
  const std::vector matches{unknown, forfeit, both, cancelled};

  const auto text = match_list({.kind = ListKind::results, .matches = matches, .total = 4}, open_reader())
                        .embeds.at(0)
                        .description;

  EXPECT_THAT(text, HasSubstr("**Amber Foxes** vs **Blue Herons** · BO3 · Playoffs · Result pending\n"));
  EXPECT_THAT(text, HasSubstr("**Amber Foxes** W–FF Blue Herons · BO3 · Playoffs\n"));
  EXPECT_THAT(text,
              HasSubstr("**Amber Foxes** FF–FF **Blue Herons** · BO3 · Playoffs · Both teams forfeited\n"));
  EXPECT_THAT(text, HasSubstr("**Amber Foxes** vs **Blue Herons** · BO3 · Playoffs · ❌ **Canceled** · "
                              "Originally scheduled for <t:1783879200:f>"));
}

TEST(MatchList, says_what_is_late_and_since_about_when_a_match_runs) {
  auto reader = open_reader();
  reader.now = at("2026-07-12T18:34:00Z");
  auto running = live();
  running.match.started_at.reset();
  auto untimed = running;
  untimed.match.scheduled_at.reset();
  const std::vector matches{scheduled(), running, untimed};

  const auto text = match_list({.kind = ListKind::upcoming, .matches = matches, .total = 3}, reader)
                        .embeds.at(0)
                        .description;

  EXPECT_THAT(text, HasSubstr(" · Playoffs · Delayed – scheduled for <t:1783879200:t>"));
  EXPECT_THAT(text, HasSubstr("Mirage 8–4 · about <t:1783879200:R>"));
  EXPECT_THAT(text, testing::EndsWith("Mirage 8–4"));
}

TEST(MatchList, tells_its_page_and_its_filters) {
  const std::vector<MatchDetails> matches{scheduled()};

  const auto message = match_list({.kind = ListKind::upcoming,
                                   .matches = matches,
                                   .page = 1,
                                   .pages = 7,
                                   .total = 33,
                                   .filters = {"Amber *Foxes*", "2026-07-12"}},
                                  open_reader());

  EXPECT_EQ(message.embeds.at(0).title, "Upcoming matches · Amber \\*Foxes\\* · 2026-07-12");
  EXPECT_EQ(message.embeds.at(0).footer, "Page 2 of 7 · 33 matches · Data: Liquipedia (CC BY-SA 3.0)");
}

TEST(MatchList, says_what_to_do_when_there_is_nothing) {
  const MatchList empty{
      .kind = ListKind::live,
      .sources = {{.provider = ProviderName::liquipedia, .url = "", .seen_at = at("2026-07-12T17:55:00Z")}},
      .mentions = {"</upcoming:1>", "</results:2>"}};
  auto filtered = empty;
  filtered.filters = {"Amber Foxes"};

  const auto message = match_list(empty, open_reader());

  EXPECT_EQ(message.embeds.at(0).description, "No live matches. See </upcoming:1>.");
  EXPECT_EQ(message.embeds.at(0).footer, "Data: Liquipedia (CC BY-SA 3.0)");
  EXPECT_THAT(match_list(filtered, open_reader()).embeds.at(0).description, HasSubstr("fewer filters"));
}

TEST(MatchList, says_that_nothing_was_read_yet) {
  const auto message = match_list({.kind = ListKind::results}, open_reader());

  EXPECT_EQ(message.embeds.at(0).footer, "No data yet");
}

TEST(MatchList, names_each_source_once_with_its_newest_age) {
  std::vector<MatchDetails> matches{scheduled(), scheduled()};
  matches[1].sources[0].seen_at = at("2026-07-12T17:59:00Z");

  const auto message =
      match_list({.kind = ListKind::upcoming, .matches = matches, .total = 2}, open_reader());

  EXPECT_EQ(message.embeds.at(0).footer, "Data: Liquipedia (CC BY-SA 3.0)");
  EXPECT_EQ(message.embeds.at(0).timestamp, at("2026-07-12T17:59:00Z"));
}

// A match of that event and tier, at that hour of July.
MatchDetails of_event(std::int64_t event, Tier tier, std::string_view time) {
  auto details = scheduled();
  details.tournament = Tournament{.id = {event}, .name = "Cup " + std::to_string(event), .tier = tier};
  details.match.scheduled_at = at(time);
  details.sources.clear();
  return details;
}

TEST(MatchList, says_days_and_events_once_and_the_best_event_of_a_day_first) {
  auto reader = open_reader();
  reader.now = at("2026-07-12T10:00:00Z");
  auto undated = of_event(8, Tier::b, "2026-07-14T00:00:00Z");
  undated.match.time_is_exact = false;
  const std::vector matches{
      of_event(9, Tier::c, "2026-07-12T12:00:00Z"), of_event(8, Tier::s, "2026-07-12T15:00:00Z"),
      of_event(9, Tier::c, "2026-07-12T16:00:00Z"), of_event(8, Tier::s, "2026-07-13T16:00:00Z"), undated};

  const auto text = match_list({.kind = ListKind::upcoming, .matches = matches, .total = 5}, reader)
                        .embeds.at(0)
                        .description;

  const std::string row = " **Amber Foxes** vs **Blue Herons** · BO3 · Playoffs\n";
  EXPECT_EQ(text + "\n", "**__Today__**\n**Cup 8** · S-Tier\n<t:1783868400:t>" + row +
                             "**Cup 9** · C-Tier\n<t:1783857600:t>" + row + "<t:1783872000:t>" + row +
                             "**__Tomorrow__**\n**Cup 8** · S-Tier\n<t:1783958400:t>" + row +
                             "**__Tuesday, July 14__**\n**Cup 8** · B-Tier\n" + row.substr(1));
}

TEST(MatchList, counts_days_in_the_time_zone_of_the_server) {
  const std::vector matches{of_event(8, Tier::s, "2026-07-12T22:30:00Z")};
  const auto heading = [&](std::string_view zone) {
    return match_list({.kind = ListKind::upcoming, .matches = matches, .time_zone = std::string{zone}},
                      open_reader())
        .embeds.at(0)
        .description;
  };

  EXPECT_THAT(heading("UTC"), HasSubstr("Sunday, July 12"));
  EXPECT_THAT(heading("Europe/Berlin"), HasSubstr("Monday, July 13"));
}

TEST(MatchList, leads_to_the_event_that_was_asked_for_by_its_title) {
  const std::vector matches{scheduled()};
  const MatchList list{.kind = ListKind::upcoming, .matches = matches, .is_of_one_event = true};

  const auto embed = match_list(list, open_reader()).embeds.at(0);

  EXPECT_EQ(embed.url, "https://liquipedia.net/counterstrike/Harbour_Cup");
  EXPECT_THAT(embed.description, testing::Not(HasSubstr("Harbour Cup")));
}

TEST(MatchList, says_that_there_is_more_than_its_pages_show) {
  const std::vector matches{scheduled()};
  const MatchList list{
      .kind = ListKind::results, .matches = matches, .pages = 25, .total = 250, .is_cut = true};

  EXPECT_THAT(match_list(list, open_reader()).embeds.at(0).footer,
              testing::StartsWith("Page 1 of 25 · more than 250 matches"));
}

TEST(MatchList, keeps_discords_limits_whatever_the_sources_say) {
  const std::string endless(3000, '|');
  auto details = finished();
  for (auto& team : details.teams) team->name = endless;
  details.tournament->name = endless;
  details.match.stage = endless;
  details.sources[0].url = "https://example.org/" + std::string(370, 'a');
  const std::vector<MatchDetails> matches(limits::matches_per_page, details);
  const MatchList list{.kind = ListKind::results,
                       .matches = matches,
                       .page = 3,
                       .pages = 9,
                       .total = 44,
                       .filters = {endless, endless, endless, endless}};

  EXPECT_EQ(discord::check(match_list(list, open_reader())), std::nullopt);
  EXPECT_EQ(discord::check(match_list(list, spoiler_free_reader())), std::nullopt);
}

}  // namespace
}  // namespace cs2::view

// Files as large as those of Valve's repository, read to the last row.
#include "unit/provider/valve/repository.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "model/validate.hpp"
#include "provider/valve/standings_parse.hpp"
#include "unit/provider/valve/standings_check.hpp"

namespace cs2::provider {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr Timestamp now = std::chrono::sys_days{std::chrono::year{2026} / 6 / 2};

const ValveRepository& repository() {
  static const ValveRepository repository;
  return repository;
}

Result<Report> parse(std::vector<std::string> files) {
  return parse_valve_standings(files, now);
}

std::string with_windows_newlines(std::string_view text) {
  std::string changed;
  for (const char c : text) changed += c == '\n' ? std::string{"\r\n"} : std::string{c};
  return changed;
}

void expect_places(const RankingReport& ranking, const std::vector<test::Row>& facts) {
  ASSERT_THAT(ranking.places, SizeIs(facts.size()));
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const auto& place = ranking.places[i];
    EXPECT_EQ(place.position, static_cast<int>(i) + 1);
    EXPECT_EQ(place.points, facts[i].number("points"));
    EXPECT_EQ(place.team, facts[i]["team"]);
    EXPECT_EQ(place.line_up, facts[i].list("players"));
  }
}

TEST(ValveRepository, has_standings_that_are_read_to_the_last_row) {
  std::map<std::string, std::size_t> rows;

  for (const auto& file : repository().files()) {
    SCOPED_TRACE(file.name());
    const auto report = parse({file.text});
    ASSERT_TRUE(report) << report.error().detail;
    EXPECT_THAT(report->skipped, IsEmpty());
    ASSERT_THAT(report->rankings, SizeIs(1));
    expect_places(report->rankings[0], file.facts);
    EXPECT_EQ(report->rankings[0].published, parse_iso8601(file.date + "T00:00:00Z").value());
    EXPECT_TRUE(report->rankings[0].url.ends_with("/" + file.date.substr(0, 4) + "/" + file.name()));
    std::set<std::string> named;
    for (const auto& team : report->teams) named.insert(team.external_id);
    for (const auto& place : report->rankings[0].places) EXPECT_THAT(named, Contains(place.team));
    rows[file.name()] = report->rankings[0].places.size();
  }

  EXPECT_GE(rows.size(), 12U);
  expect_row_counts(rows);
}

TEST(ValveRepository, has_regions_that_are_those_of_the_world_in_the_same_order) {
  std::vector<std::string> files;
  for (const auto* const region : {"world", "europe", "americas", "asia"})
    files.push_back(repository().file("2026-06-01", region).text);

  const auto report = parse(files);

  ASSERT_TRUE(report) << report.error().detail;
  expect_regions_of_the_world(*report);
}

TEST(ValveRepository, has_namesakes_of_two_regions_that_are_of_neither) {
  const auto report =
      parse({standings_of({{1, 1900, "Players"}, {2, 900, "Players", "old, bo"}, {3, 800, "Home"}}),
             standings_of({{1, 1900, "Players"}, {2, 800, "Home"}}, "Europe"),
             standings_of({{1, 900, "Players", "old, bo"}}, "Americas")});

  ASSERT_TRUE(report) << report.error().detail;
  ASSERT_THAT(report->teams, SizeIs(2));
  EXPECT_EQ(report->teams[0].team.region, "Europe");
  EXPECT_EQ(report->teams[1].team.region, std::nullopt);
}

TEST(ValveRepository, has_line_ups_of_one_to_five_with_spaces_and_signs_in_their_names) {
  const auto report =
      parse({standings_of({{1, 1900, "Julie&Cie", "5 Star, brn$, cJ dA K1nG, huNter-, Mcg!LLzZz"},
                           {2, 1800, "ex-Zero Tenacity", "Frøslev, kralz , Get_Jeka, Knopk@"},
                           {3, 1800, "VP.Prodigy", "QQLIGHTNING "},
                           {4, 347, "Famalicão", "Bååten, Markoś, Mané"}})});

  ASSERT_TRUE(report) << report.error().detail;
  const auto& places = report->rankings.at(0).places;
  ASSERT_THAT(places, SizeIs(4));
  EXPECT_EQ(places[0].team, "Julie&Cie");
  EXPECT_THAT(places[0].line_up, ElementsAre("5 Star", "brn$", "cJ dA K1nG", "huNter-", "Mcg!LLzZz"));
  EXPECT_THAT(places[1].line_up, ElementsAre("Frøslev", "kralz", "Get_Jeka", "Knopk@"));
  EXPECT_THAT(places[2].line_up, ElementsAre("QQLIGHTNING"));
  EXPECT_EQ(places[2].points, places[1].points);
  EXPECT_EQ(places[3].team, "Famalicão");
  EXPECT_THAT(places[3].line_up, ElementsAre("Bååten", "Markoś", "Mané"));
}

TEST(ValveRepository, is_read_the_same_with_windows_newlines) {
  const auto& file = repository().file("2026-06-01", "world");
  const auto text = with_windows_newlines(file.text);
  const auto report = parse({text});

  ASSERT_TRUE(report) << report.error().detail;
  expect_places(report->rankings.at(0), file.facts);
  EXPECT_EQ(parse_valve_pages(text), parse_valve_pages(file.text));
  for (const auto& page : repository().pages()) {
    const auto plain = parse_valve_details(page.text, now);
    const auto windows = parse_valve_details(with_windows_newlines(page.text), now);
    ASSERT_TRUE(plain && windows);
    EXPECT_EQ(windows->line_up, plain->line_up);
    EXPECT_EQ(windows->report.matches.size(), plain->report.matches.size());
    EXPECT_EQ(windows->report.matches.at(0).opponents[0].line_up,
              plain->report.matches.at(0).opponents[0].line_up);
  }
}

TEST(ValveRepository, links_a_page_from_every_row_by_its_place_in_the_world) {
  const auto world = parse_valve_pages(repository().file("2026-06-01", "world").text);
  ASSERT_THAT(world, SizeIs(364));
  for (const auto& file : repository().files()) {
    const auto pages = parse_valve_pages(file.text);
    EXPECT_THAT(pages, SizeIs(file.facts.size())) << file.name();
    if (file.date != "2026-06-01") continue;
    for (const auto& page : pages) EXPECT_THAT(world, Contains(page));
  }

  EXPECT_EQ(world[0], "details/2026_06_01/0001--vitality--apex-flamez-mezii-ropz-zywoo.md");
  EXPECT_EQ(world[6], "details/2026_06_01/0007--the_mongolz--910-blitz-cobrazera-mzinho-techno.md");
  EXPECT_EQ(world[189], "details/2026_06_01/0190--famalic_o--h0t-m1ka-p3r3iira-seabraez-sprayy.md");
}

// The matches of a page's table: in its order, for it stands newest first.
void expect_matches(const ValveDetails& details, const PageFile& page) {
  ASSERT_THAT(details.report.matches, SizeIs(page.matches.size()));
  for (std::size_t i = 0; i < page.matches.size(); ++i) {
    const auto& facts = page.matches[i];
    const auto& match = details.report.matches[i];
    SCOPED_TRACE(match.external_id);
    EXPECT_TRUE(match.external_id.starts_with(facts["day"]));
    EXPECT_EQ(match.status, MatchStatus::finished);
    EXPECT_EQ(match.opponents[0].team, page.facts["team"]);
    EXPECT_EQ(match.opponents[1].team, facts["opponent"]);
    EXPECT_EQ(match.winner, facts["result"] == "W" ? 0 : 1);
    EXPECT_EQ(match.opponents[0].line_up,
              facts["players"].empty() ? page.facts.list("players") : facts.list("players"));
    EXPECT_TRUE(*match.scheduled_at > details.published - days{183} &&
                *match.scheduled_at < details.published + days{1});
    EXPECT_THAT(validate(match, now), IsEmpty());
  }
}

TEST(ValveRepository, has_pages_that_are_read_to_the_last_match_and_agree_with_each_other) {
  std::size_t matches = 0;
  std::size_t seen_twice = 0;
  std::map<std::string, std::string> winners;

  for (const auto& page : repository().pages()) {
    SCOPED_TRACE(page.facts["team"]);
    const auto details = parse_valve_details(page.text, now);
    ASSERT_TRUE(details) << details.error().detail;
    EXPECT_THAT(details->report.skipped, IsEmpty());
    expect_matches(*details, page);
    matches += details->report.matches.size();
    std::set<std::string> ids;
    for (const auto& match : details->report.matches) {
      EXPECT_TRUE(ids.insert(match.external_id).second) << match.external_id;
      const auto winner = *match.opponents[static_cast<std::size_t>(*match.winner)].team;
      const auto [other, added] = winners.try_emplace(match.external_id, winner);
      if (added) continue;
      EXPECT_EQ(other->second, winner) << match.external_id;
      ++seen_twice;
    }
  }

  EXPECT_THAT(repository().pages(), SizeIs(13));
  EXPECT_EQ(matches, 552U);
  EXPECT_EQ(seen_twice, 12U);
}

TEST(ValveRepository, has_pages_that_say_what_the_standings_say) {
  std::size_t compared = 0;

  for (const auto& page : repository().pages()) {
    const auto details = parse_valve_details(page.text, now);
    ASSERT_TRUE(details) << details.error().detail;
    EXPECT_EQ(details->team, page.facts["team"]);
    EXPECT_EQ(details->line_up, page.facts.list("players"));
    EXPECT_EQ(details->published, parse_iso8601(page.facts["date"] + "T00:00:00Z").value());
    EXPECT_EQ(details->ranks.at(0).position, page.facts.number("place"));
    if (page.facts["date"] != "2026-06-01") continue;
    const auto world = parse({repository().file("2026-06-01", "world").text});
    ASSERT_TRUE(world);
    const auto& place =
        world->rankings[0].places.at(static_cast<std::size_t>(details->ranks[0].position - 1));
    EXPECT_EQ(place.team, details->team);
    EXPECT_EQ(place.line_up, details->line_up);
    EXPECT_NEAR(*place.points, details->points, 0.51);
    ++compared;
  }

  EXPECT_EQ(compared, 11U);
}

const PageFile& page_of(std::string_view team, std::string_view date = "2026-06-01") {
  return *std::ranges::find_if(repository().pages(), [&](const PageFile& page) {
    return page.facts["team"] == team && page.facts["date"] == date;
  });
}

TEST(ValveRepository, has_a_team_that_stands_in_two_regions) {
  for (const auto* const date : {"2024-08-06", "2025-06-02"}) {
    const auto details = parse_valve_details(page_of("Liquid", date).text, now);

    ASSERT_TRUE(details) << details.error().detail;
    ASSERT_THAT(details->ranks, SizeIs(3));
    EXPECT_EQ(details->ranks[1].system, RankingSystem::valve_europe);
    EXPECT_EQ(details->ranks[2].system, RankingSystem::valve_americas);
    EXPECT_EQ(details->ranks[2].position, 1);
  }
}

TEST(ValveRepository, has_pages_with_and_without_a_table_of_prize_money) {
  for (const auto* const team : {"Vitality", "ex-Zero Tenacity"}) {
    const auto& page = page_of(team);
    ASSERT_EQ(page.text.contains("Prize Winnings"), page.facts.number("prizes") > 0);

    const auto details = parse_valve_details(page.text, now);

    ASSERT_TRUE(details) << details.error().detail;
    EXPECT_THAT(details->report.skipped, IsEmpty());
    EXPECT_THAT(details->report.matches, SizeIs(page.matches.size()));
  }
}

TEST(ValveRepository, has_a_line_up_of_four_whose_matches_were_played_by_five) {
  const auto details = parse_valve_details(page_of("FengDa").text, now);

  ASSERT_TRUE(details) << details.error().detail;
  EXPECT_THAT(details->line_up, SizeIs(4));
  for (const auto& match : details->report.matches) EXPECT_THAT(match.opponents[0].line_up, SizeIs(5));
}

TEST(ValveRepository, has_two_matches_of_one_pair_on_one_day) {
  const auto details = parse_valve_details(page_of("illwill").text, now);

  ASSERT_TRUE(details) << details.error().detail;
  std::vector<std::string> ids;
  for (const auto& match : details->report.matches) {
    if (match.external_id.starts_with("2026-02-13:ENCE")) ids.push_back(match.external_id);
  }
  EXPECT_THAT(ids, ElementsAre("2026-02-13:ENCE,illwill", "2026-02-13:ENCE,illwill~2"));
}

TEST(ValveRepository, has_matches_between_namesakes_which_are_left_out) {
  const auto details = parse_valve_details(
      details_of({{1}, {2, "2026-05-29", "Alpine", "L"}, {3, "2026-05-28", "Corals"}}), now);

  ASSERT_TRUE(details) << details.error().detail;
  EXPECT_THAT(details->report.matches, SizeIs(2));
  ASSERT_THAT(details->report.skipped, SizeIs(1));
  EXPECT_EQ(details->report.skipped[0].reason, "an opponent of the same name");
}

}  // namespace
}  // namespace cs2::provider

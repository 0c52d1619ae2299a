#include "provider/valve/standings_parse.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "model/validate.hpp"
#include "unit/provider/recorded.hpp"
#include "unit/provider/valve/pages.hpp"

namespace cs2::provider {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr Timestamp now = std::chrono::sys_days{std::chrono::year{2026} / 6 / 2};
constexpr Timestamp first_of_june = std::chrono::sys_days{std::chrono::year{2026} / 6 / 1};

Result<Report> parse(std::vector<std::string> files) {
  return parse_valve_standings(files, now);
}

TEST(ValveStandings, are_a_ranking_of_every_row) {
  const auto report = parse({standings_of(
      {{1, 1993, "Alpine", "ava, Bo, cyd, d-m, eel"}, {2, 1650, "KRÜ", "one, two, three, four"}})});

  ASSERT_TRUE(report) << report.error().detail;
  ASSERT_THAT(report->rankings, SizeIs(1));
  const auto& ranking = report->rankings[0];
  EXPECT_EQ(ranking.system, RankingSystem::valve_world);
  EXPECT_EQ(ranking.published, first_of_june);
  EXPECT_THAT(ranking.url, HasSubstr("/live/2026/standings_global_2026_06_01.md"));
  ASSERT_THAT(ranking.places, SizeIs(2));
  EXPECT_EQ(ranking.places[0].points, 1993);
  EXPECT_THAT(ranking.places[0].line_up, ElementsAre("ava", "Bo", "cyd", "d-m", "eel"));
  EXPECT_EQ(ranking.places[1].position, 2);
  EXPECT_EQ(ranking.places[1].team, "KRÜ");
  EXPECT_THAT(ranking.places[1].line_up, SizeIs(4));
}

TEST(ValveStandings, of_all_regions_are_one_report_that_names_each_team_once) {
  const auto report =
      parse({standings_of({{1, 1993, "Alpine"}, {2, 1650, "Breakers"}}),
             standings_of({{1, 1993, "Alpine"}}, "Europe"), standings_of({{1, 1650, "Breakers"}}, "Asia")});

  ASSERT_TRUE(report) << report.error().detail;
  ASSERT_THAT(report->rankings, SizeIs(3));
  EXPECT_EQ(report->rankings[1].system, RankingSystem::valve_europe);
  EXPECT_EQ(report->rankings[2].system, RankingSystem::valve_asia);
  ASSERT_THAT(report->teams, SizeIs(2));
  EXPECT_EQ(report->teams[0].team.region, "Europe");
  EXPECT_EQ(report->teams[1].team.region, "Asia");
}

TEST(ValveStandings, may_write_their_date_with_dashes) {
  const auto report = parse({standings_of({{1}}, "", "2026-06-01")});

  ASSERT_TRUE(report) << report.error().detail;
  EXPECT_EQ(report->rankings[0].published, first_of_june);
  EXPECT_THAT(report->rankings[0].url, HasSubstr("standings_global_2026_06_01.md"));
}

TEST(ValveStandings, keep_both_line_ups_of_one_name) {
  const auto report = parse({standings_of({{1, 1900, "Alpine", "ava, bo"}, {2, 900, "Alpine", "old, bo"}})});

  ASSERT_TRUE(report) << report.error().detail;
  ASSERT_THAT(report->rankings[0].places, SizeIs(2));
  EXPECT_THAT(report->rankings[0].places[1].line_up, ElementsAre("old", "bo"));
  EXPECT_THAT(report->teams, SizeIs(1));
}

TEST(ValveStandings, leave_out_a_row_that_cannot_be_read_and_say_so) {
  auto page = standings_of({{1}, {2, 1400, "B"}, {3, 1300, "C"}, {4, 1200, "D"}, {5, 1100, "E"}});
  page.replace(page.find("1400"), 4, "many");

  const auto report = parse({page});

  ASSERT_TRUE(report) << report.error().detail;
  EXPECT_THAT(report->rankings[0].places, SizeIs(4));
  ASSERT_THAT(report->skipped, SizeIs(1));
  EXPECT_EQ(report->skipped[0].reason, "no points");
}

TEST(ValveStandings, of_another_shape_are_drift) {
  for (const auto& page :
       {std::string{}, std::string{"<html>Not found</html>"},
        std::string{"### Standings as of 2026_06_01<br />\n"}, standings_of({}),
        standings_of({{1}}, "Atlantis"), standings_of({{1}}, "", "2026_13_01"), standings_of({{0}, {1}})}) {
    const auto report = parse({page});

    ASSERT_FALSE(report) << page;
    EXPECT_EQ(report.error().kind, ErrorKind::drift) << page;
  }
  EXPECT_EQ(parse({std::string(2 * 1024 * 1024, '|')}).error().kind, ErrorKind::too_large);
}

TEST(ValvePages, are_those_that_a_standings_file_links) {
  const auto page = standings_of({{1}, {2, 1400, "Breakers"}});
  const std::string strange =
      "| 3 | 9 | Out | a | [details](details/../../secret.md) |\n| 4 | 9 | Far | a | "
      "[details](details/2026_06_01/0004--x y.md) |\n[details](details/2026_06_01/0005--x--y.md)\n";

  EXPECT_THAT(parse_valve_pages(page + strange),
              ElementsAre("details/2026_06_01/0001--x--y.md", "details/2026_06_01/0002--x--y.md"));
  EXPECT_THAT(parse_valve_pages("| [details](details/"), IsEmpty());
}

TEST(ValveDetails, tell_the_place_and_the_matches_of_a_team) {
  const auto details = parse_valve_details(
      details_of({{3, "2026-05-30", "Breakers", "L"}, {8, "2026-01-09", "Aster", "W", "ava, Bo, new"}}), now);

  ASSERT_TRUE(details) << details.error().detail;
  EXPECT_EQ(details->team, "Alpine");
  EXPECT_EQ(details->published, first_of_june);
  EXPECT_DOUBLE_EQ(details->points, 1797.2);
  ASSERT_THAT(details->ranks, SizeIs(2));
  EXPECT_EQ(details->ranks[0].position, 5);
  EXPECT_EQ(details->ranks[1].system, RankingSystem::valve_europe);
  EXPECT_EQ(details->ranks[1].position, 3);
  ASSERT_THAT(details->report.matches, SizeIs(2));
  const auto& lost = details->report.matches[0];
  EXPECT_EQ(lost.status, MatchStatus::finished);
  EXPECT_EQ(lost.winner, 1);
  EXPECT_FALSE(lost.score);
  EXPECT_FALSE(lost.time_is_exact);
  EXPECT_EQ(to_iso8601(*lost.scheduled_at), "2026-05-30T19:00:00Z");
  EXPECT_EQ(lost.opponents[1].team, "Breakers");
  const auto& won = details->report.matches[1];
  EXPECT_EQ(won.winner, 0);
  EXPECT_EQ(to_iso8601(*won.scheduled_at), "2026-01-09T20:00:00Z");
  EXPECT_THAT(won.opponents[0].line_up, ElementsAre("ava", "Bo", "new"));
  EXPECT_THAT(details->report.players, SizeIs(6));
}

TEST(ValveDetails, give_a_match_the_same_id_on_both_pages_in_every_month) {
  const auto ours = parse_valve_details(details_of({{3, "2026-05-30", "Breakers", "L"}}), now);
  const auto theirs = parse_valve_details(details_of({{712, "2026-05-30", "Alpine", "W"}}, "Breakers"), now);

  ASSERT_TRUE(ours && theirs);
  EXPECT_EQ(ours->report.matches[0].external_id, "2026-05-30:Alpine,Breakers");
  EXPECT_EQ(theirs->report.matches[0].external_id, "2026-05-30:Alpine,Breakers");
}

TEST(ValveDetails, tell_two_matches_of_a_day_apart_the_newer_one_first) {
  const auto details = parse_valve_details(
      details_of({{4, "2026-05-30", "Breakers", "L"}, {3, "2026-05-30", "Breakers", "W"}}), now);

  ASSERT_TRUE(details);
  EXPECT_EQ(details->report.matches[0].external_id, "2026-05-30:Alpine,Breakers");
  EXPECT_EQ(details->report.matches[0].winner, 0);
  EXPECT_EQ(details->report.matches[1].external_id, "2026-05-30:Alpine,Breakers~2");
}

TEST(ValveDetails, of_another_shape_are_drift) {
  auto unnamed = details_of({{1}});
  unnamed.erase(unnamed.find("Team Name"), 9);
  for (const auto& page :
       {std::string{}, unnamed, details_of({}), details_of({{1, "yesterday"}}), standings_of({{1}})}) {
    const auto details = parse_valve_details(page, now);

    ASSERT_FALSE(details) << page;
    EXPECT_EQ(details.error().kind, ErrorKind::drift) << page;
  }
}

// What the repository really holds.
constexpr const char* repository = "valve_regional_standings";

std::vector<std::filesystem::path> recorded_files(std::string_view prefix, bool details) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(recorded(repository))) {
    const auto path = entry.path();
    const bool in_details = path.string().contains("/details/");
    if (path.extension() == ".md" && path.filename() != "readme.md" && in_details == details &&
        path.filename().string().starts_with(prefix))
      files.push_back(path);
  }
  std::ranges::sort(files);
  return files;
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

std::size_t count(std::string_view text, std::string_view part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

TEST(ValveStandings, of_the_repository_are_read_to_the_last_row) {
  CS2_NEEDS_RECORDED(repository);
  std::map<std::string, std::size_t> rows;
  std::map<std::size_t, int> sizes;

  for (const auto& file : recorded_files("standings_", false)) {
    const auto text = read_file(file);
    const auto report = parse({text});
    ASSERT_TRUE(report) << file << report.error().detail;
    EXPECT_THAT(report->skipped, IsEmpty()) << file;
    const auto& places = report->rankings.at(0).places;
    EXPECT_EQ(places.size(), count(text, "[details]")) << file;
    EXPECT_TRUE(report->rankings[0].url.ends_with(file.filename().string())) << report->rankings[0].url;
    rows[file.filename().string()] = places.size();
    for (std::size_t i = 0; i < places.size(); ++i) {
      EXPECT_EQ(places[i].position, static_cast<int>(i) + 1) << file;
      EXPECT_TRUE(places[i].points >= 347 && places[i].points <= 2124) << file << i;
      EXPECT_TRUE(i == 0 || places[i].points <= places[i - 1].points) << file << i;
      EXPECT_TRUE(std::ranges::any_of(report->teams, [&](const TeamReport& team) {
        return team.external_id == places[i].team;
      })) << places[i].team;
      ++sizes[places[i].line_up.size()];
    }
  }

  EXPECT_EQ(rows.size(), 13U);
  EXPECT_EQ(rows["standings_global_2026_06_01.md"], 364U);
  EXPECT_EQ(rows["standings_europe_2026_06_01.md"], 219U);
  EXPECT_EQ(rows["standings_americas_2026_06_01.md"], 99U);
  EXPECT_EQ(rows["standings_asia_2026_06_01.md"], 46U);
  EXPECT_EQ(rows["standings_global_2024_08_06.md"], 207U);
  EXPECT_LE(sizes.rbegin()->first, 5U);
  EXPECT_GE(sizes.begin()->first, 1U);
}

TEST(ValveStandings, of_the_regions_are_those_of_the_world_in_the_same_order) {
  CS2_NEEDS_RECORDED(repository);
  const auto file = [](const char* region) {
    return read_recorded(fmt::format("{}/live/2026/standings_{}_2026_06_01.md", repository, region));
  };

  const auto report = parse({file("global"), file("europe"), file("americas"), file("asia")});

  ASSERT_TRUE(report) << report.error().detail;
  ASSERT_THAT(report->rankings, SizeIs(4));
  const auto& world = report->rankings[0].places;
  std::size_t placed = 0;
  for (std::size_t region = 1; region < 4; ++region) {
    auto from = world.begin();
    for (const auto& place : report->rankings[region].places) {
      from = std::find_if(from, world.end(), [&](const RankingReport::Place& one) {
        return one.team == place.team && one.line_up == place.line_up && one.points == place.points;
      });
      ASSERT_NE(from, world.end()) << place.team;
      ++placed;
    }
  }
  EXPECT_EQ(placed, world.size());
}

TEST(ValveDetails, of_the_repository_are_read_to_the_last_match_and_agree_with_each_other) {
  CS2_NEEDS_RECORDED(repository);
  std::size_t matches = 0;
  std::size_t seen_twice = 0;
  std::map<std::string, std::string> winners;

  const auto files = recorded_files("", true);
  for (const auto& file : files) {
    const auto text = read_file(file);
    const auto details = parse_valve_details(text, now);
    ASSERT_TRUE(details) << file << details.error().detail;
    EXPECT_THAT(details->report.skipped, IsEmpty()) << file;
    EXPECT_EQ(details->report.matches.size(), count(text, "| W ") + count(text, "| L ")) << file;
    EXPECT_EQ(details->ranks.at(0).position, std::stoi(file.filename().string().substr(0, 4))) << file;
    EXPECT_GE(details->report.matches.size(), 5U) << file;
    matches += details->report.matches.size();
    std::set<std::string> ids;
    for (const auto& match : details->report.matches) {
      EXPECT_TRUE(ids.insert(match.external_id).second) << match.external_id;
      EXPECT_THAT(validate(match, now), IsEmpty()) << match.external_id;
      EXPECT_TRUE(*match.scheduled_at > details->published - days{183} &&
                  *match.scheduled_at < details->published + days{1})
          << match.external_id;
      const auto winner = *match.opponents[static_cast<std::size_t>(*match.winner)].team;
      const auto [other, added] = winners.try_emplace(match.external_id, winner);
      if (added) continue;
      EXPECT_EQ(other->second, winner) << match.external_id;
      ++seen_twice;
    }
  }

  EXPECT_EQ(files.size(), 13U);
  EXPECT_EQ(matches, 552U);
  EXPECT_EQ(seen_twice, 12U);
}

TEST(ValvePages, of_the_repository_are_linked_from_every_row) {
  CS2_NEEDS_RECORDED(repository);
  for (const auto& file : recorded_files("standings_", false)) {
    const auto text = read_file(file);
    EXPECT_EQ(parse_valve_pages(text).size(), count(text, "[details](")) << file;
    EXPECT_GE(parse_valve_pages(text).size(), 40U) << file;
  }
}

TEST(ValveDetails, say_what_the_standings_say) {
  CS2_NEEDS_RECORDED(repository);
  const auto world =
      parse({read_recorded(fmt::format("{}/live/2026/standings_global_2026_06_01.md", repository))});
  ASSERT_TRUE(world);
  std::size_t compared = 0;

  for (const auto& file : recorded_files("", true)) {
    if (!file.string().contains("2026_06_01")) continue;
    const auto details = parse_valve_details(read_file(file), now);
    ASSERT_TRUE(details) << file;
    const auto& place =
        world->rankings[0].places.at(static_cast<std::size_t>(details->ranks[0].position - 1));
    EXPECT_EQ(place.team, details->team);
    EXPECT_EQ(place.line_up, details->line_up);
    EXPECT_NEAR(*place.points, details->points, 0.51);
    ++compared;
  }

  EXPECT_EQ(compared, 11U);
}

}  // namespace
}  // namespace cs2::provider

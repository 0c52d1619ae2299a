// What Valve's repository really holds is read to the last row.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include "model/validate.hpp"
#include "provider/valve/matchdata_parse.hpp"
#include "provider/valve/standings_parse.hpp"
#include "support/recorded.hpp"
#include "unit/provider/valve/standings_check.hpp"

namespace cs2::provider {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

constexpr Timestamp now = std::chrono::sys_days{std::chrono::year{2026} / 6 / 2};
constexpr const char* repository = "valve_regional_standings";

Result<Report> parse(std::vector<std::string> files) {
  return parse_valve_standings(files, now);
}

std::vector<std::filesystem::path> recorded_files(std::string_view prefix, bool details) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(test::recorded(repository))) {
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
  expect_row_counts(rows);
  EXPECT_LE(sizes.rbegin()->first, 5U);
  EXPECT_GE(sizes.begin()->first, 1U);
}

TEST(ValveStandings, of_the_regions_are_those_of_the_world_in_the_same_order) {
  const auto file = [](const char* region) {
    return test::read_recorded(fmt::format("{}/live/2026/standings_{}_2026_06_01.md", repository, region));
  };

  const auto report = parse({file("global"), file("europe"), file("americas"), file("asia")});

  ASSERT_TRUE(report) << report.error().detail;
  expect_regions_of_the_world(*report);
}

TEST(ValveDetails, of_the_repository_are_read_to_the_last_match_and_agree_with_each_other) {
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
  for (const auto& file : recorded_files("standings_", false)) {
    const auto text = read_file(file);
    EXPECT_EQ(parse_valve_pages(text).size(), count(text, "[details](")) << file;
    EXPECT_GE(parse_valve_pages(text).size(), 40U) << file;
  }
}

TEST(ValveDetails, say_what_the_standings_say) {
  const auto world =
      parse({test::read_recorded(fmt::format("{}/live/2026/standings_global_2026_06_01.md", repository))});
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

TEST(ValveMatchdata, recorded_from_a_qualifier_is_read_whole) {
  const auto report =
      parse_valve_matchdata(test::read_recorded(fmt::format(
                                "{}/matchdata_schema_sample_IEM_Dallas_2025_SA_Qualifier.json", repository)),
                            now);

  ASSERT_TRUE(report) << report.error().detail;
  EXPECT_THAT(report->skipped, IsEmpty());
  EXPECT_THAT(report->matches, SizeIs(91));
  EXPECT_THAT(report->tournaments, SizeIs(1));
  const auto maps = [&](std::size_t number) {
    return std::ranges::count_if(report->matches,
                                 [&](const MatchReport& match) { return match.maps.size() == number; });
  };
  EXPECT_EQ(maps(0), 13);
  EXPECT_EQ(maps(1), 76);
  EXPECT_EQ(maps(2), 2);
  for (const auto& match : report->matches) {
    EXPECT_THAT(match.opponents[0].line_up, SizeIs(5));
    EXPECT_TRUE(match.winner);
    EXPECT_THAT(validate(match, now), IsEmpty()) << match.external_id;
  }
}

}  // namespace
}  // namespace cs2::provider

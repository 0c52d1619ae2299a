// The tables in tests/data can be read, agree with themselves, and say what is wrong where something is.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <set>
#include <stdexcept>

#include "support/facts.hpp"
#include "support/temporary_folder.hpp"

namespace cs2::test {
namespace {

TEST(Tables, agree_with_themselves) {
  std::set<std::string> ids;
  for (const auto& series : read_series()) {
    EXPECT_TRUE(ids.insert(series.id).second) << series.id << " twice";
    EXPECT_TRUE(parse_iso8601(series.date + "T00:00:00Z")) << series.id;
    EXPECT_GT(series.score.of(series.winner), series.score.of(1 - series.winner)) << series.id;
    EXPECT_FALSE(series.maps.empty()) << series.id;
    EXPECT_LE(static_cast<int>(series.maps.size()), series.best_of) << series.id;
  }
  ids.clear();
  for (const auto& match : read_valve_matches()) {
    EXPECT_TRUE(ids.insert(match.id).second) << match.id << " twice";
    EXPECT_TRUE(parse_iso8601(match.date + "T00:00:00Z")) << match.id;
  }
  for (const auto& [key, teams] : read_valve_rankings()) {
    int place = 0;
    for (const auto& team : teams) {
      EXPECT_GE(team.place, place) << key.first << ' ' << key.second << ' ' << team.team;
      EXPECT_FALSE(team.players.empty()) << team.team;
      place = team.place;
    }
  }
  for (const auto* what : {"teams", "players", "events"}) {
    ids.clear();
    for (const auto& named : read_played_names(what))
      EXPECT_TRUE(ids.insert(named.name).second) << named.name;
  }
  for (const auto& [team, players] : read_newest_line_ups()) EXPECT_FALSE(players.empty()) << team;
  EXPECT_GT(read_start_times().size(), 70U);
}

std::string wrong_with(const std::function<void()>& reading) {
  try {
    reading();
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "nothing";
}

TEST(Tables, say_which_file_line_and_column_is_wrong) {
  const TemporaryFolder folder;
  const auto file = folder.write("odd.tsv", "# comment\nteam\tpoints\nSpirit\t10\nMOUZ\tten\n");
  const auto cut = folder.write("cut.tsv", "team\tpoints\nSpirit\n");
  const auto rows = read_table(file);

  EXPECT_EQ(rows.at(0)["team"], "Spirit");
  EXPECT_EQ(rows.at(0).number("points"), 10);
  EXPECT_EQ(wrong_with([&] { (void)rows.at(1).number("points"); }), file + ":4 points is no number: ten");
  EXPECT_EQ(wrong_with([&] { (void)rows.at(0)["player"]; }), file + ":3 has no column player");
  EXPECT_EQ(wrong_with([&] { read_table(cut); }), cut + ":2 has 1 cells in place of 2");
  EXPECT_THAT(wrong_with([] { read_table("names/nobody.tsv"); }), testing::HasSubstr("names/nobody.tsv"));
}

}  // namespace
}  // namespace cs2::test

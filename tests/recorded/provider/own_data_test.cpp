// Our own answers are like the recorded ones: what the plain suite reads stands for what the sources send.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <iterator>
#include <regex>
#include <set>
#include <string>

#include "provider/valve/standings_parse.hpp"
#include "support/recorded.hpp"
#include "unit/provider/pandascore/lists.hpp"
#include "unit/provider/valve/matchdata.hpp"
#include "unit/provider/valve/repository.hpp"

namespace cs2::provider {
namespace {

using testing::IsEmpty;

// Where values stand in an answer: "[].league.name".
void add_paths(const json::value& value, const std::string& path, std::set<std::string>& paths) {
  paths.insert(path);
  if (const auto* array = value.if_array()) {
    for (const auto& each : *array) add_paths(each, path + "[]", paths);
  } else if (const auto* object = value.if_object()) {
    for (const auto& [key, each] : *object) add_paths(each, path + "." + std::string{key}, paths);
  }
}

std::set<std::string> paths_of(const json::value& value) {
  std::set<std::string> paths;
  add_paths(value, "", paths);
  return paths;
}

std::set<std::string> missing(const std::set<std::string>& from, const std::set<std::string>& ours) {
  std::set<std::string> missing;
  std::ranges::set_difference(from, ours, std::inserter(missing, missing.end()));
  return missing;
}

json::value recorded_json(const std::string& file) {
  return json::parse(test::read_recorded("pandascore/" + file));
}

TEST(OwnPandascore, matches_have_every_key_of_recorded_ones_and_no_other) {
  for (const auto& [file, list] :
       {std::pair{"csgo_matches_running_2025-03-08.json", lists().matches("running")},
        std::pair{"csgo_matches_upcoming_2026-07-12.json", lists().matches("upcoming")},
        std::pair{"match_tbd_vs_tbd_2023-04.json", lists().matches("older", 2023)}}) {
    const auto theirs = paths_of(recorded_json(file));

    EXPECT_THAT(missing(theirs, paths_of(list)), IsEmpty()) << file;
    EXPECT_THAT(missing(paths_of(list), theirs), IsEmpty()) << file;
  }
  const auto finished = paths_of(recorded_json("match_finished_2024-09-06.json"));
  const auto ours = paths_of(lists().matches("older", 2024).at(0));
  EXPECT_THAT(missing(finished, ours), IsEmpty());
  EXPECT_THAT(missing(ours, finished), IsEmpty());
}

TEST(OwnPandascore, other_answers_have_every_key_of_recorded_ones) {
  const std::string generic = "other_games_generic_shape/";
  const auto rosters =
      json::object{{"type", "Team"}, {"rosters", json::array{lists().team_with_players("71")}}};
  const auto opponents = json::object{{"opponent_type", "Team"},
                                      {"opponents", json::array{lists().team_with_players("71", 2025)}}};
  for (const auto& [file, ours] :
       {std::pair{generic + "rl_tournaments_list.json",
                  json::value(json::array{lists().tournament("17002", {"3272", "124530"}, "past", true)})},
        std::pair{generic + "series_get.json", json::value(lists().serie_row("1626", {"1744"}, 2024))},
        std::pair{generic + "get_league.json", json::value(lists().league_row("4161", {"9600"}))},
        std::pair{generic + "tournaments_rosters_get.json", json::value(rosters)},
        std::pair{generic + "tournaments_standings_group_get.json", json::value(lists().standings("group"))},
        std::pair{generic + "tournaments_standings_bracket_get.json",
                  json::value(lists().standings("bracket"))},
        std::pair{generic + "lol_teams_list.json", json::value(json::array{lists().team_with_players("71")})},
        std::pair{std::string{"match_opponents_2025.json"}, json::value(opponents)},
        std::pair{std::string{"match_opponents_2023-03.json"}, json::value(opponents)}}) {
    EXPECT_THAT(missing(paths_of(recorded_json(file)), paths_of(ours)), IsEmpty()) << file;
  }
}

// Three nicknames end in a space, which the table does not keep: a "_" at the end of a part of the path.
std::vector<std::string> pages_in(std::string_view text) {
  auto pages = parse_valve_pages(text);
  for (auto& page : pages) page = std::regex_replace(page, std::regex{"_(-|\\.md)"}, "$1");
  return pages;
}

TEST(OwnValve, standings_link_the_same_pages_in_the_same_order) {
  const ValveRepository repository;
  std::size_t compared = 0;

  for (const auto& file : repository.files()) {
    const auto theirs =
        test::read_recorded("valve_regional_standings/live/" + file.date.substr(0, 4) + "/" + file.name());
    EXPECT_THAT(pages_in(file.text), testing::ElementsAreArray(pages_in(theirs))) << file.name();
    EXPECT_EQ(file.text.substr(0, file.text.find('|')), theirs.substr(0, theirs.find('|'))) << file.name();
    EXPECT_EQ(file.text.substr(file.text.rfind("|\n")), theirs.substr(theirs.rfind("|\n"))) << file.name();
    ++compared;
  }

  EXPECT_GE(compared, 12U);
}

TEST(OwnValve, pages_begin_with_the_same_lines_and_have_the_same_rows) {
  const ValveRepository repository;
  const auto words = [](std::string_view text) {
    std::string joined;
    for (const char c : text) {
      if (c != ' ') joined += c;
    }
    return joined;
  };

  for (const auto& page : repository.pages()) {
    const StandingsRow row{
        .name = page.facts["team"], .roster = page.facts["players"], .world = page.facts.number("place")};
    const auto theirs =
        test::read_recorded("valve_regional_standings/live/" + page.facts["date"].substr(0, 4) + "/" +
                            details_path(row, page.facts["date"]));
    const auto head = [](const std::string& text) { return text.substr(0, text.find("Final Rank Value (")); };
    const auto heading = [&](const std::string& text) {
      const auto at = text.find("| Match Played");
      return words(text.substr(at, text.find('\n', at) - at));
    };
    EXPECT_EQ(head(page.text), head(theirs));
    EXPECT_EQ(heading(page.text), heading(theirs));
    EXPECT_EQ(page.text.contains("Top ten winnings"), theirs.contains("Top ten winnings"));
    EXPECT_EQ(std::ranges::count(page.text, '|'), std::ranges::count(theirs, '|')) << page.facts["team"];
  }
}

TEST(OwnValve, input_of_the_model_has_every_key_that_others_write) {
  const auto theirs = json::parse(test::read_recorded(
      "valve_regional_standings/matchdata_schema_sample_IEM_Dallas_2025_SA_Qualifier.json"));
  auto keys = paths_of(theirs);
  // Accounts are nobody's business here.
  std::erase_if(keys, [](const std::string& path) { return path.contains("steamIds[]"); });

  EXPECT_THAT(missing(keys, paths_of(json::parse(Matchdata{}.text(MatchdataForm::faceit)))), IsEmpty());
}

}  // namespace
}  // namespace cs2::provider

// Whole lists of matches, as PandaScore sends them: every fact of our tables comes out of the parser again.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "provider/pandascore/parse.hpp"
#include "unit/provider/pandascore/match_facts.hpp"

namespace cs2::provider {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr Timestamp now = std::chrono::sys_days{std::chrono::year{2026} / 7 / 12} + hours{20};

Report read(const json::array& rows) {
  auto page = parse_pandascore_matches(list_of(rows), now);
  EXPECT_TRUE(page) << page.error().detail;
  if (!page) return {};
  EXPECT_THAT(page->report.skipped, IsEmpty())
      << page->report.skipped[0].what << page->report.skipped[0].reason;
  return std::move(page->report);
}

Report read(const std::string& list) {
  return read(lists().matches(list));
}

std::size_t count_maps(const Report& report) {
  std::size_t count = 0;
  for (const auto& match : report.matches) count += match.maps.size();
  return count;
}

std::size_t count_opponents(const Report& report) {
  std::size_t count = 0;
  for (const auto& match : report.matches)
    count += static_cast<std::size_t>(std::ranges::count_if(
        match.opponents, [](const OpponentReport& one) { return one.team.has_value(); }));
  return count;
}

// The same answer with the keys of every object the other way round.
json::value turned(const json::value& value) {
  if (const auto* array = value.if_array()) {
    json::array all;
    for (const auto& each : *array) all.push_back(turned(each));
    return all;
  }
  const auto* object = value.if_object();
  if (!object) return value;
  std::vector<std::string> keys;
  for (const auto& [key, each] : *object) keys.emplace_back(key);
  std::ranges::reverse(keys);
  json::object all;
  for (const auto& key : keys) all[key] = turned(object->at(key));
  return all;
}

TEST(PandascoreMatchLists, of_running_matches_are_read_completely) {
  const auto report = read("running");

  expect_all(report, lists().tables.matches.all("running"));
  EXPECT_EQ(count_maps(report), 30U);
  EXPECT_EQ(count_opponents(report), 20U);
  EXPECT_THAT(report.teams, SizeIs(20));
  EXPECT_THAT(report.tournaments, SizeIs(6));
  for (const auto& match : report.matches) {
    EXPECT_EQ(match.status, MatchStatus::live);
    EXPECT_TRUE(match.score);
  }
}

TEST(PandascoreMatchLists, of_upcoming_matches_are_read_completely) {
  const auto report = read("upcoming");

  expect_all(report, lists().tables.matches.all("upcoming"));
  EXPECT_EQ(count_maps(report), 30U);
  EXPECT_EQ(count_opponents(report), 17U);
  for (const auto& match : report.matches) {
    EXPECT_EQ(match.status, MatchStatus::scheduled);
    EXPECT_EQ(match.best_of, 3);
    EXPECT_TRUE(match.scheduled_at);
  }
}

TEST(PandascoreMatchLists, of_past_matches_are_read_completely) {
  const auto report = read("past");

  expect_all(report, lists().tables.matches.all("past"));
  EXPECT_EQ(count_opponents(report), 2 * report.matches.size());
}

TEST(PandascoreMatchLists, of_2023_and_2024_are_read_completely) {
  for (const auto& facts : lists().tables.matches.all("older")) {
    const auto report = read({lists().match(facts)});

    expect_all(report, {facts});
  }
}

TEST(PandascoreMatchLists, say_the_same_in_any_order_of_keys) {
  const auto report = read(turned(lists().matches("running")).as_array());

  expect_all(report, lists().tables.matches.all("running"));
}

TEST(PandascoreMatchLists, with_results_in_the_other_order_than_the_opponents_say_the_same) {
  auto rows = lists().matches("past");
  for (auto& row : rows) std::ranges::reverse(row.as_object()["results"].as_array());

  expect_all(read(rows), lists().tables.matches.all("past"));
}

TEST(PandascoreMatchLists, with_games_in_any_order_say_the_same) {
  auto rows = lists().matches("past");
  for (auto& row : rows) std::ranges::reverse(row.as_object()["games"].as_array());

  expect_all(read(rows), lists().tables.matches.all("past"));
}

TEST(PandascoreMatchLists, have_live_matches_without_a_live_map_between_two_maps) {
  const auto report = read("running");
  const auto& match = match_of(report, "1133432");

  EXPECT_EQ(match.status, MatchStatus::live);
  EXPECT_EQ(match.score, (Score{1, 1}));
  ASSERT_THAT(match.maps, SizeIs(3));
  EXPECT_EQ(match.maps[1].status, MapStatus::finished);
  EXPECT_EQ(match.maps[2].status, MapStatus::scheduled);
}

TEST(PandascoreMatchLists, have_matches_that_begin_hours_before_or_a_week_after_their_first_time) {
  const auto report = read("running");
  const auto& early = match_of(report, "1136762");
  const auto& late = match_of(report, "1133470");

  EXPECT_LT(*early.started_at, *early.original_scheduled_at - hours{6});
  EXPECT_GT(*late.started_at, *late.original_scheduled_at + days{6});
  EXPECT_LT(*late.started_at, *late.scheduled_at);
}

TEST(PandascoreMatchLists, have_the_main_stream_last_among_five_languages_or_no_stream) {
  const auto report = read("running");
  std::vector<std::string> languages;
  for (const auto& stream : match_of(report, "1134209").streams)
    languages.push_back(stream.language.value_or("?"));

  EXPECT_THAT(languages, ElementsAre("en", "pt", "pl", "uk", "ru"));
  EXPECT_EQ(match_of(report, "1134209").streams[0].url, "https://www.twitch.tv/ESLCS");
  EXPECT_THAT(match_of(report, "1133474").streams, IsEmpty());
}

TEST(PandascoreMatchLists, name_the_stage_and_the_label_where_the_name_has_one) {
  const auto running = read("running");
  const auto upcoming = read("upcoming");
  const auto older = read("older");

  EXPECT_EQ(match_of(running, "1135296").stage, "Group D – Winners match");
  EXPECT_EQ(match_of(running, "1134210").stage, "Group Stage – Round 2");
  EXPECT_EQ(match_of(upcoming, "1577291").stage, "Playoffs – Grand final");
  EXPECT_EQ(match_of(upcoming, "1584698").stage, "Playoffs – Upper bracket quarterfinal 1");
  EXPECT_EQ(match_of(upcoming, "1582141").stage, "Play-In Group B");
  EXPECT_EQ(match_of(older, "1034639").stage, "Playoffs – Upper Bracket Round 2 match 4");
  EXPECT_EQ(match_of(older, "754512").stage, "Playoffs – Grand final");
}

TEST(PandascoreMatchLists, have_matches_of_which_one_side_or_none_is_known) {
  const auto report = read("upcoming");
  const auto& nobody = match_of(report, "1577291");
  const auto& one = match_of(report, "1582130");

  EXPECT_EQ(nobody.opponents[0].team, std::nullopt);
  EXPECT_EQ(nobody.opponents[1].team, std::nullopt);
  EXPECT_EQ(one.opponents[0].name, "MOUZ NXT");
  EXPECT_EQ(one.opponents[1].team, std::nullopt);
  EXPECT_EQ(std::ranges::count_if(report.matches,
                                  [](const MatchReport& match) {
                                    return !match.opponents[0].team || !match.opponents[1].team;
                                  }),
            2);
}

TEST(PandascoreMatchLists, have_empty_and_unusual_countries_and_names_beyond_ascii) {
  const auto report = read("upcoming");

  EXPECT_EQ(team_of(report, "138820").team.country, std::nullopt);
  EXPECT_EQ(team_of(report, "138820").team.acronym, std::nullopt);
  EXPECT_EQ(team_of(report, "138777").team.country, "XK");
  EXPECT_EQ(team_of(report, "128887").team.name, "Honvéd");
  EXPECT_EQ(team_of(report, "138612").team.name, "Julie&cie");
}

TEST(PandascoreMatchLists, take_the_full_name_of_a_serie_whose_name_is_empty) {
  EXPECT_EQ(event_of(read("running"), "9063").tournament.name, "ESL Pro League Season 21 2025");
  EXPECT_EQ(event_of(read("upcoming"), "10768").tournament.name,
            "Thunderpick World Championship South American Series #2 2026");
}

TEST(PandascoreMatchLists, keep_prizes_as_they_are_written) {
  const auto upcoming = read("upcoming");

  EXPECT_EQ(event_of(upcoming, "10768").tournament.prize, "20000 United States Dollar");
  EXPECT_EQ(event_of(upcoming, "10763").tournament.prize, "10,000 United States Dollar");
  EXPECT_EQ(event_of(upcoming, "10783").tournament.prize, std::nullopt);
}

TEST(PandascoreMatchLists, tell_nothing_of_the_champion_though_a_stage_names_its_winner) {
  auto rows = lists().matches("upcoming");
  ASSERT_TRUE(std::ranges::any_of(
      rows, [](const json::value& row) { return !row.at("tournament").at("winner_id").is_null(); }));

  const auto report = read(rows);

  for (const auto& event : report.tournaments) EXPECT_EQ(event.winner, std::nullopt) << event.external_id;
  for (const auto& match : report.matches) EXPECT_EQ(match.winner, std::nullopt) << match.external_id;
}

TEST(PandascoreMatchLists, take_pictures_from_either_host_and_without_an_ending) {
  const auto old = read("running");
  const auto fresh = read("upcoming");

  EXPECT_EQ(team_of(old, "3210").team.logo_url,
            "https://cdn.pandascore.co/images/team/image/3210/600px_3210.png");
  EXPECT_EQ(event_of(fresh, "10763").tournament.logo_url,
            "https://cdn-api.pandascore.co/images/league/image/5078/600px_5078_allmode-png");
}

TEST(PandascoreMatchLists, begin_with_a_finished_match_of_no_date) {
  const auto report = read("past");

  EXPECT_EQ(report.matches[0].external_id, "1200600");
  EXPECT_EQ(time_of(report.matches[0]), std::nullopt);
  EXPECT_EQ(report.matches[0].score, (Score{2, 0}));
}

TEST(PandascoreMatchLists, have_finals_of_five_maps_that_the_second_may_win) {
  const auto report = read("past");
  const auto& final = match_of(report, "1284010");

  EXPECT_EQ(final.best_of, 5);
  EXPECT_EQ(final.score, (Score{2, 3}));
  EXPECT_EQ(final.winner, 1);
  std::vector<Slot> winners;
  for (const auto& map : final.maps) winners.push_back(map.winner.value_or(-1));
  EXPECT_THAT(winners, ElementsAre(1, 0, 0, 1, 1));
}

TEST(PandascoreMatchLists, have_walkovers_in_both_of_their_forms_and_cancelled_matches_without_any) {
  const auto report = read("past");

  EXPECT_TRUE(match_of(report, "900011").forfeit);
  EXPECT_EQ(match_of(report, "900011").status, MatchStatus::finished);
  EXPECT_TRUE(match_of(report, "900014").forfeit);
  EXPECT_EQ(match_of(report, "900014").status, MatchStatus::finished);
  EXPECT_EQ(match_of(report, "900014").winner, 0);
  EXPECT_EQ(match_of(report, "900015").status, MatchStatus::cancelled);
  EXPECT_FALSE(match_of(report, "900015").forfeit);
}

TEST(PandascoreMatchLists, carry_keys_of_other_games_and_of_later_years) {
  auto rows = lists().matches("upcoming");
  for (auto& row : rows) {
    row.as_object()["map_picks"] = nullptr;
    row.as_object()["low_latency_feed"] = json::object{{"supported", false}, {"url", nullptr}};
    row.as_object()["serie"].as_object()["tier"] = nullptr;
  }

  expect_all(read(rows), lists().tables.matches.all("upcoming"));
}

}  // namespace
}  // namespace cs2::provider

#include "view/statistics.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "base/limits/statistics.hpp"
#include "base/text.hpp"
#include "locale/text_width.hpp"
#include "stats/probability.hpp"
#include "support/golden.hpp"
#include "support/paths.hpp"
#include "unit/view/profiles.hpp"

namespace cs2::view {
namespace {

using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

const Team amber{.id = foxes, .name = "Amber Foxes"};
const std::array<Team, 2> two{amber, Team{.id = {2}, .name = "Blue Herons"}};

PlayedMatch won() {
  PlayedMatch played{.details = finished_against("Blue Herons", {2, 1}, 11, "2026-07-10T16:00:00Z")};
  played.details.match.maps = {finished_map(1, "Nuke", {13, 8}), finished_map(2, "Mirage", {11, 13}),
                               finished_map(3, "Inferno", {16, 14})};
  played.details.match.maps[0].picked_by = 0;
  played.details.match.maps[1].picked_by = 1;
  played.details.match.maps[0].halves = {{.rounds = {8, 4}, .first_side = Side::ct},
                                         {.rounds = {5, 4}, .first_side = Side::t}};
  played.opponent_position = 7;
  return played;
}

PlayedMatch lost() {
  PlayedMatch played{.details = finished_against("Grey Owls", {0, 2}, 12, "2026-07-08T16:00:00Z")};
  played.details.match.maps = {finished_map(1, "Nuke", {8, 13}), finished_map(2, "Mirage", {11, 13})};
  return played;
}

struct Some {
  explicit Some(std::vector<PlayedMatch> all) : matches(std::move(all)) {
    for (const auto& match : matches) pointers.push_back(&match);
  }
  Counted counted(Format format = Format::card) const { return {.matches = pointers, .format = format}; }

  std::vector<PlayedMatch> matches;
  std::vector<const PlayedMatch*> pointers;
};

Some two_matches() {
  return Some{{won(), lost()}};
}

Some many(int count) {
  return Some{std::vector(static_cast<std::size_t>(count), won())};
}

Some figures_of_a_player() {
  auto some = two_matches();
  some.matches[0].figures = {{.player = {1},
                              .map = 1,
                              .kills = 21,
                              .deaths = 14,
                              .adr = 88.25,
                              .rating = 1.31,
                              .rating_version = "3.0"},
                             {.player = {1}, .map = 2, .kills = 14, .deaths = 16}};
  return some;
}

TEST(Statistics, read_as_reviewed) {
  const auto few = two_matches();
  const auto lots = many(12);
  const auto player = figures_of_a_player();
  auto rated = few.counted();
  rated.ratings = {{foxes, {.mean = 1.2, .variance = 0.04}}, {{2}, {.mean = 0.7, .variance = 0.05}}};
  rated.changes = {{{11}, {.before = {1.1, 0.8}, .after = {1.2, 0.7}}}};
  auto met = lots.counted();
  met.ratings = rated.ratings;
  discord::Message cards;
  for (const auto& message :
       {team_stats(amber, rated, open_reader()), map_pool(amber, lots.counted(), open_reader()),
        form(amber, rated, {}, open_reader()), comparison(two, met, open_reader()),
        player_stats(aspen().player, player.counted(), open_reader())}) {
    EXPECT_EQ(discord::check(message), std::nullopt);
    cards.embeds.push_back(message.embeds.at(0));
  }
  test::expect_golden(cs2::test::source_dir() + "/tests/unit/view/golden/statistics.txt",
                      test::readable(cards));
}

Forecast forecast(std::optional<double> probability) {
  return {.probability = probability,
          .is_uncertain = true,
          .made_at = {},
          .ratings = {stats::Estimate{.mean = 1.2, .variance = 0.04},
                      stats::Estimate{.mean = 0.7, .variance = 0.05}}};
}

TEST(Statistics, of_predictions_read_as_reviewed) {
  auto best_of_one = scheduled();
  best_of_one.match.best_of = 1;
  auto made = forecast(0.72);
  made.made_at = at("2026-07-12T18:00:00Z");
  made.is_uncertain = false;
  std::vector<stats::Predicted> settled;
  for (int i = 0; i < 20; ++i) settled.push_back({.probability = 0.64, .first_won = i % 3 != 0});
  discord::Message cards;
  for (const auto& message :
       {prediction_card(scheduled(), forecast(0.385), open_reader()),
        prediction_card(best_of_one, made, open_reader()),
        prediction_card(scheduled(), forecast({}), open_reader()),
        prediction_record_card(stats::compute_prediction_record(settled), open_reader()),
        prediction_record_card({}, open_reader())})
    cards.embeds.push_back(message.embeds.at(0));
  test::expect_golden(cs2::test::source_dir() + "/tests/unit/view/golden/predictions.txt",
                      test::readable(cards));
}

TEST(Statistics, of_predictions_make_a_hundred_and_tell_no_result) {
  auto over = finished_against("Blue Herons", {2, 1}, 11, "2026-07-10T16:00:00Z");
  for (const auto probability : {0.03, 0.385, 0.5, 0.6049, 0.97}) {
    const auto text =
        prediction_card(over, forecast(probability), spoiler_free_reader()).embeds.at(0).description;
    const auto first = stats::percent_of(probability);
    EXPECT_THAT(text,
                HasSubstr("**" + std::to_string(first) + "%** – **" + std::to_string(100 - first) + "%**"));
    EXPECT_THAT(text, AllOf(Not(HasSubstr("🏆")), Not(HasSubstr("Rating change"))));
  }
}

TEST(Statistics, as_text_read_as_reviewed) {
  const auto text = [] {
    std::string all;
    for (const auto& message : {team_stats(amber, many(12).counted(Format::text), open_reader()),
                                map_pool(amber, many(12).counted(Format::text), open_reader()),
                                form(amber, two_matches().counted(Format::text), {}, open_reader())})
      all += message.content + "\n\n";
    return all;
  }();
  test::expect_golden(cs2::test::source_dir() + "/tests/unit/view/golden/statistics_text.txt", text);
}

TEST(Statistics, say_no_result_where_scores_are_hidden) {
  const auto some = many(12);
  for (const auto format : {Format::card, Format::text, Format::csv, Format::json}) {
    const auto counted = some.counted(format);
    for (const auto& message :
         {team_stats(amber, counted, spoiler_free_reader()), map_pool(amber, counted, spoiler_free_reader()),
          form(amber, counted, {}, spoiler_free_reader()), comparison(two, counted, spoiler_free_reader()),
          player_stats(aspen().player, counted, spoiler_free_reader())}) {
      const auto text = test::readable(message);
      EXPECT_THAT(text, HasSubstr("Spoilers hidden"));
      EXPECT_THAT(text, AllOf(Not(HasSubstr("12–0")), Not(HasSubstr("✅")), Not(HasSubstr("%")),
                              Not(HasSubstr("🏆")), Not(HasSubstr("Rounds"))));
      EXPECT_TRUE(message.files.empty());
    }
  }
}

TEST(Statistics, say_percent_only_of_ten_and_more) {
  const auto nine = team_stats(amber, many(9).counted(), open_reader()).embeds.at(0).description;
  const auto ten = team_stats(amber, many(10).counted(), open_reader()).embeds.at(0).description;

  EXPECT_THAT(nine, HasSubstr("Matches: **9–0**\n"));
  EXPECT_THAT(nine, HasSubstr("Maps: **18–9** · 67% of 27 (95% CI 48–81%)"));
  EXPECT_THAT(ten, HasSubstr("Matches: **10–0** · 100% of 10 (95% CI 72–100%)"));
}

TEST(Statistics, as_text_stay_aligned_and_within_a_phone_whatever_names_are_like) {
  for (const auto& name : {long_name, marked_name, hebrew_name, arabic_name, turning_name, emoji_name,
                           std::string{"天禄天禄天禄天禄天禄天禄"}, std::string{"```e\u0301e\u0301"}}) {
    auto one = won();
    one.details.teams[1]->name = name;
    one.details.match.opponents[1].name = name;
    for (auto& map : one.details.match.maps) map.name = name;
    const Some some{{one, lost()}};
    for (const auto& message : {form(amber, some.counted(Format::text), {}, open_reader()),
                                map_pool(amber, some.counted(Format::text), open_reader())}) {
      EXPECT_EQ(discord::check(message), std::nullopt);
      const auto begin = message.content.find("```\n") + 4;
      const auto block = message.content.substr(begin, message.content.find("\n```", begin) - begin);
      for (const auto line : split(block, '\n'))
        EXPECT_EQ(locale::text_columns(line), limits::table_columns) << line;
    }
  }
}

TEST(Statistics, as_csv_keep_rfc_4180_and_begin_no_formula) {
  auto one = won();
  one.details.teams[1]->name = "=HYPERLINK(\"x\"), Ltd";
  const Some some{{one}};

  const auto message = form(amber, some.counted(Format::csv), {}, open_reader());

  ASSERT_EQ(message.files.size(), 1U);
  EXPECT_EQ(message.files[0].name, "form.csv");
  const auto lines = split(message.files[0].contents, '\n');
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(
      lines[0],
      "opponent,position,date,score,outcome,own_score,opponent_score,best_of,event,rating_before,rating_change,opponent_rating\r");
  EXPECT_THAT(std::string{lines[1]},
              StartsWith("\"'=HYPERLINK(\"\"x\"\"), Ltd\",7,\"2026-07-10\",,\"won\",2,1,3,\""));
  EXPECT_THAT(std::string{lines[1]}, EndsWith("\",,,\r"));
  for (const auto* beginning : {"+1", "-1", "@x"}) {
    one.details.teams[1]->name = beginning;
    EXPECT_THAT(form(amber, Some{{one}}.counted(Format::csv), {}, open_reader()).files.at(0).contents,
                HasSubstr(std::string{"\"'"} + beginning));
  }
}

TEST(Statistics, as_json_say_what_was_counted_and_whose_word_it_is) {
  const auto some = many(12);
  auto counted = some.counted(Format::json);
  counted.filter = {
      .days = 365, .venue = Venue::lan, .tier = Tier::a, .opponent_top = 20, .map = "Nuke", .core = true};

  const auto message = map_pool(amber, counted, open_reader());

  const auto json = boost::json::parse(message.files.at(0).contents);
  EXPECT_EQ(json.at("statistic"), "map_pool");
  EXPECT_EQ(json.at("subject"), "Amber Foxes");
  EXPECT_EQ(json.at("matches"), 12);
  EXPECT_EQ(json.at("filters"),
            boost::json::parse(R"({"days": "365", "venue": "lan", "tier": "a", "against": "top 20",
                                   "map": "Nuke", "core": "present"})"));
  EXPECT_FALSE(json.at("sources").as_array().empty());
  EXPECT_TRUE(json.at("as_of").is_string());
  EXPECT_THAT(std::string{json.at("definition").as_string()}, EndsWith("docs/statistics.md"));
  const auto& nuke = json.at("rows").at(0);
  EXPECT_EQ(nuke.at("map"), "Nuke");
  EXPECT_EQ(nuke.at("won"), 12);
  EXPECT_EQ(nuke.at("ct_rounds"), 144);
  EXPECT_EQ(nuke.at("rate"), 1.0);
}

TEST(Statistics, as_files_have_a_bound) {
  auto one = won();
  one.details.teams[1]->name = std::string(900, 'x');
  one.details.tournament->name = std::string(900, 'y');
  const Some some{std::vector(5'100, one)};

  for (const auto format : {Format::csv, Format::json}) {
    const auto message = form(amber, some.counted(format), {}, open_reader());
    EXPECT_LE(message.files.at(0).contents.size(), limits::statistics_bytes);
    EXPECT_EQ(discord::check(message), std::nullopt);
  }
}

TEST(Statistics, keep_the_limits_with_long_names_and_many_maps) {
  auto match = won();
  for (int number = 4; number < 80; ++number)
    match.details.match.maps.push_back(
        finished_map(number, std::string(100, 'M') + std::to_string(number), {13, 9}));
  const Some some{std::vector(200, match)};
  const std::array<Team, 2> long_ones{Team{.id = foxes, .name = std::string(300, '*')},
                                      Team{.id = {2}, .name = std::string(300, 'x')}};
  for (const auto format : {Format::card, Format::text}) {
    EXPECT_EQ(discord::check(comparison(long_ones, some.counted(format), open_reader())), std::nullopt);
    EXPECT_EQ(discord::check(team_stats(long_ones[0], some.counted(format), open_reader())), std::nullopt);
    EXPECT_EQ(discord::check(map_pool(long_ones[0], some.counted(format), open_reader())), std::nullopt);
  }
}

TEST(Statistics, of_nothing_say_which_option_to_give_up) {
  const std::vector matches{won(), lost()};
  const auto& language = open_reader().language;

  EXPECT_EQ(nothing_found(matches, {.matches = {}, .filter = {.best_of = 5}}, language),
            "No results (Last 90 days · Best of 5). Try without `best_of` (2 matches).");
  EXPECT_EQ(nothing_found({}, {.matches = {}}, language), "No results (Last 90 days). Try a longer period.");
  EXPECT_EQ(nothing_found({}, {.matches = {}, .filter = {.days = 0}}, language), "No results (All time).");
  EXPECT_EQ(nothing_found({}, {.matches = {}, .is_loading = true}, language),
            "Match data is still loading. Try again in a minute.");
}

TEST(Statistics, of_two_teams_say_that_they_have_not_met_unless_nothing_was_read_yet) {
  const auto text = [](const Counted& counted) {
    return comparison(two, counted, open_reader()).embeds.at(0).description;
  };

  EXPECT_THAT(text({.matches = {}}), EndsWith("No results between these teams for this filter"));
  EXPECT_THAT(text({.matches = {}, .is_loading = true}), Not(HasSubstr("No results")));
}

}  // namespace
}  // namespace cs2::view

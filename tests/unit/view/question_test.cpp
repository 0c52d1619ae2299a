#include "view/question.hpp"

#include <gtest/gtest.h>

#include "base/limits/answers.hpp"
#include "base/limits/discord.hpp"
#include "view/reference.hpp"

namespace cs2::view {
namespace {

Pressed everything() {
  return {.action = Action::reveal,
          .question = {.kind = Question::Kind::match,
                       .team = {INT64_MAX},
                       .opponent = {INT64_MAX - 1},
                       .event = {INT64_MAX - 2},
                       .match = {INT64_MAX - 3},
                       .tier = Tier::d,
                       .day = std::chrono::sys_days{std::chrono::year{2517} / 1 / 1},
                       .day_count = limits::days_asked_max,
                       .page = limits::pages_max,
                       .hide_scores = true,
                       .owner = {UINT64_MAX}}};
}

TEST(CustomId, brings_a_question_back) {
  const Pressed next{.action = Action::turn,
                     .question = {.kind = Question::Kind::upcoming,
                                  .team = {42},
                                  .tier = Tier::s,
                                  .day = std::chrono::sys_days{std::chrono::year{2026} / 7 / 12},
                                  .day_count = 7,
                                  .page = 3,
                                  .owner = {80351110224678912}}};

  EXPECT_EQ(parse_custom_id(to_custom_id(next)), next);
  EXPECT_EQ(parse_custom_id(to_custom_id({})), Pressed{});
  const Pressed table{
      .action = Action::turn,
      .question = {.kind = Question::Kind::ranking, .system = RankingSystem::hltv, .page = 2}};
  EXPECT_EQ(parse_custom_id(to_custom_id(table)), table);
  const Pressed player{.action = Action::go, .question = {.kind = Question::Kind::player, .player = {8}}};
  EXPECT_EQ(parse_custom_id(to_custom_id(player)), player);
  const Pressed log{
      .action = Action::turn,
      .question = {.kind = Question::Kind::audit, .audit_kind = 1, .actor = {80351110224678912}}};
  EXPECT_EQ(parse_custom_id(to_custom_id(log)), log);
  for (const auto kind : {Question::Kind::team_stats, Question::Kind::map_pool, Question::Kind::form,
                          Question::Kind::player_stats, Question::Kind::compare}) {
    const Pressed statistic{.action = Action::turn,
                            .question = {.kind = kind,
                                         .team = {42},
                                         .filter = {.days = 365,
                                                    .venue = Venue::online,
                                                    .tier = Tier::d,
                                                    .best_of = 5,
                                                    .opponent_top = 50,
                                                    .map = "Vertigo",
                                                    .core = true},
                                         .format = Format::json,
                                         .page = 1}};
    EXPECT_EQ(parse_custom_id(to_custom_id(statistic)), statistic);
  }
  const Pressed first_day{.action = Action::turn, .question = {.day = std::chrono::sys_days{}}};
  EXPECT_EQ(parse_custom_id(to_custom_id(first_day)), first_day);
}

TEST(CustomId, tells_two_ways_to_one_page_apart) {
  Pressed previous{.action = Action::turn, .question = {.kind = Question::Kind::results, .page = 0}};
  auto first = previous;
  first.action = Action::jump;

  EXPECT_NE(to_custom_id(first), to_custom_id(previous));
  EXPECT_EQ(parse_custom_id(to_custom_id(first)), first);
}

TEST(CustomId, fits_into_discords_limit_with_the_largest_values) {
  const auto id = to_custom_id(everything());

  EXPECT_LE(id.size(), limits::custom_id);
  EXPECT_EQ(parse_custom_id(id), everything());
}

TEST(CustomId, of_another_version_is_not_read) {
  for (const auto* strange : {"",
                              ".",
                              "1",
                              "1.t",
                              "2.t.l",
                              "1.x.l",
                              "1.t.x",
                              "1.t.l.",
                              "1.t.l.t",
                              "1.t.l.t-1",
                              "1.t.l.t!",
                              "1.t.l.q5",
                              "1.t.l.p7pt",
                              "1.t.l.s5",
                              "1.t.l.h1",
                              "1.t.a.k4",
                              "1.t.n.f5",
                              "1.t.n.fzzzzz",
                              "1.t.l.w3w5e11264sgsg",
                              "m:1234:spoil"}) {
    EXPECT_EQ(parse_custom_id(strange), std::nullopt) << strange;
  }
}

TEST(CustomId, holds_the_way_back) {
  const Question team{.kind = Question::Kind::team, .team = {7}, .hide_scores = true, .owner = {5}};
  const auto player = follow(team, question_about(PlayerId{8}));
  const auto match = follow(player, question_about(MatchId{9}));

  const auto read = parse_custom_id(to_custom_id({.action = Action::go, .question = match}));

  ASSERT_TRUE(read);
  EXPECT_EQ(read->question, match);
  EXPECT_EQ(find_way_back(read->question), player);
  EXPECT_EQ(find_way_back(*find_way_back(read->question)), team);
  EXPECT_EQ(find_way_back(team), std::nullopt);
}

TEST(CustomId, holds_as_much_of_the_way_back_as_fits) {
  Question here{.kind = Question::Kind::team, .team = {INT64_MAX}, .owner = {UINT64_MAX}};
  for (int steps = 0; steps < 10; ++steps) here = follow(here, question_about(PlayerId{INT64_MAX - steps}));

  const auto id = to_custom_id({.action = Action::go, .question = here});
  const auto read = parse_custom_id(id);

  EXPECT_LE(id.size(), limits::custom_id);
  ASSERT_TRUE(read);
  EXPECT_EQ(here.trail.size(), static_cast<std::size_t>(limits::trail_max));
  EXPECT_GE(read->question.trail.size(), 2U);
  EXPECT_EQ(read->question.trail.back(), here.trail.back()) << "the nearest steps are kept";
}

TEST(CustomId, is_not_read_with_a_strange_way_back) {
  for (const auto* strange :
       {"1.t.t.t1_", "1.t.t.t1_x", "1.t.t.t1_t.t1.h", "1.t.t.t1_t.w5", "1.t.t.t1_t.q", "1.t.t.t1_t_t_t_t_t"})
    EXPECT_EQ(parse_custom_id(strange), std::nullopt) << strange;
}

TEST(Questions, that_a_forged_id_leaves_open_are_not_answerable) {
  using Kind = Question::Kind;
  for (const auto kind :
       {Kind::match, Kind::team, Kind::line_ups, Kind::player, Kind::event, Kind::standings, Kind::bracket,
        Kind::compare, Kind::team_stats, Kind::map_pool, Kind::form, Kind::player_stats})
    EXPECT_FALSE(is_answerable({.kind = kind}));
  for (const auto kind : {Kind::live, Kind::results, Kind::events, Kind::ranking})
    EXPECT_TRUE(is_answerable({.kind = kind}));
  EXPECT_FALSE(is_answerable({.kind = Kind::compare, .team = {1}}));
  EXPECT_TRUE(is_answerable({.kind = Kind::compare, .team = {1}, .opponent = {2}}));
}

TEST(CustomId, differs_between_the_buttons_of_one_message) {
  Pressed previous;
  Pressed next;
  next.question.page = 1;
  Pressed reveal{.action = Action::reveal, .question = {}};

  EXPECT_NE(to_custom_id(previous), to_custom_id(next));
  EXPECT_NE(to_custom_id(previous), to_custom_id(reveal));
}

TEST(Reference, stands_for_a_team_an_event_a_match_or_a_player) {
  for (const Reference reference : {Reference{TeamId{12}}, Reference{TournamentId{5}},
                                    Reference{MatchId{INT64_MAX}}, Reference{PlayerId{7}}}) {
    EXPECT_EQ(parse_reference(to_string(reference)), reference);
  }
  EXPECT_EQ(to_string(Reference{TeamId{12}}), "t:12");
}

TEST(Reference, is_not_seen_in_free_text) {
  for (const auto* text :
       {"", "t", "t:", "t:x", "t:0", "t:-5", "x:5", "t:5 ", "navi", "t:99999999999999999999"}) {
    EXPECT_EQ(parse_reference(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace cs2::view

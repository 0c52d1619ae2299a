#include "bot/question.hpp"

#include <gtest/gtest.h>

#include "base/limits/answers.hpp"
#include "base/limits/discord.hpp"
#include "bot/reference.hpp"

namespace cs2::bot {
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
                                  .page = 3,
                                  .owner = {80351110224678912}}};

  EXPECT_EQ(parse_custom_id(to_custom_id(next)), next);
  EXPECT_EQ(parse_custom_id(to_custom_id({})), Pressed{});
  const Pressed first_day{.action = Action::turn, .question = {.day = std::chrono::sys_days{}}};
  EXPECT_EQ(parse_custom_id(to_custom_id(first_day)), first_day);
}

TEST(CustomId, fits_into_discords_limit_with_the_largest_values) {
  const auto id = to_custom_id(everything());

  EXPECT_LE(id.size(), limits::custom_id);
  EXPECT_EQ(parse_custom_id(id), everything());
}

TEST(CustomId, of_another_version_is_not_read) {
  for (const auto* strange :
       {"", ".", "1", "1.t", "2.t.l", "1.x.l", "1.t.x", "1.t.l.", "1.t.l.t", "1.t.l.t-1", "1.t.l.t!",
        "1.t.l.q5", "1.t.l.p7pt", "1.t.l.s5", "1.t.l.h1", "1.t.l.w3w5e11264sgsg", "m:1234:spoil"}) {
    EXPECT_EQ(parse_custom_id(strange), std::nullopt) << strange;
  }
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
}  // namespace cs2::bot

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bot/answer_registry.hpp"
#include "unit/bot/world.hpp"

namespace cs2::bot {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class Compare : public testing::Test {
 protected:
  Reply ask(const discord::Interaction& interaction) {
    const auto call = world.call(interaction);
    const auto own = find_pressed(interaction.custom_id);
    const auto reply = own ? own->command->press(call, own->what)
                       : interaction.type == discord::InteractionType::component
                           ? answer_press(call)
                           : find_command(interaction)->run(call);
    EXPECT_EQ(discord::check(reply.message), std::nullopt);
    return reply;
  }
  static std::string text(const Reply& reply) {
    std::string all = reply.message.content;
    for (const auto& embed : reply.message.embeds) {
      all += embed.title + "\n" + embed.description + "\n";
      for (const auto& field : embed.fields) all += field.name + ": " + field.value + "\n";
      all += embed.footer + "\n";
    }
    return all;
  }

  World world;
};

TEST_F(Compare, shows_what_two_teams_finished_against_each_other) {
  const auto reply = ask(command("compare", {{"first", "mouz"}, {"second", "navi"}}));

  EXPECT_FALSE(reply.message.ephemeral);
  EXPECT_THAT(text(reply), HasSubstr("Matches: **0–1**\n"));
  EXPECT_THAT(text(reply), HasSubstr("Latest results: **Natus Vincere** 2–1 MOUZ"));
  EXPECT_THAT(text(reply), HasSubstr("Data: Liquipedia (CC BY-SA 3.0)"));
}

TEST_F(Compare, does_not_count_what_is_still_played) {
  EXPECT_THAT(text(ask(command("compare", {{"first", "spirit"}, {"second", "mouz"}}))),
              HasSubstr("No results between these teams for this filter"));
}

TEST_F(Compare, leads_to_both_teams_and_back) {
  const auto card = ask(command("compare", {{"first", "mouz"}, {"second", "navi"}}));
  const auto& menu = std::get<discord::Select>(card.message.rows.back().at(0));
  ASSERT_EQ(menu.options.size(), 3U) << "two teams and a match";

  const auto team = ask(press(menu.custom_id, alice, {menu.options.at(1).value}));

  EXPECT_EQ(team.message.embeds.at(0).title, "Natus Vincere");
  EXPECT_EQ(ask(press(custom_id(team.message, "Back"), alice)).message, card.message);
}

TEST_F(Compare, hides_results_until_somebody_reveals_them_to_himself) {
  const auto hidden = ask(command("compare", {{"first", "mouz"}, {"second", "navi"}, {"spoilers", "hide"}}));
  const auto revealed = ask(press(custom_id(hidden.message, "Show scores"), bob));

  EXPECT_THAT(text(hidden), Not(HasSubstr("0–1")));
  EXPECT_THAT(text(hidden), Not(HasSubstr("**Natus Vincere** 2–1 MOUZ")));
  EXPECT_THAT(text(revealed), HasSubstr("Matches: **0–1**"));
  EXPECT_TRUE(revealed.message.ephemeral);
}

TEST_F(Compare, says_what_it_does_not_find_and_offers_what_is_close) {
  const auto unknown = ask(command("compare", {{"first", "mouz"}, {"second", "zzzzzz"}}));
  const auto close = ask(command("compare", {{"first", "spirot academi"}, {"second", "mouz"}}));
  const auto same = ask(command("compare", {{"first", "navi"}, {"second", "Natus Vincere"}}));

  EXPECT_THAT(text(unknown), HasSubstr("Team “zzzzzz” not found."));
  EXPECT_TRUE(unknown.message.ephemeral);
  ASSERT_THAT(close.message.rows, Not(IsEmpty())) << text(close);
  const auto& menu = std::get<discord::Select>(close.message.rows.at(0).at(0));
  EXPECT_THAT(text(ask(press(menu.custom_id, alice, {menu.options.at(0).value}))),
              HasSubstr("Spirit Academy vs MOUZ"));
  EXPECT_THAT(text(same), HasSubstr("Both options are the same team."));
  EXPECT_TRUE(same.message.ephemeral);
}

TEST_F(Compare, answers_a_forged_button_with_a_sentence) {
  EXPECT_THAT(text(ask(press("1.t.c.t1", alice))), HasSubstr("expired"));
}

}  // namespace
}  // namespace cs2::bot

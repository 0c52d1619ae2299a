#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "discord/types.hpp"
#include "store/guild/aliases.hpp"
#include "unit/bot/world.hpp"

namespace cs2::bot {
namespace {

using testing::HasSubstr;

class Alias : public testing::Test {
 protected:
  Reply ask(const discord::Interaction& interaction) {
    const auto call = world.call(interaction);
    const auto own = find_pressed(interaction.custom_id);
    const auto reply = own ? own->command->press(call, own->what) : find_command(interaction)->run(call);
    EXPECT_EQ(discord::check(reply.message), std::nullopt);
    EXPECT_TRUE(interaction.command != "alias" || reply.message.ephemeral);
    return reply;
  }
  std::string said(const discord::Interaction& interaction) { return ask(interaction).message.content; }

  World world;
};

TEST_F(Alias, is_understood_in_its_server_and_nowhere_else) {
  store::register_guilds(*world.store, {{.id = guild.value, .name = "Den"}});

  const auto added = said(command("alias", {{"name", "the dragons"}, {"team", "spirit"}}));
  const auto here = ask(command("upcoming", {{"team", "the dragons"}}));
  auto elsewhere = command("upcoming", {{"team", "the dragons"}});
  elsewhere.guild_id = discord::Snowflake{501};

  EXPECT_EQ(added, "Alias “the dragons” added for Team Spirit.");
  ASSERT_FALSE(here.message.embeds.empty());
  EXPECT_EQ(here.message.embeds[0].title, "Upcoming matches · Team Spirit");
  EXPECT_THAT(said(elsewhere), HasSubstr("Team “the dragons” not found."));
}

TEST_F(Alias, is_listed_and_removed) {
  said(command("alias", {{"name", "the dragons"}, {"team", "spirit"}}));
  said(command("alias", {{"name", "cup"}, {"event", "harbour cup"}}));

  const auto list = ask(command("alias"));
  const auto removed = said(command("alias", {{"remove", "THE DRAGONS"}}));
  const auto again = said(command("alias", {{"remove", "the dragons"}}));

  EXPECT_EQ(list.message.embeds.at(0).description, "cup – Harbour Cup\nthe dragons – Team Spirit");
  EXPECT_EQ(removed, "Alias “THE DRAGONS” removed.");
  EXPECT_EQ(again, "No alias “the dragons” in this server.");
}

TEST_F(Alias, is_asked_for_where_something_is_missing_or_in_doubt) {
  EXPECT_THAT(said(command("alias", {{"team", "spirit"}})), HasSubstr("Missing alias"));
  EXPECT_THAT(said(command("alias", {{"name", "x"}})), HasSubstr("Choose one of"));
  EXPECT_THAT(said(command("alias", {{"name", "x"}, {"team", "spirit"}, {"event", "cup"}})),
              HasSubstr("Choose one of"));
  EXPECT_THAT(said(command("alias", {{"name", "x"}, {"team", "nobody knows"}})),
              HasSubstr("Team “nobody knows” not found."));
  EXPECT_THAT(said(command("alias", {{"name", "x"}, {"team", "spiri"}})),
              HasSubstr("Multiple teams match “spiri”."));
  EXPECT_THAT(said(command("alias", {{"name", "!!!"}, {"team", "spirit"}})), HasSubstr("Invalid alias"));
  EXPECT_THAT(ask(command("alias")).message.embeds.at(0).description, HasSubstr("No aliases yet"));
}

TEST_F(Alias, is_added_for_what_was_picked) {
  const auto asked = ask(command("alias", {{"name", "the cats"}, {"team", "natus"}}));
  const auto& menu = std::get<discord::Select>(asked.message.rows.at(0).at(0));
  EXPECT_THAT(ask(command("alias")).message.embeds.at(0).description, HasSubstr("No aliases yet"));

  const auto added = ask(press(menu.custom_id, alice, {menu.options.at(0).value}));

  EXPECT_TRUE(added.replaces);
  EXPECT_EQ(added.message.content, "Alias “the cats” added for Natus Vincere.");
}

TEST_F(Alias, is_suggested_for_removal) {
  store::register_guilds(*world.store, {{.id = guild.value, .name = "Den"}});
  said(command("alias", {{"name", "the dragons"}, {"team", "spirit"}}));
  const auto interaction = typing("alias", "remove", "the d");

  const auto call = world.call(interaction);
  const auto& remove = std::get<TextOption>(find_command("alias")->options.back());
  const auto choices = remove.suggest(call, "the d");

  ASSERT_EQ(choices.size(), 1U);
  EXPECT_EQ(choices[0].name.text, "the dragons");
}

TEST_F(Alias, belongs_to_managers) {
  EXPECT_TRUE(find_command("alias")->for_managers);
}

}  // namespace
}  // namespace cs2::bot

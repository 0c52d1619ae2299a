// /me, and whose language, days and scores an answer has, over a real store.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "bot/answer_registry.hpp"
#include "bot/lookup/filters.hpp"
#include "store/guild/people.hpp"
#include "store/guild/privacy.hpp"
#include "store/notify/subscriptions.hpp"
#include "unit/bot/world.hpp"

namespace cs2::bot {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

// Beside English a German of few words.
locale::Catalogue with_german() {
  const auto built_in = locale::embedded_catalogues();
  const auto english = std::ranges::find(built_in, "en-US.toml", &EmbeddedFile::name);
  const std::array<EmbeddedFile, 2> files{
      {*english,
       {"de.toml",
        "[me]\ntitle = \"Deine Einstellungen\"\n[list.live]\ntitle = \"Laufende Spiele\"\n"
        "[answer]\nunknown_team = \"Team „{typed}“ nicht gefunden.\""}}};
  return locale::Catalogue::load(files).value();
}

class Me : public testing::Test {
 protected:
  Me() { *world.catalogue = with_german(); }

  Reply ask(const discord::Interaction& interaction) {
    const auto call = world.call(interaction);
    const auto own = find_pressed(interaction.custom_id);
    const auto reply = own ? own->command->press(call, own->what) : find_command(interaction)->run(call);
    EXPECT_EQ(discord::check(reply.message), std::nullopt);
    return reply;
  }
  static const discord::Embed& embed(const Reply& reply) { return reply.message.embeds.at(0); }
  static std::string field(const Reply& reply, std::string_view name) {
    for (const auto& each : embed(reply).fields)
      if (each.name == name) return each.value;
    return {};
  }
  store::PersonSettings person() { return store::find_person_settings(*world.store, alice.value); }
  static discord::Interaction direct(discord::Interaction interaction) {
    interaction.guild_id.reset();
    return interaction;
  }

  World world;
};

TEST_F(Me, shows_what_holds_as_long_as_nothing_is_chosen) {
  const auto shown = ask(command("me"));

  EXPECT_EQ(embed(shown).title, "Your settings");
  EXPECT_EQ(field(shown, "Language"), "As in Discord");
  EXPECT_EQ(field(shown, "Time zone"), "As in the server");
  EXPECT_EQ(field(shown, "Scores"), "As in the server");
  EXPECT_TRUE(shown.message.ephemeral);
  EXPECT_THAT(shown.message.rows, IsEmpty());
  EXPECT_EQ(person(), store::PersonSettings{});
}

TEST_F(Me, saves_and_answers_in_the_language_that_was_chosen) {
  const auto saved =
      ask(command("me", {{"language", "de"}, {"time_zone", "Europe/Berlin"}, {"spoilers", "hide"}}));

  EXPECT_EQ(embed(saved).title, "Deine Einstellungen");
  EXPECT_THAT(embed(saved).description, HasSubstr("Saved."));
  EXPECT_THAT(embed(saved).description, HasSubstr("0%")) << "nobody has reviewed these texts";
  EXPECT_EQ(field(saved, "Language"), "Deutsch");
  EXPECT_EQ(field(saved, "Time zone"), "Europe/Berlin");
  EXPECT_EQ(person(),
            (store::PersonSettings{
                .locale = "de", .time_zone = "Europe/Berlin", .spoilers = store::SpoilerRule::hide}));
}

TEST_F(Me, takes_no_unknown_time_zone) {
  const auto refused = ask(command("me", {{"time_zone", "Nowhere"}, {"spoilers", "hide"}}));

  EXPECT_THAT(refused.message.content, HasSubstr("Unknown time zone “Nowhere”"));
  EXPECT_EQ(person(), store::PersonSettings{});
}

TEST_F(Me, is_reset_by_a_button) {
  ask(command("me", {{"language", "de"}}));

  const auto reset = ask(press("/me reset", alice, {}));

  EXPECT_TRUE(reset.replaces);
  EXPECT_EQ(embed(reset).title, "Your settings");
  EXPECT_EQ(person(), store::PersonSettings{});
}

TEST_F(Me, is_exported_and_deleted_with_the_rest) {
  ask(command("me", {{"language", "de"}}));

  EXPECT_THAT(store::export_person(*world.store, alice.value), HasSubstr(R"("locale":"de")"));
  store::forget_person(*world.store, alice.value);
  EXPECT_EQ(person(), store::PersonSettings{});
}

TEST_F(Me, decides_the_language_of_answers_that_only_the_person_sees) {
  ask(command("me", {{"language", "de"}}));
  store::save_guild_settings(*world.store, guild.value, {.locale = "en-US"});

  EXPECT_EQ(embed(ask(command("live"))).title, "Live matches") << "everybody reads it";
  EXPECT_EQ(embed(ask(command("me"))).title, "Deine Einstellungen");
  EXPECT_EQ(embed(ask(direct(command("live")))).title, "Laufende Spiele");
  EXPECT_EQ(ask(command("team", {{"team", "zzz"}})).message.content, "Team „zzz“ nicht gefunden.")
      << "a sentence for the asker alone";
}

TEST_F(Me, decides_the_language_of_public_answers_where_the_server_chose_none) {
  ask(command("me", {{"language", "de"}}));

  EXPECT_EQ(embed(ask(command("live"))).title, "Laufende Spiele");
}

TEST_F(Me, decides_the_day_of_who_asks_alone) {
  ask(command("me", {{"time_zone", "Asia/Tokyo"}}));  // the 13th already
  EXPECT_EQ(today(world.call(command("results"))), std::chrono::sys_days{std::chrono::year{2026} / 7 / 13});
  store::save_guild_settings(*world.store, guild.value, {.time_zone = "America/New_York"});

  EXPECT_EQ(today(world.call(command("results"))), std::chrono::sys_days{std::chrono::year{2026} / 7 / 12});
  EXPECT_EQ(today(world.call(direct(command("results")))),
            std::chrono::sys_days{std::chrono::year{2026} / 7 / 13});
}

TEST_F(Me, hides_scores_in_public_where_either_wants_it) {
  const auto hides = [this](const discord::Interaction& interaction) {
    return world.call(interaction).hides_scores();
  };
  EXPECT_FALSE(hides(command("results")));

  ask(command("me", {{"spoilers", "hide"}}));
  EXPECT_TRUE(hides(command("results")));
  EXPECT_TRUE(hides(direct(command("results"))));

  store::save_guild_settings(*world.store, guild.value, {.spoilers = store::SpoilerRule::hide});
  ask(command("me", {{"spoilers", "show"}}));
  EXPECT_TRUE(hides(command("results"))) << "others see it";
  EXPECT_FALSE(hides(direct(command("results"))));
}

TEST_F(Me, follows_in_direct_messages_in_the_language_of_the_persons_discord) {
  auto follow = direct(command("follow", {{"team", world.reference("Team Spirit")}}));
  follow.subcommand = "team";
  follow.locale = "de";
  ask(follow);

  const auto all = store::list_subscriptions(*world.store, 0, alice.value);

  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].language, "de");
}

TEST_F(Me, follows_in_a_server_in_the_language_that_was_chosen_for_the_subscription) {
  auto follow = command(
      "follow",
      {{"team", world.reference("Team Spirit")}, {"channel", discord::Snowflake{42}}, {"language", "de"}});
  follow.subcommand = "team";
  follow.member_permissions = discord::permission::manage_guild;
  const auto reply = ask(follow);

  const auto all = store::list_subscriptions(*world.store, guild.value, 0);

  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].language, "de");
  EXPECT_THAT(embed(reply).description, HasSubstr("Deutsch"));
}

}  // namespace
}  // namespace cs2::bot

// /settings, /audit and /privacy, over a real store.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "base/limits/store.hpp"
#include "bot/answer_registry.hpp"
#include "store/guild/audit.hpp"
#include "store/notify/unavailable_targets.hpp"
#include "unit/bot/world.hpp"

namespace cs2::bot {
namespace {

namespace permission = discord::permission;
using discord::Snowflake;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

discord::Interaction by_manager(discord::Interaction interaction) {
  interaction.member_permissions = permission::manage_guild;
  return interaction;
}

discord::Interaction under(std::string name, std::string sub, std::vector<Given> options = {}) {
  auto interaction = by_manager(command(std::move(name), std::move(options)));
  interaction.subcommand = std::move(sub);
  return interaction;
}

class Administration : public testing::Test {
 protected:
  Reply ask(const discord::Interaction& interaction) {
    const auto reply = answered(interaction);
    EXPECT_EQ(discord::check(reply.message), std::nullopt);
    return reply;
  }

  // With options that all managers may use.
  Reply set(std::vector<Given> options) { return ask(by_manager(command("settings", std::move(options)))); }

  std::string field(const Reply& reply, std::string_view name) {
    for (const auto& each : reply.message.embeds.at(0).fields)
      if (each.name == name) return each.value;
    return {};
  }

  store::GuildSettings settings() { return store::find_guild_settings(*world.store, guild.value); }

  static const std::string& description(const Reply& reply) { return reply.message.embeds.at(0).description; }

  World world;

 private:
  Reply answered(const discord::Interaction& interaction) {
    const auto call = world.call(interaction);
    if (interaction.type != discord::InteractionType::component) return find_command(interaction)->run(call);
    const auto own = find_pressed(interaction.custom_id);
    return own ? own->command->press(call, own->what) : answer_press(call);
  }
};

// ---- Settings

TEST_F(Administration, sets_and_shows_everything) {
  const auto saved = set({{"spoilers", "hide"},
                          {"time_zone", "Europe/Berlin"},
                          {"language", "en-US"},
                          {"default_channel", Snowflake{42}},
                          {"notice_channel", Snowflake{43}},
                          {"quiet_hours", "23:00-08:00"},
                          {"add_manager", Snowflake{7}},
                          {"audit_days", std::int64_t{30}}});

  EXPECT_THAT(description(saved), HasSubstr("Saved."));
  const auto shown = set({});
  EXPECT_EQ(description(shown), "");
  EXPECT_EQ(field(shown, "Language"), "English (United States)");
  EXPECT_EQ(field(shown, "Default channel"), "<#42>");
  EXPECT_EQ(field(shown, "Problem channel"), "<#43>");
  EXPECT_EQ(field(shown, "Quiet hours"), "23:00–08:00 (Europe/Berlin)");
  EXPECT_EQ(field(shown, "Managers"), "Manage Server, <@&7>");
  EXPECT_EQ(field(shown, "Audit log"), "30 days");
  EXPECT_EQ(settings(), (store::GuildSettings{.spoilers = store::SpoilerRule::hide,
                                              .locale = "en-US",
                                              .time_zone = "Europe/Berlin",
                                              .default_channel = {.id = 42},
                                              .notice_channel = 43,
                                              .manager_roles = {7},
                                              .quiet_hours = store::QuietHours{.from = 1380, .until = 480},
                                              .audit_days = days{30}}));
}

TEST_F(Administration, sets_by_menus_and_buttons) {
  const auto pressed = [&](std::string what, std::vector<std::string> values = {}) {
    auto interaction = by_manager(press("/settings " + what, alice, values));
    if (what.contains("channel")) {
      interaction.channels = {{.id = {42}, .guild_id = guild, .app_permissions = ~std::uint64_t{0}}};
    }
    const auto reply = ask(interaction);
    EXPECT_TRUE(reply.replaces) << what;
    EXPECT_EQ(description(reply), "Saved.") << what;
    return reply;
  };

  pressed("spoilers", {"hide"});
  pressed("default_channel", {"42"});
  pressed("notice_channel", {"42"});
  pressed("managers", {"9", "7"});
  const auto shown = pressed("night");
  EXPECT_EQ(settings(), (store::GuildSettings{.spoilers = store::SpoilerRule::hide,
                                              .default_channel = {.id = 42},
                                              .notice_channel = 42,
                                              .manager_roles = {7, 9},
                                              .quiet_hours = store::QuietHours{.from = 1380, .until = 480}}));
  EXPECT_EQ(shown.message.rows.size(), 5U);

  for (const auto* label : {"No quiet hours", "No default channel", "No problem channel"})
    ask(by_manager(press(custom_id(shown.message, label), alice)));
  pressed("spoilers", {"show"});
  pressed("managers");
  EXPECT_EQ(settings(), store::GuildSettings{});
}

TEST_F(Administration, refuses_what_a_menu_was_never_to_give) {
  const auto refused = [&](std::string what, std::vector<std::string> values = {}) {
    const auto reply = ask(by_manager(press("/settings " + what, alice, std::move(values))));
    EXPECT_FALSE(reply.replaces) << what;
    return reply.message.content;
  };

  EXPECT_THAT(refused("nothing"), HasSubstr("expired"));
  EXPECT_THAT(refused("spoilers"), HasSubstr("expired"));
  EXPECT_THAT(refused("default_channel", {"41"}), HasSubstr("Channel not found"));
  EXPECT_THAT(refused("managers", {"500"}), HasSubstr("Everyone has that role"));
  EXPECT_EQ(settings(), store::GuildSettings{});
}

TEST_F(Administration, sets_back_what_was_set) {
  set({{"default_channel", Snowflake{42}}, {"quiet_hours", "23-8"}, {"language", "en-US"}});

  set({{"reset", "default_channel"}, {"quiet_hours", "off"}});
  set({{"reset", "language"}});

  EXPECT_EQ(settings(), store::GuildSettings{});
}

TEST_F(Administration, says_that_a_channel_was_deleted) {
  set({{"default_channel", Snowflake{42}}, {"notice_channel", Snowflake{43}}});
  store::note_deleted_channels(*world.store, {42});

  const auto shown = set({});
  EXPECT_EQ(field(shown, "Default channel"), "⚠️ <#42>: the channel no longer exists");
  EXPECT_EQ(field(shown, "Problem channel"), "<#43>");
}

TEST_F(Administration, names_exactly_what_is_missing_in_a_channel_and_saves_nothing) {
  auto asked = by_manager(command("settings", {{"default_channel", Snowflake{42}}, {"spoilers", "hide"}}));
  asked.channels = {
      {.id = {42}, .guild_id = guild, .app_permissions = permission::view_channel | permission::embed_links}};

  const auto refused = ask(asked);

  EXPECT_THAT(refused.message.content, HasSubstr("<#42>: **Send Messages**."));
  EXPECT_EQ(settings(), store::GuildSettings{});
}

TEST_F(Administration, takes_a_city_or_an_abbreviation_for_a_time_zone) {
  set({{"time_zone", "Moscow"}});
  EXPECT_EQ(settings().time_zone, "Europe/Moscow");
  set({{"time_zone", "CET"}});
  EXPECT_EQ(settings().time_zone, "Europe/Berlin");

  EXPECT_EQ(set({{"time_zone", "Atlantis"}}).message.content,
            "Unknown time zone “Atlantis”. Try `Europe/Berlin`, `Berlin` or `CET`.");
}

TEST_F(Administration, refuses_quiet_hours_that_leave_no_time) {
  EXPECT_THAT(set({{"quiet_hours", "00:00-23:59"}}).message.content, HasSubstr("less than an hour"));
  EXPECT_EQ(settings(), store::GuildSettings{});
}

TEST_F(Administration, refuses_quiet_hours_that_nobody_understands) {
  EXPECT_THAT(set({{"quiet_hours", "at night"}}).message.content, HasSubstr("“at night”"));
  EXPECT_EQ(settings(), store::GuildSettings{});
}

TEST_F(Administration, keeps_roles_sorted_once_each_and_at_most_ten) {
  for (const std::uint64_t role : {30U, 10U, 20U, 10U}) set({{"add_manager", Snowflake{role}}});
  set({{"remove_manager", Snowflake{20}}});
  EXPECT_EQ(settings().manager_roles, (std::vector<std::uint64_t>{10, 30}));

  for (std::uint64_t role = 100; role < 108; ++role) set({{"add_manager", Snowflake{role}}});
  const auto refused = set({{"add_manager", Snowflake{200}}});

  EXPECT_THAT(refused.message.content, HasSubstr("10 manager roles"));
  EXPECT_EQ(settings().manager_roles.size(), limits::manager_roles);
}

TEST_F(Administration, does_not_make_everybody_a_manager) {
  EXPECT_THAT(set({{"add_manager", guild}}).message.content, HasSubstr("Everyone has that role"));
  EXPECT_THAT(settings().manager_roles, IsEmpty());
}

TEST_F(Administration, says_where_a_manager_role_is_allowed_to_see_the_commands) {
  const auto added = set({{"add_manager", Snowflake{7}}});

  EXPECT_THAT(description(added), HasSubstr("To show <@&7> these commands, allow the role"));
}

TEST_F(Administration, lets_roles_manage_but_not_choose_roles) {
  set({{"add_manager", Snowflake{7}}});
  auto by_role = command("settings", {{"spoilers", "hide"}});
  by_role.member_roles = {{5}, {7}};
  auto passing_on = command("settings", {{"add_manager", Snowflake{8}}});
  passing_on.member_roles = {{7}};
  auto by_nobody = command("settings");
  by_nobody.member_roles = {{5}};

  EXPECT_TRUE(world.call(by_role).may_manage());
  EXPECT_FALSE(world.call(by_nobody).may_manage());
  EXPECT_THAT(ask(passing_on).message.content, HasSubstr("You need **Manage Server** to"));
  EXPECT_EQ(settings().manager_roles, (std::vector<std::uint64_t>{7}));
}

// ---- Audit

TEST_F(Administration, tells_who_changed_what) {
  set({{"time_zone", "Europe/Berlin"}, {"default_channel", Snowflake{42}}});
  ask(by_manager(command("alias", {{"name", "the *dragons*"}, {"team", "Team Spirit"}})));

  const auto shown = ask(by_manager(command("audit")));

  EXPECT_TRUE(shown.message.ephemeral);
  EXPECT_THAT(description(shown), HasSubstr("<@901> · **Alias added** the \\*dragons\\*: Team Spirit"));
  EXPECT_THAT(description(shown), HasSubstr("**Settings** Default channel: <#42>"));
  EXPECT_THAT(description(shown), HasSubstr("**Settings** Time zone: Europe/Berlin"));
}

TEST_F(Administration, tells_settings_as_they_are_shown) {
  set({{"spoilers", "hide"}, {"language", "en-US"}, {"audit_days", std::int64_t{30}}});
  set({{"reset", "language"}});

  const auto shown = description(ask(by_manager(command("audit"))));

  EXPECT_THAT(shown, HasSubstr("**Settings** Scores: Shown → Hidden until revealed"));
  EXPECT_THAT(shown, HasSubstr("**Settings** Language: English (United States)"));
  EXPECT_THAT(shown, HasSubstr("**Settings** Language: no longer English (United States)"));
  EXPECT_THAT(shown, HasSubstr("**Settings** Audit log: 365 days → 30 days"));
}

TEST_F(Administration, tells_of_a_subscription_only_what_changed) {
  auto follow = command("follow", {{"team", "spirit"}});
  follow.subcommand = "team";
  follow.channel_id = {700};
  follow.app_permissions = ~std::uint64_t{0};
  const auto card = ask(by_manager(follow));
  for (const auto* button : {"Pause", "Resume"}) {
    const auto id =
        press_id("following", fmt::format("{}.1", button == std::string{"Pause"} ? "pause" : "resume"));
    ask(by_manager(press(id, alice)));
  }
  auto change = follow;
  change.options.push_back({.name = "remind", .value = "60"});
  ask(by_manager(change));

  const auto shown = description(ask(by_manager(command("audit"))));

  EXPECT_THAT(shown, HasSubstr("**Followed** Team Spirit: <#700> · Match starts, Results"));
  EXPECT_THAT(shown, HasSubstr("**Subscription changed** Team Spirit: ⏸️ paused\n"));
  EXPECT_THAT(shown, HasSubstr("**Subscription changed** Team Spirit: no longer ⏸️ paused\n"));
  EXPECT_THAT(shown, HasSubstr("Team Spirit: reminders 15 min before → reminders 1 h before"));
}

TEST_F(Administration, still_reads_what_an_older_version_noted) {
  store::add_audit(*world.store, {.guild = guild.value,
                                  .actor = alice.value,
                                  .at = world.clock.now(),
                                  .action = "follow.change",
                                  .subject = "**Team Spirit**",
                                  .before = "<#700>: Results",
                                  .after = "<#700>: Results · ⏸️ paused"});

  EXPECT_THAT(description(ask(by_manager(command("audit")))),
              HasSubstr("Team Spirit: <#700>: Results → <#700>: Results · ⏸️ paused"));
}

TEST_F(Administration, filters_the_log_by_kind_and_person) {
  set({{"time_zone", "Europe/Berlin"}});
  auto bobs = by_manager(command("alias", {{"name", "dragons"}, {"team", "Team Spirit"}}));
  bobs.user_id = bob;
  ask(bobs);

  const auto names = ask(by_manager(command("audit", {{"action", "alias"}})));
  const auto of_bob = ask(by_manager(command("audit", {{"person", bob}})));
  const auto nothing = ask(by_manager(command("audit", {{"action", "settings"}, {"person", bob}})));

  EXPECT_THAT(description(names), Not(HasSubstr("Time zone")));
  EXPECT_THAT(description(of_bob), HasSubstr("dragons"));
  EXPECT_THAT(description(of_bob), Not(HasSubstr("Time zone")));
  EXPECT_THAT(description(nothing), HasSubstr("No changes for this filter"));
}

TEST_F(Administration, turns_the_pages_of_the_log) {
  for (int i = 1; i <= 20; ++i)
    store::add_audit(*world.store, {.guild = guild.value,
                                    .actor = alice.value,
                                    .at = world.clock.now(),
                                    .action = "alias.add",
                                    .subject = "alias " + std::to_string(i),
                                    .before = {},
                                    .after = "x"});

  const auto first = ask(by_manager(command("audit", {{"action", "alias"}})));
  const auto second = ask(by_manager(press(custom_id(first.message, "Next"), alice)));
  const auto stranger = ask(press(custom_id(first.message, "Next"), alice));

  EXPECT_THAT(description(first), HasSubstr("alias 20:"));
  EXPECT_EQ(first.message.embeds[0].footer, "Page 1 of 3 · 20 changes");
  EXPECT_TRUE(second.replaces);
  EXPECT_THAT(description(second), HasSubstr("alias 12:"));
  EXPECT_THAT(description(second), Not(HasSubstr("alias 13:")));
  EXPECT_THAT(stranger.message.content, HasSubstr("You need **Manage Server** or a manager role"));
}

TEST_F(Administration, shows_mentions_only_where_a_value_is_nothing_else) {
  store::add_audit(*world.store, {.guild = guild.value,
                                  .actor = 0,
                                  .at = world.clock.now(),
                                  .action = "future.thing",
                                  .subject = "<@901> said hello",
                                  .before = "<@&7> <@&8>",
                                  .after = "<#notanid>"});

  const auto shown = ask(by_manager(command("audit")));

  EXPECT_THAT(description(shown), HasSubstr("deleted user · **future.thing** \\<\\@901> said hello"));
  EXPECT_THAT(description(shown), HasSubstr(": <@&7> <@&8> → \\<#notanid>"));
}

// ---- Privacy

TEST_F(Administration, tells_what_is_stored) {
  const auto reply = ask(under("privacy", "about"));

  EXPECT_TRUE(reply.message.ephemeral);
  EXPECT_THAT(description(reply), HasSubstr("your user ID"));
  EXPECT_THAT(description(reply), HasSubstr("deleted 30 days after"));
}

TEST_F(Administration, gives_a_person_what_is_stored_of_them) {
  set({{"time_zone", "Europe/Berlin"}});

  const auto reply = ask(under("privacy", "export"));

  EXPECT_TRUE(reply.message.ephemeral);
  ASSERT_EQ(reply.message.files.size(), 1U);
  const auto tables = boost::json::parse(reply.message.files[0].contents).as_object();
  EXPECT_EQ(tables.at("audit").at(0).at("actor_id"), "901");
}

TEST_F(Administration, gives_the_servers_data_to_those_who_manage_it) {
  set({{"time_zone", "Europe/Berlin"}, {"add_manager", Snowflake{7}}});
  auto by_role = under("privacy", "export", {{"whose", "server"}});
  by_role.member_permissions = 0;
  by_role.member_roles = {{7}};

  const auto given = ask(under("privacy", "export", {{"whose", "server"}}));
  const auto refused = ask(by_role);

  ASSERT_EQ(given.message.files.size(), 1U);
  EXPECT_THAT(given.message.files[0].contents, HasSubstr("Europe/Berlin"));
  EXPECT_THAT(refused.message.files, IsEmpty());
  EXPECT_THAT(refused.message.content, HasSubstr("You need **Manage Server** to"));
  EXPECT_EQ(store::list_audit(*world.store, {.guild = guild.value, .kind = "privacy"}).total, 1);
}

TEST_F(Administration, forgets_a_person_once_they_confirm) {
  set({{"time_zone", "Europe/Berlin"}});

  const auto question = ask(under("privacy", "delete"));
  ASSERT_NE(store::list_audit(*world.store, {.guild = guild.value}).entries.at(0).actor, 0U);
  const auto done = ask(press(custom_id(question.message, "Delete data"), alice));

  EXPECT_TRUE(done.replaces);
  EXPECT_EQ(store::list_audit(*world.store, {.guild = guild.value}).entries.at(0).actor, 0U);
}

TEST_F(Administration, forgets_a_server_once_a_manager_confirms) {
  set({{"time_zone", "Europe/Berlin"}});
  const auto question = ask(under("privacy", "delete", {{"whose", "server"}}));
  const auto button = custom_id(question.message, "Delete data");

  ask(press(button, bob));
  EXPECT_EQ(settings().time_zone, "Europe/Berlin") << "forged by somebody who may not";
  ask(by_manager(press(button, alice)));

  EXPECT_EQ(settings(), store::GuildSettings{});
  const auto log = store::list_audit(*world.store, {.guild = guild.value});
  ASSERT_EQ(log.total, 1);
  EXPECT_EQ(log.entries[0].action, "privacy.delete");
}

TEST_F(Administration, asks_nothing_of_those_who_may_not_delete) {
  auto asked = under("privacy", "delete", {{"whose", "server"}});
  asked.member_permissions = 0;

  EXPECT_THAT(ask(asked).message.rows, IsEmpty());
}

TEST_F(Administration, knows_the_buttons_of_a_command_and_no_others) {
  EXPECT_EQ(find_pressed(press_id("privacy", "me"))->what, "me");
  EXPECT_EQ(find_pressed("/privacy")->what, "");
  EXPECT_FALSE(find_pressed("/live x"));
  EXPECT_FALSE(find_pressed("/"));
  EXPECT_FALSE(find_pressed("1.t.u"));
  EXPECT_THAT(ask(press(press_id("privacy", "everybody"), alice)).message.content, HasSubstr("expired"));
}

}  // namespace
}  // namespace cs2::bot

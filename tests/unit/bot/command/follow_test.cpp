// /follow, /following and /unfollow against a real store.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bot/answer_registry.hpp"
#include "discord/types.hpp"
#include "store/guild/audit.hpp"
#include "store/notify/calendars.hpp"
#include "store/notify/subscriptions.hpp"
#include "store/notify/unavailable_targets.hpp"
#include "store/queries/matches.hpp"
#include "unit/bot/world.hpp"

namespace cs2::bot {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr discord::Snowflake channel{700};

class Follow : public testing::Test {
 protected:
  Reply ask(discord::Interaction interaction) {
    interaction.channel_id = channel;
    interaction.member_permissions = discord::permission::manage_guild;
    interaction.app_permissions = ~std::uint64_t{0};
    return ask_as_given(interaction);
  }
  Reply ask_as_given(const discord::Interaction& interaction) {
    const auto call = world.call(interaction);
    const auto own = find_pressed(interaction.custom_id);
    const auto reply = own ? own->command->press(call, own->what) : find_command(interaction)->run(call);
    EXPECT_EQ(discord::check(reply.message), std::nullopt);
    EXPECT_TRUE(reply.message.ephemeral);
    return reply;
  }
  static discord::Interaction follow(std::string what, std::vector<Given> options = {}) {
    auto interaction = command("follow", std::move(options));
    interaction.subcommand = std::move(what);
    return interaction;
  }
  std::string said(const discord::Interaction& interaction) { return ask(interaction).message.content; }
  std::vector<Subscription> followed() { return store::list_subscriptions(*world.store, guild.value, 0); }

  static std::string address_in(const std::string& content) {
    const auto from = content.find("https://");
    return from == std::string::npos ? "" : content.substr(from, content.find('\n', from) - from);
  }

  World world;
};

TEST_F(Follow, takes_a_name_and_sensible_defaults) {
  const auto reply = ask(follow("team", {{"team", "spirit"}}));

  EXPECT_EQ(reply.message.content, "✅ Following:");
  ASSERT_THAT(followed(), SizeIs(1));
  const auto subscription = followed().front();
  EXPECT_EQ(subscription.destination, (Destination{.id = channel.value}));
  EXPECT_EQ("t:" + std::to_string(subscription.subject.id), world.reference("Team Spirit"));
  EXPECT_EQ(subscription.kinds, usual_kinds);
  EXPECT_THAT(subscription.reminders, ElementsAre(15));
  EXPECT_EQ(subscription.spoilers, SpoilerPolicy::show);
  EXPECT_THAT(reply.message.embeds.at(0).description,
              HasSubstr("**Team Spirit** → <#700>: Match starts, Results, Reschedules"));
}

TEST_F(Follow, takes_no_name_that_is_not_exact_but_lets_pick_it) {
  auto typo = follow("team", {{"team", "sprit"},
                              {"channel", discord::Snowflake{702}},
                              {"notices", "results"},
                              {"remind", "5, 60"},
                              {"role", discord::Snowflake{5}},
                              {"top", std::int64_t{20}},
                              {"lan", true}});
  typo.channels = {{.id = {702},
                    .type = discord::ChannelType::announcement,
                    .guild_id = guild,
                    .app_permissions = ~std::uint64_t{0}}};
  const auto asked = ask(typo);
  EXPECT_EQ(asked.message.content, "Team “sprit” not found. Did you mean one of these?");
  EXPECT_THAT(followed(), IsEmpty());

  const auto& menu = std::get<discord::Select>(asked.message.rows.at(0).at(0));
  EXPECT_EQ(menu.options.at(0).label, "Team Spirit");
  const auto done = ask(press(menu.custom_id, alice, {menu.options.at(0).value}));

  EXPECT_TRUE(done.replaces);
  ASSERT_THAT(followed(), SizeIs(1));
  const auto subscription = followed().front();
  EXPECT_EQ(subscription.destination, (Destination{.kind = Destination::Kind::announcement, .id = 702}));
  EXPECT_THAT(subscription.reminders, ElementsAre(5, 60));
  EXPECT_THAT(subscription.roles, ElementsAre(5));
  EXPECT_EQ(subscription.filter.opponent_rank_max, 20);
  EXPECT_TRUE(subscription.filter.lan_only);
}

TEST_F(Follow, is_not_fooled_by_what_was_never_offered) {
  const auto asked = ask(follow("team", {{"team", "spiri"}}));
  const auto id = custom_id(asked.message, "menu");

  for (const auto* value : {"spiri", "e:1", "nobody", ""}) ask(press(id, alice, {value}));
  for (const auto* forged :
       {"/follow pick", "/follow pick|team", "/follow pick|team|z", "/follow pick|live|0",
        "/follow pick|team|0|1,x", "/follow pick|team|0||", "/follow pick||0"})
    EXPECT_THAT(said(press(forged, alice, {"t:1"})), HasSubstr("expired")) << forged;
  EXPECT_THAT(followed(), IsEmpty());
}

TEST_F(Follow, takes_every_wish) {
  ask(follow("player", {{"player", "unknown"}}));
  EXPECT_THAT(followed(), IsEmpty());

  ask(follow("event", {{"event", "harbour cup"},
                       {"notices", "results"},
                       {"remind", "60, 5,60"},
                       {"role", discord::Snowflake{33}},
                       {"top", std::int64_t{20}},
                       {"best_of", std::int64_t{3}},
                       {"spoilers", "hide"}}));
  ask(follow("all", {{"tier", "a"}, {"lan", true}, {"remind", "off"}}));

  const auto subscriptions = followed();
  ASSERT_THAT(subscriptions, SizeIs(2));
  const auto& event = subscriptions[0];
  EXPECT_EQ(event.kinds, (NoticeKinds{NoticeKind::result, NoticeKind::corrected}));
  EXPECT_THAT(event.reminders, ElementsAre(5, 60));
  EXPECT_THAT(event.roles, ElementsAre(33u));
  EXPECT_EQ(event.filter, (SubscriptionFilter{.opponent_rank_max = 20, .best_of_min = 3}));
  EXPECT_EQ(event.spoilers, SpoilerPolicy::hide);
  const auto& all = subscriptions[1];
  EXPECT_EQ(all.subject, subject_of(Tier::a));
  EXPECT_TRUE(all.filter.lan_only);
  EXPECT_THAT(all.reminders, IsEmpty());
}

TEST_F(Follow, shows_beforehand_what_it_would_have_told) {
  Batch batch{.provider = ProviderName::liquipedia, .observed_at = world.clock.now()};
  for (auto& details : store::list_matches(*world.store, {.count = 100}).matches) {
    MatchWrite write;
    write.match = details.match;
    write.match.links.push_back({.kind = "vod", .url = "https://example.com"});
    const auto at = [&](hours ago) { return world.clock.now() - ago; };
    if (details.match.status == MatchStatus::live)
      write.changes = {{.match = details.match.id, .at = at(hours{1}), .what = MatchStarted{}}};
    if (details.match.status == MatchStatus::finished)
      write.changes = {{.match = details.match.id, .at = at(hours{24}), .what = MatchStarted{}},
                       {.match = details.match.id, .at = at(hours{22}), .what = MatchFinished{}}};
    if (!write.changes.empty()) batch.matches.push_back(std::move(write));
  }
  const auto applied = store::apply(*world.store, batch);
  ASSERT_TRUE(applied.has_value());

  const auto shown = [&](const std::string& what, std::vector<Given> options) {
    options.push_back({"preview", true});
    return ask(follow(what, std::move(options))).message.embeds.at(0);
  };
  const auto mouz = shown("team", {{"team", "mouz"}, {"remind", "15, 60"}});

  EXPECT_THAT(followed(), IsEmpty());
  EXPECT_EQ(store::list_audit(*world.store, {.guild = guild.value, .kind = "follow"}).total, 0);
  EXPECT_THAT(mouz.description, HasSubstr("**7** notifications in the last"));
  EXPECT_THAT(mouz.description, HasSubstr("Reminders: 4 · Match starts: 2 · Results: 1"));
  EXPECT_THAT(mouz.description, HasSubstr("```\n07-11 ████████████████████ 4\n07-12 ███████████████ 3\n```"))
      << "no day without any";
  EXPECT_THAT(mouz.description, HasSubstr("in the last 2 days"));
  EXPECT_THAT(mouz.description, HasSubstr("Data has been collected since <t:"));
  EXPECT_THAT(mouz.fields.at(0).value, HasSubstr("starts · Team Spirit vs MOUZ"));
  EXPECT_THAT(mouz.footer, HasSubstr("without preview"));

  EXPECT_THAT(shown("event", {{"event", "winter league"}}).description, HasSubstr("**3** notifications"));
  EXPECT_THAT(shown("all", {{"tier", "a"}}).description, HasSubstr("**2** notifications"));
  EXPECT_THAT(shown("all", {{"lan", true}}).description, HasSubstr("No notifications in the last"));
  EXPECT_THAT(said(follow("team", {{"team", "mouz"}, {"remind", "soon"}, {"preview", true}})),
              HasSubstr("Invalid reminders"));
}

TEST_F(Follow, narrows_by_the_regions_and_stages_that_are_known) {
  Batch batch{.provider = ProviderName::liquipedia, .observed_at = world.clock.now()};
  batch.tournaments = {{.tournament = {.id = {-9}, .name = "Spring Cup", .tier = Tier::a, .region = "SA"},
                        .external_ids = {"sc"}},
                       {.tournament = {.id = {-8}, .name = "Summer Cup", .tier = Tier::a, .region = "Europe"},
                        .external_ids = {"su"}}};
  auto staged = store::list_matches(*world.store, {.statuses = {MatchStatus::live}}).matches.at(0).match;
  staged.stage = "Playoffs – Semifinal";
  batch.matches = {{.match = staged, .external_ids = {}, .changes = {}}};
  ASSERT_TRUE(store::apply(*world.store, batch).has_value());

  ask(follow("team", {{"team", "spirit"}, {"region", "south america"}, {"stage", "playoffs"}}));

  ASSERT_THAT(followed(), SizeIs(1));
  EXPECT_EQ(followed()[0].filter.region, "south_america") << "one key for all sources";
  EXPECT_EQ(followed()[0].filter.stage, "Playoffs");
  EXPECT_THAT(said(follow("team", {{"team", "mouz"}, {"region", "atlantis"}})),
              HasSubstr("No events found for region"));
  EXPECT_THAT(said(follow("team", {{"team", "mouz"}, {"stage", "?"}})),
              HasSubstr("No matches found for stage"));
  EXPECT_THAT(followed(), SizeIs(1));

  const auto suggested = [&](const std::string& option, const std::string& typed) {
    auto interaction = typing("follow", option, typed);
    interaction.subcommand = "all";
    const auto call = world.call(interaction);
    std::vector<std::string> choices;
    for (const auto& each : find_command(interaction)->options) {
      const auto* text = std::get_if<TextOption>(&each);
      if (!text || text->name != option) continue;
      for (const auto& choice : text->suggest(call, typed))
        choices.push_back(choice.name.text + " = " + std::get<std::string>(choice.value));
    }
    return choices;
  };
  EXPECT_THAT(suggested("region", ""), ElementsAre("Europe = europe", "South America = south_america"));
  EXPECT_THAT(suggested("region", "south"), ElementsAre("South America = south_america"));
  EXPECT_THAT(suggested("stage", "play"), ElementsAre("Playoffs = Playoffs"));
  EXPECT_THAT(suggested("stage", "group"), IsEmpty());
}

TEST_F(Follow, says_what_is_wrong) {
  EXPECT_THAT(said(follow("team", {{"team", "nobody knows"}})), HasSubstr("Team “nobody knows” not found."));
  EXPECT_THAT(said(follow("team", {{"team", "spiri"}})), HasSubstr("Multiple teams match “spiri”."));
  for (const auto* typed : {"soon", "15,", "-5", "0,1", "1,2,3,4,5,6", "10081"})
    EXPECT_THAT(said(follow("team", {{"team", "spirit"}, {"remind", typed}})), HasSubstr("Invalid reminders"))
        << typed;
  EXPECT_THAT(followed(), IsEmpty());

  ask(follow("team", {{"team", "spirit"}}));
  EXPECT_THAT(said(follow("team", {{"team", "spirit"}})), HasSubstr("Already following"));
}

TEST_F(Follow, is_for_managers_and_where_the_bot_may_speak) {
  auto stranger = follow("team", {{"team", "spirit"}});
  stranger.app_permissions = ~std::uint64_t{0};
  EXPECT_THAT(ask_as_given(stranger).message.content, HasSubstr("You need"));

  auto silenced = follow("team", {{"team", "spirit"}});
  silenced.member_permissions = discord::permission::manage_guild;
  silenced.channel_id = channel;
  silenced.app_permissions = discord::permission::view_channel | discord::permission::send_messages;
  EXPECT_THAT(ask_as_given(silenced).message.content, HasSubstr("**Embed Links**"));
  EXPECT_THAT(followed(), IsEmpty());
}

TEST_F(Follow, is_for_everybody_in_direct_messages) {
  auto own = follow("team", {{"team", "spirit"}});
  own.guild_id.reset();
  ask_as_given(own);

  const auto mine = store::list_subscriptions(*world.store, 0, alice.value);
  ASSERT_THAT(mine, SizeIs(1));
  EXPECT_EQ(mine[0].destination, (Destination{.kind = Destination::Kind::direct, .id = alice.value}));
  auto other = command("following");
  other.guild_id.reset();
  other.user_id = bob;
  EXPECT_THAT(ask_as_given(other).message.content, HasSubstr("Not following anything yet"));
}

TEST_F(Follow, can_be_changed_paused_and_ended) {
  ask(follow("team", {{"team", "spirit"}}));
  const auto list = ask(command("following"));
  const auto id = std::to_string(followed().front().id.value);

  const auto card = ask(press(custom_id(list.message, "menu"), alice, {id}));
  ask(press(custom_id(card.message, "menu"), alice, {"started", "ranking"}));
  EXPECT_EQ(followed().front().kinds,
            (NoticeKinds{NoticeKind::started, NoticeKind::ranking, NoticeKind::corrected}));
  const auto paused = ask(press(custom_id(card.message, "Pause"), alice));
  EXPECT_TRUE(followed().front().paused_at.has_value());
  EXPECT_THAT(paused.message.embeds.at(0).description, HasSubstr("paused"));
  ask(press(custom_id(paused.message, "Resume"), alice));
  EXPECT_FALSE(followed().front().paused_at.has_value());
  const auto gone = ask(press(custom_id(card.message, "Unfollow"), alice));
  EXPECT_EQ(gone.message.content, "Unfollowed **Team Spirit**.");
  EXPECT_THAT(followed(), IsEmpty());
  EXPECT_THAT(ask(press(custom_id(card.message, "Pause"), alice)).message.content,
              HasSubstr("no longer exists"));

  EXPECT_EQ(store::list_audit(*world.store, {.guild = guild.value, .kind = "follow"}).total, 5);
}

TEST_F(Follow, changes_what_is_followed_already) {
  ask(follow("team", {{"team", "spirit"}, {"role", discord::Snowflake{5}}}));
  EXPECT_THAT(said(follow("team", {{"team", "spirit"}})), HasSubstr("Already following"));

  EXPECT_EQ(said(follow("team", {{"team", "spirit"}, {"remind", "5, 60"}, {"digest", "9:30"}})), "Saved.");

  ASSERT_THAT(followed(), SizeIs(1));
  EXPECT_THAT(followed()[0].reminders, ElementsAre(5, 60));
  EXPECT_EQ(followed()[0].digest_at, 9 * 60 + 30);
  EXPECT_TRUE(followed()[0].kinds.has(NoticeKind::digest));
  EXPECT_TRUE(followed()[0].kinds.has(NoticeKind::result)) << "the rest stays";
  EXPECT_THAT(followed()[0].roles, ElementsAre(5));
  EXPECT_THAT(said(follow("team", {{"team", "spirit"}, {"digest", "noon"}})), HasSubstr("“noon”"));
}

TEST_F(Follow, mentions_the_roles_that_are_chosen_and_nobody_else) {
  const auto card = ask(follow("team", {{"team", "spirit"}, {"role", discord::Snowflake{5}}}));
  const auto& menu = std::get<discord::RoleSelect>(card.message.rows.at(1).at(0));
  EXPECT_THAT(menu.chosen, ElementsAre(discord::Snowflake{5}));

  ask(press(menu.custom_id, alice, {"6", "7", "@everyone"}));
  EXPECT_THAT(followed()[0].roles, ElementsAre(6, 7));
  ask(press(menu.custom_id, alice, {}));
  EXPECT_THAT(followed()[0].roles, IsEmpty());
}

TEST_F(Follow, asks_for_the_permission_that_events_take) {
  const auto card = ask(follow("team", {{"team", "spirit"}}));
  auto chosen = press(custom_id(card.message, "menu"), alice, {"event"});
  chosen.member_permissions = discord::permission::manage_guild;
  chosen.app_permissions = ~(discord::permission::create_events | discord::permission::administrator);

  EXPECT_THAT(ask_as_given(chosen).message.content, HasSubstr("**Create Events**"));
  EXPECT_EQ(followed().front().kinds, usual_kinds);
  EXPECT_EQ(said(press(custom_id(card.message, "menu"), alice, {"event"})),
            "Saved. Server events for matches of the next 14 days appear within 5 minutes.");
  EXPECT_EQ(said(press(custom_id(card.message, "menu"), alice, {"event", "result"})), "Saved.");
  EXPECT_TRUE(followed().front().kinds.has(NoticeKind::event));
}

TEST_F(Follow, publishes_in_announcement_channels_and_posts_in_forums) {
  auto in_forum = follow("team", {{"team", "spirit"}, {"channel", discord::Snowflake{701}}});
  in_forum.channels = {
      {.id = {701}, .type = discord::ChannelType::forum, .guild_id = guild, .app_permissions = ~0ULL}};
  EXPECT_THAT(ask(in_forum).message.embeds.at(0).description, HasSubstr("one post per match"));
  auto here = follow("team", {{"team", "spirit"}});
  here.channel_type = discord::ChannelType::announcement;
  EXPECT_THAT(ask(here).message.embeds.at(0).description, HasSubstr("published"));

  EXPECT_EQ(followed()[0].destination, (Destination{.kind = Destination::Kind::forum, .id = 701}));
  EXPECT_EQ(followed()[1].destination,
            (Destination{.kind = Destination::Kind::announcement, .id = channel.value}));
}

TEST_F(Follow, asks_for_the_permissions_that_threads_take) {
  auto asked = follow("team", {{"team", "spirit"}, {"threads", true}});
  asked.member_permissions = discord::permission::manage_guild;
  asked.channel_id = channel;
  asked.app_permissions = ~(discord::permission::create_public_threads | discord::permission::administrator);
  EXPECT_THAT(ask_as_given(asked).message.content, HasSubstr("**Create Public Threads**"));

  ask(asked);
  EXPECT_TRUE(followed().front().threads);
}

TEST_F(Follow, gives_and_revokes_the_address_of_a_calendar) {
  ask(follow("team", {{"team", "spirit"}}));
  const auto id = followed().front().id;
  const auto card = ask(press(press_id("following", fmt::format("open.{}", id.value)), alice));

  const auto given = ask(press(custom_id(card.message, "Calendar"), alice));
  EXPECT_FALSE(given.replaces) << "the card stays";
  EXPECT_THAT(given.message.content, HasSubstr("Calendar link for **Team Spirit**"));
  EXPECT_THAT(given.message.content, HasSubstr("webcal://bot.example.org/calendar/"));
  const auto address = address_in(given.message.content);
  const auto head = fmt::format("https://bot.example.org/calendar/{}/", id.value);
  ASSERT_THAT(address, testing::StartsWith(head));
  ASSERT_THAT(address, testing::EndsWith(".ics"));
  const auto token = address.substr(head.size(), address.size() - head.size() - 4);
  EXPECT_EQ(store::find_by_calendar_token(*world.store, id, token), followed().front());
  EXPECT_EQ(address_in(ask(press(custom_id(card.message, "Calendar"), alice)).message.content), address);

  const auto revoked = ask(press(custom_id(given.message, "Revoke link"), alice));
  EXPECT_TRUE(revoked.replaces) << "the address does not stay in sight";
  EXPECT_THAT(revoked.message.content, HasSubstr("Link revoked"));
  EXPECT_EQ(store::find_by_calendar_token(*world.store, id, token), std::nullopt);
  const auto renewed = ask(press(custom_id(revoked.message, "New link"), alice));
  EXPECT_NE(address_in(renewed.message.content), address);
  const auto back = ask(press(custom_id(revoked.message, "Back"), alice));
  EXPECT_TRUE(back.replaces);
  EXPECT_NE(custom_id(back.message, "Calendar"), "");

  const auto log = store::list_audit(*world.store, {.guild = guild.value, .kind = "follow"});
  std::vector<std::string> actions;
  for (const auto& entry : log.entries) {
    actions.push_back(entry.action);
    EXPECT_EQ(entry.actor, alice.value);
    EXPECT_THAT(entry.subject + entry.before + entry.after, testing::Not(HasSubstr(token)));
  }
  EXPECT_THAT(actions, ElementsAre("follow.calendar", "follow.calendar_revoke", "follow.calendar",
                                   "follow.calendar", "follow.add"));
}

TEST_F(Follow, says_why_there_is_no_calendar) {
  ask(follow("team", {{"team", "spirit"}}));
  const auto id = followed().front().id.value;
  world.public_url.clear();
  const auto card = ask(press(press_id("following", fmt::format("open.{}", id)), alice));

  EXPECT_THAT(said(press(custom_id(card.message, "Calendar"), alice)), HasSubstr("`PUBLIC_URL`"));
  EXPECT_THAT(said(press(press_id("following", fmt::format("revoke.{}", id)), alice)),
              HasSubstr("No link to revoke"));
}

TEST_F(Follow, keeps_calendars_for_managers_and_their_owners) {
  ask(follow("team", {{"team", "spirit"}}));
  const auto id = followed().front().id.value;
  for (const auto* what : {"calendar", "revoke"}) {
    const auto button = press_id("following", fmt::format("{}.{}", what, id));
    EXPECT_THAT(ask_as_given(press(button, bob)).message.content, HasSubstr("You need **Manage Server**"));
    auto elsewhere = press(button, bob);
    elsewhere.guild_id = discord::Snowflake{501};
    EXPECT_THAT(said(elsewhere), HasSubstr("no longer exists"));
    elsewhere.guild_id.reset();
    EXPECT_THAT(said(elsewhere), HasSubstr("no longer exists"));
  }

  auto own = follow("team", {{"team", "spirit"}});
  own.guild_id.reset();
  ask_as_given(own);
  const auto mine = store::list_subscriptions(*world.store, 0, alice.value).at(0).id.value;
  auto in_person = press(press_id("following", fmt::format("calendar.{}", mine)), alice);
  in_person.guild_id.reset();
  EXPECT_THAT(ask_as_given(in_person).message.content, HasSubstr(".ics"));
}

// What Discord sends when a channel was chosen in the menu.
discord::Interaction choose(std::string custom_id, std::uint64_t id,
                            std::uint64_t app_permissions = ~std::uint64_t{0}) {
  auto interaction = press(std::move(custom_id), alice, {std::to_string(id)});
  interaction.channels = {{.id = {id}, .guild_id = guild, .app_permissions = app_permissions}};
  return interaction;
}

std::string channel_menu(const Reply& reply) {
  return std::get<discord::ChannelSelect>(reply.message.rows.at(0).at(0)).custom_id;
}

TEST_F(Follow, copies_to_another_channel_with_all_that_was_chosen) {
  const auto card =
      ask(follow("team", {{"team", "spirit"}, {"notices", "results"}, {"remind", "60"}, {"lan", true}}));
  const auto where = ask(press(custom_id(card.message, "Copy"), alice));
  EXPECT_THAT(where.message.content, HasSubstr("Copy to which channel"));

  const auto copied = ask(choose(channel_menu(where), 701));

  EXPECT_THAT(copied.message.content, HasSubstr("Copied:"));
  ASSERT_THAT(followed(), SizeIs(2));
  auto copy = followed()[1];
  EXPECT_EQ(copy.destination.id, 701u);
  copy.destination = followed()[0].destination;
  copy.id = followed()[0].id;
  EXPECT_EQ(copy, followed()[0]);
  EXPECT_THAT(said(choose(channel_menu(where), 701)), HasSubstr("Already following"));
  EXPECT_EQ(store::list_audit(*world.store, {.guild = guild.value, .kind = "follow"}).total, 2);
}

TEST_F(Follow, moves_to_another_channel) {
  const auto card = ask(follow("team", {{"team", "spirit"}}));
  ask(follow("team", {{"team", "spirit"}, {"channel", discord::Snowflake{702}}}));
  const auto where = ask(press(custom_id(card.message, "Move"), alice));

  EXPECT_THAT(said(choose(channel_menu(where), 702)), HasSubstr("Already following"));
  EXPECT_THAT(said(choose(channel_menu(where), 701)), HasSubstr("Moved:"));

  EXPECT_EQ(followed()[0].destination.id, 701u);
  const auto entry = store::list_audit(*world.store, {.guild = guild.value, .kind = "follow"}).entries.at(0);
  EXPECT_THAT(entry.before, HasSubstr("<#700>"));
  EXPECT_THAT(entry.after, HasSubstr("<#701>"));
}

TEST_F(Follow, takes_nothing_to_where_the_bot_may_not_speak) {
  const auto card = ask(follow("team", {{"team", "spirit"}}));
  for (const auto* button : {"Copy", "Move"}) {
    const auto where = ask(press(custom_id(card.message, button), alice));
    EXPECT_THAT(said(choose(channel_menu(where), 701, discord::permission::view_channel)),
                HasSubstr("Missing permissions in <#701>: **Send Messages, Embed Links**"));
    // Discord tells of every channel that can be chosen; of this one it did not.
    EXPECT_THAT(said(press(channel_menu(where), alice, {"701"})), HasSubstr("expired"));
    EXPECT_THAT(said(press(channel_menu(where), alice, {})), HasSubstr("expired"));
  }
  ASSERT_THAT(followed(), SizeIs(1));
  EXPECT_EQ(followed()[0].destination.id, channel.value);

  auto stranger = choose(press_id("following", "copy_to." + std::to_string(followed()[0].id.value)), 701);
  EXPECT_THAT(ask_as_given(stranger).message.content, HasSubstr("You need"));
  stranger.guild_id = discord::Snowflake{501};
  EXPECT_THAT(said(stranger), HasSubstr("no longer exists"));
}

TEST_F(Follow, has_no_other_place_in_direct_messages) {
  auto own = follow("team", {{"team", "spirit"}});
  own.guild_id.reset();
  const auto card = ask_as_given(own);
  EXPECT_EQ(custom_id(card.message, "Copy"), "");

  const auto id = store::list_subscriptions(*world.store, 0, alice.value).at(0).id.value;
  auto forged = choose(press_id("following", "move_to." + std::to_string(id)), 701);
  forged.guild_id.reset();
  EXPECT_THAT(ask_as_given(forged).message.content, HasSubstr("expired"));
}

TEST_F(Follow, asks_before_it_follows_every_match) {
  const auto asked = ask(follow("all", {{"notices", "results"},
                                        {"channel", discord::Snowflake{702}},
                                        {"remind", "5, 60"},
                                        {"role", discord::Snowflake{5}}}));
  EXPECT_EQ(
      asked.message.content,
      "⚠️ About **0.5 notifications per day** for all matches in <#702> (1 in the last 2 days). Narrow it down "
      "with `tier`, `top`, `lan` or `region`, or follow anyway.");
  EXPECT_THAT(followed(), IsEmpty());

  const auto id = custom_id(asked.message, "Follow anyway");
  const auto done = ask(press(id, alice));

  EXPECT_TRUE(done.replaces);
  EXPECT_EQ(done.message.content, "✅ Following:");
  ASSERT_THAT(followed(), SizeIs(1));
  const auto subscription = followed().front();
  EXPECT_EQ(subscription.subject, Subject{});
  EXPECT_EQ(subscription.destination.id, 702U);
  EXPECT_EQ(subscription.kinds, (NoticeKinds{NoticeKind::result, NoticeKind::corrected}));
  EXPECT_THAT(subscription.reminders, ElementsAre(5, 60));
  EXPECT_THAT(subscription.roles, ElementsAre(5));
}

TEST_F(Follow, says_how_many_notifications_every_match_would_mean) {
  Batch batch{.provider = ProviderName::liquipedia, .observed_at = world.clock.now()};
  for (auto& details : store::list_matches(*world.store, {.count = 100}).matches) {
    if (details.match.status != MatchStatus::finished) continue;
    MatchWrite write;
    write.match = details.match;
    write.match.links.push_back({.kind = "vod", .url = "https://example.com"});
    write.changes = {
        {.match = details.match.id, .at = world.clock.now() - hours{24}, .what = MatchFinished{}}};
    batch.matches.push_back(std::move(write));
  }
  ASSERT_TRUE(store::apply(*world.store, batch).has_value());

  EXPECT_THAT(said(follow("all")), HasSubstr("notifications per day** for all matches in <#700>"));
  EXPECT_THAT(said(follow("all", {{"tier", "s"}})), HasSubstr("✅ Following:")) << "few of them";
  EXPECT_THAT(followed(), SizeIs(1));
}

TEST_F(Follow, follows_nothing_by_a_forged_confirmation) {
  for (const auto* forged : {"/follow sure", "/follow sure|team", "/follow sure|all|zz",
                             "/follow sure|all|0q|", "/follow sure|all|1x,y"})
    EXPECT_THAT(said(press(forged, alice)), HasSubstr("expired")) << forged;
  EXPECT_THAT(followed(), IsEmpty());

  auto stranger = press("/follow sure|all", alice);
  stranger.member_permissions = 0;
  EXPECT_THAT(ask_as_given(stranger).message.content, HasSubstr("You need"));
}

TEST_F(Follow, lists_by_place_what_differs_from_the_usual) {
  ask(follow("team", {{"team", "spirit"}, {"channel", discord::Snowflake{702}}}));
  ask(follow("team", {{"team", "mouz"}, {"remind", "15, 120, 1440"}, {"role", discord::Snowflake{5}}}));
  ask(follow("all",
             {{"notices", "results"}, {"top", std::int64_t{30}}, {"channel", discord::Snowflake{702}}}));

  const auto list = ask(command("following"));

  EXPECT_EQ(list.message.embeds.at(0).description,
            "<#700>\n"
            "• **MOUZ** · reminders 15 min, 2 h, 1 day before · <@&5>\n"
            "<#702>\n"
            "• **Team Spirit**\n"
            "• all matches · Results · vs top 30 only");
  const auto& menu = std::get<discord::Select>(list.message.rows.at(0).at(0));
  EXPECT_EQ(menu.options.at(0).description, "reminders 15 min, 2 h, 1 day before");
  EXPECT_EQ(menu.options.at(1).description, "default notifications");
}

TEST_F(Follow, ends_several_at_once) {
  ask(follow("team", {{"team", "spirit"}}));
  ask(follow("team", {{"team", "mouz"}}));
  ask(press(custom_id(ask(follow("all")).message, "Follow anyway"), alice));
  const auto list = ask(command("unfollow"));
  const auto all = followed();

  const auto gone = ask(press(custom_id(list.message, "menu"), alice,
                              {std::to_string(all[0].id.value), std::to_string(all[2].id.value)}));

  EXPECT_EQ(gone.message.content, "Unfollowed **Team Spirit**, all matches.");
  EXPECT_THAT(followed(), SizeIs(1));
}

TEST_F(Follow, leaves_another_servers_wishes_alone) {
  ask(follow("team", {{"team", "spirit"}}));
  const auto id = std::to_string(followed().front().id.value);

  auto elsewhere = press(press_id("following", "remove." + id), bob);
  elsewhere.guild_id = discord::Snowflake{501};
  EXPECT_THAT(ask(elsewhere).message.content, HasSubstr("no longer exists"));
  EXPECT_THAT(ask(press(press_id("following", "nonsense"), alice)).message.content, HasSubstr("expired"));
  EXPECT_THAT(ask(press(press_id("following", "pause.x"), alice)).message.content, HasSubstr("expired"));
  EXPECT_THAT(followed(), SizeIs(1));
}

TEST_F(Follow, turns_the_pages_of_a_long_list) {
  for (int minute = 1; minute <= 30; ++minute) {
    auto one = follow("team", {{"team", "spirit"}, {"top", std::int64_t{minute}}});
    ask(one);
  }
  const auto first = ask(command("following"));
  EXPECT_EQ(first.message.embeds.at(0).title, "Following (30)");

  const auto second = ask(press(custom_id(first.message, "Next"), alice));

  EXPECT_TRUE(second.replaces);
  const auto& menu = std::get<discord::Select>(second.message.rows.at(0).at(0));
  EXPECT_THAT(menu.options, SizeIs(10));
  EXPECT_EQ(second.message.embeds.at(0).footer, "Page 2 of 3");
}

TEST_F(Follow, says_where_a_channel_takes_nothing) {
  const auto card = ask(follow("team", {{"team", "spirit"}, {"channel", discord::Snowflake{701}}}));
  EXPECT_THAT(card.message.embeds.at(0).description, testing::Not(HasSubstr("⛔")));

  store::note_deleted_channels(*world.store, {701, 702});

  EXPECT_THAT(ask(command("following")).message.embeds.at(0).description,
              HasSubstr("<#701> · ⛔ the channel no longer exists\n• **Team Spirit**"));
}

TEST_F(Follow, needs_another_channel_where_the_default_one_was_deleted) {
  store::change_guild_settings(*world.store, guild.value, alice.value,
                               [](auto& settings) { settings.default_channel.id = 701; });
  store::note_deleted_channels(*world.store, {701});

  EXPECT_THAT(said(follow("team", {{"team", "spirit"}})), HasSubstr("default channel was deleted"));
  EXPECT_THAT(followed(), IsEmpty());
}

}  // namespace
}  // namespace cs2::bot

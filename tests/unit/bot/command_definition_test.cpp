// The commands as a user sees them, over a real store.
#include "bot/command_definition.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/limits/discord.hpp"
#include "bot/answer_registry.hpp"
#include "bot/question.hpp"
#include "store/database/state.hpp"
#include "unit/bot/world.hpp"

namespace cs2::bot {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class Commands : public testing::Test {
 protected:
  Reply ask(const discord::Interaction& interaction) {
    const auto reply = interaction.type == discord::InteractionType::component
                           ? answer_press(world.call(interaction))
                           : find_command(interaction.command)->run(world.call(interaction));
    EXPECT_EQ(discord::check(reply.message), std::nullopt);
    return reply;
  }

  std::vector<std::string> suggest(const discord::Interaction& interaction) {
    const auto* command = find_command(interaction.command);
    const auto& given = interaction.options.at(0);
    std::vector<std::string> labels;
    for (const auto& option : command->options) {
      const auto* text = std::get_if<TextOption>(&option);
      if (!text || text->name != given.name) continue;
      const auto call = world.call(interaction);
      for (const auto& choice : text->suggest(call, std::get<std::string>(given.value)))
        labels.push_back(choice.name.text);
    }
    return labels;
  }

  // After those that are planned already, of the same two.
  void plan_more_matches(int count) {
    Batch batch{.provider = ProviderName::liquipedia, .observed_at = world.clock.now()};
    auto match = store::list_matches(*world.store, {.statuses = {MatchStatus::scheduled}, .count = 1})
                     .matches.at(0)
                     .match;
    for (int i = 0; i < count; ++i) {
      match.id = {-1 - i};
      match.scheduled_at = world.clock.now() + days{10} + hours{i};
      batch.matches.push_back({.match = match, .external_ids = {fmt::format("more-{}", i)}, .changes = {}});
    }
    ASSERT_TRUE(store::apply(*world.store, batch));
  }

  static const std::string& description(const Reply& reply) { return reply.message.embeds.at(0).description; }

  World world;
};

// ---- Lists

TEST_F(Commands, live_shows_what_is_being_played) {
  const auto reply = ask(command("live"));

  EXPECT_THAT(description(reply), HasSubstr("**Team Spirit** 1–0 **MOUZ** · BO3"));
  EXPECT_THAT(reply.message.embeds.at(0).footer, HasSubstr("Data: Liquipedia (CC BY-SA 3.0)"));
  ASSERT_EQ(reply.message.rows.size(), 1U) << "the menu to the match";
  EXPECT_EQ(std::get<discord::Select>(reply.message.rows[0].at(0)).options.at(0).label,
            "Team Spirit vs MOUZ");
}

TEST_F(Commands, lists_are_filtered_by_what_was_suggested_or_typed) {
  const auto by_value = ask(command("upcoming", {{"team", world.reference("Team Spirit")}}));
  const auto by_text = ask(command("upcoming", {{"team", "SPIRIT"}}));
  const auto by_event = ask(command("results", {{"event", "winter leage"}}));

  EXPECT_THAT(description(by_value), HasSubstr("**Team Spirit** vs **Natus Vincere**"));
  EXPECT_EQ(by_value.message.embeds.at(0).title, "Upcoming matches · Team Spirit");
  EXPECT_EQ(by_text.message.embeds, by_value.message.embeds);
  EXPECT_THAT(description(by_event), HasSubstr("**Natus Vincere** 2–1 MOUZ"));
}

TEST_F(Commands, lists_are_filtered_by_tier_and_day) {
  const auto low_tier = ask(command("results", {{"tier", "a"}}));
  const auto tomorrow = ask(command("upcoming", {{"day", "Tomorrow"}}));
  const auto by_date = ask(command("upcoming", {{"day", "2026-07-13"}}));

  EXPECT_THAT(description(low_tier), HasSubstr("No results for this filter."));
  EXPECT_THAT(description(tomorrow), HasSubstr("**Team Spirit** vs **Natus Vincere**"));
  EXPECT_THAT(description(tomorrow), Not(HasSubstr("MOUZ")));
  EXPECT_EQ(by_date.message.embeds, tomorrow.message.embeds);
}

TEST_F(Commands, a_list_of_several_days_keeps_them_over_its_pages) {
  const auto weekend = ask(command("upcoming", {{"day", "this week"}}));
  const auto lost = ask(command("upcoming", {{"day", "yesterday"}}));
  const auto early = ask(command("results", {{"day", "tomorrow"}}));

  EXPECT_THAT(weekend.message.embeds.at(0).title, HasSubstr("July 6\u2009–\u200912"));
  EXPECT_TRUE(lost.message.ephemeral);
  EXPECT_THAT(lost.message.content, HasSubstr("Saturday, July 11 is over."));
  EXPECT_THAT(early.message.content, HasSubstr("Monday, July 13 is yet to come."));
}

TEST_F(Commands, days_are_suggested_in_the_direction_of_the_list) {
  const auto coming = suggest(typing("upcoming", "day", ""));
  const auto past = suggest(typing("results", "day", ""));
  const auto typed = suggest(typing("results", "day", "last mon"));

  EXPECT_THAT(coming, testing::Contains("Tomorrow · Monday, July 13"));
  EXPECT_THAT(past, testing::Contains("Yesterday · Saturday, July 11"));
  EXPECT_THAT(past, testing::Not(testing::Contains(HasSubstr("July 13"))));
  EXPECT_EQ(typed, std::vector<std::string>{"Monday, July 6"});
}

TEST_F(Commands, days_begin_in_the_time_zone_of_the_server) {
  store::register_guilds(*world.store, {{.id = guild.value, .name = "Den"}});
  store::save_guild_settings(*world.store, guild.value, {.time_zone = "Asia/Tokyo"});

  const auto reply = ask(command("upcoming", {{"day", "tomorrow"}}));  // 13th 15:00 to 14th 15:00 in UTC

  EXPECT_THAT(reply.message.embeds.at(0).title, HasSubstr("Tuesday, July 14"));
  EXPECT_THAT(description(reply), HasSubstr("**Team Spirit** vs **Natus Vincere**"));
}

TEST_F(Commands, what_is_not_known_is_said_in_one_sentence) {
  const auto team = ask(command("live", {{"team", "zzzzzz @everyone"}}));
  const auto event = ask(command("live", {{"event", "zzzzzz"}}));
  const auto day = ask(command("upcoming", {{"day", "someday"}}));

  EXPECT_THAT(team.message.content, HasSubstr("Team “zzzzzz \\@everyone” not found."));
  EXPECT_TRUE(team.message.ephemeral);
  EXPECT_THAT(event.message.content, HasSubstr("Event “zzzzzz” not found."));
  EXPECT_THAT(day.message.content, HasSubstr("Invalid day"));
}

TEST_F(Commands, an_ambiguous_name_is_asked_back_and_never_guessed) {
  const auto question = ask(command("upcoming", {{"team", "spiri"}, {"event", "harbour"}}));
  const auto& menu = std::get<discord::Select>(question.message.rows.at(0).at(0));
  const auto answer = ask(press(menu.custom_id, alice, {menu.options.at(0).value}));

  EXPECT_THAT(question.message.content, HasSubstr("Multiple teams match “spiri”."));
  EXPECT_TRUE(question.message.ephemeral);
  ASSERT_EQ(menu.options.size(), 2U);
  EXPECT_EQ(menu.options[0].label, "Team Spirit · Harbour Cup");
  EXPECT_TRUE(answer.replaces);
  EXPECT_EQ(answer.message.embeds.at(0).title, "Upcoming matches · Team Spirit · Harbour Cup");
}

TEST_F(Commands, a_name_that_is_not_known_is_never_answered_with_another_one) {
  const auto reply = ask(command("upcoming", {{"team", "natsu vincre"}, {"event", "harbour cup"}}));
  const auto picked = ask(press(custom_id(reply.message, "Natus Vincere · Harbour Cup"), alice));

  EXPECT_EQ(reply.message.content, "Team “natsu vincre” not found. Did you mean one of these?");
  EXPECT_TRUE(reply.message.ephemeral);
  EXPECT_TRUE(reply.message.embeds.empty());
  EXPECT_TRUE(picked.replaces);
  EXPECT_EQ(picked.message.embeds.at(0).title, "Upcoming matches · Natus Vincere · Harbour Cup");
}

TEST_F(Commands, mentions_and_words_mean_nothing) {
  for (const auto* typed : {"@everyone", "<@901>", "team", "the", "qqqq", "hello"}) {
    const auto reply = ask(command("match", {{"match", typed}}));
    EXPECT_THAT(reply.message.content, HasSubstr("not found.")) << typed;
    EXPECT_TRUE(reply.message.ephemeral) << typed;
  }
}

// ---- How up to date the matches are

TEST_F(Commands, nothing_is_called_none_before_a_source_was_read) {
  store::offer_feeds(*world.store,
                     {{.provider = ProviderName::pandascore, .feed = "running", .lists_matches = true}});

  const auto none = ask(command("results", {{"tier", "a"}}));
  const auto unknown = ask(command("team", {{"team", "qqqq"}}));
  const auto some = ask(command("live"));

  EXPECT_EQ(description(none), "Match data is still loading. Try again in a minute.");
  EXPECT_EQ(unknown.message.content, "Match data is still loading. Try again in a minute.");
  EXPECT_THAT(description(some), HasSubstr("still loading")) << "there may be more";
}

TEST_F(Commands, what_was_read_long_ago_is_called_outdated) {
  const auto read_at = world.clock.now() - hours{3};
  store::save_feed(*world.store, {.provider = ProviderName::pandascore,
                                  .feed = "running",
                                  .succeeded_at = read_at,
                                  .tried_at = world.clock.now(),
                                  .last_error = ""});

  const auto live = ask(command("live"));
  const auto ranking = ask(command("ranking"));

  EXPECT_THAT(description(live), HasSubstr(fmt::format("Data may be outdated (PandaScore last read {}).",
                                                       discord::timestamp(read_at, 'R'))));
  EXPECT_THAT(ranking.message.content, Not(HasSubstr("outdated")));
}

// ---- Pages

TEST_F(Commands, pages_are_turned_by_their_owner) {
  const auto first = ask(command("upcoming"));
  const auto second = ask(press(custom_id(first.message, "Next"), alice));
  const auto back = ask(press(custom_id(second.message, "Previous"), alice));

  EXPECT_THAT(first.message.embeds.at(0).footer, StartsWith("Page 1 of 2 · 13 matches · Data: "));
  EXPECT_THAT(second.message.embeds.at(0).footer, StartsWith("Page 2 of 2 · 13 matches · Data: "));
  EXPECT_TRUE(second.replaces);
  EXPECT_EQ(back.message, first.message);
}

TEST_F(Commands, pages_are_not_turned_by_anybody_else) {
  const auto first = ask(command("upcoming"));

  const auto refused = ask(press(custom_id(first.message, "Next"), bob));

  EXPECT_FALSE(refused.replaces);
  EXPECT_TRUE(refused.message.ephemeral);
  EXPECT_THAT(refused.message.content, HasSubstr("These buttons aren't yours"));
}

TEST_F(Commands, a_page_that_is_gone_becomes_the_last_one) {
  const Pressed far{.action = Action::turn,
                    .question = {.kind = Question::Kind::upcoming, .page = 9999, .owner = alice}};

  const auto reply = ask(press(to_custom_id(far), alice));

  EXPECT_THAT(reply.message.embeds.at(0).footer, StartsWith("Page 2 of 2 · 13 matches"));
}

TEST_F(Commands, a_menu_leads_to_the_page_that_was_chosen) {
  const auto id = to_custom_id(
      {.action = Action::jump, .question = {.kind = Question::Kind::upcoming, .page = 2, .owner = alice}});

  EXPECT_THAT(ask(press(id, alice, {"0"})).message.embeds.at(0).footer, StartsWith("Page 1 of 2"));
  EXPECT_THAT(ask(press(id, alice, {"1"})).message.embeds.at(0).footer, StartsWith("Page 2 of 2"));
  for (const auto* forged : {"-1", "x", "99999999999", "t:1"})
    EXPECT_THAT(ask(press(id, alice, {forged})).message.content, HasSubstr("expired")) << forged;
}

TEST_F(Commands, a_long_list_leads_to_its_ends_and_to_each_page) {
  plan_more_matches(22);  // 35 in all
  const auto first = ask(command("upcoming"));
  const auto last = ask(press(custom_id(first.message, "Last"), alice));
  const auto& menu = std::get<discord::Select>(last.message.rows.at(1).at(0));
  const auto third = ask(press(menu.custom_id, alice, {menu.options.at(2).value}));
  const auto back = ask(press(custom_id(third.message, "First"), alice));

  EXPECT_THAT(last.message.embeds.at(0).footer, StartsWith("Page 4 of 4 · 35 matches"));
  ASSERT_EQ(menu.options.size(), 4U);
  EXPECT_EQ(menu.options[2].label, "Page 3 of 4");
  EXPECT_TRUE(menu.options[3].chosen);
  EXPECT_THAT(third.message.embeds.at(0).footer, StartsWith("Page 3 of 4"));
  EXPECT_EQ(back.message, first.message);
}

TEST_F(Commands, an_unknown_button_is_answered_politely) {
  for (const auto* strange : {"m:1234:spoil", "1.t.m", "1.c.l.w" /* a menu without a choice */}) {
    const auto reply = ask(press(strange, alice));

    EXPECT_TRUE(reply.message.ephemeral);
    EXPECT_THAT(reply.message.content, HasSubstr("expired")) << strange;
  }
}

// ---- Spoilers

TEST_F(Commands, scores_are_hidden_by_the_server_or_the_call) {
  store::register_guilds(*world.store, {{.id = guild.value, .name = "Den"}});
  store::save_guild_settings(*world.store, guild.value, {.spoilers = store::SpoilerRule::hide});

  const auto by_server = ask(command("results"));
  const auto in_spite = ask(command("results", {{"spoilers", "show"}}));
  store::save_guild_settings(*world.store, guild.value, {});
  const auto by_call = ask(command("results", {{"spoilers", "hide"}}));

  EXPECT_THAT(description(by_server), HasSubstr("**Natus Vincere** ||2–1"));
  EXPECT_THAT(description(in_spite), HasSubstr("**Natus Vincere** 2–1 MOUZ"));
  EXPECT_EQ(by_call.message, by_server.message);
}

TEST_F(Commands, scores_are_revealed_to_the_presser_alone) {
  const auto hidden = ask(command("results", {{"spoilers", "hide"}}));

  const auto revealed = ask(press(custom_id(hidden.message, "Show scores"), bob));

  EXPECT_FALSE(revealed.replaces);
  EXPECT_TRUE(revealed.message.ephemeral);
  EXPECT_THAT(description(revealed), HasSubstr("**Natus Vincere** 2–1 MOUZ"));
}

// ---- One match

TEST_F(Commands, match_shows_the_live_one_else_the_next_else_the_last) {
  const auto live = ask(command("match", {{"match", "spirit"}}));
  const auto next = ask(command("match", {{"match", "navi"}}));
  world.clock.advance(hours{24 * 10});  // the planned ones are long overdue
  const auto last = ask(command("match", {{"match", "navi"}}));

  EXPECT_EQ(live.message.embeds.at(0).title, "Team Spirit vs MOUZ");
  EXPECT_EQ(next.message.embeds.at(0).title, "Team Spirit vs Natus Vincere");
  EXPECT_EQ(last.message.embeds.at(0).title, "Natus Vincere vs MOUZ");
}

TEST_F(Commands, match_finds_the_one_between_two_teams) {
  const auto both = ask(command("match", {{"match", "navi vs mouz"}}));
  const auto never = ask(command("match", {{"match", "spirit academy vs navi"}}));

  EXPECT_EQ(both.message.embeds.at(0).title, "MOUZ vs Natus Vincere");
  EXPECT_THAT(never.message.content, HasSubstr("No matches found between Spirit Academy and Natus Vincere."));
}

TEST_F(Commands, match_takes_two_names_without_a_word_between_them_for_the_two) {
  for (const auto* typed : {"mouz navi", "natus vincere mouz", "MOUZ VS navi", "navi x mouz"}) {
    const auto both = ask(command("match", {{"match", typed}}));
    ASSERT_FALSE(both.message.embeds.empty()) << typed;
    EXPECT_EQ(both.message.embeds.at(0).title, "MOUZ vs Natus Vincere") << typed;
  }
  const auto half = ask(command("match", {{"match", "mouz nobody"}}));
  EXPECT_THAT(half.message.content, HasSubstr("Team or event “mouz nobody” not found."));
  EXPECT_THAT(suggest(typing("match", "match", "mouz navi")).at(0),
              testing::StartsWith("MOUZ – Natus Vincere,"));
  EXPECT_EQ(suggest(typing("match", "match", "spirit academy mouz")).at(0), "Spirit Academy vs MOUZ");
}

TEST_F(Commands, match_leads_from_the_name_of_an_event_to_the_event) {
  const auto event = ask(command("match", {{"match", "harbour"}}));
  const auto suggested = suggest(typing("match", "match", "harbour"));

  ASSERT_FALSE(event.message.embeds.empty());
  EXPECT_EQ(event.message.embeds.at(0).title, "Harbour Cup");
  EXPECT_EQ(suggested, std::vector<std::string>{"Harbour Cup"});
}

TEST_F(Commands, match_asks_which_team_was_meant) {
  const auto question = ask(command("match", {{"match", "spiri vs mouz"}}));
  const auto& menu = std::get<discord::Select>(question.message.rows.at(0).at(0));
  const auto answer = ask(press(menu.custom_id, alice, {menu.options.at(0).value}));

  EXPECT_EQ(menu.options.at(0).label, "Team Spirit – MOUZ");
  EXPECT_EQ(answer.message.embeds.at(0).title, "Team Spirit vs MOUZ");
}

TEST_F(Commands, match_reveals_the_match_that_was_shown) {
  const auto hidden = ask(command("match", {{"match", "spirit"}, {"spoilers", "hide"}}));

  const auto revealed = ask(press(custom_id(hidden.message, "Show scores"), bob));

  EXPECT_THAT(description(hidden), HasSubstr("||1–0"));
  EXPECT_THAT(description(revealed), HasSubstr("**Team Spirit** 1–0 **MOUZ**"));
}

TEST_F(Commands, match_suggests_matches_and_then_teams) {
  const auto typed = suggest(typing("match", "match", "spirit"));
  const auto pair = suggest(typing("match", "match", "navi vs spirt"));
  const auto nothing = suggest(typing("match", "match", ""));

  ASSERT_GE(typed.size(), 4U);
  EXPECT_EQ(typed[0], "Team Spirit – MOUZ, LIVE");
  EXPECT_EQ(typed[1], "Team Spirit – Natus Vincere, tomorrow 18:00 UTC");
  EXPECT_EQ(typed[2], "Team Spirit");
  EXPECT_EQ(pair, std::vector<std::string>{"Team Spirit – Natus Vincere, tomorrow 18:00 UTC"});
  EXPECT_EQ(nothing.at(0), "Team Spirit – MOUZ, LIVE");
  EXPECT_LE(nothing.size(), limits::suggestions);
}

TEST_F(Commands, match_says_when_it_is_gone) {
  EXPECT_THAT(ask(command("match", {{"match", "m:99999"}})).message.content,
              HasSubstr("no longer available"));
  EXPECT_THAT(ask(command("match", {{"match", "t:99999"}})).message.content,
              HasSubstr("No matches found for"));
}

// ---- Settings and help

TEST_F(Commands, settings_are_shown_and_saved) {
  store::register_guilds(*world.store, {{.id = guild.value, .name = "Den"}});

  const auto saved = ask(command("settings", {{"spoilers", "hide"}, {"time_zone", "Europe/Berlin"}}));
  const auto shown = ask(command("settings"));
  const auto refused = ask(command("settings", {{"time_zone", "Mars/Olympus"}}));

  EXPECT_EQ(description(saved), "Saved.");
  EXPECT_EQ(description(shown), "");
  EXPECT_EQ(shown.message.embeds.at(0).fields.at(0).value, "Hidden until revealed");
  EXPECT_EQ(shown.message.embeds.at(0).fields.at(1).value, "Europe/Berlin");
  EXPECT_THAT(refused.message.content, HasSubstr("Unknown time zone"));
  EXPECT_EQ(store::find_guild_settings(*world.store, guild.value),
            (store::GuildSettings{.spoilers = store::SpoilerRule::hide, .time_zone = "Europe/Berlin"}));
}

TEST_F(Commands, days_and_time_zones_are_suggested) {
  EXPECT_EQ(suggest(typing("upcoming", "day", "tom")),
            std::vector<std::string>{"Tomorrow · Monday, July 13"});
  EXPECT_EQ(suggest(typing("upcoming", "day", "")).size(), 10U);
  EXPECT_EQ(suggest(typing("settings", "time_zone", "berl")),
            std::vector<std::string>{"Berlin · 20:00 · UTC+2"});
}

TEST_F(Commands, help_lists_every_command) {
  const auto reply = ask(command("help"));

  std::string text;
  for (const auto& field : reply.message.embeds.at(0).fields) text += field.value + "\n";
  for (const auto& command : bot::commands()) {
    if (command.run) EXPECT_THAT(text, HasSubstr("`/" + std::string{command.name} + "` – "));
    for (const auto& sub : command.subcommands)
      EXPECT_THAT(text, HasSubstr(fmt::format("`/{} {}`", command.name, sub.name)));
  }
}

TEST_F(Commands, help_links_the_sources_and_their_licences) {
  for (const auto provider : {ProviderName::liquipedia, ProviderName::pandascore}) {
    store::save_feed(*world.store, {.provider = provider,
                                    .feed = "matches",
                                    .succeeded_at = world.clock.now(),
                                    .tried_at = world.clock.now(),
                                    .last_error = ""});
  }
  const auto reply = ask(command("help"));

  const auto& more = reply.message.embeds.at(0).fields.back().value;
  EXPECT_THAT(more, HasSubstr("[PandaScore](https://www.pandascore.co)"));
  EXPECT_THAT(more, HasSubstr("[Liquipedia](https://liquipedia.net/counterstrike) "
                              "([CC BY-SA 3.0](https://creativecommons.org/licenses/by-sa/3.0/))"));
}

TEST_F(Commands, help_begins_with_a_first_step_and_has_groups) {
  const auto reply = ask(command("help"));
  auto direct = command("help");
  direct.guild_id.reset();

  EXPECT_EQ(
      description(reply),
      "👋 **First step:** `/follow team` posts a team's matches in this channel. `/live` shows what is on now.");
  EXPECT_EQ(
      description(ask(direct)),
      "👋 **First step:** `/follow team` sends you a team's matches here. `/live` shows what is on now.");
  std::vector<std::string> groups;
  for (const auto& field : reply.message.embeds.at(0).fields) groups.push_back(field.name);
  EXPECT_EQ(groups, (std::vector<std::string>{"Matches", "Teams, players and events", "Statistics",
                                              "Notifications", "Server and data", "More"}));
}

// ---- What Discord resolves

constexpr ChannelOption to_channel{.name = "channel"};
constexpr RoleOption to_role{.name = "role"};

TEST_F(Commands, read_channels_and_roles) {
  const auto given =
      command("anything", {{"channel", discord::Snowflake{42}}, {"role", discord::Snowflake{43}}});
  const auto nothing = command("anything");

  EXPECT_EQ(world.call(given)[to_channel], discord::Snowflake{42});
  EXPECT_EQ(world.call(given)[to_role], discord::Snowflake{43});
  EXPECT_EQ(world.call(nothing)[to_channel], std::nullopt);
  EXPECT_EQ(world.call(nothing)[to_role], std::nullopt);
}

}  // namespace
}  // namespace cs2::bot

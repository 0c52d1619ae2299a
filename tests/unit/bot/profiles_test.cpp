// /team, /player, /event, /events and /ranking as a user sees them, and the ways between them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/limits/answers.hpp"
#include "base/limits/discord.hpp"
#include "bot/answer_registry.hpp"
#include "bot/question.hpp"
#include "store/identity/identities.hpp"
#include "unit/bot/world.hpp"

namespace cs2::bot {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class Profiles : public testing::Test {
 protected:
  Profiles() {
    Batch batch{.provider = ProviderName::liquipedia, .observed_at = world.clock.now()};
    for (const auto* name : {"donk", "sh1ro", "chopper", "Hally"})
      batch.players.push_back({.player = {.id = {next_--}, .nickname = name, .nationality = "RU"},
                               .external_ids = {name},
                               .aliases = {}});
    stay(batch, 0, RosterRole::captain, "2025-01-10T00:00:00Z");
    stay(batch, 1, RosterRole::player, "2025-01-10T00:00:00Z");
    stay(batch, 2, RosterRole::player, "2024-02-01T00:00:00Z", "2025-01-10T00:00:00Z");
    stay(batch, 3, RosterRole::coach, "2024-02-01T00:00:00Z");
    add_twins(batch);
    add_tables(batch);
    const auto applied = store::apply(*world.store, batch);
    if (!applied) throw std::runtime_error(applied.error().detail);
  }

  Reply ask(const discord::Interaction& interaction) {
    const auto reply = interaction.type == discord::InteractionType::component
                           ? answer_press(world.call(interaction))
                           : find_command(interaction.command)->run(world.call(interaction));
    EXPECT_EQ(discord::check(reply.message), std::nullopt);
    return reply;
  }

  // Chooses the entry of the menu that is called so.
  Reply go(const Reply& from, std::string_view label, discord::Snowflake by = alice) {
    for (const auto& row : from.message.rows) {
      const auto* menu = std::get_if<discord::Select>(&row.at(0));
      if (!menu) continue;
      const auto entry = std::ranges::find(menu->options, label, &discord::SelectOption::label);
      if (entry != menu->options.end()) return ask(press(menu->custom_id, by, {entry->value}));
    }
    throw std::runtime_error("no entry " + std::string{label});
  }
  Reply push(const Reply& from, std::string_view label, discord::Snowflake by = alice) {
    return ask(press(custom_id(from.message, label), by));
  }

  static std::string title(const Reply& reply) {
    return reply.message.embeds.empty() ? reply.message.content : reply.message.embeds[0].title;
  }
  static std::string text(const Reply& reply) {
    std::string all = reply.message.content;
    for (const auto& embed : reply.message.embeds) {
      all += embed.title + "\n" + embed.author + "\n" + embed.description + "\n";
      for (const auto& field : embed.fields) all += field.name + ": " + field.value + "\n";
      all += embed.footer + "\n";
    }
    return all;
  }

  TournamentId event(std::string_view name) const {
    return std::get<TournamentId>(*parse_reference(world.reference(name, store::NameKind::tournament)));
  }

  World world;

 private:
  TeamId team(std::string_view name) const {
    return std::get<TeamId>(*parse_reference(world.reference(name)));
  }

  void stay(Batch& batch, std::size_t player, RosterRole role, std::string_view since,
            std::string_view until = {}) {
    batch.rosters.push_back({.entry = {.team = team("Team Spirit"),
                                       .player = batch.players[player].player.id,
                                       .role = role,
                                       .since = parse_iso8601(since),
                                       .until = parse_iso8601(until)},
                             .before = {},
                             .url = {},
                             .changes = {}});
  }

  // Two teams of one name, which have never played.
  void add_twins(Batch& batch) {
    for (const auto* country : {"SE", "PL"})
      batch.teams.push_back({.team = {.id = {next_--}, .name = "Twins", .country = country},
                             .external_ids = {std::string{"twins-"} + country},
                             .aliases = {}});
  }

  void add_tables(Batch& batch) {
    for (const auto* published : {"2026-06-01T00:00:00Z", "2026-07-01T00:00:00Z"}) {
      Ranking ranking{.published = parse_iso8601(published).value(), .url = {}, .rows = {}};
      for (const auto* name : {"Team Spirit", "Natus Vincere", "MOUZ"})
        ranking.rows.push_back({.team = team(name), .points = 1900, .line_up = {"donk", "sh1ro"}});
      if (batch.rankings.empty()) std::swap(ranking.rows[0], ranking.rows[2]);
      for (int position = 0; auto& row : ranking.rows) row.position = ++position;
      batch.rankings.push_back({.ranking = ranking, .changes = {}});
    }
    batch.standings = {{.tournament = event("Harbour Cup"),
                        .stage = "Group A",
                        .rows = {{.team = team("MOUZ"), .position = 1, .wins = 2, .losses = 0},
                                 {.team = team("Team Spirit"), .position = 2, .wins = 0, .losses = 2}}}};
    batch.placements = {{.tournament = event("Winter League"),
                         .team = team("Natus Vincere"),
                         .best = 1,
                         .worst = 1,
                         .prize = {}}};
  }

  std::int64_t next_ = -100;
};

// ---- /team

TEST_F(Profiles, a_team_is_shown_with_all_that_is_known) {
  const auto reply = ask(command("team", {{"team", "spirit"}}));

  const auto seen = text(reply);
  EXPECT_EQ(title(reply), "Team Spirit");
  EXPECT_FALSE(reply.message.ephemeral);
  EXPECT_THAT(seen, HasSubstr("🇷🇺 **donk** · captain · since"));
  EXPECT_THAT(seen, HasSubstr("**Hally** · coach"));
  EXPECT_THAT(seen, Not(HasSubstr("chopper")));
  EXPECT_THAT(seen, HasSubstr("Ranking: **#1** in the world (Valve) ▲ 2 since June 1, 2026 · 1,900 points"));
  EXPECT_THAT(seen, HasSubstr("Live: **Team Spirit** 1–0 **MOUZ**"));
  EXPECT_THAT(seen, HasSubstr("Next: **Team Spirit** vs **Natus Vincere**"));
  EXPECT_THAT(seen, HasSubstr("Ongoing events: Harbour Cup"));
  EXPECT_THAT(seen, HasSubstr("Data: Liquipedia (CC BY-SA 3.0)"));
}

TEST_F(Profiles, a_team_of_which_nothing_is_known_is_shown_all_the_same) {
  const auto seen = text(ask(command("team", {{"team", "spirit academy"}})));

  EXPECT_THAT(seen, HasSubstr("Roster: Roster unknown"));
  EXPECT_THAT(seen, HasSubstr("Next: No upcoming matches"));
  EXPECT_THAT(seen, HasSubstr("Latest results: No results"));
}

TEST_F(Profiles, two_teams_of_one_name_are_asked_back) {
  const auto question = ask(command("team", {{"team", "twins"}}));
  const auto& menu = std::get<discord::Select>(question.message.rows.at(0).at(0));
  const auto answer = ask(press(menu.custom_id, alice, {menu.options.at(1).value}));

  ASSERT_EQ(menu.options.size(), 2U);
  EXPECT_NE(menu.options[0].label, menu.options[1].label);
  EXPECT_EQ(title(answer), "Twins");
  EXPECT_TRUE(answer.replaces);
}

TEST_F(Profiles, former_line_ups_are_shown_on_request) {
  const auto team = ask(command("team", {{"team", "spirit"}}));

  const auto former = push(team, "Past line-ups");
  const auto player = go(former, "chopper");

  EXPECT_THAT(text(former), HasSubstr("🇷🇺 donk, 🇷🇺 sh1ro"));
  EXPECT_THAT(text(former), HasSubstr("🇷🇺 chopper"));
  EXPECT_EQ(title(player), "chopper");
  EXPECT_THAT(text(player), HasSubstr("No team since"));
  EXPECT_EQ(push(push(player, "Back"), "Back").message, team.message);
}

TEST_F(Profiles, one_that_was_merged_is_shown_as_the_survivor) {
  const auto academy = world.reference("Spirit Academy");
  const auto spirit = world.reference("Team Spirit");
  ASSERT_TRUE(store::merge(*world.store, {.entity = EntityKind::team,
                                          .from = std::get<TeamId>(*parse_reference(academy)).value,
                                          .into = std::get<TeamId>(*parse_reference(spirit)).value,
                                          .by = "test",
                                          .reason = "the same"}));

  EXPECT_EQ(title(ask(command("team", {{"team", academy}}))), "Team Spirit");
}

TEST_F(Profiles, one_that_was_retired_says_so) {
  const auto mouz = world.reference("MOUZ");
  ASSERT_TRUE(store::retire(*world.store, {.entity = EntityKind::team,
                                           .ours = std::get<TeamId>(*parse_reference(mouz)).value,
                                           .by = "test",
                                           .reason = "never was"}));

  EXPECT_THAT(text(ask(command("team", {{"team", mouz}}))), HasSubstr("has been removed"));
  EXPECT_THAT(text(ask(command("ranking"))), Not(HasSubstr("MOUZ")));
}

TEST_F(Profiles, what_is_not_known_is_said) {
  EXPECT_THAT(text(ask(command("team", {{"team", "zzzzzz"}}))), HasSubstr("Team “zzzzzz” not found."));
  EXPECT_THAT(text(ask(command("player", {{"player", "zzzzzz"}}))), HasSubstr("Player “zzzzzz” not found."));
  EXPECT_THAT(text(ask(command("event", {{"event", "zzzzzz"}}))), HasSubstr("Event “zzzzzz” not found."));
  for (const auto* gone : {"team", "player", "event"}) {
    const auto letter = std::string{gone}.substr(0, 1);
    EXPECT_THAT(text(ask(command(gone, {{gone, letter + ":99999"}}))), HasSubstr("longer available")) << gone;
  }
}

// ---- /player

TEST_F(Profiles, a_player_is_shown_with_team_and_matches) {
  const auto seen = text(ask(command("player", {{"player", "donk"}})));

  EXPECT_THAT(seen, HasSubstr("🇷🇺 Russia"));
  EXPECT_THAT(seen, HasSubstr("**Team Spirit** · captain · since"));
  EXPECT_THAT(seen, HasSubstr("Live: **Team Spirit** 1–0 **MOUZ**"));
}

// ---- /event and /events

TEST_F(Profiles, an_event_is_shown_with_its_parts) {
  const auto event = ask(command("event", {{"event", "harbour"}}));
  const auto standings = push(event, "Standings");
  const auto bracket = push(event, "Bracket");
  const auto second = push(bracket, "Next");

  EXPECT_THAT(text(event), HasSubstr("🔴 **Ongoing**"));
  EXPECT_THAT(text(event), HasSubstr("Today: **Team Spirit** 1–0 **MOUZ**"));
  EXPECT_THAT(text(standings), HasSubstr("1 MOUZ        2–0\n2 Team Spirit 0–2"));
  EXPECT_THAT(text(bracket), HasSubstr("**Team Spirit** vs **Natus Vincere**"));
  EXPECT_THAT(bracket.message.embeds.at(0).footer, testing::StartsWith("Page 1 of 2 · 14 matches"));
  EXPECT_EQ(push(second, "Previous").message, bracket.message);
  EXPECT_EQ(push(second, "Back").message, event.message);
}

TEST_F(Profiles, the_menu_leaves_out_matches_of_nobody_yet) {
  Batch batch{.provider = ProviderName::liquipedia, .observed_at = world.clock.now()};
  batch.matches.push_back({.match = {}, .external_ids = {"final"}, .changes = {}});
  auto& match = batch.matches[0].match;
  match.id = {-1};
  match.tournament = event("Harbour Cup");
  match.scheduled_at = world.clock.now() + hours{2};
  ASSERT_TRUE(store::apply(*world.store, batch));

  const auto card = ask(command("event", {{"event", "harbour"}}));

  EXPECT_THAT(text(card), HasSubstr("**TBD** vs **TBD**"));
  for (const auto& row : card.message.rows) {
    const auto* menu = std::get_if<discord::Select>(&row.at(0));
    if (!menu) continue;
    for (const auto& entry : menu->options) EXPECT_NE(entry.label, "TBD vs TBD");
    EXPECT_EQ(menu->options.at(0).description, "Match · Harbour Cup");
  }
}

TEST_F(Profiles, an_event_that_is_over_names_its_champion) {
  EXPECT_THAT(text(ask(command("event", {{"event", "winter"}}))),
              HasSubstr("Placements: 🏆 **Natus Vincere**"));
}

TEST_F(Profiles, events_are_listed_by_what_runs) {
  const auto all = ask(command("events"));
  const auto big = ask(command("events", {{"tier", "s"}}));

  EXPECT_THAT(text(all), HasSubstr("__Ongoing__\n**Harbour Cup**\nA-Tier"));
  EXPECT_THAT(text(big), HasSubstr("events of this tier"));
  EXPECT_EQ(title(go(all, "Harbour Cup")), "Harbour Cup");
}

// ---- /ranking

TEST_F(Profiles, a_ranking_is_shown_as_it_is_or_was) {
  const auto now = ask(command("ranking"));
  const auto before = ask(command("ranking", {{"date", "2026-06-30"}}));
  const auto never = ask(command("ranking", {{"date", "2020-01-01"}}));
  const auto strange = ask(command("ranking", {{"date", "last year"}}));
  const auto other = ask(command("ranking", {{"system", "hltv"}}));

  EXPECT_EQ(title(now), "Valve World Ranking");
  EXPECT_EQ(title(ask(command("ranking", {{"system", "valve world"}}))), "Valve World Ranking");
  EXPECT_THAT(text(ask(command("ranking", {{"system", "elo"}}))), HasSubstr("Ranking not available"));
  EXPECT_THAT(text(now), HasSubstr("**#1** **Team Spirit** ▲ 2 · 1,900 points\ndonk, sh1ro"));
  EXPECT_THAT(text(before), HasSubstr("**#1** **MOUZ** · 1,900 points"));
  EXPECT_THAT(text(never), HasSubstr("Ranking not available"));
  EXPECT_THAT(text(strange), HasSubstr("Invalid date “last year”"));
  EXPECT_THAT(text(other), HasSubstr("Ranking not available"));
}

TEST_F(Profiles, a_ranking_tells_how_a_team_stood_over_time) {
  const auto history = ask(command("ranking", {{"team", "mouz"}}));
  const auto never = ask(command("ranking", {{"team", "spirit academy"}}));

  EXPECT_THAT(
      text(history),
      HasSubstr("MOUZ\nValve World Ranking\n█▁ best **#1**, worst **#3**\n**#3** ▼ 2 · 1,900 points"));
  EXPECT_THAT(text(never), HasSubstr("Spirit Academy is unranked"));
}

TEST_F(Profiles, dates_systems_and_players_are_suggested) {
  const auto suggest = [&](const discord::Interaction& interaction, std::size_t option) {
    const auto* text = std::get_if<TextOption>(&find_command(interaction.command)->options.at(option));
    const auto call = world.call(interaction);
    return text->suggest(call, std::get<std::string>(interaction.options.at(0).value));
  };

  const auto dates = suggest(typing("ranking", "date", "2026-0"), 1);
  const auto players = suggest(typing("player", "player", "shir"), 0);
  const auto systems = suggest(typing("ranking", "system", ""), 0);

  ASSERT_EQ(systems.size(), 1U) << "no system that nobody reads";
  EXPECT_EQ(systems[0].name.text, "Valve World");
  ASSERT_EQ(dates.size(), 2U) << "those that are there";
  EXPECT_EQ(dates[0].name.text, "July 1, 2026");
  EXPECT_EQ(std::get<std::string>(dates[0].value), "2026-07-01");
  EXPECT_EQ(dates[1].name.text, "June 1, 2026");
  ASSERT_FALSE(players.empty());
  EXPECT_EQ(players[0].name.text, "sh1ro");
}

// ---- The ways between them

TEST_F(Profiles, lead_from_team_to_player_to_match_to_event_and_back) {
  const auto team = ask(command("team", {{"team", "spirit"}}));
  const auto player = go(team, "donk");
  const auto match = go(player, "Team Spirit vs MOUZ");
  const auto event = go(match, "Harbour Cup");

  const auto match_again = push(event, "Back");
  const auto player_again = push(match_again, "Back");
  const auto team_again = push(player_again, "Back");

  EXPECT_EQ(title(player), "donk");
  EXPECT_TRUE(player.replaces);
  EXPECT_EQ(title(match), "Team Spirit (#1) vs MOUZ (#3)");
  EXPECT_EQ(title(event), "Harbour Cup");
  EXPECT_EQ(match_again.message, match.message);
  EXPECT_EQ(player_again.message, player.message);
  EXPECT_EQ(team_again.message, team.message);
  EXPECT_EQ(custom_id(team.message, "Back"), "");
}

TEST_F(Profiles, lead_from_a_list_to_a_match_and_back_to_the_page) {
  const auto second = push(ask(command("upcoming")), "Next");

  const auto match = go(second, "MOUZ vs Natus Vincere");

  EXPECT_EQ(push(match, "Back").message, second.message);
}

TEST_F(Profiles, lead_from_a_team_to_its_ranking_and_its_history) {
  const auto team = ask(command("team", {{"team", "navi"}}));
  const auto ranking = push(team, "Ranking");
  const auto history = push(team, "History");

  EXPECT_EQ(title(ranking), "Valve World Ranking");
  EXPECT_EQ(title(go(ranking, "MOUZ")), "MOUZ");
  EXPECT_EQ(title(history), "Natus Vincere");
  EXPECT_EQ(push(history, "Back").message, team.message);
}

TEST_F(Profiles, may_be_walked_for_ever) {
  auto here = ask(command("team", {{"team", "spirit"}}));
  for (int steps = 0; steps < 2 * limits::trail_max; ++steps)
    here = go(here, title(here) == "donk" ? "Team Spirit" : "donk");

  for (int steps = 0; steps < limits::trail_max; ++steps) here = push(here, "Back");

  EXPECT_EQ(title(here), "Team Spirit");
  EXPECT_EQ(custom_id(here.message, "Back"), "") << "older steps are forgotten";
}

TEST_F(Profiles, are_walked_by_their_owner_alone) {
  const auto team = ask(command("team", {{"team", "spirit"}}));

  const auto refused = go(team, "donk", bob);

  EXPECT_TRUE(refused.message.ephemeral);
  EXPECT_THAT(text(refused), HasSubstr("These buttons aren't yours"));
}

TEST_F(Profiles, answer_forged_choices_politely) {
  const Pressed here{.action = Action::go,
                     .question = {.kind = Question::Kind::team, .team = {1}, .owner = alice}};
  for (const auto* strange : {"x", "t:1+t:2", ""}) {
    EXPECT_THAT(text(ask(press(to_custom_id(here), alice, {strange}))), HasSubstr("expired"));
  }
  EXPECT_THAT(text(ask(press(to_custom_id(here), alice, {"p:99999"}))), HasSubstr("longer available"));
  EXPECT_THAT(text(ask(press("1.t.t", alice))), HasSubstr("expired"));
}

// ---- Spoilers

TEST_F(Profiles, hide_what_came_out_and_reveal_it_to_the_presser) {
  const auto hidden = ask(command("event", {{"event", "winter"}, {"spoilers", "hide"}}));
  const auto revealed = push(hidden, "Show scores", bob);

  EXPECT_THAT(text(hidden), Not(HasSubstr("🏆")));
  EXPECT_TRUE(revealed.message.ephemeral);
  EXPECT_THAT(text(revealed), HasSubstr("🏆 **Natus Vincere**"));
}

TEST_F(Profiles, go_on_hiding_on_the_way_and_showing_in_what_was_revealed) {
  const auto hidden = ask(command("event", {{"event", "harbour"}, {"spoilers", "hide"}}));
  const auto standings = push(hidden, "Standings");
  const auto revealed = push(standings, "Show scores", bob);
  const auto back = push(revealed, "Back", bob);

  EXPECT_THAT(text(standings), Not(HasSubstr("MOUZ        2–0")));
  EXPECT_THAT(text(revealed), HasSubstr("1 MOUZ        2–0"));
  EXPECT_THAT(text(back), HasSubstr("**Team Spirit** 1–0 **MOUZ**"));
  EXPECT_THAT(text(go(hidden, "Team Spirit")), HasSubstr("||1–0"));
}

// ---- /match

TEST_F(Profiles, a_match_that_was_called_off_is_found) {
  auto called_off =
      store::list_matches(*world.store, {.statuses = {MatchStatus::scheduled}}).matches.at(0).match;
  called_off.status = MatchStatus::cancelled;
  called_off.score = Score{0, 0};
  Batch batch{.provider = ProviderName::liquipedia, .observed_at = world.clock.now()};
  batch.matches = {{.match = called_off, .external_ids = {"m-2"}, .changes = {}}};
  ASSERT_TRUE(store::apply(*world.store, batch));

  const auto card = ask(command("match", {{"match", "Team Spirit vs Natus Vincere"}}));

  EXPECT_THAT(text(card), HasSubstr("❌ **Canceled**"));
  EXPECT_THAT(text(card), Not(HasSubstr("0–0")));
}

}  // namespace
}  // namespace cs2::bot

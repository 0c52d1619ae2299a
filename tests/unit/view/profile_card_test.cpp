// What cards and tables keep to, whatever a source says.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.hpp"
#include "unit/view/profiles.hpp"
#include "view/event_card.hpp"
#include "view/event_list.hpp"
#include "view/markdown.hpp"
#include "view/place_text.hpp"
#include "view/player_card.hpp"
#include "view/profile_text.hpp"
#include "view/ranking_table.hpp"
#include "view/team_card.hpp"

namespace cs2::view {
namespace {

using testing::HasSubstr;
using testing::Not;

const auto now = at("2026-07-12T18:00:00Z");

std::string text_of(const discord::Message& message) {
  std::string text;
  for (const auto& embed : message.embeds) {
    text += embed.title + "\n" + embed.description + "\n";
    for (const auto& field : embed.fields) text += field.name + "\n" + field.value + "\n";
  }
  return text;
}

// As much as any source could say, in letters that all need an escape.
const std::string worst(300, '*');

TEST(Cards, keep_discords_limits_at_their_fullest) {
  auto team = called(worst);
  for (int more = 0; more < 30; ++more) team.roster.push_back(team.roster[0]);
  for (int more = 0; more < 20; ++more) team.maps.push_back(team.maps[0]);
  team.matches.live.assign(3, team.matches.next[0]);
  team.matches.next.assign(3, team.matches.next[0]);
  team.matches.last.assign(5, team.matches.last[0]);
  team.events.assign(4, team.events[0]);
  team.rankings.assign(5, team.rankings[0]);
  for (int number = 0; number < 30; ++number) {
    team.pages.push_back({.provider = ProviderName::imported,
                          .external_id = "archive" + std::to_string(number) + ":1",
                          .url = "https://archive.example/" + std::string(300, 'x') + std::to_string(number),
                          .seen_at = now});
  }
  auto player = aspen();
  player.player = {.nickname = worst, .first_name = worst, .last_name = worst, .nationality = "DK"};
  player.stays.assign(40, {.team = team.team, .stay = team.roster[0].stay});
  player.matches = team.matches;
  player.pages = team.pages;
  auto event = harbour_cup_over();
  event.dates.event = {.name = worst, .country = "LV", .city = worst, .organizer = worst, .prize = worst};
  event.stages.assign(40, event.stages[0]);
  for (auto& stage : event.stages) stage.name = worst;
  event.today.assign(8, team.matches.last[0]);
  event.matches = team.matches;
  event.pages = team.pages;
  event.standings[0].teams.assign(60, event.standings[0].teams[0]);
  for (auto& row : event.standings[0].teams) row.team.name = worst;

  for (const auto& reader : {open_reader(), spoiler_free_reader()}) {
    EXPECT_EQ(discord::check(team_card(team, reader)), std::nullopt);
    EXPECT_EQ(discord::check(player_card(player, reader)), std::nullopt);
    EXPECT_EQ(discord::check(event_card(event, now, reader)), std::nullopt);
    EXPECT_EQ(discord::check(event_standings(event, 0, reader)), std::nullopt);
    EXPECT_EQ(discord::check(event_bracket({.profile = event, .matches = event.today, .total = 8}, reader)),
              std::nullopt);
  }
}

TEST(Cards, keep_the_limits_of_lists_at_their_fullest) {
  auto ranking = world_ranking();
  ranking.teams.assign(10, ranking.teams[0]);
  for (auto& ranked : ranking.teams) {
    ranked.team.name = worst;
    ranked.row.line_up.assign(8, worst);
  }
  std::vector<EventDates> events(8, harbour_cup().dates);
  for (auto& dates : events) {
    dates.event.name = worst;
    dates.event.city = worst;
    dates.event.prize = worst;
  }

  EXPECT_EQ(discord::check(ranking_table({.ranking = ranking, .teams = ranking.teams}, open_reader())),
            std::nullopt);
  EXPECT_EQ(discord::check(event_list({.events = events, .total = 8}, now, open_reader())), std::nullopt);
}

TEST(Cards, show_no_picture_that_discord_would_refuse) {
  auto team = amber_foxes();
  for (const auto* strange :
       {"javascript:alert(1)", "https://x.example/a b.png", "https://x.example/ü.png", ""}) {
    team.team.logo_url = strange;
    EXPECT_EQ(team_card(team, open_reader()).embeds.at(0).thumbnail_url, "") << strange;
  }
}

TEST(Cards, tell_nothing_of_how_it_went_to_a_reader_without_scores) {
  auto lost = amber_foxes();
  for (auto& details : lost.matches.last) {
    details.match.winner = 1 - *details.match.winner;
    details.match.score = details.match.score->swapped();
  }
  lost.maps = {{.map = "Vertigo", .won = 0, .lost = 9}};
  const auto reader = spoiler_free_reader();

  const auto won_text = text_of(team_card(amber_foxes(), reader));
  const auto lost_text = text_of(team_card(lost, reader));
  const auto event_text = text_of(event_card(harbour_cup_over(), now, reader));
  const auto tables_text = text_of(event_standings(harbour_cup(), 0, reader));

  EXPECT_EQ(won_text.size(), lost_text.size());
  EXPECT_THAT(won_text, HasSubstr("||`W L W`||"));
  EXPECT_THAT(lost_text, HasSubstr("||`L W L`||"));
  EXPECT_THAT(lost_text, Not(HasSubstr("Vertigo")));
  EXPECT_THAT(event_text, Not(HasSubstr("120,000")));
  EXPECT_THAT(event_text, HasSubstr("Show scores"));
  EXPECT_THAT(tables_text, Not(HasSubstr("Grey Owls")));
  EXPECT_THAT(text_of(player_card(aspen(), reader)), Not(HasSubstr("ADR")));
}

TEST(Cards, know_when_they_keep_a_secret) {
  auto quiet = amber_foxes();
  quiet.matches.last.clear();
  quiet.maps.clear();
  EventProfile announced;
  announced.stages = {{.name = "Playoffs", .matches = 3}};

  EXPECT_TRUE(hides_result(amber_foxes(), spoiler_free_reader()));
  EXPECT_FALSE(hides_result(amber_foxes(), open_reader()));
  EXPECT_FALSE(hides_result(quiet, spoiler_free_reader()));
  EXPECT_TRUE(hides_result(harbour_cup(), spoiler_free_reader()));
  EXPECT_FALSE(hides_result(announced, spoiler_free_reader()));
  EXPECT_FALSE(hides_result(PlayerProfile{}, spoiler_free_reader()));
}

TEST(Names, written_from_right_to_left_keep_to_themselves) {
  EXPECT_EQ(escape_markdown(hebrew_name, 64), "\u2068" + hebrew_name + "\u2069");
  EXPECT_EQ(escape_markdown(arabic_name, 64), "\u2068" + arabic_name + "\u2069");
  EXPECT_EQ(escape_markdown("Żubr 日本 Спартак", 64), "Żubr 日本 Спартак");
  EXPECT_EQ(escape_markdown(turning_name, 64), "abcdef");
}

TEST(Names, of_countries_have_their_flag) {
  EXPECT_EQ(country_text("DK", open_reader().language), "🇩🇰 Denmark");
  EXPECT_EQ(country_text("XK", open_reader().language), "🇽🇰 Kosovo");
  for (const auto* strange : {"", "dk", "DNK", "D1"})
    EXPECT_EQ(country_text(strange, open_reader().language), "");
}

TEST(Periods, of_one_day_are_that_day) {
  const auto morning = at("2026-07-12T08:00:00Z");

  EXPECT_EQ(period_text(morning, morning + hours{9}, open_reader()), day_text(morning, open_reader()));
  EXPECT_EQ(period_text({}, {}, open_reader()), "");
}

TEST(Sources, are_named_once_with_the_time_of_their_last_word) {
  Sources sources;
  sources.add(amber_foxes().pages, EntityKind::team);
  sources.add(amber_foxes().matches);

  sources.add(
      std::vector<SourcePage>{
          {.provider = ProviderName::imported, .external_id = "Amber Foxes", .url = {}, .seen_at = now}},
      EntityKind::team);

  discord::Embed embed{.title = "Amber Foxes", .footer = "Page 1 of 2"};
  sources.add_credits_to(embed, open_reader());

  EXPECT_EQ(embed.footer, "Page 1 of 2 · Data: Liquipedia (CC BY-SA 3.0)");
  EXPECT_EQ(embed.timestamp, at("2026-07-12T17:55:00Z"));
  EXPECT_EQ(embed.url, "https://liquipedia.net/counterstrike") << "the licence asks for a link";
}

}  // namespace
}  // namespace cs2::view

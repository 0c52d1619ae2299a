// Cards, lists and tables as a reviewer reads them, in golden/.
#include <gtest/gtest.h>

#include <functional>

#include "support/golden.hpp"
#include "support/paths.hpp"
#include "support/pseudo_locale.hpp"
#include "unit/view/profiles.hpp"
#include "view/event_card.hpp"
#include "view/event_list.hpp"
#include "view/player_card.hpp"
#include "view/ranking_table.hpp"
#include "view/team_card.hpp"

namespace cs2::view {
namespace {

const auto now = at("2026-07-12T18:00:00Z");

struct Golden {
  std::string name;
  std::function<discord::Message()> render;
};

void PrintTo(const Golden& golden, std::ostream* out) {
  *out << golden.name;
}

discord::Message team(const TeamProfile& profile, const Reader& reader = open_reader()) {
  return team_card(profile, reader);
}

discord::Message line_ups(const TeamProfile& profile) {
  auto left = member(7, "fir");
  left.stay.until = at("2026-07-01T00:00:00Z");
  auto stays = profile.roster;
  stays.push_back(left);
  const auto all = stats::compute_line_ups(stays);
  return line_up_list({.profile = profile, .line_ups = all, .total = static_cast<int>(all.size())},
                      open_reader());
}

discord::Message bracket(const EventProfile& profile, const Reader& reader) {
  auto semifinal = finished_against("Grey Owls", {2, 0}, 21, "2026-07-17T16:00:00Z");
  semifinal.match.stage = "Playoffs – Semifinal";
  auto other = finished_against("Red Kites", {1, 2}, 22, "2026-07-17T19:00:00Z");
  other.match.stage = "Playoffs – Semifinal";
  auto final = scheduled();
  final.match.stage = "Playoffs – Grand final";
  final.match.opponents[1] = {.team = {}, .name = "Winner of semifinal 2"};
  final.teams[1].reset();
  const std::vector matches{semifinal, other, final};
  return event_bracket({.profile = profile, .matches = matches, .total = 3}, reader);
}

TeamProfile bare_team() {
  TeamProfile profile;
  profile.team = {.id = {9}, .name = "Nobody Yet"};
  return profile;
}

EventDates dates(std::string name, Tier tier, std::optional<Timestamp> begins,
                 std::optional<Timestamp> ends) {
  return {.event = {.id = {1}, .name = std::move(name), .tier = tier, .venue = Venue::online},
          .begins_at = begins,
          .ends_at = ends};
}

std::vector<RankingPlace> history() {
  auto place = amber_foxes().rankings[0];
  auto older = place;
  older.published = at("2026-06-01T00:00:00Z");
  older.position = 5;
  older.position_before = {};
  return {place, older};
}

// ---- typical

std::vector<Golden> typical() {
  return {
      {"team", [] { return team(amber_foxes()); }},
      {"team_hidden", [] { return team(amber_foxes(), spoiler_free_reader()); }},
      {"team_live",
       [] {
         auto profile = amber_foxes();
         profile.matches.live = {live()};
         return team(profile);
       }},
      {"line_ups", [] { return line_ups(amber_foxes()); }},
      {"player", [] { return player_card(aspen(), open_reader()); }},
      {"player_hidden", [] { return player_card(aspen(), spoiler_free_reader()); }},
      {"event_running", [] { return event_card(harbour_cup(), now, open_reader()); }},
      {"event_hidden", [] { return event_card(harbour_cup_over(), now, spoiler_free_reader()); }},
      {"event_over", [] { return event_card(harbour_cup_over(), now + days{30}, open_reader()); }},
      {"standings", [] { return event_standings(harbour_cup(), 0, open_reader()); }},
      {"bracket", [] { return bracket(harbour_cup(), open_reader()); }},
      {"events",
       [] {
         const std::vector events{dates("Harbour Cup", Tier::a, now - days{6}, now + days{7}),
                                  dates("Polar League", Tier::s, now + days{20}, now + days{30})};
         return event_list({.events = events,
                            .total = 2,
                            .sources = {{.provider = ProviderName::pandascore, .url = {}, .seen_at = now}}},
                           now, open_reader());
       }},
      {"ranking",
       [] {
         const auto ranking = world_ranking();
         return ranking_table({.ranking = ranking, .teams = ranking.teams, .pages = 2}, open_reader());
       }},
      {"ranking_history",
       [] {
         const auto places = history();
         return ranking_history({.team = amber_foxes().team, .places = places}, open_reader());
       }},
  };
}

// ---- awkward

std::vector<Golden> awkward() {
  return {
      {"team_bare", [] { return team(bare_team()); }},
      {"team_of_four_disbanded",
       [] {
         auto profile = amber_foxes();
         profile.team.disbanded = true;
         profile.roster.resize(4);
         profile.matches = {};
         profile.events.clear();
         return team(profile);
       }},
      {"team_retired",
       [] {
         auto profile = bare_team();
         profile.is_retired = true;
         return team(profile);
       }},
      {"team_long_names", [] { return team(called(long_name)); }},
      {"team_markdown", [] { return team(called(marked_name)); }},
      {"team_hebrew", [] { return team(called(hebrew_name)); }},
      {"team_arabic_hidden", [] { return team(called(arabic_name), spoiler_free_reader()); }},
      {"team_turning", [] { return team(called(turning_name)); }},
      {"team_emoji", [] { return team(called(emoji_name)); }},
      {"team_empty_names", [] { return team(called("")); }},
      {"team_line_up_of_match",
       [] {
         auto profile = bare_team();
         profile.line_up = {.players = {member(1, "aspen").player, {.nickname = "*birch*"}},
                            .at = at("2026-07-10T16:00:00Z")};
         return team(profile);
       }},
      {"team_line_up_of_ranking",
       [] {
         auto profile = bare_team();
         profile.line_up = {.players = {{.nickname = "aspen"}, {.nickname = "birch"}},
                            .at = at("2026-07-06T00:00:00Z"),
                            .ranking = RankingSystem::valve_world,
                            .source = {.provider = ProviderName::valve,
                                       .url = "https://rankings.example/2026-07-06",
                                       .seen_at = at("2026-07-06T00:00:00Z")}};
         return team(profile);
       }},
      {"player_of_a_line_up",
       [] {
         PlayerProfile profile;
         profile.player = {.id = {1}, .nickname = "aspen"};
         profile.last_team = {.team = amber_foxes().team, .at = at("2026-07-10T16:00:00Z")};
         return player_card(profile, open_reader());
       }},
      {"event_hidden_playoffs",
       [] {
         auto profile = harbour_cup();
         profile.today[0].match.stage = "Playoffs – Semifinal";
         profile.telling_matches = {profile.today[0].match.id};
         return event_card(profile, now, spoiler_free_reader());
       }},
      {"player_unknown",
       [] {
         PlayerProfile profile;
         profile.player = {.id = {1}, .nickname = "\x01"};
         return player_card(profile, open_reader());
       }},
      {"player_without_team",
       [] {
         auto profile = aspen();
         profile.stays.erase(profile.stays.begin());
         profile.matches = {};
         profile.totals = {};
         return player_card(profile, open_reader());
       }},
      {"event_without_dates",
       [] {
         EventProfile profile;
         profile.dates.event = {.id = {1}, .name = arabic_name, .prize = marked_name};
         return event_card(profile, now, open_reader());
       }},
      {"event_without_tables",
       [] {
         auto profile = harbour_cup();
         profile.standings.clear();
         return event_standings(profile, 3, open_reader());
       }},
      {"standings_before_play",
       [] {
         auto profile = harbour_cup();
         for (auto& row : profile.standings[0].teams)
           row = standing(row.standing.position, row.team.name, 0, 0);
         return event_standings(profile, 0, open_reader());
       }},
      {"standings_hidden", [] { return event_standings(harbour_cup(), 0, spoiler_free_reader()); }},
      {"bracket_hidden", [] { return bracket(harbour_cup(), spoiler_free_reader()); }},
      {"events_none", [] { return event_list({.filter = "S"}, now, open_reader()); }},
  };
}

class Goldens : public testing::TestWithParam<Golden> {};

TEST_P(Goldens, are_as_reviewed) {
  const auto message = GetParam().render();

  EXPECT_EQ(discord::check(message), std::nullopt);
  test::expect_golden(cs2::test::source_dir() + "/tests/unit/view/golden/" + GetParam().name + ".txt",
                      test::readable(message));
}

TEST_P(Goldens, are_taken_by_discord_in_every_language) {
  const auto catalogue = locale::Catalogue::load(locale::embedded_catalogues()).value();
  for (const auto& code : catalogue.codes()) {
    reader_language() = catalogue.find(code);
    EXPECT_EQ(discord::check(GetParam().render()), std::nullopt) << code;
  }
  reader_language() = test::pseudo_catalogue().find(test::pseudo_code);
  EXPECT_EQ(discord::check(GetParam().render()), std::nullopt) << "with labels twice as long";
  reader_language() = english();
}

const auto by_name = [](const testing::TestParamInfo<Golden>& info) { return info.param.name; };
INSTANTIATE_TEST_SUITE_P(typical, Goldens, testing::ValuesIn(typical()), by_name);
INSTANTIATE_TEST_SUITE_P(awkward, Goldens, testing::ValuesIn(awkward()), by_name);

}  // namespace
}  // namespace cs2::view

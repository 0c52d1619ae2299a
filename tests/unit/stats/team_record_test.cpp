#include "stats/team_record.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "stats/filter.hpp"
#include "unit/stats/played.hpp"

namespace cs2::stats {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> names_of(const TeamRecord& record) {
  std::vector<std::string> names;
  for (const auto& figures : record.maps) names.push_back(figures.map);
  return names;
}

TEST(TeamRecord, is_seen_from_the_side_on_which_the_team_stands) {
  const std::vector matches{
      played({.winner = 0, .maps = {map_of("Nuke", {13, 9}), map_of("Mirage", {16, 14})}}),
      played({.winner = 0, .maps = {map_of("Nuke", {13, 5})}, .side = 1})};

  const auto record = compute_team_record(all_of(matches));

  EXPECT_EQ(record.matches, (Record{.won = 1, .lost = 1}));
  EXPECT_EQ(record.total.record, (Record{.won = 2, .lost = 1}));
  EXPECT_EQ(record.total.rounds, (Score{34, 36})) << "with those of overtime";
  EXPECT_EQ(record.total.with_rounds, 3);
  EXPECT_THAT(names_of(record), ElementsAre("Mirage", "Nuke"));
  EXPECT_EQ(record.maps.at(1).record, (Record{.won = 1, .lost = 1}));
}

TEST(TeamRecord, leaves_out_maps_that_were_not_played_are_not_named_or_were_forfeited) {
  auto unplayed = map_of("Nuke", {0, 0});
  unplayed.status = MapStatus::not_played;
  auto unnamed = map_of("Nuke", {13, 9});
  unnamed.name.reset();
  auto forfeited = map_of("Nuke", {13, 0});
  forfeited.forfeit = true;
  auto without_rounds = map_of("Inferno", {});
  without_rounds.score.reset();
  without_rounds.winner = 1;

  const std::vector matches{
      played({.maps = {unplayed, unnamed, forfeited, map_of("Nuke", {12, 12}), without_rounds}})};
  const auto record = compute_team_record(all_of(matches));

  EXPECT_EQ(record.total.record, (Record{.lost = 1}));
  EXPECT_THAT(names_of(record), ElementsAre("Inferno"));
  EXPECT_EQ(record.total.rounds, Score{});
  EXPECT_EQ(record.total.with_rounds, 0);
}

TEST(TeamRecord, shows_draws_apart) {
  const std::vector matches{
      played({.winner = {}, .maps = {map_of("Nuke", {13, 9}), map_of("Mirage", {5, 13})}})};

  const auto record = compute_team_record(all_of(matches));

  EXPECT_EQ(record.matches, (Record{.drawn = 1}));
  EXPECT_EQ(record.streak, (Streak{.outcome = Outcome::drawn, .length = 1}));
  EXPECT_EQ(record.total.record, (Record{.won = 1, .lost = 1}));
}

TEST(TeamRecord, counts_overtime_by_the_rules_of_the_time) {
  EXPECT_FALSE(had_overtime({13, 11}, *parse_iso8601("2026-07-12T00:00:00Z")));
  EXPECT_TRUE(had_overtime({16, 13}, *parse_iso8601("2026-07-12T00:00:00Z")));
  EXPECT_FALSE(had_overtime({16, 14}, *parse_iso8601("2023-09-26T23:59:59Z")));
  EXPECT_TRUE(had_overtime({19, 17}, *parse_iso8601("2023-09-26T23:59:59Z")));
  EXPECT_TRUE(had_overtime({16, 14}, *parse_iso8601("2023-09-27T00:00:00Z")));

  const std::vector matches{played({.maps = {map_of("Nuke", {16, 13}), map_of("Mirage", {13, 11})}})};
  EXPECT_EQ(compute_team_record(all_of(matches)).total.overtimes, 1);
}

TEST(TeamRecord, counts_sides_of_halves_whose_first_side_is_known) {
  auto map = map_of("Nuke", {16, 13});
  map.halves = {{.rounds = {8, 4}, .first_side = Side::ct},
                {.rounds = {4, 8}, .first_side = Side::t},
                {.rounds = {2, 1}, .first_side = Side::t, .overtime = true},
                {.rounds = {2, 0}, .first_side = {}, .overtime = true}};

  const auto first = compute_team_record(all_of({played({.maps = {map}})})).total;
  const auto second = compute_team_record(all_of({played({.maps = {map}, .side = 1})})).total;

  EXPECT_EQ(first.sides, (Sides{.ct = {.won = 8, .played = 12}, .t = {.won = 4, .played = 12}}));
  EXPECT_EQ(first.overtime_sides, (Sides{.ct = {}, .t = {.won = 2, .played = 3}}));
  EXPECT_EQ(second.sides, (Sides{.ct = {.won = 8, .played = 12}, .t = {.won = 4, .played = 12}}));
  EXPECT_EQ(second.overtime_sides, (Sides{.ct = {.won = 1, .played = 3}, .t = {}}));
}

TEST(TeamRecord, tells_own_picks_from_the_opponents_and_from_deciders) {
  auto own = map_of("Nuke", {13, 9});
  own.picked_by = 0;
  auto theirs = map_of("Mirage", {5, 13});
  theirs.picked_by = 1;
  const std::vector matches{played({.maps = {own, theirs, map_of("Inferno", {13, 7})}}),
                            played({.maps = {map_of("Nuke", {13, 2})}})};

  const auto record = compute_team_record(all_of(matches));

  EXPECT_EQ(record.total.own_picks, (Record{.won = 1}));
  EXPECT_EQ(record.total.their_picks, (Record{.lost = 1}));
  EXPECT_EQ(record.total.deciders, (Record{.won = 1})) << "of the second match no pick is known";
  EXPECT_EQ(record.vetoes, 1);
  EXPECT_EQ(record.total.picked, 1);
}

TEST(TeamRecord, counts_vetoes_of_matches_whose_veto_is_known) {
  auto match = played({.maps = {map_of("Nuke", {13, 9}), map_of("Inferno", {13, 9})}});
  match.details.match.veto = {{.action = VetoAction::ban, .by = 0, .map = "Anubis"},
                              {.action = VetoAction::ban, .by = 1, .map = "Train"},
                              {.action = VetoAction::pick, .by = 0, .map = "Nuke"},
                              {.action = VetoAction::pick, .by = 1, .map = "Inferno"},
                              {.action = VetoAction::decider, .by = {}, .map = "Mirage"}};

  const auto record = compute_team_record(all_of({match, played()}));

  EXPECT_EQ(record.vetoes, 1);
  EXPECT_EQ(record.total.picked, 1);
  EXPECT_EQ(record.total.banned, 1);
  EXPECT_EQ(record.total.left_over, 1) << "though nobody had to play it";
  EXPECT_THAT(names_of(record), ElementsAre("Inferno", "Nuke", "Anubis", "Mirage"))
      << "maps that were only in vetoes come last";
}

TEST(TeamRecord, orders_maps_so_that_two_of_two_do_not_stand_above_26_of_32) {
  std::vector<PlayedMatch> matches;
  for (int i = 0; i < 32; ++i)
    matches.push_back(played({.maps = {map_of("Mirage", i < 26 ? Score{13, 5} : Score{5, 13})}}));
  for (int i = 0; i < 2; ++i) matches.push_back(played({.maps = {map_of("Nuke", {13, 5})}}));
  for (int i = 0; i < 20; ++i) matches.push_back(played({.maps = {map_of("Train", {5, 13})}}));

  EXPECT_THAT(names_of(compute_team_record(all_of(matches))), ElementsAre("Mirage", "Nuke", "Train"));
}

TEST(TeamRecord, of_one_map_leaves_out_the_others) {
  const std::vector matches{played({.maps = {map_of("Nuke", {13, 9}), map_of("Mirage", {5, 13})}})};

  const auto record = compute_team_record(all_of(matches), "Nuke");

  EXPECT_EQ(record.total.record, (Record{.won = 1}));
  EXPECT_THAT(names_of(record), ElementsAre("Nuke"));
}

// ---- Filters

TEST(Filter, lets_pass_what_counts_and_is_known_to_fit) {
  auto lan = played({.maps = {map_of("Nuke", {13, 9})}});
  lan.details.tournament = Tournament{.id = {1}, .name = "Harbour Cup", .tier = Tier::s, .venue = Venue::lan};
  lan.opponent_position = 12;
  lan.core = 3;
  auto forfeit = lan;
  forfeit.details.match.forfeit = true;
  const std::vector matches{lan, played(), forfeit};
  const auto count = [&](Filter filter) { return select(matches, filter).size(); };

  EXPECT_EQ(count({}), 2U) << "forfeits never count";
  EXPECT_EQ(count({.venue = Venue::lan}), 1U);
  EXPECT_EQ(count({.venue = Venue::online}), 0U);
  EXPECT_EQ(count({.tier = Tier::a}), 1U) << "this tier and above";
  EXPECT_EQ(count({.best_of = 3}), 2U);
  EXPECT_EQ(count({.best_of = 1}), 0U);
  EXPECT_EQ(count({.opponent_top = 10}), 0U);
  EXPECT_EQ(count({.opponent_top = 20}), 1U);
  EXPECT_EQ(count({.map = "Nuke"}), 1U);
  EXPECT_EQ(count({.map = "Train"}), 0U);
  EXPECT_EQ(count({.core = true}), 1U);
}

TEST(Filter, knows_which_of_its_parts_leaves_nothing) {
  auto lan = played({.maps = {map_of("Nuke", {13, 9})}});
  lan.details.tournament = Tournament{.id = {1}, .name = "Harbour Cup", .venue = Venue::lan};
  const std::vector matches{lan, lan, played({.maps = {map_of("Train", {13, 9})}})};

  const auto loosened = loosen(matches, {.venue = Venue::lan, .map = "Train"});

  ASSERT_EQ(loosened.size(), 2U);
  EXPECT_EQ(loosened[0].part, FilterPart::map);
  EXPECT_EQ(loosened[0].matches, 2);
  EXPECT_EQ(loosened[1].part, FilterPart::venue);
  EXPECT_EQ(loosened[1].matches, 1);
  EXPECT_THAT(loosen(matches, {.venue = Venue::online, .best_of = 5}), IsEmpty());
}

}  // namespace
}  // namespace cs2::stats

#include "stats/player_figures.hpp"

#include <gtest/gtest.h>

#include "unit/stats/played.hpp"

namespace cs2::stats {
namespace {

PlayerMapStats on_map(int map, int kills, std::optional<double> rating = {}, std::string version = {}) {
  return {.player = {1}, .map = map, .kills = kills, .rating = rating, .rating_version = std::move(version)};
}

MapResult numbered(int number, std::string name) {
  auto map = map_of(std::move(name), {13, 9});
  map.number = number;
  return map;
}

TEST(PlayerFigures, are_means_over_the_maps_that_tell_them) {
  auto match = played({.maps = {numbered(1, "Nuke"), numbered(2, "Mirage")}});
  match.figures = {on_map(1, 20), on_map(2, 10)};
  match.figures[0].headshots = 5;
  match.figures[0].adr = 82.5;

  const auto figures = compute_player_figures(all_of({match}));

  EXPECT_EQ(figures.maps, 2);
  EXPECT_EQ(figures.kills, (Mean{.value = 15, .maps = 2}));
  EXPECT_EQ(figures.headshots, (Mean{.value = 25, .maps = 1})) << "of the kills of that map";
  EXPECT_EQ(figures.adr, (Mean{.value = 82.5, .maps = 1}));
  EXPECT_EQ(figures.kast, std::nullopt);
  EXPECT_EQ(compute_player_figures(all_of({match}), "Mirage").kills, (Mean{.value = 10, .maps = 1}));
}

TEST(PlayerFigures, mix_no_two_versions_of_the_rating) {
  auto match = played({.maps = {numbered(1, "Nuke"), numbered(2, "Mirage"), numbered(3, "Train")}});
  match.figures = {on_map(1, 20, 1.2, "3.0"), on_map(2, 10, 1.0, "3.0"), on_map(3, 10, 2.0, "2.1")};

  const auto figures = compute_player_figures(all_of({match}));

  EXPECT_EQ(figures.rating_version, "3.0");
  ASSERT_TRUE(figures.rating);
  EXPECT_NEAR(figures.rating->value, 1.1, 1e-12);
  EXPECT_EQ(figures.rating->maps, 2);
}

TEST(PlayerFigures, leave_out_maps_that_do_not_count_and_keep_the_match) {
  auto match = played({.winner = 1, .maps = {numbered(1, "Nuke")}, .side = 1});
  match.details.match.maps[0].forfeit = true;
  match.figures = {on_map(1, 20), on_map(7, 20)};

  const auto figures = compute_player_figures(all_of({match}));

  EXPECT_EQ(figures.matches, (Record{.won = 1}));
  EXPECT_EQ(figures.maps, 0);
  EXPECT_EQ(figures.kills, std::nullopt);
}

}  // namespace
}  // namespace cs2::stats

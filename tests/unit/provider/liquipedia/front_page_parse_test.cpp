#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "provider/liquipedia/parse.hpp"
#include "support/liquipedia_cards.hpp"

namespace cs2::provider {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

const Timestamp now = parse_iso8601("2026-07-12T18:20:00Z").value();
const Timestamp moved = parse_iso8601("2026-07-10T00:00:00Z").value();

Report front(const std::vector<std::string>& tournaments, const std::vector<Transfer>& transfers) {
  auto report = parse_liquipedia_front(front_of(tournaments, transfers), now);
  EXPECT_TRUE(report) << report.error().detail;
  return report ? std::move(*report) : Report{};
}

TEST(LiquipediaFront, names_the_tournaments_that_are_and_come) {
  const auto report = front({"Delta_Cup/2026", "Delta_Cup/2026"}, {});

  ASSERT_THAT(report.tournaments, SizeIs(2));
  EXPECT_EQ(report.tournaments[0].external_id, "Polar_League/2026");
  EXPECT_EQ(report.tournaments[1].external_id, "Delta_Cup/2026");
  EXPECT_EQ(report.tournaments[1].tournament.name, "The Delta_Cup/2026");
  EXPECT_EQ(report.tournaments[1].url, "https://liquipedia.net/counterstrike/Delta_Cup/2026");
}

TEST(LiquipediaFront, tells_a_transfer_as_an_end_and_a_beginning) {
  const auto report = front({}, {{}});

  ASSERT_THAT(report.rosters, SizeIs(2));
  EXPECT_EQ(report.rosters[0].team, "Team_Alpine");
  EXPECT_FALSE(report.rosters[0].is_complete);
  ASSERT_THAT(report.rosters[0].stays, SizeIs(1));
  EXPECT_EQ(report.rosters[0].stays[0].player, "Ava");
  EXPECT_EQ(report.rosters[0].stays[0].until, moved);
  EXPECT_EQ(report.rosters[1].team, "Breakers");
  EXPECT_EQ(report.rosters[1].stays[0].since, moved);
  ASSERT_THAT(report.players, SizeIs(1));
  EXPECT_EQ(report.players[0].player.nickname, "Ava");
  EXPECT_EQ(report.players[0].player.nationality, "DK");
  EXPECT_THAT(report.teams, SizeIs(2));
}

TEST(LiquipediaFront, reads_roles_several_players_and_moves_to_and_from_nowhere) {
  const auto report =
      front({}, {{.players = {"Bo", "Cyd"}, .from = ""},
                 {.players = {"Eel"}, .to = "", .role_before = "Coach"},
                 {.players = {"Fay"}, .from = "Breakers", .to = "Breakers", .role_after = "Inactive"}});

  ASSERT_THAT(report.rosters, SizeIs(2));
  const auto& breakers = report.rosters[0].stays;
  ASSERT_THAT(breakers, SizeIs(3));
  EXPECT_EQ(breakers[0].player, "Bo");
  EXPECT_EQ(breakers[1].player, "Cyd");
  EXPECT_EQ(breakers[2].role, RosterRole::benched);
  EXPECT_EQ(breakers[2].since, moved);
  ASSERT_THAT(report.rosters[1].stays, SizeIs(1));
  EXPECT_EQ(report.rosters[1].stays[0].role, RosterRole::coach);
  EXPECT_EQ(report.rosters[1].stays[0].until, moved);
}

TEST(LiquipediaFront, leaves_out_what_it_cannot_read_and_says_why) {
  const std::vector<Transfer> good(4);
  auto transfers = good;
  transfers.push_back({.date = "soon"});

  const auto report = front({}, transfers);

  ASSERT_THAT(report.skipped, SizeIs(1));
  EXPECT_EQ(report.skipped[0].what, "a transfer of Ava");
  EXPECT_EQ(report.skipped[0].reason, "no day");
}

TEST(LiquipediaFront, of_another_form_is_drift) {
  for (const auto& html : {std::string{"<p>A new look</p>"}, page_of({{.at = now}}),
                           front_of({}, {{.date = "soon"}, {.date = ""}, {.players = {}}})}) {
    const auto report = parse_liquipedia_front(html, now);

    ASSERT_FALSE(report) << html;
    EXPECT_EQ(report.error().kind, ErrorKind::drift);
  }
}

}  // namespace
}  // namespace cs2::provider

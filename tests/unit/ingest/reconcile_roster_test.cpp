#include "ingest/reconcile_roster.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/ingest/facts.hpp"

namespace cs2::ingest {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

constexpr auto liquipedia = ProviderName::liquipedia;
constexpr auto pandascore = ProviderName::pandascore;
constexpr PlayerId frost{101}, gale{102}, hale{103};
const Timestamp today = std::chrono::floor<days>(now);

RosterEntry stay(PlayerId player, RosterRole role = RosterRole::player, std::optional<Timestamp> since = {},
                 std::optional<Timestamp> until = {}) {
  return {.team = alpine.id, .player = player, .role = role, .since = since, .until = until};
}

store::Sourced<RosterEntry> stored(RosterEntry entry, ProviderName provider = liquipedia) {
  return {.facts = entry, .provider = provider, .url = {}};
}

ReportedRoster roster(std::vector<RosterEntry> stays, ProviderName provider = liquipedia) {
  return {.team = alpine.id,
          .provider = provider,
          .observed_at = now,
          .stays = std::move(stays),
          .is_complete = true,
          .url = {}};
}

ReportedRoster moves(std::vector<RosterEntry> stays, ProviderName provider = liquipedia) {
  auto reported = roster(std::move(stays), provider);
  reported.is_complete = false;
  return reported;
}

TEST(ReconcileRoster, takes_the_first_roster_of_a_team_as_history_without_news) {
  const auto writes = reconcile_roster(roster({stay(frost), stay(gale)}), {});

  ASSERT_THAT(writes, SizeIs(2));
  EXPECT_EQ(writes[0].entry, stay(frost));
  EXPECT_EQ(writes[0].before, std::nullopt);
  EXPECT_THAT(writes[0].changes, IsEmpty());
}

TEST(ReconcileRoster, writes_nothing_of_what_is_known) {
  EXPECT_THAT(reconcile_roster(roster({stay(frost), stay(gale)}), {stored(stay(frost)), stored(stay(gale))}),
              IsEmpty());
}

TEST(ReconcileRoster, lets_leave_who_is_missing_from_a_complete_roster) {
  const auto writes = reconcile_roster(roster({stay(gale)}), {stored(stay(frost)), stored(stay(gale))});

  ASSERT_THAT(writes, SizeIs(1));
  EXPECT_EQ(writes[0].before, stay(frost));
  EXPECT_EQ(writes[0].entry, stay(frost, RosterRole::player, {}, today));
  ASSERT_THAT(writes[0].changes, SizeIs(1));
  EXPECT_EQ(writes[0].changes[0].what, What{(PlayerLeft{RosterRole::player, today})});
  EXPECT_EQ(writes[0].changes[0].team, alpine.id);
  EXPECT_EQ(writes[0].changes[0].player, frost);
}

TEST(ReconcileRoster, lets_nobody_leave_a_roster_that_is_empty_or_only_tells_moves) {
  const std::vector known{stored(stay(frost)), stored(stay(gale))};

  EXPECT_THAT(reconcile_roster(roster({}), known), IsEmpty());
  EXPECT_THAT(reconcile_roster(moves({stay(gale)}), known), IsEmpty());
}

TEST(ReconcileRoster, takes_the_day_of_a_departure_where_it_is_told) {
  const auto until = today - days{3};

  const auto writes = reconcile_roster(roster({stay(gale), stay(frost, RosterRole::player, {}, until)}),
                                       {stored(stay(frost)), stored(stay(gale))});

  ASSERT_THAT(writes, SizeIs(1));
  EXPECT_EQ(writes[0].entry.until, until);
}

TEST(ReconcileRoster, tells_who_joined_a_team_that_was_known) {
  const auto since = today - days{2};

  const auto dated = reconcile_roster(moves({stay(frost, RosterRole::player, since)}), {stored(stay(gale))});
  const auto seen = reconcile_roster(roster({stay(frost), stay(gale)}), {stored(stay(gale))});
  const auto old =
      reconcile_roster(moves({stay(frost, RosterRole::player, today - days{400})}), {stored(stay(gale))});

  ASSERT_THAT(dated, SizeIs(1));
  ASSERT_THAT(dated[0].changes, SizeIs(1));
  EXPECT_EQ(dated[0].changes[0].what, What{(PlayerJoined{RosterRole::player, since})});
  EXPECT_EQ(seen.at(0).entry.since, today);
  EXPECT_THAT(seen[0].changes, SizeIs(1));
  EXPECT_THAT(old.at(0).changes, IsEmpty());
}

TEST(ReconcileRoster, tells_a_change_of_role_in_place) {
  const auto writes = reconcile_roster(roster({stay(frost, RosterRole::benched)}),
                                       {stored(stay(frost, RosterRole::captain))});

  ASSERT_THAT(writes, SizeIs(1));
  EXPECT_EQ(writes[0].entry.role, RosterRole::benched);
  EXPECT_EQ(writes[0].changes.at(0).what, What{(RoleChanged{RosterRole::captain, RosterRole::benched})});
}

TEST(ReconcileRoster, does_not_let_a_less_trusted_source_overrule) {
  const std::vector known{stored(stay(frost, RosterRole::captain, today - days{100})),
                          stored(stay(hale, RosterRole::coach))};

  EXPECT_THAT(
      reconcile_roster(roster({stay(frost, RosterRole::player, today - days{90})}, pandascore), known),
      IsEmpty());
  EXPECT_THAT(reconcile_roster(moves({stay(frost, RosterRole::player, {}, today)}, pandascore), known),
              IsEmpty());
}

TEST(ReconcileRoster, does_not_let_a_source_that_is_behind_bring_back_who_left) {
  const std::vector known{stored(stay(frost, RosterRole::player, {}, today - days{5})), stored(stay(gale))};

  EXPECT_THAT(reconcile_roster(roster({stay(frost), stay(gale)}, pandascore), known), IsEmpty());
}

TEST(ReconcileRoster, lets_a_less_trusted_source_fill_gaps) {
  const auto since = today - days{90};

  const auto writes =
      reconcile_roster(moves({stay(frost, RosterRole::player, since)}, pandascore), {stored(stay(frost))});

  ASSERT_THAT(writes, SizeIs(1));
  EXPECT_EQ(writes[0].entry, stay(frost, RosterRole::player, since));
}

TEST(ReconcileRoster, lets_a_more_trusted_source_take_over) {
  const auto writes = reconcile_roster(roster({stay(frost)}), {stored(stay(frost), pandascore)});

  ASSERT_THAT(writes, SizeIs(1));
  EXPECT_EQ(writes[0].entry, stay(frost));
  EXPECT_THAT(writes[0].changes, IsEmpty());
}

TEST(ReconcileRoster, keeps_another_sources_coach_when_only_players_are_listed) {
  const auto writes = reconcile_roster(
      roster({stay(frost)}), {stored(stay(frost)), stored(stay(hale, RosterRole::coach), pandascore),
                              stored(stay(gale), pandascore)});

  ASSERT_THAT(writes, SizeIs(1));
  EXPECT_EQ(writes[0].entry.player, gale);
}

TEST(ReconcileRoster, brings_back_who_was_missing_from_one_reading) {
  const auto writes =
      reconcile_roster(roster({stay(frost), stay(gale)}),
                       {stored(stay(frost, RosterRole::player, {}, today - days{1})), stored(stay(gale))});

  ASSERT_THAT(writes, SizeIs(1));
  EXPECT_EQ(writes[0].entry, stay(frost));
  EXPECT_TRUE(writes[0].changes.at(0).is<PlayerJoined>());
}

TEST(ReconcileRoster, knows_an_old_joining_of_somebody_who_left) {
  const auto since = today - days{300};
  const auto writes = reconcile_roster(moves({stay(frost, RosterRole::player, since)}),
                                       {stored(stay(frost, RosterRole::player, {}, today - days{100}))});

  ASSERT_THAT(writes, SizeIs(1));
  EXPECT_EQ(writes[0].entry, stay(frost, RosterRole::player, since, today - days{100}));
  EXPECT_THAT(writes[0].changes, IsEmpty());
}

TEST(ReconcileRoster, holds_an_old_departure_for_an_earlier_stay) {
  const auto old = stay(frost, RosterRole::player, {}, today - days{900});

  const auto writes = reconcile_roster(moves({old}), {stored(stay(frost))});

  ASSERT_THAT(writes, SizeIs(1));
  EXPECT_EQ(writes[0].entry, old);
  EXPECT_EQ(writes[0].before, std::nullopt);
  EXPECT_THAT(writes[0].changes, IsEmpty());
}

TEST(ReconcileRoster, does_not_send_away_who_is_yet_to_come) {
  EXPECT_THAT(
      reconcile_roster(roster({stay(gale)}),
                       {stored(stay(gale)), stored(stay(frost, RosterRole::player, today + days{7}))}),
      IsEmpty());
}

TEST(ReconcileRoster, has_nothing_to_write_after_its_writes) {
  const auto reported = roster({stay(frost, RosterRole::captain, today - days{2}), stay(gale),
                                stay(hale, RosterRole::coach, today - days{500}, today - days{1})});
  std::vector<store::Sourced<RosterEntry>> after;
  for (const auto& write : reconcile_roster(reported, {})) after.push_back(stored(write.entry));

  EXPECT_THAT(after, SizeIs(3));
  EXPECT_THAT(reconcile_roster(reported, after), IsEmpty());
}

}  // namespace
}  // namespace cs2::ingest

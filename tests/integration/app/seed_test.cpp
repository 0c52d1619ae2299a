#include "app/seed.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "store/database/migrate.hpp"
#include "store/facts/issues.hpp"
#include "store/identity/reviews.hpp"
#include "store/queries/matches.hpp"
#include "store/queries/names.hpp"
#include "store/queries/players.hpp"
#include "store/queries/profiles.hpp"
#include "store/queries/rankings.hpp"
#include "support/temporary_database.hpp"

namespace cs2::app {
namespace {

constexpr Timestamp now = std::chrono::sys_days{std::chrono::year{2026} / 11 / 23} + hours{3} + minutes{17};

class Seed : public testing::TestWithParam<test::Backend> {
 protected:
  void SetUp() override {
    if (const auto missing = test::missing_service(GetParam())) FAIL() << *missing;
    database_ = std::make_unique<test::TemporaryDatabase>(GetParam().database);
    auto opened = store::Store::open({.database_url = database_->url(), .redis_url = {}}, clock_, metrics_);
    ASSERT_TRUE(opened) << opened.error().detail;
    store_ = std::move(*opened);
    ASSERT_TRUE(store::migrate(*store_));
    const auto seeded = seed(*store_, now, metrics_);
    ASSERT_TRUE(seeded) << seeded.error().detail;
    seeded_ = *seeded;
  }
  void TearDown() override { store_.reset(); }

  std::vector<MatchDetails> all() { return store::list_matches(*store_, {.count = 1000}).matches; }

  TournamentId tournament_called(std::string_view name) {
    for (const auto& named : store::list_names(*store_)) {
      if (named.kind == store::NameKind::tournament && named.name == name) return {named.id};
    }
    return {};
  }

  ManualClock clock_{now};
  Metrics metrics_;
  std::unique_ptr<test::TemporaryDatabase> database_;
  std::unique_ptr<store::Store> store_;
  store::Applied seeded_;
};

TEST_P(Seed, shows_matches_before_now_and_after_it) {
  const auto total = [&](MatchStatus status) {
    return store::list_matches(*store_, {.statuses = {status}}).total;
  };

  EXPECT_EQ(seeded_.teams_created, 16);
  EXPECT_EQ(seeded_.players_created, 80);
  EXPECT_EQ(seeded_.tournaments_created, 7 + 2);
  EXPECT_EQ(seeded_.matches_created,
            total(MatchStatus::finished) + total(MatchStatus::live) + total(MatchStatus::scheduled));
  EXPECT_GE(total(MatchStatus::finished), 4 * 13);
  EXPECT_GE(total(MatchStatus::scheduled), 2 * 13);
  const auto matches = all();
  EXPECT_TRUE(std::ranges::any_of(matches, [](const MatchDetails& each) {
    return !each.teams[0] && !each.match.opponents[0].name.empty();
  }));
  EXPECT_TRUE(std::ranges::any_of(matches, [](const MatchDetails& each) {
    return each.match.maps.size() == 3 && !each.match.veto.empty();
  }));
}

TEST_P(Seed, shows_something_live_at_any_hour) {
  EXPECT_GE(store::list_matches(*store_, {.statuses = {MatchStatus::live}}).total, 2);
}

TEST_P(Seed, shows_rosters_rankings_tables_and_champions) {
  const auto ranking = store::find_ranking(*store_, RankingSystem::valve_world).value();
  ASSERT_EQ(ranking.teams.size(), 16u);
  EXPECT_EQ(ranking.teams[0].team.name, "Northwind Wolves");
  EXPECT_EQ(store::list_roster(*store_, ranking.teams[0].team.id, now).size(), 5u);

  const auto yesterday = tournament_called("Aurora Cup 2026 #325");
  const auto profile = store::find_event_profile(*store_, yesterday, {.from = now, .to = now}, now);
  ASSERT_TRUE(profile);
  EXPECT_EQ(profile->standings.size(), 2u);
  ASSERT_EQ(profile->placements.size(), 8u);
  EXPECT_EQ(profile->placements[0].placement.best, 1);
}

TEST_P(Seed, makes_no_news_and_leaves_nothing_open) {
  EXPECT_TRUE(seeded_.changes.empty());
  for (const auto& [kind, count] : store::count_open_issues(*store_)) EXPECT_EQ(count, 0) << name(kind);
  EXPECT_EQ(store::count_open_reviews(*store_), 0);
}

TEST_P(Seed, leaves_a_store_alone_that_holds_teams) {
  const auto before = all();

  const auto again = seed(*store_, now + days{1}, metrics_);

  ASSERT_TRUE(again) << again.error().detail;
  EXPECT_EQ(again->teams_created + again->tournaments_created + again->matches_created +
                again->matches_changed + again->stays_changed + again->rankings_changed,
            0);
  EXPECT_EQ(all(), before);
}

INSTANTIATE_TEST_SUITE_P(, Seed,
                         testing::Values(test::Backend{test::Database::sqlite},
                                         test::Backend{test::Database::postgres}),
                         [](const auto& info) { return test::name(info.param); });

}  // namespace
}  // namespace cs2::app

#include "ingest/ratings.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "stats/probability.hpp"
#include "store/database/migrate.hpp"
#include "store/facts/apply.hpp"
#include "store/queries/matches.hpp"
#include "store/queries/names.hpp"
#include "store/queries/ratings.hpp"
#include "support/temporary_database.hpp"

namespace cs2::ingest {
namespace {

constexpr Timestamp start = from_unix_seconds(1'790'000'000);

class RatingKeeping : public testing::Test {
 protected:
  void SetUp() override {
    auto opened = store::Store::open({.database_url = database_.url()}, clock_, metrics_);
    ASSERT_TRUE(opened) << opened.error().detail;
    store_ = std::move(*opened);
    ASSERT_TRUE(store::migrate(*store_));
    Batch batch{.provider = ProviderName::sample, .observed_at = start};
    for (const auto* name : {"Alpine", "Borealis"})
      batch.teams.push_back({.team = {.id = {-1 - std::ssize(batch.teams)}, .name = name},
                             .external_ids = {name},
                             .aliases = {}});
    for (int i = 0; i < 40; ++i) batch.matches.push_back(match(i, days{60 - i}, MatchStatus::finished));
    for (auto& each : batch.matches)
      each.match.opponents = {{{.team = {-1}, .name = "Alpine"}, {.team = {-2}, .name = "Borealis"}}};
    ASSERT_TRUE(store::apply(*store_, batch));
  }

  static MatchWrite match(int number, seconds ago, MatchStatus status) {
    MatchWrite write;
    write.match.id = {-1 - number};
    write.match.status = status;
    write.match.best_of = 3;
    write.match.scheduled_at = start - ago;
    if (status == MatchStatus::finished) write.match.winner = 0;
    if (status == MatchStatus::live) write.match.started_at = start - ago;
    write.external_ids = {fmt::format("m{}", number)};
    return write;
  }
  TeamId team(const std::string& name) {
    for (const auto& named : store::list_names(*store_)) {
      if (named.name == name) return {named.id};
    }
    throw std::runtime_error(name);
  }
  MatchId begin_match(seconds ago) {
    auto write = match(100, ago, MatchStatus::live);
    write.match.opponents = {
        {{.team = team("Alpine"), .name = "Alpine"}, {.team = team("Borealis"), .name = "Borealis"}}};
    EXPECT_TRUE(
        store::apply(*store_, {.provider = ProviderName::sample, .observed_at = start, .matches = {write}}));
    return store::list_matches(*store_, {.statuses = {MatchStatus::live}}).matches.at(0).match.id;
  }
  void end_match(MatchId id, Slot winner) {
    auto match = store::find_match(*store_, id)->match;
    match.status = MatchStatus::finished;
    match.winner = winner;
    EXPECT_TRUE(
        store::apply(*store_, {.provider = ProviderName::sample,
                               .observed_at = start,
                               .matches = {{.match = match, .external_ids = {"m100"}, .changes = {}}}}));
  }

  test::TemporaryDatabase database_{test::Database::sqlite};
  ManualClock clock_{start};
  Metrics metrics_;
  std::unique_ptr<store::Store> store_;
};

TEST_F(RatingKeeping, learns_from_all_results_who_is_stronger) {
  RatingKeeper keeper{*store_, metrics_};

  keeper.step(start);

  const auto ratings = store::find_team_ratings(*store_, {team("Alpine"), team("Borealis")});
  ASSERT_EQ(ratings.size(), 2U);
  EXPECT_GT(ratings.at(team("Alpine")).mean, ratings.at(team("Borealis")).mean + 1);
  const auto last = store::list_decided(*store_).back();
  const auto moved = store::find_match_ratings(*store_, {last.id}).at(last.id);
  EXPECT_GT(moved.after[0], moved.before[0]);
  EXPECT_LT(moved.after[1], moved.before[1]);
}

TEST_F(RatingKeeping, writes_a_prediction_down_when_its_match_begins_and_never_again) {
  RatingKeeper keeper{*store_, metrics_};
  keeper.step(start);
  const auto match = begin_match(seconds{60});

  keeper.step(start + seconds{30});

  const auto made = store::find_prediction(*store_, match);
  ASSERT_TRUE(made);
  EXPECT_EQ(made->first, team("Alpine"));
  EXPECT_GT(made->probability, 0.8);
  EXPECT_LE(made->probability, 0.97);
  EXPECT_EQ(made->version, stats::rating_version);

  end_match(match, 1);
  keeper.step(start + hours{1});
  EXPECT_EQ(store::find_prediction(*store_, match), made) << "though the result changed the ratings";
  EXPECT_EQ(store::list_settled_predictions(*store_).size(), 1U);
}

TEST_F(RatingKeeping, predicts_nothing_that_began_long_ago) {
  const auto match = begin_match(hours{1});

  RatingKeeper{*store_, metrics_}.step(start);

  EXPECT_EQ(store::find_prediction(*store_, match), std::nullopt);
}

TEST_F(RatingKeeping, comes_to_the_same_learned_at_once_or_with_results_that_came_late) {
  RatingKeeper keeper{*store_, metrics_};
  keeper.step(start);
  const auto match = begin_match(seconds{60});
  end_match(match, 1);
  keeper.step(start + hours{1});
  const auto step_by_step = store::find_team_ratings(*store_, {team("Alpine"), team("Borealis")});

  RatingKeeper{*store_, metrics_}.step(start + hours{1});

  EXPECT_EQ(store::find_team_ratings(*store_, {team("Alpine"), team("Borealis")}), step_by_step);
}

}  // namespace
}  // namespace cs2::ingest

#include "ingest/override.hpp"

#include <gmock/gmock.h>

#include "integration/ingest/ingest_test.hpp"
#include "integration/ingest/reports.hpp"

namespace cs2::ingest {
namespace {

using namespace std::chrono_literals;
using testing::SizeIs;

class OverrideTest : public IngestTest {
 protected:
  Report result(Timestamp at, Score score) {
    return pandascore_report(at, {finished(pandascore_match("1", start - 2h), score)});
  }

  Result<void> set(const std::vector<Override>& given) {
    return set_overrides(*store_, EntityKind::match, matches().at(0).match.id.value, given, "admin",
                         "checked", clock_.now());
  }

  Match match() { return matches().at(0).match; }
};

TEST_F(OverrideTest, wins_over_the_sources_at_once_and_when_they_speak_again) {
  ingest_report(result(start, {2, 0}));
  const auto first = match().opponents[0].team;

  ASSERT_TRUE(set({{OverriddenFact::winner, "second", first}, {OverriddenFact::score, "1:2", first}}));
  const auto at_once = match();
  const auto applied = ingest_report(result(start + 1min, {2, 1}));

  EXPECT_EQ(at_once.winner, 1);
  EXPECT_EQ(at_once.score, (Score{1, 2}));
  EXPECT_EQ(match().score, (Score{1, 2}));
  EXPECT_TRUE(applied.changes.empty());
}

TEST_F(OverrideTest, lets_the_sources_speak_again_once_it_is_withdrawn) {
  ingest_report(result(start, {2, 0}));
  const auto first = match().opponents[0].team;
  ASSERT_TRUE(set({{OverriddenFact::score, "2:1", first}}));
  const auto in_force = store::list_overrides(*store_, false, 10);
  ASSERT_THAT(in_force, SizeIs(1));

  ASSERT_TRUE(withdraw_override(*store_, in_force[0].id, "admin", clock_.now()));

  EXPECT_EQ(match().score, (Score{2, 0}));
  EXPECT_THAT(store::list_overrides(*store_, false, 10), SizeIs(0));
  const auto all = store::list_overrides(*store_, true, 10);
  ASSERT_THAT(all, SizeIs(1));
  EXPECT_EQ(all[0].set_by, "admin");
  EXPECT_EQ(all[0].reason, "checked");
  EXPECT_EQ(all[0].withdrawn_by, "admin");
  EXPECT_EQ(withdraw_override(*store_, in_force[0].id, "admin", clock_.now()).error().kind,
            ErrorKind::not_found);
}

TEST_F(OverrideTest, replaces_the_one_of_the_same_fact) {
  ingest_report(result(start, {2, 0}));
  const auto first = match().opponents[0].team;

  ASSERT_TRUE(set({{OverriddenFact::best_of, "5", first}}));
  ASSERT_TRUE(set({{OverriddenFact::best_of, "3", first}}));

  EXPECT_EQ(match().best_of, 3);
  EXPECT_THAT(store::list_overrides(*store_, false, 10), SizeIs(1));
  EXPECT_THAT(store::list_overrides(*store_, true, 10), SizeIs(2));
}

TEST_F(OverrideTest, has_no_effect_where_what_remains_of_it_cannot_be) {
  ingest_report(result(start, {2, 0}));
  const auto first = match().opponents[0].team;
  ASSERT_TRUE(set({{OverriddenFact::winner, "second", first}, {OverriddenFact::score, "0:2", first}}));
  const auto in_force = store::list_overrides(*store_, false, 10);
  ASSERT_THAT(in_force, SizeIs(2));
  ASSERT_EQ(in_force[1].given.fact, OverriddenFact::winner);

  ASSERT_TRUE(withdraw_override(*store_, in_force[1].id, "admin", clock_.now()));

  EXPECT_EQ(match().score, (Score{2, 0}));
  EXPECT_EQ(match().winner, 0);
}

TEST_F(OverrideTest, refuses_a_match_that_cannot_be) {
  ingest_report(result(start, {2, 0}));
  const auto first = match().opponents[0].team;

  const auto set_wrong = set({{OverriddenFact::score, "3:0", first}});
  const auto nowhere = set_overrides(*store_, EntityKind::match, 999, {}, "admin", "", clock_.now());

  ASSERT_FALSE(set_wrong);
  EXPECT_EQ(set_wrong.error().kind, ErrorKind::invalid);
  EXPECT_TRUE(set_wrong.error().detail.contains("best_of_respected")) << set_wrong.error().detail;
  EXPECT_EQ(nowhere.error().kind, ErrorKind::not_found);
  EXPECT_EQ(match().score, (Score{2, 0}));
}

}  // namespace
}  // namespace cs2::ingest

// How old live facts are when they reach us on the busiest day of the recorded years.
#include "unit/ingest/freshness.hpp"

#include "support/recorded_history.hpp"

namespace cs2::ingest {
namespace {

class RecordedFreshness : public testing::Test {
 protected:
  RecordedFreshness() : day(busiest_day(test::recorded_valve_matches(), test::recorded_start_times())) {
    EXPECT_GT(day.matches.size(), 50U);
  }

  Day day;
};

TEST_F(RecordedFreshness, of_pandascore_holds_on_the_busiest_day) {
  Pandascore pandascore{day, day.begins_at};

  const auto ages = live_through(day, pandascore, "PandaScore, recorded day");

  EXPECT_LE(ages.p95(), 12s);
}

TEST_F(RecordedFreshness, of_liquipedia_holds_on_the_busiest_day) {
  Liquipedia liquipedia{day, day.begins_at};

  const auto ages = live_through(day, liquipedia, "Liquipedia, recorded day");

  EXPECT_LE(ages.p95(), 35s);
}

}  // namespace
}  // namespace cs2::ingest

#include "bot/interaction_deduplicator.hpp"

#include <gtest/gtest.h>

#include "base/limits/answers.hpp"

namespace cs2::bot {
namespace {

using namespace std::chrono_literals;

const Timestamp now = parse_iso8601("2026-07-12T18:00:00Z").value();

TEST(Arrivals, are_stale_when_their_token_is_void) {
  Arrivals arrivals;

  EXPECT_EQ(arrivals.note(discord::snowflake_at(now - 100ms), now), Arrival::fresh);
  EXPECT_EQ(arrivals.note(discord::snowflake_at(now - 2500ms), now), Arrival::fresh);
  EXPECT_EQ(arrivals.note(discord::snowflake_at(now - 2501ms), now), Arrival::stale);
}

TEST(Arrivals, are_answered_once) {
  Arrivals arrivals;
  const auto id = discord::snowflake_at(now);

  EXPECT_EQ(arrivals.note(id, now), Arrival::fresh);
  EXPECT_EQ(arrivals.note(id, now + 1s), Arrival::duplicate);
}

TEST(Arrivals, are_answered_when_the_clock_cannot_be_right) {
  Arrivals arrivals;

  EXPECT_EQ(arrivals.note({12345}, now), Arrival::fresh);
  EXPECT_EQ(arrivals.note(discord::snowflake_at(now + 1h), now), Arrival::fresh);
}

TEST(Arrivals, remember_the_latest_only) {
  Arrivals arrivals;
  const auto first = discord::snowflake_at(now, 1);
  arrivals.note(first, now);

  for (std::uint32_t i = 0; i < limits::interactions_remembered; ++i)
    arrivals.note(discord::snowflake_at(now + 1s, i), now);

  EXPECT_EQ(arrivals.note(first, now), Arrival::fresh);
}

}  // namespace
}  // namespace cs2::bot

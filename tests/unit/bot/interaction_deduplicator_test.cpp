#include "bot/interaction_deduplicator.hpp"

#include <gtest/gtest.h>

#include "base/limits/answers.hpp"

namespace cs2::bot {
namespace {

using namespace std::chrono_literals;

const Timestamp now = parse_iso8601("2026-07-12T18:00:00Z").value();

TEST(InteractionDeduplicator, are_stale_when_their_token_is_void) {
  InteractionDeduplicator deduplicator;

  EXPECT_EQ(deduplicator.note(discord::snowflake_at(now - 100ms), now), Arrival::fresh);
  EXPECT_EQ(deduplicator.note(discord::snowflake_at(now - 2500ms), now), Arrival::fresh);
  EXPECT_EQ(deduplicator.note(discord::snowflake_at(now - 2501ms), now), Arrival::stale);
}

TEST(InteractionDeduplicator, are_answered_once) {
  InteractionDeduplicator deduplicator;
  const auto id = discord::snowflake_at(now);

  EXPECT_EQ(deduplicator.note(id, now), Arrival::fresh);
  EXPECT_EQ(deduplicator.note(id, now + 1s), Arrival::duplicate);
}

TEST(InteractionDeduplicator, are_answered_when_the_clock_cannot_be_right) {
  InteractionDeduplicator deduplicator;

  EXPECT_EQ(deduplicator.note({12345}, now), Arrival::fresh);
  EXPECT_EQ(deduplicator.note(discord::snowflake_at(now + 1h), now), Arrival::fresh);
}

TEST(InteractionDeduplicator, remember_the_latest_only) {
  InteractionDeduplicator deduplicator;
  const auto first = discord::snowflake_at(now, 1);
  deduplicator.note(first, now);

  for (std::uint32_t i = 0; i < limits::interactions_remembered; ++i)
    deduplicator.note(discord::snowflake_at(now + 1s, i), now);

  EXPECT_EQ(deduplicator.note(first, now), Arrival::fresh);
}

}  // namespace
}  // namespace cs2::bot

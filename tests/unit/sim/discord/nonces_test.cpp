#include "sim/discord/internal/nonces.hpp"

#include <gtest/gtest.h>

namespace cs2::sim {
namespace {

using namespace std::chrono_literals;

const auto noon = *parse_iso8601("2026-11-23T12:00:00Z");

TEST(Nonces, are_remembered_for_some_minutes) {
  Nonces nonces(5min);
  nonces.add("n", {.channel = {1}, .message = {2}, .at = noon});

  ASSERT_NE(nonces.find("n", noon + 299s), nullptr);
  EXPECT_EQ(nonces.find("n", noon + 299s)->message, (discord::Snowflake{2}));
  EXPECT_EQ(nonces.find("m", noon), nullptr);
  EXPECT_EQ(nonces.find("n", noon + 5min), nullptr);
}

TEST(Nonces, count_from_the_newest_use) {
  Nonces nonces(5min);
  nonces.add("n", {.channel = {1}, .message = {2}, .at = noon});
  nonces.add("n", {.channel = {1}, .message = {3}, .at = noon + 2min});

  EXPECT_EQ(nonces.find("n", noon + 6min)->message, (discord::Snowflake{3}));
}

}  // namespace
}  // namespace cs2::sim

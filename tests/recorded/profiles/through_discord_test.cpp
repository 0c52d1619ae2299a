// The real binary shows what was recorded.
#include <gtest/gtest.h>

#include "e2e/profiles/through_discord.hpp"
#include "recorded/profiles/fill_from_recorded.hpp"

namespace cs2 {
namespace {

TEST(RecordedProfiles, are_answered_by_the_binary_with_messages_that_discord_takes) {
  test::show_profiles(test::fill_from_recorded);
}

}  // namespace
}  // namespace cs2

#include "base/user_agent.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/version.hpp"

namespace cs2 {
namespace {

TEST(UserAgent, names_the_operator_where_there_is_one) {
  EXPECT_EQ(user_agent("admin@operator.example"),
            fmt::format("CS2ResultsBot/{} (+{}; admin@operator.example)", version, project_url));
  EXPECT_EQ(user_agent(""), fmt::format("CS2ResultsBot/{} (+{})", version, project_url));
}

TEST(UserAgent, has_the_form_that_discord_demands_of_bots) {
  EXPECT_EQ(discord_user_agent(), fmt::format("DiscordBot ({}, {})", project_url, version));
}

}  // namespace
}  // namespace cs2

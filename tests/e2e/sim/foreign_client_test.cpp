// discord.js against the simulated Discord: the simulation's own acceptance test. scripts/check-simulation
// installs the client first; without it the test is skipped.
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "sim/discord.hpp"
#include "support/child.hpp"
#include "support/find_program.hpp"
#include "support/run_task.hpp"
#include "support/temporary_folder.hpp"

namespace cs2::sim {
namespace {

namespace fs = std::filesystem;

const fs::path client = fs::path(CS2_SOURCE_DIR) / "tests/e2e/foreign_client";

Task<int> end_of(io::Loop& loop, test::Child& child) {
  while (true) {
    if (const auto status = child.poll()) co_return *status;
    co_await loop.sleep(milliseconds{20});
  }
}

TEST(ForeignClient, works_as_with_the_real_discord) {
  const auto node = test::find_program("node");
  if (!node || !fs::exists(client / "node_modules")) GTEST_SKIP() << "run scripts/check-simulation";
  const auto openapi = fs::path(CS2_SOURCE_DIR) / "../shared/reference/discord_openapi.json";
  const test::TemporaryFolder folder;
  io::Loop loop;
  const SystemClock clock;
  auto discord = Discord::start(loop, clock, {.openapi_path = fs::exists(openapi) ? openapi.string() : ""});
  ASSERT_TRUE(discord) << discord.error().detail;
  (*discord)->add_guild({.name = "First"});
  (*discord)->add_guild({.name = "Second"});

  const auto output = (folder.path() / "client.log").string();
  test::Child child({*node, (client / "client.mjs").string()},
                    {{"DISCORD_API_BASE_URL", (*discord)->api_base_url()},
                     {"DISCORD_TOKEN", (*discord)->token()},
                     {"SIM_URL", (*discord)->control_url()}},
                    output);
  int status = -1;
  loop.spawn("test", [](io::Loop& on, test::Child& running, int& ended) -> Task<void> {
    ended = co_await end_of(on, running);
    on.stop();
  }(loop, child, status));
  loop.run();

  EXPECT_EQ(status, 0) << child.printed();
}

}  // namespace
}  // namespace cs2::sim

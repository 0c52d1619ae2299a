// discord.js against the simulated Discord: the simulation's own acceptance test. scripts/check simulation
// installs the client first.
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "sim/discord.hpp"
#include "support/child.hpp"
#include "support/find_program.hpp"
#include "support/published.hpp"
#include "support/run_task.hpp"
#include "support/temporary_folder.hpp"

namespace cs2::sim {
namespace {

namespace fs = std::filesystem;

const fs::path client = fs::path(CS2_SOURCE_DIR) / "tests/foreign_client";

Task<int> end_of(io::Loop& loop, test::Child& child) {
  while (true) {
    if (const auto status = child.poll()) co_return *status;
    co_await loop.sleep(milliseconds{20});
  }
}

TEST(ForeignClient, works_as_with_the_real_discord) {
  const auto node = test::find_program("node");
  ASSERT_TRUE(node && fs::exists(client / "node_modules")) << "run scripts/check simulation";
  const test::TemporaryFolder folder;
  io::Loop loop;
  const SystemClock clock;
  auto discord = Discord::start(loop, clock, {.openapi_path = test::openapi_path()});
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

// `health` as a container's health check runs it, against an endpoint whose readiness the test decides.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/clock.hpp"
#include "io/blocking.hpp"
#include "io/loop.hpp"
#include "ops/endpoint.hpp"
#include "support/child.hpp"
#include "support/loopback.hpp"
#include "support/paths.hpp"
#include "support/temporary_folder.hpp"

namespace cs2 {
namespace {

using testing::HasSubstr;

class Health : public testing::Test {
 protected:
  struct Outcome {
    int status = -1;
    std::string printed;
  };

  // While an endpoint with this problem, or with none, listens there.
  Outcome ask(const std::string& listen, std::optional<std::string> problem) {
    io::Loop loop;
    io::Blocking blocking{loop, 1, 10};
    Metrics metrics;
    auto endpoint = ops::Endpoint::open(loop, blocking, metrics, listen,
                                        {{.name = "database", .problem = [&] { return problem; }}});
    if (!endpoint) throw std::runtime_error(endpoint.error().detail);
    test::Child child = start(fmt::format("{}:{}", listen.substr(0, listen.rfind(':')), (*endpoint)->port()));
    Outcome outcome;
    loop.spawn("test", [](io::Loop& on, test::Child& running, int& status) -> Task<void> {
      std::optional<int> ended;
      while (!(ended = running.poll())) co_await on.sleep(milliseconds{10});
      status = *ended;
      on.stop();
    }(loop, child, outcome.status));
    loop.run();
    outcome.printed = child.printed();
    return outcome;
  }
  test::Child start(const std::string& listen) {
    return test::Child{{test::binary(), "health"},
                       {{"LISTEN", listen}, {"HOME", folder_.path().string()}},
                       (folder_.path() / "output").string()};
  }

  test::TemporaryFolder folder_;
};

TEST_F(Health, is_0_while_the_process_is_ready) {
  const auto [status, printed] = ask("127.0.0.1:0", std::nullopt);

  EXPECT_EQ(status, 0) << printed;
  EXPECT_THAT(printed, HasSubstr(R"("ready":true)"));
}

TEST_F(Health, asks_a_process_that_listens_on_all_addresses) {
  EXPECT_EQ(ask("0.0.0.0:0", std::nullopt).status, 0);
}

TEST_F(Health, is_1_and_says_why_while_it_is_not) {
  const auto [status, printed] = ask("127.0.0.1:0", "database not reachable yet");

  EXPECT_EQ(status, 1);
  EXPECT_THAT(printed, HasSubstr("database not reachable yet"));
}

TEST_F(Health, is_1_where_nothing_listens_and_2_where_nothing_can) {
  auto silent = start(fmt::format("127.0.0.1:{}", test::free_port()));
  EXPECT_EQ(silent.wait(), 1);

  auto off = start("off");
  EXPECT_EQ(off.wait(), 2);
}

}  // namespace
}  // namespace cs2

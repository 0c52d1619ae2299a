// Strangers that use up what LISTEN gives: they get no more than their share, and the bot works on.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/loopback.hpp"
#include "support/test_server.hpp"

namespace cs2 {
namespace {

// Connects, and says nothing.
class SilentVisitors {
 public:
  SilentVisitors(int port, int count) {
    for (int i = 0; i < count; ++i) sockets_.push_back(test::connect_to(port));
  }
  ~SilentVisitors() { leave(); }
  SilentVisitors(const SilentVisitors&) = delete;
  SilentVisitors& operator=(const SilentVisitors&) = delete;

  // Those that have not been sent away.
  std::size_t stay() const {
    return static_cast<std::size_t>(std::ranges::count_if(sockets_, [](int socket) {
      char byte = 0;
      return socket >= 0 && ::recv(socket, &byte, 1, MSG_DONTWAIT | MSG_PEEK) < 0;
    }));
  }
  void leave() {
    for (const int socket : sockets_) ::close(socket);
    sockets_.clear();
  }

 private:
  std::vector<int> sockets_;
};

TEST(Visitors, that_are_too_many_leave_descriptors_to_the_bot_and_are_served_again_later) {
  test::TestServer server;
  const int port = test::free_port();
  server.environment["LISTEN"] = fmt::format("127.0.0.1:{}", port);
  const auto http = io::make_http(server.loop, server.metrics, "test");
  const auto health = [&]() -> Task<int> {
    const auto answer = co_await http->send({.url = fmt::format("http://127.0.0.1:{}/healthz", port)});
    co_return answer ? answer->status : 0;
  };
  // Fewer descriptors than visitors that one address may have.
  server.bot = std::make_unique<test::Child>(
      std::vector<std::string>{"/bin/sh", "-c", "ulimit -n 80; exec \"$0\" run", test::binary()},
      server.environment, (server.folder.path() / "bot.log").string());
  server.play([&]() -> Task<void> {
    co_await server.until_ready();
    SilentVisitors visitors{port, 200};
    co_await server.until("most are sent away", [&] { return visitors.stay() < 60; });
    EXPECT_GT(visitors.stay(), 0U);

    server.discord->drop_gateway();
    co_await server.until("the gateway is connected again",
                          [&] { return server.discord->statistics().gateway_resumed == 1; });
    EXPECT_THAT(co_await server.ask("/help"), testing::Not(testing::HasSubstr("no answer")));

    visitors.leave();
    for (int tries = 0; tries < 100 && co_await health() != 200; ++tries)
      co_await server.loop.sleep(milliseconds{50});
    EXPECT_EQ(co_await health(), 200);
    EXPECT_THAT(server.bot->printed(), testing::Not(testing::HasSubstr("Too many open files")));
  });
}

TEST(Visitors, of_one_address_get_its_share) {
  test::TestServer server;
  const int port = test::free_port();
  server.environment["LISTEN"] = fmt::format("127.0.0.1:{}", port);
  server.start_bot();
  server.play([&]() -> Task<void> {
    co_await server.until_ready();
    const SilentVisitors visitors{port, 100};
    co_await server.until("the others are sent away", [&] { return visitors.stay() == 64; });
    EXPECT_EQ(visitors.stay(), 64U);
  });
}

}  // namespace
}  // namespace cs2

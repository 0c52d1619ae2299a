#include "io/websocket.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "io/server.hpp"
#include "support/run_task.hpp"

namespace cs2::io {
namespace {

using test::run_task;

// A server that sends back what it gets, except for two texts that make it end the connection.
class WebSocketTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto listening = listen(
        loop, "127.0.0.1:0",
        [](ServerRequest) -> Task<ServerResponse> { co_return ServerResponse{.status = 404}; },
        [this](ServerRequest request, std::unique_ptr<WebSocket> socket) {
          upgrade = request;
          return echo(std::move(socket));
        });
    ASSERT_TRUE(listening) << listening.error().detail;
    server = std::move(*listening);
  }

  Task<void> echo(std::unique_ptr<WebSocket> socket) {
    while (true) {
      auto frame = co_await socket->receive();
      if (!frame) co_return;
      if (frame->kind == Frame::Kind::closed) {
        server_saw = *frame;
        server_ended.set();
        co_return;
      }
      if (frame->payload == "close 4004") {
        socket->close(4004);
      } else if (frame->payload == "drop") {
        socket->drop();
      } else {
        co_await socket->send(std::move(frame->payload), frame->kind == Frame::Kind::binary);
      }
    }
  }

  Task<Result<std::unique_ptr<WebSocket>>> connect() {
    return connect_websocket(loop, fmt::format("ws://127.0.0.1:{}/gateway?v=10", server->port()),
                             "tester/1.0");
  }

  Loop loop;
  ServerRequest upgrade;
  Frame server_saw;
  Signal server_ended{loop};
  std::unique_ptr<Server> server;
};

Task<Frame> say(WebSocket& socket, std::string text, bool binary = false) {
  co_await socket.send(std::move(text), binary);
  auto frame = co_await socket.receive();
  co_return frame.value();
}

TEST_F(WebSocketTest, sends_and_receives_text_and_binary) {
  const auto talk = [](Task<Result<std::unique_ptr<WebSocket>>> connecting) -> Task<std::vector<Frame>> {
    const auto socket = (co_await std::move(connecting)).value();
    std::vector<Frame> frames;
    frames.push_back(co_await say(*socket, "hello"));
    frames.push_back(co_await say(*socket, std::string("\0\xff", 2), true));
    frames.push_back(co_await say(*socket, ""));
    co_return frames;
  };

  const auto frames = run_task(loop, talk(connect()));

  EXPECT_EQ(frames[0].payload, "hello");
  EXPECT_EQ(frames[0].kind, Frame::Kind::text);
  EXPECT_EQ(frames[1].payload, std::string("\0\xff", 2));
  EXPECT_EQ(frames[1].kind, Frame::Kind::binary);
  EXPECT_EQ(frames[2].payload, "");
  EXPECT_EQ(upgrade.target, "/gateway?v=10");
  EXPECT_EQ(header(upgrade.headers, "user-agent"), "tester/1.0");
}

TEST_F(WebSocketTest, carries_large_messages_whole) {
  const std::string large(5 * 1024 * 1024, 'x');
  const auto talk = [](Task<Result<std::unique_ptr<WebSocket>>> connecting, std::string text) -> Task<Frame> {
    const auto socket = (co_await std::move(connecting)).value();
    co_return co_await say(*socket, std::move(text));
  };

  EXPECT_EQ(run_task(loop, talk(connect(), large)).payload, large);
}

TEST_F(WebSocketTest, keeps_the_order_of_several_senders) {
  const auto send_one = [](WebSocket& socket, std::string text) -> Task<void> {
    co_await socket.send(std::move(text));
  };
  const auto talk = [&send_one](Loop& on,
                                Task<Result<std::unique_ptr<WebSocket>>> connecting) -> Task<std::string> {
    const auto socket = (co_await std::move(connecting)).value();
    for (const auto* text : {"a", "b", "c", "d"}) on.spawn("sender", send_one(*socket, text));
    std::string heard;
    for (int i = 0; i < 4; ++i) heard += (co_await socket->receive()).value().payload;
    co_return heard;
  };

  EXPECT_EQ(run_task(loop, talk(loop, connect())), "abcd");
}

TEST_F(WebSocketTest, learns_the_code_with_which_the_other_side_closes) {
  const auto talk = [](Task<Result<std::unique_ptr<WebSocket>>> connecting) -> Task<std::vector<Frame>> {
    const auto socket = (co_await std::move(connecting)).value();
    std::vector<Frame> frames;
    frames.push_back(co_await say(*socket, "close 4004"));
    frames.push_back((co_await socket->receive()).value());
    const auto refused = co_await socket->send("too late");
    EXPECT_EQ(refused.error().kind, ErrorKind::unavailable);
    co_return frames;
  };

  const auto frames = run_task(loop, talk(connect()));

  EXPECT_EQ(frames[0].kind, Frame::Kind::closed);
  EXPECT_EQ(frames[0].close_code, 4004);
  EXPECT_EQ(frames[1].kind, Frame::Kind::closed);
}

TEST_F(WebSocketTest, tells_the_other_side_its_own_code) {
  const auto talk = [](Task<Result<std::unique_ptr<WebSocket>>> connecting) -> Task<Frame> {
    const auto socket = (co_await std::move(connecting)).value();
    socket->close(4000);
    co_return (co_await socket->receive()).value();
  };

  const auto frame = run_task(loop, talk(connect()));
  run_task(loop, server_ended.wait(test::patience));

  EXPECT_EQ(frame.kind, Frame::Kind::closed);
  EXPECT_EQ(server_saw.close_code, 4000);
}

TEST_F(WebSocketTest, sends_what_was_queued_before_it_closes) {
  const auto talk = [](Loop& on, Task<Result<std::unique_ptr<WebSocket>>> connecting) -> Task<std::string> {
    const auto socket = (co_await std::move(connecting)).value();
    const auto send_one = [](WebSocket& to) -> Task<void> { co_await to.send(std::string(300'000, 'q')); };
    on.spawn("first", send_one(*socket));
    on.spawn("second", send_one(*socket));
    co_await on.sleep(milliseconds{0});
    socket->close(1000);
    std::string heard;
    while (true) {
      const auto frame = (co_await socket->receive()).value();
      if (frame.kind == Frame::Kind::closed) co_return heard;
      heard += frame.payload;
    }
  };

  run_task(loop, talk(loop, connect()));
  run_task(loop, server_ended.wait(test::patience));

  EXPECT_EQ(server_saw.close_code, 1000);
}

TEST_F(WebSocketTest, says_good_bye_even_when_its_owner_has_gone) {
  const auto leave = [](Task<Result<std::unique_ptr<WebSocket>>> connecting) -> Task<void> {
    const auto socket = (co_await std::move(connecting)).value();
    socket->close(1001);
  };

  run_task(loop, leave(connect()));
  run_task(loop, server_ended.wait(test::patience));

  EXPECT_EQ(server_saw.close_code, 1001);
}

TEST_F(WebSocketTest, calls_a_connection_that_just_ended_code_0) {
  const auto talk = [](Task<Result<std::unique_ptr<WebSocket>>> connecting) -> Task<Frame> {
    const auto socket = (co_await std::move(connecting)).value();
    co_return co_await say(*socket, "drop");
  };

  const auto frame = run_task(loop, talk(connect()));

  EXPECT_EQ(frame.kind, Frame::Kind::closed);
  EXPECT_EQ(frame.close_code, 0);
}

TEST_F(WebSocketTest, wakes_its_reader_when_it_drops_the_connection_itself) {
  const auto drop_soon = [](Loop& on, WebSocket& socket) -> Task<void> {
    co_await on.sleep(milliseconds{1});
    socket.drop();
  };
  const auto talk = [&drop_soon](Loop& on,
                                 Task<Result<std::unique_ptr<WebSocket>>> connecting) -> Task<Frame> {
    const auto socket = (co_await std::move(connecting)).value();
    on.spawn("dropper", drop_soon(on, *socket));
    co_return (co_await socket->receive()).value();
  };

  const auto frame = run_task(loop, talk(loop, connect()));

  EXPECT_EQ(frame.kind, Frame::Kind::closed);
  EXPECT_EQ(frame.close_code, 0);
}

TEST_F(WebSocketTest, cancels_its_reader_when_the_loop_stops_and_still_says_good_bye) {
  const auto talk = [](Loop& on, Task<Result<std::unique_ptr<WebSocket>>> connecting) -> Task<ErrorKind> {
    const auto socket = (co_await std::move(connecting)).value();
    co_await say(*socket, "hello");
    on.post([&on] { on.stop(); });
    const auto cancelled = co_await socket->receive();
    socket->close(1000);
    co_return cancelled.error().kind;
  };

  EXPECT_EQ(run_task(loop, talk(loop, connect())), ErrorKind::cancelled);
}

TEST_F(WebSocketTest, says_why_it_cannot_connect) {
  const auto port = server->port();
  const auto kind_of = [this](std::string url) {
    return run_task(loop, connect_websocket(loop, std::move(url), "tester/1.0")).error().kind;
  };

  EXPECT_EQ(kind_of("ws://discord.com/"), ErrorKind::invalid);
  EXPECT_EQ(kind_of("http://127.0.0.1/"), ErrorKind::invalid);
  EXPECT_EQ(kind_of(fmt::format("wss://127.0.0.1:{}/", port)), ErrorKind::unavailable);  // speaks no TLS
  server.reset();
  EXPECT_EQ(kind_of(fmt::format("ws://127.0.0.1:{}/", port)), ErrorKind::unavailable);
}

TEST(WebSocket, calls_an_answer_that_is_no_upgrade_unavailable) {
  Loop loop;
  const auto server = listen(loop, "127.0.0.1:0", [](ServerRequest) -> Task<ServerResponse> {
                        co_return ServerResponse{};
                      }).value();

  const auto refused = run_task(
      loop, connect_websocket(loop, fmt::format("ws://127.0.0.1:{}/", server->port()), "tester/1.0"));

  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::unavailable);
  EXPECT_NE(refused.error().detail.find("426"), std::string::npos);
}

}  // namespace
}  // namespace cs2::io

// The demo's page, over the wire that a browser uses.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <string>
#include <vector>

#include "io/websocket.hpp"
#include "support/child.hpp"
#include "support/loopback.hpp"
#include "support/paths.hpp"
#include "support/run_task.hpp"
#include "support/temporary_folder.hpp"

namespace cs2 {
namespace {

namespace json = boost::json;

class DemoPage : public testing::Test {
 protected:
  test::Child start(const std::string& address) {
    return {{test::binary(), "demo", "--web", address, "--speed", "600"},
            {{"HOME", folder_.path().string()}},
            (folder_.path() / "demo.txt").string()};
  }

  // What the page is told next, of that type; messages on the way are kept.
  Task<json::object> next(io::WebSocket& socket, std::string type) {
    while (true) {
      const auto frame = co_await socket.receive();
      if (!frame || frame->kind == io::Frame::Kind::closed) throw std::runtime_error("the connection ended");
      auto read = json::parse(frame->payload).as_object();
      if (read.at("type") == "messages") {
        for (auto& each : read.at("messages").as_array()) shown_.push_back(each.as_object());
      }
      if (read.at("type").as_string() == type) co_return read;
    }
  }

  static Task<void> send(io::WebSocket& socket, json::object frame) {
    co_await socket.send(json::serialize(frame));
  }

  Task<void> play(test::Child& running, int port);

  test::TemporaryFolder folder_;
  io::Loop loop_;
  std::vector<json::object> shown_;
};

Task<void> DemoPage::play(test::Child& running, int port) {
  while (!running.printed().contains("in a browser")) {
    if (running.poll()) throw std::runtime_error(running.printed());
    co_await loop_.sleep(milliseconds{20});
  }
  auto connected = co_await io::connect_websocket(loop_, fmt::format("ws://127.0.0.1:{}/", port), "test");
  if (!connected) throw std::runtime_error(connected.error().detail);
  auto& socket = **connected;
  co_await send(socket, {{"type", "join"}});
  const auto channels = (co_await next(socket, "channels")).at("channels");
  const auto channel = channels.at(0).at("id");

  co_await send(socket,
                {{"type", "suggest"},
                 {"channel", channel},
                 {"command", "match"},
                 {"options", {json::object{{"name", "match"}, {"value", "quart"}, {"focused", true}}}}});
  const auto suggested = co_await next(socket, "done");
  EXPECT_FALSE(suggested.at("choices").as_array().empty()) << json::serialize(suggested);

  co_await send(socket, {{"type", "command"},
                         {"channel", channel},
                         {"command", "follow all"},
                         {"options", {json::object{{"name", "notices"}, {"value", "all"}}}}});
  const auto followed = co_await next(socket, "done");
  EXPECT_EQ(followed.at("state"), "answered") << json::serialize(followed);
  const auto asked = std::ranges::find_if(shown_, [&](const json::object& each) {
    return each.at("message").at("id") == followed.at("message");
  });
  if (asked == shown_.end()) throw std::runtime_error("the answer is not shown");
  const auto button = asked->at("message").at("components").at(0).at("components").at(0);
  co_await send(socket, {{"type", "component"},
                         {"channel", channel},
                         {"message", followed.at("message")},
                         {"custom_id", button.at("custom_id")}});
  EXPECT_EQ((co_await next(socket, "done")).at("state"), "answered");

  const auto is_notification = [](const json::object& each) { return each.at("asked_by") == ""; };
  while (std::ranges::none_of(shown_, is_notification)) co_await next(socket, "messages");
  loop_.stop();
}

TEST_F(DemoPage, answers_suggests_and_notifies) {
  const int port = test::free_port();
  auto demo = start(fmt::format("127.0.0.1:{}", port));
  test::run_task(loop_, play(demo, port));

  EXPECT_EQ(demo.kill(SIGTERM), 0) << demo.printed();
}

TEST_F(DemoPage, stays_on_this_machine_unless_asked) {
  auto demo = start("0.0.0.0:0");

  EXPECT_EQ(demo.wait(), 1);
  EXPECT_THAT(demo.printed(), testing::HasSubstr("--remote"));
}

}  // namespace
}  // namespace cs2

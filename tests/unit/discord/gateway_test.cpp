// The coroutines around the session, over real sockets on the loopback.
#include "discord/gateway.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <vector>

#include "io/server.hpp"
#include "io/websocket.hpp"
#include "support/fake_http.hpp"
#include "support/run_task.hpp"
#include "unit/discord/deflater.hpp"

namespace cs2::discord {
namespace {

namespace json = boost::json;
using testing::EndsWith;
using testing::HasSubstr;

constexpr auto hello = R"({"t":null,"s":null,"op":10,"d":{"heartbeat_interval":45000}})";

// What Discord does on each connection, in turn. Whatever comes after the last one is left waiting.
class GatewayTest : public testing::Test {
 protected:
  using Script = std::function<Task<void>(io::WebSocket&)>;

  GatewayTest() {
    auto listening = io::listen(
        loop, "127.0.0.1:0",
        [](io::ServerRequest) -> Task<io::ServerResponse> { co_return io::ServerResponse{.status = 404}; },
        [this](io::ServerRequest request, std::unique_ptr<io::WebSocket> socket) -> Task<void> {
          return converse(std::move(request), std::move(socket));
        });
    server = std::move(*listening);
    http.handle([this](const io::HttpRequest&) { return gateway_bot(); });
  }

  Task<void> converse(io::ServerRequest request, std::unique_ptr<io::WebSocket> socket) {
    targets.push_back(request.target);
    const auto turn = targets.size() - 1;
    if (turn < scripts.size()) co_await scripts[turn](*socket);
  }

  Result<io::HttpResponse> gateway_bot() const {
    return io::HttpResponse{
        .status = 200,
        .headers = {},
        .body = fmt::format(R"({{"url":"{}","shards":{},"session_start_limit":{{"total":1000,"remaining":{},
                                "reset_after":1000,"max_concurrency":16}}}})",
                            address("/"), shards, sessions_remaining)};
  }

  std::string address(std::string_view path) const {
    return fmt::format("ws://127.0.0.1:{}{}", server->port(), path);
  }
  std::string ready() const {
    return fmt::format(
        R"({{"t":"READY","s":1,"op":0,"d":{{"session_id":"abc","resume_gateway_url":"{}","guilds":[]}}}})",
        address("/resumed"));
  }

  // The next payload of the bot, heartbeats left out.
  static Task<json::value> received(io::WebSocket& socket) {
    while (true) {
      const auto frame = co_await socket.receive();
      if (!frame || frame->kind != io::Frame::Kind::text) co_return json::value{};
      auto payload = json::parse(frame->payload);
      if (payload.at("op") != 1) co_return payload;
    }
  }
  static Task<void> say(io::WebSocket& socket, std::string payload) {
    static_cast<void>(co_await socket.send(std::move(payload)));
  }
  // Until the bot has closed; its code.
  static Task<int> closed(io::WebSocket& socket) {
    while (true) {
      const auto frame = co_await socket.receive();
      if (!frame) co_return -1;
      if (frame->kind == io::Frame::Kind::closed) co_return frame->close_code;
    }
  }

  // The gateway until it gives up or a script stops the loop.
  std::optional<Error> run(GatewaySettings settings = {}) {
    settings.token = "token-of-the-bot";
    Gateway gateway{loop, rest, metrics, settings, [this, &gateway](ShardPlace place, GatewayEvent event) {
                      places.push_back(place.shard);
                      events.push_back(std::move(event));
                      was_ready = gateway.ready();
                      if (stop_after > 0 && events.size() == stop_after) loop.stop();
                    }};
    std::optional<Error> refusal;
    const auto until_refused = [&]() -> Task<void> {
      const auto ended = co_await gateway.run();
      refusal = ended.error();
      loop.stop();
    };
    loop.spawn("gateway", until_refused());
    const test::Watchdog watchdog{loop};
    loop.run();
    return refusal;
  }

  io::Loop loop;
  test::FakeHttp http;
  SystemClock clock;
  Metrics metrics;
  Rest rest{loop, http, clock, metrics, {.token = "token-of-the-bot", .base_url = "http://127.0.0.1:1"}};
  std::unique_ptr<io::Server> server;

  int shards = 1;
  int sessions_remaining = 900;
  std::vector<Script> scripts;
  std::size_t stop_after = 0;  // events

  std::vector<std::string> targets;
  std::vector<GatewayEvent> events;
  std::vector<int> places;
  bool was_ready = false;
};

TEST_F(GatewayTest, identifies_and_hands_events_on) {
  json::value identify;
  scripts = {[&](io::WebSocket& socket) -> Task<void> {
    co_await say(socket, hello);
    identify = co_await received(socket);
    co_await say(socket, ready());
    co_await say(socket, R"({"t":"GUILD_CREATE","s":2,"op":0,"d":{"id":"5","name":"Fans"}})");
    co_await closed(socket);
  }};
  stop_after = 2;

  run({.compress = false});

  EXPECT_EQ(targets.front(), "/?v=10&encoding=json");
  EXPECT_EQ(identify.at("op"), 2);
  EXPECT_EQ(identify.at("d").at("token"), "token-of-the-bot");
  ASSERT_EQ(events.size(), 2U);
  EXPECT_EQ(std::get<GuildCreate>(events[1]).name, "Fans");
  EXPECT_TRUE(was_ready);
  EXPECT_EQ(metrics.value("cs2results_gateway_identifies_total"), 1);
  EXPECT_EQ(metrics.value("cs2results_gateway_sessions_remaining"), 899);
}

TEST_F(GatewayTest, reads_a_compressed_stream) {
  scripts = {[&](io::WebSocket& socket) -> Task<void> {
    Deflater deflater;
    static_cast<void>(co_await socket.send(deflater.payload(hello), true));
    static_cast<void>(co_await received(socket));
    const auto packed = deflater.payload(ready());
    static_cast<void>(co_await socket.send(packed.substr(0, 10), true));
    static_cast<void>(co_await socket.send(packed.substr(10), true));
    co_await closed(socket);
  }};
  stop_after = 1;

  run();

  EXPECT_THAT(targets.front(), EndsWith("&compress=zlib-stream"));
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(std::get<Ready>(events[0]).session_id, "abc");
}

TEST_F(GatewayTest, resumes_a_dropped_connection_where_discord_said) {
  json::value resume;
  scripts = {[&](io::WebSocket& socket) -> Task<void> {
               co_await say(socket, hello);
               static_cast<void>(co_await received(socket));
               co_await say(socket, ready());
               socket.close(4000);
             },
             [&](io::WebSocket& socket) -> Task<void> {
               co_await say(socket, hello);
               resume = co_await received(socket);
               co_await say(socket, R"({"t":"RESUMED","s":2,"op":0,"d":{}})");
               co_await closed(socket);
             }};
  stop_after = 2;

  run({.compress = false});

  ASSERT_EQ(targets.size(), 2U);
  EXPECT_EQ(targets[1], "/resumed/?v=10&encoding=json");
  EXPECT_EQ(resume, json::parse(R"({"op":6,"d":{"token":"token-of-the-bot","session_id":"abc","seq":1}})"));
  EXPECT_TRUE(std::holds_alternative<Resumed>(events[1]));
  EXPECT_TRUE(was_ready);
}

TEST_F(GatewayTest, drops_a_zombie) {
  scripts = {[&](io::WebSocket& socket) -> Task<void> {
               co_await say(socket, R"({"op":10,"d":{"heartbeat_interval":40}})");
               static_cast<void>(co_await received(socket));
               co_await say(socket, ready());
               co_await closed(socket);  // acknowledges nothing
             },
             [&](io::WebSocket& socket) -> Task<void> {
               loop.stop();
               co_await closed(socket);
             }};

  run({.compress = false});

  EXPECT_EQ(targets.size(), 2U);
  EXPECT_EQ(metrics.value("cs2results_gateway_reconnects_total", {{"shard", "0"}, {"reason", "zombie"}}), 1);
}

TEST_F(GatewayTest, identifies_when_it_cannot_connect_to_resume) {
  json::value second;
  scripts = {[&](io::WebSocket& socket) -> Task<void> {
               co_await say(socket, hello);
               static_cast<void>(co_await received(socket));
               co_await say(socket, R"({"t":"READY","s":1,"op":0,"d":{"session_id":"abc","guilds":[],
                                        "resume_gateway_url":"ws://127.0.0.1:1"}})");
               socket.drop();
             },
             [&](io::WebSocket& socket) -> Task<void> {
               co_await say(socket, hello);
               second = co_await received(socket);
               loop.stop();
             }};

  run({.compress = false});

  EXPECT_EQ(second.at("op"), 2);
}

TEST_F(GatewayTest, ends_with_a_sentence_when_discord_refuses) {
  scripts = {[&](io::WebSocket& socket) -> Task<void> {
    co_await say(socket, hello);
    static_cast<void>(co_await received(socket));
    socket.close(4004);
  }};

  const auto refusal = run();

  ASSERT_TRUE(refusal);
  EXPECT_EQ(refusal->kind, ErrorKind::unauthorized);
  EXPECT_THAT(refusal->detail, HasSubstr("DISCORD_TOKEN"));
  EXPECT_EQ(targets.size(), 1U);
}

TEST_F(GatewayTest, ends_when_the_token_is_refused_before_any_connection) {
  const std::string unauthorized = R"({"code":0,"message":"401: Unauthorized"})";
  http.answer(401, unauthorized).answer(401, unauthorized);

  const auto refusal = run();

  ASSERT_TRUE(refusal);
  EXPECT_EQ(refusal->kind, ErrorKind::unauthorized);
  EXPECT_TRUE(targets.empty());
}

TEST_F(GatewayTest, refuses_a_shard_count_that_makes_no_sense) {
  const auto refusal = run({.shard_count = 0});

  ASSERT_TRUE(refusal);
  EXPECT_EQ(refusal->kind, ErrorKind::invalid);
}

TEST_F(GatewayTest, starts_every_shard_that_discord_recommends) {
  shards = 3;
  const Script script = [&](io::WebSocket& socket) -> Task<void> {
    co_await say(socket, hello);
    static_cast<void>(co_await received(socket));
    co_await say(socket, ready());
    co_await closed(socket);
  };
  scripts = {script, script, script};
  stop_after = 3;

  run({.compress = false});

  std::ranges::sort(places);
  EXPECT_EQ(places, (std::vector{0, 1, 2}));
  EXPECT_TRUE(was_ready);
}

TEST_F(GatewayTest, does_not_burn_the_last_session_starts) {
  sessions_remaining = 3;
  http.handle([this](const io::HttpRequest&) {
    loop.post([this] { loop.stop(); });  // by then it waits for the day to end
    return gateway_bot();
  });

  run();

  EXPECT_TRUE(targets.empty());
  EXPECT_EQ(metrics.value("cs2results_gateway_identifies_total"), 0);
}

TEST_F(GatewayTest, says_good_bye_when_the_process_stops) {
  io::Loop elsewhere;  // Discord does not stop with us
  int code = 0;
  server = *io::listen(
      elsewhere, "127.0.0.1:0",
      [](io::ServerRequest) -> Task<io::ServerResponse> { co_return io::ServerResponse{.status = 404}; },
      [&](io::ServerRequest, std::unique_ptr<io::WebSocket> socket) -> Task<void> {
        co_await say(*socket, hello);
        static_cast<void>(co_await received(*socket));
        loop.stop();
        code = co_await closed(*socket);
        elsewhere.stop();
      });
  elsewhere.spawn("stays", elsewhere.sleep(hours{1}));  // a loop with nothing to do would end
  std::jthread discord{[&] { elsewhere.run(); }};

  run({.compress = false});
  discord.join();

  EXPECT_EQ(code, 1000);
  server.reset();
}

}  // namespace
}  // namespace cs2::discord

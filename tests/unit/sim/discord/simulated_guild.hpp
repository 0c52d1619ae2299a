// A simulated Discord with one guild, one channel and one user, and a client that speaks plain HTTP and
// WebSocket to it.
#pragma once

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "base/metrics.hpp"
#include "io/http.hpp"
#include "io/websocket.hpp"
#include "sim/discord/simulated_discord.hpp"
#include "support/run_task.hpp"
#include "support/simulation/control.hpp"

namespace cs2::sim {

namespace json = boost::json;

class SimulatedGuild {
 public:
  explicit SimulatedGuild(DiscordSettings settings = {}) {
    settings.control = answer_control;
    auto started = Discord::start(loop, clock, std::move(settings));
    if (!started) throw std::runtime_error(started.error().detail);
    discord = std::move(*started);
    guild = discord->add_guild({.name = "Town"});
    channel = discord->channels(guild).front();
    user = discord->add_user({.name = "ada"});
  }

  // Runs a test's steps on the loop.
  void run(const std::function<Task<void>(SimulatedGuild&)>& steps) {
    test::run_task(
        loop, [](SimulatedGuild& server, const std::function<Task<void>(SimulatedGuild&)>& of) -> Task<void> {
          co_await of(server);
          server.loop.stop();
        }(*this, steps));
  }

  // To the API, as a well-behaved bot.
  Task<io::HttpResponse> ask(std::string method, std::string path, std::string body = {}) {
    io::HttpRequest request{.method = std::move(method),
                            .url = discord->api_base_url() + path,
                            .headers = {{"Authorization", "Bot " + discord->token()}},
                            .body = std::move(body)};
    if (!request.body.empty()) request.headers.emplace_back("Content-Type", "application/json");
    co_return co_await send(std::move(request));
  }

  Task<io::HttpResponse> send(io::HttpRequest request) {
    auto response = co_await http->send(std::move(request));
    if (!response) co_return io::HttpResponse{.status = 0, .headers = {}, .body = response.error().detail};
    co_return std::move(*response);
  }

  std::string messages_path() const { return "/channels/" + discord::to_string(channel) + "/messages"; }
  std::string commands_path() const {
    return "/applications/" + discord::to_string(discord->application_id()) + "/commands";
  }
  Location place() const { return {.user = user, .channel = channel}; }

  io::Loop loop;
  ManualClock clock{*parse_iso8601("2026-11-23T12:00:00Z")};
  Metrics metrics;
  std::unique_ptr<io::Http> http = io::make_http(loop, metrics, "DiscordBot (https://example.org, 1)");
  std::unique_ptr<Discord> discord;
  Snowflake guild;
  Snowflake channel;
  Snowflake user;
};

// A bare gateway connection: it knows the envelope and nothing else.
class Wire {
 public:
  static Task<Wire> open(SimulatedGuild& server, std::string_view path = "",
                         std::string_view query = "v=10&encoding=json") {
    auto url = server.discord->api_base_url();
    url = "ws" + url.substr(4, url.find("/api") - 4) + std::string(path) + "/?" + std::string(query);
    auto socket = co_await io::connect_websocket(server.loop, url, "DiscordBot (https://example.org, 1)");
    if (!socket) throw std::runtime_error(socket.error().detail);
    co_return Wire(std::move(*socket));
  }

  Task<void> send(json::value message) { co_await socket_->send(json::serialize(message)); }
  Task<void> send_text(std::string text) { co_await socket_->send(std::move(text)); }

  // The next message; after the end an object with only `closed`, the close code.
  Task<json::object> next() {
    const auto frame = co_await socket_->receive();
    if (!frame) throw std::runtime_error(frame.error().detail);
    if (frame->kind == io::Frame::Kind::closed) co_return json::object{{"closed", frame->close_code}};
    co_return json::parse(frame->payload).as_object();
  }

  // Of a compressed connection.
  Task<std::string> next_binary() {
    auto frame = co_await socket_->receive();
    if (!frame || frame->kind != io::Frame::Kind::binary) throw std::runtime_error("no binary message");
    co_return std::move(frame->payload);
  }

  // Skips until a dispatch of that name.
  Task<json::object> next(std::string_view event) {
    while (true) {
      auto message = co_await next();
      if (message.contains("closed"))
        throw std::runtime_error("closed while waiting for " + std::string(event));
      if (message["t"].is_string() && message["t"].get_string() == event) co_return message;
    }
  }

  // Skips until the connection ends; its close code.
  Task<int> end() {
    while (true) {
      const auto message = co_await next();
      if (const auto* code = message.if_contains("closed")) co_return static_cast<int>(code->as_int64());
    }
  }

  Task<json::object> identify(SimulatedGuild& server, std::int64_t intents = 1, std::string token = {}) {
    co_await next();  // hello
    co_await send(identification(server, intents, std::move(token)));
    co_return co_await next("READY");
  }

  static json::object identification(SimulatedGuild& server, std::int64_t intents = 1,
                                     std::string token = {}) {
    return {{"op", 2},
            {"d",
             json::object{{"token", token.empty() ? server.discord->token() : token},
                          {"intents", intents},
                          {"properties", json::object{{"os", "linux"}, {"browser", "t"}, {"device", "t"}}}}}};
  }

  void close(int code) { socket_->close(code); }
  void drop() { socket_->drop(); }

 private:
  explicit Wire(std::unique_ptr<io::WebSocket> socket) : socket_(std::move(socket)) {}
  std::unique_ptr<io::WebSocket> socket_;
};

inline json::object object_of(const io::HttpResponse& response) {
  return json::parse(response.body).as_object();
}

inline std::int64_t code_of(const io::HttpResponse& response) {
  return object_of(response).at("code").as_int64();
}

}  // namespace cs2::sim

// What one request costs the thread that sends it, and the pool and the WebSocket beside it. The server runs
// on a thread of its own, so the CPU column is the client's alone.
#include <benchmark/benchmark.h>

#include <future>
#include <memory>
#include <string>
#include <thread>

#include "base/limits/process.hpp"
#include "io/blocking.hpp"
#include "io/http.hpp"
#include "io/server.hpp"
#include "io/websocket.hpp"

namespace cs2::io {
namespace {

class OtherThread {
 public:
  OtherThread() : port_(ready_.get_future()), thread_([this] { serve(); }) { number_ = port_.get(); }
  ~OtherThread() {
    loop_.stop();
    thread_.join();
  }
  OtherThread(const OtherThread&) = delete;
  OtherThread& operator=(const OtherThread&) = delete;

  std::uint16_t port() const { return number_; }

 private:
  static Task<void> stay(Loop& loop) {
    while (true) co_await loop.sleep(hours{1});
  }
  static Task<void> echo(std::unique_ptr<WebSocket> socket) {
    while (true) {
      auto frame = co_await socket->receive();
      if (!frame || frame->kind == Frame::Kind::closed) co_return;
      co_await socket->send(std::move(frame->payload));
    }
  }

  void serve() {
    const auto server =
        listen(
            loop_, "127.0.0.1:0",
            [](ServerRequest) -> Task<ServerResponse> { co_return ServerResponse{.status = 204}; },
            [](ServerRequest, std::unique_ptr<WebSocket> socket) { return echo(std::move(socket)); })
            .value();
    loop_.spawn("stay", stay(loop_));
    ready_.set_value(server->port());
    loop_.run();
  }

  Loop loop_;
  std::promise<std::uint16_t> ready_;
  std::future<std::uint16_t> port_;
  std::uint16_t number_ = 0;
  std::thread thread_;
};

// The shape of an answer to a command: a token in the path and an embed in the body.
Task<void> send_in_turn(Http& http, std::string url, int& left) {
  const std::string body(900, 'x');
  while (left-- > 0) {
    const auto response = co_await http.send(
        {.method = "POST", .url = url, .headers = {{"Content-Type", "application/json"}}, .body = body});
    if (!response) std::terminate();
  }
}

void http_requests(benchmark::State& state) {
  OtherThread server;
  Loop loop;
  Metrics metrics;
  const auto http = make_http(loop, metrics, "bench/1.0");
  const auto url =
      fmt::format("http://127.0.0.1:{}/api/v10/interactions/1/aW50ZXJhY3Rpb24/callback", server.port());
  constexpr int requests = 2000;

  for (auto _ : state) {
    int left = requests;
    for (int i = 0; i < state.range(0); ++i) loop.spawn("sender", send_in_turn(*http, url, left));
    loop.run();
  }
  state.SetItemsProcessed(state.iterations() * requests);
}
BENCHMARK(http_requests)->ArgName("at_once")->Arg(1)->Arg(64)->UseRealTime()->Unit(benchmark::kMillisecond);

Task<void> talk_in_turn(Loop& loop, std::uint16_t port, int count) {
  const auto socket =
      (co_await connect_websocket(loop, fmt::format("ws://127.0.0.1:{}/", port), "bench/1.0")).value();
  for (int i = 0; i < count; ++i) {
    co_await socket->send(std::string(1200, 'x'));
    if (!co_await socket->receive()) std::terminate();
  }
}

void websocket_messages(benchmark::State& state) {
  OtherThread server;
  Loop loop;
  constexpr int messages = 2000;

  for (auto _ : state) {
    loop.spawn("talk", talk_in_turn(loop, server.port(), messages));
    loop.run();
  }
  state.SetItemsProcessed(state.iterations() * messages);
}
BENCHMARK(websocket_messages)->UseRealTime()->Unit(benchmark::kMillisecond);

Task<void> call_in_turn(Blocking& blocking, int& left) {
  while (left-- > 0) co_await blocking.run([] {});
}

void blocking_calls(benchmark::State& state) {
  Loop loop;
  Blocking blocking{loop, limits::blocking_threads, limits::blocking_queue_max};
  constexpr int calls = 10'000;

  for (auto _ : state) {
    int left = calls;
    for (int i = 0; i < state.range(0); ++i) loop.spawn("caller", call_in_turn(blocking, left));
    loop.run();
  }
  state.SetItemsProcessed(state.iterations() * calls);
}
BENCHMARK(blocking_calls)->ArgName("at_once")->Arg(1)->Arg(64)->UseRealTime()->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace cs2::io

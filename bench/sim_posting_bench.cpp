// Posting to many channels through Discord's client: how much of the permitted rate is used, and what one
// message costs. The simulated Discord is another process, as the real one would be.
#include <benchmark/benchmark.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <csignal>
#include <cstdio>
#include <stdexcept>

#include "base/log.hpp"
#include "discord/rest.hpp"
#include "io/http.hpp"
#include "sim/discord.hpp"

namespace cs2::sim {
namespace {

using namespace std::chrono_literals;
namespace json = boost::json;

// What the other process tells when it is ready: address, token, then a channel a line.
struct Served {
  pid_t process = 0;
  std::string api;
  std::string control;
  std::string token;
  std::vector<Snowflake> channels;
};

[[noreturn]] void serve(int pipe, int requests_per_second, int channels) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  const SystemClock clock;
  io::Loop loop;
  auto discord = Discord::start(
      loop, clock,
      {.requests_per_second = requests_per_second, .log_requests = false, .log_contents = false});
  if (!discord) _exit(1);
  const auto guild = (*discord)->add_guild({.name = "Town"});
  auto text =
      fmt::format("{} {} {}", (*discord)->api_base_url(), (*discord)->control_url(), (*discord)->token());
  for (int i = 0; i < channels; ++i)
    text += fmt::format(" {}", discord::to_string((*discord)->add_channel(guild, "channel")));
  if (::write(pipe, text.data(), text.size()) < 0) _exit(1);
  ::close(pipe);
  loop.spawn("simulation", [](io::Loop& serving) -> Task<void> {
    while (true) co_await serving.sleep(hours{1});
  }(loop));
  _exit(loop.run());
}

Served start(int requests_per_second, int channels) {
  int ends[2];
  if (::pipe(ends) != 0) throw std::runtime_error("no pipe");
  Served served{.process = ::fork()};
  if (served.process == 0) {
    ::close(ends[0]);
    serve(ends[1], requests_per_second, channels);
  }
  ::close(ends[1]);
  std::string text;
  char piece[65536];
  for (ssize_t got = 0; (got = ::read(ends[0], piece, sizeof piece)) > 0;)
    text.append(piece, static_cast<std::size_t>(got));
  ::close(ends[0]);
  std::size_t at = 0;
  const auto word = [&] {
    const auto end = std::min(text.find(' ', at), text.size());
    auto found = text.substr(at, end - at);
    at = end + 1;
    return found;
  };
  served.api = word();
  served.control = word();
  served.token = word();
  while (at < text.size()) served.channels.push_back(*discord::parse_snowflake(word()));
  return served;
}

std::chrono::duration<double> processor_time() {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  const auto seconds_of = [](const timeval& time) {
    return std::chrono::duration<double>(static_cast<double>(time.tv_sec) +
                                         static_cast<double>(time.tv_usec) / 1e6);
  };
  return seconds_of(used.ru_utime) + seconds_of(used.ru_stime);
}

struct Posting {
  io::Loop& loop;
  discord::Rest& rest;
  const Served& served;
  int count;
  int begun = 0;
  int under_way = 0;
  int failed = 0;
};

// As many of these as deliveries are under way together.
Task<void> post(Posting& all) {
  ++all.under_way;
  while (all.begun < all.count) {
    const auto number = all.begun++;
    const auto channel = all.served.channels[static_cast<std::size_t>(number) % all.served.channels.size()];
    const auto sent = co_await all.rest.create_message(
        channel,
        {.embeds = {{.title = "Northern Lights 2–1 Blue Harbour",
                     .description = "Grand final of the Winter Cup, best of three"}},
         .nonce = fmt::format("{}", number)},
        1s);
    if (!sent) ++all.failed;
  }
  if (--all.under_way == 0) all.loop.stop();
}

std::int64_t count_429(const Served& served) {
  std::int64_t count = -1;
  io::Loop loop;
  Metrics metrics;
  const auto http = io::make_http(loop, metrics, "bench");
  loop.spawn("ask", [](io::Loop& on, io::Http& over, std::string url, std::int64_t& into) -> Task<void> {
    const auto answer = co_await over.send({.url = url});
    if (answer) into = json::parse(answer->body).at("rate_limited").as_int64();
    on.stop();
  }(loop, *http, served.control + "/statistics", count));
  loop.run();
  return count;
}

void post_many(benchmark::State& state, int requests_per_second, int count, int channels) {
  log::configure(log::Format::text, log::Level::error);
  for (auto _ : state) {
    const auto served = start(requests_per_second, channels);
    const SystemClock clock;
    io::Loop loop;
    Metrics metrics;
    const auto http = io::make_http(loop, metrics, "DiscordBot (https://example.org, 1)");
    discord::Rest rest{
        loop,
        *http,
        clock,
        metrics,
        {.token = served.token, .base_url = served.api, .requests_per_second = requests_per_second}};
    Posting posting{.loop = loop, .rest = rest, .served = served, .count = count};
    constexpr int at_once = 128;
    for (int i = 0; i < at_once; ++i) loop.spawn("post", post(posting));

    const auto processor_before = processor_time();
    const auto before = std::chrono::steady_clock::now();
    loop.run();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - before;
    const auto processor = processor_time() - processor_before;

    state.SetIterationTime(took.count());
    const double per_second = count / took.count();
    state.counters["per_second"] = per_second;
    state.counters["share_of_limit"] = per_second / requests_per_second;
    state.counters["processor_us"] = processor.count() * 1e6 / count;
    state.counters["failed"] = posting.failed;
    state.counters["429"] = static_cast<double>(count_429(served));
    ::kill(served.process, SIGKILL);
    ::waitpid(served.process, nullptr, 0);
  }
}

void post_at_fifty_a_second(benchmark::State& state) {
  post_many(state, 50, 1000, 1000);
}
BENCHMARK(post_at_fifty_a_second)->UseManualTime()->Iterations(1)->Unit(benchmark::kMillisecond);

void post_at_five_thousand_a_second(benchmark::State& state) {
  post_many(state, 5000, 30'000, 10'000);
}
BENCHMARK(post_at_five_thousand_a_second)->UseManualTime()->Iterations(1)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace cs2::sim

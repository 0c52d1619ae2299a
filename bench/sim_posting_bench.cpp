// Posting to many channels through Discord's client: how much of the permitted rate is used, and what one
// message costs. The simulated Discord is another process, as the real one would be.
#include <benchmark/benchmark.h>

#include "base/log.hpp"
#include "discord/rest.hpp"
#include "discord_process.hpp"
#include "io/http.hpp"

namespace cs2::sim {
namespace {

using namespace std::chrono_literals;

struct Posting {
  io::Loop& loop;
  discord::Rest& rest;
  const std::vector<std::uint64_t>& channels;
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
    const Snowflake channel{all.channels[static_cast<std::size_t>(number) % all.channels.size()]};
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

void post_many(benchmark::State& state, int requests_per_second, int count, int channels) {
  log::configure(log::Format::text, log::Level::error);
  for (auto _ : state) {
    const DiscordProcess server{requests_per_second, {channels}};
    const SystemClock clock;
    io::Loop loop;
    Metrics metrics;
    const auto http = io::make_http(loop, metrics, "DiscordBot (https://example.org, 1)");
    discord::Rest rest{
        loop,
        *http,
        clock,
        metrics,
        {.token = server.token, .base_url = server.api, .requests_per_second = requests_per_second}};
    Posting posting{.loop = loop, .rest = rest, .channels = server.guild(0), .count = count};
    constexpr int at_once = 128;
    for (int i = 0; i < at_once; ++i) loop.spawn("post", post(posting));

    const auto processor_before = now_used(RUSAGE_SELF);
    const auto before = std::chrono::steady_clock::now();
    loop.run();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - before;
    const auto processor = now_used(RUSAGE_SELF) - processor_before;

    state.SetIterationTime(took.count());
    const double per_second = count / took.count();
    state.counters["per_second"] = per_second;
    state.counters["share_of_limit"] = per_second / requests_per_second;
    state.counters["processor_us"] = processor * 1e6 / count;
    state.counters["failed"] = posting.failed;
    state.counters["429"] = static_cast<double>(server.statistic("rate_limited"));
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

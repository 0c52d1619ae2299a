// The simulated Discord, and the replayed sources if a second address is given, for a bot of another process:
// prints what the bot must be given as settings, one NAME=VALUE a line, and serves until it is stopped.
//   simulated_discord [ADDRESS [SOURCES_ADDRESS]]
#include <fmt/format.h>

#include <cstdio>
#include <memory>

#include "base/clock.hpp"
#include "io/loop.hpp"
#include "sim/discord/simulated_discord.hpp"
#include "sim/source/source_servers.hpp"
#include "sim/source/world.hpp"
#include "support/simulation/control.hpp"

namespace {

using namespace cs2;

constexpr std::uint64_t seed = 7;

// Its first matches begin as soon as somebody can have subscribed to them.
Result<std::unique_ptr<sim::Providers>> start_sources(io::Loop& loop, const Clock& clock,
                                                      const std::string& address) {
  return sim::Providers::start(loop, clock, sim::World::beginning_at(clock.now() + seconds{40}, seed),
                               {.address = address, .pandascore_token = "simulated"});
}

int refuse(const Error& error) {
  fmt::print(stderr, "simulated_discord: {}\n", error.detail);
  return 1;
}

}  // namespace

int main(int count, char** arguments) {
  const SystemClock clock;
  io::Loop loop;
  auto started = sim::Discord::start(loop, clock,
                                     {.address = count > 1 ? arguments[1] : "127.0.0.1:0",
                                      .control = sim::answer_control,
                                      .messages_kept = 10,
                                      .log_requests = false});
  if (!started) return refuse(started.error());
  const auto& discord = **started;
  fmt::print(
      "DISCORD_API_BASE_URL={}\nDISCORD_TOKEN={}\nDISCORD_APPLICATION_ID={}\nSIMULATION_CONTROL_URL={}\n",
      discord.api_base_url(), discord.token(), discord::to_string(discord.application_id()),
      discord.control_url());
  std::unique_ptr<sim::Providers> sources;
  if (count > 2) {
    auto opened = start_sources(loop, clock, arguments[2]);
    if (!opened) return refuse(opened.error());
    sources = std::move(*opened);
    fmt::print(
        "PANDASCORE_BASE_URL={}\nPANDASCORE_TOKEN=simulated\nLIQUIPEDIA_BASE_URL={}\n"
        "VALVE_STANDINGS_BASE_URL={}\nSOURCES_CONTROL_URL={}\n",
        sources->pandascore_base_url(), sources->liquipedia_base_url(), sources->valve_standings_base_url(),
        sources->control_url());
  }
  std::fflush(stdout);
  loop.stop_on_signals();
  // Serving alone would not keep the loop running.
  loop.spawn("simulation", [](io::Loop& serving) -> Task<void> {
    while (true) co_await serving.sleep(hours{1});
  }(loop));
  return loop.run();
}

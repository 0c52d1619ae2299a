// The simulated Discord alone, for a bot of another process: prints what the bot must be given as settings,
// one NAME=VALUE a line, and serves until it is stopped.
//   simulated_discord ADDRESS
#include <fmt/format.h>

#include <cstdio>

#include "base/clock.hpp"
#include "io/loop.hpp"
#include "sim/discord/simulated_discord.hpp"
#include "support/simulation/control.hpp"

int main(int count, char** arguments) {
  using namespace cs2;
  const SystemClock clock;
  io::Loop loop;
  auto started = sim::Discord::start(loop, clock,
                                     {.address = count > 1 ? arguments[1] : "127.0.0.1:0",
                                      .control = sim::answer_control,
                                      .messages_kept = 10,
                                      .log_requests = false});
  if (!started) {
    fmt::print(stderr, "simulated_discord: {}\n", started.error().detail);
    return 1;
  }
  const auto& discord = **started;
  fmt::print(
      "DISCORD_API_BASE_URL={}\nDISCORD_TOKEN={}\nDISCORD_APPLICATION_ID={}\nSIMULATION_CONTROL_URL={}\n",
      discord.api_base_url(), discord.token(), discord::to_string(discord.application_id()),
      discord.control_url());
  std::fflush(stdout);
  loop.stop_on_signals();
  // Serving alone would not keep the loop running.
  loop.spawn("simulation", [](io::Loop& serving) -> Task<void> {
    while (true) co_await serving.sleep(hours{1});
  }(loop));
  return loop.run();
}

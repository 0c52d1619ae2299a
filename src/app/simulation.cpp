#include "app/simulation.hpp"

#include <cstdio>

#include "app/report_error.hpp"
#include "base/clock.hpp"
#include "io/loop.hpp"
#include "sim/discord/simulated_discord.hpp"

namespace cs2::app {

int serve_simulation(const std::string& address) {
  const SystemClock clock;
  io::Loop loop;
  auto started =
      sim::Discord::start(loop, clock, {.address = address, .messages_kept = 10, .log_requests = false});
  if (!started) return report_error(started.error());
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

}  // namespace cs2::app

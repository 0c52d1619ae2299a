// `run`, `bot` and `worker`.
#include <algorithm>
#include <cstdio>

#include "app/report_error.hpp"
#include "app/subcommands.hpp"
#include "base/version.hpp"

namespace cs2::app {
int run(const Settings& settings, Roles roles) {
  if (roles.bot && settings.discord_token.empty()) {
    return report_error(
        {.kind = ErrorKind::invalid,
         .detail =
             "DISCORD_TOKEN is not set: put the bot's token into config.toml or the environment, or try "
             "`cs2results demo`, which needs none"});
  }
  if (roles.ingest && settings.http_contact.empty())
    log::warning("HTTP_CONTACT is not set: Liquipedia's terms want an address at which you can be reached");

  if (roles.ingest && settings.discord_token.empty())
    log::warning("DISCORD_TOKEN is not set: this worker reads the sources, but nobody is told what is new");

  const SystemClock clock;
  Metrics metrics;
  io::Loop loop;
  Program program{loop, settings, roles, clock, metrics};
  if (const auto started = program.start(); !started) return report_error(started.error());

  loop.stop_on_signals();
  log::info("started", {{"version", version}});
  const int status = loop.run();
  log::info("stopped", {{"status", std::max(status, program.exit_status())}});
  return std::max(status, program.exit_status());
}

}  // namespace cs2::app

// `run`, `bot` and `worker`.
#include <algorithm>
#include <cstdio>

#include "app/report_error.hpp"
#include "app/subcommands.hpp"

namespace cs2::app {
int run(const Settings& settings, Roles roles) {
  if (roles.bot && settings.discord_token.empty()) {
    return report_error(
        {.kind = ErrorKind::invalid,
         .detail =
             "DISCORD_TOKEN is not set; add it to config.toml, or try `cs2results demo`, which needs no token"});
  }
  if (roles.ingest && settings.http_contact.empty())
    log::warning("settings: HTTP_CONTACT is not set, Liquipedia's terms require a contact address");

  if (roles.ingest && settings.discord_token.empty())
    log::warning("settings: DISCORD_TOKEN is not set, this worker reads sources but sends no notifications");

  if (!settings.exposed_file.empty())
    log::warning("settings: file with secrets is readable by other users, run chmod 600",
                 {{"file", settings.exposed_file}});

  const SystemClock clock;
  Metrics metrics;
  io::Loop loop;
  loop.stop_on_signals();
  Program program{loop, settings, roles, clock, metrics};
  if (const auto started = program.start(); !started) return report_error(started.error());

  const int status = loop.run();
  log::info("app: stopped", {{"status", std::max(status, program.exit_status())}});
  return std::max(status, program.exit_status());
}

}  // namespace cs2::app

// What `cs2results <subcommand>` does. Each gives the exit status: 0 done, 1 failed (said on standard error),
// 2 misused.
#pragma once

#include <optional>
#include <string>

#include "app/program.hpp"
#include "app/settings.hpp"

namespace cs2::app {

int run(const Settings& settings, Roles roles);

struct DemoOptions {
  std::optional<std::string> script;  // runs its lines and prints a transcript, unattended
  double speed = 60;                  // story seconds in a real second
  std::optional<std::string> serve;   // only the simulation, at this address
  bool plain = false;                 // no colours
};
int demo(const DemoOptions& options);

int migrate(const Settings& settings);
int seed(const Settings& settings);
int doctor(const Settings& settings);

struct CommandsOptions {
  bool write = false;  // register with Discord now, instead of printing
};
int commands(const Settings& settings, const CommandsOptions& options);

}  // namespace cs2::app

// Drives the simulated Discord from outside its process, and with many commands at once. For tests and
// benchmarks: none of it is in the program.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "io/server.hpp"
#include "sim/client/prompt.hpp"
#include "sim/discord/simulated_discord.hpp"

namespace cs2::sim {

// What DiscordSettings::control takes; control.cpp lists the addresses.
Task<io::ServerResponse> answer_control(std::shared_ptr<DiscordState> state, io::ServerRequest request);

// Many commands or requests for suggestions at once, spread over all guilds.
struct Burst {
  std::vector<TypedCommand> lines;  // in turn
  int count = 1;
  int at_once = 1;
};

struct BurstReport {
  int answered = 0;
  int failed = 0;
  std::chrono::microseconds took = {};
  std::vector<std::chrono::microseconds> latencies = {};  // until a user saw the answer, ascending
};

Task<BurstReport> send_burst(std::shared_ptr<DiscordState> state, Burst burst);

}  // namespace cs2::sim

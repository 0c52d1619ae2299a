#pragma once

#include <string>

namespace cs2::app {

// Only the simulated Discord, at this address, for a client of another process: prints what the client must
// be given as settings, one NAME=VALUE a line, and serves until it is stopped. Gives the exit status.
int serve_simulation(const std::string& address);

}  // namespace cs2::app

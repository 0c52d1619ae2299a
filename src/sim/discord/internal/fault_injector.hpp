// What goes wrong at the simulated Discord: what a test has ordered first, then by chance.
//
// Chance comes from a seed, so the same requests in the same order meet the same trouble.
#pragma once

#include <deque>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <utility>

#include "sim/discord/simulated_discord.hpp"

namespace cs2::sim {

class FaultInjector {
 public:
  explicit FaultInjector(Chaos chaos) { set_chaos(std::move(chaos)); }

  // Of the addresses that contain `only`.
  void order(Fault fault, int requests, std::string only = {});
  void set_chaos(Chaos chaos);

  // What the next request, to that address, runs into.
  std::optional<Fault> take(std::string_view target);

 private:
  struct Ordered {
    Fault fault;
    std::string only;
  };
  std::deque<Ordered> ordered_;
  Chaos chaos_;
  std::mt19937_64 random_;
};

}  // namespace cs2::sim

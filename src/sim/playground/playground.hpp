// The demo in a browser: a page that acts in the simulated Discord as its users.
//
// Each visitor is a guild of the simulation with three people in it, and gets what they see over one
// WebSocket. What a tab shows is compared with what its person sees now, and the difference is sent: so a tab
// that was away, or that reads slowly, misses nothing and makes nothing pile up. A visit ends after fifteen
// minutes without an action; its guild is removed then.
#pragma once

#include <memory>
#include <string>

#include "base/clock.hpp"
#include "base/limits/playground.hpp"
#include "base/result.hpp"
#include "io/loop.hpp"
#include "sim/discord/simulated_discord.hpp"
#include "sim/source/story_clock.hpp"

namespace cs2::sim {

struct PlaygroundSettings {
  std::string address = "127.0.0.1:0";
  bool remote = false;  // also where others can reach it; then no visitor changes the story's speed for all
  std::size_t visitors_max = limits::playground_visitors_max;
};

class Playground {
 public:
  // `discord` and the clocks outlive it. `real` is the clock that visitors live by. It becomes the watcher of
  // `discord`. invalid: the address is beyond loopback, and nobody asked for that; unavailable: it is taken.
  static Result<std::unique_ptr<Playground>> start(io::Loop& loop, Discord& discord, StoryClock& story,
                                                   const Clock& real, PlaygroundSettings settings);
  ~Playground();
  Playground(const Playground&) = delete;
  Playground& operator=(const Playground&) = delete;

  std::string url() const;  // http://127.0.0.1:8080/

  // One line of what happens in the arenas, for everybody.
  void tell(std::string news);

  std::size_t visitors() const;
  // Ends the visits that have been idle for too long; done every few seconds anyway.
  void sweep();

 private:
  struct State;
  struct Impl;
  explicit Playground(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace cs2::sim

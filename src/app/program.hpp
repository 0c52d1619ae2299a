// The roles of one process, wired together.
#pragma once

#include <memory>

#include "app/settings.hpp"
#include "base/clock.hpp"
#include "base/metrics.hpp"
#include "base/result.hpp"
#include "io/loop.hpp"

namespace cs2::app {

struct Roles {
  bool bot = false;
  bool ingest = false;
};

class Program {
 public:
  // `story` is the clock of the matches (the demo's runs fast); Discord's own timers always run on real time.
  Program(io::Loop& loop, Settings settings, Roles roles, const Clock& story, Metrics& metrics);
  ~Program();

  // Listens and spawns everything else on the loop: a database server that is away is waited for there, then
  // the store is migrated and the roles begin. After an error the loop must not be run.
  Result<void> start();

  // 0, or 1 once a role has ended for a reason that only the operator can mend (which was logged).
  int exit_status() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace cs2::app

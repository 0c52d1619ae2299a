// The event loop: one thread on which every coroutine runs.
//
// Stopping is one way and orderly: `stop` wakes every sleeper with `Stopped`, fails pending reads with
// ErrorKind::cancelled, and `run` returns when all coroutines have ended, or four fifths of `stop_max`
// later. After a signal the process is gone within `stop_max`, with status 0, whatever hangs.
#pragma once

#include <coroutine>
#include <functional>
#include <memory>
#include <string>

#include "base/clock.hpp"
#include "base/limits/process.hpp"
#include "io/task.hpp"

namespace cs2::io {

// Thrown into a coroutine that waits when the loop stops; a root coroutine simply ends by it.
struct Stopped {};

class Loop {
 public:
  explicit Loop(milliseconds stop_max = limits::stop_max);
  // Coroutines that have not ended are destroyed where they wait.
  ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  // Starts a coroutine that nobody awaits, soon; on the loop's thread or before `run`. An exception other
  // than Stopped that leaves it is logged under `name` and stops the loop with exit status 1: a role that
  // dies silently would be worse.
  void spawn(std::string name, Task<void> task);

  // Until stopped, or until every spawned coroutine has ended. 0, or 1 after a broken coroutine. May be
  // called again for what is spawned later.
  int run();

  // From any thread, any number of times.
  void stop();
  bool stopping() const;
  // SIGTERM and SIGINT. The second signal kills, as by default. To be called before anything that may hang.
  void stop_on_signals();

  // From any thread: runs `job` on the loop soon.
  void post(std::function<void()> job);

  // Real time; throws Stopped when the loop stops meanwhile.
  Task<void> sleep(milliseconds duration);

  // For io's own files: the boost::asio::io_context behind it.
  struct Core;
  Core& core() { return *core_; }

 private:
  std::unique_ptr<Core> core_;
};

// A flag that coroutines wait for; setting it wakes all of them. Loop thread only.
class Signal {
 public:
  explicit Signal(Loop& loop);
  ~Signal();
  Signal(const Signal&) = delete;
  Signal& operator=(const Signal&) = delete;

  void set();
  void clear();
  bool is_set() const;
  // True when set, false when `at_most` passed first. Throws Stopped when the loop stops.
  Task<bool> wait(milliseconds at_most);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace cs2::io

#include "io/loop.hpp"

#include <unistd.h>
#include <algorithm>
#include <boost/asio/post.hpp>
#include <csignal>

#include "base/log.hpp"
#include "io/core.hpp"

namespace cs2::io {
namespace {

Root drive(Loop::Core& core, std::string name, bool, Task<void> task) {
  try {
    co_await std::move(task);
  } catch (const Stopped&) {
    // The orderly end.
  } catch (const std::exception& broken) {
    core.break_down(name, &broken);
  } catch (...) {
    core.break_down(name, nullptr);
  }
}

// Waits for a timer, shorter when the loop stops or when `wake` is called.
class Pause : public Cancellable {
 public:
  Pause(Loop::Core& core, milliseconds duration)
      : Cancellable(core), core_(core), timer_(core.context, deadline_after(duration)) {}

  void wake() { timer_.cancel(); }
  void cancel() override { wake(); }

  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> awaiter) {
    timer_.async_wait([awaiter](error_code) { awaiter.resume(); });
  }
  void await_resume() const {
    if (core_.is_stopping()) throw Stopped{};
  }

 private:
  Loop::Core& core_;
  Timer timer_;
};

const Loop::Core* stopped_by_signal = nullptr;

// By the kernel's timer, because the thread that would look at a clock may be the one that hangs. Nothing is
// lost: whatever was not written down is taken up by the next process, as after a crash.
void end_process_after(const Loop::Core& core, seconds at_most) {
  stopped_by_signal = &core;
  std::signal(SIGALRM, [](int) { ::_exit(0); });
  ::alarm(static_cast<unsigned>(at_most.count()));
}

}  // namespace

Cancellable::Cancellable(Loop::Core& core) {
  core.cancellables.push_back(*this);
}

Root::promise_type::promise_type(Loop::Core& core, std::string& name, bool keeps_running, Task<void>&)
    : core(core), name(name), keeps_running(keeps_running) {
  core.roots.push_back(*this);
  if (keeps_running) ++core.roots_that_keep_running;
}

Root::promise_type::~promise_type() {
  unlink();
  if (keeps_running) --core.roots_that_keep_running;
  core.end_when_idle();
}

Loop::Core::Core(milliseconds stop_max) : stop_max(stop_max) {}

Loop::Core::~Core() {
  is_over = true;
  // Frames first: what they own still needs the context.
  while (!roots.empty()) std::coroutine_handle<Root::promise_type>::from_promise(roots.front()).destroy();
}

int Loop::Core::run() {
  const auto stay = asio::make_work_guard(context);
  context.restart();
  end_when_idle();
  context.run();
  return broke_down ? 1 : 0;
}

void Loop::Core::stop() {
  if (stopping.exchange(true)) return;
  post([this] { begin_stop(); });
}

void Loop::Core::begin_stop() {
  stop_deadline.expires_after(stop_max * 4 / 5);  // the rest is for what ends after the loop
  stop_deadline.async_wait([this](error_code error) {
    if (error) return;
    for (const auto& root : roots)
      log::warning("io: coroutine did not stop in time", {{"coroutine", root.name}});
    context.stop();
  });
  while (!cancellables.empty()) {
    auto& cancellable = cancellables.front();
    cancellable.unlink();
    cancellable.cancel();
  }
}

void Loop::Core::post(std::function<void()> job) {
  bool first = false;
  {
    const std::lock_guard lock(posted_mutex);
    first = posted.empty();
    posted.push_back(std::move(job));
  }
  if (first) asio::post(context, [this] { drain(); });
}

void Loop::Core::drain() {
  {
    const std::lock_guard lock(posted_mutex);
    std::swap(posted, draining);
  }
  is_draining = true;
  for (auto& job : draining) {
    try {
      job();
    } catch (const std::exception& broken) {
      break_down("posted job", &broken);
    } catch (...) {
      break_down("posted job", nullptr);
    }
  }
  draining.clear();
  is_draining = false;
  end_when_idle();
}

void Loop::Core::end_when_idle() {
  if (is_over || is_draining || roots_that_keep_running > 0 || farewells > 0) return;
  if (is_stopping() && !roots.empty()) return;
  {
    const std::lock_guard lock(posted_mutex);
    if (!posted.empty()) return;
  }
  context.stop();
}

void Loop::Core::spawn(std::string name, bool keeps_running, Task<void> task) {
  const auto root = drive(*this, std::move(name), keeps_running, std::move(task));
  asio::post(context, [coroutine = root.coroutine] { coroutine.resume(); });
}

void Loop::Core::break_down(const std::string& name, const std::exception* broken) {
  const auto message = fmt::format("io: {} failed, stopping", name);
  if (broken) {
    log::error(message, *broken);
  } else {
    log::error(message, {{"exception", "unknown"}});
  }
  broke_down = true;
  stop();
}

Loop::Loop(milliseconds stop_max) : core_(std::make_unique<Core>(stop_max)) {}
Loop::~Loop() {
  const bool is_stopping = stopped_by_signal == core_.get();
  core_.reset();
  if (!is_stopping) return;
  stopped_by_signal = nullptr;
  ::alarm(0);  // nothing hangs
}

void Loop::spawn(std::string name, Task<void> task) {
  core_->spawn(std::move(name), true, std::move(task));
}
int Loop::run() {
  return core_->run();
}
void Loop::stop() {
  core_->stop();
}
bool Loop::stopping() const {
  return core_->is_stopping();
}
void Loop::post(std::function<void()> job) {
  core_->post(std::move(job));
}

void Loop::stop_on_signals() {
  core_->signals.add(SIGTERM);
  core_->signals.add(SIGINT);
  core_->signals.async_wait([core = core_.get()](error_code error, int signal) {
    if (error) return;
    log::info("io: stopping", {{"signal", signal == SIGTERM ? "SIGTERM" : "SIGINT"}});
    // A second signal finds its default action again: whoever cannot wait ends the process at once.
    core->signals.clear();
    end_process_after(*core, std::chrono::floor<seconds>(core->stop_max * 9 / 10));
    core->stop();
  });
}

Task<void> Loop::sleep(milliseconds duration) {
  if (stopping()) throw Stopped{};
  co_await Pause{*core_, duration};
}

struct Signal::State {
  struct Waiter : ListHook {
    explicit Waiter(Pause& pause) : pause(pause) {}
    Pause& pause;
    bool was_set = false;  // remembered, because `clear` may come before the waiter runs
  };

  Loop::Core& core;
  bool is_set = false;
  LinkedList<Waiter> waiters = {};
};

Signal::Signal(Loop& loop) : state_(new State{.core = loop.core()}) {}
Signal::~Signal() {
  state_->waiters.clear();
}

void Signal::set() {
  state_->is_set = true;
  // Woken by the loop later, so that the list stays as it is meanwhile.
  for (auto& waiter : state_->waiters) {
    waiter.was_set = true;
    waiter.pause.wake();
  }
}

void Signal::clear() {
  state_->is_set = false;
}
bool Signal::is_set() const {
  return state_->is_set;
}

Task<bool> Signal::wait(milliseconds at_most) {
  if (state_->core.is_stopping()) throw Stopped{};
  if (state_->is_set) co_return true;

  Pause pause{state_->core, at_most};
  State::Waiter waiter{pause};
  state_->waiters.push_back(waiter);
  co_await pause;
  co_return waiter.was_set;
}

}  // namespace cs2::io

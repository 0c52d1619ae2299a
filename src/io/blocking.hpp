// A bounded pool of threads for functions that block: SQL, parsing, rendering, command handlers.
#pragma once

#include <atomic>
#include <coroutine>
#include <cstddef>
#include <exception>
#include <memory>
#include <optional>
#include <stdexcept>
#include <type_traits>
#include <utility>
#include <variant>

#include "io/loop.hpp"
#include "io/task.hpp"

namespace cs2::io {

// The queue is full: the caller says "busy" or tries again later.
struct Overloaded : std::runtime_error {
  Overloaded() : std::runtime_error("too much waits for the blocking pool") {}
};

// Destroyed before its Loop.
class Blocking {
 public:
  // `threads` and `queue_max` from base/limits/ unless a test wants others.
  Blocking(Loop& loop, std::size_t threads, std::size_t queue_max);
  // Waits for what runs; what is still queued is dropped.
  ~Blocking();
  Blocking(const Blocking&) = delete;
  Blocking& operator=(const Blocking&) = delete;

  // Runs `function` on the pool and gives its value back on the loop; its exception passes through. The
  // function is kept alive until it has run. Throws Overloaded, and Stopped when the loop stops before the
  // function's turn; what has begun is always waited for, and while stopping new calls are still taken, so
  // that a role can save its state.
  template <class F>
  Task<std::invoke_result_t<F&>> run(F function) {
    Call<F> call{function};
    co_await Turn{*this, call};
    co_return call.take();
  }

  std::size_t queued() const;

 private:
  struct State;

  // Lives in the frame of `run` and is linked into the queue, so that a call allocates nothing.
  struct Job {
    virtual void run() noexcept = 0;
    Job* next = nullptr;
    std::coroutine_handle<> awaiter = nullptr;
    bool dropped = false;
    std::atomic<State*> pool = nullptr;  // from submission until it has run

   protected:
    ~Job() = default;
  };

  template <class F>
  struct Call final : Job {
    using Value = std::invoke_result_t<F&>;
    using Kept = std::conditional_t<std::is_void_v<Value>, std::monostate, Value>;

    explicit Call(F& function) : function(function) {}

    void run() noexcept override {
      try {
        if constexpr (std::is_void_v<Value>) {
          function();
        } else {
          value.emplace(function());
        }
      } catch (...) {
        broken = std::current_exception();
      }
    }

    Value take() {
      if (broken) std::rethrow_exception(std::move(broken));
      if constexpr (!std::is_void_v<Value>) return std::move(*value);
    }

    F& function;
    std::optional<Kept> value = {};
    std::exception_ptr broken = {};
  };

  struct Turn {
    Blocking& pool;
    Job& job;
    // A frame that is destroyed while it waits must not be run into.
    ~Turn() {
      if (auto* state = job.pool.load()) withdraw(*state, job);
    }
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> awaiter) { pool.submit(job, awaiter); }
    void await_resume() const {
      if (job.dropped) throw Stopped{};
    }
  };
  void submit(Job& job, std::coroutine_handle<> awaiter);  // throws Overloaded
  static void withdraw(State& state, Job& job);

  std::unique_ptr<State> state_;
};

}  // namespace cs2::io

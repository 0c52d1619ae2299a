// A bounded pool of threads for functions that block: SQL, parsing, rendering, command handlers.
#pragma once

#include <coroutine>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <type_traits>
#include <utility>

#include "io/loop.hpp"
#include "io/task.hpp"

namespace cs2::io {

// The queue is full: the caller says "busy" or tries again later.
struct Overloaded : std::runtime_error {
  Overloaded() : std::runtime_error("too much waits for the blocking pool") {}
};

class Blocking {
 public:
  // `threads` and `queue_max` from base/limits.hpp unless a test wants others.
  Blocking(Loop& loop, std::size_t threads, std::size_t queue_max);
  // Waits for what runs; what is still queued is dropped.
  ~Blocking();
  Blocking(const Blocking&) = delete;
  Blocking& operator=(const Blocking&) = delete;

  // Runs `function` on the pool and gives its value back on the loop; its exception passes through. The function is
  // kept alive until it has run. Throws Overloaded.
  template <class F>
  Task<std::invoke_result_t<F&>> run(F function) {
    using Value = std::invoke_result_t<F&>;
    if constexpr (std::is_void_v<Value>) {
      std::exception_ptr broken;
      std::function<void()> job = [&] {
        try {
          function();
        } catch (...) {
          broken = std::current_exception();
        }
      };
      co_await Call{*this, job};
      if (broken) std::rethrow_exception(broken);
    } else {
      std::optional<Value> value;
      std::exception_ptr broken;
      std::function<void()> job = [&] {
        try {
          value.emplace(function());
        } catch (...) {
          broken = std::current_exception();
        }
      };
      co_await Call{*this, job};
      if (broken) std::rethrow_exception(broken);
      co_return std::move(*value);
    }
  }

  std::size_t queued() const;

 private:
  struct Call {
    Blocking& pool;
    std::function<void()>& job;
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> awaiter) { pool.submit(job, awaiter); }
    void await_resume() const noexcept {}
  };
  void submit(std::function<void()>& job, std::coroutine_handle<> awaiter);  // throws Overloaded

  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace cs2::io

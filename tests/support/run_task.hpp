// Runs a coroutine to its end and gives its value back.
#pragma once

#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <stop_token>
#include <thread>
#include <type_traits>
#include <utility>
#include <variant>

#include "io/loop.hpp"
#include "io/task.hpp"

namespace cs2::test {

// Longer than any test may take, so that one that hangs fails instead.
inline constexpr std::chrono::seconds patience{20};

// Stops the loop when the patience is over.
class Watchdog {
 public:
  explicit Watchdog(io::Loop& loop)
      : thread_([this, &loop](const std::stop_token& over) {
          std::unique_lock lock(mutex_);
          changed_.wait_for(lock, over, patience, [] { return false; });
          if (!over.stop_requested()) loop.stop();
        }) {}

 private:
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::jthread thread_;
};

namespace detail {

template <class T>
using Kept = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

template <class T>
Task<void> keep(Task<T> task, std::optional<Kept<T>>& value, std::exception_ptr& broken) {
  try {
    if constexpr (std::is_void_v<T>) {
      co_await std::move(task);
      value.emplace();
    } else {
      value.emplace(co_await std::move(task));
    }
  } catch (...) {
    broken = std::current_exception();
  }
}

}  // namespace detail

// On `loop`, until this and everything else that was spawned there has ended. What the task throws passes
// through, also io::Stopped.
template <class T>
T run_task(io::Loop& loop, Task<T> task) {
  std::optional<detail::Kept<T>> value;
  std::exception_ptr broken;
  loop.spawn("test", detail::keep(std::move(task), value, broken));
  {
    const Watchdog watchdog{loop};
    loop.run();
  }
  if (broken) std::rethrow_exception(broken);
  if (!value) throw std::runtime_error("the task did not end in time");
  if constexpr (!std::is_void_v<T>) return std::move(*value);
}

// On a loop of its own.
template <class T>
T run_task(Task<T> task) {
  io::Loop loop;
  return run_task(loop, std::move(task));
}

}  // namespace cs2::test

// Runs a coroutine that waits for nothing, without a loop: one whose network is fake.
#pragma once

#include <optional>
#include <stdexcept>
#include <utility>

#include "io/task.hpp"

namespace cs2::test {

namespace detail {

// Lives until its frame ends, which is before `run_now` returns.
struct Detached {
  struct promise_type {
    Detached get_return_object() const noexcept { return {}; }
    std::suspend_never initial_suspend() const noexcept { return {}; }
    std::suspend_never final_suspend() const noexcept { return {}; }
    void return_void() const noexcept {}
    [[noreturn]] void unhandled_exception() const { throw; }
  };
};

template <class T>
Detached keep_now(Task<T> task, std::optional<T>& value) {
  value.emplace(co_await std::move(task));
}

}  // namespace detail

template <class T>
T run_now(Task<T> task) {
  std::optional<T> value;
  detail::keep_now(std::move(task), value);
  if (!value) throw std::logic_error("the task waits for something");
  return std::move(*value);
}

}  // namespace cs2::test

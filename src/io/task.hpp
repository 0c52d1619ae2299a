// A coroutine that has a result: starts when awaited, and resumes its awaiter when it ends.
//
// Awaiting uses it up: `co_await fetch(…)` or `co_await std::move(task)`, once. What was never awaited never
// ran. Everything of `io` runs on one thread, the loop's; a Task is never shared between threads. A coroutine
// takes its arguments by value, or by reference to what outlives it.
#pragma once

#include <cassert>
#include <concepts>
#include <coroutine>
#include <exception>
#include <utility>
#include <variant>

namespace cs2 {

template <class T = void>
class [[nodiscard]] Task;

namespace detail {

struct TaskPromiseBase {
  std::coroutine_handle<> awaiter = std::noop_coroutine();

  struct Final {
    bool await_ready() const noexcept { return false; }
    template <class Promise>
    std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> ended) const noexcept {
      return ended.promise().awaiter;
    }
    void await_resume() const noexcept {}
  };

  std::suspend_always initial_suspend() const noexcept { return {}; }
  Final final_suspend() const noexcept { return {}; }
};

template <class T>
struct TaskPromise : TaskPromiseBase {
  std::variant<std::monostate, T, std::exception_ptr> outcome;

  Task<T> get_return_object();
  // The default lets `co_return {…}` name a T without repeating its type.
  template <std::convertible_to<T> U = T>
  void return_value(U&& value) {
    outcome.template emplace<1>(std::forward<U>(value));
  }
  void unhandled_exception() { outcome.template emplace<2>(std::current_exception()); }
  T take() {
    if (outcome.index() == 2) std::rethrow_exception(std::get<2>(outcome));
    return std::move(std::get<1>(outcome));
  }
};

template <>
struct TaskPromise<void> : TaskPromiseBase {
  std::exception_ptr broken;

  Task<void> get_return_object();
  void return_void() {}
  void unhandled_exception() { broken = std::current_exception(); }
  void take() const {
    if (broken) std::rethrow_exception(broken);
  }
};

}  // namespace detail

template <class T>
class [[nodiscard]] Task {
 public:
  using promise_type = detail::TaskPromise<T>;

  Task() = default;
  explicit Task(std::coroutine_handle<promise_type> coroutine) : coroutine_(coroutine) {}
  Task(Task&& other) noexcept : coroutine_(std::exchange(other.coroutine_, nullptr)) {}
  Task& operator=(Task&& other) noexcept {
    std::swap(coroutine_, other.coroutine_);
    return *this;
  }
  ~Task() {
    if (coroutine_) coroutine_.destroy();
  }

  auto operator co_await() && noexcept {
    struct Awaiter {
      std::coroutine_handle<promise_type> coroutine;
      bool await_ready() const noexcept { return false; }
      std::coroutine_handle<> await_suspend(std::coroutine_handle<> awaiter) const noexcept {
        coroutine.promise().awaiter = awaiter;
        return coroutine;
      }
      T await_resume() const { return coroutine.promise().take(); }
    };
    assert(coroutine_ && "this task was moved away");
    return Awaiter{coroutine_};
  }

 private:
  std::coroutine_handle<promise_type> coroutine_;
};

namespace detail {

template <class T>
Task<T> TaskPromise<T>::get_return_object() {
  return Task<T>{std::coroutine_handle<TaskPromise<T>>::from_promise(*this)};
}

inline Task<void> TaskPromise<void>::get_return_object() {
  return Task<void>{std::coroutine_handle<TaskPromise<void>>::from_promise(*this)};
}

}  // namespace detail
}  // namespace cs2

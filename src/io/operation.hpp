// Awaits one Asio operation:
//   const auto read = co_await operation([&](auto done) { socket.async_read_some(buffer, done); });
#pragma once

#include <coroutine>
#include <cstddef>

#include "io/core.hpp"

namespace cs2::io {

struct Finished {
  error_code error;
  std::size_t bytes = 0;  // for reads and writes
};

template <class Start>
class Operation {
 public:
  explicit Operation(Start start) : start_(std::move(start)) {}

  struct Done {
    Operation* operation;
    std::coroutine_handle<> awaiter;

    void operator()(error_code error) const { (*this)(error, 0); }
    void operator()(error_code error, std::size_t bytes) const {
      operation->finished_ = {.error = error, .bytes = bytes};
      awaiter.resume();
    }
    // Connecting also names the endpoint, which nobody asks for.
    void operator()(error_code error, const asio::ip::tcp::endpoint&) const { (*this)(error, 0); }
  };

  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> awaiter) { start_(Done{this, awaiter}); }
  Finished await_resume() const noexcept { return finished_; }

 private:
  Start start_;
  Finished finished_;
};

template <class Start>
Operation<Start> operation(Start start) {
  return Operation<Start>{std::move(start)};
}

}  // namespace cs2::io

// The inside of Loop, for io's own files: Asio stays out of every public header.
//
// Three rules keep the rest of the module simple:
// - Only the loop resumes coroutines: an Asio handler as its last act, everything else through `resume_soon`.
// So nobody
//   returns from a resumed coroutine into an object that this coroutine has destroyed.
// - A coroutine that has begun runs to its end, or is destroyed by ~Core, after which no handler runs any
// more. So what
//   a handler fills in may live in the frame of the coroutine that waits for it.
// - What can wait for long is a Cancellable, and refuses to begin waiting once the loop is stopping.
#pragma once

#include <atomic>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/intrusive/list.hpp>
#include <chrono>
#include <coroutine>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "io/loop.hpp"
#include "io/task.hpp"

namespace cs2::io {

namespace asio = boost::asio;
using boost::system::error_code;

// With the executor spelt out, Asio need not erase its type on every operation.
using Executor = asio::io_context::executor_type;
using Timer = asio::basic_waitable_timer<std::chrono::steady_clock,
                                         asio::wait_traits<std::chrono::steady_clock>, Executor>;
using Acceptor = asio::basic_socket_acceptor<asio::ip::tcp, Executor>;
using Socket = asio::basic_stream_socket<asio::ip::tcp, Executor>;

using ListHook = boost::intrusive::list_base_hook<boost::intrusive::link_mode<boost::intrusive::auto_unlink>>;
template <class T>
using LinkedList = boost::intrusive::list<T, boost::intrusive::constant_time_size<false>>;

// Told once when the loop stops, on the loop's thread. `cancel` must not resume a coroutine by itself.
class Cancellable : public ListHook {
 public:
  explicit Cancellable(Loop::Core& core);
  Cancellable(const Cancellable&) = delete;
  Cancellable& operator=(const Cancellable&) = delete;

  virtual void cancel() = 0;

 protected:
  virtual ~Cancellable() = default;
};

// The outermost frame of a spawned coroutine. It lives in the core's list until it ends.
struct Root {
  struct promise_type : ListHook {
    promise_type(Loop::Core& core, std::string& name, bool keeps_running, Task<void>& task);
    ~promise_type();
    promise_type(const promise_type&) = delete;
    promise_type& operator=(const promise_type&) = delete;

    Root get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() const noexcept { return {}; }
    std::suspend_never final_suspend() const noexcept { return {}; }
    void return_void() const {}
    void unhandled_exception() const noexcept { std::terminate(); }  // `drive` catches everything

    Loop::Core& core;
    std::string name;
    bool keeps_running;
  };

  std::coroutine_handle<promise_type> coroutine;
};

struct Loop::Core {
  explicit Core(milliseconds stop_max);
  ~Core();
  Core(const Core&) = delete;
  Core& operator=(const Core&) = delete;

  int run();
  void stop();
  bool is_stopping() const { return stopping.load(std::memory_order_relaxed); }

  // From any thread. Jobs that are posted while the loop is busy share one Asio handler.
  void post(std::function<void()> job);
  void resume_soon(std::coroutine_handle<> coroutine) {
    post([coroutine] { coroutine.resume(); });
  }

  // A spawned role keeps `run` from returning; what serves others (a server's connection) does so only while
  // stopping.
  void spawn(std::string name, bool keeps_running, Task<void> task);

  // `name` ended by an exception: logged, and the loop stops with exit status 1.
  void break_down(const std::string& name, const std::exception* broken);

  // Something short that `run` waits for even after the last coroutine has ended: a closing handshake.
  class Farewell {
   public:
    explicit Farewell(Core& core) : core_(core) { ++core_.farewells; }
    ~Farewell() {
      --core_.farewells;
      core_.end_when_idle();
    }
    Farewell(const Farewell&) = delete;
    Farewell& operator=(const Farewell&) = delete;

   private:
    Core& core_;
  };

  void begin_stop();
  void drain();
  void end_when_idle();

  const milliseconds stop_max;
  std::atomic<bool> stopping = false;
  bool is_over = false;  // being destroyed
  bool broke_down = false;

  std::mutex posted_mutex;
  std::vector<std::function<void()>> posted;
  std::vector<std::function<void()>> draining;  // keeps its capacity
  bool is_draining = false;

  std::size_t roots_that_keep_running = 0;
  std::size_t farewells = 0;
  LinkedList<Cancellable> cancellables;
  LinkedList<Root::promise_type> roots;

  // After what its pending handlers may touch when they are destroyed.
  asio::io_context context{1};
  Timer stop_deadline{context};
  asio::basic_signal_set<Executor> signals{context};
};

// Durations that mean "for ever" must not overflow the clock.
inline std::chrono::steady_clock::time_point deadline_after(milliseconds duration) {
  return std::chrono::steady_clock::now() + std::min(duration, milliseconds{std::chrono::hours{24 * 365}});
}

}  // namespace cs2::io

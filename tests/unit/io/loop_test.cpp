#include "io/loop.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <memory>
#include <stdexcept>
#include <thread>
#include <vector>

#include "io/blocking.hpp"
#include "support/run_task.hpp"

namespace cs2::io {
namespace {

using test::run_task;

Task<void> sleep_for_long(Loop& loop, bool& woken_by_stop) {
  try {
    co_await loop.sleep(hours{1});
  } catch (const Stopped&) {
    woken_by_stop = true;
    throw;
  }
}

Task<void> stop_it(Loop& loop) {
  co_await loop.sleep(milliseconds{1});
  loop.stop();
}

TEST(Loop, ends_at_once_when_there_is_nothing_to_do) {
  Loop loop;

  EXPECT_EQ(loop.run(), 0);
}

TEST(Loop, runs_until_every_coroutine_has_ended) {
  Loop loop;
  std::vector<int> order;
  const auto note_after = [](Loop& on, std::vector<int>& notes, int pause) -> Task<void> {
    co_await on.sleep(milliseconds{pause});
    notes.push_back(pause);
  };

  loop.spawn("later", note_after(loop, order, 20));
  loop.spawn("sooner", note_after(loop, order, 1));

  EXPECT_EQ(loop.run(), 0);
  EXPECT_EQ(order, (std::vector{1, 20}));
}

TEST(Loop, spawns_from_within_a_coroutine) {
  Loop loop;
  bool inner_ran = false;
  const auto inner = [](bool& ran) -> Task<void> {
    ran = true;
    co_return;
  };
  const auto outer = [&inner](Loop& on, bool& ran) -> Task<void> {
    on.spawn("inner", inner(ran));
    co_return;
  };

  loop.spawn("outer", outer(loop, inner_ran));
  loop.run();

  EXPECT_TRUE(inner_ran);
}

TEST(Loop, wakes_sleepers_with_Stopped_when_it_stops) {
  Loop loop;
  bool woken = false;
  loop.spawn("sleeper", sleep_for_long(loop, woken));
  loop.spawn("stopper", stop_it(loop));

  EXPECT_EQ(loop.run(), 0);
  EXPECT_TRUE(woken);
}

TEST(Loop, lets_nobody_fall_asleep_while_it_stops) {
  Loop loop;
  bool woken = false;
  loop.stop();
  loop.spawn("sleeper", sleep_for_long(loop, woken));

  EXPECT_EQ(loop.run(), 0);
  EXPECT_TRUE(woken);
}

TEST(Loop, is_stopped_from_another_thread) {
  Loop loop;
  bool woken = false;
  loop.spawn("sleeper", sleep_for_long(loop, woken));

  std::thread other([&loop] { loop.stop(); });
  const auto status = loop.run();
  other.join();

  EXPECT_EQ(status, 0);
  EXPECT_TRUE(woken);
}

TEST(Loop, stops_with_status_1_when_a_coroutine_breaks) {
  Loop loop;
  bool woken = false;
  const auto breaks = []() -> Task<void> {
    throw std::runtime_error("no such table");
    co_return;
  };
  loop.spawn("sleeper", sleep_for_long(loop, woken));
  loop.spawn("broken", breaks());

  EXPECT_EQ(loop.run(), 1);
  EXPECT_TRUE(woken);
}

// Ignores the stop, as a coroutine must not.
Task<void> be_stubborn(Loop& loop, std::shared_ptr<int> owned) {
  struct Never {
    bool await_ready() const { return false; }
    void await_suspend(std::coroutine_handle<>) const {}
    void await_resume() const {}
  };
  loop.stop();
  co_await Never{};
  ++*owned;
}

TEST(Loop, does_not_wait_for_ever_for_what_does_not_end) {
  const auto owned = std::make_shared<int>(1);
  Loop loop{milliseconds{10}};
  loop.spawn("stubborn", be_stubborn(loop, owned));

  EXPECT_EQ(loop.run(), 0);

  EXPECT_EQ(owned.use_count(), 2);  // it is still there
}

TEST(Loop, destroys_coroutines_that_never_ended) {
  const auto owned = std::make_shared<int>(1);

  {
    Loop never_run;
    never_run.spawn("never begun", be_stubborn(never_run, owned));
    Loop left{milliseconds{1}};
    left.spawn("stubborn", be_stubborn(left, owned));
    left.run();
  }

  EXPECT_EQ(owned.use_count(), 1);
}

TEST(Loop, stops_with_status_1_when_a_posted_job_throws) {
  Loop loop;
  loop.post([] { throw std::runtime_error("a posted job may break too"); });

  EXPECT_EQ(loop.run(), 1);
}

TEST(Loop, runs_posted_jobs_of_other_threads_in_order) {
  Loop loop;
  std::vector<int> order;
  std::thread other([&] {
    for (int i = 0; i < 1000; ++i) loop.post([&order, i] { order.push_back(i); });
  });
  other.join();

  EXPECT_EQ(loop.run(), 0);
  ASSERT_EQ(order.size(), 1000U);
  EXPECT_TRUE(std::ranges::is_sorted(order));
}

TEST(Loop, stops_orderly_on_SIGTERM) {
  Loop loop;
  bool woken = false;
  loop.stop_on_signals();
  loop.spawn("sleeper", sleep_for_long(loop, woken));
  loop.post([] { std::raise(SIGTERM); });

  EXPECT_EQ(loop.run(), 0);
  EXPECT_TRUE(woken);
}

TEST(Loop, sleeps_for_ever_without_overflowing) {
  Loop loop;
  const auto sleep = [](Loop& on) -> Task<void> { co_await on.sleep(milliseconds::max()); };
  loop.spawn("sleeper", sleep(loop));
  loop.spawn("stopper", stop_it(loop));

  EXPECT_EQ(loop.run(), 0);
}

TEST(Signal, wakes_all_that_wait) {
  Loop loop;
  Signal signal{loop};
  int woken = 0;
  const auto wait = [](Signal& on, int& count) -> Task<void> {
    if (co_await on.wait(hours{1})) ++count;
  };
  const auto set = [](Loop& on, Signal& which) -> Task<void> {
    co_await on.sleep(milliseconds{1});
    which.set();
    which.clear();
  };

  loop.spawn("first", wait(signal, woken));
  loop.spawn("second", wait(signal, woken));
  loop.spawn("setter", set(loop, signal));
  loop.run();

  EXPECT_EQ(woken, 2);
}

TEST(Signal, is_not_waited_for_when_it_is_set_already) {
  Loop loop;
  Signal signal{loop};
  signal.set();

  EXPECT_TRUE(run_task(loop, signal.wait(hours{1})));
}

TEST(Signal, says_when_the_time_has_passed_first) {
  Loop loop;
  Signal signal{loop};

  EXPECT_FALSE(run_task(loop, signal.wait(milliseconds{1})));
}

TEST(Signal, throws_Stopped_when_the_loop_stops) {
  Loop loop;
  Signal signal{loop};
  loop.spawn("stopper", stop_it(loop));

  EXPECT_THROW(run_task(loop, signal.wait(hours{1})), Stopped);
}

}  // namespace
}  // namespace cs2::io

#include "io/blocking.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <latch>
#include <memory>
#include <semaphore>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "support/run_task.hpp"

namespace cs2::io {
namespace {

using test::run_task;

TEST(Blocking, runs_elsewhere_and_returns_to_the_loop) {
  Loop loop;
  Blocking blocking{loop, 2, 8};
  const auto threads = [](Blocking& pool) -> Task<std::vector<std::thread::id>> {
    std::vector<std::thread::id> seen{std::this_thread::get_id()};
    seen.push_back(co_await pool.run([] { return std::this_thread::get_id(); }));
    seen.push_back(std::this_thread::get_id());
    co_return seen;
  };

  const auto seen = run_task(loop, threads(blocking));

  EXPECT_NE(seen[0], seen[1]);
  EXPECT_EQ(seen[0], seen[2]);
}

TEST(Blocking, gives_back_values_that_can_only_be_moved) {
  Loop loop;
  Blocking blocking{loop, 1, 8};

  const auto made = run_task(loop, blocking.run([] { return std::make_unique<std::string>("made"); }));

  EXPECT_EQ(*made, "made");
}

TEST(Blocking, passes_an_exception_through) {
  Loop loop;
  Blocking blocking{loop, 1, 8};

  EXPECT_THROW(run_task(loop, blocking.run([] { throw std::runtime_error("disk full"); })),
               std::runtime_error);
}

TEST(Blocking, runs_in_the_order_of_the_calls_on_one_thread) {
  Loop loop;
  Blocking blocking{loop, 1, 100};
  std::vector<int> order;
  const auto note = [](Blocking& pool, std::vector<int>& notes, int number) -> Task<void> {
    co_await pool.run([&notes, number] { notes.push_back(number); });
  };

  for (int i = 0; i < 50; ++i) loop.spawn("call", note(blocking, order, i));
  loop.run();

  ASSERT_EQ(order.size(), 50U);
  EXPECT_TRUE(std::ranges::is_sorted(order));
}

TEST(Blocking, throws_Overloaded_when_its_queue_is_full) {
  Loop loop;
  Blocking blocking{loop, 1, 1};
  std::latch begun{1};
  std::latch released{1};
  const auto occupy = [](Blocking& pool, std::latch& on_begin, std::latch& until) -> Task<void> {
    co_await pool.run([&] {
      on_begin.count_down();
      until.wait();
    });
  };
  const auto add_two = [](Blocking& pool, Loop& on, std::latch& first_begun,
                          std::latch& release) -> Task<bool> {
    first_begun.wait();
    on.spawn("queued", pool.run([] {}));
    co_await on.sleep(milliseconds{0});  // the queued one takes its place
    bool overloaded = false;
    try {
      co_await pool.run([] {});
    } catch (const Overloaded&) {
      overloaded = true;
    }
    release.count_down();
    co_return overloaded;
  };

  loop.spawn("occupier", occupy(blocking, begun, released));

  EXPECT_TRUE(run_task(loop, add_two(blocking, loop, begun, released)));
  EXPECT_EQ(blocking.queued(), 0U);
}

TEST(Blocking, finishes_what_runs_and_drops_what_waits_when_the_loop_stops) {
  Loop loop;
  Blocking blocking{loop, 1, 8};
  std::latch begun{1};
  std::latch released{1};
  bool first_ended = false;
  bool second_ran = false;
  const auto first = [](Blocking& pool, std::latch& on_begin, std::latch& until, bool& ended) -> Task<void> {
    co_await pool.run([&] {
      on_begin.count_down();
      until.wait();
    });
    ended = true;
  };
  const auto second = [](Blocking& pool, std::latch& first_begun, std::latch& release,
                         bool& ran) -> Task<bool> {
    first_begun.wait();
    try {
      co_await pool.run([&] { ran = true; });
    } catch (const Stopped&) {
      release.count_down();
      co_return true;
    }
    co_return false;
  };

  loop.spawn("first", first(blocking, begun, released, first_ended));
  loop.post([&] {
    begun.wait();
    loop.stop();
  });

  EXPECT_TRUE(run_task(loop, second(blocking, begun, released, second_ran)));
  EXPECT_TRUE(first_ended);
  EXPECT_FALSE(second_ran);
}

TEST(Blocking, still_takes_calls_while_the_loop_stops) {
  Loop loop;
  Blocking blocking{loop, 1, 8};
  loop.stop();

  EXPECT_EQ(run_task(loop, blocking.run([] { return 5; })), 5);
}

TEST(Blocking, waits_for_what_runs_when_it_is_destroyed) {
  Loop loop{milliseconds{1}};
  std::binary_semaphore begun{0};
  bool ended = false;
  const auto work = [&] {
    begun.release();
    std::this_thread::yield();
    ended = true;
  };

  {
    Blocking blocking{loop, 1, 8};
    loop.spawn("work", blocking.run(work));
    loop.post([&] {
      loop.post([&] {
        begun.acquire();
        loop.stop();
      });
    });
    loop.run();
  }

  EXPECT_TRUE(ended);
}

TEST(Blocking, may_belong_to_a_coroutine_that_is_destroyed_while_it_waits) {
  bool ended = false;
  std::latch begun{1};
  std::latch released{1};
  const auto own_a_pool = [](Loop& on, std::latch& on_begin, std::latch& until, bool& done) -> Task<void> {
    Blocking pool{on, 1, 8};
    co_await pool.run([&] {
      on_begin.count_down();
      until.wait();
      done = true;
    });
  };

  std::thread releaser;
  {
    Loop loop{milliseconds{1}};
    loop.spawn("owner", own_a_pool(loop, begun, released, ended));
    loop.post([&] {
      begun.wait();
      loop.stop();
    });
    EXPECT_EQ(loop.run(), 0);
    releaser = std::thread([&released] { released.count_down(); });
  }
  releaser.join();

  EXPECT_TRUE(ended);
}

}  // namespace
}  // namespace cs2::io

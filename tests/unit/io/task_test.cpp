#include "io/task.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <string>

#include "base/result.hpp"
#include "support/run_task.hpp"

namespace cs2 {
namespace {

Task<int> seven() {
  co_return 7;
}
Task<std::string> broken() {
  throw std::runtime_error("broken");
  co_return "never";
}
Task<void> mark(bool& begun) {
  begun = true;
  co_return;
}

TEST(Task, does_not_begin_before_it_is_awaited) {
  bool begun = false;

  {
    const auto never_awaited = mark(begun);
  }

  EXPECT_FALSE(begun);
}

TEST(Task, gives_its_value_to_who_awaits_it) {
  const auto sum = []() -> Task<int> { co_return co_await seven() + co_await seven(); };

  EXPECT_EQ(test::run_task(sum()), 14);
}

TEST(Task, hands_its_exception_to_who_awaits_it) {
  const auto caught = []() -> Task<std::string> {
    try {
      co_return co_await broken();
    } catch (const std::runtime_error& error) {
      co_return error.what();
    }
  };

  EXPECT_EQ(test::run_task(caught()), "broken");
}

TEST(Task, carries_values_that_can_only_be_moved) {
  const auto make = []() -> Task<std::unique_ptr<int>> { co_return std::make_unique<int>(3); };

  const auto made = test::run_task(make());

  EXPECT_EQ(*made, 3);
}

TEST(Task, returns_results_and_braces_as_they_are_written) {
  struct Place {
    int row;
    int column;
  };
  const auto place = []() -> Task<Place> { co_return {.row = 1, .column = 2}; };
  const auto refused = []() -> Task<Result<int>> { co_return fail(ErrorKind::not_found, "nothing"); };

  EXPECT_EQ(test::run_task(place()).column, 2);
  EXPECT_EQ(test::run_task(refused()).error().kind, ErrorKind::not_found);
}

TEST(Task, can_be_a_member_that_is_moved_into_the_await) {
  struct Holder {
    Task<int> task = seven();
  };
  const auto await_member = [](Holder holder) -> Task<int> { co_return co_await std::move(holder.task); };

  EXPECT_EQ(test::run_task(await_member(Holder{})), 7);
}

TEST(Task, destroys_its_arguments_when_it_ends) {
  const auto shared = std::make_shared<int>(1);
  const auto use = [](std::shared_ptr<int> value) -> Task<int> { co_return *value; };

  test::run_task(use(shared));

  EXPECT_EQ(shared.use_count(), 1);
}

TEST(Task, awaits_very_many_in_turn_without_growing_the_stack) {
  const auto count = []() -> Task<int> {
    int sum = 0;
    for (int i = 0; i < 200'000; ++i) sum += co_await seven();
    co_return sum;
  };

  EXPECT_EQ(test::run_task(count()), 1'400'000);
}

}  // namespace
}  // namespace cs2

// Every team, player and event of the tables, and everything awkward, can be asked for.
#include "e2e/profiles/everything.hpp"
#include "e2e/profiles/fill_from_tables.hpp"
#include "support/published.hpp"

namespace cs2 {
namespace {

using Everything = EverythingTest;

TEST_P(Everything, can_be_asked_for) {
  fill(test::fill_from_tables, test::published_check());
  ask_for_everything();
}

INSTANTIATE_TEST_SUITE_P(, Everything, testing::Values(test::Database::sqlite, test::Database::postgres),
                         [](const auto& info) { return test::name(info.param); });

}  // namespace
}  // namespace cs2

// Every team, player and event of what was recorded from the real sources can be asked for.
#include "e2e/profiles/everything.hpp"
#include "recorded/profiles/fill_from_recorded.hpp"
#include "support/recorded.hpp"
#include "support/simulation/schema.hpp"

namespace cs2 {
namespace {

using RecordedEverything = EverythingTest;

TEST_P(RecordedEverything, can_be_asked_for) {
  fill(test::fill_from_recorded, sim::check_against(std::move(*sim::Schema::load(
                                     test::recorded("../reference/discord_openapi.json").string()))));
  ask_for_everything();
}

INSTANTIATE_TEST_SUITE_P(, RecordedEverything,
                         testing::Values(test::Database::sqlite, test::Database::postgres),
                         [](const auto& info) { return test::name(info.param); });

}  // namespace
}  // namespace cs2

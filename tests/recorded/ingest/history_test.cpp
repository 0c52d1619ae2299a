// Two and a half recorded years, from two sources that know nothing of each other, become one history.
#include "integration/ingest/two_archives.hpp"
#include "support/recorded_history.hpp"

namespace cs2::ingest {
namespace {

using RecordedHistory = TwoArchives;

TEST_P(RecordedHistory, of_two_sources_becomes_one) {
  become_one(test::recorded_valve_matches(), test::recorded_series());
}

INSTANTIATE_TEST_SUITE_P(, RecordedHistory, testing::Values(test::Database::sqlite, test::Database::postgres),
                         [](const auto& info) { return test::name(info.param); });

}  // namespace
}  // namespace cs2::ingest

// A year of real results, from two sources that know nothing of each other, becomes one history.
#include "integration/ingest/two_archives.hpp"

namespace cs2::ingest {
namespace {

using History = TwoArchives;

TEST_P(History, of_two_sources_becomes_one) {
  become_one(test::read_valve_matches(), test::read_series());
}

INSTANTIATE_TEST_SUITE_P(, History, testing::Values(test::Database::sqlite, test::Database::postgres),
                         [](const auto& info) { return test::name(info.param); });

}  // namespace
}  // namespace cs2::ingest

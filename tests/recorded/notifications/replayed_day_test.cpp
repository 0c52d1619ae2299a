// PGL Masters Bucharest, 26 October 2025, as LPDB told it. Its counterpart on our own data:
// tests/e2e/notifications/replayed_day_test.cpp.
#include "e2e/notifications/replayed_day.hpp"
#include "support/recorded.hpp"

namespace cs2 {
namespace {

class RecordedDay : public ReplayedDay {
 protected:
  std::string answer(Timestamp /*now*/) const override {
    return test::read_recorded("liquipedia/lpdb_v3_match_cs_pgl_masters_bucharest_2025_subset.json");
  }
};

TEST_P(RecordedDay, sends_every_message_exactly_once) {
  replay_twice();
}

INSTANTIATE_TEST_SUITE_P(, RecordedDay,
                         testing::Values(Backend{Database::sqlite, Caching::process},
                                         Backend{Database::postgres, Caching::redis}),
                         [](const testing::TestParamInfo<Backend>& info) { return test::name(info.param); });

}  // namespace
}  // namespace cs2

// PGL Masters Bucharest, 26 October 2025, as LPDB would tell it.
#include "e2e/notifications/replayed_day.hpp"
#include "support/lpdb_answer.hpp"

namespace cs2 {
namespace {

class OurDay : public ReplayedDay {
 protected:
  std::string answer(Timestamp now) const override {
    return test::lpdb_matches(test::read_wiki_event("pgl_masters"), now);
  }
};

TEST_P(OurDay, sends_every_message_exactly_once) {
  replay_twice();
}

INSTANTIATE_TEST_SUITE_P(, OurDay,
                         testing::Values(Backend{Database::sqlite, Caching::process},
                                         Backend{Database::postgres, Caching::redis}),
                         [](const testing::TestParamInfo<Backend>& info) { return test::name(info.param); });

}  // namespace
}  // namespace cs2

// The real binary, fed by what the sources answered once. Its counterpart on our own data is in
// tests/e2e/sources/sources_test.cpp and expects the same.
#include "support/sources.hpp"

#include "support/recorded.hpp"

namespace cs2::test {
namespace {

TEST_P(Sources, recorded_answers_of_both_are_answered_in_discord) {
  // One finished match was recorded alone; a list is asked for.
  const auto past = "[" + read_recorded("pandascore/match_finished_2024-09-06.json") + "]";
  serve("/csgo/matches/running", recorded("pandascore/csgo_matches_running_2025-03-08.json"),
        "2025-03-08T14:00:00Z");
  serve("/csgo/matches/upcoming", recorded("pandascore/csgo_matches_upcoming_2026-07-12.json"),
        "2026-07-12T20:00:00Z");
  serve("/csgo/matches/past", server_->folder.write("past.json", past), "2024-09-06T05:00:00Z");
  serve("/counterstrike/api.php", recorded("liquipedia/parse_liquipedia_matches_ticker_2026-08-21.html"),
        "2026-08-21T14:30:00Z");

  expect_that_both_are_answered();
}

INSTANTIATE_TEST_SUITE_P(, Sources, both_databases, backend_name);

}  // namespace
}  // namespace cs2::test

#include "stats/form.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cs2::stats {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr TeamId us{1};

MatchDetails against(TeamId them, std::optional<Slot> winner, bool we_stand_first = true) {
  MatchDetails details;
  details.match.status = MatchStatus::finished;
  details.match.winner = winner;
  details.match.opponents = {Opponent{.team = we_stand_first ? us : them, .name = {}},
                             Opponent{.team = we_stand_first ? them : us, .name = {}}};
  return details;
}

TEST(Form, is_seen_from_the_team_wherever_it_stands) {
  auto draw = against({2}, {});
  draw.match.draw = true;
  const std::vector matches{against({2}, 0), against({3}, 0, false), draw, against({4}, 1, false)};

  EXPECT_THAT(compute_form(us, matches),
              ElementsAre(Outcome::won, Outcome::lost, Outcome::drawn, Outcome::won));
}

TEST(Form, leaves_out_what_has_no_outcome) {
  auto live = against({2}, 0);
  live.match.status = MatchStatus::live;
  const std::vector matches{live, against({2}, {})};

  EXPECT_THAT(compute_form(us, matches), IsEmpty());
  EXPECT_THAT(compute_form({9}, std::vector{against({2}, 0)}), IsEmpty()) << "they did not play";
  EXPECT_THAT(compute_form(us, std::vector{against(us, 0)}), IsEmpty()) << "nobody plays himself";
}

TEST(Form, leaves_out_what_was_forfeited) {
  auto forfeit = against({2}, 0);
  forfeit.match.forfeit = true;

  EXPECT_THAT(compute_form(us, std::vector{forfeit, against({3}, 0)}), ElementsAre(Outcome::won));
}

}  // namespace
}  // namespace cs2::stats

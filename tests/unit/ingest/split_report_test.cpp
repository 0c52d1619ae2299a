#include "ingest/split_report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/ingest/facts.hpp"

namespace cs2::ingest {
namespace {

using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;
using testing::SizeIs;

Report report() {
  auto whole = report_of(ProviderName::pandascore,
                         {match_report("1", now, "a", "b"), match_report("2", now, "a", "c")});
  whole.gone = {"9"};
  whole.skipped = {{"match 8", "no opponents", "shape"}};
  return whole;
}

TEST(SplitReport, gives_an_element_with_all_that_it_names) {
  const auto part = elements_of(report(), 1, 2);

  EXPECT_THAT(part.matches, ElementsAre(Field(&MatchReport::external_id, "2")));
  EXPECT_THAT(part.teams,
              ElementsAre(Field(&TeamReport::external_id, "a"), Field(&TeamReport::external_id, "c")));
  EXPECT_THAT(part.tournaments, SizeIs(1));
  EXPECT_THAT(part.gone, IsEmpty());
  EXPECT_EQ(element_subject(part), "match 2");
}

TEST(SplitReport, says_what_belongs_to_no_element_with_the_first) {
  const auto part = elements_of(report(), 0, 1);

  EXPECT_THAT(part.gone, ElementsAre("9"));
  EXPECT_THAT(part.skipped, SizeIs(1));
}

TEST(SplitReport, loses_nothing) {
  const auto whole = report();

  EXPECT_EQ(count_elements(whole), 6u);
  const auto all = elements_of(whole, 0, count_elements(whole));
  EXPECT_THAT(all.matches, SizeIs(2));
  EXPECT_THAT(all.teams, SizeIs(3));
  EXPECT_THAT(elements_of(whole, 4, 5).teams, ElementsAre(Field(&TeamReport::external_id, "b")));
}

}  // namespace
}  // namespace cs2::ingest

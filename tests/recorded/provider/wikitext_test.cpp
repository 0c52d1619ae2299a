// Wikitext recorded from Liquipedia. Its counterpart on our own data:
// tests/unit/provider/liquipedia/wiki_event_test.cpp.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "provider/liquipedia/wiki_parse.hpp"
#include "support/recorded.hpp"

namespace cs2::provider {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

const Timestamp now = parse_iso8601("2026-07-12T21:00:00Z").value();

TEST(WikiTournament, reads_the_recorded_answer) {
  const std::string name = "liquipedia/parse_wikitext_thunderpick_2026_trimmed.json";

  const auto answer = parse_wiki_answer(test::read_recorded(name));
  ASSERT_TRUE(answer) << answer.error().detail;
  Report report;
  const auto parsed = parse_wiki_tournament(answer->pages.at(0).text, {}, now, report);

  ASSERT_TRUE(parsed) << parsed.error().detail;
  EXPECT_THAT(report.skipped, IsEmpty());
  ASSERT_THAT(report.tournaments, SizeIs(1));
  EXPECT_EQ(report.tournaments[0].external_id, "Thunderpick/World_Championship/2026");
  EXPECT_EQ(report.tournaments[0].tournament.name, "Thunderpick World Championship 2026");
  EXPECT_EQ(report.tournaments[0].tournament.ends_at, parse_iso8601("2026-10-18T23:59:59Z"));
  ASSERT_THAT(report.matches, SizeIs(1));
  const auto& match = report.matches[0];
  EXPECT_EQ(match.external_id, "hqBeFfpILf_0001");
  EXPECT_FALSE(match.id_is_derived);
  EXPECT_EQ(match.stage, "Group A");
  EXPECT_EQ(match.status, MatchStatus::scheduled);
  EXPECT_THAT(match.maps, SizeIs(3));
  EXPECT_EQ(match.best_of, 3);
  EXPECT_THAT(match.streams, SizeIs(3));
  EXPECT_THAT(match.cross_references, ElementsAre(CrossReference{ProviderName::lpdb, "hqBeFfpILf_0001"}));
}

}  // namespace
}  // namespace cs2::provider

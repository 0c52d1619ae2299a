#include "provider/lpdb/client.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/fake_http.hpp"
#include "support/run_task.hpp"

namespace cs2::provider {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

constexpr std::string_view nothing = R"({"result": []})";

class LpdbTest : public testing::Test {
 protected:
  Result<Fetched> fetch(std::string feed, std::vector<std::string> subjects = {}) {
    return test::run_task(lpdb_.fetch({.feed = std::move(feed), .subjects = std::move(subjects)}));
  }

  ManualClock clock_{parse_iso8601("2026-07-12T18:20:00Z").value()};
  Metrics metrics_;
  test::FakeHttp http_;
  Lpdb lpdb_{"secret", "https://lpdb.example/api/v3", "admin@operator.example", http_, clock_, metrics_};
};

TEST_F(LpdbTest, reads_what_is_played_in_depth_before_lists_that_can_wait) {
  std::vector<std::string> names;
  for (const auto& feed : lpdb_.feeds()) names.push_back(feed.name);
  const auto place = [&](std::string_view name) { return std::ranges::find(names, name) - names.begin(); };

  EXPECT_EQ(place("matches"), 0);
  for (const auto* list : {"tournaments", "transfers", "rankings"}) {
    EXPECT_LT(place("tournament"), place(list));
    EXPECT_LT(place("squad"), place(list));
  }
}

TEST_F(LpdbTest, sends_its_key_in_a_header_and_asks_in_a_total_order) {
  http_.answer(200, std::string{nothing});

  ASSERT_TRUE(fetch("matches"));

  EXPECT_EQ(io::header(http_.last().headers, "Authorization"), "Apikey secret");
  EXPECT_THAT(io::header(http_.last().headers, "User-Agent"), HasSubstr("admin@operator.example"));
  EXPECT_THAT(http_.last().url, HasSubstr("https://lpdb.example/api/v3/match?wiki=counterstrike"));
  EXPECT_THAT(http_.last().url, HasSubstr("date%20ASC%2C%20match2id%20ASC"));
  EXPECT_THAT(http_.last().url, HasSubstr("2026-07-12%2006%3A20%3A00"));
  EXPECT_THAT(http_.last().url, Not(HasSubstr("secret")));
}

TEST_F(LpdbTest, asks_about_several_subjects_in_one_request) {
  http_.answer(200, std::string{nothing});

  ASSERT_TRUE(fetch("squad", {"Team_Alpine", "Breakers"}));

  EXPECT_THAT(http_.requests(), SizeIs(1));
  EXPECT_THAT(http_.last().url,
              HasSubstr("pagename%3A%3ATeam_Alpine%5D%5D%20OR%20%5B%5Bpagename%3A%3ABreakers"));
}

TEST_F(LpdbTest, lets_no_subject_into_the_grammar_of_a_condition) {
  const std::vector<std::string> subjects{
      "X]] OR [[pagename::Y", "!X", "a|b", ">1", "X::y", "", "template:x"};

  const auto fetched = fetch("squad", subjects);

  ASSERT_TRUE(fetched);
  EXPECT_EQ(fetched->requests, 0);
  EXPECT_THAT(fetched->report.skipped, SizeIs(subjects.size()));
  EXPECT_THAT(http_.requests(), SizeIs(0));
}

TEST_F(LpdbTest, reads_on_while_pages_are_full_and_stops_at_its_bound) {
  std::string rows;
  for (int i = 0; i < 500; ++i)
    rows += fmt::format(R"({}{{"pagename": "Cup/{}", "name": "Cup"}})", i == 0 ? "" : ",", i);
  http_.handle([&](const io::HttpRequest&) -> Result<io::HttpResponse> {
    return io::HttpResponse{.status = 200, .headers = {}, .body = "{\"result\": [" + rows + "]}"};
  });

  const auto fetched = fetch("tournaments");

  ASSERT_TRUE(fetched);
  EXPECT_EQ(fetched->requests, 2);
  EXPECT_THAT(http_.last().url, HasSubstr("offset=500"));
  EXPECT_THAT(fetched->report.tournaments, SizeIs(500));
  EXPECT_THAT(fetched->report.skipped, SizeIs(1));
}

TEST_F(LpdbTest, asks_for_the_tables_before_their_entries) {
  http_.answer(200, R"({"result": [{"parent": "Cup", "standingsindex": 1, "section": "Group A"}]})");
  http_.answer(200, R"({"result": [{"parent": "Cup", "standingsindex": 1, "opponentname": "Breakers",
                                    "placement": 1}]})");

  const auto fetched = fetch("standings", {"Cup"});

  ASSERT_TRUE(fetched) << fetched.error().detail;
  EXPECT_EQ(fetched->requests, 2);
  EXPECT_EQ(fetched->report.standings.at(0).stage, "Group A");
}

TEST_F(LpdbTest, takes_403_for_a_wrong_key) {
  http_.answer(403);

  const auto fetched = fetch("matches");

  ASSERT_FALSE(fetched);
  EXPECT_EQ(fetched.error().kind, ErrorKind::unauthorized);
  EXPECT_THAT(fetched.error().detail, HasSubstr("key"));
}

TEST_F(LpdbTest, waits_after_429_and_asks_nothing_meanwhile) {
  http_.answer(429, "", {{"Retry-After", "600"}});

  const auto refused = fetch("matches");
  const auto again = fetch("results");

  EXPECT_EQ(refused.error().kind, ErrorKind::rate_limited);
  EXPECT_EQ(refused.error().retry_after, 10min);
  EXPECT_EQ(again.error().kind, ErrorKind::blocked);
  EXPECT_THAT(http_.requests(), SizeIs(1));
}

TEST_F(LpdbTest, leaves_65_seconds_between_questions_and_room_for_subjects) {
  http_.answer(200, std::string{nothing});
  ASSERT_TRUE(fetch("matches"));

  EXPECT_EQ(lpdb_.budget().next(clock_.now()), clock_.now() + 65s);
  double an_hour = 0;
  for (const auto& feed : lpdb_.feeds()) {
    if (feed.about == std::nullopt) an_hour += 3'600'000.0 / static_cast<double>(feed.every_live.count());
  }
  EXPECT_LT(an_hour, 35);
}

}  // namespace
}  // namespace cs2::provider

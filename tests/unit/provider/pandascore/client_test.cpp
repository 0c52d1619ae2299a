#include "provider/pandascore/client.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/fake_http.hpp"
#include "support/run_task.hpp"
#include "unit/provider/pandascore/rows.hpp"

namespace cs2::provider {
namespace {

using namespace std::chrono_literals;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;
using testing::Pair;
using testing::SizeIs;

class PandascoreTest : public testing::Test {
 protected:
  Result<Fetched> fetch(std::string feed) {
    return test::run_task(pandascore_.fetch({.feed = std::move(feed)}));
  }

  double requests(std::string_view feed, std::string_view outcome) const {
    return metrics_.value("cs2results_provider_requests_total",
                          {{"provider", "pandascore"}, {"feed", feed}, {"outcome", outcome}});
  }

  // A full page of matches to come.
  static std::string full_page(int first_id, std::string_view modified_at = "2026-07-12T18:00:00Z") {
    json::array rows;
    for (int i = 0; i < 100; ++i)
      rows.push_back(upcoming_row({{"id", first_id + i}, {"modified_at", modified_at}}));
    return list_of(rows);
  }

  static io::Headers more() {
    return {{"Link", R"(<https://x/?page=2>; rel="next", <https://x/?page=9>; rel="last")"}};
  }

  ManualClock clock_{parse_iso8601("2026-07-12T18:20:00Z").value()};
  Metrics metrics_;
  test::FakeHttp http_;
  Pandascore pandascore_{"secret-token", "https://api.example", http_, clock_, metrics_};
};

TEST_F(PandascoreTest, asks_with_the_key_in_the_header_and_never_in_the_address) {
  http_.answer(200, list_of({running_row()}));

  const auto fetched = fetch("running");

  ASSERT_TRUE(fetched) << fetched.error().detail;
  EXPECT_THAT(http_.last().headers, Contains(Pair("Authorization", "Bearer secret-token")));
  EXPECT_THAT(http_.last().url, Not(HasSubstr("secret-token")));
  EXPECT_EQ(http_.last().url,
            "https://api.example/csgo/matches/running?filter%5Bvideogame_title%5D=cs-2&per_page=100&page=1");
  EXPECT_EQ(fetched->requests, 1);
  EXPECT_THAT(fetched->raw_digest, SizeIs(16));
  EXPECT_EQ(requests("running", "ok"), 1);
}

TEST_F(PandascoreTest, reads_all_pages) {
  http_.answer(200, full_page(1), more())
      .answer(200, full_page(101), more())
      .answer(200, list_of({running_row()}));

  const auto fetched = fetch("upcoming");

  ASSERT_TRUE(fetched);
  EXPECT_EQ(fetched->requests, 3);
  EXPECT_THAT(fetched->report.matches, SizeIs(201));
  EXPECT_THAT(fetched->report.teams, SizeIs(2));
  EXPECT_THAT(http_.last().url, HasSubstr("page=3"));
}

TEST_F(PandascoreTest, reads_all_pages_where_only_the_total_tells_of_them) {
  const io::Headers total{{"X-Total", "201"}, {"X-Page", "1"}, {"X-Per-Page", "100"}};
  http_.answer(200, full_page(1), total)
      .answer(200, full_page(101), total)
      .answer(200, list_of({running_row()}));

  const auto fetched = fetch("upcoming");

  ASSERT_TRUE(fetched);
  EXPECT_THAT(fetched->report.matches, SizeIs(201));
}

TEST_F(PandascoreTest, asks_on_after_a_full_page_where_nothing_tells_of_the_next) {
  http_.answer(200, full_page(1)).answer(200, list_of({}));
  EXPECT_EQ(fetch("upcoming")->requests, 2);

  http_.answer(200, full_page(1), {{"X-Total", "100"}});
  EXPECT_EQ(fetch("upcoming")->requests, 1);
}

TEST_F(PandascoreTest, stops_at_its_bound_of_pages) {
  http_.handle([&](const io::HttpRequest&) {
    return io::HttpResponse{.status = 200, .headers = more(), .body = full_page(1)};
  });

  const auto fetched = fetch("upcoming");

  ASSERT_TRUE(fetched);
  EXPECT_EQ(fetched->requests, 10);
}

TEST_F(PandascoreTest, takes_the_later_word_of_a_match_that_moved_between_pages) {
  http_.answer(200, full_page(900003), more()).answer(200, list_of({finished_row()}));

  const auto fetched = fetch("upcoming");

  ASSERT_TRUE(fetched);
  ASSERT_THAT(fetched->report.matches, SizeIs(100));
  EXPECT_THAT(fetched->report.matches, Contains(testing::Field(&MatchReport::status, MatchStatus::finished)));
}

TEST_F(PandascoreTest, reads_past_matches_back_to_the_last_reading_only) {
  http_.answer(200, full_page(1, "2026-07-12T10:00:00Z"), more()).answer(200, list_of({finished_row()}));
  ASSERT_EQ(fetch("past").value().requests, 2);  // at the start three days count

  http_.answer(200, full_page(1, "2026-07-12T10:00:00Z"), more());
  const auto again = fetch("past");

  ASSERT_TRUE(again);
  EXPECT_EQ(again->requests, 1);
  EXPECT_THAT(http_.last().url, HasSubstr("sort=-modified_at"));
}

TEST_F(PandascoreTest, looks_for_a_match_that_left_the_running_ones_among_the_past_ones_at_once) {
  http_.answer(200, list_of({running_row()}));
  ASSERT_EQ(fetch("running")->requests, 1);

  http_.answer(200, "[]").answer(200, list_of({finished_row({{"id", 900001}})}));
  const auto ended = fetch("running");

  ASSERT_TRUE(ended) << ended.error().detail;
  EXPECT_EQ(ended->requests, 2);
  EXPECT_THAT(http_.last().url, HasSubstr("/csgo/matches/past?"));
  ASSERT_THAT(ended->report.matches, SizeIs(1));
  EXPECT_EQ(ended->report.matches[0].status, MatchStatus::finished);

  http_.answer(200, "[]");
  EXPECT_EQ(fetch("running")->requests, 1) << "it was found";
}

TEST_F(PandascoreTest, looks_for_it_for_a_minute_where_the_list_of_past_ones_lags_behind) {
  http_.answer(200, list_of({running_row()}));
  ASSERT_TRUE(fetch("running"));
  http_.handle([](const io::HttpRequest&) { return io::HttpResponse{.status = 200, .body = "[]"}; });

  EXPECT_EQ(fetch("running")->requests, 2);
  clock_.advance(50s);
  EXPECT_EQ(fetch("running")->requests, 2);
  clock_.advance(20s);
  EXPECT_EQ(fetch("running")->requests, 1);
}

TEST_F(PandascoreTest, does_not_look_for_a_match_that_runs_again) {
  http_.answer(200, list_of({running_row()})).answer(200, "[]").answer(200, "[]");
  ASSERT_TRUE(fetch("running"));
  ASSERT_EQ(fetch("running")->requests, 2);

  http_.answer(200, list_of({running_row()}));
  EXPECT_EQ(fetch("running")->requests, 1);
}

TEST_F(PandascoreTest, keeps_what_runs_where_the_past_ones_cannot_be_read) {
  http_.answer(200, list_of({running_row(), running_row({{"id", 900007}})}));
  ASSERT_TRUE(fetch("running"));

  http_.answer(200, list_of({running_row()})).answer(500);
  const auto fetched = fetch("running");

  ASSERT_TRUE(fetched);
  ASSERT_THAT(fetched->report.matches, SizeIs(1));
  EXPECT_EQ(fetched->report.matches[0].external_id, "900001");
}

TEST_F(PandascoreTest, leaves_out_what_is_older_than_what_it_has_read) {
  http_.answer(200, list_of({finished_row({{"modified_at", "2026-07-12T19:02:00Z"}})}));
  http_.answer(
      200, list_of({running_row({{"id", 900003}, {"modified_at", "2026-07-12T18:16:18Z"}}), running_row()}));
  ASSERT_THAT(fetch("past")->report.matches, SizeIs(1));

  const auto overtaken = fetch("running");

  ASSERT_TRUE(overtaken) << overtaken.error().detail;
  ASSERT_THAT(overtaken->report.matches, SizeIs(1));
  EXPECT_EQ(overtaken->report.matches[0].external_id, "900001");
  ASSERT_THAT(overtaken->report.skipped, SizeIs(1));
  EXPECT_EQ(overtaken->report.skipped[0].what, "match 900003");
}

TEST_F(PandascoreTest, gives_no_half_report_when_a_later_page_fails) {
  http_.answer(200, full_page(1), more()).answer(500);

  const auto fetched = fetch("upcoming");

  ASSERT_FALSE(fetched);
  EXPECT_EQ(fetched.error().kind, ErrorKind::unavailable);
}

TEST_F(PandascoreTest, waits_for_the_next_hour_when_the_limit_is_reached) {
  http_.answer(429, R"({"error": "Too Many Requests"})");

  const auto fetched = fetch("running");
  const auto again = fetch("running");

  ASSERT_FALSE(fetched);
  EXPECT_EQ(fetched.error().kind, ErrorKind::rate_limited);
  EXPECT_EQ(fetched.error().retry_after, 40min);
  EXPECT_EQ(pandascore_.budget().next(clock_.now()), clock_.now() + 40min);
  EXPECT_EQ(again.error().kind, ErrorKind::rate_limited);
  EXPECT_THAT(http_.requests(), SizeIs(1));  // the second one was not even sent
}

TEST_F(PandascoreTest, learns_from_the_source_how_much_remains) {
  http_.answer(200, "[]", {{"X-Rate-Limit-Remaining", "0"}});

  ASSERT_TRUE(fetch("running"));

  EXPECT_GT(pandascore_.budget().next(clock_.now()), clock_.now() + 59min);
}

TEST_F(PandascoreTest, spends_budget_for_failures_too) {
  clock_.advance(1h);
  http_.fail_with(ErrorKind::timeout);

  ASSERT_FALSE(fetch("running"));

  EXPECT_EQ(pandascore_.budget().next(clock_.now()), clock_.now() + 1s);
  EXPECT_EQ(requests("running", "timeout"), 1);
}

TEST_F(PandascoreTest, tells_failures_apart) {
  const auto kind_of = [&](int status, std::string body) {
    http_.answer(status, std::move(body));
    const auto fetched = fetch("running");
    return fetched ? std::optional<ErrorKind>{} : fetched.error().kind;
  };

  EXPECT_EQ(kind_of(401, R"({"error": "Unauthorized"})"), ErrorKind::unauthorized);
  EXPECT_EQ(kind_of(403, ""), ErrorKind::forbidden);
  EXPECT_EQ(kind_of(500, "<html>"), ErrorKind::unavailable);
  EXPECT_EQ(kind_of(200, "<html>maintenance</html>"), ErrorKind::drift);
  EXPECT_EQ(kind_of(200, R"([{"id": 1, "status": "not_st)"), ErrorKind::drift);
}

}  // namespace
}  // namespace cs2::provider

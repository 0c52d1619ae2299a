#include "provider/hltv/client.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/fake_http.hpp"
#include "support/hltv_match_page.hpp"
#include "support/hltv_pages.hpp"
#include "support/run_task.hpp"
#include "support/temporary_folder.hpp"

namespace cs2::provider {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

class HltvTest : public testing::Test {
 protected:
  Result<Fetched> fetch(Request request) { return test::run_task(hltv_.fetch(std::move(request))); }

  ManualClock clock_{parse_iso8601("2026-04-24T18:20:00Z").value()};
  Metrics metrics_;
  test::FakeHttp http_;
  Hltv hltv_{"https://pages.example", "admin@operator.example", http_, clock_, metrics_};
};

TEST_F(HltvTest, asks_for_a_page_and_says_who_asks) {
  http_.answer(200, matches_page_of({{}}));

  const auto fetched = fetch({.feed = "matches"});

  ASSERT_TRUE(fetched) << fetched.error().detail;
  EXPECT_THAT(fetched->report.matches, SizeIs(1));
  EXPECT_EQ(http_.last().url, "https://pages.example/matches");
  const auto agent = io::header(http_.last().headers, "User-Agent");
  EXPECT_THAT(agent, StartsWith("CS2ResultsBot/"));
  EXPECT_THAT(agent, HasSubstr("admin@operator.example"));
}

TEST_F(HltvTest, has_a_page_for_every_feed) {
  http_.answer(200, results_page_of({{}}));
  http_.answer(200, ranking_page());
  http_.answer(200, html_of(MatchPage{}));

  EXPECT_TRUE(fetch({.feed = "results"}));
  EXPECT_TRUE(fetch({.feed = "ranking"}));
  EXPECT_TRUE(fetch({.feed = "match", .subjects = {"2400001"}}));

  EXPECT_EQ(http_.requests()[0].url, "https://pages.example/results");
  EXPECT_EQ(http_.requests()[1].url, "https://pages.example/ranking/teams");
  EXPECT_EQ(http_.requests()[2].url, "https://pages.example/matches/2400001/match");
  EXPECT_THAT(hltv_.feeds(), SizeIs(4));
}

TEST_F(HltvTest, asks_nothing_about_what_is_no_match) {
  EXPECT_EQ(fetch({.feed = "match"}).error().kind, ErrorKind::invalid);
  EXPECT_EQ(fetch({.feed = "match", .subjects = {"../secret"}}).error().kind, ErrorKind::invalid);
  EXPECT_THAT(http_.requests(), IsEmpty());
}

TEST_F(HltvTest, stays_away_for_hours_after_a_refusal_or_challenge) {
  for (const auto& [status, body] : {std::pair{403, ""}, std::pair{429, ""}, std::pair{200, challenge_page},
                                     std::pair{503, challenge_page}, std::pair{200, "error code: 1015"}}) {
    test::FakeHttp http;
    http.answer(status, body, {{"Retry-After", "60"}});
    Hltv hltv{"https://pages.example", "", http, clock_, metrics_};

    const auto refused = test::run_task(hltv.fetch({.feed = "matches"}));
    const auto again = test::run_task(hltv.fetch({.feed = "results"}));

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::blocked) << status << body;
    EXPECT_EQ(refused.error().retry_after, 6h) << status << body;
    EXPECT_EQ(again.error().kind, ErrorKind::blocked) << status << body;
    EXPECT_THAT(http.requests(), SizeIs(1)) << status << body;
  }
}

TEST_F(HltvTest, leaves_half_a_minute_between_two_pages) {
  http_.answer(200, matches_page_of({{}}));
  ASSERT_TRUE(fetch({.feed = "matches"}));

  EXPECT_EQ(hltv_.budget().next(clock_.now()), clock_.now() + 30s);
}

TEST_F(HltvTest, tells_other_failures_apart) {
  const auto kind_of = [&](int status, std::string body) {
    http_.answer(status, std::move(body));
    const auto fetched = fetch({.feed = "matches"});
    return fetched ? std::optional<ErrorKind>{} : fetched.error().kind;
  };

  EXPECT_EQ(kind_of(500, ""), ErrorKind::unavailable);
  EXPECT_EQ(kind_of(404, ""), ErrorKind::not_found);
  EXPECT_EQ(kind_of(200, "<p>A new look</p>"), ErrorKind::drift);
}

class HltvFolderTest : public HltvTest {
 protected:
  Result<Fetched> read(Request request) {
    Hltv hltv{"file://" + folder_.path().string(), "", http_, clock_, metrics_};
    return test::run_task(hltv.fetch(std::move(request)));
  }

  test::TemporaryFolder folder_;
};

TEST_F(HltvFolderTest, reads_saved_pages_and_asks_nobody) {
  folder_.write("matches.html", matches_page_of({{}}));
  folder_.write("results.html", results_page_of({{}, {.id = "2400002"}}));
  folder_.write("ranking_teams.html", ranking_page());
  folder_.write("matches_2400001.html", html_of(MatchPage{}));

  const auto matches = read({.feed = "matches"});
  const auto results = read({.feed = "results"});
  const auto ranking = read({.feed = "ranking"});
  const auto match = read({.feed = "match", .subjects = {"2400001"}});

  ASSERT_TRUE(matches && results && ranking && match);
  EXPECT_THAT(matches->report.matches, SizeIs(1));
  EXPECT_THAT(results->report.matches, SizeIs(2));
  EXPECT_THAT(ranking->report.rankings, SizeIs(1));
  EXPECT_THAT(match->report.matches.at(0).maps, SizeIs(3));
  EXPECT_EQ(matches->requests, 1);
  EXPECT_THAT(http_.requests(), IsEmpty());
}

TEST_F(HltvFolderTest, takes_a_page_that_nobody_saved_for_no_news) {
  const auto fetched = read({.feed = "matches"});

  ASSERT_TRUE(fetched) << fetched.error().detail;
  EXPECT_THAT(fetched->report.matches, IsEmpty());
  EXPECT_EQ(fetched->report.provider, ProviderName::hltv);
}

TEST_F(HltvFolderTest, dates_facts_back_to_when_the_page_was_saved) {
  folder_.write("results.html", results_page_of({{}}));
  std::filesystem::last_write_time(
      folder_.path() / "results.html",
      std::filesystem::file_time_type::clock::from_sys(
          std::chrono::time_point_cast<std::chrono::system_clock::duration>(clock_.now() - 3h)));

  const auto fetched = read({.feed = "results"});

  ASSERT_TRUE(fetched) << fetched.error().detail;
  EXPECT_EQ(fetched->report.observed_at, clock_.now() - 3h);
}

}  // namespace
}  // namespace cs2::provider

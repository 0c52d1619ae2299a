#include "provider/valve/client.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "support/fake_http.hpp"
#include "support/run_task.hpp"
#include "unit/provider/valve/pages.hpp"

namespace cs2::provider {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::string folder_of(const std::vector<std::string>& names) {
  boost::json::array list;
  for (const auto& name : names) list.push_back({{"name", name}, {"type", "file"}});
  return boost::json::serialize(list);
}

const std::vector<std::string> june{
    "details",
    "standings_americas_2026_06_01.md",
    "standings_asia_2026_06_01.md",
    "standings_europe_2026_06_01.md",
    "standings_global_2026_05_04.md",
    "standings_global_2026_06_01.md",
};

class ValveTest : public testing::Test {
 protected:
  Result<Fetched> fetch() { return test::run_task(valve_.fetch({.feed = "standings"})); }
  Result<Fetched> fetch_matches() { return test::run_task(valve_.fetch({.feed = "matches"})); }

  void answer_june(const io::Headers& headers = {{"ETag", "\"one\""}}) {
    http_.answer(200, folder_of(june), headers);
    http_.answer(200, standings_of({{1}, {2, 1400, "Breakers"}, {3, 1300, "Corals"}}));
    http_.answer(200, standings_of({{1}}, "Europe"));
    http_.answer(200, standings_of({{1, 1400, "Breakers"}}, "Americas"));
    http_.answer(200, standings_of({{1, 1300, "Corals"}}, "Asia"));
  }

  std::vector<std::string> urls() const {
    std::vector<std::string> urls;
    for (const auto& request : http_.requests()) urls.push_back(request.url);
    return urls;
  }

  ManualClock clock_{parse_iso8601("2026-06-02T08:00:00Z").value()};
  Metrics metrics_;
  test::FakeHttp http_;
  Valve valve_{"https://mirror.example/standings", "admin@operator.example", http_, clock_, metrics_};
};

TEST_F(ValveTest, reads_the_four_files_of_the_newest_date) {
  answer_june();

  const auto fetched = fetch();

  ASSERT_TRUE(fetched) << fetched.error().detail;
  EXPECT_EQ(fetched->requests, 5);
  ASSERT_THAT(fetched->report.rankings, SizeIs(4));
  EXPECT_THAT(fetched->report.rankings[0].places, SizeIs(3));
  EXPECT_THAT(fetched->report.teams, SizeIs(3));
  EXPECT_EQ(fetched->report.observed_at, clock_.now());
  EXPECT_THAT(urls(),
              ElementsAre("https://mirror.example/standings/contents/live/2026",
                          "https://mirror.example/standings/live/2026/standings_global_2026_06_01.md",
                          "https://mirror.example/standings/live/2026/standings_europe_2026_06_01.md",
                          "https://mirror.example/standings/live/2026/standings_americas_2026_06_01.md",
                          "https://mirror.example/standings/live/2026/standings_asia_2026_06_01.md"));
  EXPECT_THAT(io::header(http_.last().headers, "User-Agent"), HasSubstr("admin@operator.example"));
}

TEST_F(ValveTest, reads_the_pages_of_the_newest_date_one_at_a_time) {
  answer_june();
  ASSERT_TRUE(fetch());
  http_.answer(200, details_of({{0}, {1, "2026-05-28"}}));

  const auto fetched = fetch_matches();

  ASSERT_TRUE(fetched) << fetched.error().detail;
  EXPECT_EQ(fetched->requests, 1);
  EXPECT_EQ(
      http_.last().url,
      "https://mirror.example/standings/live/2026/details/2026_06_01/0001--alpine--ava-bo-cyd-d-m-eel.md");
  EXPECT_THAT(fetched->report.matches, SizeIs(2));
  EXPECT_TRUE(fetched->report.is_history);
  EXPECT_THAT(fetched->report.matches[0].url, HasSubstr("github.com"));
  EXPECT_THAT(fetched->report.matches[0].url,
              HasSubstr("/2026/details/2026_06_01/0001--alpine--ava-bo-cyd-d-m-eel.md"));
}

TEST_F(ValveTest, leaves_a_page_out_that_is_missing_or_of_another_form) {
  answer_june();
  ASSERT_TRUE(fetch());
  http_.answer(404);
  http_.answer(200, "<html>");
  http_.answer(200, details_of({{0}}));
  const auto missing = fetch_matches();
  const auto strange = fetch_matches();
  const auto third = fetch_matches();
  const auto none = fetch_matches();

  ASSERT_TRUE(missing) << missing.error().detail;
  EXPECT_THAT(missing->report.skipped, SizeIs(1));
  EXPECT_EQ(strange.error().kind, ErrorKind::drift);
  ASSERT_TRUE(third) << third.error().detail;
  EXPECT_THAT(third->report.matches, SizeIs(1));
  ASSERT_TRUE(none) << none.error().detail;
  EXPECT_EQ(none->requests, 0);
  EXPECT_THAT(none->report.matches, IsEmpty());
}

TEST_F(ValveTest, asks_for_a_page_again_that_could_not_be_had) {
  answer_june();
  ASSERT_TRUE(fetch());
  http_.answer(503);
  http_.answer(200, details_of({{0}}));

  const auto failure = fetch_matches();
  const auto page = fetch_matches();

  EXPECT_EQ(failure.error().kind, ErrorKind::unavailable);
  ASSERT_TRUE(page) << page.error().detail;
  EXPECT_THAT(http_.last().url, HasSubstr("/0001--alpine--ava-bo-cyd-d-m-eel.md"));
}

TEST_F(ValveTest, offers_its_pages_while_there_are_some_to_read) {
  EXPECT_THAT(valve_.feeds(), SizeIs(1));
  answer_june();
  ASSERT_TRUE(fetch());
  ASSERT_THAT(valve_.feeds(), SizeIs(2));
  EXPECT_EQ(valve_.feeds().at(1).every_live, 150s);

  for (int i = 0; i < 3; ++i) {
    http_.answer(404);
    ASSERT_TRUE(fetch_matches());
  }

  EXPECT_THAT(valve_.feeds(), SizeIs(1));
}

TEST_F(ValveTest, asks_for_no_page_before_the_standings_were_read) {
  const auto fetched = fetch_matches();

  ASSERT_TRUE(fetched) << fetched.error().detail;
  EXPECT_THAT(http_.requests(), IsEmpty());
}

TEST_F(ValveTest, asks_githubs_api_for_the_list_of_the_real_repository) {
  http_.answer(500);
  Valve real{Settings{}.valve_base_url, "", http_, clock_, metrics_};

  ASSERT_FALSE(test::run_task(real.fetch({.feed = "standings"})));

  EXPECT_EQ(
      http_.last().url,
      "https://api.github.com/repos/ValveSoftware/counter-strike_regional_standings/contents/live/2026");
}

TEST_F(ValveTest, asks_one_small_question_while_nothing_is_new) {
  answer_june();
  ASSERT_TRUE(fetch());
  http_.answer(304);

  const auto fetched = fetch();

  ASSERT_TRUE(fetched) << fetched.error().detail;
  EXPECT_THAT(fetched->report.rankings, IsEmpty());
  EXPECT_EQ(fetched->report.provider, ProviderName::valve);
  EXPECT_EQ(fetched->requests, 1);
  EXPECT_EQ(io::header(http_.last().headers, "If-None-Match"), "\"one\"");
}

TEST_F(ValveTest, reads_again_what_was_corrected) {
  answer_june();
  ASSERT_TRUE(fetch());
  answer_june({{"ETag", "\"two\""}});

  const auto fetched = fetch();

  ASSERT_TRUE(fetched) << fetched.error().detail;
  EXPECT_THAT(fetched->report.rankings, SizeIs(4));
}

TEST_F(ValveTest, takes_a_file_that_is_missing_for_one_that_comes_later) {
  http_.answer(200, folder_of({"standings_global_2026_06_01.md", "standings_asia_2026_06_01.md"}),
               {{"ETag", "\"one\""}});
  http_.answer(200, standings_of({{1}}));
  http_.answer(404);
  const auto first = fetch();
  http_.answer(304);
  http_.answer(200, standings_of({{1}}));
  http_.answer(200, standings_of({{1}}, "Asia"));
  const auto second = fetch();

  ASSERT_TRUE(first) << first.error().detail;
  EXPECT_THAT(first->report.rankings, SizeIs(1));
  ASSERT_THAT(first->report.skipped, SizeIs(1));
  EXPECT_EQ(first->report.skipped[0].what, "standings_asia_2026_06_01.md");
  ASSERT_TRUE(second) << second.error().detail;
  EXPECT_THAT(second->report.rankings, SizeIs(2));
}

TEST_F(ValveTest, reads_last_years_standings_until_the_new_folder_appears) {
  clock_.set(parse_iso8601("2027-01-02T08:00:00Z").value());
  http_.answer(404);
  answer_june();
  const auto old = fetch();
  clock_.set(parse_iso8601("2027-01-05T08:00:00Z").value());
  http_.answer(200, folder_of({"standings_global_2027_01_04.md"}));
  http_.answer(200, standings_of({{1}}, "", "2027_01_04"));
  const auto fresh = fetch();

  ASSERT_TRUE(old) << old.error().detail;
  EXPECT_EQ(old->requests, 6);
  EXPECT_EQ(to_iso8601(old->report.rankings[0].published), "2026-06-01T00:00:00Z");
  ASSERT_TRUE(fresh) << fresh.error().detail;
  EXPECT_EQ(to_iso8601(fresh->report.rankings.at(0).published), "2027-01-04T00:00:00Z");
}

TEST_F(ValveTest, waits_until_githubs_hour_is_over) {
  http_.answer(403, "",
               {{"X-RateLimit-Remaining", "0"},
                {"X-RateLimit-Reset", std::to_string(unix_seconds(clock_.now() + 25min))}});

  const auto refused = fetch();
  const auto again = fetch();

  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::rate_limited);
  EXPECT_EQ(refused.error().retry_after, 25min);
  EXPECT_EQ(again.error().kind, ErrorKind::rate_limited);
  EXPECT_THAT(http_.requests(), SizeIs(1));
}

TEST_F(ValveTest, tells_other_failures_apart) {
  const auto kind_of = [&](int status, std::string body) {
    http_.answer(status, std::move(body));
    const auto fetched = fetch();
    return fetched ? std::optional<ErrorKind>{} : fetched.error().kind;
  };

  EXPECT_EQ(kind_of(500, ""), ErrorKind::unavailable);
  EXPECT_EQ(kind_of(403, ""), ErrorKind::forbidden);
  EXPECT_EQ(kind_of(200, "<html>"), ErrorKind::drift);
  EXPECT_EQ(kind_of(200, "{}"), ErrorKind::drift);
}

TEST_F(ValveTest, looks_more_often_on_the_evening_of_publication) {
  const auto every = [&](std::string_view at) {
    clock_.set(parse_iso8601(at).value());
    return valve_.feeds().at(0).every_night;
  };

  EXPECT_EQ(every("2026-07-06T16:00:00Z"), 20min);
  EXPECT_EQ(every("2026-07-06T15:59:00Z"), 6h);
  EXPECT_EQ(every("2026-07-13T18:00:00Z"), 6h);
  EXPECT_EQ(every("2026-07-07T18:00:00Z"), 6h);
}

}  // namespace
}  // namespace cs2::provider

#include "provider/liquipedia/client.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/fake_http.hpp"
#include "support/liquipedia_cards.hpp"
#include "support/run_task.hpp"

namespace cs2::provider {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::SizeIs;
using testing::StartsWith;

class LiquipediaTest : public testing::Test {
 protected:
  Result<Fetched> fetch() { return test::run_task(liquipedia_.fetch({.feed = "matches"})); }

  std::string ticker() const { return answer_of(page_of({{.at = clock_.now() + 1h}})); }

  ManualClock clock_{parse_iso8601("2026-07-12T18:20:00Z").value()};
  Metrics metrics_;
  test::FakeHttp http_;
  Liquipedia liquipedia_{"https://wiki.example/counterstrike", "admin@operator.example", http_, clock_,
                         metrics_};
};

TEST_F(LiquipediaTest, asks_the_api_for_one_page_and_says_who_asks) {
  http_.answer(200, ticker());

  const auto fetched = fetch();

  ASSERT_TRUE(fetched) << fetched.error().detail;
  EXPECT_THAT(fetched->report.matches, SizeIs(1));
  EXPECT_EQ(http_.last().url,
            "https://wiki.example/counterstrike/"
            "api.php?action=parse&page=Liquipedia:Matches&prop=text&format=json");
  const auto agent = io::header(http_.last().headers, "User-Agent");
  EXPECT_THAT(agent, StartsWith("CS2ResultsBot/"));
  EXPECT_THAT(agent, HasSubstr("admin@operator.example"));
  EXPECT_THAT(agent, HasSubstr("https://"));
}

TEST_F(LiquipediaTest, leaves_half_a_minute_between_two_pages) {
  http_.answer(200, ticker());
  ASSERT_TRUE(fetch());

  auto& budget = liquipedia_.budget();

  EXPECT_EQ(budget.next(clock_.now(), Cost::heavy), clock_.now() + 31s);
  EXPECT_EQ(budget.next(clock_.now()), clock_.now() + 2500ms);
  EXPECT_EQ(liquipedia_.feeds().at(0).cost, Cost::heavy);
}

TEST_F(LiquipediaTest, stays_away_after_every_kind_of_refusal) {
  for (const int status : {403, 406, 429, 503}) {
    test::FakeHttp http;
    http.answer(status);
    Liquipedia liquipedia{"https://wiki.example", "", http, clock_, metrics_};

    const auto refused = test::run_task(liquipedia.fetch({.feed = "matches"}));
    const auto again = test::run_task(liquipedia.fetch({.feed = "matches"}));

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::blocked) << status;
    EXPECT_EQ(refused.error().retry_after, 20min) << status;
    EXPECT_EQ(again.error().kind, ErrorKind::blocked) << status;
    EXPECT_THAT(http.requests(), SizeIs(1)) << status;
  }
}

TEST_F(LiquipediaTest, takes_a_challenge_page_for_a_refusal_whatever_its_status) {
  http_.answer(200, "<html><title>Just a moment...</title></html>");

  const auto fetched = fetch();

  ASSERT_FALSE(fetched);
  EXPECT_EQ(fetched.error().kind, ErrorKind::blocked);
}

TEST_F(LiquipediaTest, honours_retry_after_and_remembers_it_after_a_restart) {
  http_.answer(429, "", {{"Retry-After", "1800"}});
  ASSERT_FALSE(fetch());

  Liquipedia restarted{"https://wiki.example", "", http_, clock_, metrics_};
  restarted.budget().restore(liquipedia_.budget().save());

  EXPECT_EQ(restarted.budget().next(clock_.now(), Cost::heavy), clock_.now() + 30min);
}

TEST_F(LiquipediaTest, tells_other_failures_apart) {
  const auto kind_of = [&](int status, std::string body) {
    http_.answer(status, std::move(body));
    const auto fetched = fetch();
    return fetched ? std::optional<ErrorKind>{} : fetched.error().kind;
  };

  EXPECT_EQ(kind_of(500, ""), ErrorKind::unavailable);
  EXPECT_EQ(kind_of(404, ""), ErrorKind::not_found);
  EXPECT_EQ(kind_of(200, R"({"error": {"code": "ratelimited"}})"), ErrorKind::unavailable);
  EXPECT_EQ(kind_of(200, R"({"parse": {"text": {"*": "<p>A new look</p>"}}})"), ErrorKind::drift);
}

std::string pages_of(int revision) {
  return fmt::format(R"({{"query": {{"pages": [{{"title": "Alpine/Cup", "revisions": [{{"revid": {}, "slots":
    {{"main": {{"content": "{{{{Infobox league|name=Alpine Cup}}}}"}}}}}}]}}]}}}})",
                     revision);
}

TEST_F(LiquipediaTest, asks_for_the_text_of_many_pages_in_one_ordinary_request) {
  http_.answer(200, pages_of(7));

  const auto fetched = test::run_task(
      liquipedia_.fetch({.feed = "tournament", .subjects = {"Alpine/Cup", "A|B", "template:x", "C"}}));

  ASSERT_TRUE(fetched) << fetched.error().detail;
  EXPECT_THAT(fetched->report.tournaments, SizeIs(1));
  EXPECT_THAT(http_.last().url, HasSubstr("action=query&prop=revisions"));
  EXPECT_THAT(http_.last().url, testing::EndsWith("&titles=Alpine%2FCup%7CC"));
  EXPECT_EQ(liquipedia_.budget().next(clock_.now()), clock_.now() + 2500ms);
}

TEST_F(LiquipediaTest, reads_the_front_page_as_one_of_the_parsed_ones) {
  http_.answer(200, answer_of(front_of({}, {{}})));

  const auto fetched = test::run_task(liquipedia_.fetch({.feed = "front"}));

  ASSERT_TRUE(fetched) << fetched.error().detail;
  EXPECT_THAT(fetched->report.tournaments, SizeIs(1));
  EXPECT_THAT(fetched->report.rosters, SizeIs(2));
  EXPECT_THAT(http_.last().url, testing::EndsWith("action=parse&page=Main_Page&prop=text&format=json"));
  EXPECT_EQ(liquipedia_.budget().next(clock_.now(), Cost::heavy), clock_.now() + 31s);
}

TEST_F(LiquipediaTest, reads_the_lists_of_the_tiers_in_turn) {
  const auto asked = [&](const std::string& html) {
    http_.answer(200, answer_of(html));
    const auto fetched = test::run_task(liquipedia_.fetch({.feed = "list"}));
    const auto& url = http_.last().url;
    const auto tier = fetched && !fetched->report.tournaments.empty()
                          ? fetched->report.tournaments[0].tournament.tier
                          : std::nullopt;
    return url.substr(url.find("page=") + 5, 18) + " " + (tier ? std::string{name(*tier)} : "none");
  };
  const std::string list =
      R"(<div class="gridRow"><div class="gridCell Tournament"><a href="/counterstrike/Cup">Cup</a></div><div class="gridCell Date">Postponed</div></div>)";

  EXPECT_EQ(asked(list), "S-Tier_Tournaments s");
  EXPECT_EQ(asked(list), "A-Tier_Tournaments a");
  EXPECT_EQ(asked("<p>A new look</p>"), "B-Tier_Tournaments none");
  EXPECT_EQ(asked(list), "C-Tier_Tournaments c");
  http_.answer(500, "");
  EXPECT_FALSE(test::run_task(liquipedia_.fetch({.feed = "list"})));
  EXPECT_EQ(asked(list), "A-Tier_Tournaments a");
}

TEST_F(LiquipediaTest, reads_a_revision_again_only_after_an_hour) {
  const auto tournaments = [&](int revision) {
    http_.answer(200, pages_of(revision));
    return test::run_task(liquipedia_.fetch({.feed = "tournament", .subjects = {"Alpine/Cup"}}))
        ->report.tournaments.size();
  };

  EXPECT_EQ(tournaments(7), 1U);
  EXPECT_EQ(tournaments(7), 0U);
  EXPECT_EQ(tournaments(8), 1U);
  clock_.advance(1h);
  EXPECT_EQ(tournaments(8), 1U);
}

}  // namespace
}  // namespace cs2::provider

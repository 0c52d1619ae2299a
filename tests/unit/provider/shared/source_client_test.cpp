#include "provider/shared/source_client.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "provider/shared/answer.hpp"
#include "support/fake_http.hpp"
#include "support/run_task.hpp"

namespace cs2::provider {
namespace {

using namespace std::chrono_literals;
using testing::Contains;
using testing::HasSubstr;
using testing::Pair;
using testing::SizeIs;

// Refuses with 420, and with 403 where the key is wrong.
std::optional<Error> refusal_of(const io::HttpResponse& response, Timestamp now) {
  if (response.status == 420)
    return refusal(ErrorKind::rate_limited, response, retry_after(response.headers, now));
  if (response.status == 403) return Error{.kind = ErrorKind::unauthorized, .detail = "the key is wrong"};
  return std::nullopt;
}

class SourceClientTest : public testing::Test {
 protected:
  Result<std::string> ask(SourceClient::Request request = {.feed = "matches", .url = "https://a.example/m"}) {
    return test::run_task(
        client_.ask(std::move(request), [](const io::HttpResponse& response) -> Result<std::string> {
          if (response.body == "strange") return fail(ErrorKind::drift, "strange");
          if (response.body == "shield") return fail(ErrorKind::blocked, "a challenge page");
          return response.body;
        }));
  }

  double requests(std::string_view outcome) const {
    return metrics_.value("cs2results_provider_requests_total",
                          {{"provider", "lpdb"}, {"feed", "matches"}, {"outcome", outcome}});
  }

  Timestamp free_at() { return client_.budget().next(clock_.now()); }

  ManualClock clock_{parse_iso8601("2026-07-12T18:20:00Z").value()};
  Metrics metrics_;
  test::FakeHttp http_;
  SourceClient client_{{.provider = ProviderName::lpdb,
                        .budget = {.requests_max = 100, .window = 1h, .gap = 10s, .heavy_gap = 30s},
                        .headers = {{"Accept", "application/json"}},
                        .refusal_of = refusal_of,
                        .remaining_header = "X-Left",
                        .body_bytes_max = 1'000},
                       http_,
                       clock_,
                       metrics_};
};

TEST_F(SourceClientTest, asks_with_the_headers_of_the_source_and_those_of_the_request) {
  http_.answer(200, "fine");

  const auto answer =
      ask({.feed = "matches", .url = "https://a.example/m", .headers = {{"If-None-Match", "1"}}});

  EXPECT_EQ(answer, "fine");
  EXPECT_EQ(http_.last().url, "https://a.example/m");
  EXPECT_EQ(http_.last().body_bytes_max, 1'000U);
  EXPECT_THAT(http_.last().headers, Contains(Pair("Accept", "application/json")));
  EXPECT_THAT(http_.last().headers, Contains(Pair("If-None-Match", "1")));
  EXPECT_EQ(requests("ok"), 1);
}

TEST_F(SourceClientTest, counts_the_gap_from_the_answer) {
  http_.handle([&](const io::HttpRequest&) {
    clock_.advance(7s);
    return io::HttpResponse{.status = 200, .headers = {}, .body = "fine"};
  });

  ASSERT_TRUE(ask());
  EXPECT_EQ(free_at(), clock_.now() + 10s);

  ASSERT_TRUE(ask({.feed = "matches", .url = "https://a.example/m", .cost = Cost::heavy}));
  EXPECT_EQ(client_.budget().next(clock_.now(), Cost::heavy), clock_.now() + 30s);
}

TEST_F(SourceClientTest, spends_on_what_fails_too) {
  http_.fail_with(ErrorKind::timeout);

  EXPECT_EQ(ask().error().kind, ErrorKind::timeout);

  EXPECT_EQ(free_at(), clock_.now() + 10s);
  EXPECT_EQ(requests("timeout"), 1);
}

TEST_F(SourceClientTest, asks_nothing_until_a_refusal_has_passed) {
  http_.answer(420, "slow down", {{"Retry-After", "1800"}});
  http_.answer(200, "fine");

  const auto refused = ask();
  const auto again = ask();

  EXPECT_EQ(refused.error().kind, ErrorKind::rate_limited);
  EXPECT_EQ(refused.error().retry_after, 30min);
  EXPECT_EQ(again.error().kind, ErrorKind::blocked);
  EXPECT_EQ(again.error().retry_after, 30min);
  EXPECT_THAT(again.error().detail, HasSubstr("lpdb"));
  EXPECT_THAT(http_.requests(), SizeIs(1));
  EXPECT_EQ(requests("rate_limited"), 1);
  EXPECT_EQ(requests("blocked"), 0);

  clock_.advance(30min);
  EXPECT_EQ(ask(), "fine");
}

TEST_F(SourceClientTest, doubles_the_pause_of_refusals_in_a_row_and_forgets_them_with_an_answer) {
  const auto refuse = [&] {
    http_.answer(420, "", {{"Retry-After", "1800"}});
    const auto pause = ask().error().retry_after;
    clock_.advance(pause.value());
    return pause;
  };

  EXPECT_EQ(refuse(), 30min);
  EXPECT_EQ(refuse(), 1h);
  http_.answer(304);
  EXPECT_TRUE(ask());
  EXPECT_EQ(refuse(), 30min);
}

TEST_F(SourceClientTest, takes_a_page_that_its_reader_finds_to_be_a_shield_for_a_refusal) {
  http_.answer(200, "shield");

  EXPECT_EQ(ask().error().retry_after, 20min);

  EXPECT_EQ(free_at(), clock_.now() + 20min);
  EXPECT_EQ(requests("blocked"), 1);
}

TEST_F(SourceClientTest, goes_on_after_other_errors) {
  http_.answer(403).answer(500).answer(200, "strange").answer(404);

  EXPECT_EQ(ask().error().kind, ErrorKind::unauthorized);
  EXPECT_EQ(ask().error().kind, ErrorKind::unavailable);
  EXPECT_EQ(ask().error().kind, ErrorKind::drift);
  EXPECT_EQ(ask().error().kind, ErrorKind::not_found);

  EXPECT_THAT(http_.requests(), SizeIs(4));
  EXPECT_EQ(free_at(), clock_.now() + 10s);
  for (const auto* outcome : {"unauthorized", "unavailable", "drift", "not_found"})
    EXPECT_EQ(requests(outcome), 1) << outcome;
}

TEST_F(SourceClientTest, believes_a_source_that_says_how_many_requests_are_left) {
  http_.answer(200, "fine", {{"X-Left", "0"}});

  ASSERT_TRUE(ask());

  EXPECT_FALSE(client_.budget().allows(clock_.now()));
}

}  // namespace
}  // namespace cs2::provider

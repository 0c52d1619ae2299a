#include "ops/endpoint.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <barrier>

#include "base/limits/calendar.hpp"
#include "io/http.hpp"
#include "support/run_task.hpp"

namespace cs2::ops {
namespace {

class EndpointTest : public testing::Test {
 protected:
  io::HttpResponse get(const std::string& path, std::vector<Check> checks = {}) {
    io::Loop loop;
    io::Blocking blocking{loop, 1, 16};
    auto endpoint = Endpoint::open(loop, blocking, metrics_, "127.0.0.1:0", std::move(checks));
    EXPECT_TRUE(endpoint);
    const auto http = io::make_http(loop, metrics_, "test");
    io::HttpResponse response;
    loop.spawn("asking",
               ask(loop, *http, fmt::format("http://127.0.0.1:{}{}", (*endpoint)->port(), path), response));
    EXPECT_EQ(loop.run(), 0);
    return response;
  }

  static Task<void> ask(io::Loop& loop, io::Http& http, std::string url, io::HttpResponse& response) {
    const auto answer = co_await http.send({.url = std::move(url)});
    EXPECT_TRUE(answer);
    if (answer) response = *answer;
    loop.stop();
  }

  Metrics metrics_;
};

TEST_F(EndpointTest, is_healthy_while_the_loop_runs) {
  EXPECT_EQ(get("/healthz").status, 200);
}

TEST_F(EndpointTest, shows_metrics_in_prometheus_format) {
  metrics_.set("cs2results_build_info", {{"version", "1.2.3"}}, 1);

  const auto response = get("/metrics");

  EXPECT_EQ(response.status, 200);
  EXPECT_NE(response.body.find("cs2results_build_info{version=\"1.2.3\"} 1"), std::string::npos);
}

TEST_F(EndpointTest, is_ready_when_every_check_passes) {
  const auto response = get("/readyz", {{"database", [] { return std::nullopt; }}});

  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, "{\"ready\":true,\"checks\":{\"database\":\"ok\"}}\n");
}

TEST_F(EndpointTest, names_what_is_not_ready) {
  const auto response = get(
      "/readyz", {{"database", [] { return std::nullopt; }}, {"gateway", [] { return "no \"session\""; }}});

  EXPECT_EQ(response.status, 503);
  EXPECT_EQ(response.body,
            "{\"ready\":false,\"checks\":{\"database\":\"ok\",\"gateway\":\"no \\\"session\\\"\"}}\n");
}

TEST_F(EndpointTest, stays_ready_with_a_remark) {
  const auto response =
      get("/readyz", {{"sources", [] { return std::nullopt; }, [] { return "hltv never read"; }}});

  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, "{\"ready\":true,\"checks\":{\"sources\":\"hltv never read\"}}\n");
}

TEST_F(EndpointTest, counts_a_check_that_throws_as_failed) {
  const auto response = get(
      "/readyz", {{"database", []() -> std::optional<std::string> { throw std::runtime_error("gone"); }}});

  EXPECT_EQ(response.status, 503);
  EXPECT_NE(response.body.find("gone"), std::string::npos);
}

TEST_F(EndpointTest, says_where_to_look_for_unknown_paths) {
  const auto response = get("/");

  EXPECT_EQ(response.status, 404);
  EXPECT_NE(response.body.find("/metrics"), std::string::npos);
}

// ---- Pages of others

Task<void> ask_all(io::Loop& loop, io::Http& http, std::string url, int count, std::vector<int>& statuses) {
  for (int i = 0; i < count; ++i) {
    loop.spawn("asking",
               [](io::Loop& on, io::Http& with, std::string address, std::size_t all,
                  std::vector<int>& into) -> Task<void> {
                 const auto answer = co_await with.send({.url = std::move(address)});
                 into.push_back(answer ? answer->status : 0);
                 if (into.size() == all) on.stop();
               }(loop, http, url, static_cast<std::size_t>(count), statuses));
  }
  co_return;
}

class Pages : public testing::Test {
 protected:
  // Of as many requests at once, in the order of their answers.
  std::vector<int> ask(int count, std::function<io::ServerResponse(const io::ServerRequest&)> answer) {
    io::Loop loop;
    io::Blocking blocking{loop, 4, 1000};
    auto endpoint = Endpoint::open(loop, blocking, metrics, "127.0.0.1:0", {},
                                   {{.prefix = "/pages/", .answer = std::move(answer)}});
    EXPECT_TRUE(endpoint);
    const auto http = io::make_http(loop, metrics, "test");
    std::vector<int> statuses;
    test::run_task(loop, ask_all(loop, *http, fmt::format("http://127.0.0.1:{}/pages/x", (*endpoint)->port()),
                                 count, statuses));
    return statuses;
  }

  Metrics metrics;
};

TEST_F(Pages, are_answered_below_their_prefix) {
  std::string target;
  EXPECT_THAT(ask(1,
                  [&](const io::ServerRequest& request) {
                    target = request.target;
                    return io::ServerResponse{.status = 200};
                  }),
              testing::ElementsAre(200));
  EXPECT_EQ(target, "/pages/x");
}

TEST_F(Pages, come_later_when_they_cannot_be_made) {
  EXPECT_THAT(
      ask(1, [](const io::ServerRequest&) -> io::ServerResponse { throw std::runtime_error("gone"); }),
      testing::ElementsAre(503));
}

TEST_F(Pages, leave_room_for_others_on_the_pool) {
  // Each waits for another, so that a page alone would hang, and three at once would be seen.
  std::barrier pair{limits::pages_at_once};
  std::atomic<int> running = 0;
  std::atomic<int> most = 0;
  const auto statuses = ask(6 * limits::pages_at_once, [&](const io::ServerRequest&) {
    const int now = ++running;
    for (int seen = most; now > seen && !most.compare_exchange_weak(seen, now);) continue;
    pair.arrive_and_wait();
    --running;
    return io::ServerResponse{.status = 200};
  });

  EXPECT_THAT(statuses, testing::AllOf(testing::SizeIs(6 * limits::pages_at_once), testing::Each(200)));
  EXPECT_EQ(most, limits::pages_at_once);
}

}  // namespace
}  // namespace cs2::ops

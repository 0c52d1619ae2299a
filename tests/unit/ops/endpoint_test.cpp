#include "ops/endpoint.hpp"

#include <gtest/gtest.h>

#include "io/http.hpp"

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

}  // namespace
}  // namespace cs2::ops

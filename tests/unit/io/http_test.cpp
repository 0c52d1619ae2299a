// The client against the module's own server, over loopback.
#include "io/http.hpp"
#include "base/limits/http.hpp"

#include <gtest/gtest.h>
#include <zlib.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "io/server.hpp"
#include "support/run_task.hpp"

namespace cs2::io {
namespace {

using test::run_task;

std::string gzip(const std::string& text) {
  z_stream stream{};
  deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string packed(deflateBound(&stream, text.size()), '\0');
  std::string copy = text;
  stream.next_in = reinterpret_cast<Bytef*>(copy.data());
  stream.avail_in = static_cast<uInt>(copy.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

// A server that answers each path as the test says, and remembers what it was asked.
class HttpTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto listening =
        listen(loop, "127.0.0.1:0", [this](ServerRequest request) { return answer(std::move(request)); });
    ASSERT_TRUE(listening) << listening.error().detail;
    server = std::move(*listening);
  }

  Task<ServerResponse> answer(ServerRequest request) {
    seen.push_back(request);
    ++under_way;
    most_under_way = std::max(most_under_way, under_way);
    co_await loop.sleep(milliseconds{0});
    --under_way;
    const auto known = answers.find(request.target);
    co_return known != answers.end() ? known->second : ServerResponse{.body = "hello"};
  }

  std::string url(const std::string& target) const {
    return fmt::format("http://127.0.0.1:{}{}", server->port(), target);
  }
  Result<HttpResponse> send(HttpRequest request) { return run_task(loop, http->send(std::move(request))); }
  Result<HttpResponse> get(const std::string& target) { return send({.url = url(target)}); }

  Loop loop;
  Metrics metrics;
  std::map<std::string, ServerResponse> answers;
  std::vector<ServerRequest> seen;
  int under_way = 0;
  int most_under_way = 0;
  std::unique_ptr<Server> server;
  std::unique_ptr<Http> http = make_http(loop, metrics, "cs2results-test/1.0 (test@example.org)");
};

TEST_F(HttpTest, gets_status_headers_and_body) {
  answers["/match?id=7"] = {.status = 404, .headers = {{"X-Answer", "none"}}, .body = "no such match"};

  const auto response = get("/match?id=7");

  ASSERT_TRUE(response) << response.error().detail;
  EXPECT_EQ(response->status, 404);
  EXPECT_EQ(header(response->headers, "x-answer"), "none");
  EXPECT_EQ(response->body, "no such match");
}

TEST_F(HttpTest, names_itself_and_takes_gzip) {
  get("/");

  EXPECT_EQ(header(seen[0].headers, "User-Agent"), "cs2results-test/1.0 (test@example.org)");
  EXPECT_EQ(header(seen[0].headers, "Accept-Encoding"), "gzip");
}

TEST_F(HttpTest, sends_what_the_request_says_instead_of_its_defaults) {
  send({.url = url("/"),
        .headers = {{"User-Agent", "DiscordBot"}, {"X-Empty", ""}, {"Authorization", "Bot x"}}});

  EXPECT_EQ(header(seen[0].headers, "user-agent"), "DiscordBot");
  EXPECT_EQ(header(seen[0].headers, "authorization"), "Bot x");
  EXPECT_TRUE(
      std::ranges::any_of(seen[0].headers, [](const auto& field) { return field.first == "X-Empty"; }));
}

TEST_F(HttpTest, sends_every_method_with_and_without_a_body) {
  for (const auto* method : {"GET", "POST", "PUT", "PATCH", "DELETE"}) {
    for (const auto* body : {"", "{\"a\":1}"}) {
      const auto response = send({.method = method, .url = url("/"), .body = body});
      ASSERT_TRUE(response) << method << ": " << response.error().detail;
      EXPECT_EQ(seen.back().method, method);
      EXPECT_EQ(seen.back().body, body) << method;
      EXPECT_EQ(header(seen.back().headers, "content-type"), "");
      EXPECT_EQ(header(seen.back().headers, "expect"), "");
    }
  }
}

TEST_F(HttpTest, asks_for_the_head_only) {
  answers["/"] = {.body = "never sent"};

  const auto response = send({.method = "HEAD", .url = url("/")});

  ASSERT_TRUE(response) << response.error().detail;
  EXPECT_EQ(seen[0].method, "HEAD");
  EXPECT_EQ(response->body, "");
  EXPECT_EQ(header(response->headers, "content-length"), "10");
}

TEST_F(HttpTest, sends_a_large_body_whole) {
  const std::string body(3 * 1024 * 1024, 'x');

  const auto response = send({.method = "POST", .url = url("/"), .body = body});

  ASSERT_TRUE(response) << response.error().detail;
  EXPECT_EQ(seen[0].body.size(), body.size());
}

TEST_F(HttpTest, unpacks_gzip) {
  answers["/"] = {.headers = {{"Content-Encoding", "gzip"}}, .body = gzip(std::string(100'000, 'a'))};

  const auto response = get("/");

  ASSERT_TRUE(response) << response.error().detail;
  EXPECT_EQ(response->body, std::string(100'000, 'a'));
}

TEST_F(HttpTest, bounds_the_body_also_after_unpacking) {
  answers["/plain"] = {.body = std::string(2000, 'a')};
  answers["/packed"] = {.headers = {{"Content-Encoding", "gzip"}}, .body = gzip(std::string(100'000, 'a'))};

  for (const auto* target : {"/plain", "/packed"}) {
    const auto refused = send({.url = url(target), .body_bytes_max = 1000});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::too_large) << target;
  }
}

TEST_F(HttpTest, does_not_follow_redirects) {
  answers["/"] = {.status = 302, .headers = {{"Location", "/elsewhere"}}};

  const auto response = get("/");

  ASSERT_TRUE(response) << response.error().detail;
  EXPECT_EQ(response->status, 302);
  EXPECT_EQ(seen.size(), 1U);
}

TEST_F(HttpTest, gives_up_when_there_is_no_answer_in_time) {
  answers["/slow"] = {.delay = hours{1}};

  const auto late = send({.url = url("/slow"), .timeout = milliseconds{50}});

  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().kind, ErrorKind::timeout);
}

TEST_F(HttpTest, calls_a_cut_body_unavailable) {
  answers["/cut"] = {.body = std::string(1000, 'a'), .cut = true};

  const auto cut = get("/cut");

  ASSERT_FALSE(cut);
  EXPECT_EQ(cut.error().kind, ErrorKind::unavailable);
}

TEST_F(HttpTest, calls_a_refused_connection_unavailable) {
  const auto nobody_there = url("/");
  server.reset();

  const auto refused = send({.url = nobody_there});

  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::unavailable);
}

TEST_F(HttpTest, knows_when_surely_nothing_was_sent) {
  answers["/cut"] = {.body = std::string(1000, 'a'), .cut = true};
  answers["/slow"] = {.delay = hours{1}};
  answers["/mute"] = {.hangs_up = true};
  const auto never_sent = [&](std::string target, milliseconds timeout = limits::http_total_max) {
    bool result = false;
    const auto failure = send({.url = std::move(target), .timeout = timeout, .never_sent = &result});
    EXPECT_FALSE(failure);
    return result;
  };

  EXPECT_FALSE(never_sent(url("/cut")));
  EXPECT_FALSE(never_sent(url("/mute")));
  EXPECT_FALSE(never_sent(url("/slow"), milliseconds{50}));
  EXPECT_TRUE(never_sent("http://discord.com/"));
  const auto nobody_there = url("/");
  server.reset();
  EXPECT_TRUE(never_sent(nobody_there));
}

TEST_F(HttpTest, sends_only_once_what_must_not_happen_twice) {
  answers["/mute"] = {.hangs_up = true};
  ASSERT_TRUE(get("/"));  // a connection is kept

  const auto twice = send({.method = "POST", .url = url("/mute"), .body = "x"});
  const auto seen_before = seen.size();
  ASSERT_TRUE(get("/"));
  const auto once = send({.method = "POST", .url = url("/mute"), .body = "x", .once = true});

  EXPECT_FALSE(twice || once);
  EXPECT_EQ(seen_before, 3U);  // curl repeats by itself
  EXPECT_EQ(seen.size(), seen_before + 2);
}

TEST_F(HttpTest, speaks_plain_text_with_this_machine_only) {
  const auto refused = send({.url = "http://discord.com/webhooks/1/secret"});

  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::invalid);
  EXPECT_EQ(refused.error().detail.find("secret"), std::string::npos);
}

TEST_F(HttpTest, refuses_headers_that_would_become_two) {
  const auto refused = send({.url = url("/"), .headers = {{"X-Reason", "a\r\nX-Other: b"}}});

  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::invalid);
}

Task<void> send_many(Http& http, std::string url, int count, int& good) {
  for (int i = 0; i < count; ++i) {
    const auto response = co_await http.send({.url = url});
    if (response && response->body == "hello") ++good;
  }
}

TEST_F(HttpTest, keeps_to_the_connections_of_a_host_and_answers_everyone) {
  int good = 0;

  for (int i = 0; i < 300; ++i) loop.spawn("sender", send_many(*http, url("/"), 3, good));
  run_task(loop, send_many(*http, url("/"), 1, good));

  EXPECT_EQ(good, 901);
  EXPECT_LE(most_under_way, limits::http_connections_per_host_max);
  EXPECT_EQ(metrics.value("cs2results_http_waiting"), 0);
}

TEST_F(HttpTest, times_out_requests_whose_turn_does_not_come) {
  answers["/slow"] = {.delay = hours{1}};
  const auto give_up = [](Http& client, std::string target, std::multiset<ErrorKind>& kinds) -> Task<void> {
    const auto late = co_await client.send({.url = std::move(target), .timeout = milliseconds{100}});
    if (!late) kinds.insert(late.error().kind);
  };
  std::multiset<ErrorKind> kinds;

  for (int i = 0; i < 100; ++i) loop.spawn("sender", give_up(*http, url("/slow"), kinds));
  run_task(loop, give_up(*http, url("/slow"), kinds));

  EXPECT_EQ(kinds.count(ErrorKind::timeout), 101U);
}

TEST_F(HttpTest, reuses_its_connection_and_notices_when_it_was_closed) {
  int good = 0;

  run_task(loop, send_many(*http, url("/"), 20, good));
  const auto port = server->port();
  server.reset();
  auto again = listen(loop, fmt::format("127.0.0.1:{}", port),
                      [this](ServerRequest request) { return answer(std::move(request)); });
  ASSERT_TRUE(again) << again.error().detail;
  server = std::move(*again);
  run_task(loop, send_many(*http, url("/"), 20, good));

  EXPECT_EQ(good, 40);
}

TEST_F(HttpTest, cancels_what_is_under_way_when_the_loop_stops) {
  answers["/slow"] = {.delay = hours{1}};
  const auto stop_soon = [](Loop& on) -> Task<void> {
    co_await on.sleep(milliseconds{20});
    on.stop();
  };
  loop.spawn("stopper", stop_soon(loop));

  const auto cancelled = get("/slow");
  const auto refused = get("/");

  ASSERT_FALSE(cancelled);
  EXPECT_EQ(cancelled.error().kind, ErrorKind::cancelled);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::cancelled);
}

TEST_F(HttpTest, may_be_destroyed_by_the_coroutine_that_it_answers) {
  const auto use_once = [](std::unique_ptr<Http> client, std::string target) -> Task<int> {
    const auto response = co_await client->send({.url = std::move(target)});
    client.reset();
    co_return response ? response->status : 0;
  };

  EXPECT_EQ(run_task(loop, use_once(std::move(http), url("/"))), 200);
}

TEST(Headers, are_found_whatever_their_case) {
  const Headers headers{{"Retry-After", "5"}, {"retry-after", "6"}};

  EXPECT_EQ(header(headers, "RETRY-AFTER"), "5");
  EXPECT_EQ(header(headers, "Retry"), "");
}

}  // namespace
}  // namespace cs2::io

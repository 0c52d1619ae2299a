// The HTTP client against nghttp2's own server.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>

#include "base/limits/http.hpp"
#include "certificates.hpp"
#include "io/http.hpp"
#include "io/server.hpp"
#include "retiring_server.hpp"
#include "support/child.hpp"
#include "support/find_program.hpp"
#include "support/run_task.hpp"
#include "tls_server.hpp"

namespace cs2::io {
namespace {

using test::run_task;

Task<void> get_many(Http& http, std::string url, int count, int& good) {
  for (int i = 0; i < count; ++i) {
    const auto response = co_await http.send({.url = url});
    if (response && response->status == 200 && response->body == "hello") ++good;
  }
}

class Http2Test : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { test::trusted_authority(); }

  void SetUp() override {
    program = test::find_program("nghttpd");
    if (!program) FAIL() << "scripts/setup installs nghttpd (nghttp2-server)";
    const auto certificate = test::trusted_authority().issue({});
    key = folder.write("key.pem", certificate.key_pem());
    chain = folder.write("certificate.pem", certificate.certificate_pem());
    folder.write("hello", "hello");
    port = free_port();
    url = fmt::format("https://127.0.0.1:{}/hello", port);
  }

  std::uint16_t free_port() {
    const auto nobody = [](ServerRequest) -> Task<ServerResponse> { co_return ServerResponse{}; };
    return listen(loop, "127.0.0.1:0", nobody).value()->port();
  }

  // Returns once it listens.
  void start(int streams_max) {
    log = (folder.path() / fmt::format("log{}", ++starts)).string();
    server = std::make_unique<test::Child>(
        std::vector<std::string>{*program, "--verbose", "--address=127.0.0.1",
                                 fmt::format("--max-concurrent-streams={}", streams_max),
                                 "--htdocs=" + folder.path().string(), std::to_string(port), key, chain},
        std::map<std::string, std::string>{}, log);
    const auto until_listening = [](Loop& on, const test::Child& child) -> Task<void> {
      while (!child.printed().contains("listen")) co_await on.sleep(milliseconds{5});
    };
    run_task(loop, until_listening(loop, *server));
  }

  // How many connections to the server we hold now. Of our own descriptors, on the loop's thread: the
  // kernel's table of all connections is read in pieces, between which some come and others go.
  int open_connections() const {
    int count = 0;
    for (const auto& entry : std::filesystem::directory_iterator{"/proc/self/fd"}) {
      sockaddr_in peer{};
      socklen_t size = sizeof peer;
      const int descriptor = std::stoi(entry.path().filename().string());
      const bool connected = ::getpeername(descriptor, reinterpret_cast<sockaddr*>(&peer), &size) == 0;
      count += connected && peer.sin_family == AF_INET && ntohs(peer.sin_port) == port ? 1 : 0;
    }
    return count;
  }

  // How many connections agreed on HTTP/2.
  int connections() const {
    const std::string agreed = "The negotiated protocol: h2";
    const auto text = server->printed();
    int count = 0;
    for (auto at = text.find(agreed); at != std::string::npos; at = text.find(agreed, at + 1)) ++count;
    return count;
  }

  Loop loop;
  Metrics metrics;
  test::TemporaryFolder folder;
  std::optional<std::string> program;
  std::string key;
  std::string chain;
  std::string url;
  std::string log;
  std::uint16_t port = 0;
  int starts = 0;
  std::unique_ptr<test::Child> server;
  std::unique_ptr<Http> http = make_http(loop, metrics, "tester/1.0");
};

TEST_F(Http2Test, requests_at_once_share_one_connection) {
  start(100);
  int good = 0;

  for (int i = 0; i < 200; ++i) loop.spawn("sender", get_many(*http, url, 3, good));
  run_task(loop, get_many(*http, url, 1, good));

  EXPECT_EQ(good, 601);
  EXPECT_EQ(connections(), 1);
}

TEST_F(Http2Test, more_requests_than_a_connection_carries_keep_to_the_connections_of_a_host) {
  start(4);
  int good = 0;
  int open_at_most = 0;
  const auto watch = [&]() -> Task<void> {
    while (good < 601) {
      open_at_most = std::max(open_at_most, open_connections());
      co_await loop.sleep(milliseconds{1});
    }
  };

  for (int i = 0; i < 200; ++i) loop.spawn("sender", get_many(*http, url, 3, good));
  loop.spawn("sender", get_many(*http, url, 1, good));
  run_task(loop, watch());

  EXPECT_EQ(good, 601);
  EXPECT_GT(open_at_most, 1);
  EXPECT_LE(open_at_most, limits::http_connections_per_host_max);
}

TEST_F(Http2Test, a_kept_connection_that_was_closed_is_replaced) {
  int good = 0;
  start(100);
  run_task(loop, get_many(*http, url, 5, good));

  server.reset();
  start(100);
  run_task(loop, get_many(*http, url, 5, good));

  EXPECT_EQ(good, 10);
  EXPECT_EQ(connections(), 1);
}

// GOAWAY is not an end of service: what the connection did not take goes to the next, and nothing twice.
TEST(Http2Retirement, requests_that_were_sent_away_are_answered_on_the_next_connection) {
  const auto certificate = test::trusted_authority().issue({});
  test::RetiringServer server{20};
  const test::TlsServer tls{certificate, server.port(), test::TlsServer::Manner::serve_http2};
  const auto url = fmt::format("https://127.0.0.1:{}/hello", tls.port());
  Loop loop;
  Metrics metrics;
  const auto http = make_http(loop, metrics, "tester/1.0");
  int good = 0;

  for (int i = 0; i < 29; ++i) loop.spawn("sender", get_many(*http, url, 3, good));
  run_task(loop, get_many(*http, url, 3, good));

  EXPECT_EQ(good, 90);
  EXPECT_EQ(server.answered(), 90);
  EXPECT_GT(server.sent_away(), 0);
}

}  // namespace
}  // namespace cs2::io

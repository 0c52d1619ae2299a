// Both clients over TLS, against certificates of this test's own authority.
#include <gtest/gtest.h>
#include <signal.h>

#include <cstdlib>
#include <memory>
#include <string>

#include "base/limits/http.hpp"
#include "io/http.hpp"
#include "io/server.hpp"
#include "io/websocket.hpp"
#include "support/run_task.hpp"
#include "tls_server.hpp"

namespace cs2::io {
namespace {

using test::Authority;
using test::Certificate;
using test::run_task;
using test::TlsServer;
using test::trusted_authority;

class TlsTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    trusted_authority();
    ::signal(SIGPIPE, SIG_IGN);
  }

  void SetUp() override {
    auto listening = listen(
        loop, "127.0.0.1:0",
        [](ServerRequest) -> Task<ServerResponse> { co_return ServerResponse{.body = "hello"}; },
        [](ServerRequest, std::unique_ptr<WebSocket> socket) -> Task<void> {
          while (true) {
            auto frame = co_await socket->receive();
            if (!frame || frame->kind == Frame::Kind::closed) co_return;
            co_await socket->send(std::move(frame->payload));
          }
        });
    ASSERT_TRUE(listening) << listening.error().detail;
    server = std::move(*listening);
  }

  std::unique_ptr<TlsServer> serve(const Certificate& certificate,
                                   TlsServer::Manner manner = TlsServer::Manner::serve) const {
    return std::make_unique<TlsServer>(certificate, server->port(), manner);
  }

  Result<HttpResponse> get(const TlsServer& from, std::string_view host = "127.0.0.1") {
    return run_task(loop, http->send({.url = fmt::format("https://{}:{}/", host, from.port()),
                                      .headers = {{"Authorization", "Bot secret"}}}));
  }

  Result<std::string> echo(const TlsServer& from, std::string text, std::string_view host = "127.0.0.1") {
    const auto talk = [](Task<Result<std::unique_ptr<WebSocket>>> connecting,
                         std::string said) -> Task<Result<std::string>> {
      auto socket = co_await std::move(connecting);
      if (!socket) co_return failed(socket);
      co_await (*socket)->send(std::move(said));
      auto frame = co_await (*socket)->receive();
      if (!frame) co_return failed(frame);
      co_return frame->payload;
    };
    auto connecting =
        connect_websocket(loop, fmt::format("wss://{}:{}/gateway", host, from.port()), "tester/1.0");
    return run_task(loop, talk(std::move(connecting), std::move(text)));
  }

  // Neither client trusts it, both say why, and it is told nothing.
  void expect_refused(const Certificate& certificate, std::string_view why) {
    const auto tls = serve(certificate);

    const auto response = get(*tls);
    const auto frame = echo(*tls, "secret");

    ASSERT_FALSE(response);
    ASSERT_FALSE(frame);
    EXPECT_EQ(response.error().kind, ErrorKind::unavailable);
    EXPECT_EQ(frame.error().kind, ErrorKind::unavailable);
    for (const auto& detail : {response.error().detail, frame.error().detail}) {
      EXPECT_NE(detail.find(why), std::string::npos) << detail;
      EXPECT_NE(detail.find(std::to_string(tls->port())), std::string::npos) << detail;
    }
    EXPECT_EQ(tls->connections(), 2);
    EXPECT_EQ(tls->received(), 0U);
    EXPECT_FALSE(tls->heard_plain_text());
  }

  Loop loop;
  Metrics metrics;
  std::unique_ptr<Server> server;
  std::unique_ptr<Http> http = make_http(loop, metrics, "tester/1.0");
};

TEST_F(TlsTest, a_good_certificate_works_by_name_and_by_address) {
  const auto tls = serve(trusted_authority().issue({}));

  for (const auto* host : {"localhost", "127.0.0.1"}) {
    const auto response = get(*tls, host);
    ASSERT_TRUE(response) << response.error().detail;
    EXPECT_EQ(response->body, "hello");
    const auto frame = echo(*tls, std::string(100'000, 'x'), host);
    ASSERT_TRUE(frame) << frame.error().detail;
    EXPECT_EQ(frame->size(), 100'000U);
  }
  EXPECT_FALSE(tls->heard_plain_text());
}

Task<void> get_many(Http& http, std::string url, int count, int& good) {
  for (int i = 0; i < count; ++i) {
    const auto response = co_await http.send({.url = url});
    if (response && response->body.starts_with("hello")) ++good;
  }
}

TEST_F(TlsTest, requests_in_a_row_share_one_handshake) {
  const auto tls = serve(trusted_authority().issue({}));
  int good = 0;

  run_task(loop, get_many(*http, fmt::format("https://127.0.0.1:{}/", tls->port()), 100, good));

  EXPECT_EQ(good, 100);
  EXPECT_EQ(tls->handshakes(), 1);
}

TEST_F(TlsTest, requests_at_once_keep_to_the_connections_of_a_host) {
  const auto tls = serve(trusted_authority().issue({}));
  const auto url = fmt::format("https://127.0.0.1:{}/", tls->port());
  int good = 0;

  for (int i = 0; i < 200; ++i) loop.spawn("sender", get_many(*http, url, 3, good));
  run_task(loop, get_many(*http, url, 1, good));

  EXPECT_EQ(good, 601);
  EXPECT_LE(tls->connections(), limits::http_connections_per_host_max);
}

TEST_F(TlsTest, an_unknown_authority_is_refused) {
  const Authority stranger{"stranger"};

  expect_refused(stranger.issue({}), "unable to get local issuer certificate");
}

TEST_F(TlsTest, an_authority_that_only_has_the_trusted_name_is_refused) {
  const Authority impostor{"trusted"};

  // OpenSSL names only the routine that failed.
  expect_refused(impostor.issue({}), "");
}

TEST_F(TlsTest, an_expired_certificate_is_refused) {
  expect_refused(trusted_authority().issue({.valid_for = seconds{-60}}), "certificate has expired");
}

TEST_F(TlsTest, a_certificate_for_another_host_is_refused) {
  expect_refused(trusted_authority().issue({.names = "DNS:example.org,IP:127.0.0.2"}), "match");
}

TEST_F(TlsTest, a_certificate_for_another_name_is_refused) {
  const auto tls = serve(trusted_authority().issue({.names = "DNS:example.org,IP:127.0.0.1"}));

  const auto response = get(*tls, "localhost");
  const auto frame = echo(*tls, "secret", "localhost");

  ASSERT_FALSE(response);
  ASSERT_FALSE(frame);
  EXPECT_NE(response.error().detail.find("localhost"), std::string::npos) << response.error().detail;
  EXPECT_NE(frame.error().detail.find("mismatch"), std::string::npos) << frame.error().detail;
  EXPECT_EQ(tls->received(), 0U);
}

TEST_F(TlsTest, a_server_that_leaves_in_the_handshake_is_unavailable) {
  const auto tls = serve(trusted_authority().issue({}), TlsServer::Manner::leave_in_the_handshake);

  const auto response = get(*tls);
  const auto frame = echo(*tls, "secret");

  ASSERT_FALSE(response);
  ASSERT_FALSE(frame);
  EXPECT_EQ(response.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(frame.error().kind, ErrorKind::unavailable);
  EXPECT_FALSE(tls->heard_plain_text());
}

TEST_F(TlsTest, a_server_that_speaks_plain_text_only_is_unavailable) {
  const auto response =
      run_task(loop, http->send({.url = fmt::format("https://127.0.0.1:{}/", server->port())}));

  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().kind, ErrorKind::unavailable);
}

TEST_F(TlsTest, no_variable_switches_the_check_off) {
  const Authority stranger{"stranger"};
  const auto off = {
      "CURL_INSECURE",  "SSL_NO_VERIFY",      "GIT_SSL_NO_VERIFY",           "PYTHONHTTPSVERIFY",
      "CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE", "NODE_TLS_REJECT_UNAUTHORIZED"};
  for (const auto* name : off) ::setenv(name, "0", 1);  // NOLINT(concurrency-mt-unsafe): no thread runs yet

  expect_refused(stranger.issue({}), "unable to get local issuer certificate");

  for (const auto* name : off) ::unsetenv(name);  // NOLINT(concurrency-mt-unsafe)
}

TEST_F(TlsTest, plain_text_is_refused_for_other_machines) {
  const auto response = run_task(loop, http->send({.url = "http://discord.com/"}));
  const auto socket = run_task(loop, connect_websocket(loop, "ws://gateway.discord.gg/", "tester/1.0"));

  ASSERT_FALSE(response);
  ASSERT_FALSE(socket);
  EXPECT_EQ(response.error().kind, ErrorKind::invalid);
  EXPECT_EQ(socket.error().kind, ErrorKind::invalid);
}

}  // namespace
}  // namespace cs2::io

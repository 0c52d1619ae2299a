// What the client of this module would never send, over a bare socket.
#include "io/server.hpp"
#include "base/limits/http.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include "io/blocking.hpp"
#include "support/loopback.hpp"
#include "support/run_task.hpp"

namespace cs2::io {
namespace {

using test::run_task;

// Sends bytes, nothing after them, and reads until the other side closes; blocks.
std::string exchange(std::uint16_t port, const std::string& bytes) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0)
    return "not connected";
  const timeval at_most{.tv_sec = 10, .tv_usec = 0};
  ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &at_most, sizeof(at_most));
  ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
  ::shutdown(socket, SHUT_WR);

  std::string answer;
  char buffer[4096];
  for (auto count = ::recv(socket, buffer, sizeof(buffer), 0); count > 0;
       count = ::recv(socket, buffer, sizeof(buffer), 0)) {
    answer.append(buffer, static_cast<std::size_t>(count));
  }
  ::close(socket);
  return answer;
}

class ServerTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto listening = listen(loop, "127.0.0.1:0", [](ServerRequest request) -> Task<ServerResponse> {
      if (request.target == "/broken") throw std::runtime_error("broken");
      co_return ServerResponse{.headers = {{"X-Method", request.method}},
                               .body = request.target + request.body};
    });
    ASSERT_TRUE(listening) << listening.error().detail;
    server = std::move(*listening);
  }

  std::string ask(const std::string& bytes) {
    return run_task(loop, blocking.run([this, bytes] { return exchange(server->port(), bytes); }));
  }

  Loop loop;
  Blocking blocking{loop, 1, 8};
  std::unique_ptr<Server> server;
};

// Bare connections to a server, which say nothing.
class Visitors {
 public:
  Visitors(std::uint16_t port, int count) {
    for (int i = 0; i < count; ++i) sockets_.push_back(test::connect_to(port));
  }
  ~Visitors() { leave(); }
  Visitors(const Visitors&) = delete;
  Visitors& operator=(const Visitors&) = delete;

  // Those that were not sent away; to be asked once the server has had its turn.
  std::ptrdiff_t stay() const {
    return std::ranges::count_if(sockets_, [](int socket) {
      char byte = 0;
      return socket >= 0 && ::recv(socket, &byte, 1, MSG_DONTWAIT | MSG_PEEK) < 0 && errno == EAGAIN;
    });
  }
  void leave() {
    for (const int socket : sockets_) ::close(socket);
    sockets_.clear();
  }

 private:
  std::vector<int> sockets_;
};

TEST(Server, sends_away_those_who_are_too_many) {
  Loop loop;
  const auto answer = [](ServerRequest) -> Task<ServerResponse> { co_return ServerResponse{}; };
  const auto few = listen(loop, "127.0.0.1:0", answer, nullptr, {.connections = 3}).value();
  const auto of_one = listen(loop, "127.0.0.1:0", answer, nullptr, {.per_address = 5}).value();
  const Visitors some{few->port(), 8};
  const Visitors others{of_one->port(), 8};
  const auto until = [&](std::function<bool()> holds) -> Task<void> {
    while (!holds()) co_await loop.sleep(milliseconds{1});
  };

  run_task(loop, until([&] { return some.stay() == 3 && others.stay() == 5; }));

  EXPECT_EQ(some.stay(), 3);
  EXPECT_EQ(others.stay(), 5);
}

// The process' own limit, for as long as this lives.
class FewDescriptors {
 public:
  explicit FewDescriptors(rlim_t more) {
    ::getrlimit(RLIMIT_NOFILE, &before_);
    const int lowest = ::dup(0);
    ::close(lowest);
    rlimit few = before_;
    few.rlim_cur = static_cast<rlim_t>(lowest) + more;
    ::setrlimit(RLIMIT_NOFILE, &few);
  }
  ~FewDescriptors() { ::setrlimit(RLIMIT_NOFILE, &before_); }
  FewDescriptors(const FewDescriptors&) = delete;
  FewDescriptors& operator=(const FewDescriptors&) = delete;

 private:
  rlimit before_{};
};

TEST_F(ServerTest, leaves_the_last_descriptors_to_others_and_serves_again_afterwards) {
  const FewDescriptors few{60};
  Visitors visitors{server->port(), 25};  // each has two here: its own and the server's
  const auto sent_away = [&]() -> Task<void> {
    while (visitors.stay() == 25) co_await loop.sleep(milliseconds{1});
  };

  run_task(loop, sent_away());

  const int own = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
  EXPECT_GE(own, 0) << "the process itself still has some";
  ::close(own);

  visitors.leave();
  EXPECT_TRUE(ask("GET /again HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").ends_with("/again"));
}

TEST_F(ServerTest, answers_requests_that_come_together_in_their_order) {
  const auto answer =
      ask("GET /one HTTP/1.1\r\nHost: a\r\n\r\n"
          "POST /two HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody"
          "GET /three HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

  const auto one = answer.find("/one");
  const auto two = answer.find("/twobody");
  const auto three = answer.find("/three");
  EXPECT_LT(one, two);
  EXPECT_LT(two, three);
  EXPECT_NE(three, std::string::npos);
}

TEST_F(ServerTest, reads_a_chunked_body) {
  const auto answer =
      ask("POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
          "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");

  EXPECT_TRUE(answer.ends_with("/abcde")) << answer;
}

TEST_F(ServerTest, invites_a_body_that_waits_to_be_invited) {
  const auto answer = ask(
      "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");

  EXPECT_TRUE(answer.starts_with("HTTP/1.1 100 Continue\r\n\r\n")) << answer;
}

TEST_F(ServerTest, closes_after_an_HTTP_1_0_request) {
  const auto answer = ask("GET / HTTP/1.0\r\n\r\n");

  EXPECT_TRUE(answer.starts_with("HTTP/1.1 200 OK\r\n")) << answer;
  EXPECT_NE(answer.find("Connection: close"), std::string::npos);
}

TEST_F(ServerTest, answers_500_when_the_handler_throws) {
  const auto answer = ask("GET /broken HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

  EXPECT_TRUE(answer.starts_with("HTTP/1.1 500 ")) << answer;
}

TEST_F(ServerTest, answers_400_to_what_is_not_HTTP) {
  EXPECT_TRUE(ask("\x16\x03\x01 hello\r\n\r\n").starts_with("HTTP/1.1 400 "));
}

TEST_F(ServerTest, answers_413_to_headers_and_bodies_beyond_its_bounds) {
  const std::string long_header(limits::server_header_bytes_max, 'a');

  EXPECT_TRUE(ask("GET / HTTP/1.1\r\nX-Long: " + long_header + "\r\n\r\n").starts_with("HTTP/1.1 413 "));
  EXPECT_TRUE(ask("POST / HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n").starts_with("HTTP/1.1 413 "));
}

TEST_F(ServerTest, answers_426_to_an_upgrade_that_it_does_not_offer) {
  const auto answer =
      ask("GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, close\r\nUpgrade: "
          "websocket\r\nSec-WebSocket-Version: 13\r\n"
          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");

  EXPECT_TRUE(answer.starts_with("HTTP/1.1 426 ")) << answer;
}

TEST_F(ServerTest, says_when_its_address_is_taken_or_wrong) {
  const auto answer = [](ServerRequest) -> Task<ServerResponse> { co_return ServerResponse{}; };

  EXPECT_EQ(listen(loop, fmt::format("127.0.0.1:{}", server->port()), answer).error().kind,
            ErrorKind::unavailable);
  EXPECT_EQ(listen(loop, "127.0.0.1", answer).error().kind, ErrorKind::invalid);
  EXPECT_EQ(listen(loop, "example.org:80", answer).error().kind, ErrorKind::invalid);
  EXPECT_EQ(listen(loop, "127.0.0.1:port", answer).error().kind, ErrorKind::invalid);
}

}  // namespace
}  // namespace cs2::io

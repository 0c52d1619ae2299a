// An HTTP/2 server that retires its connections: each answers a few requests, then sends GOAWAY and leaves
// the rest of what was asked on it unanswered (RFC 9113, §6.8). Plain text; TLS stands before it.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace cs2::test {

class RetiringServer {
 public:
  explicit RetiringServer(int answers_each) : answers_each_(answers_each) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof(address);
    if (::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(listener_, 64) != 0)
      throw std::runtime_error("cannot listen");
    ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    acceptor_ = std::jthread{[this](const std::stop_token& over) { accept(over); }};
  }
  ~RetiringServer() {
    acceptor_ = {};
    connections_.clear();
    ::close(listener_);
  }
  RetiringServer(const RetiringServer&) = delete;
  RetiringServer& operator=(const RetiringServer&) = delete;

  std::uint16_t port() const { return port_; }
  int answered() const { return answered_; }
  int sent_away() const { return sent_away_; }  // requests left to the next connection

 private:
  enum Type : std::uint8_t { data = 0, headers = 1, settings = 4, ping = 6, goaway = 7 };
  enum Flag : std::uint8_t { none = 0, end_stream = 1, acknowledge = 1, end_headers = 4 };
  struct Frame {
    std::uint8_t type = 0;
    std::uint8_t flags = 0;
    std::uint32_t stream = 0;
    std::string payload;
  };

  static bool readable(int socket) {
    pollfd subscription{.fd = socket, .events = POLLIN, .revents = 0};
    return ::poll(&subscription, 1, 10) > 0;
  }

  void accept(const std::stop_token& over) {
    while (!over.stop_requested()) {
      if (!readable(listener_)) continue;
      const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
      if (socket < 0) continue;
      connections_.emplace_back([this, socket](const std::stop_token& ended) {
        serve(ended, socket);
        ::close(socket);
      });
    }
  }

  // False at the end of the connection.
  static bool read(const std::stop_token& over, int socket, std::string& bytes) {
    for (std::size_t count = 0; count < bytes.size();) {
      if (over.stop_requested()) return false;
      if (!readable(socket)) continue;
      const auto more = ::recv(socket, bytes.data() + count, bytes.size() - count, 0);
      if (more <= 0) return false;
      count += static_cast<std::size_t>(more);
    }
    return true;
  }

  static std::uint32_t number(std::string_view bytes) {
    std::uint32_t value = 0;
    for (const char byte : bytes) value = value << 8 | static_cast<std::uint8_t>(byte);
    return value;
  }

  static std::string bytes_of(std::uint32_t value) {
    std::string bytes;
    for (const int shift : {24, 16, 8, 0}) bytes.push_back(static_cast<char>(value >> shift & 0xFF));
    return bytes;
  }

  static bool read(const std::stop_token& over, int socket, Frame& frame) {
    std::string head(9, '\0');
    if (!read(over, socket, head)) return false;
    frame.type = static_cast<std::uint8_t>(head[3]);
    frame.flags = static_cast<std::uint8_t>(head[4]);
    frame.stream = number(head.substr(5));
    frame.payload.assign(number(head.substr(0, 3)), '\0');
    return read(over, socket, frame.payload);
  }

  static void send(int socket, Type type, Flag flags, std::uint32_t stream, std::string_view payload) {
    auto frame = bytes_of(static_cast<std::uint32_t>(payload.size())).substr(1);
    frame.push_back(static_cast<char>(type));
    frame.push_back(static_cast<char>(flags));
    frame += bytes_of(stream);
    frame += payload;
    ::send(socket, frame.data(), frame.size(), MSG_NOSIGNAL);
  }

  void serve(const std::stop_token& over, int socket) {
    std::string preface(24, '\0');
    if (!read(over, socket, preface)) return;
    send(socket, settings, none, 0, "");
    int answers = 0;
    for (Frame frame; read(over, socket, frame);) {
      if (frame.type == settings && frame.flags != acknowledge) send(socket, settings, acknowledge, 0, "");
      if (frame.type == ping && frame.flags != acknowledge) send(socket, ping, acknowledge, 0, frame.payload);
      if (frame.type != headers) continue;
      if (answers == answers_each_) {
        ++sent_away_;
        continue;
      }
      send(socket, headers, end_headers, frame.stream, "\x88");  // ":status: 200" of HPACK's static table
      send(socket, data, end_stream, frame.stream, "hello");
      ++answered_;
      if (++answers == answers_each_) send(socket, goaway, none, 0, bytes_of(frame.stream) + bytes_of(0));
    }
  }

  const int answers_each_;
  const int listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  std::uint16_t port_ = 0;
  std::atomic<int> answered_ = 0;
  std::atomic<int> sent_away_ = 0;
  std::vector<std::jthread> connections_;
  std::jthread acceptor_;
};

}  // namespace cs2::test

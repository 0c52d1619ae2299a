// TLS before a server that speaks plain text: decrypts what clients send and passes it on. Each connection
// has a thread, so it needs nothing of the module that it tests.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <thread>
#include <vector>

#include "certificates.hpp"

namespace cs2::test {

class TlsServer {
 public:
  enum class Manner { serve, serve_http2, leave_in_the_handshake };

  TlsServer(const Certificate& certificate, std::uint16_t upstream, Manner manner = Manner::serve)
      : upstream_(upstream), manner_(manner), context_(SSL_CTX_new(TLS_server_method()), &SSL_CTX_free) {
    SSL_CTX_use_certificate(context_.get(), certificate.certificate.get());
    SSL_CTX_use_PrivateKey(context_.get(), certificate.key.get());
    if (manner == Manner::serve_http2) SSL_CTX_set_alpn_select_cb(context_.get(), &choose_http2, nullptr);
    auto address = loopback(0);
    socklen_t size = sizeof(address);
    if (::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(listener_, 512) != 0)
      throw std::runtime_error("cannot listen");
    ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    acceptor_ = std::jthread{[this](const std::stop_token& over) { accept(over); }};
  }
  ~TlsServer() {
    acceptor_ = {};
    connections_.clear();
    ::close(listener_);
  }
  TlsServer(const TlsServer&) = delete;
  TlsServer& operator=(const TlsServer&) = delete;

  std::uint16_t port() const { return port_; }
  int connections() const { return accepted_; }
  int handshakes() const { return handshakes_; }         // completed
  std::size_t received() const { return received_; }     // bytes that clients entrusted to this server
  bool heard_plain_text() const { return plain_text_; }  // some client did not begin with a handshake

 private:
  static constexpr int step_milliseconds = 10;  // how often threads look whether it is over

  static int choose_http2(SSL*, const unsigned char** chosen, unsigned char* size, const unsigned char*,
                          unsigned, void*) {
    static constexpr std::array<unsigned char, 2> http2{'h', '2'};
    *chosen = http2.data();
    *size = http2.size();
    return SSL_TLSEXT_ERR_OK;
  }

  static sockaddr_in loopback(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
  }

  static bool readable(int socket) {
    pollfd subscription{.fd = socket, .events = POLLIN, .revents = 0};
    return ::poll(&subscription, 1, step_milliseconds) > 0;
  }

  void accept(const std::stop_token& over) {
    while (!over.stop_requested()) {
      if (!readable(listener_)) continue;
      const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
      if (socket < 0) continue;
      ++accepted_;
      connections_.emplace_back([this, socket](const std::stop_token& ended) {
        serve(ended, socket);
        ::close(socket);
      });
    }
  }

  void serve(const std::stop_token& over, int socket) {
    while (!readable(socket)) {
      if (over.stop_requested()) return;
    }
    std::uint8_t first = 0;
    if (::recv(socket, &first, 1, MSG_PEEK) != 1) return;
    if (first != handshake_record) plain_text_ = true;
    if (manner_ == Manner::leave_in_the_handshake) return;

    const std::unique_ptr<SSL, decltype(&SSL_free)> tls{SSL_new(context_.get()), &SSL_free};
    SSL_set_fd(tls.get(), socket);
    if (SSL_accept(tls.get()) != 1) return;
    ++handshakes_;

    const int plain = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const auto address = loopback(upstream_);
    if (::connect(plain, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0)
      pass_on(over, *tls, socket, plain);
    ::close(plain);
  }

  void pass_on(const std::stop_token& over, SSL& tls, int socket, int plain) {
    std::array<char, 16 * 1024> bytes;
    while (!over.stop_requested()) {
      std::array<pollfd, 2> both{
          {{.fd = socket, .events = POLLIN, .revents = 0}, {.fd = plain, .events = POLLIN, .revents = 0}}};
      if (SSL_pending(&tls) == 0 && ::poll(both.data(), both.size(), step_milliseconds) <= 0) continue;
      if (SSL_pending(&tls) > 0 || both[0].revents != 0) {
        const int count = SSL_read(&tls, bytes.data(), bytes.size());
        if (count <= 0) return;
        received_ += static_cast<std::size_t>(count);
        ::send(plain, bytes.data(), static_cast<std::size_t>(count), MSG_NOSIGNAL);
      }
      if (both[1].revents != 0) {
        const auto count = ::recv(plain, bytes.data(), bytes.size(), 0);
        if (count <= 0 || SSL_write(&tls, bytes.data(), static_cast<int>(count)) <= 0) return;
      }
    }
  }

  static constexpr std::uint8_t handshake_record = 0x16;

  const std::uint16_t upstream_;
  const Manner manner_;
  std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context_;
  const int listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  std::uint16_t port_ = 0;
  std::atomic<int> accepted_ = 0;
  std::atomic<int> handshakes_ = 0;
  std::atomic<std::size_t> received_ = 0;
  std::atomic<bool> plain_text_ = false;
  std::vector<std::jthread> connections_;
  std::jthread acceptor_;
};

}  // namespace cs2::test

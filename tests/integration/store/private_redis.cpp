#include "integration/store/private_redis.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <sys/socket.h>

namespace cs2::store {
namespace {

// The kernel hands out its ephemeral ports in turns, so nobody else is given this one soon.
int free_port() {
  const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* const generic = reinterpret_cast<sockaddr*>(&address);
  if (::bind(listener, generic, size) != 0 || ::getsockname(listener, generic, &size) != 0)
    throw std::runtime_error("no free port");
  ::close(listener);
  return ntohs(address.sin_port);
}

bool accepts_connections(int port) {
  const int probe = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  const bool accepted = ::connect(probe, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  ::close(probe);
  return accepted;
}

}  // namespace

PrivateRedis::PrivateRedis() : port_(free_port()) {
  start();
}

std::string PrivateRedis::url() const {
  return fmt::format("redis://127.0.0.1:{}/3", port_);
}

void PrivateRedis::start() {
  server_ = std::make_unique<test::Child>(
      std::vector<std::string>{"/usr/bin/env", "redis-server", "--bind", "127.0.0.1", "--port",
                               std::to_string(port_), "--save", "", "--dir", folder_.path().string()},
      std::map<std::string, std::string>{}, (folder_.path() / "redis.log").string());
  for (int waits = 0; waits < 2000 && !accepts_connections(port_); ++waits)
    std::this_thread::sleep_for(std::chrono::milliseconds{5});
}

}  // namespace cs2::store

// Ports of services that a test starts for itself.
#pragma once

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>

namespace cs2::test {

inline sockaddr_in loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  return address;
}

// The kernel hands out its ephemeral ports in turns, so nobody else is given this one soon.
inline int free_port() {
  const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
  auto address = loopback(0);
  socklen_t size = sizeof address;
  auto* const generic = reinterpret_cast<sockaddr*>(&address);
  if (::bind(listener, generic, size) != 0 || ::getsockname(listener, generic, &size) != 0)
    throw std::runtime_error("no free port");
  ::close(listener);
  return ntohs(address.sin_port);
}

// A connected socket, or a negative number.
inline int connect_to(int port) {
  const int probe = ::socket(AF_INET, SOCK_STREAM, 0);
  const auto address = loopback(port);
  if (::connect(probe, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return probe;
  ::close(probe);
  return -1;
}

}  // namespace cs2::test

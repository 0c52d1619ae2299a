// The sockets of one curl multi handle, watched through the loop.
//
// curl opens, reuses and closes its sockets by itself. An epoll set of our own watches them, and the loop
// watches that one set: so Asio never holds a descriptor that curl might close. A kept connection stays in
// the set between two requests, which saves two system calls on every request.
#pragma once

#include <curl/curl.h>

#include <boost/asio/posix/basic_stream_descriptor.hpp>
#include <vector>

#include "io/core.hpp"

namespace cs2::io {

class CurlSockets {
 public:
  explicit CurlSockets(Loop::Core& core);

  // Signatures of curl's callbacks; `self` is the CurlSockets.
  static int on_change(CURL* easy, curl_socket_t socket, int what, void* self, void* unused);
  static curl_socket_t open(void* self, curlsocktype purpose, curl_sockaddr* address);
  static int close(void* self, curl_socket_t socket);

  struct Ready {
    curl_socket_t socket;
    int actions;  // CURL_CSELECT_…
  };
  // What is ready now; valid until the next call.
  const std::vector<Ready>& poll();

  // The loop's view of the set: readable when a socket is ready.
  asio::posix::basic_stream_descriptor<Executor>& set() { return set_; }

 private:
  struct Watch {
    unsigned wanted = 0;   // by curl
    unsigned watched = 0;  // in the set
    bool opened_here = false;
  };
  void watch(curl_socket_t socket, Watch& watch, unsigned events);
  Watch& at(curl_socket_t socket);

  asio::posix::basic_stream_descriptor<Executor> set_;
  std::vector<Watch> watches_;  // by descriptor
  std::vector<Ready> ready_;
};

}  // namespace cs2::io

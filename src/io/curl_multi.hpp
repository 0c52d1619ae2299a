// curl's multi handle, driven by the loop: many transfers, no thread.
#pragma once

#include <curl/curl.h>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

#include "io/core.hpp"
#include "io/curl_sockets.hpp"

namespace cs2::io {

// Its handlers on the loop keep it alive; after `shut_down` they do nothing.
class CurlMulti : public std::enable_shared_from_this<CurlMulti> {
 public:
  // Called for each transfer that has ended, never from within `add`. It may add and remove others.
  using Done = std::function<void(CURL*, CURLcode)>;

  CurlMulti(Loop::Core& core, Done done);
  CurlMulti(const CurlMulti&) = delete;
  CurlMulti& operator=(const CurlMulti&) = delete;

  void begin();
  // Every easy handle has been removed before.
  void shut_down();

  void add(CURL* easy);
  void remove(CURL* easy);
  // For the easy handles, which open and close them.
  CurlSockets& sockets() { return sockets_; }

 private:
  static int on_timer(CURLM* multi, long milliseconds_from_now, void* self);

  void drive_soon();
  void drive(curl_socket_t socket, int actions);
  void collect();
  void await_sockets();
  void await_timer();

  Loop::Core& core_;
  const Done done_;
  CurlSockets sockets_;
  CURLM* multi_ = nullptr;  // none after shut_down
  Timer timer_;
  std::optional<std::chrono::steady_clock::time_point> due_;    // as curl wants
  std::optional<std::chrono::steady_clock::time_point> armed_;  // as the timer is set
  bool drive_is_posted_ = false;
};

}  // namespace cs2::io

// WebSocket, client side and the connections that a server hands out.
#pragma once

#include <memory>
#include <string>

#include "base/result.hpp"
#include "io/http.hpp"
#include "io/loop.hpp"
#include "io/task.hpp"

namespace cs2::io {

// One message, or the end of the connection.
struct Frame {
  enum class Kind { text, binary, closed } kind = Kind::text;
  std::string payload;  // of `closed`: the reason
  int close_code = 0;   // of `closed`: 0 when the connection just dropped
};

class WebSocket {
 public:
  virtual ~WebSocket() = default;

  // One reader at a time. After `closed` nothing follows. Errors: too_large, cancelled.
  virtual Task<Result<Frame>> receive() = 0;

  // Messages are sent whole and in order; several coroutines may send. unavailable once the connection has
  // ended.
  virtual Task<Result<void>> send(std::string text, bool binary = false) = 0;

  // Sends a close frame with that code and ends the connection soon; a pending receive gets `closed`.
  virtual void close(int code) = 0;

  // Drops the connection at once, without a close frame.
  virtual void drop() = 0;
};

// ws:// for loopback only, wss:// with verified TLS. timeout, unavailable, invalid.
Task<Result<std::unique_ptr<WebSocket>>> connect_websocket(Loop& loop, std::string url,
                                                           std::string user_agent);

}  // namespace cs2::io

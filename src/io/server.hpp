// A small HTTP server with WebSocket upgrades, on Beast. For health and metrics, and for the simulation.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "base/limits/http.hpp"
#include "base/limits/websocket.hpp"
#include "base/result.hpp"
#include "io/http.hpp"
#include "io/loop.hpp"
#include "io/websocket.hpp"

namespace cs2::io {

struct ServerRequest {
  std::string method;
  std::string target;  // path and query, as received
  Headers headers;
  std::string body;
};

struct ServerResponse {
  int status = 200;
  Headers headers = {};
  std::string body = {};
  // For tests of clients: wait first, cut the connection in the middle of the body, or end it without a byte.
  milliseconds delay = {};
  bool cut = false;
  bool hangs_up = false;
};

class Server {
 public:
  using Answer = std::function<Task<ServerResponse>(ServerRequest)>;
  using Upgrade = std::function<Task<void>(ServerRequest, std::unique_ptr<WebSocket>)>;

  virtual ~Server() = default;
  virtual std::uint16_t port() const = 0;
};

struct ServerLimits {
  std::size_t connections = limits::server_connections_max;
  std::size_t per_address = limits::server_connections_max;  // a /64 of IPv6 counts as one
  std::size_t body_bytes = limits::server_body_bytes_max;
  std::size_t message_bytes = limits::websocket_message_bytes_max;  // that a WebSocket takes
};

// Listens on `address` ("127.0.0.1:9464"; port 0 takes a free one). Without `upgrade` WebSocket requests get
// 426. unavailable: the address is taken or not ours. A handler that throws becomes a 500. Whatever the
// limits, the last descriptors of the process are left to others (see io/descriptors.hpp).
Result<std::unique_ptr<Server>> listen(Loop& loop, const std::string& address, Server::Answer answer,
                                       Server::Upgrade upgrade = nullptr, ServerLimits bounds = {});

}  // namespace cs2::io

// Outgoing HTTP.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.hpp"
#include "base/limits/http.hpp"
#include "base/metrics.hpp"
#include "base/result.hpp"
#include "io/loop.hpp"
#include "io/task.hpp"

namespace cs2::io {

using Headers = std::vector<std::pair<std::string, std::string>>;

// The value of the first header of that name, upper or lower case; empty when absent.
std::string_view header(const Headers& headers, std::string_view name);

struct HttpRequest {
  std::string method = "GET";
  std::string url;  // http is accepted for loopback addresses only
  Headers headers = {};
  std::string body = {};
  milliseconds timeout = limits::http_total_max;
  std::size_t body_bytes_max = limits::http_body_bytes_max;
  // On a connection of its own. curl sends again by itself, even a POST, when a kept connection is cut before
  // the first byte of the answer; what must not happen twice cannot have that.
  bool once = false;
  // Set to true when there is no answer and surely nothing was sent: the other party was not even reached.
  bool* never_sent = nullptr;
};

struct HttpResponse {
  int status = 0;
  Headers headers;
  std::string body;  // already decompressed
};

// An answer of any status is a value; only what prevented an answer is an error: timeout, unavailable
// (connection, TLS, cut body, host budget used up), too_large, invalid (address), cancelled.
class Http {
 public:
  virtual ~Http() = default;
  virtual Task<Result<HttpResponse>> send(HttpRequest request) = 0;
};

// libcurl's multi interface on the loop: no thread per request, kept connections, gzip, verified TLS always.
// Not more than limits::http_connections_per_host_max requests per host are under way; the others wait their
// turn. `user_agent` is sent where a request names none.
std::unique_ptr<Http> make_http(Loop& loop, Metrics& metrics, std::string user_agent);

}  // namespace cs2::io

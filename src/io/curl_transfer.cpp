#include "io/curl_transfer.hpp"
#include "base/limits/http.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <new>

#include "base/text.hpp"

namespace cs2::io {
namespace {

std::size_t on_header(char* bytes, std::size_t, std::size_t size, void* self) {
  auto& headers = static_cast<Exchange*>(self)->response.headers;
  const auto line = trim(std::string_view(bytes, size));
  // A status line begins a new answer: what came before it was 100 Continue.
  if (line.starts_with("HTTP/")) headers.clear();
  const auto colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0 || line.starts_with("HTTP/")) return size;
  headers.emplace_back(line.substr(0, colon), trim(line.substr(colon + 1)));
  return size;
}

std::size_t on_body(char* bytes, std::size_t, std::size_t size, void* self) {
  auto& exchange = *static_cast<Exchange*>(self);
  if (exchange.response.body.size() + size > exchange.request.body_bytes_max) {
    exchange.too_large = true;
    return 0;
  }
  try {
    exchange.response.body.append(bytes, size);
  } catch (const std::bad_alloc&) {  // curl is C: nothing may be thrown through it
    exchange.too_large = true;
    return 0;
  }
  return size;
}

}  // namespace

Easy::Easy(const std::string& user_agent, CurlSockets& sockets) {
  if (!curl_) throw std::bad_alloc{};
  set(CURLOPT_ERRORBUFFER, complaint_);
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_PROTOCOLS_STR, "http,https");
  set(CURLOPT_FOLLOWLOCATION, 0L);
  set(CURLOPT_SSL_VERIFYPEER, 1L);
  set(CURLOPT_SSL_VERIFYHOST, 2L);
  set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));  // or later
  // OpenSSL's own variable, which the WebSocket client follows too.
  // NOLINTNEXTLINE(concurrency-mt-unsafe): nothing here changes the environment
  if (const char* roots = std::getenv("SSL_CERT_FILE")) set(CURLOPT_CAINFO, roots);
  set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits::http_connect_max.count()));
  set(CURLOPT_TCP_NODELAY, 1L);
  set(CURLOPT_TCP_KEEPALIVE, 1L);
  set(CURLOPT_ACCEPT_ENCODING, "gzip");
  set(CURLOPT_USERAGENT, user_agent.c_str());
  set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  set(CURLOPT_HEADERFUNCTION, &on_header);
  set(CURLOPT_WRITEFUNCTION, &on_body);
  set(CURLOPT_OPENSOCKETFUNCTION, &CurlSockets::open);
  set(CURLOPT_OPENSOCKETDATA, &sockets);
  set(CURLOPT_CLOSESOCKETFUNCTION, &CurlSockets::close);
  set(CURLOPT_CLOSESOCKETDATA, &sockets);
}

void Easy::prepare(Exchange& exchange) {
  const auto& request = exchange.request;
  const auto left = std::chrono::ceil<milliseconds>(exchange.deadline - std::chrono::steady_clock::now());

  complaint_[0] = '\0';
  set(CURLOPT_URL, request.url.c_str());
  set(CURLOPT_TIMEOUT_MS, static_cast<long>(std::max(left, milliseconds{1}).count()));
  set(CURLOPT_HTTP_VERSION,
      static_cast<long>(exchange.address.secure ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1));
  // Many requests at once to a new host share its first connection if it turns out to speak HTTP/2.
  set(CURLOPT_PIPEWAIT, exchange.address.secure ? 1L : 0L);
  // This machine is never behind the environment's proxy.
  set(CURLOPT_PROXY, exchange.address.loopback ? "" : nullptr);
  set(CURLOPT_FRESH_CONNECT, request.once ? 1L : 0L);
  set(CURLOPT_FORBID_REUSE, request.once ? 1L : 0L);
  set(CURLOPT_HEADERDATA, &exchange);
  set(CURLOPT_WRITEDATA, &exchange);
  set(CURLOPT_PRIVATE, &exchange);
  prepare_method(request);
  prepare_headers(request);
}

void Easy::prepare_method(const HttpRequest& request) {
  const bool sends_body = !request.body.empty() || request.method == "POST" || request.method == "PUT" ||
                          request.method == "PATCH";

  set(CURLOPT_HTTPGET, 1L);  // forgets the method of the request before
  if (request.method == "HEAD") {
    set(CURLOPT_NOBODY, 1L);
  } else if (sends_body) {
    set(CURLOPT_POST, 1L);
    set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    set(CURLOPT_POSTFIELDS, request.body.c_str());
  }
  const bool implied = request.method == "HEAD" || request.method == (sends_body ? "POST" : "GET");
  set(CURLOPT_CUSTOMREQUEST, implied ? nullptr : request.method.c_str());
}

void Easy::prepare_headers(const HttpRequest& request) {
  // curl would wait a second for "100 Continue", and would call any body a form.
  std::size_t bytes = sizeof("Expect:") + sizeof("Content-Type:");
  for (const auto& [name, value] : request.headers) bytes += name.size() + value.size() + sizeof(": ");
  header_lines_.clear();
  header_lines_.reserve(bytes);  // no line moves once it is in the list
  header_list_.clear();
  header_list_.reserve(request.headers.size() + 2);

  const auto add = [this](std::string_view name, std::string_view separator, std::string_view value) {
    auto* line = header_lines_.data() + header_lines_.size();
    header_lines_.append(name).append(separator).append(value).push_back('\0');
    if (!header_list_.empty()) header_list_.back().next = header_list_.data() + header_list_.size();
    header_list_.push_back({.data = line, .next = nullptr});
  };
  add("Expect", ":", "");
  if (header(request.headers, "content-type").empty()) add("Content-Type", ":", "");
  // A name with a semicolon is curl's way to say an empty value.
  for (const auto& [name, value] : request.headers) add(name, value.empty() ? ";" : ": ", value);
  set(CURLOPT_HTTPHEADER, header_list_.data());
}

Error Easy::explain(const Exchange& exchange, CURLcode code) const {
  const auto origin = exchange.address.origin;
  if (exchange.too_large) {
    return {ErrorKind::too_large,
            fmt::format("{}: more than {} bytes", origin, exchange.request.body_bytes_max)};
  }
  const std::string_view complaint = complaint_;
  auto detail = fmt::format("{}: {}", origin, complaint.empty() ? curl_easy_strerror(code) : complaint);
  switch (code) {
    case CURLE_OPERATION_TIMEDOUT:
      return {ErrorKind::timeout, std::move(detail)};
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL:
      return {ErrorKind::invalid, std::move(detail)};
    default:
      return {ErrorKind::unavailable, std::move(detail)};
  }
}

}  // namespace cs2::io

// The HTTP client: who is sent when, on which of curl's handles.
//
// Requests beyond a host's share queue up here and not in curl, so that one host's queue never blocks
// another's.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "base/limits/http.hpp"
#include "io/address.hpp"
#include "io/core.hpp"
#include "io/curl_multi.hpp"
#include "io/curl_transfer.hpp"
#include "io/http.hpp"

namespace cs2::io {
namespace {

// How often requests that wait for their turn are looked at, to see whose time is over.
constexpr milliseconds patience_step{50};

void note_never_sent(const Exchange& exchange) {
  if (exchange.request.never_sent != nullptr) *exchange.request.never_sent = true;
}

class Client : public Cancellable, public std::enable_shared_from_this<Client> {
 public:
  Client(Loop::Core& core, Metrics& metrics, std::string user_agent);

  void shut_down();

  // False when it has failed already.
  bool admit(Exchange& exchange);
  void cancel() override;

 private:
  struct Host {
    long under_way = 0;
    LinkedList<Exchange> waiting = {};  // the longest first
  };

  void start(Exchange& exchange);
  void watch_patience();
  void next_turn(std::string_view origin);
  void note_waiting(std::ptrdiff_t change);

  void finish(CURL* curl, CURLcode code);
  void release(Exchange& exchange);

  Loop::Core& core_;
  Metrics& metrics_;
  const std::string user_agent_;
  const std::shared_ptr<CurlMulti> multi_;
  bool is_shut_down_ = false;

  std::map<std::string, Host, std::less<>> hosts_;  // by origin; only those with something under way
  LinkedList<Exchange> running_;
  std::size_t waiting_ = 0;
  Timer patience_;                             // set while something waits
  std::vector<std::unique_ptr<Easy>> easies_;  // all that exist
  std::vector<Easy*> spare_;
};

Client::Client(Loop::Core& core, Metrics& metrics, std::string user_agent)
    : Cancellable(core),
      core_(core),
      metrics_(metrics),
      user_agent_(std::move(user_agent)),
      multi_(std::make_shared<CurlMulti>(core, [this](CURL* curl, CURLcode code) { finish(curl, code); })),
      patience_(core.context) {
  multi_->begin();
}

void Client::shut_down() {
  patience_.cancel();
  for (const auto& easy : easies_) multi_->remove(easy->handle());
  multi_->shut_down();
  is_shut_down_ = true;
}

bool Client::admit(Exchange& exchange) {
  auto found = hosts_.find(exchange.address.origin);
  if (found == hosts_.end()) found = hosts_.emplace(exchange.address.origin, Host{}).first;
  auto& host = found->second;

  if (host.under_way < limits::http_connections_per_host_max) {
    ++host.under_way;
    start(exchange);
    return true;
  }
  if (waiting_ >= limits::http_waiting_max) {
    note_never_sent(exchange);
    exchange.error =
        Error{ErrorKind::unavailable, fmt::format("{}: too many requests wait", exchange.address.origin)};
    return false;
  }
  host.waiting.push_back(exchange);
  note_waiting(+1);
  if (waiting_ == 1) watch_patience();
  return true;
}

// Ends requests whose time is over before their turn has come.
void Client::watch_patience() {
  patience_.expires_after(patience_step);
  patience_.async_wait([self = shared_from_this()](error_code error) {
    if (error || self->is_shut_down_) return;
    const auto now = std::chrono::steady_clock::now();
    for (auto& [origin, host] : self->hosts_) {
      for (auto exchange = host.waiting.begin(); exchange != host.waiting.end();) {
        auto& overdue = *exchange++;
        if (overdue.deadline > now) continue;
        overdue.unlink();
        self->note_waiting(-1);
        note_never_sent(overdue);
        overdue.error = Error{ErrorKind::timeout, fmt::format("{}: no free connection in time", origin)};
        self->core_.resume_soon(overdue.awaiter);
      }
    }
    if (self->waiting_ > 0) self->watch_patience();
  });
}

void Client::next_turn(std::string_view origin) {
  const auto found = hosts_.find(origin);
  auto& host = found->second;
  if (!host.waiting.empty()) {
    auto& next = host.waiting.front();
    next.unlink();
    note_waiting(-1);
    start(next);
    return;
  }
  if (--host.under_way == 0) hosts_.erase(found);
}

void Client::note_waiting(std::ptrdiff_t change) {
  waiting_ += static_cast<std::size_t>(change);
  metrics_.set("cs2results_http_waiting", {}, static_cast<double>(waiting_));
}

void Client::start(Exchange& exchange) {
  if (spare_.empty()) {
    easies_.push_back(std::make_unique<Easy>(user_agent_, multi_->sockets()));
    spare_.push_back(easies_.back().get());
  }
  auto& easy = *spare_.back();
  spare_.pop_back();
  exchange.easy = &easy;
  running_.push_back(exchange);
  easy.prepare(exchange);
  multi_->add(easy.handle());
}

// curl gives up a request that it was about to put on an HTTP/2 connection when the server retires that
// (GOAWAY, RFC 9113 §6.8), and does not say whether the server has taken it. So only what may be done twice
// is sent again, on another connection.
bool may_be_sent_again(const Exchange& exchange, CURLcode code) {
  constexpr std::array<std::string_view, 4> idempotent{"GET", "HEAD", "PUT", "DELETE"};
  return code == CURLE_HTTP2 && exchange.sent_away < limits::http_sent_away_max &&
         exchange.response.headers.empty() &&
         std::ranges::find(idempotent, exchange.request.method) != idempotent.end();
}

void Client::finish(CURL* curl, CURLcode code) {
  char* pointer = nullptr;
  curl_easy_getinfo(curl, CURLINFO_PRIVATE, &pointer);
  auto& exchange = *reinterpret_cast<Exchange*>(pointer);
  if (may_be_sent_again(exchange, code)) {
    ++exchange.sent_away;
    release(exchange);
    return start(exchange);
  }

  if (code == CURLE_OK) {
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    exchange.response.status = static_cast<int>(status);
  } else {
    exchange.error = exchange.easy->explain(exchange, code);
    long sent = 0;  // bytes of the request
    curl_easy_getinfo(curl, CURLINFO_REQUEST_SIZE, &sent);
    if (sent == 0) note_never_sent(exchange);
  }
  release(exchange);
  core_.resume_soon(exchange.awaiter);
  next_turn(exchange.address.origin);
}

void Client::release(Exchange& exchange) {
  exchange.unlink();
  multi_->remove(exchange.easy->handle());
  spare_.push_back(std::exchange(exchange.easy, nullptr));
}

void Client::cancel() {
  if (is_shut_down_) return;
  const auto fail_as_cancelled = [this](Exchange& exchange) {
    exchange.error = Error{ErrorKind::cancelled, "stopping"};
    core_.resume_soon(exchange.awaiter);
  };
  while (!running_.empty()) {
    auto& exchange = running_.front();
    release(exchange);
    fail_as_cancelled(exchange);
  }
  for (auto& [origin, host] : hosts_) {
    for (auto& exchange : host.waiting) {
      note_never_sent(exchange);
      fail_as_cancelled(exchange);
    }
    host.waiting.clear();
  }
  hosts_.clear();
  note_waiting(-static_cast<std::ptrdiff_t>(waiting_));
}

Result<void> check_headers(const Headers& headers) {
  const auto breaks_line = [](char c) { return c == '\r' || c == '\n' || c == '\0'; };
  for (const auto& [name, value] : headers) {
    if (name.empty() || name.contains(':') || std::ranges::any_of(name, breaks_line) ||
        std::ranges::any_of(value, breaks_line)) {
      return invalid("header '{}': not one line", name);
    }
  }
  return {};
}

class CurlHttp final : public Http {
 public:
  CurlHttp(Loop& loop, Metrics& metrics, std::string user_agent)
      : core_(loop.core()), client_(std::make_shared<Client>(core_, metrics, std::move(user_agent))) {
    metrics.set("cs2results_http_waiting", {}, 0);
  }
  ~CurlHttp() override { client_->shut_down(); }
  CurlHttp(const CurlHttp&) = delete;
  CurlHttp& operator=(const CurlHttp&) = delete;

  Task<Result<HttpResponse>> send(HttpRequest request) override {
    bool unused = false;
    auto& never_sent = request.never_sent != nullptr ? *request.never_sent : unused;
    never_sent = true;
    const auto address = parse_address(request.url, Scheme::http);
    if (!address) co_return failed(address);
    if (const auto good = check_headers(request.headers); !good) co_return failed(good);
    if (core_.is_stopping()) co_return fail(ErrorKind::cancelled, "stopping");

    never_sent = false;
    Exchange exchange{request, *address};
    co_await Answer{*client_, exchange};
    if (exchange.error) co_return std::unexpected(std::move(*exchange.error));
    co_return std::move(exchange.response);
  }

 private:
  struct Answer {
    Client& client;
    Exchange& exchange;
    bool await_ready() const noexcept { return false; }
    bool await_suspend(std::coroutine_handle<> awaiter) {
      exchange.awaiter = awaiter;
      return client.admit(exchange);
    }
    void await_resume() const noexcept {}
  };

  Loop::Core& core_;
  std::shared_ptr<Client> client_;
};

}  // namespace

std::unique_ptr<Http> make_http(Loop& loop, Metrics& metrics, std::string user_agent) {
  return std::make_unique<CurlHttp>(loop, metrics, std::move(user_agent));
}

}  // namespace cs2::io

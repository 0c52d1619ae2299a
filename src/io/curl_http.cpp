// The HTTP client: libcurl's multi interface on the loop.
//
// A request lives in the frame of the coroutine that sends it (Exchange). Requests beyond a host's share
// queue up here and not in curl, so that one host's queue never stands before another's. curl's easy handles
// are kept and only what differs between requests is set again: most of a small request's cost would
// otherwise be setting up.
#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/post.hpp>
#include <cstdlib>
#include <map>
#include <new>
#include <tuple>

#include "base/text.hpp"
#include "io/address.hpp"
#include "io/core.hpp"
#include "io/curl_sockets.hpp"
#include "io/http.hpp"

namespace cs2::io {
namespace {

class Easy;

// How often requests that wait for their turn are looked at, to see whose time is over.
constexpr milliseconds patience_step{50};

// One request, from `send` to its answer.
struct Exchange : ListHook {
  Exchange(const HttpRequest& asked, const Address& to)
      : request(asked), address(to), deadline(deadline_after(asked.timeout)) {}

  const HttpRequest& request;
  const Address address;
  const std::chrono::steady_clock::time_point deadline;

  std::coroutine_handle<> awaiter = nullptr;
  Easy* easy = nullptr;  // only while it is under way
  HttpResponse response = {};
  std::optional<Error> error = {};
  bool too_large = false;
};

// A curl easy handle with what must outlive a transfer on it.
class Easy {
 public:
  Easy(const std::string& user_agent, CurlSockets& sockets);
  ~Easy() { curl_easy_cleanup(curl_); }
  Easy(const Easy&) = delete;
  Easy& operator=(const Easy&) = delete;

  void prepare(Exchange& exchange);
  CURL* handle() const { return curl_; }
  std::string_view complaint() const { return complaint_; }

 private:
  template <class Value>
  void set(CURLoption option, Value value) {
    if (curl_easy_setopt(curl_, option, value) == CURLE_OUT_OF_MEMORY) throw std::bad_alloc{};
  }
  void prepare_method(const HttpRequest& request);
  void prepare_headers(const HttpRequest& request);

  CURL* curl_ = curl_easy_init();
  char complaint_[CURL_ERROR_SIZE] = {};
  // curl reads its linked list of headers only; ours is built over one string that keeps its memory.
  std::string header_lines_;
  std::vector<curl_slist> header_list_;
};

class Client : public Cancellable, public std::enable_shared_from_this<Client> {
 public:
  Client(Loop::Core& core, Metrics& metrics, std::string user_agent);

  void begin();
  void shut_down();

  // False when it has failed already.
  bool admit(Exchange& exchange);
  void cancel() override;

 private:
  struct Host {
    long under_way = 0;
    LinkedList<Exchange> waiting = {};  // the longest first
  };

  static int on_timer(CURLM* multi, long milliseconds_from_now, void* self);

  void start(Exchange& exchange);
  void watch_patience();
  void next_turn(std::string_view origin);
  void note_waiting(std::ptrdiff_t change);

  void drive_soon();
  void drive(curl_socket_t socket, int actions);
  void collect();
  void finish(CURL* curl, CURLcode code);
  void release(Exchange& exchange);
  void await_sockets();
  void await_timer();

  Loop::Core& core_;
  Metrics& metrics_;
  const std::string user_agent_;
  CurlSockets sockets_;
  CURLM* multi_ = nullptr;  // none after shut_down
  Timer timer_;
  std::optional<std::chrono::steady_clock::time_point> due_;    // as curl wants
  std::optional<std::chrono::steady_clock::time_point> armed_;  // as the timer is set
  bool drive_is_posted_ = false;

  std::map<std::string, Host, std::less<>> hosts_;  // by origin; only those with something under way
  LinkedList<Exchange> running_;
  std::size_t waiting_ = 0;
  Timer patience_;                             // set while something waits
  std::vector<std::unique_ptr<Easy>> easies_;  // all that exist
  std::vector<Easy*> spare_;
};

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
  exchange.response.body.append(bytes, size);
  return size;
}

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

Error explain(const Exchange& exchange, CURLcode code) {
  const auto origin = exchange.address.origin;
  if (exchange.too_large) {
    return {ErrorKind::too_large,
            fmt::format("{}: more than {} bytes", origin, exchange.request.body_bytes_max)};
  }
  const auto complaint = exchange.easy->complaint();
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

Client::Client(Loop::Core& core, Metrics& metrics, std::string user_agent)
    : Cancellable(core),
      core_(core),
      metrics_(metrics),
      user_agent_(std::move(user_agent)),
      sockets_(core),
      timer_(core.context),
      patience_(core.context) {}

void Client::begin() {
  static const auto ready = curl_global_init(CURL_GLOBAL_DEFAULT);
  multi_ = ready == CURLE_OK ? curl_multi_init() : nullptr;
  if (!multi_) throw std::bad_alloc{};
  curl_multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, &CurlSockets::on_change);
  curl_multi_setopt(multi_, CURLMOPT_SOCKETDATA, &sockets_);
  curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, &Client::on_timer);
  curl_multi_setopt(multi_, CURLMOPT_TIMERDATA, this);
  curl_multi_setopt(multi_, CURLMOPT_MAX_HOST_CONNECTIONS, limits::http_connections_per_host_max);
  curl_multi_setopt(multi_, CURLMOPT_MAXCONNECTS, limits::http_connections_kept_max);
  await_sockets();
}

void Client::shut_down() {
  error_code ignored;
  timer_.cancel();
  patience_.cancel();
  std::ignore = sockets_.set().cancel(ignored);
  for (const auto& easy : easies_) curl_multi_remove_handle(multi_, easy->handle());
  curl_multi_cleanup(multi_);
  multi_ = nullptr;
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
    if (error || !self->multi_) return;
    const auto now = std::chrono::steady_clock::now();
    for (auto& [origin, host] : self->hosts_) {
      for (auto exchange = host.waiting.begin(); exchange != host.waiting.end();) {
        auto& overdue = *exchange++;
        if (overdue.deadline > now) continue;
        overdue.unlink();
        self->note_waiting(-1);
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
    easies_.push_back(std::make_unique<Easy>(user_agent_, sockets_));
    spare_.push_back(easies_.back().get());
  }
  auto& easy = *spare_.back();
  spare_.pop_back();
  exchange.easy = &easy;
  running_.push_back(exchange);
  easy.prepare(exchange);
  curl_multi_add_handle(multi_, easy.handle());
}

void Client::finish(CURL* curl, CURLcode code) {
  char* pointer = nullptr;
  curl_easy_getinfo(curl, CURLINFO_PRIVATE, &pointer);
  auto& exchange = *reinterpret_cast<Exchange*>(pointer);

  if (code == CURLE_OK) {
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    exchange.response.status = static_cast<int>(status);
  } else {
    exchange.error = explain(exchange, code);
  }
  release(exchange);
  core_.resume_soon(exchange.awaiter);
  next_turn(exchange.address.origin);
}

void Client::release(Exchange& exchange) {
  exchange.unlink();
  curl_multi_remove_handle(multi_, exchange.easy->handle());
  spare_.push_back(std::exchange(exchange.easy, nullptr));
}

void Client::cancel() {
  if (!multi_) return;
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
    for (auto& exchange : host.waiting) fail_as_cancelled(exchange);
    host.waiting.clear();
  }
  hosts_.clear();
  note_waiting(-static_cast<std::ptrdiff_t>(waiting_));
}

// curl's wish to be called again: a new time, or none.
int Client::on_timer(CURLM*, long milliseconds_from_now, void* self) {
  auto& client = *static_cast<Client*>(self);
  if (milliseconds_from_now < 0) {
    client.due_.reset();
  } else if (milliseconds_from_now == 0) {
    client.drive_soon();
  } else {
    client.due_ = std::chrono::steady_clock::now() + milliseconds{milliseconds_from_now};
    client.await_timer();
  }
  return 0;
}

// Requests that begin in the same turn of the loop are driven together, and never from within curl's
// callbacks.
void Client::drive_soon() {
  if (std::exchange(drive_is_posted_, true)) return;
  asio::post(core_.context, [self = shared_from_this()] {
    self->drive_is_posted_ = false;
    self->drive(CURL_SOCKET_TIMEOUT, 0);
  });
}

void Client::drive(curl_socket_t socket, int actions) {
  if (!multi_) return;
  int running = 0;
  curl_multi_socket_action(multi_, socket, actions, &running);
  collect();
}

void Client::collect() {
  int left = 0;
  while (const auto* message = curl_multi_info_read(multi_, &left)) {
    if (message->msg == CURLMSG_DONE) finish(message->easy_handle, message->data.result);
  }
}

void Client::await_sockets() {
  sockets_.set().async_wait(asio::posix::descriptor_base::wait_read,
                            [self = shared_from_this()](error_code error) {
                              if (error || !self->multi_) return;
                              for (const auto& [socket, actions] : self->sockets_.poll())
                                self->drive(socket, actions);
                              self->await_sockets();
                            });
}

// The timer is set only when the wish is earlier than what it is set to; one that comes early is set again.
// Every request brings wishes for its timeouts, and almost none of them ever comes due.
void Client::await_timer() {
  if (!due_ || (armed_ && *armed_ <= *due_)) return;
  armed_ = due_;
  timer_.expires_at(*armed_);
  timer_.async_wait([self = shared_from_this()](error_code error) {
    if (error || !self->multi_) return;
    self->armed_.reset();
    if (self->due_ && *self->due_ <= std::chrono::steady_clock::now()) {
      self->due_.reset();
      self->drive(CURL_SOCKET_TIMEOUT, 0);
    }
    self->await_timer();
  });
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
    client_->begin();
  }
  ~CurlHttp() override { client_->shut_down(); }
  CurlHttp(const CurlHttp&) = delete;
  CurlHttp& operator=(const CurlHttp&) = delete;

  Task<Result<HttpResponse>> send(HttpRequest request) override {
    const auto address = parse_address(request.url, Scheme::http);
    if (!address) co_return failed(address);
    if (const auto good = check_headers(request.headers); !good) co_return failed(good);
    if (core_.is_stopping()) co_return fail(ErrorKind::cancelled, "stopping");

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

#include "io/server.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/asio/ip/network_v6.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/status.hpp>
#include <boost/beast/websocket/rfc6455.hpp>
#include <tuple>
#include <unordered_set>

#include "base/limits/http.hpp"
#include "base/log.hpp"
#include "io/core.hpp"
#include "io/descriptors.hpp"
#include "io/listen_address.hpp"
#include "io/operation.hpp"
#include "io/websocket_core.hpp"

namespace cs2::io {
namespace {

namespace http = beast::http;
using Parser = http::request_parser<http::string_body>;
using Request = http::request<http::string_body>;

constexpr std::size_t read_step = 16 * 1024;

// One connection; it ends by closing its socket, which fails whatever waits for it.
class Peer final : public Cancellable {
 public:
  Peer(Loop::Core& core, Socket socket, asio::ip::address origin, std::unordered_set<Peer*>& peers)
      : Cancellable(core), socket_(std::move(socket)), origin_(std::move(origin)), peers_(peers) {
    peers_.insert(this);
  }
  ~Peer() override { peers_.erase(this); }
  Peer(const Peer&) = delete;
  Peer& operator=(const Peer&) = delete;

  Socket& socket() { return socket_; }
  const asio::ip::address& origin() const { return origin_; }
  void drop() {
    error_code ignored;
    std::ignore = socket_.close(ignored);
  }
  void cancel() override { drop(); }

  // Only while the other side is to act; a handler may take as long as it wants.
  void wait_until(std::chrono::steady_clock::time_point idle_until) { idle_until_ = idle_until; }
  void wait_no_more() { idle_until_.reset(); }
  bool is_overdue(std::chrono::steady_clock::time_point now) const {
    return idle_until_ && *idle_until_ < now;
  }

 private:
  Socket socket_;
  const asio::ip::address origin_;
  std::unordered_set<Peer*>& peers_;
  std::optional<std::chrono::steady_clock::time_point> idle_until_;
};

// Who counts as one: an address, or the /64 that one customer has of IPv6.
asio::ip::address origin_of(const asio::ip::address& address) {
  if (!address.is_v6()) return address;
  const auto six = address.to_v6();
  if (six.is_v4_mapped()) return asio::ip::make_address_v4(asio::ip::v4_mapped, six);
  return asio::ip::make_network_v6(six, 64).network();
}

enum class Reading { complete, ended, too_large, malformed };

// Shared with every connection, so that a request outlives a Server that is destroyed.
class Listener final : public Cancellable, public std::enable_shared_from_this<Listener> {
 public:
  Listener(Loop& loop, Server::Answer answer, Server::Upgrade upgrade, ServerLimits limits)
      : Cancellable(loop.core()),
        loop_(loop),
        core_(loop.core()),
        acceptor_(core_.context),
        accept_pause_(core_.context),
        sweep_timer_(core_.context),
        answer_(std::move(answer)),
        upgrade_(std::move(upgrade)),
        limits_(limits) {}

  Result<void> open(const asio::ip::tcp::endpoint& endpoint);
  std::uint16_t port() const { return port_; }
  void close();
  void cancel() override { close(); }

 private:
  void accept();
  void accept_later();
  bool has_room(Socket& socket, const asio::ip::address& origin) const;
  void sweep();

  Task<void> serve(std::shared_ptr<Listener> self, Socket socket, asio::ip::address origin);
  Task<Reading> read(Peer& peer, beast::flat_buffer& buffer, Parser& parser);
  Task<ServerResponse> answer(ServerRequest request);
  Task<bool> write(Peer& peer, const Request& request, const ServerResponse& response);
  Task<void> hand_over(Peer& peer, const Request& request);

  Loop& loop_;
  Loop::Core& core_;
  Acceptor acceptor_;
  Timer accept_pause_;
  Timer sweep_timer_;
  std::uint16_t port_ = 0;
  bool closed_ = false;
  const Server::Answer answer_;
  const Server::Upgrade upgrade_;
  const ServerLimits limits_;
  std::unordered_set<Peer*> peers_;
};

Result<void> Listener::open(const asio::ip::tcp::endpoint& endpoint) {
  error_code error;
  const bool opened = !acceptor_.open(endpoint.protocol(), error) &&
                      !acceptor_.set_option(asio::socket_base::reuse_address(true), error) &&
                      !acceptor_.bind(endpoint, error) &&
                      !acceptor_.listen(asio::socket_base::max_listen_connections, error);
  if (!opened) return fail(ErrorKind::unavailable, "listen: {}", error.message());
  port_ = acceptor_.local_endpoint().port();
  accept();
  sweep();
  return {};
}

void Listener::close() {
  if (std::exchange(closed_, true)) return;
  error_code ignored;
  std::ignore = acceptor_.close(ignored);
  accept_pause_.cancel();
  sweep_timer_.cancel();
  for (auto* peer : peers_) peer->drop();
}

void Listener::accept() {
  acceptor_.async_accept([self = shared_from_this()](error_code error, Socket socket) {
    if (self->closed_) return;
    // Out of descriptors, most likely: they come back when connections end.
    if (error) return self->accept_later();
    error_code gone;
    const auto origin = origin_of(socket.remote_endpoint(gone).address());
    if (!gone && self->has_room(socket, origin)) {
      self->core_.spawn("server connection", false, self->serve(self, std::move(socket), origin));
    }
    self->accept();
  });
}

// A new descriptor is the lowest that is free, so its number tells how many there are.
bool Listener::has_room(Socket& socket, const asio::ip::address& origin) const {
  const auto number = socket.native_handle();
  if (number >= descriptors_for_visitors() || peers_.size() >= limits_.connections) return false;
  const auto same = std::ranges::count(peers_, origin, &Peer::origin);
  return static_cast<std::size_t>(same) < limits_.per_address;
}

void Listener::accept_later() {
  accept_pause_.expires_after(limits::server_accept_pause);
  accept_pause_.async_wait([self = shared_from_this()](error_code error) {
    if (!error && !self->closed_) self->accept();
  });
}

// One timer for all connections instead of one each that is set on every request.
void Listener::sweep() {
  sweep_timer_.expires_after(limits::server_idle_max / 10);
  sweep_timer_.async_wait([self = shared_from_this()](error_code error) {
    if (error || self->closed_) return;
    const auto now = std::chrono::steady_clock::now();
    for (auto* peer : self->peers_) {
      if (peer->is_overdue(now)) peer->drop();
    }
    self->sweep();
  });
}

ServerRequest to_server_request(const Request& request) {
  ServerRequest result{
      .method = request.method_string(), .target = request.target(), .headers = {}, .body = {}};
  for (const auto& field : request) result.headers.emplace_back(field.name_string(), field.value());
  return result;
}

Task<void> Listener::serve(std::shared_ptr<Listener> self, Socket socket, asio::ip::address origin) {
  Peer peer{core_, std::move(socket), std::move(origin), self->peers_};
  error_code ignored;
  std::ignore = peer.socket().set_option(asio::ip::tcp::no_delay(true), ignored);
  beast::flat_buffer buffer;

  bool goes_on = !core_.is_stopping() && !closed_;
  while (goes_on) {
    Parser parser;
    parser.eager(true);
    parser.header_limit(limits::server_header_bytes_max);
    parser.body_limit(limits_.body_bytes);

    const auto reading = co_await read(peer, buffer, parser);
    if (reading == Reading::ended) break;
    if (reading != Reading::complete) {
      co_await write(peer, {}, {.status = reading == Reading::too_large ? 413 : 400});
      break;
    }
    auto request = parser.release();
    if (beast::websocket::is_upgrade(request) && upgrade_) {
      co_await hand_over(peer, request);
      break;
    }
    if (beast::websocket::is_upgrade(request)) {
      co_await write(peer, request, {.status = 426});
      break;
    }
    auto received = to_server_request(request);
    received.body = std::move(request.body());
    const auto response = co_await answer(std::move(received));
    if (response.delay > milliseconds{0}) co_await loop_.sleep(response.delay);
    goes_on = co_await write(peer, request, response);
  }
  std::ignore = peer.socket().shutdown(asio::socket_base::shutdown_both, ignored);
}

// Until the request is whole; what stands behind it stays in the buffer for the next one.
Task<Reading> Listener::read(Peer& peer, beast::flat_buffer& buffer, Parser& parser) {
  bool continued = false;
  peer.wait_until(std::chrono::steady_clock::now() + limits::server_idle_max);
  while (true) {
    if (buffer.size() > 0) {
      error_code error;
      const auto used = parser.put(buffer.data(), error);
      buffer.consume(used);
      if (error == http::error::header_limit || error == http::error::body_limit)
        co_return Reading::too_large;
      if (error && error != http::error::need_more) co_return Reading::malformed;
      if (parser.is_done()) break;
      if (used > 0 && buffer.size() > 0) continue;
    }
    if (parser.is_header_done() && !continued &&
        beast::iequals(parser.get()[http::field::expect], "100-continue")) {
      continued = true;
      static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
      co_await operation(
          [&](auto done) { asio::async_write(peer.socket(), asio::buffer(go_on), std::move(done)); });
    }
    const auto read = co_await operation(
        [&](auto done) { peer.socket().async_read_some(buffer.prepare(read_step), std::move(done)); });
    if (read.error) co_return Reading::ended;
    buffer.commit(read.bytes);
  }
  peer.wait_no_more();
  co_return Reading::complete;
}

Task<ServerResponse> Listener::answer(ServerRequest request) {
  const auto asked = fmt::format("{} {}", request.method, request.target.substr(0, request.target.find('?')));
  try {
    co_return co_await answer_(std::move(request));
  } catch (const std::exception& broken) {
    log::error(fmt::format("server: handler of {} failed", asked), broken);
  }
  co_return ServerResponse{.status = 500};
}

// Whether the connection stays open.
Task<bool> Listener::write(Peer& peer, const Request& request, const ServerResponse& response) {
  if (response.hangs_up) co_return false;
  const bool keeps =
      request.keep_alive() && !response.cut && response.status != 400 && response.status != 413;
  const bool bodiless =
      request.method() == http::verb::head || response.status == 204 || response.status == 304;

  std::string head;
  head.reserve(512);
  const auto reason = http::obsolete_reason(http::int_to_status(static_cast<unsigned>(response.status)));
  fmt::format_to(std::back_inserter(head), "HTTP/1.1 {} {}\r\n", response.status,
                 std::string_view(reason.data(), reason.size()));
  for (const auto& [name, value] : response.headers)
    head.append(name).append(": ").append(value).append("\r\n");
  if (response.status != 204 && response.status != 304) {
    fmt::format_to(std::back_inserter(head), "Content-Length: {}\r\n", response.body.size());
  }
  if (response.status == 426) head.append("Upgrade: websocket\r\n");
  head.append(keeps ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n");

  const auto body_bytes = bodiless ? 0 : response.cut ? response.body.size() / 2 : response.body.size();
  const std::array<asio::const_buffer, 2> parts{asio::buffer(head), asio::buffer(response.body, body_bytes)};
  peer.wait_until(std::chrono::steady_clock::now() + limits::server_idle_max);
  const auto written =
      co_await operation([&](auto done) { asio::async_write(peer.socket(), parts, std::move(done)); });
  peer.wait_no_more();
  co_return keeps && !written.error;
}

Task<void> Listener::hand_over(Peer& peer, const Request& request) {
  auto received = to_server_request(request);
  try {
    auto socket = co_await accept_websocket(core_, std::move(peer.socket()), request, limits_.message_bytes);
    if (!socket)
      co_return log::debug("server: WebSocket handshake failed", {{"detail", socket.error().detail}});
    co_await upgrade_(std::move(received), std::move(*socket));
  } catch (const std::exception& broken) {
    log::error("server: WebSocket handler failed", broken);
  }
}

class ListeningServer final : public Server {
 public:
  explicit ListeningServer(std::shared_ptr<Listener> listener) : listener_(std::move(listener)) {}
  ~ListeningServer() override { listener_->close(); }
  ListeningServer(const ListeningServer&) = delete;
  ListeningServer& operator=(const ListeningServer&) = delete;

  std::uint16_t port() const override { return listener_->port(); }

 private:
  std::shared_ptr<Listener> listener_;
};

}  // namespace

Result<std::unique_ptr<Server>> listen(Loop& loop, const std::string& address, Server::Answer answer,
                                       Server::Upgrade upgrade, ServerLimits bounds) {
  const auto where = parse_listen_address(address);
  if (!where) return failed(where);
  auto listener = std::make_shared<Listener>(loop, std::move(answer), std::move(upgrade), bounds);
  if (const auto opened = listener->open({asio::ip::make_address(where->host), where->port}); !opened) {
    return fail(opened.error().kind, "{}: {}", address, opened.error().detail);
  }
  return std::make_unique<ListeningServer>(std::move(listener));
}

}  // namespace cs2::io

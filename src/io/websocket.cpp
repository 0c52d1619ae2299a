#include "io/websocket.hpp"
#include "base/limits/websocket.hpp"

#include "io/websocket_core.hpp"

namespace cs2::io {
namespace {

using PlainStream = beast::websocket::stream<Socket, false>;
using Resolver = asio::ip::basic_resolver<asio::ip::tcp, Executor>;

// A look-up of a name. The system's resolver cannot be interrupted, so who waits is freed without it.
class Lookup final : public Cancellable, public std::enable_shared_from_this<Lookup> {
 public:
  explicit Lookup(Loop::Core& core)
      : Cancellable(core), core_(core), resolver_(core.context), timer_(core.context) {}

  void begin(const Address& address, std::chrono::steady_clock::time_point until) {
    timer_.expires_at(until);
    timer_.async_wait([self = shared_from_this()](error_code error) {
      if (!error) self->finish(fail(ErrorKind::timeout, "the name was not found in time"));
    });
    resolver_.async_resolve(address.host, address.port,
                            [self = shared_from_this()](error_code error, const auto& found) {
                              if (error)
                                return self->finish(fail(ErrorKind::unavailable, "{}", error.message()));
                              Endpoints endpoints;
                              for (const auto& entry : found) endpoints.push_back(entry.endpoint());
                              self->finish(std::move(endpoints));
                            });
  }

  void cancel() override { finish(fail(ErrorKind::cancelled, "stopping")); }

  bool await_ready() const noexcept { return outcome_.has_value(); }
  void await_suspend(std::coroutine_handle<> awaiter) { awaiter_ = awaiter; }
  Result<Endpoints> await_resume() { return std::move(*outcome_); }

 private:
  void finish(Result<Endpoints> outcome) {
    if (outcome_) return;
    outcome_ = std::move(outcome);
    timer_.cancel();
    if (awaiter_) core_.resume_soon(awaiter_);
  }

  Loop::Core& core_;
  Resolver resolver_;
  Timer timer_;
  std::optional<Result<Endpoints>> outcome_;
  std::coroutine_handle<> awaiter_ = nullptr;
};

// What needs no look-up: addresses in digits, and this machine.
Endpoints known_endpoints(const Address& address) {
  const auto port = static_cast<std::uint16_t>(std::stoi(std::string(address.port)));
  if (address.host == "localhost") {
    return {{asio::ip::address_v4::loopback(), port}, {asio::ip::address_v6::loopback(), port}};
  }
  error_code error;
  const auto digits = asio::ip::make_address(address.host, error);
  return error ? Endpoints{} : Endpoints{{digits, port}};
}

Task<Result<std::unique_ptr<WebSocket>>> connect_plain(Loop::Core& core, const Destination& destination) {
  const auto in_plain_text = [](PlainStream&) -> Task<std::optional<std::string>> { co_return std::nullopt; };
  co_return co_await connect(std::make_shared<Connection<PlainStream>>(core, PlainStream{core.context}),
                             destination, in_plain_text);
}

}  // namespace

Task<Result<std::unique_ptr<WebSocket>>> connect_websocket(Loop& loop, std::string url,
                                                           std::string user_agent) {
  const auto address = parse_address(url, Scheme::websocket);
  if (!address) co_return failed(address);
  auto& core = loop.core();
  if (core.is_stopping()) co_return fail(ErrorKind::cancelled, "stopping");

  Destination destination{
      .address = *address,
      .endpoints = known_endpoints(*address),
      .until = std::chrono::steady_clock::now() + limits::websocket_connect_max,
      .user_agent = std::move(user_agent),
  };
  if (destination.endpoints.empty()) {
    const auto lookup = std::make_shared<Lookup>(core);
    lookup->begin(*address, destination.until);
    auto found = co_await *lookup;
    if (!found) {
      co_return fail(found.error().kind, "{}: {}", address->origin, found.error().detail);
    }
    if (core.is_stopping()) co_return fail(ErrorKind::cancelled, "stopping");
    destination.endpoints = std::move(*found);
  }
  if (address->secure) co_return co_await connect_tls(core, destination);
  co_return co_await connect_plain(core, destination);
}

Task<Result<std::unique_ptr<WebSocket>>> accept_websocket(
    Loop::Core& core, Socket socket, const beast::http::request<beast::http::string_body>& request,
    std::size_t message_bytes_max) {
  auto connection = std::make_shared<Connection<PlainStream>>(core, PlainStream{std::move(socket)});
  connection->stream().read_message_max(message_bytes_max);
  connection->begin_handshake(std::chrono::steady_clock::now() + limits::websocket_connect_max);
  const auto accepted =
      co_await operation([&](auto done) { connection->stream().async_accept(request, std::move(done)); });
  if (accepted.error) co_return std::unexpected(connection->explain("upgrade", accepted.error.message()));
  connection->end_handshake();
  co_return std::make_unique<StreamWebSocket<PlainStream>>(std::move(connection));
}

}  // namespace cs2::io

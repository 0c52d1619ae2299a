// A WebSocket over any stream of Beast's: instantiated for plain TCP in websocket.cpp and for TLS in
// websocket_tls.cpp, because the latter takes long to compile.
#pragma once

#include <boost/asio/connect.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <deque>
#include <tuple>
#include <vector>

#include "base/limits/websocket.hpp"
#include "io/address.hpp"
#include "io/core.hpp"
#include "io/operation.hpp"
#include "io/websocket.hpp"

namespace cs2::io {

namespace beast = boost::beast;

// Takes over a server's connection that asked for the upgrade.
Task<Result<std::unique_ptr<WebSocket>>> accept_websocket(
    Loop::Core& core, Socket socket, const beast::http::request<beast::http::string_body>& request,
    std::size_t message_bytes_max);

using Endpoints = std::vector<asio::ip::tcp::endpoint>;

// Where to connect, until when, and as whom.
struct Destination {
  Address address;
  Endpoints endpoints;
  std::chrono::steady_clock::time_point until;
  std::string user_agent;
};

// In websocket_tls.cpp.
Task<Result<std::unique_ptr<WebSocket>>> connect_tls(Loop::Core& core, const Destination& destination);

// The connection itself. It outlives its WebSocket until what is under way has ended.
//
// A coroutine that waits here is not bound to the operation it waits for: when the loop stops, it is resumed
// at once, and the connection stays whole for a closing handshake.
template <class Stream>
class Connection final : public Cancellable, public std::enable_shared_from_this<Connection<Stream>> {
 public:
  // Who waits, in the frame of the coroutine that does. Such a frame may be destroyed before the connection
  // is.
  struct Reader {
    explicit Reader(std::shared_ptr<Connection> connection) : connection(std::move(connection)) {}
    ~Reader() {
      if (connection->reader_ == this) connection->reader_ = nullptr;
    }
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    const std::shared_ptr<Connection> connection;
    std::coroutine_handle<> awaiter = nullptr;
    Result<Frame> outcome = Frame{.kind = Frame::Kind::closed};
  };
  struct Writer {
    explicit Writer(std::shared_ptr<Connection> connection) : connection(std::move(connection)) {}
    ~Writer() {
      for (auto& message : connection->queue_) {
        if (message.writer == this) message.writer = nullptr;
      }
    }
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    const std::shared_ptr<Connection> connection;
    std::coroutine_handle<> awaiter = nullptr;
    Result<void> outcome = {};
  };

  Connection(Loop::Core& core, Stream stream)
      : Cancellable(core), core_(core), stream_(std::move(stream)), deadline_(core.context) {
    namespace websocket = beast::websocket;
    stream_.set_option(websocket::stream_base::timeout{
        .handshake_timeout = websocket::stream_base::none(),
        .idle_timeout = websocket::stream_base::none(),
        .keep_alive_pings = false,
    });
    stream_.read_message_max(limits::websocket_message_bytes_max);
    stream_.auto_fragment(false);
  }

  Stream& stream() { return stream_; }
  Socket& socket() { return beast::get_lowest_layer(stream_); }

  // Handshakes are bounded by `until` and end when the loop stops.
  void begin_handshake(std::chrono::steady_clock::time_point until) {
    shaking_hands_ = true;
    drop_at(until);
  }
  void end_handshake() {
    shaking_hands_ = false;
    deadline_.cancel();
  }
  Error explain(std::string_view origin, std::string_view reason) const {
    if (core_.is_stopping()) return {ErrorKind::cancelled, "stopping"};
    if (ended_) return {ErrorKind::timeout, fmt::format("{}: not connected in time", origin)};
    return {ErrorKind::unavailable, fmt::format("{}: {}", origin, reason)};
  }

  // False when the outcome is there already.
  bool receive(Reader& reader) {
    if (core_.is_stopping()) {
      reader.outcome = fail(ErrorKind::cancelled, "stopping");
      return false;
    }
    if (ended_) {
      reader.outcome = last_frame_;
      return false;
    }
    reader_ = &reader;
    if (!reading_) read();
    return true;
  }

  bool send(std::string&& text, bool binary, Writer& writer) {
    if (core_.is_stopping()) {
      writer.outcome = fail(ErrorKind::cancelled, "stopping");
      return false;
    }
    if (ended_ || closing_with_) {
      writer.outcome = fail(ErrorKind::unavailable, "the connection has ended");
      return false;
    }
    queue_.push_back({.payload = std::move(text), .binary = binary, .writer = &writer});
    if (queue_.size() == 1) write();
    return true;
  }

  void close(int code) {
    if (ended_ || closing_with_) return;
    closing_with_ = static_cast<std::uint16_t>(code);
    farewell_.emplace(core_);
    drop_at(std::chrono::steady_clock::now() + limits::websocket_close_max);
    if (queue_.empty()) say_close();
  }

  void drop() {
    error_code ignored;
    std::ignore = socket().close(ignored);
    end({.kind = Frame::Kind::closed, .payload = "dropped"});
  }

  bool is_closing() const { return closing_with_.has_value(); }

  void cancel() override {
    if (shaking_hands_) return drop();
    if (reader_) {
      reader_->outcome = fail(ErrorKind::cancelled, "stopping");
      core_.resume_soon(std::exchange(reader_, nullptr)->awaiter);
    }
    for (auto& message : queue_) settle(message, fail(ErrorKind::cancelled, "stopping"));
  }

 private:
  void drop_at(std::chrono::steady_clock::time_point until) {
    deadline_.expires_at(until);
    deadline_.async_wait([self = this->shared_from_this()](error_code error) {
      if (!error) self->drop();
    });
  }

  struct Outgoing {
    std::string payload;
    bool binary;
    Writer* writer;  // none once it has been resumed
  };

  void read() {
    reading_ = true;
    stream_.async_read(
        buffer_, [self = this->shared_from_this()](error_code error, std::size_t) { self->on_read(error); });
  }

  void on_read(error_code error) {
    reading_ = false;
    if (error == beast::websocket::error::message_too_big ||
        error == beast::websocket::error::buffer_overflow) {
      if (reader_) {
        reader_->outcome =
            fail(ErrorKind::too_large, "a message of more than {} bytes", stream_.read_message_max());
        core_.resume_soon(std::exchange(reader_, nullptr)->awaiter);
      }
      drop();
    } else if (error == beast::websocket::error::closed) {
      const auto& reason = stream_.reason();
      end({.kind = Frame::Kind::closed,
           .payload = std::string(reason.reason.data(), reason.reason.size()),
           .close_code = reason.code});
    } else if (error) {
      end({.kind = Frame::Kind::closed, .payload = error.message()});
    } else {
      deliver();
    }
  }

  void deliver() {
    const auto bytes = buffer_.cdata();
    auto* reader = std::exchange(reader_, nullptr);
    if (reader) {
      reader->outcome = Frame{.kind = stream_.got_text() ? Frame::Kind::text : Frame::Kind::binary,
                              .payload = std::string(static_cast<const char*>(bytes.data()), bytes.size())};
    }
    buffer_.clear();
    if (buffer_.capacity() > limits::websocket_kept_bytes) buffer_.shrink_to_fit();
    if (reader) reader->awaiter.resume();
  }

  void write() {
    auto& message = queue_.front();
    stream_.binary(message.binary);
    stream_.async_write(
        asio::buffer(message.payload),
        [self = this->shared_from_this()](error_code error, std::size_t) { self->on_written(error); });
  }

  void on_written(error_code error) {
    if (error) {
      error_code ignored;
      std::ignore = socket().close(ignored);
      end({.kind = Frame::Kind::closed, .payload = error.message()});
      queue_.clear();
      return;
    }
    settle(queue_.front(), {});
    queue_.pop_front();
    if (!queue_.empty()) {
      write();
    } else if (closing_with_ && !ended_) {
      say_close();
    }
  }

  void say_close() {
    stream_.async_close(beast::websocket::close_reason{*closing_with_},
                        [self = this->shared_from_this()](error_code) {
                          const auto& reason = self->stream_.reason();
                          self->end({.kind = Frame::Kind::closed,
                                     .payload = std::string(reason.reason.data(), reason.reason.size()),
                                     .close_code = reason.code});
                        });
  }

  // Everyone who waits learns it; the first reason stays.
  void end(Frame frame) {
    if (!std::exchange(ended_, true)) last_frame_ = std::move(frame);
    if (reader_) {
      reader_->outcome = last_frame_;
      core_.resume_soon(std::exchange(reader_, nullptr)->awaiter);
    }
    for (auto& message : queue_) settle(message, fail(ErrorKind::unavailable, "the connection has ended"));
    deadline_.cancel();
    farewell_.reset();
  }

  void settle(Outgoing& message, Result<void> outcome) {
    if (!message.writer) return;
    message.writer->outcome = std::move(outcome);
    core_.resume_soon(std::exchange(message.writer, nullptr)->awaiter);
  }

  Loop::Core& core_;
  Stream stream_;
  beast::flat_buffer buffer_;
  bool shaking_hands_ = false;
  bool reading_ = false;
  Reader* reader_ = nullptr;
  std::deque<Outgoing> queue_;  // the first is being written
  std::optional<std::uint16_t> closing_with_;
  Timer deadline_;  // of a handshake, the opening or the closing one
  std::optional<Loop::Core::Farewell> farewell_;
  bool ended_ = false;
  Frame last_frame_;
};

template <class Stream>
class StreamWebSocket final : public WebSocket {
 public:
  explicit StreamWebSocket(std::shared_ptr<Connection<Stream>> connection)
      : connection_(std::move(connection)) {}
  ~StreamWebSocket() override {
    if (!connection_->is_closing()) connection_->drop();
  }
  StreamWebSocket(const StreamWebSocket&) = delete;
  StreamWebSocket& operator=(const StreamWebSocket&) = delete;

  Task<Result<Frame>> receive() override {
    typename Connection<Stream>::Reader reader{connection_};
    co_await wait(reader, [&] { return reader.connection->receive(reader); });
    co_return std::move(reader.outcome);
  }

  Task<Result<void>> send(std::string text, bool binary) override {
    typename Connection<Stream>::Writer writer{connection_};
    co_await wait(writer, [&] { return writer.connection->send(std::move(text), binary, writer); });
    co_return std::move(writer.outcome);
  }

  void close(int code) override { connection_->close(code); }
  void drop() override { connection_->drop(); }

 private:
  template <class Waiter, class Begin>
  static auto wait(Waiter& waiter, Begin begin) {
    struct Turn {
      Waiter& waiter;
      Begin begin;
      bool await_ready() const noexcept { return false; }
      bool await_suspend(std::coroutine_handle<> awaiter) {
        waiter.awaiter = awaiter;
        return begin();
      }
      void await_resume() const noexcept {}
    };
    return Turn{waiter, std::move(begin)};
  }

  std::shared_ptr<Connection<Stream>> connection_;
};

// Connects `connection`, speaks TLS where `secure` does, and asks for the WebSocket. `secure` gives the
// reason why it could not.
template <class Stream, class Secure>
Task<Result<std::unique_ptr<WebSocket>>> connect(std::shared_ptr<Connection<Stream>> connection,
                                                 const Destination& destination, Secure secure) {
  namespace websocket = beast::websocket;
  const auto& address = destination.address;
  auto& stream = connection->stream();
  connection->begin_handshake(destination.until);

  const auto connected = co_await operation(
      [&](auto done) { asio::async_connect(connection->socket(), destination.endpoints, std::move(done)); });
  if (connected.error)
    co_return std::unexpected(connection->explain(address.origin, connected.error.message()));
  error_code ignored;
  std::ignore = connection->socket().set_option(asio::ip::tcp::no_delay(true), ignored);

  const std::optional<std::string> insecure = co_await secure(stream);
  if (insecure) co_return std::unexpected(connection->explain(address.origin, *insecure));

  stream.set_option(websocket::stream_base::decorator([agent = destination.user_agent](auto& request) {
    request.set(beast::http::field::user_agent, agent);
  }));
  const std::string host{address.origin.substr(address.origin.find("//") + 2)};
  const std::string target{address.target};
  websocket::response_type response;
  const auto shaken =
      co_await operation([&](auto done) { stream.async_handshake(response, host, target, std::move(done)); });
  if (shaken.error == websocket::error::upgrade_declined) {
    co_return fail(ErrorKind::unavailable, "{}: answered {} instead of a WebSocket", address.origin,
                   response.result_int());
  }
  if (shaken.error) co_return std::unexpected(connection->explain(address.origin, shaken.error.message()));

  connection->end_handshake();
  co_return std::make_unique<StreamWebSocket<Stream>>(std::move(connection));
}

}  // namespace cs2::io

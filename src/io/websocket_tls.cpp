// TLS under a WebSocket: the system's roots (or SSL_CERT_FILE's), and the host's name always checked.
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/websocket/ssl.hpp>

#include "io/websocket_core.hpp"

namespace cs2::io {
namespace {

namespace ssl = asio::ssl;
using TlsStream = beast::websocket::stream<ssl::stream<Socket>, false>;

// Read once: the roots are megabytes of certificates.
ssl::context& roots() {
  static ssl::context context = [] {
    ssl::context made{ssl::context::tls_client};
    made.set_options(ssl::context::default_workarounds | ssl::context::no_tlsv1 | ssl::context::no_tlsv1_1);
    made.set_default_verify_paths();
    made.set_verify_mode(ssl::verify_peer);
    return made;
  }();
  return context;
}

bool is_name(const std::string& host) {
  error_code error;
  asio::ip::make_address(host, error);
  return error.failed();
}

struct SpeakTls {
  const Destination& destination;

  Task<error_code> operator()(TlsStream& stream) const {
    const std::string host{destination.address.host};
    auto& tls = stream.next_layer();
    tls.set_verify_callback(ssl::host_name_verification(host));
    // The name that the server's certificate is chosen by; addresses have none.
    if (is_name(host)) SSL_set_tlsext_host_name(tls.native_handle(), host.c_str());
    const auto shaken = co_await operation(
        [&](auto done) { tls.async_handshake(ssl::stream_base::client, std::move(done)); });
    co_return shaken.error;
  }
};

}  // namespace

Task<Result<std::unique_ptr<WebSocket>>> connect_tls(Loop::Core& core, const Destination& destination) {
  co_return co_await connect(std::make_shared<Connection<TlsStream>>(core, TlsStream{core.context, roots()}),
                             destination, SpeakTls{destination});
}

}  // namespace cs2::io

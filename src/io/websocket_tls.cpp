// TLS under a WebSocket: the system's roots (or SSL_CERT_FILE's), and the host's name always checked.
#include <boost/asio/ssl/context.hpp>
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

// The certificate must be for this host. False: no certificate can be.
bool expect_host(SSL* tls, const std::string& host) {
  error_code error;
  asio::ip::make_address(host, error);
  if (!error) return X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(tls), host.c_str()) == 1;
  // The name that the server's certificate is chosen by; addresses have none.
  return SSL_set1_host(tls, host.c_str()) == 1 && SSL_set_tlsext_host_name(tls, host.c_str()) == 1;
}

struct SpeakTls {
  const Destination& destination;

  Task<std::optional<std::string>> operator()(TlsStream& stream) const {
    auto& tls = stream.next_layer();
    if (!expect_host(tls.native_handle(), std::string{destination.address.host}))
      co_return "no certificate can be for this host";
    const auto shaken = co_await operation(
        [&](auto done) { tls.async_handshake(ssl::stream_base::client, std::move(done)); });
    if (!shaken.error) co_return std::nullopt;
    const auto verdict = SSL_get_verify_result(tls.native_handle());
    if (verdict == X509_V_OK) co_return shaken.error.message();
    co_return fmt::format("{}: {}", shaken.error.message(), X509_verify_cert_error_string(verdict));
  }
};

}  // namespace

Task<Result<std::unique_ptr<WebSocket>>> connect_tls(Loop::Core& core, const Destination& destination) {
  co_return co_await connect(std::make_shared<Connection<TlsStream>>(core, TlsStream{core.context, roots()}),
                             destination, SpeakTls{destination});
}

}  // namespace cs2::io

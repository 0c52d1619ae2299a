// Certificates that exist for one test run, signed by authorities of its own; one of them is trusted.
#pragma once

#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

#include "base/clock.hpp"
#include "support/temporary_folder.hpp"

namespace cs2::test {

struct Certificate {
  std::shared_ptr<EVP_PKEY> key{EVP_EC_gen("P-256"), &EVP_PKEY_free};
  std::shared_ptr<X509> certificate{X509_new(), &X509_free};

  std::string certificate_pem() const {
    return pem([this](BIO* out) { return PEM_write_bio_X509(out, certificate.get()); });
  }
  std::string key_pem() const {
    return pem([this](BIO* out) {
      return PEM_write_bio_PrivateKey(out, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    });
  }

 private:
  template <class Write>
  static std::string pem(Write write) {
    const std::unique_ptr<BIO, decltype(&BIO_free)> out{BIO_new(BIO_s_mem()), &BIO_free};
    if (write(out.get()) != 1) throw std::runtime_error("cannot write PEM");
    const char* text = nullptr;
    const auto size = BIO_get_mem_data(out.get(), &text);
    return {text, static_cast<std::size_t>(size)};
  }
};

class Authority {
 public:
  explicit Authority(const std::string& name) {
    fill(own_, name, seconds{3600});
    extend(own_, NID_basic_constraints, "critical,CA:TRUE");
    extend(own_, NID_key_usage, "critical,keyCertSign");
    sign(own_);
  }

  const Certificate& certificate() const { return own_; }

  struct Wish {
    std::string names = "DNS:localhost,IP:127.0.0.1";
    seconds valid_for{3600};  // below zero: since an hour ago and over
  };
  Certificate issue(const Wish& subscription) const {
    Certificate issued;
    fill(issued, "server", subscription.valid_for);
    extend(issued, NID_subject_alt_name, subscription.names);
    sign(issued);
    return issued;
  }

 private:
  void fill(Certificate& made, const std::string& name, seconds valid_for) const {
    auto* certificate = made.certificate.get();
    X509_set_version(certificate, X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), ++serial_);
    X509_gmtime_adj(X509_getm_notBefore(certificate), -3600);
    X509_gmtime_adj(X509_getm_notAfter(certificate), valid_for.count());
    X509_set_pubkey(certificate, made.key.get());
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
    X509_set_issuer_name(certificate, X509_get_subject_name(own_.certificate.get()));
  }
  static void extend(Certificate& made, int what, const std::string& value) {
    const std::unique_ptr<X509_EXTENSION, decltype(&X509_EXTENSION_free)> extension{
        X509V3_EXT_conf_nid(nullptr, nullptr, what, value.c_str()), &X509_EXTENSION_free};
    if (!extension || X509_add_ext(made.certificate.get(), extension.get(), -1) != 1)
      throw std::runtime_error("cannot extend a certificate");
  }
  void sign(Certificate& made) const {
    if (X509_sign(made.certificate.get(), own_.key.get(), EVP_sha256()) == 0)
      throw std::runtime_error("cannot sign a certificate");
  }

  Certificate own_;
  mutable long serial_ = 0;
};

// The only authority that this process trusts. A test program has to ask before its first connection.
inline const Authority& trusted_authority() {
  static const Authority authority{"trusted"};
  static const TemporaryFolder folder;
  static const auto file = folder.write("trusted.pem", authority.certificate().certificate_pem());
  ::setenv("SSL_CERT_FILE", file.c_str(), 1);  // NOLINT(concurrency-mt-unsafe): no thread reads it
  return authority;
}

}  // namespace cs2::test

#include "io/address.hpp"

#include <gtest/gtest.h>

namespace cs2::io {
namespace {

TEST(Address, takes_a_url_apart) {
  const auto address = parse_address("https://discord.com:8443/api?x=1#top", Scheme::http);

  ASSERT_TRUE(address);
  EXPECT_EQ(address->origin, "https://discord.com:8443");
  EXPECT_EQ(address->host, "discord.com");
  EXPECT_EQ(address->port, "8443");
  EXPECT_EQ(address->target, "/api?x=1");
}

TEST(Address, knows_the_usual_ports_and_an_absent_path) {
  const auto address = parse_address("wss://gateway.discord.gg", Scheme::websocket);

  ASSERT_TRUE(address);
  EXPECT_EQ(address->port, "443");
  EXPECT_EQ(address->target, "/");
}

TEST(Address, allows_plain_text_with_this_machine_only) {
  for (const auto* good :
       {"http://127.0.0.1:1/x", "http://127.8.9.10", "http://localhost/", "http://[::1]:80/"}) {
    EXPECT_TRUE(parse_address(good, Scheme::http)) << good;
  }
  for (const auto* bad :
       {"http://discord.com/", "http://127.0.0.1.evil.example/", "http://127.1/", "http://[::2]/",
        "http://10.0.0.1/", "http://localhost.example/", "http://127.0.0.999/"}) {
    EXPECT_EQ(parse_address(bad, Scheme::http).error().kind, ErrorKind::invalid) << bad;
  }
}

TEST(Address, refuses_what_could_be_read_in_two_ways) {
  for (const auto* bad : {"https://example.org?page=1", "https://127.0.0.1@example.org/", "https://a b/",
                          "https://a\\b/", "https:///x", "ftp://a/", "https://[::1/", "https://a:/x",
                          "https://a:70000/", "https://a\r\nHost: b/", ""}) {
    EXPECT_EQ(parse_address(bad, Scheme::http).error().kind, ErrorKind::invalid) << bad;
  }
}

TEST(Address, does_not_repeat_paths_in_its_complaints) {
  const auto refused = parse_address("http://discord.com/webhooks/1/secret", Scheme::http);

  EXPECT_EQ(refused.error().detail.find("secret"), std::string::npos);
}

}  // namespace
}  // namespace cs2::io

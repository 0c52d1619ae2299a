#include "base/web_address.hpp"

#include <gtest/gtest.h>

namespace cs2 {
namespace {

TEST(WebAddress, is_public_where_everybody_finds_the_same_page) {
  for (const auto* url :
       {"https://liquipedia.net/counterstrike/Cup", "https://www.twitch.tv", "https://e.org:8443/a?b#c",
        "https://cdn.pandascore.co/a%20b.png", "https://a.example./x"})
    EXPECT_TRUE(is_public_address(url)) << url;
}

TEST(WebAddress, is_not_public_where_it_leads_into_a_network_of_ones_own) {
  for (const auto* url : {"",
                          "http://example.org/a.png",
                          "ftp://example.org",
                          "javascript:alert(1)",
                          "file:///etc/passwd",
                          "https://",
                          "https:///x",
                          "https://localhost/a.png",
                          "https://localhost./a.png",
                          "https://LOCALHOST",
                          "https://router/a.png",
                          "https://nas.local/a.png",
                          "https://db.internal",
                          "https://1.0.0.127.in-addr.arpa",
                          "https://127.0.0.1/a.png",
                          "https://169.254.169.254/latest/meta-data",
                          "https://10.0.0.1",
                          "https://0x7f.1",
                          "https://2130706433/",
                          "https://127.0.0.0x1",
                          "https://[::1]/a.png",
                          "https://[fe80::1]",
                          "https://example.org@evil.example/",
                          "https://user:secret@example.org/",
                          "https://example.org:80a/",
                          "https://exa mple.org",
                          "https://example.org\\@127.0.0.1:0x/",
                          "https://.org",
                          "https://discord.gg/abc"})
    EXPECT_FALSE(is_public_address(url)) << url;
}

}  // namespace
}  // namespace cs2

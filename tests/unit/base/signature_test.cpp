#include "base/signature.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace cs2 {
namespace {

// RFC 4231, test case 2, written in base64url.
TEST(Signature, is_the_hmac_of_the_standard) {
  EXPECT_EQ(sign("what do ya want for nothing?", "Jefe"), "W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM");
}

TEST(Signature, depends_on_the_text_and_on_the_key) {
  const std::set<std::string> signatures{sign("a", "key"), sign("b", "key"), sign("a", "yek"),
                                         sign("", "key")};

  EXPECT_EQ(signatures.size(), 4U);
}

TEST(Signature, is_the_same_only_when_every_character_is) {
  EXPECT_TRUE(is_same_secret("abc", "abc"));
  EXPECT_TRUE(is_same_secret("", ""));
  EXPECT_FALSE(is_same_secret("abc", "abd"));
  EXPECT_FALSE(is_same_secret("abc", "ab"));
  EXPECT_FALSE(is_same_secret("", "a"));
}

TEST(Signature, takes_keys_that_differ_and_fit_an_address) {
  const auto one = make_secret(32);
  const auto other = make_secret(32);

  EXPECT_EQ(one.size(), 43U);
  EXPECT_NE(one, other);
  EXPECT_TRUE(
      std::ranges::all_of(one, [](unsigned char c) { return std::isalnum(c) || c == '-' || c == '_'; }));
}

}  // namespace
}  // namespace cs2

#include "base/redact.hpp"

#include <gtest/gtest.h>

#include "base/log.hpp"

namespace cs2 {
namespace {

// Built at run time: nothing that looks like a token stands in the source.
std::string token() {
  return "M" + std::string(24, 'T') + "." + std::string(6, 'a') + "." + std::string(38, 'b');
}

TEST(Redact, hides_bot_tokens_by_shape) {
  const auto clean = redact_patterns("login with " + token() + " failed");

  EXPECT_EQ(clean, "login with [redacted] failed");
}

TEST(Redact, hides_interaction_and_webhook_tokens_in_paths) {
  EXPECT_EQ(redact_patterns("POST /interactions/123/aW50ZXJhY3Rpb246/callback"),
            "POST /interactions/123/[redacted]/callback");
  EXPECT_EQ(redact_patterns("/webhooks/42/abc-DEF_1/messages/@original"),
            "/webhooks/42/[redacted]/messages/@original");
}

TEST(Redact, hides_what_opens_a_calendar) {
  EXPECT_EQ(redact_patterns("GET https://example.org/cs2/calendar/7/aB-c_9.ics HTTP/1.1"),
            "GET https://example.org/cs2/calendar/7/[redacted] HTTP/1.1");
  EXPECT_EQ(redact_patterns("GET /calendar/ or /calendar/x/y"), "GET /calendar/ or /calendar/x/y");
}

TEST(Redact, hides_authorization_in_headers_and_json) {
  EXPECT_EQ(redact_patterns("Authorization: Bot abcdef"), "Authorization: Bot [redacted]");
  EXPECT_EQ(redact_patterns(R"({"authorization":"Bearer xyz","a":1})"),
            R"({"authorization":"Bearer [redacted]","a":1})");
  EXPECT_EQ(redact_patterns("authorization: Apikey k1"), "authorization: Apikey [redacted]");
}

TEST(Redact, hides_secret_parameters_and_passwords) {
  EXPECT_EQ(redact_patterns("https://api.example.org/m?token=abc&page=2"),
            "https://api.example.org/m?token=[redacted]&page=2");
  EXPECT_EQ(redact_patterns("postgresql://bot:hunter2@db/cs2"), "postgresql://bot:[redacted]@db/cs2");
  EXPECT_EQ(redact_patterns("redis://:hunter2@cache:6379/0"), "redis://:[redacted]@cache:6379/0");
}

TEST(Redact, leaves_ordinary_text_alone) {
  for (const std::string text :
       {"fetched 20 matches from https://api.example.org/csgo/matches?page=2", "monkey=1",
        "file.tar.gz and example.org.", "/interactions/ is a path", "10:30 a.m. user@host"}) {
    EXPECT_EQ(redact_patterns(text), text);
  }
}

TEST(Redact, hides_registered_secrets_everywhere) {
  log::register_secret("s3cr3t-value");

  EXPECT_EQ(log::redact("key is s3cr3t-value, yes s3cr3t-value"), "key is [redacted], yes [redacted]");
}

}  // namespace
}  // namespace cs2

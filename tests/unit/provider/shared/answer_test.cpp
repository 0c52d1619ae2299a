#include "provider/shared/answer.hpp"

#include <gtest/gtest.h>

namespace cs2::provider {
namespace {

using namespace std::chrono_literals;

constexpr Timestamp now = std::chrono::sys_days{std::chrono::year{2026} / 7 / 12} + hours{18};

TEST(Answer, reads_both_forms_of_retry_after) {
  EXPECT_EQ(retry_after({{"retry-after", "120"}}, now), 120s);
  EXPECT_EQ(retry_after({{"Retry-After", "Sun, 12 Jul 2026 18:05:00 GMT"}}, now), 5min);
  EXPECT_EQ(retry_after({{"Retry-After", "Sun, 12 Jul 2026 17:00:00 GMT"}}, now), 0s);
  EXPECT_EQ(retry_after({{"Retry-After", "soon"}}, now), std::nullopt);
  EXPECT_EQ(retry_after({}, now), std::nullopt);
}

TEST(Answer, knows_the_pages_of_a_bot_shield) {
  EXPECT_TRUE(is_challenge("<!DOCTYPE html><title>Just a moment...</title>"));
  EXPECT_TRUE(is_challenge("\n<html>Sorry, you have been blocked</html>"));
  EXPECT_FALSE(is_challenge(R"({"parse": {"text": "Just a moment... Sorry, you have been blocked"}})"));
  EXPECT_FALSE(is_challenge("<html>Service Unavailable</html>"));
}

TEST(Answer, of_a_shield_is_blocked_whatever_its_status) {
  for (const int status : {200, 403, 503}) {
    const auto checked = check_status(
        {.status = status, .headers = {}, .body = "<html><title>Just a moment...</title></html>"}, now);
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().kind, ErrorKind::blocked) << status;
  }
}

TEST(Answer, means_by_its_status_what_to_do_next) {
  const auto kind_of = [](int status) {
    const auto checked = check_status({.status = status, .headers = {}, .body = {}}, now);
    return checked ? std::optional<ErrorKind>{} : checked.error().kind;
  };

  EXPECT_EQ(kind_of(200), std::nullopt);
  EXPECT_EQ(kind_of(204), ErrorKind::unavailable);
  EXPECT_EQ(kind_of(301), ErrorKind::unavailable);
  EXPECT_EQ(kind_of(400), ErrorKind::invalid);
  EXPECT_EQ(kind_of(401), ErrorKind::unauthorized);
  EXPECT_EQ(kind_of(403), ErrorKind::forbidden);
  EXPECT_EQ(kind_of(404), ErrorKind::not_found);
  EXPECT_EQ(kind_of(422), ErrorKind::invalid);
  EXPECT_EQ(kind_of(429), ErrorKind::rate_limited);
  EXPECT_EQ(kind_of(500), ErrorKind::unavailable);
  EXPECT_EQ(kind_of(503), ErrorKind::unavailable);
}

}  // namespace
}  // namespace cs2::provider

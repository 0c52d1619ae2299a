#include "discord/rest_error.hpp"
#include "base/limits/discord.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "discord/invalid_requests.hpp"

namespace cs2::discord {
namespace {

using namespace std::chrono_literals;
using Scope = TooMany::Scope;

Refusal refusal(int status, std::string body) {
  return *parse_refusal({.status = status, .headers = {}, .body = std::move(body)}).refusal;
}

ErrorKind kind(int status, std::string body) {
  return parse_refusal({.status = status, .headers = {}, .body = std::move(body)}).error.kind;
}

TEST(Refusal, is_decided_by_the_json_code_before_the_status) {
  EXPECT_EQ(refusal(404, R"({"code":10003,"message":"Unknown Channel"})").kind, RefusalKind::unknown_channel);
  EXPECT_EQ(refusal(403, R"({"code":50013,"message":"Missing Permissions"})").kind,
            RefusalKind::missing_permission);
  EXPECT_EQ(refusal(403, R"({"code":40333,"message":"internal network error"})").kind,
            RefusalKind::cloudflare);
  EXPECT_EQ(refusal(401, R"({"code":50027,"message":"Invalid Webhook Token"})").kind,
            RefusalKind::unknown_webhook);
  EXPECT_EQ(refusal(400, R"({"code":40060,"message":"x"})").kind, RefusalKind::already_acknowledged);
  EXPECT_EQ(refusal(503, R"({"code":130000,"message":"x"})").kind, RefusalKind::overloaded);
}

TEST(Refusal, is_decided_by_the_status_where_the_code_says_nothing) {
  EXPECT_EQ(refusal(401, R"({"code":0,"message":"401: Unauthorized"})").kind, RefusalKind::invalid_token);
  EXPECT_EQ(refusal(403, R"({"code":0,"message":"x"})").kind, RefusalKind::missing_access);
  EXPECT_EQ(refusal(403, "<html>blocked</html>").kind, RefusalKind::cloudflare);
  EXPECT_EQ(refusal(502, "<html>bad gateway</html>").kind, RefusalKind::overloaded);
  EXPECT_EQ(refusal(413, "").kind, RefusalKind::too_large);
  EXPECT_EQ(refusal(400, R"({"code":999999,"message":"new"})").kind, RefusalKind::invalid_form);
}

TEST(Refusal, says_what_the_caller_should_do_next) {
  EXPECT_EQ(kind(404, R"({"code":10008})"), ErrorKind::not_found);
  EXPECT_EQ(kind(404, R"({"code":0,"message":"404: Not Found"})"), ErrorKind::not_found);
  EXPECT_EQ(kind(403, R"({"code":50001})"), ErrorKind::forbidden);
  EXPECT_EQ(kind(401, ""), ErrorKind::unauthorized);
  EXPECT_EQ(kind(400, R"({"code":50035})"), ErrorKind::invalid);
  EXPECT_EQ(kind(400, R"({"code":40033})"), ErrorKind::conflict);
  EXPECT_EQ(kind(429, R"({"code":20028,"retry_after":1})"), ErrorKind::rate_limited);
  EXPECT_EQ(kind(500, ""), ErrorKind::unavailable);
  EXPECT_EQ(kind(429, "error code: 1015"), ErrorKind::blocked);
}

TEST(Refusal, flattens_the_tree_of_errors) {
  const auto said = refusal(400, R"({"code":50035,"message":"Invalid Form Body","errors":{
    "embeds":{"3":{"fields":{"0":{"value":{"_errors":[{"code":"BASE_TYPE_MAX_LENGTH","message":"Must be …"}]}}}}},
    "content":{"_errors":[{"code":"BASE_TYPE_BAD_LENGTH"}]}}})");

  EXPECT_EQ(said.code, 50035);
  EXPECT_EQ(said.detail, "embeds[3].fields[0].value: BASE_TYPE_MAX_LENGTH; content: BASE_TYPE_BAD_LENGTH");
}

TEST(Refusal, knows_errors_at_the_root_of_the_tree) {
  EXPECT_EQ(refusal(400, R"({"code":50035,"errors":{"_errors":[{"code":"APPLICATION_COMMAND_TOO_LARGE"}]}})")
                .detail,
            "APPLICATION_COMMAND_TOO_LARGE");
}

TEST(Refusal, does_not_follow_a_tree_without_end) {
  std::string tree = R"({"_errors":[{"code":"DEEP"}]})";
  for (int i = 0; i < 1000; ++i) tree = R"({"x":)" + tree + "}";

  EXPECT_EQ(refusal(400, R"({"code":50035,"message":"m","errors":)" + tree + "}").detail, "m");
}

TEST(Refusal, has_a_name_for_every_kind) {
  std::set<std::string_view> names;
  for (int i = 0; i <= static_cast<int>(RefusalKind::other); ++i)
    names.insert(name(static_cast<RefusalKind>(i)));

  EXPECT_EQ(names.size(), static_cast<std::size_t>(RefusalKind::other) + 1);
}

TooMany too_many(std::string body, io::Headers headers) {
  return parse_too_many({.status = 429, .headers = std::move(headers), .body = std::move(body)});
}

TEST(TooMany, trusts_the_longer_of_body_and_header) {
  EXPECT_EQ(too_many(R"({"retry_after":1163.0,"global":false})", {{"Retry-After", "1"}}).wait, 1163s);
  EXPECT_EQ(too_many(R"({"retry_after":0.5,"global":false})", {{"retry-after", "2"}}).wait, 2s);
  EXPECT_EQ(too_many(R"({"retry_after":0.0644,"global":false})", {}).wait, 65ms);
}

TEST(TooMany, knows_whose_limit_it_was) {
  EXPECT_EQ(too_many(R"({"retry_after":1,"global":true})", {}).scope, Scope::global);
  EXPECT_EQ(too_many(R"({"retry_after":1})", {{"X-RateLimit-Global", "true"}}).scope, Scope::global);
  EXPECT_EQ(too_many(R"({"retry_after":1})", {{"X-RateLimit-Scope", "shared"}}).scope, Scope::shared);
  EXPECT_EQ(too_many(R"({"retry_after":1})", {{"X-RateLimit-Scope", "user"}}).scope, Scope::bucket);
}

TEST(TooMany, sees_cloudflare_in_an_answer_that_is_no_json) {
  EXPECT_EQ(too_many("error code: 1015", {{"Retry-After", "300"}}).scope, Scope::cloudflare);
  EXPECT_EQ(too_many("error code: 1015", {{"Retry-After", "300"}}).wait, 300s);
  EXPECT_EQ(too_many("<html>", {}).wait, limits::cloudflare_pause);
}

TEST(TooMany, never_waits_for_nothing_or_for_ever) {
  EXPECT_EQ(too_many("{}", {}).wait, 1s);
  EXPECT_EQ(too_many(R"({"retry_after":-5})", {}).wait, 1s);
  EXPECT_EQ(too_many(R"({"retry_after":1e300})", {}).wait, 24h);
}

TEST(InvalidRequests, are_counted_for_ten_minutes) {
  InvalidRequests counted;
  Timestamp now{1'790'000'000'000ms};
  for (int i = 0; i < 5; ++i) counted.add(now);
  now += 5min;
  counted.add(now);
  EXPECT_EQ(counted.count(now), 6);

  now += 5min + 10s;

  EXPECT_EQ(counted.count(now), 1);
  EXPECT_EQ(counted.count(now + 1h), 0);
}

}  // namespace
}  // namespace cs2::discord

#include "discord/rest.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "base/limits/discord.hpp"
#include "discord/json.hpp"
#include "support/fake_http.hpp"
#include "support/run_task.hpp"

namespace cs2::discord {
namespace {

using namespace std::chrono_literals;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

constexpr Snowflake channel{77};
constexpr auto unauthorized = R"({"code":0,"message":"401: Unauthorized"})";

class RestTest : public testing::Test {
 protected:
  template <class T>
  T run(Task<T> task) {
    return test::run_task(loop, std::move(task));
  }
  std::string_view sent_header(std::string_view name) { return io::header(http.last().headers, name); }
  double requests(std::string_view route, std::string_view outcome) {
    return metrics.value("cs2results_discord_requests_total", {{"route", route}, {"outcome", outcome}});
  }

  io::Loop loop;
  test::FakeHttp http;
  // Fast, so that waits of seconds pass in milliseconds.
  AcceleratedClock clock{Timestamp{1'790'000'000'000ms}, 1000};
  Metrics metrics;
  Rest rest{
      loop, http, clock, metrics, {.token = "the-bots-token", .base_url = "http://127.0.0.1:1/api/v10/"}};
};

TEST_F(RestTest, creates_a_message) {
  http.answer(200, R"({"id":"123","content":"x","author":{"id":"9"},"channel_id":"77"})");

  const auto sent = run(rest.create_message(channel, {.content = "x", .nonce = "n1"}));

  ASSERT_TRUE(sent);
  EXPECT_EQ(*sent, (SentMessage{.id = {123}, .channel = channel}));
  EXPECT_EQ(http.last().method, "POST");
  EXPECT_EQ(http.last().url, "http://127.0.0.1:1/api/v10/channels/77/messages");
  EXPECT_EQ(http.last().body,
            R"({"content":"x","allowed_mentions":{"parse":[]},"nonce":"n1","enforce_nonce":true})");
  EXPECT_EQ(sent_header("Authorization"), "Bot the-bots-token");
  EXPECT_EQ(sent_header("Content-Type"), "application/json");
  EXPECT_THAT(std::string{sent_header("User-Agent")}, StartsWith("DiscordBot (http"));
  EXPECT_EQ(requests("POST /channels/{channel}/messages", "ok"), 1);
}

TEST_F(RestTest, sends_files_as_parts_of_the_request) {
  http.answer(200, R"({"id":"123"})");

  static_cast<void>(run(rest.create_message(channel, {.files = {{.name = "map.png", .contents = "PNG"}}})));

  const std::string type{sent_header("Content-Type")};
  ASSERT_THAT(type, StartsWith("multipart/form-data; boundary="));
  EXPECT_THAT(http.last().body, StartsWith("--" + type.substr(type.find('=') + 1)));
  EXPECT_THAT(http.last().body, HasSubstr("\"attachments\":[{\"id\":\"0\",\"filename\":\"map.png\"}]"));
}

TEST_F(RestTest, edits_and_deletes) {
  http.answer(200, R"({"id":"5"})").answer(204);

  EXPECT_TRUE(run(rest.edit_message(channel, {5}, {.content = "new"})));
  EXPECT_EQ(http.last().method, "PATCH");
  EXPECT_THAT(http.last().body, HasSubstr("\"embeds\":[]"));
  EXPECT_TRUE(run(rest.delete_message(channel, {5})));
  EXPECT_EQ(http.last().method, "DELETE");
  EXPECT_EQ(sent_header("Content-Type"), "");
}

TEST_F(RestTest, answers_interactions_without_the_bots_token) {
  http.answer(204).answer(200, "{}").answer(200, "{}");

  EXPECT_TRUE(run(rest.answer({1}, "itoken", AnswerMessage{{.content = "x", .ephemeral = true}})));
  EXPECT_EQ(http.last().url, "http://127.0.0.1:1/api/v10/interactions/1/itoken/callback");
  EXPECT_EQ(sent_header("Authorization"), "");
  EXPECT_THAT(http.last().body, HasSubstr("\"flags\":64"));

  EXPECT_TRUE(run(rest.edit_answer({2}, "itoken", {.content = "y"})));
  EXPECT_EQ(http.last().method, "PATCH");
  EXPECT_EQ(http.last().url, "http://127.0.0.1:1/api/v10/webhooks/2/itoken/messages/@original");

  EXPECT_TRUE(run(rest.follow_up({2}, "itoken", {.content = "z"})));
  EXPECT_EQ(http.last().url, "http://127.0.0.1:1/api/v10/webhooks/2/itoken");
}

TEST_F(RestTest, reads_where_the_gateway_is) {
  http.answer(200, R"({"url":"wss://gateway.example","shards":9,
    "session_start_limit":{"total":1000,"remaining":999,"reset_after":14400000,"max_concurrency":16}})");

  const auto gateway = run(rest.gateway_bot());

  ASSERT_TRUE(gateway);
  EXPECT_EQ(gateway->url, "wss://gateway.example");
  EXPECT_EQ(gateway->shards, 9);
  EXPECT_EQ(gateway->sessions_remaining, 999);
  EXPECT_EQ(gateway->sessions_reset_after, 4h);
  EXPECT_EQ(gateway->max_concurrency, 16);
}

TEST_F(RestTest, reads_the_application_and_its_commands) {
  http.answer(200, R"({"id":"900","name":"Bot","flags":8388608,"team":{"id":"4"}})")
      .answer(200, R"([{"id":"1","name":"live","options":[{"name":"team"}]},{"id":"2","name":"match"}])")
      .answer(200, "[]");

  const auto application = run(rest.current_application());
  const auto commands = run(rest.overwrite_commands({900}, "[]"));
  const auto method = http.last().method;
  const auto none = run(rest.list_commands({900}));

  ASSERT_TRUE(application && commands && none);
  EXPECT_EQ(application->id, Snowflake{900});
  EXPECT_EQ(application->flags, 8388608U);
  EXPECT_EQ(method, "PUT");
  ASSERT_EQ(commands->size(), 2U);
  EXPECT_EQ(commands->at(1).spec.name.text, "match");
  EXPECT_TRUE(none->empty());
}

TEST_F(RestTest, says_that_an_answer_has_another_shape) {
  http.answer(200, "<html>").answer(200, "[]").answer(200, "{}");

  EXPECT_EQ(run(rest.gateway_bot()).error().error.kind, ErrorKind::drift);
  EXPECT_EQ(run(rest.current_application()).error().error.kind, ErrorKind::drift);
  EXPECT_EQ(run(rest.create_message(channel, {.content = "x"})).error().error.kind, ErrorKind::drift);
}

TEST_F(RestTest, never_repeats_what_failed_on_the_way) {
  http.fail_with(ErrorKind::timeout).answer(502, "<html>");

  EXPECT_EQ(run(rest.create_message(channel, {.content = "x"})).error().error.kind, ErrorKind::timeout);
  EXPECT_EQ(run(rest.create_message(channel, {.content = "x"})).error().refusal->kind,
            RefusalKind::overloaded);
  EXPECT_EQ(http.requests().size(), 2U);
}

TEST_F(RestTest, tells_what_surely_was_not_done_from_what_may_have_been) {
  const auto in_doubt = [this] {
    const auto sent = run(rest.create_message(channel, {.content = "x", .nonce = "n"}));
    EXPECT_FALSE(sent);
    return !sent && sent.error().in_doubt;
  };
  const auto after = [&](auto prepare) {
    prepare();
    return in_doubt();
  };

  EXPECT_TRUE(after([this] { http.fail_with(ErrorKind::timeout); }));
  EXPECT_TRUE(after([this] { http.fail_with(ErrorKind::unavailable); }));
  EXPECT_TRUE(after([this] { http.answer(500, R"({"code":0,"message":"500"})"); }));
  EXPECT_TRUE(after([this] { http.answer(502, "<html>"); }));
  EXPECT_TRUE(after([this] { http.answer(200, "{}"); }));  // it did, but what?
  EXPECT_FALSE(after([this] { http.fail_unsent(); }));
  EXPECT_FALSE(after([this] { http.answer(403, R"({"code":50013,"message":"Missing Permissions"})"); }));
  EXPECT_FALSE(after([this] { http.answer(429, R"({"retry_after":100})"); }));
  EXPECT_FALSE(in_doubt());  // not even tried: the limit
}

TEST_F(RestTest, sends_on_a_connection_of_its_own_what_must_not_happen_twice) {
  http.handle([](const io::HttpRequest&) {
    return io::HttpResponse{.status = 200, .headers = {}, .body = R"({"id":"1","channel_id":"77"})"};
  });
  const auto once = [&](auto task) {
    static_cast<void>(run(std::move(task)));
    return http.last().once;
  };

  EXPECT_TRUE(once(rest.create_message(channel, {.content = "x"})));
  EXPECT_FALSE(once(rest.create_message(channel, {.content = "x", .nonce = "n"})));
  EXPECT_TRUE(once(rest.create_forum_post(channel, {.name = "t"}, {.content = "x"})));
  EXPECT_TRUE(once(rest.create_event({5}, {})));
  EXPECT_FALSE(once(rest.crosspost(channel, {1})));
  EXPECT_FALSE(once(rest.edit_message(channel, {1}, {.content = "x"})));
}

TEST_F(RestTest, does_not_begin_a_wait_that_is_longer_than_wanted) {
  http.answer(200, R"({"id":"1"})",
              {{"X-RateLimit-Bucket", "b"},
               {"X-RateLimit-Limit", "5"},
               {"X-RateLimit-Remaining", "0"},
               {"X-RateLimit-Reset-After", "600"}});
  ASSERT_TRUE(run(rest.create_message(channel, {.content = "x", .nonce = "1"})));

  const auto refused = run(rest.create_message(channel, {.content = "x", .nonce = "2"}, 5s));

  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().error.kind, ErrorKind::rate_limited);
  EXPECT_GT(refused.error().error.retry_after, 300s);
  EXPECT_LE(refused.error().error.retry_after, 601s);
  EXPECT_EQ(http.requests().size(), 1U);
}

TEST_F(RestTest, keeps_what_discord_said_when_the_wait_it_wants_is_too_long) {
  http.answer(429, R"({"retry_after":30,"global":false,"code":20016})");

  const auto refused = run(rest.create_message(channel, {.content = "x", .nonce = "1"}, 1s));

  ASSERT_FALSE(refused);
  ASSERT_TRUE(refused.error().refusal);
  EXPECT_EQ(refused.error().refusal->kind, RefusalKind::slow_mode);
  EXPECT_EQ(refused.error().error.retry_after, 30s);
}

TEST_F(RestTest, publishes_a_message) {
  http.answer(200, R"({"id":"5"})").answer(400, R"({"code":40033,"message":"already"})");

  EXPECT_TRUE(run(rest.crosspost(channel, {5})));
  EXPECT_EQ(http.last().method, "POST");
  EXPECT_EQ(http.last().url, "http://127.0.0.1:1/api/v10/channels/77/messages/5/crosspost");
  EXPECT_EQ(run(rest.crosspost(channel, {5})).error().refusal->kind, RefusalKind::already_published);
}

TEST_F(RestTest, reads_a_channel) {
  http.answer(200, R"({"id":"77","type":15,"guild_id":"5","parent_id":"6","name":"posts","flags":16,
    "available_tags":[{"id":"8","name":"result"},{"id":"9","name":"live"}]})");

  const auto found = run(rest.fetch_channel(channel));

  ASSERT_TRUE(found);
  EXPECT_EQ(*found, (Channel{.id = channel,
                             .type = ChannelType::forum,
                             .guild = {5},
                             .parent = {6},
                             .name = "posts",
                             .tags = {{.id = {8}}, {.id = {9}}},
                             .requires_tag = true}));
  EXPECT_EQ(http.last().url, "http://127.0.0.1:1/api/v10/channels/77");
}

TEST_F(RestTest, opens_direct_messages) {
  http.answer(200, R"({"id":"90","type":1,"recipients":[{"id":"4"}]})");

  EXPECT_EQ(run(rest.open_direct({4})), Snowflake{90});

  EXPECT_EQ(http.last().url, "http://127.0.0.1:1/api/v10/users/@me/channels");
  EXPECT_EQ(http.last().body, R"({"recipient_id":"4"})");
}

TEST_F(RestTest, starts_threads_and_forum_posts) {
  http.answer(201, R"({"id":"5","type":11,"parent_id":"77"})")
      .answer(201, R"({"id":"6","message":{"id":"6","channel_id":"6"}})");

  EXPECT_EQ(run(rest.start_thread(channel, {5}, {.name = "A – B", .archive_after = 24h})), Snowflake{5});
  EXPECT_EQ(http.last().url, "http://127.0.0.1:1/api/v10/channels/77/messages/5/threads");
  EXPECT_EQ(run(rest.create_forum_post(channel, {.name = "A – B"}, {.content = "x"})), Snowflake{6});
  EXPECT_EQ(http.last().url, "http://127.0.0.1:1/api/v10/channels/77/threads");
}

TEST_F(RestTest, keeps_a_guilds_events) {
  http.answer(200, R"({"id":"31"})")
      .answer(200, R"({"id":"31"})")
      .answer(200, R"([{"id":"31"}])")
      .answer(200, R"({"id":"31","status":2})");

  EXPECT_EQ(run(rest.create_event({5}, {.name = "Final"})), Snowflake{31});
  EXPECT_EQ(http.last().url, "http://127.0.0.1:1/api/v10/guilds/5/scheduled-events");
  EXPECT_TRUE(run(rest.edit_event({5}, {31}, {.status = EventStatus::canceled})));
  EXPECT_EQ(http.last().method, "PATCH");
  EXPECT_EQ(http.last().url, "http://127.0.0.1:1/api/v10/guilds/5/scheduled-events/31");
  EXPECT_EQ(http.last().body, R"({"status":4})");
  EXPECT_EQ(run(rest.list_events({5}))->size(), 1U);
  EXPECT_EQ(run(rest.fetch_event({5}, {31}))->status, EventStatus::active);
  EXPECT_EQ(http.last().method, "GET");
}

TEST_F(RestTest, waits_out_a_429_and_sends_again) {
  http.answer(429, R"({"retry_after":2.5,"global":false})", {{"X-RateLimit-Scope", "user"}})
      .answer(200, R"({"id":"1"})");
  const auto begun = clock.now();

  const auto id = run(rest.create_message(channel, {.content = "x"}));

  EXPECT_TRUE(id);
  EXPECT_EQ(http.requests().size(), 2U);
  EXPECT_EQ(http.requests()[0].body, http.requests()[1].body);
  EXPECT_GE(clock.now() - begun, 2500ms);
  EXPECT_EQ(metrics.value("cs2results_discord_rate_limited_total", {{"scope", "bucket"}}), 1);
}

TEST_F(RestTest, gives_up_after_some_429s) {
  http.handle([](const io::HttpRequest&) {
    return io::HttpResponse{.status = 429, .headers = {}, .body = R"({"retry_after":0.1,"global":false})"};
  });

  const auto id = run(rest.create_message(channel, {.content = "x"}));

  ASSERT_FALSE(id);
  EXPECT_EQ(id.error().error.kind, ErrorKind::rate_limited);
  EXPECT_EQ(http.requests().size(), 1U + limits::rest_resends_max);
}

TEST_F(RestTest, hands_a_long_wait_to_the_caller) {
  http.answer(429, R"({"retry_after":1163.2,"global":false,"code":20028})", {{"Retry-After", "1"}});

  const auto id = run(rest.create_message(channel, {.content = "x"}));
  const auto again = run(rest.create_message(channel, {.content = "x"}));

  ASSERT_FALSE(id);
  EXPECT_EQ(id.error().error.kind, ErrorKind::rate_limited);
  EXPECT_GT(id.error().error.retry_after, 1000s);
  EXPECT_EQ(again.error().error.kind, ErrorKind::rate_limited);
  EXPECT_EQ(http.requests().size(), 1U);
}

TEST_F(RestTest, holds_everything_but_interactions_back_for_a_global_429) {
  http.answer(429, R"({"retry_after":3,"global":true})")
      .answer(200, R"({"id":"1"})")
      .answer(204)
      .answer(200, R"({"id":"2"})");
  const auto begun = clock.now();

  EXPECT_TRUE(run(rest.create_message(channel, {.content = "x"})));

  EXPECT_GE(clock.now() - begun, 3s);
  EXPECT_TRUE(run(rest.answer({1}, "t", AnswerUpdateLater{})));
}

TEST_F(RestTest, stops_while_cloudflare_blocks_the_address) {
  http.answer(429, "error code: 1015", {{"Retry-After", "3600"}});

  EXPECT_EQ(run(rest.create_message(channel, {.content = "x"})).error().error.kind, ErrorKind::blocked);
  const auto next = run(rest.answer({1}, "t", AnswerUpdateLater{}));

  EXPECT_EQ(next.error().error.kind, ErrorKind::blocked);
  EXPECT_GT(next.error().error.retry_after, 50min);
  EXPECT_EQ(http.requests().size(), 1U);
}

TEST_F(RestTest, repeats_an_answer_only_while_the_user_waits) {
  http.answer(429, R"({"retry_after":0.3})").answer(204).answer(429, R"({"retry_after":30})");

  EXPECT_TRUE(run(rest.answer({1}, "t", AnswerUpdateLater{})));
  EXPECT_FALSE(run(rest.answer({2}, "t", AnswerUpdateLater{})));

  EXPECT_EQ(http.requests().size(), 3U);
}

TEST_F(RestTest, sends_nothing_more_with_a_token_that_was_refused) {
  http.answer(401, unauthorized).answer(401, unauthorized).answer(204);

  EXPECT_EQ(run(rest.current_application()).error().error.kind, ErrorKind::unauthorized);
  EXPECT_THAT(http.last().url, EndsWith("/users/@me"));
  EXPECT_EQ(run(rest.create_message(channel, {.content = "x"})).error().error.kind, ErrorKind::unauthorized);
  EXPECT_TRUE(run(rest.answer({1}, "t", AnswerUpdateLater{})));

  EXPECT_EQ(http.requests().size(), 3U);
}

TEST_F(RestTest, tells_once_that_the_token_was_refused) {
  int told = 0;
  Rest telling{loop, http, clock, metrics, {.token = "the-bots-token", .on_token_refused = [&] { ++told; }}};
  http.handle([](const io::HttpRequest&) {
    return io::HttpResponse{.status = 401, .headers = {}, .body = std::string{unauthorized}};
  });

  for (int i = 0; i < 3; ++i)
    EXPECT_EQ(run(telling.check_token()).error().error.kind, ErrorKind::unauthorized);

  EXPECT_EQ(told, 1);
}

TEST_F(RestTest, does_not_believe_a_single_401) {
  http.answer(401, unauthorized).answer(200, R"({"id":"9"})").answer(200, R"({"id":"123"})");

  const auto failed = run(rest.create_message(channel, {.content = "x"}));
  const auto again = run(rest.create_message(channel, {.content = "x"}));

  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().error.kind, ErrorKind::unavailable);
  EXPECT_FALSE(failed.error().refusal);
  EXPECT_FALSE(failed.error().in_doubt);
  EXPECT_TRUE(again);
}

TEST_F(RestTest, does_not_believe_a_401_while_discord_cannot_be_asked_again) {
  http.answer(401, unauthorized).answer(502).answer(200, R"({"id":"123"})");

  EXPECT_EQ(run(rest.create_message(channel, {.content = "x"})).error().error.kind, ErrorKind::unavailable);
  EXPECT_TRUE(run(rest.create_message(channel, {.content = "x"})));
}

// Answers after others have had their turn.
class LateHttp final : public io::Http {
 public:
  LateHttp(io::Loop& loop, io::Http& http) : loop_(loop), http_(http) {}
  Task<Result<io::HttpResponse>> send(io::HttpRequest request) override {
    co_await loop_.sleep(1ms);
    co_return co_await http_.send(std::move(request));
  }

 private:
  io::Loop& loop_;
  io::Http& http_;
};

TEST_F(RestTest, asks_once_for_all_requests_that_met_a_401_together) {
  LateHttp late{loop, http};
  Rest patient{loop, late, clock, metrics, {.token = "the-bots-token"}};
  http.answer(401, unauthorized).answer(401, unauthorized).answer(200, R"({"id":"9"})");
  int failed = 0;
  const auto post = [&](Snowflake to) -> Task<void> {
    failed += (co_await patient.create_message(to, {.content = "x"})).has_value() ? 0 : 1;
  };
  const auto both = [&]() -> Task<void> {
    loop.spawn("another", post({78}));
    co_await post({77});
    while (failed < 2) co_await loop.sleep(1ms);
  };

  run(both());

  EXPECT_EQ(failed, 2);
  EXPECT_EQ(http.requests().size(), 3U);
}

TEST_F(RestTest, does_not_blame_the_token_for_a_missing_second_factor) {
  http.answer(401, R"({"code":60003,"message":"Two factor is required for this operation"})");

  EXPECT_EQ(run(rest.create_message(channel, {.content = "x"})).error().refusal->kind,
            RefusalKind::missing_permission);
  EXPECT_EQ(http.requests().size(), 1U);
}

TEST_F(RestTest, does_not_blame_the_bots_token_for_an_interactions) {
  http.answer(401, R"({"code":50027,"message":"Invalid Webhook Token"})").answer(200, R"({"id":"1"})");

  EXPECT_EQ(run(rest.edit_answer({1}, "t", {.content = "x"})).error().refusal->kind,
            RefusalKind::unknown_webhook);
  EXPECT_TRUE(run(rest.create_message(channel, {.content = "x"})));
}

TEST_F(RestTest, stops_before_discord_blocks_the_address) {
  http.handle([](const io::HttpRequest&) {
    return io::HttpResponse{
        .status = 403, .headers = {}, .body = R"({"code":50001,"message":"Missing Access"})"};
  });
  ManualClock standing{Timestamp{1'790'000'000'000ms}};
  Rest over_eager{loop, http, standing, metrics, {.token = "the-bots-token"}};
  const auto ask_often = [&]() -> Task<void> {
    for (int i = 0; i < limits::invalid_requests_stop; ++i) {
      static_cast<void>(co_await over_eager.answer({1}, "t", AnswerUpdateLater{}));
    }
  };
  run(ask_often());

  const auto refused = run(over_eager.answer({1}, "t", AnswerUpdateLater{}));
  standing.advance(limits::invalid_requests_window);
  const auto later = run(over_eager.answer({1}, "t", AnswerUpdateLater{}));

  EXPECT_EQ(refused.error().error.kind, ErrorKind::blocked);
  EXPECT_EQ(later.error().error.kind, ErrorKind::forbidden);
  EXPECT_EQ(http.requests().size(), static_cast<std::size_t>(limits::invalid_requests_stop) + 1);
}

TEST_F(RestTest, does_not_count_shared_limits_as_invalid) {
  http.answer(429, R"({"retry_after":0.1})", {{"X-RateLimit-Scope", "shared"}}).answer(200, R"({"id":"1"})");

  EXPECT_TRUE(run(rest.create_message(channel, {.content = "x"})));

  EXPECT_EQ(metrics.value("cs2results_discord_invalid_requests"), 0);
}

TEST_F(RestTest, keeps_the_order_of_a_channel_while_its_limit_is_unknown) {
  http.handle([](const io::HttpRequest&) {
    return io::HttpResponse{.status = 200, .headers = {}, .body = R"({"id":"1"})"};
  });
  const auto post = [this](std::string text) -> Task<void> {
    static_cast<void>(co_await rest.create_message(channel, {.content = std::move(text)}));
  };
  for (int i = 0; i < 5; ++i) loop.spawn("post", post(std::to_string(i)));

  loop.run();

  ASSERT_EQ(http.requests().size(), 5U);
  for (std::size_t i = 0; i < 5; ++i) {
    EXPECT_THAT(http.requests()[i].body, HasSubstr("\"content\":\"" + std::to_string(i) + "\""));
  }
}

// Gives what the test has put there, then as much as is asked for.
class FakeSharedLimits final : public SharedLimits {
 public:
  Task<std::optional<SlotBlock>> reserve(int count, std::chrono::microseconds spacing,
                                         std::vector<FullBucket> full) override {
    counts.push_back(count);
    told.insert(told.end(), full.begin(), full.end());
    if (away) co_return std::nullopt;
    co_return SlotBlock{.spacing = spacing, .count = count, .processes = 2, .full = std::exchange(news, {})};
  }

  bool away = false;
  std::vector<FullBucket> news;
  std::vector<int> counts;
  std::vector<FullBucket> told;
};

// In real time, since slots are lost within milliseconds.
class SharedRestTest : public RestTest {
 protected:
  bool post(milliseconds wait_max = limits::rest_wait_max) {
    const auto sent = run(among_others.create_message(channel, {.content = "x", .nonce = "n"}, wait_max));
    if (!sent) failure = sent.error().error;
    return sent.has_value();
  }

  SystemClock real;
  FakeSharedLimits shared;
  Rest among_others{loop, http, real, metrics, {.token = "the-bots-token"}, &shared};
  std::optional<Error> failure;
};

TEST_F(SharedRestTest, draws_a_slot_for_each_that_waits) {
  http.answer(200, R"({"id":"1"})").answer(200, R"({"id":"2"})");

  EXPECT_TRUE(post());
  EXPECT_TRUE(post());

  EXPECT_EQ(shared.counts.front(), 1);
  EXPECT_GE(shared.counts.size(), 2U);
}

TEST_F(SharedRestTest, goes_on_alone_when_there_is_nothing_to_draw_from) {
  shared.away = true;
  http.answer(200, R"({"id":"1"})").answer(200, R"({"id":"2"})");

  EXPECT_TRUE(post());
  EXPECT_TRUE(post());

  EXPECT_EQ(shared.counts.size(), 1U + limits::rest_shared_retries_max)
      << "then it is left alone for a while";
}

TEST_F(SharedRestTest, tells_the_others_of_a_bucket_that_is_used_up) {
  http.answer(200, R"({"id":"1"})",
              {{"X-RateLimit-Bucket", "b"},
               {"X-RateLimit-Limit", "5"},
               {"X-RateLimit-Remaining", "0"},
               {"X-RateLimit-Reset-After", "600"}})
      .answer(204);

  EXPECT_TRUE(post());
  EXPECT_TRUE(run(among_others.delete_message(channel, {1})));

  ASSERT_EQ(shared.told.size(), 1U);
  EXPECT_EQ(shared.told[0].bucket, "b");
  EXPECT_EQ(shared.told[0].resource, channel.value);
  EXPECT_GT(shared.told[0].wait, 5min);
}

TEST_F(SharedRestTest, stops_when_another_was_told_to) {
  shared.news = {{.wait = 10min}};

  EXPECT_FALSE(post(1s));

  EXPECT_EQ(failure->kind, ErrorKind::rate_limited);
  EXPECT_GT(failure->retry_after, 5min);
  EXPECT_TRUE(http.requests().empty());
}

TEST_F(RestTest, never_logs_a_token) {
  testing::internal::CaptureStderr();
  http.answer(429, R"({"retry_after":30})").answer(400, R"({"code":50035,"message":"the-bots-token"})");

  static_cast<void>(run(rest.answer({1}, "aW50ZXJhY3Rpb246", AnswerUpdateLater{})));
  static_cast<void>(run(rest.create_message(channel, {.content = "x"})));

  const auto logged = testing::internal::GetCapturedStderr();
  EXPECT_THAT(logged, HasSubstr("429"));
  EXPECT_THAT(logged, testing::Not(HasSubstr("aW50ZXJhY3Rpb246")));
  EXPECT_THAT(logged, testing::Not(HasSubstr("the-bots-token")));
}

}  // namespace
}  // namespace cs2::discord

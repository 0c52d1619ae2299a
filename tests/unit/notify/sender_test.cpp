#include "notify/sender.hpp"

#include <gtest/gtest.h>

#include "support/fake_http.hpp"
#include "support/run_task.hpp"

namespace cs2::notify {
namespace {

using namespace std::chrono_literals;
using Outcome = store::DeliveryResult::Outcome;

constexpr Timestamp now = from_unix_seconds(1'790'000'000);

// The step that Discord refuses; those before it succeed.
enum class Step { message, change, direct, direct_message, post, thread, publish, event, event_change };

Notification notification(Step step) {
  Notification one{.delivery = {.id = {7},
                                .match = {5},
                                .guild = 9,
                                .destination = {.kind = Destination::Kind::channel, .id = 42},
                                .channel_guild = 9,
                                .attempts = 1},
                   .rendered = discord::Message{.content = "Spirit have won"},
                   .revision = 2};
  auto& destination = one.delivery.destination;
  switch (step) {
    case Step::message:
      break;
    case Step::change:
      one.existing_message = store::Posted{.channel = 42, .message = 100, .revision = 1};
      break;
    case Step::direct:
    case Step::direct_message:
      destination.kind = Destination::Kind::direct;
      break;
    case Step::post:
      destination.kind = Destination::Kind::forum;
      one.thread_name = "Spirit vs Falcons";
      break;
    case Step::thread:
      one.thread_name = "Spirit vs Falcons";
      break;
    case Step::publish:
      destination.kind = Destination::Kind::announcement;
      break;
    case Step::event_change:
      one.existing_message = store::Posted{.channel = 9, .message = 100, .revision = 1};
      [[fallthrough]];
    case Step::event:
      destination = {.kind = Destination::Kind::guild, .id = 9};
      one.rendered = EventState{.event = discord::ScheduledEvent{.name = "Spirit vs Falcons",
                                                                 .location = "twitch.tv",
                                                                 .starts_at = now + 1h,
                                                                 .ends_at = now + 4h}};
      break;
  }
  return one;
}

// As Discord has it: scheduled, active, completed or canceled.
std::string listed_event(int status) {
  return fmt::format(R"({{"id":"100","name":"Spirit vs Falcons","status":{},"entity_metadata":null}})",
                     status);
}

void succeed_before(Step step, test::FakeHttp& http) {
  if (step == Step::direct_message) http.answer(200, R"({"id":"43","type":1})");
  if (step == Step::post) http.answer(200, R"({"id":"42","type":15,"guild_id":"9"})");
  if (step == Step::event_change) http.answer(200, listed_event(1));
  if (step == Step::thread || step == Step::publish) http.answer(200, R"({"id":"100","channel_id":"42"})");
}

store::DeliveryResult send(const Notification& one, test::FakeHttp& http) {
  io::Loop loop;
  const ManualClock story{now};
  const SystemClock real;  // on which a second request waits for its turn, 20 ms
  Metrics metrics;
  discord::Rest rest{
      loop, http, real, metrics, {.token = "the-bots-token", .base_url = "http://127.0.0.1:1"}};
  Sender sender{rest, story, real};
  return test::run_task(loop, sender.send(one));
}

struct Refused {
  int code;  // Discord's JSON error code
  int status;
  Step step;
  Outcome outcome;
  std::string_view reason;
};

// Every code that a notice can meet, by number: from what Discord says on the wire to what becomes of it.
constexpr Refused refusals[] = {
    {0, 400, Step::message, Outcome::dead, "invalid_form"},
    {0, 401, Step::message, Outcome::later, "unavailable"},
    {0, 403, Step::message, Outcome::blocked, "missing_access"},
    {0, 404, Step::message, Outcome::later, "other"},  // outages have looked like this
    {0, 404, Step::change, Outcome::dropped, "unknown_message"},
    {0, 404, Step::event_change, Outcome::dropped, "deleted"},
    {0, 413, Step::message, Outcome::dead, "too_large"},
    {0, 500, Step::message, Outcome::later, "overloaded"},
    {0, 502, Step::message, Outcome::later, "overloaded"},
    {0, 503, Step::message, Outcome::later, "overloaded"},
    {10003, 404, Step::message, Outcome::blocked, "unknown_channel"},
    {10003, 404, Step::change, Outcome::blocked, "unknown_channel"},
    {10003, 404, Step::post, Outcome::blocked, "unknown_channel"},
    {10004, 404, Step::event, Outcome::blocked, "unknown_guild"},
    {10007, 404, Step::direct, Outcome::blocked, "unknown_user"},
    {10008, 404, Step::change, Outcome::dropped, "unknown_message"},
    {10008, 404, Step::thread, Outcome::sent, "unknown_message"},  // it was told, then deleted
    {10008, 404, Step::publish, Outcome::sent, "unknown_message"},
    {10013, 404, Step::direct, Outcome::blocked, "unknown_user"},
    {10014, 400, Step::message, Outcome::dead, "invalid_form"},
    {10070, 404, Step::event_change, Outcome::dropped, "deleted"},
    {10087, 404, Step::post, Outcome::blocked, "tag_required"},
    {20016, 429, Step::message, Outcome::later, "slow_mode"},
    {20016, 400, Step::message, Outcome::later, "slow_mode"},
    {20022, 429, Step::change, Outcome::later, "edit_limit"},
    {20028, 429, Step::message, Outcome::later, "write_limit"},
    {20029, 429, Step::message, Outcome::later, "write_limit"},
    {30015, 400, Step::message, Outcome::dead, "invalid_form"},
    {30038, 400, Step::event, Outcome::later, "too_many"},  // until the calendar has room
    {30046, 429, Step::change, Outcome::later, "edit_limit"},
    {40001, 401, Step::message, Outcome::later, "unavailable"},
    {40003, 403, Step::direct, Outcome::later, "rate_limited"},
    {40003, 429, Step::direct, Outcome::later, "rate_limited"},
    {40004, 403, Step::message, Outcome::later, "overloaded"},
    {40005, 413, Step::message, Outcome::dead, "too_large"},
    {40033, 400, Step::publish, Outcome::sent, ""},
    {40006, 403, Step::message, Outcome::later, "overloaded"},
    {40058, 400, Step::message, Outcome::blocked, "wrong_channel"},
    {40062, 429, Step::message, Outcome::later, "rate_limited"},
    {40062, 429, Step::publish, Outcome::later, "rate_limited"},
    {40066, 400, Step::post, Outcome::blocked, "tag_required"},
    {40067, 400, Step::post, Outcome::blocked, "tag_required"},
    {40333, 403, Step::message, Outcome::later, "cloudflare"},
    {50001, 403, Step::message, Outcome::blocked, "missing_access"},
    {50001, 403, Step::event, Outcome::blocked, "missing_access"},
    {50005, 403, Step::change, Outcome::dropped, "not_ours"},
    {50006, 400, Step::message, Outcome::dead, "invalid_form"},
    {50007, 403, Step::direct_message, Outcome::blocked, "cannot_message_user"},
    {50008, 400, Step::message, Outcome::blocked, "wrong_channel"},
    {50013, 403, Step::message, Outcome::blocked, "missing_permission"},
    {50013, 403, Step::event, Outcome::blocked, "missing_permission"},
    {50013, 403, Step::thread, Outcome::sent,
     "missing_permission"},  // without a thread it is told all the same
    {50013, 403, Step::publish, Outcome::sent, "missing_permission"},
    {50014, 401, Step::message, Outcome::later, "unavailable"},
    {50021, 403, Step::change, Outcome::dropped, "not_ours"},
    {50024, 400, Step::publish, Outcome::sent, "wrong_channel"},
    {50024, 400, Step::thread, Outcome::sent, "wrong_channel"},
    {50033, 400, Step::direct, Outcome::blocked, "cannot_message_user"},
    {50035, 400, Step::message, Outcome::dead, "invalid_form"},
    {50035, 400, Step::event, Outcome::dead, "invalid_form"},
    {50041, 400, Step::message, Outcome::dead, "invalid_form"},
    {50045, 413, Step::message, Outcome::dead, "too_large"},
    {50046, 400, Step::message, Outcome::dead, "too_large"},
    {50083, 400, Step::change, Outcome::blocked, "thread_archived"},
    {50109, 400, Step::message, Outcome::dead, "invalid_form"},
    {50278, 403, Step::direct_message, Outcome::blocked, "cannot_message_user"},
    {130000, 503, Step::message, Outcome::later, "overloaded"},
    {160002, 403, Step::message, Outcome::blocked, "missing_permission"},
    {160004, 400, Step::thread, Outcome::sent, ""},
    {160005, 403, Step::change, Outcome::blocked, "thread_locked"},
    {160006, 400, Step::post, Outcome::blocked, "too_many"},
    {160006, 400, Step::thread, Outcome::sent, "too_many"},
    {160007, 400, Step::thread, Outcome::sent, "too_many"},
    {160009, 403, Step::message, Outcome::blocked, "missing_permission"},
    {50035, 400, Step::event_change, Outcome::dead, "invalid_form"},
    {180000, 400, Step::event_change, Outcome::dropped, "deleted"},
    {200000, 400, Step::message, Outcome::dead, "blocked_by_automod"},
    {200001, 400, Step::message, Outcome::dead, "blocked_by_automod"},
    {240000, 400, Step::message, Outcome::dead, "blocked_by_automod"},
    {400001, 403, Step::message, Outcome::dead, "files_refused"},
    {999999, 400, Step::message, Outcome::dead, "invalid_form"},  // one that Discord makes up tomorrow
    {999999, 403, Step::message, Outcome::blocked, "missing_access"},
    {999999, 429, Step::message, Outcome::later, "rate_limited"},
    {999999, 500, Step::message, Outcome::later, "overloaded"},
};

class EveryRefusal : public testing::TestWithParam<Refused> {};

TEST_P(EveryRefusal, has_its_consequence) {
  const auto& refused = GetParam();
  constexpr seconds wait = 20min;  // longer than a delivery waits on its way
  test::FakeHttp http;
  succeed_before(refused.step, http);
  const auto retry_after = refused.status == 429 ? fmt::format(R"(,"retry_after":{}.0)", wait.count()) : "";
  http.answer(refused.status, fmt::format(R"({{"code":{},"message":"no"{}}})", refused.code, retry_after),
              {{"X-RateLimit-Scope", "user"}});

  const auto settled = send(notification(refused.step), http);

  EXPECT_EQ(settled.outcome, refused.outcome);
  EXPECT_EQ(settled.reason, refused.reason);
  EXPECT_EQ(http.unused_answers(), 0u);
  EXPECT_EQ(settled.delivery, store::DeliveryId{7});
  EXPECT_EQ(settled.target, notification(refused.step).delivery.destination.id) << "whose lease ends";
  if (refused.status == 429) EXPECT_GE(settled.again_at, now + wait);
  if (refused.outcome == Outcome::later || refused.outcome == Outcome::blocked)
    EXPECT_GT(settled.again_at, now);
  const bool told = refused.step == Step::thread || refused.step == Step::publish;
  EXPECT_EQ(settled.posted.message, told ? 100u : 0u)
      << "what stands in Discord is known, so that the next attempt does not post it again";
}

// ---- what an earlier attempt may have posted without learning of it

std::uint64_t made_just_now() {
  return discord::snowflake_at(SystemClock{}.now()).value;
}

class Doubt : public testing::Test {
 protected:
  // The answers to what is asked, until nothing more is.
  store::DeliveryResult sent(milliseconds ago) { return sent(notification(Step::message), ago); }
  store::DeliveryResult sent(Notification again, milliseconds ago) {
    again.delivery.doubt_since = now - ago;
    again.possible_duplicates = known_;
    return send(again, http_);
  }
  void list(bool by_bot, std::string_view content) {
    http_.answer(200, fmt::format(R"([{{"id":"{}","channel_id":"42","author":{{"id":"1","bot":{}}},)"
                                  R"("content":"{}"}}])",
                                  made_, by_bot, content));
  }

  const std::uint64_t made_ = made_just_now();
  std::vector<std::uint64_t> known_;
  test::FakeHttp http_;
};

TEST_F(Doubt, of_minutes_is_left_to_the_nonce) {
  http_.answer(200, R"({"id":"100","channel_id":"42"})");

  EXPECT_EQ(sent(1min).posted.message, 100U);
  EXPECT_EQ(http_.requests().size(), 1U);
}

TEST_F(Doubt, of_longer_finds_the_message_and_makes_it_true) {
  list(true, "Spirit have won");
  http_.answer(200, R"({"id":"7","channel_id":"42"})");

  const auto settled = sent(10min);

  EXPECT_EQ(settled.outcome, Outcome::sent);
  EXPECT_EQ(settled.posted.message, made_);
  ASSERT_EQ(http_.requests().size(), 2U);
  EXPECT_TRUE(http_.requests()[0].url.contains("/channels/42/messages?limit=100&after="));
  EXPECT_EQ(http_.requests()[1].method, "PATCH");
}

Notification ended_live_message() {
  auto live = notification(Step::message);
  live.delivery.kind = NoticeKind::live;
  live.rendered = discord::Message{.content = "🏁 **Spirit 2–0 Falcons**"};
  live.constant_parts = {"Spirit", "Falcons"};
  return live;
}

// Discord answers with what was posted then, and the match may have ended since.
TEST_F(Doubt, of_minutes_makes_what_follows_its_match_true) {
  http_.answer(200, R"({"id":"100","channel_id":"42"})");
  http_.answer(200, R"({"id":"100","channel_id":"42"})");

  EXPECT_EQ(sent(ended_live_message(), 1s).posted.message, 100U);
  ASSERT_EQ(http_.requests().size(), 2U);
  EXPECT_EQ(http_.requests()[1].method, "PATCH");
  EXPECT_TRUE(http_.requests()[1].body.contains("2–0"));
}

TEST_F(Doubt, of_longer_finds_a_message_whose_score_has_changed) {
  list(true, "🔴 LIVE **Spirit 1–0 Falcons**");
  http_.answer(200, R"({"id":"7","channel_id":"42"})");

  EXPECT_EQ(sent(ended_live_message(), 10min).posted.message, made_);
  ASSERT_EQ(http_.requests().size(), 2U);
  EXPECT_EQ(http_.requests()[1].method, "PATCH");

  list(true, "🔴 LIVE **Spirit 1–0 Vitality**");
  http_.answer(200, R"({"id":"100","channel_id":"42"})");
  http_.answer(200, R"({"id":"100","channel_id":"42"})");
  EXPECT_EQ(sent(ended_live_message(), 10min).posted.message, 100U);
}

TEST_F(Doubt, posts_where_there_is_no_such_message_of_ours) {
  for (const auto& [by_bot, content] : {std::pair{false, "Spirit have won"}, {true, "Falcons have won"}}) {
    list(by_bot, content);
    http_.answer(200, R"({"id":"100","channel_id":"42"})");
    EXPECT_EQ(sent(10min).posted.message, 100U);
  }
  known_ = {made_};
  list(true, "Spirit have won");
  http_.answer(200, R"({"id":"100","channel_id":"42"})");
  EXPECT_EQ(sent(10min).posted.message, 100U) << "that is another delivery's";
}

TEST_F(Doubt, posts_where_the_history_may_not_be_read) {
  http_.answer(403, R"({"code":50013,"message":"no"})");
  http_.answer(200, R"({"id":"100","channel_id":"42"})");

  EXPECT_EQ(sent(10min).posted.message, 100U);
}

// A moved match's event is ours by its place; whatever else bears the name is somebody's own.
TEST(EventInDoubt, is_known_by_its_time_or_place) {
  const auto made = made_just_now();
  const auto told = [&](Timestamp at, std::string_view place, std::size_t requests) {
    auto again = notification(Step::event);
    again.delivery.doubt_since = now - 1s;
    test::FakeHttp http;
    http.answer(
        200, fmt::format(R"([{{"id":"{}","name":"Spirit vs Falcons","status":1,"scheduled_start_time":"{}",)"
                         R"("scheduled_end_time":"{}","entity_metadata":{{"location":"{}"}}}}])",
                         made, to_iso8601(at), to_iso8601(at + 3h), place));
    http.answer(200, R"({"id":"100"})");
    const auto settled = send(again, http);
    EXPECT_EQ(http.requests().size(), requests);
    EXPECT_EQ(http.requests().back().method, settled.posted.message == made ? "PATCH" : "POST");
    return settled.posted.message;
  };

  EXPECT_EQ(told(now + 1h, "youtube.com", 2), made);
  EXPECT_EQ(told(now + 2h, "twitch.tv", 2), made);
  EXPECT_EQ(told(now + 2h, "our living room", 2), 100U);
}

// ---- scheduled events, which take one step at a time

struct Transition {
  int is;  // in Discord
  EventState wanted;
  std::vector<int> statuses;  // that Discord is asked for, in order
};

TEST(ScheduledEvents, are_changed_one_step_at_a_time) {
  using discord::EventStatus;
  const EventState active{.status = EventStatus::active};
  const EventState completed{.status = EventStatus::completed, .over = true};
  const EventState canceled{.status = EventStatus::canceled};
  const std::vector<Transition> transitions{
      {1, active, {2}},       {2, active, {}},     {3, active, {}},  // it ended by itself, its match goes on
      {1, completed, {2, 3}}, {2, completed, {3}}, {3, completed, {}}, {1, canceled, {4}},
      {2, canceled, {3}},     {3, canceled, {}},   {4, canceled, {}}};
  for (const auto& [is, wanted, statuses] : transitions) {
    test::FakeHttp http;
    http.answer(200, listed_event(is));
    for (std::size_t i = 0; i < statuses.size(); ++i) http.answer(200, listed_event(statuses[i]));
    auto one = notification(Step::event_change);
    one.rendered = wanted;

    const auto settled = send(one, http);

    EXPECT_EQ(settled.outcome, Outcome::sent);
    EXPECT_EQ(settled.posted.message, wanted.status == EventStatus::canceled ? 0U : 100U);
    ASSERT_EQ(http.requests().size(), statuses.size() + 1) << is;
    for (std::size_t i = 0; i < statuses.size(); ++i)
      EXPECT_EQ(http.requests()[i + 1].body, fmt::format(R"({{"status":{}}})", statuses[i]));
  }
}

TEST(ScheduledEvents, that_have_begun_are_ended_and_made_anew_for_a_match_that_moved) {
  test::FakeHttp http;
  http.answer(200, listed_event(2)).answer(200, listed_event(3)).answer(200, R"({"id":"101"})");

  const auto settled = send(notification(Step::event_change), http);

  EXPECT_EQ(settled.outcome, Outcome::sent);
  EXPECT_EQ(settled.posted.message, 101U);
  ASSERT_EQ(http.requests().size(), 3U);
  EXPECT_EQ(http.requests()[1].body, R"({"status":3})");
  EXPECT_EQ(http.requests()[2].method, "POST");
}

TEST(ScheduledEvents, that_somebody_canceled_are_left_alone) {
  test::FakeHttp http;
  http.answer(200, listed_event(4));

  const auto settled = send(notification(Step::event_change), http);

  EXPECT_EQ(settled.outcome, Outcome::dropped);
  EXPECT_EQ(settled.reason, "deleted");
  EXPECT_EQ(http.requests().size(), 1U);
}

TEST(ScheduledEvents, go_on_where_a_step_failed) {
  test::FakeHttp http;
  http.answer(200, listed_event(1)).answer(200, listed_event(2)).answer(503, "");
  auto one = notification(Step::event_change);
  one.rendered = EventState{.status = discord::EventStatus::completed, .over = true};
  EXPECT_EQ(send(one, http).outcome, Outcome::later);

  test::FakeHttp again;
  again.answer(200, listed_event(2)).answer(200, listed_event(3));
  EXPECT_EQ(send(one, again).outcome, Outcome::sent);
  EXPECT_EQ(again.requests().size(), 2U);
}

// ---- whose channel it is

TEST(Sender, asks_once_whose_a_channel_is) {
  auto one = notification(Step::message);
  one.delivery.channel_guild = 0;
  test::FakeHttp http;
  http.answer(200, R"({"id":"42","type":0,"guild_id":"9"})").answer(200, R"({"id":"100","channel_id":"42"})");

  const auto settled = send(one, http);

  EXPECT_EQ(settled.outcome, Outcome::sent);
  EXPECT_EQ(settled.channel_guild, 9U);
  EXPECT_EQ(http.requests().size(), 2U);
}

TEST(Sender, sends_nothing_to_another_servers_channel) {
  auto one = notification(Step::message);
  one.delivery.channel_guild = 0;
  test::FakeHttp http;
  http.answer(200, R"({"id":"42","type":0,"guild_id":"8"})");

  const auto settled = send(one, http);
  EXPECT_EQ(settled.outcome, Outcome::dropped);
  EXPECT_EQ(settled.reason, "other_server");
  EXPECT_EQ(settled.channel_guild, 8U);

  one.delivery.channel_guild = 8;
  test::FakeHttp silent;
  EXPECT_EQ(send(one, silent).reason, "other_server");
  EXPECT_TRUE(silent.requests().empty());
}

// ---- forum tags

TEST(Post, gets_a_tag_that_everybody_may_set) {
  const auto tag_of = [](std::string_view flags, std::string_view tags) {
    test::FakeHttp http;
    http.answer(200, fmt::format(R"({{"id":"42","type":15,"flags":{},"available_tags":[{}]}})", flags, tags))
        .answer(201, R"({"id":"100","type":11})");
    EXPECT_EQ(send(notification(Step::post), http).outcome, Outcome::sent);
    const auto& body = http.requests().back().body;
    const auto at = body.find(R"("applied_tags":[")");
    return at == std::string::npos ? std::string{} : body.substr(at + 17, 2);
  };
  constexpr auto both = R"({"id":"11","moderated":true},{"id":"12","moderated":false})";

  EXPECT_EQ(tag_of("16", both), "12");
  EXPECT_EQ(tag_of("16", R"({"id":"11","moderated":true})"), "11") << "we may manage threads";
  EXPECT_EQ(tag_of("0", both), "") << "none is required";
}

TEST(Post, waits_for_a_tag_where_all_are_for_moderators) {
  test::FakeHttp http;
  http.answer(200, R"({"id":"42","type":15,"flags":16,"available_tags":[{"id":"11","moderated":true}]})")
      .answer(403, R"({"code":50013,"message":"no"})");

  const auto settled = send(notification(Step::post), http);

  EXPECT_EQ(settled.outcome, Outcome::blocked);
  EXPECT_EQ(settled.reason, "tag_required");
}

TEST(Doubts, come_from_answers_that_were_lost) {
  test::FakeHttp http;
  http.answer(502, "");
  EXPECT_TRUE(send(notification(Step::message), http).in_doubt);
  http.answer(429, R"({"retry_after":1200.0})", {{"X-RateLimit-Scope", "user"}});
  EXPECT_FALSE(send(notification(Step::message), http).in_doubt);
}

// The same two may have met before.
TEST(Post, is_made_anew_where_those_of_its_name_are_known) {
  const auto made = made_just_now();
  auto again = notification(Step::post);
  again.delivery.doubt_since = now - 1s;
  const auto posted = [&](std::vector<std::uint64_t> known, std::string_view method) {
    test::FakeHttp http;
    http.answer(200, R"({"id":"42","type":15,"guild_id":"9"})");
    http.answer(200, fmt::format(R"({{"threads":[{{"id":"{}","type":11,"parent_id":"42",)"
                                 R"("name":"Spirit vs Falcons"}}]}})",
                                 made));
    http.answer(201, R"({"id":"100","type":11})");
    again.possible_duplicates = std::move(known);
    const auto settled = send(again, http);
    EXPECT_EQ(http.requests().size(), 3U);
    EXPECT_EQ(http.requests().back().method, method);
    return settled.posted.message;
  };

  EXPECT_EQ(posted({}, "PATCH"), made) << "and what it says is brought up to date";
  EXPECT_EQ(posted({made}, "POST"), 100u);
}

std::string title(const testing::TestParamInfo<Refused>& info) {
  static constexpr std::string_view steps[] = {"message", "change",  "direct", "direct_message", "post",
                                               "thread",  "publish", "event",  "event_change"};
  return fmt::format("{}_{}_{}", info.param.code, info.param.status,
                     steps[static_cast<std::size_t>(info.param.step)]);
}

INSTANTIATE_TEST_SUITE_P(, EveryRefusal, testing::ValuesIn(refusals), title);

// No answer at all, and one that is not Discord's.
TEST(Sender, tries_again_what_got_no_answer) {
  test::FakeHttp cut;
  cut.fail_with(ErrorKind::unavailable);
  test::FakeHttp strange;
  strange.answer(403, "<html>blocked</html>");

  EXPECT_EQ(send(notification(Step::message), cut).outcome, Outcome::later);
  EXPECT_EQ(send(notification(Step::message), strange).outcome, Outcome::later);
  EXPECT_EQ(send(notification(Step::message), strange).reason, "unavailable");
}

TEST(Sender, goes_on_in_the_channel_where_the_thread_of_a_match_is_gone) {
  for (const auto& [code, status] : {std::pair{10003, 404}, std::pair{160005, 403}, std::pair{50083, 400}}) {
    test::FakeHttp http;
    http.answer(status, fmt::format(R"({{"code":{},"message":"no"}})", code))
        .answer(200, R"({"id":"100","channel_id":"42"})");
    auto one = notification(Step::message);
    one.thread = 77;

    const auto settled = send(one, http);

    EXPECT_EQ(settled.outcome, Outcome::sent) << code;
    EXPECT_EQ(settled.posted.channel, 42u);
  }
}

}  // namespace
}  // namespace cs2::notify

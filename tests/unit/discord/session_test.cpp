#include "discord/session.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>

namespace cs2::discord {
namespace {

namespace json = boost::json;
using namespace std::chrono_literals;
using testing::HasSubstr;

constexpr Timestamp start{1'000'000ms};
constexpr auto hello = R"({"t":null,"s":null,"op":10,"d":{"heartbeat_interval":40000}})";
constexpr auto ready =
    R"({"t":"READY","s":1,"op":0,"d":{"session_id":"abc","resume_gateway_url":"wss://resume.example","guilds":[]}})";
constexpr auto ack = R"({"op":11})";

Session make_session(double chance = 0.5) {
  return Session{
      {.token = "secret", .intents = 1, .place = {.shard = 2, .count = 4}, .chance = [=] { return chance; }}};
}

// A session that has been confirmed, its first heartbeat due after 20 s.
Session ready_session() {
  auto session = make_session();
  session.connected(start);
  static_cast<void>(session.receive(hello, start));
  static_cast<void>(session.receive(ready, start));
  return session;
}

json::value sent(const Step& step) {
  return step.send ? json::parse(*step.send) : json::value{};
}

std::optional<EndReason> reason(const Step& step) {
  return step.ending ? std::optional{step.ending->reason} : std::nullopt;
}

TEST(Session, identifies_after_hello) {
  auto session = make_session();
  session.connected(start);

  const auto step = session.receive(hello, start);

  EXPECT_TRUE(step.identifies);
  EXPECT_EQ(sent(step), json::parse(R"({"op": 2, "d": {"token": "secret", "intents": 1, "large_threshold": 50,
    "shard": [2, 4], "properties": {"os": "linux", "browser": "CS2ResultsBot", "device": "CS2ResultsBot"}}})"));
}

TEST(Session, says_nothing_before_hello) {
  auto session = make_session();
  session.connected(start);

  EXPECT_FALSE(session.tick(start + 19s).send);
  EXPECT_EQ(reason(session.tick(start + 20s)), EndReason::silent);
}

// A session whose connection is new, and which resumes.
Session resuming_session() {
  auto session = ready_session();
  static_cast<void>(session.ended(0));
  session.connected(start);
  static_cast<void>(session.receive(hello, start));
  return session;
}

TEST(Session, leaves_a_connection_on_which_ready_does_not_come) {
  auto session = make_session(0.9);  // the first heartbeat after 36 s
  session.connected(start);
  static_cast<void>(session.receive(hello, start));

  EXPECT_EQ(session.due(), start + 15s);
  EXPECT_FALSE(session.tick(start + 14s).ending);
  EXPECT_EQ(reason(session.tick(start + 15s)), EndReason::unconfirmed);
}

TEST(Session, is_not_confirmed_by_acknowledgements) {
  auto session = make_session(0.1);
  session.connected(start);
  static_cast<void>(session.receive(hello, start));

  EXPECT_TRUE(session.tick(start + 4s).send);
  static_cast<void>(session.receive(ack, start + 4s));

  EXPECT_EQ(session.due(), start + 15s);
  EXPECT_EQ(reason(session.tick(start + 15s)), EndReason::unconfirmed);
}

TEST(Session, forgets_a_session_whose_resume_gets_no_answer) {
  auto session = resuming_session();
  EXPECT_TRUE(session.resumes());

  EXPECT_EQ(reason(session.tick(start + 15s)), EndReason::unconfirmed);

  EXPECT_FALSE(session.resumes());
  session.connected(start + 16s);
  EXPECT_TRUE(session.receive(hello, start + 16s).identifies);
}

TEST(Session, waits_for_nothing_more_once_it_is_confirmed) {
  auto session = resuming_session();
  static_cast<void>(session.receive(R"({"t":"RESUMED","s":2,"op":0,"d":{}})", start + 14s));

  EXPECT_EQ(session.due(), start + 20s);
  EXPECT_FALSE(session.tick(start + 15s).ending);
  EXPECT_TRUE(session.tick(start + 20s).send);
}

TEST(Session, is_ready_once_discord_confirms_it) {
  auto session = make_session();
  session.connected(start);
  static_cast<void>(session.receive(hello, start));
  EXPECT_FALSE(session.ready());

  const auto step = session.receive(ready, start);

  EXPECT_TRUE(session.ready());
  EXPECT_TRUE(session.resumes());
  EXPECT_EQ(session.resume_url(), "wss://resume.example");
  ASSERT_TRUE(step.event);
  EXPECT_EQ(std::get<Ready>(*step.event).session_id, "abc");
}

TEST(Session, beats_first_after_a_random_part_of_the_interval) {
  auto session = make_session(0.25);
  session.connected(start);

  static_cast<void>(session.receive(hello, start));

  EXPECT_EQ(session.due(), start + 10s);
  EXPECT_FALSE(session.tick(start + 9s).send);
  EXPECT_EQ(sent(session.tick(start + 10s)), json::parse(R"({"op":1,"d":null})"));
  static_cast<void>(session.receive(ready, start + 11s));
  EXPECT_EQ(session.due(), start + 50s);
}

TEST(Session, beats_with_the_newest_sequence) {
  auto session = ready_session();
  static_cast<void>(session.receive(R"({"t":"TYPING_START","s":41,"op":0,"d":{}})", start));
  static_cast<void>(session.receive(R"({"t":null,"s":null,"op":11,"d":null})", start));

  EXPECT_EQ(sent(session.tick(start + 20s)), json::parse(R"({"op":1,"d":41})"));
}

TEST(Session, measures_how_long_an_acknowledgement_takes) {
  auto session = ready_session();
  static_cast<void>(session.tick(start + 20s));

  EXPECT_EQ(session.receive(ack, start + 20s + 80ms).heartbeat_took, 80ms);
  EXPECT_EQ(session.receive(ack, start + 21s).heartbeat_took, std::nullopt);
}

TEST(Session, goes_on_while_heartbeats_are_acknowledged) {
  auto session = ready_session();
  auto now = start + 20s;

  for (int i = 0; i < 5; ++i, now += 40s) {
    EXPECT_TRUE(session.tick(now).send);
    static_cast<void>(session.receive(ack, now + 100ms));
  }

  EXPECT_TRUE(session.ready());
}

TEST(Session, drops_a_zombie_and_resumes) {
  auto session = ready_session();
  EXPECT_TRUE(session.tick(start + 20s).send);

  const auto step = session.tick(start + 60s);

  EXPECT_EQ(reason(step), EndReason::zombie);
  EXPECT_FALSE(step.send);
  EXPECT_FALSE(session.ready());
  EXPECT_TRUE(session.resumes());
}

TEST(Session, answers_a_demand_for_a_heartbeat_at_once) {
  auto session = ready_session();

  const auto step = session.receive(R"({"op":1,"d":null})", start + 1s);

  EXPECT_EQ(sent(step), json::parse(R"({"op":1,"d":1})"));
  EXPECT_EQ(session.due(), start + 20s);
}

TEST(Session, keeps_a_reserve_of_sends_for_its_own_heartbeats) {
  auto session = ready_session();  // one send: identify
  int answered = 0;
  for (int i = 0; i < 200; ++i) answered += session.receive(R"({"op":1})", start + 1s).send.has_value();

  EXPECT_EQ(answered, 109);
  EXPECT_TRUE(session.tick(start + 20s).send);
  EXPECT_TRUE(session.receive(R"({"op":1})", start + 62s).send);
}

TEST(Session, resumes_on_the_next_connection) {
  auto session = ready_session();
  static_cast<void>(session.receive(R"({"t":"X","s":9,"op":0,"d":{}})", start));
  EXPECT_EQ(session.ended(0).reason, EndReason::dropped);

  session.connected(start + 5s);
  const auto step = session.receive(hello, start + 5s);

  EXPECT_FALSE(step.identifies);
  EXPECT_EQ(sent(step), json::parse(R"({"op":6,"d":{"token":"secret","session_id":"abc","seq":9}})"));
  EXPECT_FALSE(session.ready());
  const auto resumed = session.receive(R"({"t":"RESUMED","s":12,"op":0,"d":{}})", start + 6s);
  EXPECT_TRUE(resumed.event);
  EXPECT_TRUE(session.ready());
}

TEST(Session, forgets_old_heartbeats_with_the_old_connection) {
  auto session = ready_session();
  static_cast<void>(session.tick(start + 20s));  // never acknowledged
  static_cast<void>(session.ended(0));

  session.connected(start + 30s);
  static_cast<void>(session.receive(hello, start + 30s));
  static_cast<void>(session.receive(R"({"t":"RESUMED","s":2,"op":0,"d":{}})", start + 31s));

  EXPECT_TRUE(session.tick(start + 50s).send);
}

TEST(Session, reconnects_when_asked_even_before_hello) {
  auto session = ready_session();
  EXPECT_EQ(reason(session.receive(R"({"op":7,"d":null})", start)), EndReason::asked);
  EXPECT_TRUE(session.resumes());

  auto fresh = make_session();
  fresh.connected(start);
  EXPECT_EQ(reason(fresh.receive(R"({"op":7})", start)), EndReason::asked);
  EXPECT_FALSE(fresh.resumes());
}

TEST(Session, waits_one_to_five_seconds_after_an_invalid_session) {
  for (const double chance : {0.0, 0.5, 0.999}) {
    auto session = make_session(chance);
    session.connected(start);
    static_cast<void>(session.receive(hello, start));

    const auto step = session.receive(R"({"op":9,"d":false})", start);

    ASSERT_EQ(reason(step), EndReason::invalid_session);
    EXPECT_GE(step.ending->pause, 1s);
    EXPECT_LE(step.ending->pause, 5s);
  }
}

TEST(Session, keeps_an_invalid_session_only_when_discord_says_so) {
  auto kept = ready_session();
  static_cast<void>(kept.receive(R"({"op":9,"d":true})", start));
  EXPECT_TRUE(kept.resumes());

  auto lost = ready_session();
  static_cast<void>(lost.receive(R"({"op":9,"d":false})", start));
  EXPECT_FALSE(lost.resumes());
}

TEST(Session, identifies_when_it_could_not_resume) {
  auto session = ready_session();
  static_cast<void>(session.ended(0));

  session.forget();
  session.connected(start);

  EXPECT_TRUE(session.receive(hello, start).identifies);
}

TEST(Session, resumes_after_close_codes_that_keep_it) {
  for (const int code : {0, 1000, 1001, 1006, 4000, 4001, 4002, 4005, 4008, 4999}) {
    auto session = ready_session();
    const auto ending = session.ended(code);
    EXPECT_FALSE(ending.refusal) << code;
    EXPECT_TRUE(session.resumes()) << code;
  }
}

TEST(Session, identifies_after_close_codes_that_lose_it) {
  for (const int code : {4003, 4007, 4009}) {
    auto session = ready_session();
    const auto ending = session.ended(code);
    EXPECT_FALSE(ending.refusal) << code;
    EXPECT_FALSE(session.resumes()) << code;
  }
}

TEST(Session, ends_for_good_with_a_sentence_for_each_fatal_close_code) {
  const std::vector<std::tuple<int, ErrorKind, std::string>> codes{
      {4004, ErrorKind::unauthorized, "DISCORD_TOKEN"},
      {4010, ErrorKind::invalid, "shard"},
      {4011, ErrorKind::invalid, "Too many servers"},
      {4012, ErrorKind::invalid, "version"},
      {4013, ErrorKind::invalid, "intents"},
      {4014, ErrorKind::forbidden, "portal"}};

  for (const auto& [code, kind, word] : codes) {
    auto session = ready_session();
    const auto ending = session.ended(code);
    EXPECT_EQ(ending.reason, EndReason::refused);
    ASSERT_TRUE(ending.refusal) << code;
    EXPECT_EQ(ending.refusal->kind, kind);
    EXPECT_THAT(ending.refusal->detail, HasSubstr(word));
    EXPECT_THAT(ending.refusal->detail, HasSubstr(std::to_string(code)));
  }
}

TEST(Session, leaves_a_connection_that_speaks_nonsense) {
  EXPECT_EQ(reason(ready_session().receive("<html>", start)), EndReason::garbled);
  EXPECT_EQ(reason(ready_session().receive(R"({"op":10,"d":{}})", start)), EndReason::garbled);
  EXPECT_FALSE(reason(ready_session().receive(R"({"op":77,"d":{}})", start)));
}

TEST(Session, survives_an_event_that_it_cannot_read) {
  auto session = ready_session();

  const auto step = session.receive(R"({"t":"INTERACTION_CREATE","s":2,"op":0,"d":{"id":"1"}})", start);

  EXPECT_FALSE(step.event);
  EXPECT_FALSE(step.ending);
  EXPECT_EQ(sent(session.tick(start + 20s)), json::parse(R"({"op":1,"d":2})"));
}

TEST(Session, never_sends_more_than_discord_reads) {
  Session session{{.token = std::string(5000, 't'), .place = {}, .chance = [] { return 0.0; }}};
  session.connected(start);

  const auto step = session.receive(hello, start);

  EXPECT_FALSE(step.send);
  ASSERT_TRUE(step.ending && step.ending->refusal);
  EXPECT_EQ(step.ending->refusal->kind, ErrorKind::unauthorized);
}

}  // namespace
}  // namespace cs2::discord

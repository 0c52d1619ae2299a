#include "discord/gateway_frame.hpp"

#include <gtest/gtest.h>

namespace cs2::discord {
namespace {

template <class T>
std::optional<T> event(std::string_view type, std::string_view data) {
  const auto parsed = parse_event(type, data);
  if (!parsed || !*parsed || !std::holds_alternative<T>(**parsed)) return std::nullopt;
  return std::get<T>(**parsed);
}

TEST(Envelope, is_read_without_looking_into_its_data) {
  const auto envelope = parse_envelope(R"({"t":"GUILD_CREATE","s":7,"op":0,"d":{"id": broken})");

  ASSERT_TRUE(envelope);
  EXPECT_EQ(envelope->op, Opcode::dispatch);
  EXPECT_EQ(envelope->sequence, 7);
  EXPECT_EQ(envelope->type, "GUILD_CREATE");
  EXPECT_TRUE(envelope->data.starts_with(R"({"id": broken)"));
}

TEST(Envelope, may_have_its_members_in_any_order) {
  const auto envelope =
      parse_envelope(R"({"d":{"heartbeat_interval":45000,"_trace":["}"]},"op":10,"s":null,"t":null})");

  ASSERT_TRUE(envelope);
  EXPECT_EQ(envelope->op, Opcode::hello);
  EXPECT_EQ(envelope->sequence, std::nullopt);
  EXPECT_EQ(envelope->type, "");
  EXPECT_EQ(parse_hello(envelope->data), milliseconds{45000});
}

TEST(Envelope, needs_an_opcode) {
  EXPECT_FALSE(parse_envelope(""));
  EXPECT_FALSE(parse_envelope("null"));
  EXPECT_FALSE(parse_envelope(R"({"op":"0","d":{}})"));
  EXPECT_FALSE(parse_envelope(R"({"t":"READY","s":1})"));
}

TEST(Hello, needs_an_interval_that_makes_sense) {
  EXPECT_FALSE(parse_hello("{}"));
  EXPECT_FALSE(parse_hello(R"({"heartbeat_interval":0})"));
  EXPECT_FALSE(parse_hello(R"({"heartbeat_interval":-1})"));
  EXPECT_FALSE(parse_hello(R"({"heartbeat_interval":999999999})"));
}

TEST(ReadyEvent, is_read_with_the_ids_of_its_guilds) {
  const auto ready = event<Ready>("READY", R"({"v":10,"user":{"id":"1","username":"b"},"session_id":"abc",
    "resume_gateway_url":"wss://r.example","guilds":[{"id":"5","unavailable":true},{"unavailable":true,"id":"6"}],
    "shard":[0,1],"application":{"id":"2","flags":0}})");

  ASSERT_TRUE(ready);
  EXPECT_EQ(ready->user_id, Snowflake{1});
  EXPECT_EQ(ready->application_id, Snowflake{2});
  EXPECT_EQ(ready->session_id, "abc");
  EXPECT_EQ(ready->resume_gateway_url, "wss://r.example");
  EXPECT_EQ(ready->guilds, (std::vector<Snowflake>{{5}, {6}}));
}

TEST(ReadyEvent, needs_a_session) {
  EXPECT_FALSE(parse_event("READY", R"({"v":10,"user":{"id":"1"}})"));
}

TEST(GuildEvents, keep_four_values_and_skip_the_rest) {
  const auto guild =
      event<GuildCreate>("GUILD_CREATE", R"({"channels":[{"id":"9","name":"___hidden___","flags":131072}],
    "id":"5","roles":[{"id":"5","name":"@everyone"}],"name":"Fans \u2764","preferred_locale":"pt-BR","unavailable":false,
    "members": this is never read)");

  ASSERT_TRUE(guild);
  EXPECT_EQ(guild->id, Snowflake{5});
  EXPECT_EQ(guild->name, "Fans ❤");
  EXPECT_EQ(guild->preferred_locale, "pt-BR");
  EXPECT_FALSE(guild->unavailable);
}

TEST(GuildEvents, know_an_outage) {
  const auto created = event<GuildCreate>("GUILD_CREATE", R"({"id":"5","unavailable":true})");
  const auto outage = event<GuildDelete>("GUILD_DELETE", R"({"id":"5","unavailable":true})");
  const auto left = event<GuildDelete>("GUILD_DELETE", R"({"id":"5"})");

  ASSERT_TRUE(created && outage && left);
  EXPECT_TRUE(created->unavailable);
  EXPECT_TRUE(outage->unavailable);
  EXPECT_FALSE(left->unavailable);
}

TEST(GuildEvents, know_a_channel_or_thread_that_was_deleted) {
  for (const auto* type : {"CHANNEL_DELETE", "THREAD_DELETE"}) {
    const auto deleted = event<ChannelDelete>(type, R"({"id":"42","guild_id":"5","type":0})");
    ASSERT_TRUE(deleted);
    EXPECT_EQ(deleted->id, Snowflake{42});
  }
  EXPECT_FALSE(parse_event("CHANNEL_DELETE", "{}"));
}

TEST(GuildEvents, need_an_id) {
  EXPECT_FALSE(parse_event("GUILD_CREATE", R"({"name":"x"})"));
  EXPECT_FALSE(parse_event("GUILD_CREATE", R"({"id":"5","name":)"));
  EXPECT_FALSE(parse_event("GUILD_DELETE", "{}"));
}

TEST(Events, that_are_unknown_are_nothing) {
  const auto parsed = parse_event("CHANNEL_UPDATE", "not even json");

  ASSERT_TRUE(parsed);
  EXPECT_FALSE(*parsed);
}

TEST(Events, hand_interactions_on) {
  const auto ping = event<Interaction>("INTERACTION_CREATE", R"({"id":"1","type":1,"token":"t"})");

  ASSERT_TRUE(ping);
  EXPECT_EQ(ping->token, "t");
  EXPECT_TRUE(event<Resumed>("RESUMED", R"({"_trace":[]})"));
}

}  // namespace
}  // namespace cs2::discord

// Our client of Discord's REST API against the simulation.
#include <gtest/gtest.h>

#include "discord/invite.hpp"
#include "discord/rest.hpp"
#include "support/published.hpp"
#include "unit/sim/discord/simulated_guild.hpp"

namespace cs2::sim {
namespace {

using namespace std::chrono_literals;
using discord::ChannelType;
using discord::RefusalKind;

DiscordSettings strict() {
  return {.check_body = test::published_check()};
}

class RestMeetsDiscord : public testing::Test {
 protected:
  void SetUp() override {
    server.discord->set_guild_permissions(server.guild, full_bot_permissions);
    matches = server.discord->add_channel(server.guild, "matches", full_bot_permissions);
  }
  void TearDown() override { EXPECT_TRUE(server.discord->violations().empty()); }

  Task<discord::SentMessage> post(Snowflake channel, std::string nonce = "n") {
    const auto sent = co_await rest.create_message(channel, {.content = "x", .nonce = std::move(nonce)});
    EXPECT_TRUE(sent) << sent.error().error.detail;
    co_return sent.value_or(discord::SentMessage{});
  }

  SimulatedGuild server{strict()};
  SystemClock clock;
  discord::Rest rest{server.loop,
                     *server.http,
                     clock,
                     server.metrics,
                     {.token = server.discord->token(), .base_url = server.discord->api_base_url()}};
  Snowflake matches;
};

TEST_F(RestMeetsDiscord, posts_and_starts_a_thread_there) {
  server.run([this](SimulatedGuild&) -> Task<void> {
    const auto sent = co_await post(matches);

    const auto thread = co_await rest.start_thread(matches, sent.id, {.name = "A – B", .archive_after = 24h});
    const auto again = co_await rest.start_thread(matches, sent.id, {.name = "A – B"});
    const auto found = co_await rest.fetch_channel(sent.id);

    EXPECT_EQ(sent.channel, matches);
    EXPECT_EQ(thread, sent.id);
    EXPECT_EQ(again.error().refusal->kind, RefusalKind::thread_exists);
    EXPECT_TRUE(found);
    EXPECT_EQ(found->type, ChannelType::public_thread);
    EXPECT_EQ(found->parent, matches);
    co_await post(sent.id, "m");
  });
}

TEST_F(RestMeetsDiscord, lets_people_install_the_application) {
  server.run([this](SimulatedGuild&) -> Task<void> {
    const auto before = co_await rest.current_application();
    const auto written = co_await rest.edit_application(discord::install_settings_json());
    const auto after = co_await rest.current_application();

    EXPECT_FALSE(before.value().user_installs);
    EXPECT_TRUE(written);
    EXPECT_TRUE(after.value().user_installs);
  });
}

TEST_F(RestMeetsDiscord, sends_a_lost_message_again_without_posting_it_twice) {
  server.run([this](SimulatedGuild&) -> Task<void> {
    server.discord->fail_next(Fault::lost_after_accept);

    const auto lost = co_await rest.create_message(matches, {.content = "x", .nonce = "n"});
    const auto sent = co_await post(matches);

    EXPECT_FALSE(lost);
    EXPECT_TRUE(lost.error().in_doubt);
    EXPECT_EQ(server.discord->posted().size(), 1U);
    EXPECT_EQ(server.discord->posted().front().id, sent.id);
  });
}

TEST_F(RestMeetsDiscord, posts_once_although_curl_repeats_what_a_kept_connection_swallowed) {
  server.run([this](SimulatedGuild&) -> Task<void> {
    co_await post(matches, "first");
    server.discord->fail_next(Fault::hung_up_after_accept);

    const auto sent = co_await post(matches, "second");

    EXPECT_EQ(server.discord->posted().size(), 2U);
    EXPECT_EQ(server.discord->posted().back().id, sent.id);
  });
}

TEST_F(RestMeetsDiscord, makes_no_second_event_or_forum_post_by_itself) {
  server.run([this](SimulatedGuild&) -> Task<void> {
    const auto forum =
        server.discord->add_channel(server.guild, {.name = "forum", .type = ChannelType::forum});
    const auto starts_at = server.clock.now() + 1h;
    const discord::ScheduledEvent event{.name = "Final",
                                        .location = "https://example.org",
                                        .starts_at = starts_at,
                                        .ends_at = starts_at + 2h};
    co_await post(matches);
    server.discord->fail_next(Fault::hung_up_after_accept, 2);

    const auto lost_event = co_await rest.create_event(server.guild, event);
    const auto lost_post = co_await rest.create_forum_post(forum, {.name = "A – B"}, {.content = "x"});

    EXPECT_FALSE(lost_event || lost_post);
    EXPECT_TRUE(lost_event.error().in_doubt && lost_post.error().in_doubt);
    EXPECT_EQ(server.discord->events(server.guild).size(), 1U);
    EXPECT_EQ(server.discord->posted().size(), 2U);
  });
}

TEST_F(RestMeetsDiscord, keeps_an_event_as_the_match_moves) {
  server.run([this](SimulatedGuild&) -> Task<void> {
    const auto starts_at = server.clock.now() + 1h;
    const auto made = co_await rest.create_event(server.guild, {.name = "Final",
                                                                .description = "d",
                                                                .location = "https://example.org/match/1",
                                                                .starts_at = starts_at,
                                                                .ends_at = starts_at + 2h});
    EXPECT_TRUE(made) << made.error().error.detail;

    EXPECT_TRUE((co_await rest.edit_event(server.guild, *made, {.ends_at = starts_at + 3h})));
    const auto listed = co_await rest.list_events(server.guild);
    EXPECT_TRUE((co_await rest.edit_event(server.guild, *made, {.status = discord::EventStatus::canceled})));

    EXPECT_TRUE(listed);
    EXPECT_EQ(listed->size(), 1U);
    EXPECT_EQ(listed->at(0).id, *made);
    EXPECT_EQ(listed->at(0).creator, server.discord->application_id());
    EXPECT_EQ(listed->at(0).event.location, "https://example.org/match/1");
    EXPECT_EQ(listed->at(0).event.ends_at, starts_at + 3h);
    EXPECT_TRUE(server.discord->events(server.guild).empty());
  });
}

TEST_F(RestMeetsDiscord, publishes_and_writes_to_people) {
  server.run([this](SimulatedGuild&) -> Task<void> {
    const auto news =
        server.discord->add_channel(server.guild, {.name = "news", .type = ChannelType::announcement});
    const auto shy = server.discord->add_user({.name = "shy", .refuses_direct = true});
    const auto sent = co_await post(news);

    EXPECT_TRUE((co_await rest.crosspost(news, sent.id)));
    EXPECT_EQ((co_await rest.crosspost(news, sent.id)).error().refusal->kind, RefusalKind::already_published);
    const auto direct = co_await rest.open_direct(server.user);
    EXPECT_TRUE(direct);
    co_await post(*direct, "m");
    const auto closed = co_await rest.open_direct(shy);
    EXPECT_TRUE(closed);
    EXPECT_EQ((co_await rest.create_message(*closed, {.content = "x"})).error().refusal->kind,
              RefusalKind::cannot_message_user);
  });
}

}  // namespace
}  // namespace cs2::sim

// /test-notification against a real store; what becomes of it is the worker's business.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/limits/notify.hpp"
#include "discord/types.hpp"
#include "store/notify/outbox.hpp"
#include "store/notify/test_notifications.hpp"
#include "unit/bot/world.hpp"

namespace cs2::bot {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class TestNotification : public testing::Test {
 protected:
  std::string ask_as_given(const discord::Interaction& interaction) {
    const auto reply = find_command(interaction)->run(world.call(interaction));
    EXPECT_EQ(discord::check(reply.message), std::nullopt);
    EXPECT_TRUE(reply.message.ephemeral);
    return reply.message.content;
  }
  std::string ask(std::vector<Given> options = {}, std::uint64_t channel = 700) {
    auto interaction = command("test-notification", std::move(options));
    interaction.channel_id = {channel};
    interaction.member_permissions = discord::permission::manage_guild;
    interaction.app_permissions = ~std::uint64_t{0};
    return ask_as_given(interaction);
  }
  // One after the other, as they would be sent.
  std::vector<NoticeKind> queued() {
    std::vector<NoticeKind> kinds;
    while (true) {
      const auto claimed = store::claim(*world.store, {.owner = "us", .lease = seconds{30}, .count = 10});
      if (claimed.empty()) return kinds;
      for (const auto& one : claimed) {
        kinds.push_back(one.kind);
        store::settle(*world.store, "us",
                      {{.delivery = one.id,
                        .target = one.destination.id,
                        .posted = {.channel = one.destination.id, .message = 77}}});
      }
    }
  }

  World world;
};

TEST_F(TestNotification, queues_one_message_for_all_kinds) {
  EXPECT_THAT(ask(), HasSubstr("A test notification is on the way to <#700>"));

  const auto claimed = store::claim(*world.store, {.owner = "us", .lease = seconds{30}, .count = 20});
  ASSERT_THAT(claimed, SizeIs(1));
  EXPECT_TRUE(store::is_test_of_all(claimed[0]));
}

TEST_F(TestNotification, queues_the_kind_and_channel_that_were_chosen) {
  auto interaction = command("test-notification", {{"kind", "result"}, {"channel", discord::Snowflake{701}}});
  interaction.member_permissions = discord::permission::manage_guild;
  interaction.channels = {
      {.id = {701}, .guild_id = guild, .app_permissions = discord::permission::view_channel}};
  EXPECT_THAT(ask_as_given(interaction),
              AllOf(HasSubstr("**Send Messages, Embed Links**"), HasSubstr("<#701>")));
  EXPECT_THAT(queued(), IsEmpty());

  interaction.channels[0].app_permissions = ~std::uint64_t{0};
  EXPECT_THAT(ask_as_given(interaction), HasSubstr("A test notification is on the way to <#701>"));
  EXPECT_THAT(queued(), testing::ElementsAre(NoticeKind::result));
}

TEST_F(TestNotification, says_after_a_moment_what_became_of_the_last) {
  ask({{"kind", "result"}});
  queued();

  EXPECT_THAT(ask(), AllOf(HasSubstr("was just tested"), HasSubstr("Results → <#700>: ✅ Sent"),
                           HasSubstr("https://discord.com/channels/500/700/77")));
  EXPECT_THAT(queued(), IsEmpty());
  EXPECT_THAT(ask({}, 701), HasSubstr("is on the way"));
  world.clock.advance(limits::test_every);
  EXPECT_THAT(ask(), HasSubstr("is on the way"));
}

TEST_F(TestNotification, keeps_the_spoiler_rule_of_the_server) {
  store::change_guild_settings(*world.store, guild.value, alice.value,
                               [](auto& settings) { settings.spoilers = store::SpoilerRule::hide; });
  EXPECT_THAT(ask({{"kind", "map_finished"}}), HasSubstr("where scores are hidden"));
  EXPECT_THAT(ask(), HasSubstr("on the way"));
  EXPECT_THAT(queued(), Not(Contains(NoticeKind::map_finished)));
}

TEST_F(TestNotification, is_for_managers_and_goes_to_a_person_in_direct_messages) {
  EXPECT_THAT(ask_as_given(command("test-notification")), HasSubstr("You need"));
  auto direct = command("test-notification", {{"kind", "started"}});
  direct.guild_id.reset();
  EXPECT_THAT(ask_as_given(direct), HasSubstr("on the way to direct messages"));
  const auto claimed = store::claim(*world.store, {.owner = "us", .lease = seconds{30}, .count = 10});
  ASSERT_THAT(claimed, SizeIs(1));
  EXPECT_EQ(claimed[0].destination, (Destination{.kind = Destination::Kind::direct, .id = alice.value}));
}

}  // namespace
}  // namespace cs2::bot

// /why against a real store, with deliveries as the worker plans and settles them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/limits/notify.hpp"
#include "bot/answer_registry.hpp"
#include "model/change_notices.hpp"
#include "store/notify/audience.hpp"
#include "store/notify/outbox.hpp"
#include "store/notify/subscriptions.hpp"
#include "store/queries/matches.hpp"
#include "unit/bot/world.hpp"

namespace cs2::bot {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr std::uint64_t channel = 700;

class Why : public testing::Test {
 protected:
  Reply ask_as_given(const discord::Interaction& interaction) {
    const auto call = world.call(interaction);
    const auto own = find_pressed(interaction.custom_id);
    auto reply = own ? own->command->press(call, own->what) : find_command(interaction)->run(call);
    EXPECT_EQ(discord::check(reply.message), std::nullopt);
    EXPECT_TRUE(reply.message.ephemeral);
    return reply;
  }
  Reply ask(discord::Interaction interaction) {
    interaction.member_permissions = discord::permission::manage_guild;
    return ask_as_given(interaction);
  }
  // All that is answered about the live match.
  std::string why() {
    const auto reply = ask(command("why", {{"match", "m:" + std::to_string(match().value)}}));
    return reply.message.embeds.empty() ? reply.message.content : reply.message.embeds[0].description;
  }

  MatchId match() const {
    return store::list_matches(*world.store, {.statuses = {MatchStatus::live}}).matches.at(0).match.id;
  }
  TeamId spirit() const {
    const auto teams = store::find_match(*world.store, match())->teams;
    return teams[0]->name == "Team Spirit" ? teams[0]->id : teams[1]->id;
  }

  SubscriptionId follow(Subscription subscription) {
    if (subscription.subject == Subject{}) subscription.subject = subject_of(spirit());
    if (subscription.destination.id == 0) subscription.destination.id = channel;
    return store::add_subscription(*world.store, subscription, {.actor = 1, .subject = "x"}).value();
  }

  // A change as a source brings it.
  void happen(const What& what) {
    auto details = store::find_match(*world.store, match()).value();
    MatchWrite write;
    write.match = details.match;
    write.match.links.push_back({.kind = "vod", .url = "https://example.com"});  // a change changes something
    write.changes = {{.match = details.match.id, .at = world.clock.now(), .what = what}};
    const auto applied = store::apply(
        *world.store,
        {.provider = ProviderName::liquipedia, .observed_at = world.clock.now(), .matches = {write}});
    if (!applied) throw std::runtime_error(applied.error().detail);
  }

  // As the worker does.
  std::vector<store::Delivery> plan_all() {
    for (const auto& change : store::list_unplanned(*world.store, 100)) {
      const auto audience = store::find_audience(*world.store, change.match).value();
      std::vector<store::NotificationEvent> events;
      for (const auto& news : notices_of(change, audience.details.match)) {
        if (news.kind == NoticeKind::corrected) continue;
        events.push_back({.dedup_key = dedup_key(news, change.match, change.id),
                          .kind = news.kind,
                          .match = change.match,
                          .audience = audience.members,
                          .traits = audience.traits,
                          .due_at = change.at});
      }
      store::plan(*world.store, change, events);
    }
    return store::claim(*world.store, {.owner = "us", .lease = seconds{30}, .count = 10});
  }
  void settle(const store::Delivery& delivery, store::DeliveryResult::Outcome outcome,
              std::string reason = {}, Timestamp again_at = {}) {
    store::settle(*world.store, "us",
                  {{.delivery = delivery.id,
                    .target = delivery.destination.id,
                    .outcome = outcome,
                    .posted = {.channel = channel, .message = 4242, .revision = 1},
                    .again_at = again_at,
                    .reason = std::move(reason)}});
  }
  // A start that was planned and whose delivery ended so.
  void start_and_settle(store::DeliveryResult::Outcome outcome, std::string reason = {},
                        Timestamp again_at = {}) {
    happen(MatchStarted{});
    const auto planned = plan_all();
    ASSERT_EQ(planned.size(), 1U);
    settle(planned[0], outcome, std::move(reason), again_at);
  }

  using Outcome = store::DeliveryResult::Outcome;
  World world;
};

TEST_F(Why, tells_when_it_was_sent_and_where_it_stands) {
  follow({.guild = guild.value});
  start_and_settle(Outcome::sent);

  EXPECT_THAT(why(), AllOf(HasSubstr("🔴 **Started** · <t:1783879200:f>"),
                           HasSubstr("**Team Spirit** → <#700>: ✅ Sent <t:1783879200:f> "
                                     "[Jump to message](https://discord.com/channels/500/700/4242)")));
}

TEST_F(Why, names_each_rule_that_filtered) {
  follow({.guild = guild.value, .kinds = {NoticeKind::result}});
  follow({.guild = guild.value, .filter = {.opponent_rank_max = 20}});
  follow({.guild = guild.value, .filter = {.lan_only = true}});
  follow({.guild = guild.value, .filter = {.best_of_min = 5}});
  follow({.guild = guild.value, .filter = {.region = "WEU"}});
  follow({.guild = guild.value, .filter = {.stage = "Playoffs"}});
  follow({.guild = guild.value, .destination = {.id = 701}});
  auto paused = store::list_subscriptions(*world.store, guild.value, 0).back();
  paused.paused_at = world.clock.now();
  ASSERT_TRUE(store::update_subscription(*world.store, paused, {.actor = 1, .subject = "x"}));
  happen(MatchStarted{});
  plan_all();

  const auto text = why();

  EXPECT_THAT(text, HasSubstr("Off: Match starts"));
  EXPECT_THAT(text, HasSubstr("vs top 20 only, opponent is unranked"));
  EXPECT_THAT(text, HasSubstr("Filtered: LAN only"));
  EXPECT_THAT(text, HasSubstr("BO5+ only, match is BO3"));
  EXPECT_THAT(text, HasSubstr("region Western Europe only, match is unknown"));
  EXPECT_THAT(text, HasSubstr("stage Playoffs only, match is unknown"));
  EXPECT_THAT(text, HasSubstr("<#701>: ➖ Not sent: paused since"));
}

TEST_F(Why, says_that_it_was_followed_only_later) {
  happen(MatchStarted{});
  plan_all();
  world.clock.advance(minutes{5});
  follow({.guild = guild.value});

  EXPECT_THAT(why(), HasSubstr("Not sent: subscribed later, <t:1783879500:f>"));
}

TEST_F(Why, says_what_still_waits) {
  follow({.guild = guild.value});
  happen(MatchStarted{});
  EXPECT_THAT(why(), HasSubstr("⏳ Processing"));
  const auto planned = plan_all();
  ASSERT_EQ(planned.size(), 1U);
  EXPECT_THAT(why(), HasSubstr("About to be sent"));

  settle(planned[0], Outcome::later, "quiet_hours", world.clock.now() + hours{8});
  EXPECT_THAT(why(), HasSubstr("Quiet hours until <t:1783908000:f>"));
}

TEST_F(Why, gives_discords_reasons) {
  follow({.guild = guild.value});
  start_and_settle(Outcome::blocked, "missing_permission", world.clock.now() + minutes{10});
  EXPECT_THAT(why(),
              HasSubstr("missing **Send Messages** or **Embed Links**. Next attempt <t:1783879800:f>"));
}

TEST_F(Why, shows_a_reason_that_it_does_not_know_as_it_is) {
  follow({.guild = guild.value});
  start_and_settle(Outcome::dead, "embeds[0]: *too* long");
  EXPECT_THAT(why(), HasSubstr("Rejected by Discord: embeds\\[0\\]\\: \\*too\\* long"));
}

TEST_F(Why, gives_the_reason_for_which_it_was_dropped) {
  follow({.guild = guild.value});
  start_and_settle(Outcome::dropped, "not_live");
  EXPECT_THAT(why(), HasSubstr("Not sent: match no longer live"));
}

TEST_F(Why, names_the_wish_that_told_for_another) {
  follow({.guild = guild.value});
  follow({.guild = guild.value, .subject = subject_of(Tier::a)});
  start_and_settle(Outcome::sent);

  EXPECT_THAT(why(),
              HasSubstr("(A-Tier and above) → <#700>: ➖ Combined with **Team Spirit** [Jump to message]"));
}

TEST_F(Why, tells_once_what_a_source_says_twice) {
  follow({.guild = guild.value});
  start_and_settle(Outcome::sent);
  world.clock.advance(minutes{1});
  happen(MatchStarted{});
  plan_all();

  EXPECT_THAT(why(), HasSubstr("Already sent"));
}

TEST_F(Why, says_that_nothing_followed_here_is_about_the_match) {
  happen(MatchStarted{});
  plan_all();
  EXPECT_THAT(why(), HasSubstr("No subscription here covers this match"));
}

TEST_F(Why, knows_the_reminders_to_come) {
  follow({.guild = guild.value});
  const auto next = store::list_matches(*world.store, {.statuses = {MatchStatus::scheduled}}).matches.at(0);
  const auto reply = ask(command("why", {{"match", "m:" + std::to_string(next.match.id.value)}}));
  EXPECT_THAT(reply.message.embeds.at(0).description, HasSubstr("15 min before: ⏳ Due <t:1783964700:f>"));
}

TEST_F(Why, knows_a_match_that_its_source_took_back) {
  follow({.guild = guild.value, .kinds = {NoticeKind::result, NoticeKind::reminder}});
  const auto next = store::list_matches(*world.store, {.statuses = {MatchStatus::scheduled}}).matches.at(0);
  const auto applied =
      store::apply(*world.store, {.provider = ProviderName::liquipedia,
                                  .observed_at = world.clock.now(),
                                  .retirements = {{.match = next.match.id, .reason = "deleted"}}});
  ASSERT_TRUE(applied.has_value());
  for (const auto& change : store::list_unplanned(*world.store, 100)) store::plan(*world.store, change, {});

  const auto reply = ask(command("why", {{"match", "m:" + std::to_string(next.match.id.value)}}));

  const auto& text = reply.message.embeds.at(0).description;
  EXPECT_THAT(text, HasSubstr("**Removed from the schedule**"));
  EXPECT_THAT(text, HasSubstr("Off: Cancellations"));
  EXPECT_THAT(text, Not(HasSubstr("⏳"))) << "no reminder comes";
}

TEST_F(Why, finds_a_message_by_its_link_or_id) {
  follow({.guild = guild.value});
  start_and_settle(Outcome::sent);

  for (const auto* typed : {"4242", "https://discord.com/channels/500/700/4242",
                            "<https://ptb.discord.com/channels/500/700/4242>"}) {
    const auto reply = ask(command("why", {{"message", typed}}));
    EXPECT_THAT(reply.message.content, HasSubstr("Notification type: Match starts")) << typed;
    EXPECT_THAT(reply.message.embeds.at(0).description, HasSubstr("**Started**"));
  }
  EXPECT_THAT(ask(command("why", {{"message", "4243"}})).message.content, HasSubstr("No notification found"));
  for (const auto* typed : {"hello", "https://example.com/4242", "0", "99999999999999999999"})
    EXPECT_THAT(ask(command("why", {{"message", typed}})).message.content, HasSubstr("Invalid message"))
        << typed;
}

TEST_F(Why, shows_no_server_what_is_told_in_another) {
  follow({.guild = guild.value});
  start_and_settle(Outcome::sent);
  auto elsewhere = command("why", {{"message", "4242"}});
  elsewhere.guild_id = discord::Snowflake{501};
  EXPECT_THAT(ask(elsewhere).message.content, HasSubstr("No notification found"));

  auto forged = press(press_id("why", std::to_string(match().value) + ".0"), bob);
  forged.guild_id = discord::Snowflake{501};
  const auto reply = ask(forged);
  EXPECT_THAT(reply.message.embeds.at(0).description,
              AllOf(Not(HasSubstr("4242")), Not(HasSubstr("<#700>"))));

  auto direct = command("why", {{"message", "4242"}});
  direct.guild_id.reset();
  EXPECT_THAT(ask_as_given(direct).message.content, HasSubstr("No notification found"));
}

TEST_F(Why, is_for_managers_and_for_everybody_in_direct_messages) {
  EXPECT_THAT(ask_as_given(command("why", {{"match", "spirit vs mouz"}})).message.content,
              HasSubstr("You need"));
  EXPECT_THAT(ask_as_given(press(press_id("why", "1.0"), bob)).message.content, HasSubstr("You need"));

  follow({.destination = {.kind = Destination::Kind::direct, .id = alice.value}});
  start_and_settle(Outcome::sent);
  auto direct = command("why", {{"match", "spirit vs mouz"}});
  direct.guild_id.reset();
  EXPECT_THAT(ask_as_given(direct).message.embeds.at(0).description,
              HasSubstr("direct messages: ✅ Sent <t:1783879200:f> "
                        "[Jump to message](https://discord.com/channels/@me/700/4242)"));
  direct.user_id = bob;
  EXPECT_THAT(ask_as_given(direct).message.embeds.at(0).description, Not(HasSubstr("4242")));
}

TEST_F(Why, turns_pages_and_loses_no_line) {
  for (int top = 1; top <= 60; ++top)
    follow({.guild = guild.value, .filter = {.opponent_rank_max = top}, .reminders = {}});
  happen(MatchStarted{});
  plan_all();

  auto reply = ask(command("why", {{"match", "spirit vs mouz"}}));
  std::string all = reply.message.embeds.at(0).description;
  int turned = 0;
  while (turned < 20) {
    const auto& next = std::get<discord::Button>(reply.message.rows.at(0).at(1));
    if (next.disabled) break;
    reply = ask(press(next.custom_id, alice));
    EXPECT_TRUE(reply.replaces);
    all += reply.message.embeds.at(0).description;
    ++turned;
  }
  EXPECT_GE(turned, 1);
  for (int top = 1; top <= 60; ++top)
    EXPECT_THAT(all, HasSubstr("top " + std::to_string(top) + " only, opponent is unranked"));
}

TEST_F(Why, asks_for_what_it_needs) {
  EXPECT_THAT(ask(command("why")).message.content, HasSubstr("Missing `match` or `message`"));
  EXPECT_THAT(ask(command("why", {{"match", "nobody knows"}})).message.content,
              HasSubstr("Team “nobody knows” not found."));
  EXPECT_THAT(ask(command("why", {{"match", "spiri"}})).message.content,
              HasSubstr("Multiple teams match “spiri”."));
  EXPECT_THAT(ask(press(press_id("why", "x.1"), alice)).message.content, HasSubstr("expired"));
  EXPECT_THAT(ask(press(press_id("why", "1"), alice)).message.content, HasSubstr("expired"));
  EXPECT_THAT(ask(press(press_id("why", "999999.0"), alice)).message.content,
              HasSubstr("no longer available"));
}

}  // namespace
}  // namespace cs2::bot

// What notices look like in Discord: messages that follow their match, threads, posts, publishing, scheduled
// events and hidden scores, with the real binary.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "store/database/migrate.hpp"
#include "store/facts/apply.hpp"
#include "store/notify/subscriptions.hpp"
#include "store/queries/matches.hpp"
#include "store/queries/names.hpp"
#include "support/test_server.hpp"

namespace cs2 {
namespace {

using namespace std::chrono_literals;
using test::TestServer;
using testing::HasSubstr;
using testing::Not;

class Forms : public testing::Test {
 protected:
  void SetUp() override {
    auto opened = store::Store::open({.database_url = town_.environment.at("DATABASE_URL"), .redis_url = ""},
                                     town_.clock, metrics_);
    ASSERT_TRUE(opened.has_value());
    store_ = std::move(*opened);
    ASSERT_TRUE(store::migrate(*store_).has_value());
    match_.opponents = {Opponent{.team = {-1}, .name = "Alpine"}, Opponent{.team = {-2}, .name = "Borealis"}};
    match_.best_of = 3;
    match_.scheduled_at = std::chrono::floor<seconds>(town_.clock.now()) + 24h;
  }

  // Writes the match as it is now, and what is news about it.
  void write(const What& what) {
    Batch batch{.provider = ProviderName::sample, .observed_at = town_.clock.now()};
    batch.teams = {{.team = {.id = {-1}, .name = "Alpine"}, .external_ids = {"alpine"}},
                   {.team = {.id = {-2}, .name = "Borealis"}, .external_ids = {"borealis"}}};
    MatchWrite write;
    write.match = match_;
    if (const auto known = store::list_matches(*store_, {}).matches; !known.empty()) {
      batch.teams.clear();
      write.match.id = known.front().match.id;
      write.match.revision = known.front().match.revision;
      write.match.opponents = known.front().match.opponents;
    } else {
      write.match.id = {-1};
    }
    write.external_ids = {"m1"};
    write.changes = {{.id = {}, .match = write.match.id, .at = town_.clock.now(), .what = what}};
    batch.matches = {std::move(write)};
    const auto applied = store::apply(*store_, batch);
    if (!applied) throw std::runtime_error(applied.error().detail);
  }
  void start() {
    match_.status = MatchStatus::live;
    match_.started_at = town_.clock.now();
    write(MatchStarted{});
  }
  void finish() {
    match_.status = MatchStatus::finished;
    match_.score = Score{2, 1};
    match_.winner = 0;
    match_.ended_at = town_.clock.now();
    write(MatchFinished{});
  }

  Task<void> follow(std::string options, discord::Snowflake channel) {
    co_await town_.until_ready();
    const auto line = fmt::format("/follow all best_of:2 channel:{} {}", to_string(channel), options);
    EXPECT_THAT(co_await town_.ask(line, town_.manager), HasSubstr("Following:"));
  }
  std::vector<sim::SeenMessage> seen(discord::Snowflake channel) {
    return town_.discord->messages(channel, town_.fan);
  }
  std::string shown(discord::Snowflake channel) {
    const auto all = seen(channel);
    return all.empty() ? "" : all.back().json;
  }

  TestServer town_;
  Metrics metrics_;
  std::unique_ptr<store::Store> store_;
  Match match_;
};

TEST_F(Forms, one_live_message_follows_its_match_to_the_end) {
  const auto channel = town_.discord->add_channel(town_.guild, "live");
  town_.start_bot();
  town_.play([&]() -> Task<void> {
    co_await follow("notices:live", channel);
    start();
    co_await town_.until("the live message stands", [&] { return seen(channel).size() == 1; });
    EXPECT_THAT(shown(channel), HasSubstr("🔴 LIVE **Alpine"));

    match_.score = Score{1, 0};
    match_.maps = {
        {.number = 1, .name = "Nuke", .status = MapStatus::finished, .score = Score{13, 7}, .winner = 0}};
    write(MapFinished{.number = 1});
    co_await town_.until("the map is shown",
                         [&] { return shown(channel).find("Nuke") != std::string::npos; });

    finish();
    co_await town_.until("the end is shown", [&] {
      return shown(channel).find("🏁 **Alpine 2–1 Borealis**") != std::string::npos;
    });
    EXPECT_EQ(seen(channel).size(), 1u);
    EXPECT_EQ(seen(channel).front().edits, 2);

    match_.score = Score{2, 0};
    write(ResultCorrected{.score_before = Score{2, 1}, .winner_before = 0});
    co_await town_.until("the correction is shown",
                         [&] { return shown(channel).find("corrected") != std::string::npos; });
    EXPECT_EQ(town_.discord->posted().size(), 1u);
    EXPECT_EQ(town_.discord->statistics().rate_limited, 0);
    EXPECT_TRUE(town_.discord->violations().empty());
  });
}

TEST_F(Forms, a_thread_takes_what_comes_after_the_first_message_of_a_match) {
  const auto channel = town_.discord->add_channel(town_.guild, "matches", sim::full_bot_permissions);
  town_.start_bot();
  town_.play([&]() -> Task<void> {
    co_await follow("threads:True", channel);
    start();
    co_await town_.until("the start is told", [&] { return town_.discord->posted().size() == 1; });
    const auto thread = seen(channel).front().id;
    co_await town_.until("its thread is open",
                         [&] { return town_.discord->find_channel(thread).has_value(); });
    EXPECT_EQ(town_.discord->find_channel(thread)->name, "Alpine vs Borealis");

    finish();
    co_await town_.until("the result is told", [&] { return town_.discord->posted().size() == 2; });
    EXPECT_EQ(town_.discord->posted().back().channel, thread);
    EXPECT_EQ(seen(channel).size(), 1u);
    EXPECT_TRUE(town_.discord->violations().empty());
  });
}

TEST_F(Forms, a_forum_gets_one_post_for_each_match) {
  const auto forum = town_.discord->add_channel(
      town_.guild, sim::NewChannel{.name = "forum",
                                   .type = discord::ChannelType::forum,
                                   .bot_permissions = sim::full_bot_permissions,
                                   .tags = {{.id = {76}, .moderated = true}, {.id = {77}}},
                                   .requires_tag = true});
  town_.start_bot();
  town_.play([&]() -> Task<void> {
    co_await follow("", forum);
    start();
    co_await town_.until("the post is there", [&] { return town_.discord->posted().size() == 1; });
    const auto post = town_.discord->posted().front().channel;
    EXPECT_EQ(town_.discord->find_channel(post)->parent, forum);

    finish();
    co_await town_.until("the result is told", [&] { return town_.discord->posted().size() == 2; });
    EXPECT_EQ(town_.discord->posted().back().channel, post);
    EXPECT_TRUE(town_.discord->violations().empty());
  });
}

TEST_F(Forms, a_forum_whose_tags_are_for_moderators_is_refused_at_once) {
  const auto forum =
      town_.discord->add_channel(town_.guild, sim::NewChannel{.name = "forum",
                                                              .type = discord::ChannelType::forum,
                                                              .bot_permissions = sim::full_bot_permissions,
                                                              .tags = {{.id = {76}, .moderated = true}},
                                                              .requires_tag = true});
  town_.start_bot();
  town_.play([&]() -> Task<void> {
    co_await town_.until_ready();
    const auto line = fmt::format("/follow all best_of:2 channel:{}", to_string(forum));
    EXPECT_THAT(co_await town_.ask(line, town_.manager), HasSubstr("requires a tag"));
    town_.discord->set_bot_permissions(forum,
                                       sim::full_bot_permissions | discord::permission::manage_threads);
    EXPECT_THAT(co_await town_.ask(line, town_.manager), HasSubstr("Following:"));
    EXPECT_TRUE(town_.discord->violations().empty());
  });
}

TEST_F(Forms, what_an_announcement_channel_tells_is_published) {
  const auto channel = town_.discord->add_channel(
      town_.guild, sim::NewChannel{.name = "news", .type = discord::ChannelType::announcement});
  town_.start_bot();
  town_.play([&]() -> Task<void> {
    co_await follow("", channel);
    finish();
    co_await town_.until("it is published", [&] { return town_.discord->statistics().crossposts == 1; });
    EXPECT_EQ(town_.discord->posted().size(), 1u);
    EXPECT_TRUE(town_.discord->violations().empty());
  });
}

TEST_F(Forms, a_scheduled_event_is_moved_and_called_off_with_its_match) {
  const auto channel = town_.discord->channels(town_.guild).front();
  town_.discord->set_guild_permissions(town_.guild, sim::full_bot_permissions);
  const auto events = [&] { return town_.discord->events(town_.guild); };
  ASSERT_TRUE(store::add_subscription(*store_,
                                      {.guild = town_.guild.value,
                                       .destination = {.id = channel.value},
                                       .subject = {},
                                       .kinds = {NoticeKind::event}},
                                      {})
                  .has_value());
  write(MatchAnnounced{});
  town_.start_bot();
  town_.play([&]() -> Task<void> {
    co_await town_.until("the event is there", [&] { return events().size() == 1; });
    EXPECT_EQ(events().front().event.name, "Alpine vs Borealis");
    EXPECT_EQ(events().front().event.starts_at, *match_.scheduled_at);

    match_.scheduled_at = *match_.scheduled_at + 3h;
    write(MatchRescheduled{.from = *match_.scheduled_at - 3h, .to = match_.scheduled_at});
    co_await town_.until("the event is moved",
                         [&] { return events().front().event.starts_at == *match_.scheduled_at; });

    match_.status = MatchStatus::postponed;
    write(MatchPostponed{});
    co_await town_.until("the event is called off", [&] { return events().empty(); });

    match_.status = MatchStatus::scheduled;
    match_.scheduled_at = *match_.scheduled_at + 48h;
    write(MatchRescheduled{.from = {}, .to = match_.scheduled_at});
    co_await town_.until("there is an event again", [&] { return events().size() == 1; });
    EXPECT_EQ(events().front().event.starts_at, *match_.scheduled_at);
    EXPECT_TRUE(town_.discord->violations().empty());
  });
}

TEST_F(Forms, a_scheduled_event_begins_early_and_ends_with_its_match) {
  const auto channel = town_.discord->channels(town_.guild).front();
  town_.discord->set_guild_permissions(town_.guild, sim::full_bot_permissions);
  const auto events = [&] { return town_.discord->events(town_.guild); };
  ASSERT_TRUE(store::add_subscription(*store_,
                                      {.guild = town_.guild.value,
                                       .destination = {.id = channel.value},
                                       .subject = {},
                                       .kinds = {NoticeKind::event}},
                                      {})
                  .has_value());
  write(MatchAnnounced{});
  town_.start_bot();
  town_.play([&]() -> Task<void> {
    co_await town_.until("the event is there", [&] { return events().size() == 1; });

    start();
    co_await town_.until("the event has begun",
                         [&] { return events().front().status == discord::EventStatus::active; });
    finish();
    co_await town_.until("the event is over", [&] { return events().empty(); });
    EXPECT_EQ(town_.discord->statistics().refused, 0);
    EXPECT_TRUE(town_.discord->violations().empty());
  });
}

TEST_F(Forms, a_match_that_moves_ten_times_is_reminded_of_at_its_last_time_alone) {
  const auto channel = town_.discord->add_channel(town_.guild, "reminders");
  const auto move = [&] {
    const auto before = match_.scheduled_at;
    // Its reminder is due in two seconds.
    match_.scheduled_at = std::chrono::ceil<seconds>(town_.clock.now()) + 15min + 2s;
    write(MatchRescheduled{.from = before, .to = match_.scheduled_at});
  };
  ASSERT_TRUE(store::add_subscription(*store_,
                                      {.guild = town_.guild.value,
                                       .destination = {.id = channel.value},
                                       .subject = {},
                                       .kinds = {NoticeKind::reminder},
                                       .reminders = {15}},
                                      {})
                  .has_value());
  town_.start_bot();
  town_.play([&]() -> Task<void> {
    co_await town_.until_ready();
    write(MatchAnnounced{});
    for (int moves = 0; moves < 10; ++moves) {
      move();
      co_await town_.loop.sleep(400ms);
    }
    co_await town_.until("the reminder is there", [&] { return !seen(channel).empty(); });
    EXPECT_THAT(shown(channel),
                HasSubstr(fmt::format("starts <t:{}:R>", unix_seconds(*match_.scheduled_at))));
    co_await town_.loop.sleep(3s);
    EXPECT_EQ(town_.discord->posted().size(), 1u);
  });
}

TEST_F(Forms, a_button_tells_the_score_to_whoever_presses_it) {
  const auto channel = town_.discord->add_channel(town_.guild, "quiet");
  town_.start_bot();
  town_.play([&]() -> Task<void> {
    co_await follow("spoilers:reveal", channel);
    finish();
    co_await town_.until("the result is told", [&] { return town_.discord->posted().size() == 1; });
    const auto message = seen(channel).front();
    EXPECT_THAT(message.json, Not(HasSubstr("2–1")));
    EXPECT_THAT(message.json, Not(HasSubstr("||")));
    EXPECT_THAT(message.json, HasSubstr("Show scores"));

    const auto begin = message.json.find("\"custom_id\":\"") + 13;
    const auto custom_id = message.json.substr(begin, message.json.find('"', begin) - begin);
    const auto pressed = town_.discord->press({.user = town_.fan, .channel = channel}, message.id, custom_id);
    EXPECT_TRUE(pressed.has_value());
    if (!pressed) co_return;
    const auto answer = co_await town_.discord->outcome(*pressed);
    EXPECT_TRUE(answer.ephemeral);
    EXPECT_THAT(answer.json, HasSubstr("2–1"));
    EXPECT_THAT(seen(channel).front().json, Not(HasSubstr("2–1")));
  });
}

}  // namespace
}  // namespace cs2

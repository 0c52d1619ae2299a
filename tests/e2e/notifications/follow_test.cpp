// Following by commands, and what comes of it, with the real binary.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "store/database/migrate.hpp"
#include "store/facts/apply.hpp"
#include "store/guild/privacy.hpp"
#include "support/calendar_reader.hpp"
#include "support/test_server.hpp"

namespace cs2 {
namespace {

using namespace std::chrono_literals;
using test::TestServer;
using testing::HasSubstr;

class Following : public testing::Test {
 protected:
  void SetUp() override {
    auto opened = store::Store::open({.database_url = town_.environment.at("DATABASE_URL"), .redis_url = ""},
                                     town_.clock, metrics_);
    ASSERT_TRUE(opened.has_value());
    store_ = std::move(*opened);
    ASSERT_TRUE(store::migrate(*store_).has_value());
    write(upcoming());
  }

  // Alpine, Borealis and a match between them tomorrow.
  Batch upcoming() const {
    Batch batch{.provider = ProviderName::sample, .observed_at = town_.clock.now()};
    batch.teams = {{.team = {.id = {-1}, .name = "Alpine"}, .external_ids = {"alpine"}},
                   {.team = {.id = {-2}, .name = "Borealis"}, .external_ids = {"borealis"}}};
    return batch;
  }
  void write(const Batch& batch) {
    const auto applied = store::apply(*store_, batch);
    if (!applied) throw std::runtime_error(applied.error().detail);
  }
  void let_a_match_end(const std::string& external) {
    auto batch = upcoming();
    MatchWrite match;
    match.match.id = {-1};
    match.match.opponents = {Opponent{.team = {-1}, .name = "Alpine"},
                             Opponent{.team = {-2}, .name = "Borealis"}};
    match.match.best_of = 3;
    match.match.status = MatchStatus::finished;
    match.match.scheduled_at = town_.clock.now() - 2h;
    match.match.score = Score{2, 1};
    match.match.winner = 0;
    match.external_ids = {external};
    match.changes = {{.id = {}, .match = {-1}, .at = town_.clock.now(), .what = MatchFinished{}}};
    batch.matches = {std::move(match)};
    write(batch);
  }

  std::size_t posted() const { return town_.discord->posted().size(); }
  std::string last_posted() const { return posted() == 0 ? "" : town_.discord->posted().back().contents; }

  TestServer town_;
  Metrics metrics_;
  std::unique_ptr<store::Store> store_;
};

TEST_F(Following, takes_two_inputs_and_tells_results_in_the_channel) {
  town_.start_bot();
  town_.play([&]() -> Task<void> {
    co_await town_.until_ready();
    const auto followed = co_await town_.ask("/follow team team:alpine", town_.manager);
    EXPECT_THAT(followed, HasSubstr("Following:"));
    EXPECT_THAT(co_await town_.ask("/follow team team:alpine", town_.manager),
                HasSubstr("Already following"));
    EXPECT_THAT(co_await town_.ask("/following", town_.manager), HasSubstr("Following (1)"));

    let_a_match_end("one");
    co_await town_.until("the result is told", [&] { return posted() == 1; });
    EXPECT_THAT(last_posted(), HasSubstr("🏁 **Alpine 2–1 Borealis**"));
    EXPECT_THAT(co_await town_.ask("/audit", town_.manager), HasSubstr("Followed"));
    EXPECT_TRUE(town_.discord->violations().empty());
  });
}

TEST_F(Following, is_for_managers) {
  town_.start_bot();
  town_.play([&]() -> Task<void> {
    co_await town_.until_ready();
    for (const auto* line : {"/follow team team:alpine", "/following", "/unfollow"})
      EXPECT_THAT(co_await town_.ask(line), HasSubstr("You need")) << line;
  });
}

// What follows `before`, up to `end`.
std::string between(const std::string& text, const std::string& before, std::string_view end) {
  const auto at = text.find(before);
  if (at == std::string::npos) throw std::runtime_error("no " + before + " in " + text);
  const auto from = at + before.size();
  return text.substr(from, text.find_first_of(end, from) - from);
}

TEST_F(Following, gives_a_calendar_that_apps_can_read) {
  town_.environment["LISTEN"] = "127.0.0.1:0";
  town_.environment["PUBLIC_URL"] = "https://bot.example.org/cs2";
  town_.environment["LOG_LEVEL"] = "debug";
  let_a_match_end("one");
  const auto http = io::make_http(town_.loop, metrics_, "calendar app");
  town_.start_bot();
  town_.play([&]() -> Task<void> {
    co_await town_.until_ready();
    const auto followed = co_await town_.act("/follow team team:alpine", town_.manager);
    const sim::Location place{.user = town_.manager, .channel = town_.discord->channels(town_.guild).front()};
    const auto pressed = town_.discord->press(place, followed.message, "/following calendar.1");
    if (!pressed) throw std::runtime_error(pressed.error().detail);
    const auto given = (co_await town_.discord->outcome(*pressed)).json;
    const auto path = "/calendar/" + between(given, "https://bot.example.org/cs2/calendar/", "\\\"");
    const auto port = between(town_.bot->printed(), "\"port\":", ",}");

    const auto answer = co_await http->send({.url = fmt::format("http://127.0.0.1:{}{}", port, path)});
    if (!answer) throw std::runtime_error(answer.error().detail);
    EXPECT_EQ(answer->status, 200) << given;
    const auto calendar = test::CalendarReader::read(answer->body);
    EXPECT_EQ(calendar.value("X-WR-CALNAME"), "CS2: Alpine");
    EXPECT_EQ(calendar.components.at(0).value("SUMMARY"), "Alpine – Borealis");
    const auto guessed =
        co_await http->send({.url = fmt::format("http://127.0.0.1:{}/calendar/1/x.ics", port)});
    EXPECT_EQ(guessed->status, 404);
    EXPECT_THAT(co_await town_.ask("/audit", town_.manager), HasSubstr("Calendar link created"));
    EXPECT_THAT(town_.bot->printed(), testing::Not(HasSubstr(path.substr(path.rfind('/') + 1, 20))));
    EXPECT_TRUE(town_.discord->violations().empty());
  });
}

TEST_F(Following, says_which_permission_is_missing) {
  const auto locked = town_.discord->add_channel(town_.guild, "locked", discord::permission::view_channel);
  town_.start_bot();
  town_.play([&]() -> Task<void> {
    co_await town_.until_ready();
    const auto answer = co_await town_.ask(
        fmt::format("/follow team team:alpine channel:{}", to_string(locked)), town_.manager);
    EXPECT_THAT(answer, HasSubstr("Send Messages"));
    EXPECT_THAT(answer, HasSubstr("Embed Links"));
    EXPECT_THAT(co_await town_.ask("/following", town_.manager), HasSubstr("Not following anything yet"));
  });
}

TEST_F(Following, copies_to_a_channel_that_is_chosen_in_a_menu) {
  const auto other = town_.discord->add_channel(town_.guild, "other");
  const auto locked = town_.discord->add_channel(town_.guild, "locked", discord::permission::view_channel);
  town_.start_bot();
  town_.play([&]() -> Task<void> {
    co_await town_.until_ready();
    auto& discord = *town_.discord;
    const sim::Location place{.user = town_.manager, .channel = discord.channels(town_.guild).front()};
    const auto card = co_await town_.act("/follow team team:alpine", town_.manager);
    const auto asked = discord.press(place, card.message, "/following copy.1");
    EXPECT_TRUE(asked);
    EXPECT_THAT((co_await discord.outcome(*asked)).json, HasSubstr("Copy to which channel"));

    const auto refused = discord.choose(place, card.message, "/following copy_to.1", {to_string(locked)});
    EXPECT_TRUE(refused) << refused.error().detail;
    EXPECT_THAT((co_await discord.outcome(*refused)).json, HasSubstr("Send Messages, Embed Links"));
    const auto chosen = discord.choose(place, card.message, "/following copy_to.1", {to_string(other)});
    EXPECT_TRUE(chosen) << chosen.error().detail;
    EXPECT_THAT((co_await discord.outcome(*chosen)).json, HasSubstr("Copied:"));

    let_a_match_end("one");
    co_await town_.until("both channels are told", [&] { return posted() == 2; });
    EXPECT_TRUE(discord.violations().empty());
  });
}

TEST_F(Following, says_why_something_was_told) {
  town_.start_bot();
  town_.play([&]() -> Task<void> {
    co_await town_.until_ready();
    co_await town_.ask("/follow team team:alpine", town_.manager);
    let_a_match_end("one");
    co_await town_.until("the result is told", [&] { return posted() == 1; });
    const auto id = town_.discord->posted().back().id;

    std::string answer;
    for (int tries = 0; tries < 100 && answer.find("Sent") == std::string::npos; ++tries)
      answer = co_await town_.ask(fmt::format("/why message:{}", to_string(id)), town_.manager);

    EXPECT_THAT(answer, HasSubstr("Notification type: Results"));
    EXPECT_THAT(answer, HasSubstr("Why: Alpine vs Borealis"));
    EXPECT_THAT(co_await town_.ask(fmt::format("/why message:{}", to_string(id))), HasSubstr("You need"));
    EXPECT_TRUE(town_.discord->violations().empty());
  });
}

TEST_F(Following, shows_each_kind_of_notice_without_anything_to_tell) {
  town_.start_bot();
  town_.play([&]() -> Task<void> {
    co_await town_.until_ready();
    co_await town_.ask("/settings quiet_hours:00:00-23:00", town_.manager);  // which hold no test back
    EXPECT_THAT(co_await town_.ask("/test-notification", town_.manager),
                HasSubstr("A test notification is on the way"));
    co_await town_.until("it is sent", [&] { return posted() == 1; });
    for (const auto& message : town_.discord->posted()) {
      EXPECT_THAT(message.contents, HasSubstr("**Test notification**"));
      EXPECT_THAT(message.contents, HasSubstr("Example Foxes"));
    }
    EXPECT_THAT(co_await town_.ask("/test-notification", town_.manager), HasSubstr("was just tested"));
    EXPECT_EQ(posted(), 1u);
    EXPECT_TRUE(town_.discord->violations().empty());
  });
}

TEST_F(Following, tells_managers_once_when_a_channel_takes_nothing) {
  const auto matches = town_.discord->add_channel(town_.guild, "matches");
  const auto notices = town_.discord->add_channel(town_.guild, "notices");
  town_.start_bot();
  town_.play([&]() -> Task<void> {
    co_await town_.until_ready();
    co_await town_.ask(fmt::format("/settings notice_channel:{}", to_string(notices)), town_.manager);
    EXPECT_THAT(co_await town_.ask(fmt::format("/follow team team:alpine channel:{}", to_string(matches)),
                                   town_.manager),
                HasSubstr("Following:"));
    town_.discord->set_bot_permissions(matches, discord::permission::view_channel);

    let_a_match_end("one");
    co_await town_.until("managers are told", [&] { return posted() == 1; });
    EXPECT_EQ(town_.discord->posted().back().channel, notices);
    EXPECT_THAT(last_posted(), HasSubstr("Can't post in"));

    const auto refused = town_.discord->statistics().refused;
    let_a_match_end("two");
    co_await town_.loop.sleep(7s);  // longer than it takes to look
    EXPECT_EQ(posted(), 1u);
    EXPECT_EQ(town_.discord->statistics().refused, refused) << "it was asked again";
  });
}

TEST_F(Following, posts_what_comes_after_all_data_was_deleted) {
  town_.start_bot();
  town_.play([&]() -> Task<void> {
    co_await town_.until_ready();
    co_await town_.ask("/follow team team:alpine", town_.manager);
    let_a_match_end("one");
    co_await town_.until("the result is told", [&] { return posted() == 1; });

    store::forget_guild(*store_, town_.guild.value);
    co_await town_.ask("/follow team team:alpine", town_.manager);
    let_a_match_end("two");
    co_await town_.until("the next result is told", [&] { return posted() == 2; });
    EXPECT_EQ(town_.discord->statistics().repeats, 0) << "a nonce came again";
  });
}

TEST_F(Following, tells_managers_that_a_channel_was_deleted) {
  const auto matches = town_.discord->add_channel(town_.guild, "matches");
  const auto notices = town_.discord->add_channel(town_.guild, "notices");
  town_.start_bot();
  town_.play([&]() -> Task<void> {
    co_await town_.until_ready();
    co_await town_.ask(fmt::format("/settings notice_channel:{}", to_string(notices)), town_.manager);
    EXPECT_THAT(co_await town_.ask(fmt::format("/follow team team:alpine channel:{}", to_string(matches)),
                                   town_.manager),
                HasSubstr("Following:"));

    town_.discord->remove_channel(matches);

    co_await town_.until("managers are told", [&] { return posted() == 1; });
    EXPECT_EQ(town_.discord->posted().back().channel, notices);
    EXPECT_THAT(last_posted(), HasSubstr("was deleted. 1 subscription posted there"));
    EXPECT_THAT(co_await town_.ask("/following", town_.manager), HasSubstr("the channel no longer exists"));
    EXPECT_TRUE(town_.discord->violations().empty());
  });
}

TEST_F(Following, mentions_the_roles_that_were_chosen_in_a_menu) {
  town_.start_bot();
  town_.play([&]() -> Task<void> {
    co_await town_.until_ready();
    const sim::Location place{.user = town_.manager, .channel = town_.discord->channels(town_.guild).front()};
    const auto card = co_await town_.act("/follow team team:alpine", town_.manager);
    const auto chosen = town_.discord->choose(place, card.message, "/following roles.1", {"7001", "7002"});
    EXPECT_TRUE(chosen) << chosen.error().detail;
    if (!chosen) co_return;
    EXPECT_THAT((co_await town_.discord->outcome(*chosen)).json, HasSubstr("<@&7001> <@&7002>"));

    let_a_match_end("one");
    co_await town_.until("the result is told", [&] { return posted() == 1; });
    EXPECT_THAT(last_posted(), HasSubstr("<@&7001> <@&7002>"));
    EXPECT_TRUE(town_.discord->violations().empty());
  });
}

TEST_F(Following, tells_the_owner_where_there_is_no_notice_channel) {
  const auto matches = town_.discord->add_channel(town_.guild, "matches");
  town_.start_bot();
  town_.play([&]() -> Task<void> {
    co_await town_.until_ready();
    EXPECT_THAT(co_await town_.ask(fmt::format("/follow team team:alpine channel:{}", to_string(matches)),
                                   town_.manager),
                HasSubstr("Following:"));
    town_.discord->set_bot_permissions(matches, discord::permission::view_channel);

    let_a_match_end("one");
    co_await town_.until("the owner is told", [&] { return posted() == 1; });
    const auto told = town_.discord->find_channel(town_.discord->posted().back().channel);
    EXPECT_TRUE(told && told->type == discord::ChannelType::direct);
    EXPECT_THAT(last_posted(), HasSubstr("Can't post in <#" + to_string(matches) + ">"));
    EXPECT_TRUE(town_.discord->violations().empty());
  });
}

}  // namespace
}  // namespace cs2

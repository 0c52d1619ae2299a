// The dispatcher, observed through the requests that reach Discord.
#include "bot/bot.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <future>

#include "bot/question.hpp"
#include "support/fake_http.hpp"
#include "support/run_task.hpp"
#include "unit/bot/world.hpp"

namespace cs2::bot {
namespace {

using testing::HasSubstr;
using testing::Not;

Task<void> nothing() {
  co_return;
}

Task<void> until(io::Loop& loop, std::function<bool()> condition) {
  while (!condition()) co_await loop.sleep(milliseconds{1});
}

// Then everything else on the loop is stopped too.
Task<void> stop_when(io::Loop& loop, std::function<bool()> condition) {
  co_await until(loop, std::move(condition));
  loop.stop();
}

class Dispatcher : public testing::Test {
 protected:
  Dispatcher() {
    http.handle(
        [](const io::HttpRequest&) { return io::HttpResponse{.status = 204, .headers = {}, .body = {}}; });
  }

  // Received just now.
  discord::Interaction fresh(discord::Interaction interaction) {
    interaction.id = discord::snowflake_at(real.now(), ++sequence);
    return interaction;
  }

  void receive(discord::Interaction interaction) { bot.handle({}, std::move(interaction)); }
  void run() { test::run_task(loop, nothing()); }

  std::string body(std::size_t request = 0) const { return http.requests().at(request).body; }
  std::string url(std::size_t request = 0) const { return http.requests().at(request).url; }

  World world;
  ManualClock real{parse_iso8601("2030-01-01T00:00:00Z").value()};  // far from the story's time
  std::uint32_t sequence = 0;
  io::Loop loop;
  test::FakeHttp http;
  discord::Rest rest{
      loop, http, real, world.metrics, {.token = "bot-token", .base_url = "http://127.0.0.1/api/v10"}};
  io::Blocking blocking{loop, 1, 8};
  Bot bot{loop,         blocking, *world.store, rest, *world.catalogue, {.story = world.clock, .real = real},
          world.metrics};
};

TEST_F(Dispatcher, answers_a_command_at_once) {
  receive(fresh(command("live")));
  run();

  ASSERT_EQ(http.requests().size(), 1U);
  EXPECT_THAT(url(), HasSubstr("/interactions/"));
  EXPECT_THAT(url(), HasSubstr("/interaction-token/callback"));
  EXPECT_THAT(body(), HasSubstr("\"type\":4"));
  EXPECT_THAT(body(), HasSubstr("**Team Spirit** 1–0 **MOUZ**"));
  EXPECT_THAT(world.metrics.expose(), HasSubstr("command=\"live\",outcome=\"ok\""));
}

TEST_F(Dispatcher, answers_what_it_remembers_while_the_pool_is_busy) {
  receive(fresh(command("live")));
  run();
  std::promise<void> release;
  const auto wait = [released = release.get_future().share()] { released.wait(); };
  loop.spawn("slow", blocking.run(wait));
  http.handle([&](const io::HttpRequest&) {
    release.set_value();
    return io::HttpResponse{.status = 204, .headers = {}, .body = {}};
  });

  receive(fresh(command("live")));
  run();

  ASSERT_EQ(http.requests().size(), 2U);
  EXPECT_EQ(body(1), body(0));
}

TEST_F(Dispatcher, changes_the_message_whose_page_is_turned) {
  const Pressed next{.action = Action::turn,
                     .question = {.kind = Question::Kind::upcoming, .page = 1, .owner = alice}};

  receive(fresh(press(to_custom_id(next), alice)));
  run();

  EXPECT_THAT(body(), HasSubstr("\"type\":7"));
  EXPECT_THAT(body(), HasSubstr("Page 2 of 2"));
}

TEST_F(Dispatcher, says_thinking_when_an_answer_takes_long_and_replaces_it) {
  std::promise<void> release;
  const auto wait = [released = release.get_future().share()] { released.wait(); };
  // The only thread is busy until Discord has been told to wait.
  loop.spawn("slow", blocking.run(wait));
  http.handle([&](const io::HttpRequest& request) {
    if (request.body.find("\"type\":5") != std::string::npos) release.set_value();
    return io::HttpResponse{.status = 204, .headers = {}, .body = {}};
  });

  receive(fresh(command("live")));
  run();

  ASSERT_EQ(http.requests().size(), 2U);
  EXPECT_THAT(body(0), Not(HasSubstr("\"flags\"")));
  EXPECT_EQ(http.requests()[1].method, "PATCH");
  EXPECT_THAT(url(1), HasSubstr("/webhooks/77/interaction-token/messages/"));
  EXPECT_THAT(body(1), HasSubstr("**Team Spirit** 1–0 **MOUZ**"));
  EXPECT_THAT(world.metrics.expose(), HasSubstr("command=\"live\",outcome=\"deferred\""));
}

// A channel of which the interaction says nothing but its id.
class UnknownChannel : public Dispatcher {
 protected:
  std::string said(int status, std::string channel) {
    http.handle([=](const io::HttpRequest& request) {
      if (request.method == "GET") return io::HttpResponse{.status = status, .headers = {}, .body = channel};
      return io::HttpResponse{.status = 204, .headers = {}, .body = {}};
    });
    auto asked = command("test-notification", {{"channel", discord::Snowflake{42}}});
    asked.member_permissions = discord::permission::manage_guild;
    asked.channels = {{.id = {42}}};
    receive(fresh(asked));
    run();
    return http.requests().back().body;
  }
};

TEST_F(UnknownChannel, is_asked_for) {
  EXPECT_THAT(said(200, R"({"id":"42","type":0,"guild_id":"500"})"), HasSubstr("on the way to <#42>"));
}

TEST_F(UnknownChannel, is_refused_where_it_is_another_servers) {
  EXPECT_THAT(said(200, R"({"id":"42","type":0,"guild_id":"501"})"), HasSubstr("Channel not found"));
}

TEST_F(UnknownChannel, is_one_that_the_bot_may_not_see) {
  EXPECT_THAT(said(403, R"({"code":50001,"message":"Missing Access"})"), HasSubstr("**View Channel"));
}

TEST_F(Dispatcher, changes_the_message_of_a_commands_own_button_also_when_that_takes_long) {
  std::promise<void> release;
  const auto wait = [released = release.get_future().share()] { released.wait(); };
  loop.spawn("slow", blocking.run(wait));
  http.handle([&](const io::HttpRequest& request) {
    if (request.body.find("\"type\":6") != std::string::npos) release.set_value();
    return io::HttpResponse{.status = 204, .headers = {}, .body = {}};
  });

  receive(fresh(press(press_id("privacy", "me"), alice)));
  run();

  ASSERT_EQ(http.requests().size(), 2U);
  EXPECT_EQ(http.requests()[1].method, "PATCH");
  EXPECT_THAT(url(1), HasSubstr("/messages/@original"));
  EXPECT_THAT(body(1), HasSubstr("Data deleted."));
}

TEST_F(Dispatcher, does_not_overwrite_a_message_with_a_late_refusal) {
  std::promise<void> release;
  const auto wait = [released = release.get_future().share()] { released.wait(); };
  loop.spawn("slow", blocking.run(wait));
  http.handle([&](const io::HttpRequest& request) {
    if (request.body.find("\"type\":6") != std::string::npos) release.set_value();
    return io::HttpResponse{.status = 200, .headers = {}, .body = "{\"id\":\"5\"}"};
  });
  const Pressed next{.action = Action::turn,
                     .question = {.kind = Question::Kind::upcoming, .page = 1, .owner = alice}};

  receive(fresh(press(to_custom_id(next), bob)));
  run();

  ASSERT_EQ(http.requests().size(), 2U);
  EXPECT_EQ(http.requests()[1].method, "POST");
  EXPECT_THAT(body(1), HasSubstr("These buttons aren't yours"));
  EXPECT_THAT(body(1), HasSubstr("\"flags\":64"));
}

TEST_F(Dispatcher, drops_what_is_too_old_or_came_twice) {
  auto old = command("live");
  old.id = discord::snowflake_at(real.now() - seconds{4});
  const auto once = fresh(command("help"));

  receive(old);
  receive(once);
  receive(once);
  run();

  EXPECT_EQ(http.requests().size(), 1U);
  EXPECT_THAT(world.metrics.expose(), HasSubstr("command=\"live\",outcome=\"stale\""));
  EXPECT_THAT(world.metrics.expose(), HasSubstr("command=\"help\",outcome=\"duplicate\""));
}

TEST_F(Dispatcher, says_that_it_is_busy_instead_of_queueing_without_end) {
  io::Blocking narrow{loop, 1, 1};
  Bot busy{loop,         narrow, *world.store, rest, *world.catalogue, {.story = world.clock, .real = real},
           world.metrics};
  std::promise<void> release;
  std::atomic<bool> begun = false;
  const auto wait = [&begun, released = release.get_future().share()] {
    begun = true;
    released.wait();
  };
  http.handle([&](const io::HttpRequest&) {
    release.set_value();
    return io::HttpResponse{.status = 204, .headers = {}, .body = {}};
  });

  const auto crowd = [&]() -> Task<void> {
    loop.spawn("running", narrow.run(wait));
    co_await until(loop, [&] { return begun.load(); });
    loop.spawn("queued", narrow.run(wait));
    co_await until(loop, [&] { return narrow.queued() == 1; });
    busy.handle({}, fresh(command("live")));
  };
  loop.spawn("crowd", crowd());
  run();

  EXPECT_THAT(body(), HasSubstr("The bot is busy"));
  EXPECT_THAT(body(), HasSubstr("\"flags\":64"));
  EXPECT_THAT(world.metrics.expose(), HasSubstr("outcome=\"busy\""));
}

TEST_F(Dispatcher, refuses_settings_to_those_who_may_not_manage_the_server) {
  auto by_member = command("settings", {{"spoilers", "hide"}});
  auto by_manager = by_member;
  by_manager.member_permissions = discord::permission::manage_guild;
  auto in_private = by_member;
  in_private.guild_id.reset();

  for (auto& interaction : {by_member, by_manager, in_private}) {
    receive(fresh(interaction));
    run();
  }

  EXPECT_THAT(body(0), HasSubstr("You need **Manage Server**"));
  EXPECT_THAT(body(1), HasSubstr("Saved."));
  EXPECT_THAT(body(2), HasSubstr("only works in servers"));
}

TEST_F(Dispatcher, lets_the_roles_manage_that_a_server_chose) {
  store::save_guild_settings(*world.store, guild.value, {.manager_roles = {7}});
  auto by_role = command("settings", {{"spoilers", "hide"}});
  by_role.member_roles = {{7}};

  receive(fresh(by_role));
  run();

  EXPECT_THAT(body(), HasSubstr("Saved."));
}

TEST_F(Dispatcher, hands_a_commands_own_buttons_to_it) {
  receive(fresh(press(press_id("privacy", "me"), alice)));
  run();

  EXPECT_THAT(body(), HasSubstr("\"type\":7"));
  EXPECT_THAT(body(), HasSubstr("Data deleted."));
  EXPECT_THAT(world.metrics.expose(), HasSubstr("command=\"privacy\",outcome=\"ok\""));
}

TEST_F(Dispatcher, sends_what_it_stores_of_a_person_as_a_file_for_them_alone) {
  auto asked = command("privacy");
  asked.subcommand = "export";

  receive(fresh(asked));
  run();

  EXPECT_THAT(body(), HasSubstr("cs2results.json"));
  EXPECT_THAT(body(), HasSubstr("\"flags\":64"));
  EXPECT_THAT(body(), HasSubstr("\"audit\":[]"));
}

TEST_F(Dispatcher, suggests_from_memory) {
  receive(fresh(typing("live", "team", "sprit")));
  run();
  EXPECT_THAT(body(0), HasSubstr("\"choices\":[]"));  // nothing has been read yet

  const auto ask_again = [&]() -> Task<void> {
    co_await until(loop, [&] { return world.metrics.value("cs2results_suggested_names") > 0; });
    receive(fresh(typing("live", "team", "sprit")));
    co_await stop_when(loop, [&] { return http.requests().size() == 2; });
  };
  loop.spawn("bot", bot.run());
  loop.spawn("ask", ask_again());
  run();

  EXPECT_THAT(body(1), HasSubstr("\"type\":8"));
  EXPECT_THAT(body(1), HasSubstr("\"Team Spirit\""));
}

TEST_F(Dispatcher, suggests_times_in_the_zone_that_a_server_was_seen_with) {
  store::register_guilds(*world.store, {{.id = guild.value, .name = "Den"}});
  store::save_guild_settings(*world.store, guild.value, {.time_zone = "Europe/Berlin"});

  const auto ask = [&]() -> Task<void> {
    co_await until(loop, [&] { return world.metrics.value("cs2results_suggested_names") > 0; });
    receive(fresh(command("live")));
    co_await until(loop, [&] { return http.requests().size() == 1; });
    receive(fresh(typing("match", "match", "spirit vs navi")));
    co_await stop_when(loop, [&] { return http.requests().size() == 2; });
  };
  loop.spawn("bot", bot.run());
  loop.spawn("ask", ask());
  run();

  EXPECT_THAT(body(1), HasSubstr("Team Spirit – Natus Vincere, tomorrow 20:00 Berlin"));
}

TEST_F(Dispatcher, writes_down_the_guilds_it_is_in) {
  store::register_guilds(*world.store, {{.id = 1, .name = "Left while we were away"}});
  bot.handle({.shard = 0, .count = 1}, discord::Ready{.application_id = {77}, .guilds = {{2}, {3}}});
  bot.handle({}, discord::GuildCreate{.id = {2}, .name = "Den"});
  bot.handle({}, discord::GuildCreate{.id = {3}, .name = "Lair"});
  bot.handle({}, discord::GuildDelete{.id = {2}, .unavailable = true});
  bot.handle({}, discord::GuildDelete{.id = {3}});

  loop.spawn("bot", bot.run());
  test::run_task(loop, stop_when(loop, [&] {
                   return store::count_guilds(*world.store) == 1 &&
                          world.metrics.value("cs2results_suggested_names") > 0;
                 }));

  EXPECT_EQ(store::count_guilds(*world.store), 1);
}

TEST(DispatcherWithoutDatabase, gives_an_incident_instead_of_a_detail) {
  World world;
  test::TemporaryFolder folder;
  const auto empty = store::Store::open({.database_url = "sqlite://" + (folder.path() / "empty.db").string()},
                                        world.clock, world.metrics);
  ASSERT_TRUE(empty);
  io::Loop loop;
  test::FakeHttp http;
  http.answer(204);
  discord::Rest rest{
      loop, http, world.clock, world.metrics, {.token = "t", .base_url = "http://127.0.0.1/api/v10"}};
  io::Blocking blocking{loop, 1, 8};
  Bot bot{loop,         blocking,         **empty,
          rest,         *world.catalogue, {.story = world.clock, .real = world.clock},
          world.metrics};
  auto interaction = command("live");
  interaction.id = discord::snowflake_at(world.clock.now());

  bot.handle({}, interaction);
  test::run_task(loop, nothing());

  EXPECT_THAT(http.last().body,
              testing::ContainsRegex("Something went wrong\\..*number to the operator: [0-9a-f]+"));
  EXPECT_THAT(http.last().body, Not(HasSubstr("no such table")));
  EXPECT_THAT(world.metrics.expose(), HasSubstr("outcome=\"failed\""));
}

}  // namespace
}  // namespace cs2::bot

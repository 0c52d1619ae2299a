#include "bot/commands.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "discord/json.hpp"
#include "support/fake_http.hpp"
#include "support/run_task.hpp"
#include "unit/bot/world.hpp"

namespace cs2::bot {
namespace {

TEST(CommandSpecs, keep_discords_rules) {
  const World world;

  for (const auto& spec : command_specs(*world.catalogue)) {
    EXPECT_TRUE(spec.description.by_locale.contains("en-US")) << spec.name.text;
    bool optional_seen = false;
    for (const auto& option : spec.options) {
      EXPECT_FALSE(option.required && optional_seen) << "required options come first";
      optional_seen = optional_seen || !option.required;
      EXPECT_FALSE(option.autocomplete && !option.choices.empty()) << option.name.text;
      EXPECT_FALSE(option.description.text.empty());
      for (const auto& choice : option.choices) EXPECT_FALSE(choice.name.text.empty());
    }
  }
}

TEST(CommandSpecs, leave_settings_to_managers_of_a_server) {
  const World world;
  const auto specs = command_specs(*world.catalogue);

  const auto settings = std::ranges::find(specs, "settings", [](const auto& spec) { return spec.name.text; });

  ASSERT_NE(settings, specs.end());
  EXPECT_EQ(settings->default_member_permissions, discord::permission::manage_guild);
  EXPECT_TRUE(settings->guild_only);
}

class Registration : public testing::Test {
 protected:
  Result<bool> register_them(std::vector<discord::CommandSpec> specs) {
    world.clock.advance(seconds{1});  // one request a moment is Discord's global limit
    return test::run_task(loop, register_commands(rest, blocking, *world.store, {77}, std::move(specs)));
  }

  World world;
  io::Loop loop;
  test::FakeHttp http;
  discord::Rest rest{
      loop, http, world.clock, world.metrics, {.token = "t", .base_url = "http://127.0.0.1/api/v10"}};
  io::Blocking blocking{loop, 1, 8};
};

TEST_F(Registration, writes_only_when_something_changed) {
  http.handle([](const io::HttpRequest&) {
    return io::HttpResponse{.status = 200, .headers = {}, .body = R"([{"id":"123","name":"live"}])"};
  });
  auto specs = command_specs(*world.catalogue);

  EXPECT_EQ(register_them(specs).value(), true);
  EXPECT_EQ(register_them(specs).value(), false);
  specs.pop_back();
  EXPECT_EQ(register_them(specs).value(), true);

  EXPECT_EQ(http.requests().size(), 2U);
  EXPECT_EQ(http.last().method, "PUT");
  EXPECT_EQ(http.last().body, discord::commands_to_json(specs));
}

TEST_F(Registration, remembers_the_ids_for_mentions) {
  http.answer(200, R"([{"id":"123","name":"live"},{"id":"124","name":"match"}])");

  ASSERT_TRUE(register_them(command_specs(*world.catalogue)));

  const auto ids = find_command_ids(*world.store, {77});
  EXPECT_EQ(ids.at("match").value, 124U);
  EXPECT_TRUE(find_command_ids(*world.store, {78}).empty());
}

TEST_F(Registration, tries_again_after_a_failure) {
  http.answer(500, "{}").answer(200, "[]");

  EXPECT_FALSE(register_them(command_specs(*world.catalogue)));
  EXPECT_EQ(register_them(command_specs(*world.catalogue)).value(), true);
}

}  // namespace
}  // namespace cs2::bot

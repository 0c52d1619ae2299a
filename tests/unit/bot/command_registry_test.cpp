#include "bot/command_registry.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <functional>

#include "discord/json.hpp"
#include "support/fake_http.hpp"
#include "support/run_task.hpp"
#include "unit/bot/world.hpp"

namespace cs2::bot {
namespace {

namespace json = boost::json;

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
      for (const auto& nested : option.options) EXPECT_FALSE(nested.description.text.empty());
      for (const auto& choice : option.choices) EXPECT_FALSE(choice.name.text.empty());
    }
  }
}

TEST(CommandSpecs, hide_what_is_for_managers_from_other_members) {
  const World world;
  for (const auto& spec : command_specs(*world.catalogue)) {
    const bool for_managers =
        spec.name.text == "settings" || spec.name.text == "alias" || spec.name.text == "audit";
    EXPECT_EQ(spec.default_member_permissions,
              for_managers ? std::optional{discord::permission::manage_guild} : std::nullopt)
        << spec.name.text;
    EXPECT_EQ(spec.guild_only, for_managers) << spec.name.text;
  }
}

TEST(CommandSpecs, describe_sub_commands_and_their_options) {
  const World world;
  const auto specs = command_specs(*world.catalogue);

  const auto privacy = std::ranges::find(specs, "privacy", [](const auto& spec) { return spec.name.text; });

  ASSERT_NE(privacy, specs.end());
  ASSERT_EQ(privacy->options.size(), 3U);
  const auto& take_away = privacy->options[1];
  EXPECT_EQ(take_away.type, discord::OptionType::sub_command);
  EXPECT_EQ(take_away.description.text, "Download stored data as a file");
  EXPECT_EQ(take_away.options.at(0).description.text, "Your data or this server's (default: yours)");
}

TEST(FindCommand, finds_what_runs) {
  const auto named = [](std::string name, std::string sub) {
    auto interaction = command(std::move(name));
    interaction.subcommand = std::move(sub);
    return find_command(interaction);
  };

  EXPECT_EQ(named("live", "")->name, "live");
  EXPECT_EQ(named("privacy", "export")->name, "export");
  EXPECT_TRUE(named("privacy", "export")->ephemeral) << "as its command";
  EXPECT_EQ(named("privacy", ""), nullptr);
  EXPECT_EQ(named("privacy", "sell"), nullptr);
  EXPECT_EQ(named("live", "now"), nullptr);
  EXPECT_EQ(named("lve", ""), nullptr);
}

// Discord's global limit spaces requests out; where every look is a second later, none has to wait.
class TickingClock : public Clock {
 public:
  Timestamp now() const override {
    manual_.advance(seconds{1});
    return manual_.now();
  }

 private:
  mutable ManualClock manual_{parse_iso8601("2030-01-01T00:00:00Z").value()};
};

class Registration : public testing::Test {
 protected:
  Result<bool> register_them(std::vector<discord::CommandSpec> specs) {
    return test::run_task(loop, register_commands(rest, blocking, *world.store, {77}, std::move(specs)));
  }

  World world;
  io::Loop loop;
  TickingClock clock;
  test::FakeHttp http;
  discord::Rest rest{
      loop, http, clock, world.metrics, {.token = "t", .base_url = "http://127.0.0.1/api/v10"}};
  io::Blocking blocking{loop, 1, 8};
};

// A little Discord: it keeps what it is told, and lists it in another order and with what it adds.
class Registry {
 public:
  io::HttpResponse operator()(const io::HttpRequest& request) {
    if (request.method == "PUT") kept_ = json::parse(request.body).as_array();
    auto listed = kept_;
    std::ranges::reverse(listed);
    std::int64_t id = 100;
    for (auto& value : listed) {
      auto& command = value.as_object();
      for (const auto* key : {"name_localizations", "default_member_permissions", "handler"})
        command.emplace(key, nullptr);
      command["id"] = std::to_string(++id);
      command["version"] = std::to_string(id);
      command["nsfw"] = false;
      command["x_of_next_year"] = json::array{1, "two"};
      if (command.contains("options")) add_defaults(command["options"].as_array());
    }
    return {.status = 200, .headers = {}, .body = json::serialize(listed)};
  }
  json::array& kept() { return kept_; }

 private:
  static void add_defaults(json::array& options) {
    for (auto& value : options) {
      auto& option = value.as_object();
      for (const auto* key : {"required", "autocomplete"}) option.emplace(key, false);
      option.emplace("name_localizations", nullptr);
      if (const auto* least = option.if_contains("min_value"))
        option["min_value"] = least->to_number<double>();
      if (option.contains("options")) add_defaults(option["options"].as_array());
    }
  }

  json::array kept_;
};

class RegistrationAtDiscord : public Registration {
 protected:
  RegistrationAtDiscord() {
    http.handle([this](const io::HttpRequest& request) { return registry(request); });
  }
  long writes() const {
    return std::ranges::count(http.requests(), "PUT", [](const auto& request) { return request.method; });
  }

  Registry registry;
  std::vector<discord::CommandSpec> specs = command_specs(*world.catalogue);
};

TEST_F(RegistrationAtDiscord, writes_only_when_something_changed) {
  EXPECT_EQ(register_them(specs).value(), true);
  EXPECT_EQ(register_them(specs).value(), false);
  specs.pop_back();
  EXPECT_EQ(register_them(specs).value(), true);
  EXPECT_EQ(register_them(specs).value(), false);

  EXPECT_EQ(writes(), 2);
}

TEST_F(RegistrationAtDiscord, writes_again_what_somebody_deleted_or_changed) {
  const std::vector<std::function<void(json::array&)>> hands{
      [](json::array& all) { all.clear(); },
      [](json::array& all) { all.erase(all.begin()); },
      [](json::array& all) {
        all.push_back(json::object{{"type", 1}, {"name", "new"}, {"description", "?"}});
      },
      [](json::array& all) { all[0].as_object()["description"] = "Something else"; },
      [](json::array& all) { all[0].as_object()["description_localizations"].as_object()["en-US"] = "?"; },
      [](json::array& all) { all[0].as_object()["default_member_permissions"] = "0"; },
      [](json::array& all) { all[0].as_object()["contexts"] = json::array{0, 1}; },
      [](json::array& all) { all[0].as_object()["integration_types"] = json::array{0}; },
      [](json::array& all) { all[0].as_object().erase("options"); }};
  ASSERT_TRUE(register_them(specs));

  for (const auto& change : hands) {
    change(registry.kept());
    EXPECT_EQ(register_them(specs).value(), true);
    EXPECT_EQ(register_them(specs).value(), false);
  }
}

TEST_F(RegistrationAtDiscord, remembers_the_ids_for_mentions_also_of_commands_that_were_there) {
  registry.kept() = json::parse(discord::commands_to_json(specs)).as_array();

  EXPECT_EQ(register_them(specs).value(), false);

  EXPECT_EQ(find_command_ids(*world.store, {77}).size(), specs.size());
  EXPECT_TRUE(find_command_ids(*world.store, {78}).empty());
}

TEST_F(Registration, tries_again_after_a_failure) {
  http.answer(500, "{}").answer(200, "[]").answer(500, "{}").answer(200, "[]").answer(200, "[]");

  EXPECT_FALSE(register_them(command_specs(*world.catalogue)));
  EXPECT_FALSE(register_them(command_specs(*world.catalogue)));
  EXPECT_EQ(register_them(command_specs(*world.catalogue)).value(), true);
}

TEST_F(Registration, writes_nothing_over_a_list_that_cannot_be_read) {
  http.answer(200, R"({"message": "maintenance"})");

  const auto registered = register_them(command_specs(*world.catalogue));

  ASSERT_FALSE(registered);
  EXPECT_EQ(registered.error().kind, ErrorKind::drift);
}

}  // namespace
}  // namespace cs2::bot

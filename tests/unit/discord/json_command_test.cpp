#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "discord/json.hpp"

namespace cs2::discord {
namespace {

namespace json = boost::json;

TEST(CommandsJson, declares_a_command_with_its_options) {
  const CommandSpec command{.name = {"results", {{"de", "ergebnisse"}, {"en-US", "results"}}},
                            .description = {"Latest results"},
                            .options = {{.type = OptionType::text,
                                         .name = {"team"},
                                         .description = {"Team name"},
                                         .required = true,
                                         .autocomplete = true,
                                         .most = 100},
                                        {.type = OptionType::integer,
                                         .name = {"count"},
                                         .description = {"How many"},
                                         .least = 1,
                                         .most = 10},
                                        {.type = OptionType::text,
                                         .name = {"tier"},
                                         .description = {"Tier"},
                                         .choices = {{.name = {"S"}, .value = std::string{"s"}}}}}};

  EXPECT_EQ(json::parse(commands_to_json({command})), json::parse(R"([{
    "type": 1, "name": "results", "name_localizations": {"de": "ergebnisse", "en-US": "results"},
    "description": "Latest results", "integration_types": [0, 1], "contexts": [0, 1, 2],
    "options": [
      {"type": 3, "name": "team", "description": "Team name", "required": true, "autocomplete": true, "max_length": 100},
      {"type": 4, "name": "count", "description": "How many", "min_value": 1, "max_value": 10},
      {"type": 3, "name": "tier", "description": "Tier", "choices": [{"name": "S", "value": "s"}]}]}])"));
}

CommandSpec with_sub_commands() {
  return {.name = {"follow"},
          .description = {"Follow"},
          .options = {{.type = OptionType::sub_command,
                       .name = {"team"},
                       .description = {"A team"},
                       .options = {{.type = OptionType::channel,
                                    .name = {"channel"},
                                    .description = {"Where"},
                                    .channel_types = {ChannelType::text, ChannelType::announcement}},
                                   {.type = OptionType::role, .name = {"role"}, .description = {"Whom"}}}},
                      {.type = OptionType::sub_command, .name = {"all"}, .description = {"Everything"}}}};
}

TEST(CommandsJson, declares_sub_commands_with_their_options) {
  EXPECT_EQ(json::parse(commands_to_json({with_sub_commands()})), json::parse(R"([{
    "type": 1, "name": "follow", "description": "Follow", "integration_types": [0, 1], "contexts": [0, 1, 2],
    "options": [
      {"type": 1, "name": "team", "description": "A team", "options": [
        {"type": 7, "name": "channel", "description": "Where", "channel_types": [0, 5]},
        {"type": 8, "name": "role", "description": "Whom"}]},
      {"type": 1, "name": "all", "description": "Everything"}]}])"));
}

TEST(CommandsJson, reads_back_what_it_wrote) {
  auto written = json::parse(commands_to_json({with_sub_commands()}));
  auto& command = written.at(0).as_object();
  command["id"] = "5";
  auto& channel = command["options"].at(0).at("options").at(0).as_object();
  channel["channel_types"] = {5, 0};  // Discord promises no order

  const auto read = parse_commands(json::serialize(written));

  ASSERT_TRUE(read);
  EXPECT_FALSE(read->at(0).foreign);
  EXPECT_EQ(read->at(0).spec, with_sub_commands());
}

TEST(CommandsJson, writes_permissions_as_a_string) {
  const CommandSpec command{.name = {"settings"},
                            .description = {"Settings"},
                            .default_member_permissions = permission::manage_guild,
                            .guild_only = true};

  const auto written = json::parse(commands_to_json({command})).at(0);

  EXPECT_EQ(written.at("default_member_permissions"), "32");
  EXPECT_EQ(written.at("contexts"), json::parse("[0]"));
  EXPECT_EQ(written.at("integration_types"), json::parse("[0]"));
}

TEST(CommandsJson, gives_the_same_bytes_for_the_same_commands) {
  CommandSpec command{.name = {"live"}, .description = {"d"}};
  command.name.by_locale = {{"ru", "c"}, {"de", "a"}};
  CommandSpec again{.name = {"live"}, .description = {"d"}};
  again.name.by_locale = {{"de", "a"}, {"ru", "c"}};

  EXPECT_EQ(commands_to_json({command}), commands_to_json({again}));
  EXPECT_EQ(commands_to_json({}), "[]");
}

TEST(CommandJson, with_an_option_of_an_unknown_type_is_not_ours) {
  const auto commands = parse_commands(R"([
    {"id": "1", "name": "match", "description": "d", "options": [{"type": 3, "name": "team", "description": "d"}]},
    {"id": "2", "name": "file", "description": "d", "options": [{"type": 11, "name": "file", "description": "d"}]}])");

  ASSERT_TRUE(commands);
  ASSERT_EQ(commands->size(), 2U);
  EXPECT_FALSE((*commands)[0].foreign);
  EXPECT_EQ((*commands)[0].spec.options.at(0).type, OptionType::text);
  EXPECT_TRUE((*commands)[1].foreign);
  EXPECT_TRUE((*commands)[1].spec.options.empty());
}

}  // namespace
}  // namespace cs2::discord

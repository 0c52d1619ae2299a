#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "discord/json.hpp"

namespace cs2::discord {
namespace {

using testing::HasSubstr;

// A command in a guild, with `data` in place.
std::string command_json(std::string_view data, int type = 2) {
  return fmt::format(
      R"({{"version":1,"type":{},"token":"a-token","id":"1300000000000000001","application_id":"900",
    "guild_id":"42","guild_locale":"de","locale":"en-GB","channel_id":"77","channel":{{"id":"77","name":"x","type":0}},
    "app_permissions":"117760","authorizing_integration_owners":{{"0":"42"}},"entitlements":[],"context":0,
    "member":{{"user":{{"id":"55","username":"fan","global_name":"Fan 1","discriminator":"0"}},"roles":["5"],
               "permissions":"2147483648","nick":null}},
    "data":{}}})",
      type, data);
}

std::string error_of(std::string_view json) {
  const auto parsed = parse_interaction(json);
  return parsed ? "" : parsed.error().detail;
}

TEST(InteractionJson, reads_a_command) {
  const auto parsed = parse_interaction(command_json(R"({"id":"600","name":"match","type":1,"options":[
    {"name":"team","type":3,"value":"spirit"},{"name":"count","type":4,"value":3},{"name":"hide","type":5,"value":true},
    {"name":"where","type":7,"value":"78"},{"name":"share","type":10,"value":0.5}]})"));

  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->id, Snowflake{1300000000000000001});
  EXPECT_EQ(parsed->application_id, Snowflake{900});
  EXPECT_EQ(parsed->type, InteractionType::command);
  EXPECT_EQ(parsed->token, "a-token");
  EXPECT_EQ(parsed->guild_id, Snowflake{42});
  EXPECT_EQ(parsed->channel_id, Snowflake{77});
  EXPECT_EQ(parsed->user_id, Snowflake{55});
  EXPECT_EQ(parsed->user_name, "Fan 1");
  EXPECT_EQ(parsed->member_permissions, 2147483648U);
  EXPECT_EQ(parsed->app_permissions, 117760U);
  EXPECT_EQ(parsed->locale, "en-GB");
  EXPECT_EQ(parsed->guild_locale, "de");
  EXPECT_EQ(parsed->command, "match");
  EXPECT_EQ(parsed->command_id, Snowflake{600});
  ASSERT_EQ(parsed->options.size(), 5U);
  EXPECT_EQ(parsed->options[0].value, OptionValue{std::string{"spirit"}});
  EXPECT_EQ(parsed->options[1].value, OptionValue{std::int64_t{3}});
  EXPECT_EQ(parsed->options[2].value, OptionValue{true});
  EXPECT_EQ(parsed->options[3].value, OptionValue{Snowflake{78}});
  EXPECT_EQ(parsed->options[4].value, OptionValue{0.5});
}

TEST(InteractionJson, takes_the_user_of_a_direct_message) {
  const auto parsed =
      parse_interaction(R"({"id":"1","type":2,"token":"t","channel":{"id":"8"},"data":{"name":"live"},
    "user":{"id":"55","username":"fan","global_name":null}})");

  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->user_id, Snowflake{55});
  EXPECT_EQ(parsed->user_name, "fan");
  EXPECT_EQ(parsed->guild_id, std::nullopt);
  EXPECT_EQ(parsed->channel_id, Snowflake{8});
}

// Where a fan may use a command: `owners` says for whom the bot was installed.
Interaction used_in(std::string_view guild, std::string_view owners) {
  const auto place = guild.empty() ? std::string{R"("user":{"id":"55","username":"fan"})"}
                                   : fmt::format(R"("guild_id":"{}","guild_locale":"de","member":{{"user":)"
                                                 R"({{"id":"55"}},"roles":["5"],"permissions":"32"}})",
                                                 guild);
  return parse_interaction(fmt::format(R"({{"id":"1","type":2,"token":"t","data":{{"name":"live"}},)"
                                       R"("authorizing_integration_owners":{},{}}})",
                                       owners, place))
      .value();
}

TEST(InteractionJson, takes_a_guild_into_account_only_where_the_bot_was_installed) {
  const auto server = used_in("42", R"({"0":"42"})");
  const auto server_of_both = used_in("42", R"({"0":"42","1":"55"})");
  const auto foreign_server = used_in("42", R"({"1":"55"})");
  const auto bot_messages = used_in("", R"({"0":"0"})");
  const auto group = used_in("", R"({"1":"55"})");

  EXPECT_EQ(server.guild_id, Snowflake{42});
  EXPECT_EQ(server.member_permissions, 32U);
  EXPECT_EQ(server_of_both.guild_id, Snowflake{42});
  EXPECT_EQ(foreign_server.guild_id, std::nullopt);
  EXPECT_EQ(foreign_server.member_permissions, 0U);
  EXPECT_TRUE(foreign_server.member_roles.empty());
  EXPECT_EQ(foreign_server.guild_locale, "");
  EXPECT_EQ(foreign_server.user_id, Snowflake{55});
  EXPECT_EQ(bot_messages.guild_id, std::nullopt);
  EXPECT_EQ(group.guild_id, std::nullopt);
  EXPECT_EQ(group.user_id, Snowflake{55});
}

TEST(InteractionJson, knows_the_option_that_is_being_typed) {
  const auto parsed = parse_interaction(command_json(
      R"({"name":"match","options":[{"value":"12a","type":4,"name":"count","focused":true}]})", 4));

  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->type, InteractionType::autocomplete);
  ASSERT_EQ(parsed->options.size(), 1U);
  EXPECT_TRUE(parsed->options[0].focused);
  EXPECT_EQ(parsed->options[0].value, OptionValue{std::string{"12a"}});
}

TEST(InteractionJson, knows_a_sub_command_and_its_options) {
  const auto parsed = parse_interaction(command_json(
      R"({"options":[{"type":1,"name":"team","options":[{"name":"team","type":3,"value":"x"}]}],"name":"follow"})"));

  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->command, "follow");
  EXPECT_EQ(parsed->subcommand, "team");
  ASSERT_NE(parsed->find_option("team"), nullptr);
}

TEST(InteractionJson, knows_channels_and_roles_that_were_given) {
  const auto parsed = parse_interaction(command_json(R"({"name":"follow","options":[
      {"name":"channel","type":7,"value":"42"},{"name":"role","type":8,"value":"43"}],
      "resolved":{"roles":{"43":{"id":"43","permissions":"8"}},"channels":{"42":{"id":"42","type":11,"name":"x",
        "guild_id":"7","parent_id":"41","permissions":"8","app_permissions":"3072"}}}})"));

  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->find_option("channel")->value, OptionValue{Snowflake{42}});
  EXPECT_EQ(parsed->find_option("role")->value, OptionValue{Snowflake{43}});
  const auto* channel = parsed->find_channel({42});
  ASSERT_NE(channel, nullptr);
  EXPECT_EQ(channel->type, ChannelType::public_thread);
  EXPECT_EQ(channel->guild_id, Snowflake{7});
  EXPECT_EQ(channel->parent_id, Snowflake{41});
  EXPECT_EQ(parsed->roles, std::vector<Snowflake>{{43}});
  EXPECT_EQ(channel->app_permissions, permission::view_channel | permission::send_messages);
}

TEST(InteractionJson, knows_the_roles_of_a_member) {
  const auto parsed =
      parse_interaction(R"({"id":"1","type":2,"token":"t","guild_id":"7","data":{"name":"live"},
    "member":{"roles":["11","12",null],"permissions":"32","user":{"id":"55","username":"fan"}}})");

  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->member_roles, (std::vector<Snowflake>{{11}, {12}}));
}

TEST(InteractionJson, joins_the_sub_command_of_a_group_to_its_name) {
  const auto parsed =
      parse_interaction(command_json(R"({"options":[{"options":[{"type":1,"name":"add","options":[
    {"name":"team","type":3,"value":"x"}]}],"name":"follow","type":2}],"name":"team"})"));

  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->command, "team");
  EXPECT_EQ(parsed->subcommand, "follow add");
  ASSERT_NE(parsed->find_option("team"), nullptr);
}

TEST(InteractionJson, reads_a_button_and_who_caused_its_message) {
  const auto parsed = parse_interaction(R"({"id":"1","type":3,"token":"t","user":{"id":"55","username":"f"},
    "data":{"component_type":2,"custom_id":"p:2:55"},
    "message":{"id":"99","content":"\"id\":\"7\"","interaction_metadata":{"id":"98","user":{"id":"54"},"type":2}}})");

  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->type, InteractionType::component);
  EXPECT_EQ(parsed->custom_id, "p:2:55");
  EXPECT_EQ(parsed->message_id, Snowflake{99});
  EXPECT_EQ(parsed->message_author_of, Snowflake{54});
}

TEST(InteractionJson, reads_what_was_selected) {
  const auto parsed = parse_interaction(R"({"id":"1","type":3,"token":"t","user":{"id":"55","username":"f"},
    "data":{"component_type":3,"custom_id":"s","values":["a","b",3,null]}})");

  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->values, (std::vector<std::string>{"a", "b"}));
}

TEST(InteractionJson, needs_no_more_of_a_ping_than_its_type) {
  const auto parsed = parse_interaction(R"({"id":"1","type":1,"token":"t"})");

  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->type, InteractionType::ping);
}

TEST(InteractionJson, leaves_out_options_whose_value_it_cannot_read) {
  const auto parsed = parse_interaction(command_json(
      R"({"name":"m","options":[{"name":"a","type":3},{"name":"b","type":3,"value":null},{"type":3,"value":"x"},
      {"name":"c","type":7,"value":"no id"},{"name":"d","type":99,"value":[1]},{"name":"e","type":3,"value":"kept"}]})"));

  ASSERT_TRUE(parsed);
  ASSERT_EQ(parsed->options.size(), 1U);
  EXPECT_EQ(parsed->options[0].name, "e");
}

TEST(InteractionJson, keeps_to_bounds) {
  std::string options = "[";
  for (int i = 0; i < 40; ++i)
    options += fmt::format(R"({}{{"name":"o{}","type":3,"value":"x"}})", i ? "," : "", i);
  std::string nested = R"({"name":"o","type":3,"value":"x"})";
  for (int i = 0; i < 10; ++i) nested = R"({"name":"n","type":1,"options":[)" + nested + "]}";

  const auto wide = parse_interaction(command_json(R"({"name":"m","options":)" + options + "]}"));
  const auto deep = parse_interaction(command_json(R"({"name":"m","options":[)" + nested + "]}"));

  ASSERT_TRUE(wide && deep);
  EXPECT_EQ(wide->options.size(), 25U);
  EXPECT_EQ(deep->subcommand, "n n n");
  EXPECT_TRUE(deep->options.empty());
}

TEST(InteractionJson, refuses_what_cannot_be_answered) {
  EXPECT_THAT(error_of(""), HasSubstr("no JSON"));
  EXPECT_THAT(error_of("[]"), HasSubstr("no JSON"));
  EXPECT_THAT(error_of(R"({"id":"1","type":2)"), HasSubstr("no JSON"));
  EXPECT_THAT(error_of(R"({"id":"1","type":9,"token":"t"})"), HasSubstr("type 9"));
  EXPECT_THAT(error_of(R"({"type":2,"token":"t"})"), HasSubstr("without an id"));
  EXPECT_THAT(error_of(R"({"id":"1","type":2})"), HasSubstr("no token"));
  EXPECT_THAT(error_of(R"({"id":"1","type":2,"token":"t","data":{"name":"x"}})"), HasSubstr("no user"));
  EXPECT_THAT(error_of(R"({"id":"1","type":2,"token":"t","user":{"id":"5"}})"), HasSubstr("no command"));
  EXPECT_THAT(error_of(R"({"id":"1","type":3,"token":"t","user":{"id":"5"}})"), HasSubstr("no custom_id"));
}

TEST(InteractionJson, tells_of_the_channel_that_a_menu_chose) {
  const auto parsed = parse_interaction(R"({"id":"1","application_id":"2","type":3,"token":"t","guild_id":"5",
      "member":{"user":{"id":"9","username":"u"},"permissions":"32"},
      "data":{"custom_id":"c","component_type":8,"values":["42"],
              "resolved":{"channels":{"42":{"id":"42","type":0,"name":"x","app_permissions":"3072"}}}}})");

  ASSERT_TRUE(parsed.has_value());
  EXPECT_EQ(parsed->values, std::vector<std::string>{"42"});
  const auto* channel = parsed->find_channel({42});
  ASSERT_NE(channel, nullptr);
  EXPECT_EQ(channel->app_permissions, 3072u);
}

}  // namespace
}  // namespace cs2::discord

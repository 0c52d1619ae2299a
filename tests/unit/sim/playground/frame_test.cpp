#include "sim/playground/frame.hpp"

#include <gtest/gtest.h>

namespace cs2::sim {
namespace {

using discord::OptionType;

std::vector<discord::CommandSpec> commands() {
  return {{.name = {"results"},
           .options = {{.type = OptionType::text, .name = {"team"}, .autocomplete = true, .most = 5},
                       {.type = OptionType::integer, .name = {"count"}, .least = 1, .most = 10},
                       {.type = OptionType::text,
                        .name = {"tier"},
                        .choices = {{.name = {"S"}, .value = std::string{"s"}}}}}},
          {.name = {"follow"},
           .options = {{.type = OptionType::sub_command,
                        .name = {"team"},
                        .options = {{.type = OptionType::text, .name = {"team"}, .required = true},
                                    {.type = OptionType::channel, .name = {"channel"}}}}}}};
}

UseCommand use(std::string command, std::vector<RawOption> options, bool suggest = false) {
  return {.channel = {1}, .command = std::move(command), .options = std::move(options), .suggest = suggest};
}

TEST(PlaygroundFrame, reads_every_kind) {
  const auto command = parse_playground_frame(
      R"({"type":"command","ask":3,"channel":"7","command":"results","options":[{"name":"count","value":2}]})");
  const auto modal = parse_playground_frame(
      R"({"type":"modal","channel":"7","interaction":"8","components":[{"type":18}]})");
  const auto menu = parse_playground_frame(
      R"({"type":"component","channel":"7","message":"9","custom_id":"x","values":["a","b"]})");

  ASSERT_TRUE(command);
  EXPECT_EQ(command->ask, 3);
  EXPECT_EQ(std::get<std::int64_t>(std::get<UseCommand>(command->what).options.at(0).value), 2);
  ASSERT_TRUE(modal);
  EXPECT_EQ(std::get<SubmitModal>(modal->what).components, R"([{"type":18}])");
  ASSERT_TRUE(menu);
  EXPECT_EQ(std::get<UseComponent>(menu->what).values.size(), 2U);
  EXPECT_TRUE(parse_playground_frame(R"({"type":"join"})"));
  EXPECT_TRUE(parse_playground_frame(R"({"type":"person","person":"fan"})"));
  EXPECT_TRUE(parse_playground_frame(R"({"type":"locale","locale":"de"})"));
  EXPECT_TRUE(parse_playground_frame(R"({"type":"speed","speed":60})"));
}

TEST(PlaygroundFrame, refuses_what_is_broken) {
  for (const auto* text :
       {"", "{", "[]", "7", R"({"type":7})", R"({"type":"dance"})", R"({"type":"person"})",
        R"({"type":"speed","speed":"60"})", R"({"type":"command","channel":"x","command":"live"})",
        R"({"type":"command","channel":"1","command":"live","options":{}})",
        R"({"type":"command","channel":"1","command":"live","options":[7]})",
        R"({"type":"command","channel":"1","command":"live","options":[{"name":"a","value":null}]})",
        R"({"type":"component","channel":"1","message":"2","custom_id":"x","values":[1]})",
        R"({"type":"modal","channel":"1","components":[]})"})
    EXPECT_FALSE(parse_playground_frame(text)) << text;
  EXPECT_FALSE(parse_playground_frame(std::string(10'000, '[')));
  EXPECT_FALSE(parse_playground_frame(R"({"type":"person","person":")" + std::string(200, 'x') + "\"}"));
}

TEST(PlaygroundOptions, have_the_types_that_their_command_declares) {
  const auto given = read_options(commands(), use("follow team", {{.name = "team", .value = "foxes"},
                                                                  {.name = "channel", .value = "12"}}));

  ASSERT_TRUE(given) << given.error().detail;
  EXPECT_EQ(std::get<std::string>(given->at(0).value), "foxes");
  EXPECT_EQ(std::get<discord::Snowflake>(given->at(1).value).value, 12U);
}

TEST(PlaygroundOptions, are_refused_where_Discord_would_not_offer_them) {
  const std::int64_t eleven = 11;
  EXPECT_FALSE(read_options(commands(), use("dance", {})));
  EXPECT_FALSE(read_options(commands(), use("follow", {})));
  EXPECT_FALSE(read_options(commands(), use("follow player", {})));
  EXPECT_FALSE(read_options(commands(), use("follow team", {}))) << "a required one is missing";
  EXPECT_FALSE(read_options(commands(), use("results", {{.name = "player", .value = "x"}})));
  EXPECT_FALSE(read_options(commands(), use("results", {{.name = "count", .value = eleven}})));
  EXPECT_FALSE(read_options(commands(), use("results", {{.name = "count", .value = "2"}})));
  EXPECT_FALSE(read_options(commands(), use("results", {{.name = "team", .value = "too long"}})));
  EXPECT_FALSE(read_options(commands(), use("results", {{.name = "tier", .value = "z"}})));
  EXPECT_FALSE(read_options(
      commands(), use("results", {{.name = "team", .value = "a"}, {.name = "team", .value = "b"}})));
}

TEST(PlaygroundOptions, that_are_being_typed_are_texts_and_one_of_them_is_focused) {
  const RawOption team{.name = "team", .value = "gr", .focused = true};

  EXPECT_TRUE(read_options(commands(), use("results", {team}, true)));
  EXPECT_FALSE(read_options(commands(), use("results", {team}, false)));
  EXPECT_FALSE(read_options(commands(), use("results", {{.name = "team", .value = "gr"}}, true)));
  EXPECT_FALSE(
      read_options(commands(), use("results", {{.name = "tier", .value = "s", .focused = true}}, true)));
}

}  // namespace
}  // namespace cs2::sim

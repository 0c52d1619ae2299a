#include "sim/client/prompt.hpp"

#include <gtest/gtest.h>

namespace cs2::sim {
namespace {

using discord::CommandOption;
using discord::OptionType;

const std::vector<discord::CommandSpec> commands{
    {.name = {"live"}, .description = {"d"}},
    {.name = {"match"},
     .description = {"d"},
     .options = {{.type = OptionType::text, .name = {"match"}, .required = true, .autocomplete = true}}},
    {.name = {"results"},
     .description = {"d"},
     .options = {{.type = OptionType::text, .name = {"team"}, .autocomplete = true},
                 {.type = OptionType::integer, .name = {"count"}, .least = 1, .most = 10},
                 {.type = OptionType::text,
                  .name = {"day"},
                  .choices = {{.name = {"Today"}, .value = std::string("0")},
                              {.name = {"Yesterday"}, .value = std::string("-1")}}},
                 {.type = OptionType::boolean, .name = {"spoilers"}}}},
    {.name = {"follow"},
     .description = {"d"},
     .options =
         {{.type = OptionType::sub_command,
           .name = {"team"},
           .options = {{.type = OptionType::text, .name = {"team"}, .required = true, .autocomplete = true},
                       {.type = OptionType::channel, .name = {"channel"}}}},
          {.type = OptionType::sub_command, .name = {"everything"}}}},
};

TypedCommand typed(std::string_view line) {
  const auto result = parse_prompt(line, commands);
  if (!result) throw std::runtime_error(result.error().detail);
  return std::get<TypedCommand>(*result);
}

std::string complaint(std::string_view line) {
  const auto result = parse_prompt(line, commands);
  return result ? "" : result.error().detail;
}

TEST(Prompt, gives_words_to_the_first_text_option) {
  const auto call = typed("/match  team spirit ");

  EXPECT_EQ(call.command, "match");
  ASSERT_EQ(call.options.size(), 1U);
  EXPECT_EQ(call.options[0].name, "match");
  EXPECT_EQ(std::get<std::string>(call.options[0].value), "team spirit");
}

TEST(Prompt, lets_a_named_value_run_until_the_next_option) {
  const auto call = typed("/results team:granite foxes count:3 spoilers:no");

  ASSERT_EQ(call.options.size(), 3U);
  EXPECT_EQ(std::get<std::string>(call.options[0].value), "granite foxes");
  EXPECT_EQ(std::get<std::int64_t>(call.options[1].value), 3);
  EXPECT_FALSE(std::get<bool>(call.options[2].value));
}

TEST(Prompt, keeps_quoted_words_together_and_colons_that_name_nothing) {
  EXPECT_EQ(std::get<std::string>(typed(R"(/match "a  b" x:y)").options[0].value), "a  b x:y");
}

TEST(Prompt, finds_the_sub_command_behind_its_command) {
  const auto call = typed("/follow team spirit channel:<#42>");
  const auto bare = typed("/follow everything");
  const auto half = typed("/follow team spi?");

  EXPECT_EQ(call.command, "follow team");
  ASSERT_EQ(call.options.size(), 2U);
  EXPECT_EQ(std::get<std::string>(call.options[0].value), "spirit");
  EXPECT_EQ(std::get<discord::Snowflake>(call.options[1].value), discord::Snowflake{42});
  EXPECT_EQ(bare.command, "follow everything");
  EXPECT_EQ(half.command, "follow team");
  EXPECT_TRUE(half.suggest);
  EXPECT_EQ(complaint("/follow"), "/follow must be followed by one of: team, everything.");
  EXPECT_EQ(complaint("/follow teem"), "/follow must be followed by one of: team, everything.");
  EXPECT_EQ(complaint("/follow team"), "/follow team needs team.");
}

TEST(Prompt, takes_a_choice_by_its_name_or_its_value) {
  EXPECT_EQ(std::get<std::string>(typed("/results day:yesterday").options[0].value), "-1");
  EXPECT_EQ(std::get<std::string>(typed("/results day:0").options[0].value), "0");
}

TEST(Prompt, asks_for_suggestions_with_a_question_mark) {
  const auto half = typed("/results count:3 team:gra?");
  const auto empty = typed("/match ?");

  EXPECT_TRUE(half.suggest);
  EXPECT_TRUE(half.options.back().focused);
  EXPECT_EQ(std::get<std::string>(half.options.back().value), "gra");
  EXPECT_EQ(std::get<std::string>(empty.options.back().value), "");
}

TEST(Prompt, counts_buttons_and_entries_from_one) {
  EXPECT_EQ(std::get<TypedPress>(*parse_prompt("/press 2", commands)).button, 2);
  EXPECT_EQ(std::get<TypedPress>(*parse_prompt("/press", commands)).button, 1);
  EXPECT_EQ(std::get<TypedChoice>(*parse_prompt("/choose 3", commands)).entry, 3);
  EXPECT_EQ(complaint("/press zero"), "/press takes a number, counted from 1.");
}

TEST(Prompt, says_in_one_sentence_what_is_wrong) {
  EXPECT_EQ(complaint("hello"), "Commands start with a slash, for example /live.");
  EXPECT_EQ(complaint("/lve"), "Unknown command /lve. Commands: live, match, results, follow.");
  EXPECT_EQ(complaint("/match"), "/match needs match.");
  EXPECT_EQ(complaint("/live now"), "/live takes no options.");
  EXPECT_EQ(complaint("/results count:many"), "count must be a whole number.");
  EXPECT_EQ(complaint("/results count:11"), "count must be at most 10.");
  EXPECT_EQ(complaint("/results day:monday"), "day must be one of: Today, Yesterday.");
  EXPECT_EQ(complaint("/results team:a team:b"), "/results takes team only once.");
  EXPECT_EQ(complaint("/results count:1?"), "count of /results has no suggestions.");
}

TEST(PromptCompletion, offers_commands_subcommands_options_and_choices) {
  using Words = std::vector<std::string>;

  EXPECT_EQ(complete_prompt("/ma", commands), (Words{"/match"}));
  EXPECT_EQ(complete_prompt("/", commands).size(), commands.size() + 4);
  EXPECT_EQ(complete_prompt("/follow ", commands), (Words{"team", "everything"}));
  EXPECT_EQ(complete_prompt("/follow team c", commands), (Words{"channel:"}));
  EXPECT_EQ(complete_prompt("/results team:granite ", commands), (Words{"count:", "day:", "spoilers:"}));
  EXPECT_EQ(complete_prompt("/results day:", commands), (Words{"day:0", "day:-1"}));
  EXPECT_EQ(complete_prompt("/nothing ", commands), Words{});
  EXPECT_EQ(complete_prompt("/follow nobody ", commands), Words{});
}

}  // namespace
}  // namespace cs2::sim

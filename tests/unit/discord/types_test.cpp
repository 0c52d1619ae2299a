#include "discord/types.hpp"

#include <gtest/gtest.h>

namespace cs2::discord {
namespace {

using namespace std::chrono_literals;

TEST(Snowflake, is_read_and_printed_as_digits) {
  EXPECT_EQ(parse_snowflake("18446744073709551615"), Snowflake{UINT64_MAX});
  EXPECT_EQ(to_string(Snowflake{80351110224678912}), "80351110224678912");
}

TEST(Snowflake, is_nothing_when_it_is_no_64_bit_number) {
  for (const auto* const text : {"", " 1", "1 ", "-1", "1a", "18446744073709551616"}) {
    EXPECT_FALSE(parse_snowflake(text)) << text;
  }
}

TEST(Snowflake, knows_its_time) {
  // The example of Discord's documentation.
  EXPECT_EQ(to_iso8601(created_at(Snowflake{175928847299117063})), "2016-04-30T11:18:25.796Z");
}

TEST(Snowflake, is_made_for_a_time) {
  const auto at = Timestamp{1'790'000'000'123ms};

  const auto first = snowflake_at(at);
  const auto second = snowflake_at(at, 1);

  EXPECT_EQ(created_at(first), at);
  EXPECT_EQ(second.value, first.value + 1);
  EXPECT_EQ(snowflake_at(Timestamp{}).value, 0U);
}

TEST(Markdown, is_escaped_where_it_would_mean_something) {
  EXPECT_EQ(escape_markdown("*b*_i_~s~|h|`c`"), R"(\*b\*\_i\_\~s\~\|h\|\`c\`)");
  EXPECT_EQ(escape_markdown("[a](b) <@1> @everyone :x:"), R"(\[a\]\(b\) \<\@1> \@everyone \:x\:)");
  EXPECT_EQ(escape_markdown(R"(a\b)"), R"(a\\b)");
}

TEST(Markdown, opens_quotes_headings_and_lists_only_at_the_start_of_a_line) {
  EXPECT_EQ(escape_markdown("# a # b"), R"(\# a # b)");
  EXPECT_EQ(escape_markdown("Ence-Next\n- a > b\n  > c"), "Ence-Next\n\\- a > b\n  \\> c");
}

TEST(Markdown, leaves_other_scripts_alone) {
  EXPECT_EQ(escape_markdown("Спирит 스피릿 🏆"), "Спирит 스피릿 🏆");
}

TEST(TimeMark, counts_in_seconds) {
  EXPECT_EQ(timestamp(Timestamp{1'790'000'000'999ms}), "<t:1790000000:f>");
  EXPECT_EQ(timestamp(Timestamp{1'790'000'000'000ms}, 'R'), "<t:1790000000:R>");
}

TEST(Interaction, finds_its_options_by_name) {
  Interaction interaction;
  interaction.options = {{.name = "team", .value = std::string{"spirit"}},
                         {.name = "count", .value = std::int64_t{3}}};

  ASSERT_NE(interaction.find_option("count"), nullptr);
  EXPECT_EQ(std::get<std::int64_t>(interaction.find_option("count")->value), 3);
  EXPECT_EQ(interaction.find_option("event"), nullptr);
}

}  // namespace
}  // namespace cs2::discord

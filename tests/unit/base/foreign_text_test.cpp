#include "base/foreign_text.hpp"

#include <gtest/gtest.h>

#include "base/text.hpp"

namespace cs2 {
namespace {

TEST(ForeignText, makes_bytes_valid) {
  EXPECT_EQ(sanitize("ok\xFFok"), "ok\xEF\xBF\xBDok");
  EXPECT_EQ(sanitize(std::string_view{"a\0b\x1b[31m\n", 9}), "ab[31m\n");
}

TEST(ForeignText, takes_out_what_turns_or_hides_a_text) {
  EXPECT_EQ(sanitize("\u202Eesrever"), "esrever");
  EXPECT_EQ(sanitize("zero\u200Bwidth"), "zerowidth");
  EXPECT_EQ(sanitize("\u2067a\u200F\u061C\uFEFF\u2066b\u00AD\U000E0041c"), "abc");
  EXPECT_EQ(sanitize("a\u2028b\u2029c"), "a\nb\nc");
  EXPECT_EQ(sanitize("\xED\xA0\x80x"), "\uFFFD\uFFFD\uFFFDx") << "an unpaired surrogate";
}

TEST(ForeignText, leaves_no_more_marks_on_a_letter_than_a_script_needs) {
  std::string stack = "a";
  for (int i = 0; i < 40; ++i) stack += "\u0301";
  EXPECT_EQ(sanitize(stack + "b"), "a\u0301\u0301\u0301b");
  EXPECT_EQ(sanitize("\u0301a"), "a") << "a mark without a letter";
  EXPECT_EQ(sanitize("e\u0302\u0301"), "e\u0302\u0301") << "Vietnamese, decomposed";
  EXPECT_EQ(sanitize("\u05E9\u05BC\u05C1"), "\u05E9\u05BC\u05C1") << "Hebrew with points";
}

TEST(ForeignText, keeps_what_joins_emoji_and_words) {
  for (const auto* text : {"👨‍👩‍👧", "❤️", "1️⃣", "می‌خواهم", "क्‍ष", "🇩🇰"})
    EXPECT_EQ(sanitize(text), text);
  EXPECT_EQ(sanitize("fal\u200Dcons\u200C"), "falcons");
}

TEST(ForeignText, keeps_the_isolates_of_a_text_of_ours) {
  EXPECT_EQ(sanitize_composed("\u2068שלום\u2069 1\u202E – 0"), "\u2068שלום\u2069 1 – 0");
}

TEST(ForeignText, makes_a_name_one_line_that_leads_nowhere) {
  EXPECT_EQ(clean_name(" A\nB\t\u2028C  D "), "A B C D");
  EXPECT_EQ(clean_name("discord.gg/abcdef"), "discord.gg abcdef");
  EXPECT_EQ(clean_name("go https://evil.example/x/y"), "go https evil.example x y");
  EXPECT_EQ(clean_name("discord.com/invite/abc"), "discord.com invite abc");
  EXPECT_EQ(clean_name("BC.Game"), "BC.Game");
  EXPECT_EQ(clean_name("Lower/Upper 1/2"), "Lower/Upper 1/2");
  EXPECT_EQ(clean_name("\u200B \u202E\n"), "");
}

TEST(ForeignText, knows_the_words_that_stand_for_nothing) {
  for (const auto* word : {"TBA", "tbd", " Unknown ", "N/A", "", "To be announced"})
    EXPECT_TRUE(is_placeholder(word)) << word;
  for (const auto* word : {"NA", "Nuke", "TBA Esports", "未定", "!!!"})
    EXPECT_FALSE(is_placeholder(word)) << word;
}

}  // namespace
}  // namespace cs2

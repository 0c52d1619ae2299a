#include "base/text.hpp"

#include <gtest/gtest.h>

namespace cs2 {
namespace {

TEST(Text, folds_case_diacritics_and_punctuation) {
  EXPECT_EQ(fold("Team  Spírit!"), "team spirit");
  EXPECT_EQ(fold("KRÜ"), "kru");
  EXPECT_EQ(fold("Famalicão"), "famalicao");
  EXPECT_EQ(fold("Honvéd"), "honved");
  EXPECT_EQ(fold("9z-Team"), "9z team");
  EXPECT_EQ(fold("G2.Esports"), "g2 esports");
}

TEST(Text, folds_other_scripts_to_latin) {
  EXPECT_EQ(fold("Спирит"), "spirit");
  EXPECT_EQ(fold("Нави"), "navi");
}

TEST(Text, folds_to_nothing_where_nothing_can_be_read) {
  EXPECT_EQ(fold(""), "");
  EXPECT_EQ(fold("!!! ---"), "");
}

TEST(Text, counts_and_cuts_by_code_points) {
  EXPECT_EQ(count_characters("naïve🙂"), 6U);
  EXPECT_EQ(shorten("naïve🙂", 6), "naïve🙂");
  EXPECT_EQ(shorten("naïve🙂", 4), "naï…");
  EXPECT_EQ(shorten("abc", 0), "");
}

TEST(Text, splits_and_trims) {
  EXPECT_EQ(split("a,,b", ','), (std::vector<std::string_view>{"a", "", "b"}));
  EXPECT_EQ(trim("  x\t\n"), "x");
}

}  // namespace
}  // namespace cs2

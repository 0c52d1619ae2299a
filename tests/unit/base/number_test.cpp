#include "base/number.hpp"

#include <gtest/gtest.h>

namespace cs2 {
namespace {

TEST(Number, is_the_whole_text_and_fits_its_type) {
  EXPECT_EQ(parse_number<int>("-12"), -12);
  EXPECT_EQ(parse_number<double>("1.25"), 1.25);
  EXPECT_EQ(parse_number<unsigned>("ff", 16), 255U);
  for (const auto* wrong : {"", " 1", "1 ", "+1", "1.5", "0x1", "2147483648"})
    EXPECT_EQ(parse_number<int>(wrong), std::nullopt) << wrong;
  EXPECT_EQ(parse_number<unsigned>("-1"), std::nullopt);
}

TEST(Number, is_taken_from_the_beginning_of_a_text) {
  std::string_view text = "0012_names.sql";

  EXPECT_EQ(take_number<int>(text), 12);
  EXPECT_EQ(text, "_names.sql");
  EXPECT_EQ(take_number<int>(text), std::nullopt);
  EXPECT_EQ(text, "_names.sql");
}

TEST(Number, of_digits_alone_has_no_sign_and_a_bound) {
  EXPECT_EQ(parse_digits("0"), 0);
  EXPECT_EQ(parse_digits("9223372036854775807"), INT64_MAX);
  for (const auto* wrong : {"", " 1", "1 ", "+1", "-1", "-0", "1.5", "0x1", "9223372036854775808"})
    EXPECT_EQ(parse_digits(wrong), std::nullopt) << wrong;
  EXPECT_EQ(parse_digits("24", 24), 24);
  EXPECT_EQ(parse_digits("25", 24), std::nullopt);
}

TEST(Number, text_of_digits_may_have_a_bound_of_its_length) {
  EXPECT_TRUE(is_digits("0123456789"));
  EXPECT_TRUE(is_digits("123", 3));
  for (const auto* wrong : {"", "12a", "-1", "../1"}) EXPECT_FALSE(is_digits(wrong)) << wrong;
  EXPECT_FALSE(is_digits("1234", 3));
}

}  // namespace
}  // namespace cs2

#include "locale/text_width.hpp"

#include <gtest/gtest.h>

namespace cs2::locale {
namespace {

TEST(TextColumns, are_two_of_what_is_wide_and_none_of_what_is_drawn_upon_another) {
  EXPECT_EQ(text_columns(""), 0U);
  EXPECT_EQ(text_columns("Spirit"), 6U);
  EXPECT_EQ(text_columns("天禄"), 4U);
  EXPECT_EQ(text_columns("🦊"), 2U);
  EXPECT_EQ(text_columns("e\u0301a"), 2U) << "a combining accent";
  EXPECT_EQ(text_columns("\u2068נצחון\u2069"), 5U) << "marks of direction have no width";
  EXPECT_EQ(text_columns("\xFF"), 1U);
}

TEST(TextColumns, are_kept_when_text_is_cut) {
  EXPECT_EQ(shorten_to_columns("Spirit", 6), "Spirit");
  EXPECT_EQ(shorten_to_columns("Spirit", 4), "Spi…");
  EXPECT_EQ(shorten_to_columns("天禄天", 4), "天…") << "half a character is none";
  EXPECT_EQ(shorten_to_columns("e\u0301abc", 3), "e\u0301a…");
  EXPECT_EQ(shorten_to_columns("x", 0), "");
}

}  // namespace
}  // namespace cs2::locale

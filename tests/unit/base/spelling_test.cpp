#include "base/spelling.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cs2 {
namespace {

using testing::ElementsAre;

double typos(std::string_view typed, std::string_view name) {
  return typos_between(Spelled{typed}, Lettered{name}, 10).whole;
}

TEST(Spelling, reads_cyrillic_by_letters_and_by_sound) {
  EXPECT_THAT(readings("Team Spírit"), ElementsAre("team spirit"));
  EXPECT_THAT(readings("нави"), ElementsAre("navi"));
  EXPECT_THAT(readings("шайро"), ElementsAre("sajro", "shayro", "shiro"));
}

TEST(Spelling, knows_what_a_cyrillic_keyboard_makes_of_latin) {
  EXPECT_EQ(typed_on_latin_keys("тфмш"), "navi");
  EXPECT_EQ(typed_on_latin_keys("navi"), "");
}

TEST(Spelling, takes_digits_for_letters_only_in_words_of_letters) {
  EXPECT_EQ(spelled_out("m0nesy s1mple"), "monesy simple");
  EXPECT_EQ(spelled_out("g2 910 b8"), "g2 910 b8");
}

TEST(Spelling, hears_the_same_in_spellings_of_one_sound) {
  EXPECT_EQ(sound_of("w0nderfull"), sound_of("vonderful"));
  EXPECT_EQ(sound_of("mongols"), sound_of("mongolz"));
  EXPECT_EQ(sound_of("zywoo"), sound_of("zivu"));
  EXPECT_EQ(sound_of("magixx"), sound_of("magiks"));
  EXPECT_NE(sound_of("spirit"), sound_of("sprout"));
}

TEST(Spelling, does_not_swallow_a_letter_held_down) {
  EXPECT_GT(sound_of(std::string(60, 'x')).size(), 20U);
}

TEST(Spelling, counts_a_swap_or_another_vowel_less_than_another_letter) {
  EXPECT_EQ(typos("spirit", "spirit"), 0);
  EXPECT_EQ(typos("spikit", "spirit"), 1);
  EXPECT_LT(typos("spirti", "spirit"), 1);
  EXPECT_LT(typos("sperit", "spirit"), typos("spirti", "spirit"));
  EXPECT_LT(typos("spirrit", "spirit"), typos("sperit", "spirit"));
}

TEST(Spelling, finds_the_nearest_beginning) {
  EXPECT_EQ(typos_between(Spelled{"gamer"}, Lettered{"gamerlegion"}, 5).beginning, 0);
  EXPECT_GT(typos_between(Spelled{"gamer"}, Lettered{"gamerlegion"}, 5).whole, 4);
}

TEST(Spelling, sees_no_closeness_between_strangers) {
  EXPECT_EQ(closeness("spirit", "spirit"), 1);
  EXPECT_EQ(closeness("spirit", "vitality"), 0);
  EXPECT_EQ(closeness("", "vitality"), 0);
}

}  // namespace
}  // namespace cs2

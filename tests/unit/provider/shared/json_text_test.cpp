#include "provider/shared/json_text.hpp"

#include <gtest/gtest.h>

#include <string>

namespace cs2::provider {
namespace {

ErrorKind error_of(std::string_view text, std::size_t values_max = 100) {
  const auto value = parse_json_text(text, values_max);
  EXPECT_FALSE(value);
  return value ? ErrorKind::invalid : value.error().kind;
}

std::string text_in(std::string_view json) {
  const auto value = parse_json_text(json);
  EXPECT_TRUE(value) << value.error().detail;
  return value ? std::string{value->as_array().at(0).as_string()} : "";
}

TEST(JsonText, is_read_whole) {
  const auto value = parse_json_text(R"({"a": [1, 2, {"b": "x\"[[[\\"}], "c": null})");

  ASSERT_TRUE(value) << value.error().detail;
  EXPECT_EQ(value->as_object().at("a").as_array().size(), 3u);
}

TEST(JsonText, is_refused_when_it_is_none) {
  for (const auto* text : {"", "<html>", "[1,", R"(["\uD83)", R"(["\)", "]"})
    EXPECT_EQ(error_of(text), ErrorKind::drift);
}

TEST(JsonText, is_bounded_in_depth_and_values) {
  EXPECT_EQ(error_of(std::string(40, '[') + std::string(40, ']')), ErrorKind::drift);
  std::string flat = "[0";
  for (int i = 0; i < 100; ++i) flat += ",[]";
  EXPECT_EQ(error_of(flat + "]"), ErrorKind::too_large);
  EXPECT_TRUE(parse_json_text(R"(["[[[[[[,,,,,,,,"])", 3));
}

TEST(JsonText, keeps_pairs_of_halves) {
  EXPECT_EQ(text_in(R"(["\uD83C\uDFC6"])"), "\U0001F3C6");
}

TEST(JsonText, mends_halves_that_stand_alone) {
  EXPECT_EQ(text_in(R"(["a\ud83cb"])"), "a\uFFFDb");
  EXPECT_EQ(text_in(R"(["\udfc6"])"), "\uFFFD");
  EXPECT_EQ(text_in(R"(["\ud83c\ud83c\udfc6"])"), "\uFFFD\U0001F3C6");
  EXPECT_EQ(text_in(R"(["\\ud83c"])"), "\\ud83c");
}

TEST(JsonText, takes_bytes_that_are_no_text) {
  EXPECT_EQ(text_in("[\"a\xFF\"]"), "a\xFF");  // whoever reads it sanitizes it
}

}  // namespace
}  // namespace cs2::provider

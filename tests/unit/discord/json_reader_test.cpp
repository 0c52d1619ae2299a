#include "discord/json_reader.hpp"

#include <gtest/gtest.h>

#include <map>
#include <vector>

namespace cs2::discord {
namespace {

using Kind = JsonReader::Kind;

std::optional<std::string> text_of(std::string_view json) {
  return JsonReader{json}.read_text();
}

TEST(JsonReader, reads_the_members_that_are_wanted_and_skips_the_rest) {
  JsonReader json{R"( { "a" : 1 , "skip":{"x":[1,{"y":"}]"}]}, "b":"two", "c":true,"d":null } )"};
  std::int64_t a = 0;
  std::string b;
  bool c = false;

  const bool whole = json.read_object([&](std::string_view key) {
    if (key == "a") return json.read(a);
    if (key == "b") return json.read(b);
    if (key == "c") return json.read(c);
  });

  EXPECT_TRUE(whole);
  EXPECT_EQ(a, 1);
  EXPECT_EQ(b, "two");
  EXPECT_TRUE(c);
}

TEST(JsonReader, keeps_what_was_there_when_a_value_is_null_or_of_another_kind) {
  JsonReader json{R"({"a":null,"b":[1],"c":"text","d":"x"})"};
  std::string a = "kept";
  std::string b = "kept";
  std::int64_t c = 7;
  std::string d;

  const bool whole = json.read_object([&](std::string_view key) {
    if (key == "a") return json.read(a);
    if (key == "b") return json.read(b);
    if (key == "c") return json.read(c);
    if (key == "d") return json.read(d);
  });

  EXPECT_TRUE(whole);
  EXPECT_EQ(a, "kept");
  EXPECT_EQ(b, "kept");
  EXPECT_EQ(c, 7);
  EXPECT_EQ(d, "x");
}

TEST(JsonReader, reads_elements_one_by_one) {
  JsonReader json{R"([ "1" , 2, {"no":"id"}, 18446744073709551615, [] ])"};
  std::vector<std::uint64_t> ids;

  const bool whole = json.read_array([&] {
    if (const auto id = json.read_digits()) ids.push_back(*id);
  });

  EXPECT_TRUE(whole);
  EXPECT_EQ(ids, (std::vector<std::uint64_t>{1, 2, UINT64_MAX}));
}

TEST(JsonReader, unescapes_texts_and_keys) {
  EXPECT_EQ(text_of(R"("a\"b\\c\/d\n\t\r\b\f")"), "a\"b\\c/d\n\t\r\b\f");
  EXPECT_EQ(text_of(R"("\u0041\u00e9\u20ac")"), "Aé€");
  EXPECT_EQ(text_of(R"("\ud83c\udfc6")"), "🏆");

  JsonReader json{R"({"n\u0061me":"x"})"};
  std::string name;
  json.read_object([&](std::string_view key) {
    if (key == "name") json.read(name);
  });
  EXPECT_EQ(name, "x");
}

TEST(JsonReader, replaces_lone_surrogates_and_broken_escapes) {
  EXPECT_EQ(text_of(R"("\ud83c")"), "\uFFFD");
  EXPECT_EQ(text_of(R"("\udfc6x")"), "\uFFFDx");
  EXPECT_EQ(text_of(R"("\ud83c\u0041")"), "\uFFFDA");
  EXPECT_EQ(text_of(R"("\uzz")"), "\uFFFDzz");
}

TEST(JsonReader, finds_the_end_of_texts_that_end_in_backslashes) {
  JsonReader json{R"({"a":"x\\","b":"\\\"","c":"end"})"};
  std::map<std::string, std::string, std::less<>> texts;

  json.read_object([&](std::string_view key) { texts[std::string{key}] = json.read_text().value_or("?"); });

  EXPECT_EQ(texts["a"], "x\\");
  EXPECT_EQ(texts["b"], "\\\"");
  EXPECT_EQ(texts["c"], "end");
}

TEST(JsonReader, refuses_numbers_that_do_not_fit) {
  EXPECT_FALSE(JsonReader{"9223372036854775808"}.read_integer());
  EXPECT_FALSE(JsonReader{"1.5"}.read_integer());
  EXPECT_EQ(JsonReader{"-3"}.read_integer(), -3);
  EXPECT_EQ(JsonReader{"1.5e3"}.read_number(), 1500.0);
  EXPECT_FALSE(JsonReader{"-1"}.read_digits());
  EXPECT_FALSE(JsonReader{R"("12a")"}.read_digits());
}

TEST(JsonReader, fails_once_and_for_all_on_broken_bytes) {
  for (const auto* const text :
       {"{", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "{a:1}", "{\"a\" 1}", "{\"a\":\"x}",
        "{\"a\":[1,2}", "{\"a\":}", "{\"a\":1 \"b\":2}"}) {
    JsonReader json{text};
    EXPECT_FALSE(json.read_object([](std::string_view) {})) << text;
    EXPECT_TRUE(json.failed()) << text;
    EXPECT_FALSE(json.read_text()) << text;
  }
}

TEST(JsonReader, skips_a_value_of_another_kind_without_failing) {
  JsonReader json{R"([1,2])"};

  EXPECT_FALSE(json.read_object([](std::string_view) {}));

  EXPECT_FALSE(json.failed());
  EXPECT_EQ(json.kind(), Kind::nothing);
}

TEST(JsonReader, does_not_care_how_deep_the_skipped_is) {
  const std::string deep = std::string(200'000, '[') + std::string(200'000, ']');
  const std::string text = R"({"deep":)" + deep + R"(,"b":"x"})";
  JsonReader json{text};
  std::string b;

  json.read_object([&](std::string_view key) {
    if (key == "b") json.read(b);
  });

  EXPECT_EQ(b, "x");
}

TEST(JsonReader, stops_when_told_and_has_not_failed) {
  JsonReader json{R"({"a":1,"b": broken)"};
  int members = 0;

  const bool done = json.read_object([&](std::string_view) {
    ++members;
    json.stop();
  });

  EXPECT_TRUE(done);
  EXPECT_FALSE(json.failed());
  EXPECT_EQ(members, 1);
}

TEST(JsonReader, gives_the_bytes_of_a_value) {
  JsonReader json{R"({"d": {"x":[1,"}"]} ,"t":"T"})"};
  std::string_view raw;

  json.read_object([&](std::string_view key) {
    if (key == "d") raw = json.read_raw();
  });

  EXPECT_EQ(raw, R"({"x":[1,"}"]})");
}

}  // namespace
}  // namespace cs2::discord

#include "discord/json_writer.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

namespace cs2::discord {
namespace {

std::string written(std::string_view text) {
  std::string out;
  JsonWriter{out}.text(text);
  return out;
}

TEST(JsonWriter, places_commas_by_itself) {
  std::string out;
  JsonWriter json{out};

  json.begin_object();
  json.member("a", 1);
  json.key("b");
  json.begin_array();
  json.text("x,");
  json.null();
  json.begin_object();
  json.end_object();
  json.end_array();
  json.member("c", true);
  json.key("d");
  json.digits(UINT64_MAX);
  json.key("e");
  json.raw("{}");
  json.end_object();

  EXPECT_EQ(out, R"({"a":1,"b":["x,",null,{}],"c":true,"d":"18446744073709551615","e":{}})");
}

TEST(JsonWriter, escapes_what_json_wants_escaped) {
  EXPECT_EQ(written("a\"b\\c\n\r\t"), R"("a\"b\\c\n\r\t")");
  EXPECT_EQ(written(std::string_view{"\0\x1f\x7f", 3}), R"("\u0000\u001f\u007f")");
}

TEST(JsonWriter, keeps_every_script) {
  EXPECT_EQ(written("é€🏆"), "\"é€🏆\"");
}

TEST(JsonWriter, replaces_bytes_that_are_no_utf8) {
  for (const auto* const broken :
       {"\xFF", "\xC0\x80", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\xE2\x82", "\x80", "\xF0\x80\x80\x80"}) {
    const auto json = written(std::string{"a"} + broken + "b");

    EXPECT_NE(json.find("\uFFFD"), std::string::npos);
    EXPECT_TRUE(boost::json::parse(json).is_string());
    EXPECT_EQ(json.substr(json.size() - 2), "b\"");
  }
}

}  // namespace
}  // namespace cs2::discord

#include "support/simulation/schema.hpp"

#include <gtest/gtest.h>

namespace cs2::sim {
namespace {

Schema small() {
  return std::move(*Schema::parse(R"({"components":{"schemas":{
    "Id":{"type":"string","pattern":"^(0|[1-9][0-9]*)$","format":"snowflake"},
    "Kind":{"type":"integer","oneOf":[{"const":1},{"const":2}]},
    "One":{"type":"object","properties":{"type":{"type":"integer","enum":[1],"allOf":[{"$ref":"#/components/schemas/Kind"}]},
      "text":{"type":["string","null"],"minLength":2,"maxLength":4}},"required":["type"]},
    "Two":{"type":"object","properties":{"type":{"type":"integer","enum":[2]},"id":{"$ref":"#/components/schemas/Id"}},
      "required":["type","id"]},
    "Box":{"type":"object","properties":{
      "things":{"type":"array","items":{"oneOf":[{"$ref":"#/components/schemas/One"},{"$ref":"#/components/schemas/Two"}]},
        "maxItems":2,"uniqueItems":true},
      "number":{"type":"integer","minimum":0,"maximum":16777215},
      "at":{"type":"string","format":"date-time"},
      "names":{"type":"object","additionalProperties":{"type":"string"},"maxProperties":1}}}}}})"));
}

std::string broken(std::string_view json) {
  return small().check("Box", json).value_or("");
}

TEST(Schema, accepts_what_fits) {
  EXPECT_EQ(broken(R"({"things":[{"type":1,"text":null},{"type":2,"id":"175928847299117063"}],"number":7,
                      "at":"2026-11-23T18:00:00+00:00","names":{"de":"x"}})"),
            "");
}

TEST(Schema, names_the_place_and_the_reason_of_the_branch_that_was_meant) {
  EXPECT_EQ(broken(R"({"things":[{"type":1},{"type":1,"text":"x"}]})"), "things[1].text: shorter than 2");
  EXPECT_EQ(broken(R"({"things":[{"type":2}]})"), "things[0]: id is missing");
  EXPECT_EQ(broken(R"({"things":[{"type":3}]})"), "things[0]: matches no alternative");
}

TEST(Schema, counts_code_points) {
  EXPECT_EQ(broken(R"({"things":[{"type":1,"text":"üüüü"}]})"), "");
  EXPECT_EQ(broken(R"({"things":[{"type":1,"text":"üüüüü"}]})"), "things[0].text: longer than 4");
}

TEST(Schema, knows_the_formats) {
  EXPECT_EQ(broken(R"({"things":[{"type":2,"id":"18446744073709551616"}]})"), "things[0].id: no snowflake");
  EXPECT_EQ(broken(R"({"at":"2026-11-23T18:00:00"})"), "at: no date-time");
}

TEST(Schema, bounds_numbers_items_and_keys) {
  EXPECT_EQ(broken(R"({"number":-1})"), "number: less than 0");
  EXPECT_EQ(broken(R"({"number":1.5})"), R"(number: not of type "integer")");
  EXPECT_EQ(broken(R"({"things":[{"type":1},{"type":1}]})"), "things: the same item twice");
  EXPECT_EQ(broken(R"({"names":{"de":"x","fr":"y"}})"), "names: more than 1 keys");
}

TEST(Schema, refuses_unknown_keys_unless_told_to_ignore_them) {
  EXPECT_EQ(broken(R"({"numbr":1})"), "numbr: no such key");
  EXPECT_FALSE(small().check("Box", R"({"numbr":1})", Schema::UnknownKeys::ignored));
}

TEST(Schema, wants_an_array_where_each_is_checked) {
  EXPECT_EQ(small().check_each("Two", R"([{"type":2,"id":"1"},{"type":2,"id":"01"}])"),
            "[1].id: does not fit ^(0|[1-9][0-9]*)$");
  EXPECT_EQ(small().check_each("Two", "{}"), "body: not a JSON array");
}

TEST(Schema, refuses_a_description_without_schemas) {
  EXPECT_EQ(Schema::parse("{}").error().kind, ErrorKind::invalid);
  EXPECT_EQ(Schema::load("/nowhere.json").error().kind, ErrorKind::not_found);
}

}  // namespace
}  // namespace cs2::sim

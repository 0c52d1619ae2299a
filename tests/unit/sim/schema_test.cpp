#include "sim/schema.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "discord/json.hpp"

namespace cs2::sim {
namespace {

const std::string published = std::string(CS2_SOURCE_DIR) + "/../shared/reference/discord_openapi.json";

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

class PublishedSchema : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(published)) GTEST_SKIP() << "Discord's OpenAPI description is not here";
    schema.emplace(std::move(*Schema::load(published)));
  }
  std::string broken(std::string_view name, std::string_view json) {
    return schema->check(name, json).value_or("");
  }

  std::optional<Schema> schema;
};

TEST_F(PublishedSchema, accepts_messages_answers_and_commands) {
  EXPECT_EQ(broken("MessageCreateRequest", R"({"content":"x","embeds":[{"title":"t","color":255,
      "timestamp":"2026-11-23T18:00:00Z","fields":[{"name":"a","value":"b","inline":true}]}],"nonce":"a","enforce_nonce":true,
      "allowed_mentions":{"parse":[]},"components":[{"type":1,"components":[
        {"type":2,"style":2,"label":"Next","custom_id":"n"},{"type":2,"style":5,"label":"Web","url":"https://example.org"}]}]})"),
            "");
  EXPECT_EQ(broken("CreateMessageInteractionCallbackRequest", R"({"type":5,"data":{"flags":64}})"), "");
  EXPECT_EQ(broken("ApplicationCommandAutocompleteCallbackRequest",
                   R"({"type":8,"data":{"choices":[{"name":"n","value":"v"}]}})"),
            "");
  EXPECT_EQ(broken("ApplicationCommandUpdateRequest",
                   R"({"name":"a","description":"d","type":1,"default_member_permissions":"32","contexts":[0],
                       "options":[{"type":3,"name":"x","description":"d","autocomplete":true}]})"),
            "");
}

TEST_F(PublishedSchema, accepts_what_we_write_about_channels_and_events) {
  using namespace std::chrono_literals;
  const Timestamp start{1'800'000'000'000ms};
  const discord::Message message{.content = "x", .embeds = {{.title = "t"}}, .nonce = "n"};

  EXPECT_EQ(broken("CreatePrivateChannelRequest", discord::direct_to_json({4})), "");
  EXPECT_EQ(broken("CreateTextThreadWithMessageRequest",
                   discord::thread_to_json({.name = "A", .archive_after = 10080min})),
            "");
  EXPECT_EQ(
      broken("CreateForumThreadRequest",
             discord::forum_post_to_json({.name = "A", .archive_after = 60min, .tags = {{8}}}, message)),
      "");
  EXPECT_EQ(
      broken("ExternalScheduledEventCreateRequest", discord::event_to_json({.name = "n",
                                                                            .description = "d",
                                                                            .location = "https://example.org",
                                                                            .starts_at = start,
                                                                            .ends_at = start + 2h})),
      "");
  EXPECT_EQ(broken("ExternalScheduledEventPatchRequestPartial",
                   discord::event_change_to_json({.name = "n",
                                                  .description = "d",
                                                  .location = "l",
                                                  .starts_at = start,
                                                  .ends_at = start + 2h,
                                                  .status = discord::EventStatus::active})),
            "");
}

TEST_F(PublishedSchema, finds_what_is_wrong_and_where) {
  EXPECT_EQ(broken("MessageCreateRequest", R"({"contnt":"x"})"), "contnt: no such key");
  EXPECT_EQ(broken("MessageCreateRequest", R"({"embeds":[{"fields":[{"name":1,"value":"b"}]}]})"),
            R"(embeds[0].fields[0].name: not of type "string")");
  EXPECT_EQ(broken("MessageCreateRequest",
                   R"({"components":[{"type":1,"components":[{"type":2,"style":9,"custom_id":"n"}]}]})"),
            "components[0].components[0].style: matches no alternative");
  EXPECT_EQ(broken("ApplicationCommandUpdateRequest", R"({"name":"a","default_member_permissions":32})"),
            R"(default_member_permissions: not of type ["string","null"])");
}

}  // namespace
}  // namespace cs2::sim

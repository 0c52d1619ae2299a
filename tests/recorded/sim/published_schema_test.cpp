// Discord's OpenAPI description takes what we write, and finds what is wrong in it.
#include <gtest/gtest.h>

#include "discord/json.hpp"
#include "support/recorded.hpp"
#include "support/simulation/schema.hpp"

namespace cs2::sim {
namespace {

class PublishedSchema : public testing::Test {
 protected:
  void SetUp() override {
    auto loaded = Schema::load(test::recorded("../reference/discord_openapi.json"));
    ASSERT_TRUE(loaded) << loaded.error().detail;
    schema.emplace(std::move(*loaded));
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

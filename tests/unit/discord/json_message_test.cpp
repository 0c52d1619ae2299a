#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "discord/json.hpp"

namespace cs2::discord {
namespace {

namespace json = boost::json;
using namespace std::chrono_literals;

json::value body(const Message& message, MessageUse use = MessageUse::create) {
  return json::parse(message_to_json(message, use));
}

json::value body(const Answer& answer) {
  return json::parse(answer_to_json(answer));
}

TEST(MessageJson, allows_no_mention_unless_it_is_named) {
  EXPECT_EQ(message_to_json({.content = "@everyone"}),
            R"({"content":"@everyone","allowed_mentions":{"parse":[]}})");

  const auto with_role =
      body({.content = "<@&5>", .allowed_mentions = {.roles = {{5}}, .users = {{6}, {7}}}});

  EXPECT_EQ(with_role.at("allowed_mentions"), json::parse(R"({"parse":[],"roles":["5"],"users":["6","7"]})"));
}

TEST(MessageJson, shows_nothing_that_turns_or_hides_a_text) {
  const Embed embed{.title = "a\u202Eb",
                    .description = "\u2068שלום\u2069\n1\u200B – 0",
                    .author = "A\nB",
                    .fields = {{.name = "n\u200F", .value = "v\u2028w"}},
                    .footer = "discord.gg/abc"};
  const Select menu{.custom_id = "m",
                    .placeholder = "p\u202E",
                    .options = {{.label = "A\nB", .value = "a", .description = "c\u200Bd"},
                                {.label = "\u200B", .value = "b"}}};

  const auto message = body({.content = "x\u2067y", .embeds = {embed}, .rows = {{menu}}});

  EXPECT_EQ(message.at("content"), "xy");
  EXPECT_EQ(message.at("embeds"), json::parse(R"([{"title": "ab", "description": "\u2068שלום\u2069\n1 – 0",
    "author": {"name": "A B"}, "footer": {"text": "discord.gg abc"},
    "fields": [{"name": "n", "value": "v\nw", "inline": false}]}])"));
  const auto& select = message.at("components").at(0).at("components").at(0);
  EXPECT_EQ(select.at("placeholder"), "p");
  EXPECT_EQ(select.at("options"), json::parse(R"([{"label": "A B", "value": "a", "description": "cd"},
    {"label": "\uFFFD", "value": "b"}])"));
}

TEST(MessageJson, leads_to_no_address_that_is_not_for_everybody) {
  const Embed embed{.title = "t",
                    .url = "https://router.local/",
                    .thumbnail_url = "http://169.254.169.254/latest",
                    .image_url = "https://127.0.0.1/a.png"};

  EXPECT_EQ(body({.embeds = {embed}}).at("embeds"), json::parse(R"([{"title": "t"}])"));
}

TEST(MessageJson, writes_an_embed_whole) {
  const Embed embed{.title = "A – B",
                    .url = "https://example.org",
                    .description = "d",
                    .color = 255,
                    .author = "a",
                    .fields = {{.name = "n", .value = "v", .in_line = true}},
                    .footer = "f",
                    .timestamp = Timestamp{1'790'000'000'000ms},
                    .thumbnail_url = "https://e.org/t.png",
                    .image_url = "attachment://m.png"};

  EXPECT_EQ(body({.embeds = {embed}}).at("embeds").at(0), json::parse(R"({
    "title": "A – B", "url": "https://example.org", "description": "d", "color": 255,
    "timestamp": "2026-09-21T14:13:20Z", "author": {"name": "a"}, "footer": {"text": "f"},
    "thumbnail": {"url": "https://e.org/t.png"}, "image": {"url": "attachment://m.png"},
    "fields": [{"name": "n", "value": "v", "inline": true}]})"));
}

TEST(MessageJson, leaves_out_what_an_embed_does_not_have) {
  EXPECT_EQ(body({.embeds = {{.title = "t"}}}).at("embeds").at(0), json::parse(R"({"title":"t"})"));
}

TEST(MessageJson, writes_a_menu_of_channels) {
  const Message message{.content = "x",
                        .rows = {{ChannelSelect{.custom_id = "s",
                                                .placeholder = "p",
                                                .channel_types = {ChannelType::text, ChannelType::forum}}},
                                 {ChannelSelect{.custom_id = "t", .placeholder = {}}}}};

  EXPECT_EQ(body(message).at("components"), json::parse(R"([
    {"type": 1, "components": [{"type": 8, "custom_id": "s", "placeholder": "p", "channel_types": [0, 15]}]},
    {"type": 1, "components": [{"type": 8, "custom_id": "t"}]}])"));
}

TEST(MessageJson, writes_a_menu_of_roles) {
  const Message message{
      .content = "x",
      .rows = {{RoleSelect{.custom_id = "r", .placeholder = "p", .chosen = {{5}, {6}}, .most = 5}}}};

  EXPECT_EQ(body(message).at("components"), json::parse(R"([
    {"type": 1, "components": [{"type": 6, "custom_id": "r", "placeholder": "p", "min_values": 0, "max_values": 5,
      "default_values": [{"id": "5", "type": "role"}, {"id": "6", "type": "role"}]}]}])"));
}

TEST(MessageJson, writes_buttons_and_selects_in_rows) {
  const Message message{
      .content = "x",
      .rows = {{Button{.style = ButtonStyle::primary,
                       .label = "Next",
                       .custom_id = "n",
                       .emoji = "🏆",
                       .disabled = true},
                Button{.style = ButtonStyle::link, .label = "Open", .url = "https://e.org"}},
               {Select{.custom_id = "s",
                       .placeholder = "p",
                       .options = {{.label = "l", .value = "v", .description = "d", .chosen = true}}}}}};

  EXPECT_EQ(body(message).at("components"), json::parse(R"([
    {"type": 1, "components": [
      {"type": 2, "style": 1, "label": "Next", "emoji": {"name": "🏆"}, "custom_id": "n", "disabled": true},
      {"type": 2, "style": 5, "label": "Open", "url": "https://e.org"}]},
    {"type": 1, "components": [
      {"type": 3, "custom_id": "s", "placeholder": "p",
       "options": [{"label": "l", "value": "v", "description": "d", "default": true}]}]}])"));
}

TEST(MessageJson, announces_files_by_their_position) {
  const Message message{
      .files = {{.name = "a.png", .contents = "x", .description = "alt", .spoiler = true}, {.name = "b"}}};

  EXPECT_EQ(body(message).at("attachments"), json::parse(R"([
    {"id": "0", "filename": "a.png", "description": "alt", "is_spoiler": true}, {"id": "1", "filename": "b"}])"));
}

TEST(MessageJson, enforces_the_nonce_of_a_new_message_only) {
  const Message message{.content = "x", .nonce = "abc"};

  EXPECT_EQ(body(message).at("nonce"), "abc");
  EXPECT_EQ(body(message).at("enforce_nonce"), true);
  EXPECT_FALSE(body(message, MessageUse::edit).as_object().contains("nonce"));
  EXPECT_FALSE(body(message, MessageUse::answer).as_object().contains("nonce"));
}

TEST(MessageJson, is_silent_by_flag_and_ephemeral_in_answers_only) {
  const Message message{.content = "x", .ephemeral = true, .silent = true};

  EXPECT_EQ(body(message).at("flags"), 4096);
  EXPECT_EQ(body(message, MessageUse::answer).at("flags"), 4096 + 64);
  EXPECT_FALSE(body(message, MessageUse::edit).as_object().contains("flags"));
}

TEST(MessageJson, says_every_part_in_an_edit_so_that_nothing_of_before_stays) {
  EXPECT_EQ(
      message_to_json({.content = "x"}, MessageUse::edit),
      R"({"content":"x","embeds":[],"components":[],"attachments":[],"allowed_mentions":{"parse":[]}})");
}

TEST(AnswerJson, has_a_type_for_each_kind) {
  EXPECT_EQ(body(AnswerMessage{{.content = "x"}}),
            json::parse(R"({"type":4,"data":{"content":"x","allowed_mentions":{"parse":[]}}})"));
  EXPECT_EQ(answer_to_json(AnswerLater{}), R"({"type":5})");
  EXPECT_EQ(answer_to_json(AnswerLater{.ephemeral = true}), R"({"type":5,"data":{"flags":64}})");
  EXPECT_EQ(answer_to_json(AnswerUpdateLater{}), R"({"type":6})");
  EXPECT_EQ(body(AnswerUpdate{{.content = "x"}}).at("type"), 7);
  EXPECT_EQ(body(AnswerUpdate{{.content = "x"}}).at("data").at("components"), json::array{});
}

TEST(AnswerJson, offers_choices) {
  const AnswerChoices answer{{{.name = {"Spirit", {{"de", "Geist"}}}, .value = std::string{"team:1"}},
                              {.name = {"3"}, .value = std::int64_t{3}}}};

  EXPECT_EQ(body(answer), json::parse(R"({"type": 8, "data": {"choices": [
    {"name": "Spirit", "name_localizations": {"de": "Geist"}, "value": "team:1"}, {"name": "3", "value": 3}]}})"));
  EXPECT_EQ(answer_to_json(AnswerChoices{}), R"({"type":8,"data":{"choices":[]}})");
}

}  // namespace
}  // namespace cs2::discord

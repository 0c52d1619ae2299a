#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/limits/discord.hpp"
#include "discord/types.hpp"

namespace cs2::discord {
namespace {

using testing::HasSubstr;
using testing::Optional;

std::string of_length(std::size_t characters) {
  std::string text;
  for (std::size_t i = 0; i < characters; ++i) text += "é";  // two bytes, one character
  return text;
}

Message with_embed(Embed embed) {
  return {.embeds = {std::move(embed)}};
}

Message with_row(Row row) {
  return {.content = "x", .rows = {std::move(row)}};
}

Button button(std::string custom_id) {
  return {.label = "Next", .custom_id = std::move(custom_id)};
}

TEST(Check, finds_nothing_wrong_with_a_full_message) {
  const Message message{
      .content = of_length(2000),
      .embeds = {{.title = of_length(256),
                  .url = "https://example.org/match/1",
                  .description = of_length(1000),
                  .color = 0xFFFFFF,
                  .author = "a",
                  .fields = std::vector<EmbedField>(25, {.name = "n", .value = "v"}),
                  .footer = "f",
                  .image_url = "attachment://map.png"}},
      .rows = {{button("a"), button("b"),
                Button{.style = ButtonStyle::link, .label = "Open", .url = "https://e.org"}},
               {Select{.custom_id = "s", .options = {{.label = "l", .value = "v", .chosen = true}}}}},
      .files = {{.name = "map.png", .contents = "png"}},
      .nonce = std::string(25, 'n')};

  EXPECT_EQ(check(message), std::nullopt);
}

TEST(Check, wants_something_in_a_message) {
  EXPECT_THAT(check({}), Optional(HasSubstr("empty")));
  EXPECT_THAT(check({.content = " \n"}), Optional(HasSubstr("empty")));
}

TEST(Check, counts_content_in_characters) {
  EXPECT_EQ(check({.content = of_length(2000)}), std::nullopt);
  EXPECT_THAT(check({.content = of_length(2001)}),
              Optional(std::string{"the content has 2001 characters, 2000 are allowed"}));
}

TEST(Check, keeps_the_limits_of_each_part_of_an_embed) {
  EXPECT_THAT(check(with_embed({.title = of_length(257)})), Optional(HasSubstr("title")));
  EXPECT_THAT(check(with_embed({.description = of_length(4097)})), Optional(HasSubstr("description")));
  EXPECT_THAT(check(with_embed({.title = "t", .author = of_length(257)})), Optional(HasSubstr("author")));
  EXPECT_THAT(check(with_embed({.title = "t", .footer = of_length(2049)})), Optional(HasSubstr("footer")));
  EXPECT_THAT(check(with_embed({.fields = {{.name = of_length(257), .value = "v"}}})),
              Optional(HasSubstr("name")));
  EXPECT_THAT(check(with_embed({.fields = {{.name = "n", .value = of_length(1025)}}})),
              Optional(HasSubstr("value")));
  EXPECT_THAT(check(with_embed({.fields = std::vector<EmbedField>(26, {.name = "n", .value = "v"})})),
              Optional(HasSubstr("26 fields")));
  EXPECT_THAT(check(with_embed({.title = "t", .color = 0x1000000})), Optional(HasSubstr("colour")));
}

TEST(Check, wants_names_and_values_of_fields) {
  EXPECT_THAT(check(with_embed({.fields = {{.name = " ", .value = "v"}}})),
              Optional(HasSubstr("name is empty")));
  EXPECT_THAT(check(with_embed({.fields = {{.name = "n", .value = ""}}})),
              Optional(HasSubstr("value is empty")));
}

TEST(Check, refuses_empty_embeds_and_too_many) {
  EXPECT_THAT(check(with_embed({.color = 1})), Optional(HasSubstr("embed is empty")));
  EXPECT_THAT(check({.embeds = std::vector<Embed>(11, {.title = "t"})}), Optional(HasSubstr("11 embeds")));
}

TEST(Check, adds_up_the_texts_of_all_embeds) {
  const Embed half{.title = "t", .description = of_length(2999)};

  EXPECT_EQ(check({.embeds = {half, half}}), std::nullopt);
  EXPECT_THAT(check({.embeds = {half, half, {.title = "t"}}}), Optional(HasSubstr("6001")));
}

TEST(Check, wants_addresses_that_discord_can_reach) {
  EXPECT_THAT(check(with_embed({.title = "t", .url = "javascript:x"})), Optional(HasSubstr("url")));
  EXPECT_THAT(check(with_embed({.title = "t", .url = "https://" + of_length(2048)})),
              Optional(HasSubstr("url")));
  EXPECT_THAT(check(with_embed({.thumbnail_url = "logo.png"})), Optional(HasSubstr("thumbnail")));
  EXPECT_THAT(check(with_embed({.image_url = "attachment://other.png"})), Optional(HasSubstr("file")));
}

TEST(Check, wants_every_button_to_do_one_thing) {
  EXPECT_THAT(check(with_row({Button{.custom_id = "a"}})), Optional(HasSubstr("label")));
  EXPECT_EQ(check(with_row({Button{.custom_id = "a", .emoji = "🏆"}})), std::nullopt);
  EXPECT_THAT(check(with_row({Button{.label = "x"}})), Optional(HasSubstr("custom_id")));
  EXPECT_THAT(check(with_row({button(of_length(101))})), Optional(HasSubstr("custom_id")));
  EXPECT_THAT(check(with_row({Button{.label = of_length(81), .custom_id = "a"}})),
              Optional(HasSubstr("label")));
  EXPECT_THAT(check(with_row({Button{.label = "x", .custom_id = "a", .url = "https://e.org"}})),
              Optional(HasSubstr("url")));

  const Button link{.style = ButtonStyle::link, .label = "x"};
  EXPECT_THAT(check(with_row({link})), Optional(HasSubstr("url is empty")));
  auto named = link;
  named.custom_id = "a";
  named.url = "https://e.org";
  EXPECT_THAT(check(with_row({named})), Optional(HasSubstr("custom_id")));
}

TEST(Check, wants_custom_ids_to_differ) {
  EXPECT_THAT(check({.content = "x", .rows = {{button("a")}, {button("a")}}}), Optional(HasSubstr("share")));
}

TEST(Check, keeps_the_shape_of_rows) {
  const Select select{.custom_id = "s", .options = {{.label = "l", .value = "v"}}};

  EXPECT_THAT(check({.content = "x", .rows = std::vector<Row>(6)}), Optional(HasSubstr("6 rows")));
  EXPECT_THAT(check(with_row({})), Optional(HasSubstr("empty")));
  EXPECT_THAT(check(with_row({select, button("a")})), Optional(HasSubstr("shares")));
  EXPECT_THAT(check(with_row({button("a"), button("b"), button("c"), button("d"), button("e"), button("f")})),
              Optional(HasSubstr("6 buttons")));
}

TEST(Check, bounds_a_menu_of_roles) {
  EXPECT_EQ(check(with_row({RoleSelect{.custom_id = "s", .placeholder = "p", .chosen = {{1}}, .most = 1}})),
            std::nullopt);
  EXPECT_THAT(check(with_row({RoleSelect{.custom_id = "s", .placeholder = "", .chosen = {{1}, {2}}}})),
              testing::Optional(testing::HasSubstr("more chosen")));
  EXPECT_THAT(check(with_row({RoleSelect{.custom_id = "s", .placeholder = "", .most = 26}})),
              testing::Optional(testing::HasSubstr("more than there may be")));
}

TEST(Check, keeps_the_limits_of_menus_of_channels) {
  const ChannelSelect select{.custom_id = "s", .placeholder = "p"};

  EXPECT_EQ(check(with_row({select})), std::nullopt);
  EXPECT_THAT(check(with_row({select, button("a")})), Optional(HasSubstr("shares")));
  EXPECT_THAT(check(with_row({ChannelSelect{.custom_id = "", .placeholder = ""}})),
              Optional(HasSubstr("custom")));
  EXPECT_THAT(check(with_row({ChannelSelect{.custom_id = "s", .placeholder = of_length(151)}})),
              Optional(HasSubstr("placeholder")));
}

TEST(Check, keeps_the_limits_of_selects) {
  const auto with = [](std::vector<SelectOption> options) {
    return check(with_row({Select{.custom_id = "s", .options = std::move(options)}}));
  };
  std::vector<SelectOption> many;
  for (int i = 0; i < 26; ++i) many.push_back({.label = "l", .value = std::to_string(i)});

  EXPECT_THAT(with({}), Optional(HasSubstr("no options")));
  EXPECT_THAT(with(many), Optional(HasSubstr("26 options")));
  EXPECT_THAT(with({{.label = "", .value = "v"}}), Optional(HasSubstr("label is empty")));
  EXPECT_THAT(with({{.label = "l", .value = of_length(101)}}), Optional(HasSubstr("value")));
  EXPECT_THAT(with({{.label = "l", .value = "v"}, {.label = "m", .value = "v"}}),
              Optional(HasSubstr("twice")));
  EXPECT_THAT(
      with({{.label = "l", .value = "v", .chosen = true}, {.label = "m", .value = "w", .chosen = true}}),
      Optional(HasSubstr("chosen")));
}

TEST(Check, keeps_the_limits_of_files) {
  const auto with = [](std::vector<File> files) { return check(Message{.files = std::move(files)}); };

  EXPECT_THAT(with(std::vector<File>(11, {.name = "a"})), Optional(HasSubstr("11 files")));
  EXPECT_THAT(with({{.name = ""}}), Optional(HasSubstr("name")));
  EXPECT_THAT(with({{.name = "a"}, {.name = "a"}}), Optional(HasSubstr("two files")));
  EXPECT_THAT(with({{.name = "a", .contents = std::string(limits::file_bytes + 1, 'x')}}),
              Optional(HasSubstr("large")));
  EXPECT_THAT(with({{.name = "a", .description = of_length(1025)}}), Optional(HasSubstr("description")));
}

TEST(Check, keeps_nonces_and_mentions_short) {
  Message message{.content = "x", .nonce = std::string(26, 'n')};
  EXPECT_THAT(check(message), Optional(HasSubstr("nonce")));

  message = {.content = "x", .allowed_mentions = {.roles = std::vector<Snowflake>(101)}};
  EXPECT_THAT(check(message), Optional(HasSubstr("101 roles")));
}

TEST(Check, knows_that_only_answers_can_be_ephemeral) {
  EXPECT_EQ(check({.content = "x", .ephemeral = true}), std::nullopt);
  EXPECT_THAT(check({.content = "x", .ephemeral = true, .nonce = "n"}), Optional(HasSubstr("nonce")));
}

}  // namespace
}  // namespace cs2::discord

#include "sim/discord/internal/rules/rules.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <string>

namespace cs2::sim {
namespace {

json::object message(std::string_view text) {
  return json::parse(text).as_object();
}

// Where the first error stands and its code: "embeds.0.title BASE_TYPE_MAX_LENGTH"; "" when nothing is
// refused.
std::string first_error(const std::optional<Refusal>& refusal) {
  if (!refusal) return "";
  if (refusal->code != 50035) return std::to_string(refusal->code);
  std::string path;
  const auto* node = &refusal->errors;
  while (!node->contains("_errors")) {
    path += (path.empty() ? "" : ".") + std::string(node->begin()->key());
    node = &node->begin()->value().as_object();
  }
  const auto& leaf = node->at("_errors").as_array().front().as_object();
  return path + ' ' + std::string(leaf.at("code").as_string());
}

std::string created(json::object body) {
  return first_error(check_message(body, MessageUse::create));
}

json::object with_row(json::array components) {
  return {{"content", "x"},
          {"components", json::array{json::object{{"type", 1}, {"components", std::move(components)}}}}};
}

json::object button(std::string_view id) {
  return {{"type", 2}, {"style", 1}, {"label", "x"}, {"custom_id", id}};
}

TEST(MessageRules, accept_an_ordinary_message) {
  EXPECT_EQ(
      created(message(R"({"content":"hello","embeds":[{"title":"t","fields":[{"name":"a","value":"b"}]}],
                               "allowed_mentions":{"parse":[]},"nonce":"1","enforce_nonce":true})")),
      "");
}

TEST(MessageRules, refuse_an_empty_message) {
  EXPECT_EQ(created({}), "50006");
  EXPECT_EQ(created({{"content", "  "}}), "50006");
}

TEST(MessageRules, count_content_in_code_points_up_to_2000) {
  std::string fits;
  for (int i = 0; i < 2000; ++i) fits += "ü";

  EXPECT_EQ(created({{"content", fits}}), "");
  EXPECT_EQ(created({{"content", fits + "x"}}), "content BASE_TYPE_MAX_LENGTH");
}

TEST(MessageRules, bound_the_texts_of_all_embeds_together) {
  json::array embeds;
  for (int i = 0; i < 3; ++i) embeds.push_back(json::object{{"description", std::string(2001, 'x')}});

  EXPECT_EQ(created({{"embeds", embeds}}), "embeds MAX_EMBED_SIZE_EXCEEDED");
}

TEST(MessageRules, want_a_name_and_a_value_of_every_field) {
  EXPECT_EQ(
      created(message(R"({"embeds":[{"fields":[{"name":"a","value":"b"},{"name":" ","value":"b"}]}]})")),
      "embeds.0.fields.1.name BASE_TYPE_REQUIRED");
  EXPECT_EQ(created(message(R"({"embeds":[{"fields":[{"name":"a"}]}]})")),
            "embeds.0.fields.0.value BASE_TYPE_REQUIRED");
}

TEST(MessageRules, take_only_web_addresses_and_attachments_as_images) {
  EXPECT_EQ(created(message(R"({"embeds":[{"title":"t","image":{"url":"attachment://map.png"}}]})")), "");
  EXPECT_EQ(created(message(R"({"embeds":[{"title":"t","url":"ftp://example.org"}]})")),
            "embeds.0.url URL_TYPE_INVALID_SCHEME");
  EXPECT_EQ(created(message(R"({"embeds":[{"title":"t","image":{"url":"map.png"}}]})")),
            "embeds.0.image.url URL_TYPE_INVALID_URL");
}

TEST(MessageRules, refuse_mentions_that_are_parsed_and_listed) {
  EXPECT_EQ(created(message(R"({"content":"x","allowed_mentions":{"parse":["users"],"users":["1"]}})")),
            "allowed_mentions MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE");
  EXPECT_EQ(created(message(R"({"content":"x","allowed_mentions":{"parse":["roles"],"users":["1"]}})")), "");
}

TEST(MessageRules, know_no_ephemeral_message_outside_interactions) {
  EXPECT_EQ(created({{"content", "x"}, {"flags", 64}}), "flags MESSAGE_FLAGS_INVALID");
  EXPECT_EQ(first_error(check_message({{"content", "x"}, {"flags", 64}}, MessageUse::answer)), "");
}

TEST(MessageRules, bound_rows_and_their_width) {
  json::array six;
  for (int i = 0; i < 6; ++i) six.push_back(button(std::to_string(i)));
  json::array rows;
  for (int i = 0; i < 6; ++i) {
    rows.push_back(json::object{{"type", 1}, {"components", json::array{button(std::to_string(i))}}});
  }

  EXPECT_EQ(created(with_row(six)), "components.0.components COMPONENT_LAYOUT_WIDTH_EXCEEDED");
  EXPECT_EQ(created({{"content", "x"}, {"components", rows}}), "components BASE_TYPE_MAX_LENGTH");
}

TEST(MessageRules, want_one_custom_id_per_button_and_none_on_links) {
  auto without = button("a");
  without.erase("custom_id");
  auto link = button("a");
  link["style"] = 5;
  link["url"] = "https://example.org";

  EXPECT_EQ(created(with_row({without})), "components.0.components.0.custom_id BASE_TYPE_REQUIRED");
  EXPECT_EQ(created(with_row({button("a"), button("a")})),
            "components.0.components.1.custom_id COMPONENT_CUSTOM_ID_DUPLICATED");
  EXPECT_EQ(created(with_row({link})),
            "components.0.components.0 BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE");
}

TEST(MessageRules, keep_the_second_version_of_components_apart) {
  const json::array text{json::object{{"type", 10}, {"content", "hello"}}};
  constexpr auto version2 = 1 << 15;

  EXPECT_EQ(created({{"components", text}, {"flags", version2}}), "");
  EXPECT_EQ(created({{"components", text}}), "components.0.type UNION_TYPE_CHOICES");
  EXPECT_EQ(created({{"components", text}, {"flags", version2}, {"content", "x"}}),
            "content MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2");
}

TEST(MessageRules, count_nested_components) {
  json::array texts;
  for (int i = 0; i < 40; ++i) texts.push_back(json::object{{"type", 10}, {"content", "x"}});
  const json::array container{json::object{{"type", 17}, {"components", texts}}};

  EXPECT_EQ(created({{"components", container}, {"flags", 1 << 15}}),
            "components COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED");
}

TEST(MessageRules, let_an_edit_leave_out_what_stays) {
  EXPECT_EQ(first_error(check_message({{"allowed_mentions", json::object{{"parse", json::array{}}}}},
                                      MessageUse::edit)),
            "");
}

TEST(ChoiceRules, bound_number_name_and_value) {
  json::array many;
  for (int i = 0; i < 26; ++i) many.push_back(json::object{{"name", "n"}, {"value", "v"}});
  const auto one = [](std::string name, std::string value) {
    return json::object{{"choices", json::array{json::object{{"name", name}, {"value", value}}}}};
  };

  EXPECT_EQ(first_error(check_choices({{"choices", json::array{}}})), "");
  EXPECT_EQ(first_error(check_choices({{"choices", many}})), "data.choices BASE_TYPE_MAX_LENGTH");
  EXPECT_EQ(first_error(check_choices(one("n", std::string(101, 'v')))),
            "data.choices.0.value BASE_TYPE_MAX_LENGTH");
  EXPECT_EQ(first_error(check_choices(one("", "v"))), "data.choices.0.name BASE_TYPE_REQUIRED");
}

std::string registered(std::string_view text) {
  return first_error(check_commands(json::parse(text).as_array()));
}

TEST(CommandRules, accept_a_command_with_all_it_may_have) {
  EXPECT_EQ(registered(R"([{"name":"матч","description":"d","name_localizations":{"de":"spiel"},
    "default_member_permissions":"32","options":[
      {"type":3,"name":"team","description":"d","required":true,"autocomplete":true},
      {"type":4,"name":"count","description":"d","min_value":1,"max_value":10},
      {"type":3,"name":"day","description":"d","choices":[{"name":"Today","value":"0"}]}]}])"),
            "");
}

TEST(CommandRules, refuse_names_that_cannot_be_typed) {
  for (const auto* name : {"Upper", "two words", "dot.dot", "Ümlaut", "emoji🎯", ""}) {
    const auto error =
        registered(json::serialize(json::array{json::object{{"name", name}, {"description", "d"}}}));
    EXPECT_TRUE(error.starts_with("0.name")) << name << ": " << error;
  }
}

TEST(CommandRules, refuse_locales_that_discord_does_not_have) {
  EXPECT_EQ(registered(R"([{"name":"a","description":"d","description_localizations":{"en":"d"}}])"),
            "0.description_localizations.en BASE_TYPE_CHOICES");
}

TEST(CommandRules, want_required_options_first) {
  EXPECT_EQ(registered(R"([{"name":"a","description":"d","options":[{"type":3,"name":"x","description":"d"},
                          {"type":3,"name":"y","description":"d","required":true}]}])"),
            "0.options.1 APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID");
}

TEST(CommandRules, refuse_choices_beside_autocomplete) {
  EXPECT_EQ(registered(R"([{"name":"a","description":"d","options":[{"type":3,"name":"x","description":"d",
                          "autocomplete":true,"choices":[{"name":"n","value":"v"}]}]}])"),
            "0.options.0 APPLICATION_COMMAND_AUTOCOMPLETE_CHOICES_EXCLUSIVE");
}

TEST(CommandRules, refuse_permissions_as_a_number) {
  EXPECT_EQ(registered(R"([{"name":"a","description":"d","default_member_permissions":32}])"),
            "0.default_member_permissions PERMISSIONS_TYPE_INVALID");
}

TEST(CommandRules, bound_all_texts_of_a_command_together) {
  json::array options;
  for (int i = 0; i < 4; ++i) {
    json::array choices;
    for (int c = 0; c < 25; ++c) {
      const auto text = std::string(90, 'x') + std::to_string(c);
      choices.push_back(json::object{{"name", text}, {"value", text}});
    }
    options.push_back(json::object{
        {"type", 3}, {"name", "o" + std::to_string(i)}, {"description", "d"}, {"choices", choices}});
  }
  const json::array commands{json::object{{"name", "a"}, {"description", "d"}, {"options", options}}};

  EXPECT_EQ(first_error(check_commands(commands)), "0 APPLICATION_COMMAND_TOO_LARGE");
}

TEST(CommandRules, want_names_to_differ) {
  EXPECT_EQ(registered(R"([{"name":"a","description":"d"},{"name":"a","description":"e"}])"),
            "1 APPLICATION_COMMANDS_DUPLICATE_NAME");
}

}  // namespace
}  // namespace cs2::sim

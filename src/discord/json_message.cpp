#include "base/web_address.hpp"
#include "discord/json.hpp"
#include "discord/json_writer.hpp"
#include "discord/shown_text.hpp"

namespace cs2::discord {
namespace {

constexpr int ephemeral_flag = 1 << 6;
constexpr int silent_flag = 1 << 12;
constexpr int action_row_type = 1;
constexpr int button_type = 2;
constexpr int select_type = 3;
constexpr int role_select_type = 6;
constexpr int channel_select_type = 8;
// Interaction callback types.
constexpr int message_callback = 4;
constexpr int later_callback = 5;
constexpr int update_later_callback = 6;
constexpr int update_callback = 7;
constexpr int choices_callback = 8;

// Texts that are absent when empty.
void write_optional(JsonWriter& json, std::string_view name, std::string_view text) {
  if (!text.empty()) json.member(name, text);
}

void write_optional_line(JsonWriter& json, std::string_view name, std::string_view text) {
  if (!text.empty()) write_line(json, name, text);
}

void write_optional_markdown(JsonWriter& json, std::string_view name, std::string_view text) {
  if (!text.empty()) write_markdown(json, name, text);
}

template <class Write>
void write_nested(JsonWriter& json, std::string_view name, std::string_view text, Write write) {
  if (text.empty()) return;
  json.key(name);
  json.begin_object();
  write();
  json.end_object();
}

void write_line_within(JsonWriter& json, std::string_view name, std::string_view inner,
                       std::string_view text) {
  write_nested(json, name, text, [&] { write_line(json, inner, text); });
}

// Where a reader's client goes; what is not for everybody is left out. A picture may be a file of the
// message.
bool is_shown(std::string_view url) {
  return is_public_address(url) || url.starts_with("attachment://");
}

void write_picture(JsonWriter& json, std::string_view name, std::string_view url) {
  if (is_shown(url)) write_nested(json, name, url, [&] { json.member("url", url); });
}

void write_embed(JsonWriter& json, const Embed& embed) {
  json.begin_object();
  write_optional_markdown(json, "title", embed.title);
  if (is_public_address(embed.url)) json.member("url", embed.url);
  write_optional_markdown(json, "description", embed.description);
  if (embed.color) json.member("color", *embed.color);
  if (embed.timestamp) json.member("timestamp", to_iso8601(*embed.timestamp));
  write_line_within(json, "author", "name", embed.author);
  write_line_within(json, "footer", "text", embed.footer);
  write_picture(json, "thumbnail", embed.thumbnail_url);
  write_picture(json, "image", embed.image_url);
  if (!embed.fields.empty()) {
    json.key("fields");
    json.begin_array();
    for (const auto& field : embed.fields) {
      json.begin_object();
      write_markdown(json, "name", field.name);
      write_markdown(json, "value", field.value);
      json.member("inline", field.in_line);
      json.end_object();
    }
    json.end_array();
  }
  json.end_object();
}

void write_component(JsonWriter& json, const Button& button) {
  json.begin_object();
  json.member("type", button_type);
  json.member("style", static_cast<int>(button.style));
  write_optional_line(json, "label", button.label);
  write_nested(json, "emoji", button.emoji, [&] { json.member("name", button.emoji); });
  write_optional(json, "custom_id", button.custom_id);
  write_optional(json, "url", button.url);
  if (button.disabled) json.member("disabled", true);
  json.end_object();
}

void begin_select(JsonWriter& json, int type, const auto& select) {
  json.begin_object();
  json.member("type", type);
  json.member("custom_id", select.custom_id);
  write_optional_line(json, "placeholder", select.placeholder);
}

void write_component(JsonWriter& json, const Select& select) {
  begin_select(json, select_type, select);
  if (select.most > 1) {
    json.member("min_values", 0);
    json.member("max_values", select.most);
  }
  json.key("options");
  json.begin_array();
  for (const auto& option : select.options) {
    json.begin_object();
    write_line(json, "label", option.label);
    json.member("value", option.value);
    write_optional_line(json, "description", option.description);
    if (option.chosen) json.member("default", true);
    json.end_object();
  }
  json.end_array();
  json.end_object();
}

void write_component(JsonWriter& json, const ChannelSelect& select) {
  begin_select(json, channel_select_type, select);
  if (!select.channel_types.empty()) {
    json.key("channel_types");
    json.begin_array();
    for (const auto type : select.channel_types) json.number(static_cast<int>(type));
    json.end_array();
  }
  json.end_object();
}

void write_component(JsonWriter& json, const RoleSelect& select) {
  begin_select(json, role_select_type, select);
  json.member("min_values", 0);
  json.member("max_values", select.most);
  if (!select.chosen.empty()) {
    json.key("default_values");
    json.begin_array();
    for (const auto role : select.chosen) {
      json.begin_object();
      json.key("id");
      json.digits(role.value);
      json.member("type", "role");
      json.end_object();
    }
    json.end_array();
  }
  json.end_object();
}

void write_rows(JsonWriter& json, const std::vector<Row>& rows) {
  json.begin_array();
  for (const auto& row : rows) {
    json.begin_object();
    json.member("type", action_row_type);
    json.key("components");
    json.begin_array();
    for (const auto& component : row) {
      std::visit([&](const auto& one) { write_component(json, one); }, component);
    }
    json.end_array();
    json.end_object();
  }
  json.end_array();
}

void write_attachments(JsonWriter& json, const std::vector<File>& files) {
  json.begin_array();
  for (std::size_t i = 0; i < files.size(); ++i) {
    json.begin_object();
    json.key("id");
    json.digits(i);  // the n of files[n]
    json.member("filename", files[i].name);
    write_optional_line(json, "description", files[i].description);
    if (files[i].spoiler) json.member("is_spoiler", true);
    json.end_object();
  }
  json.end_array();
}

void write_ids(JsonWriter& json, std::string_view name, const std::vector<Snowflake>& ids) {
  if (ids.empty()) return;
  json.key(name);
  json.begin_array();
  for (const auto id : ids) json.digits(id.value);
  json.end_array();
}

// Always written: without it Discord would ping whomever the text mentions, on edits too.
void write_allowed_mentions(JsonWriter& json, const AllowedMentions& allowed) {
  json.key("allowed_mentions");
  json.begin_object();
  json.key("parse");
  json.begin_array();
  json.end_array();
  write_ids(json, "roles", allowed.roles);
  write_ids(json, "users", allowed.users);
  json.end_object();
}

int flags_of(const Message& message, MessageUse use) {
  if (use == MessageUse::edit) return 0;
  const int hidden = use == MessageUse::answer && message.ephemeral ? ephemeral_flag : 0;
  return hidden | (message.silent ? silent_flag : 0);
}

void write_message(JsonWriter& json, const Message& message, MessageUse use) {
  const bool whole = use == MessageUse::edit;
  json.begin_object();
  if (whole || !message.content.empty()) write_markdown(json, "content", message.content);
  if (whole || !message.embeds.empty()) {
    json.key("embeds");
    json.begin_array();
    for (const auto& embed : message.embeds) write_embed(json, embed);
    json.end_array();
  }
  if (whole || !message.rows.empty()) {
    json.key("components");
    write_rows(json, message.rows);
  }
  if (whole || !message.files.empty()) {
    json.key("attachments");
    write_attachments(json, message.files);
  }
  write_allowed_mentions(json, message.allowed_mentions);
  if (const int flags = flags_of(message, use); flags != 0) json.member("flags", flags);
  if (use == MessageUse::create && !message.nonce.empty()) {
    json.member("nonce", message.nonce);
    json.member("enforce_nonce", true);
  }
  json.end_object();
}

void write_answer(JsonWriter& json, const AnswerMessage& answer) {
  json.member("type", message_callback);
  json.key("data");
  write_message(json, answer.message, MessageUse::answer);
}

void write_answer(JsonWriter& json, const AnswerLater& answer) {
  json.member("type", later_callback);
  if (!answer.ephemeral) return;
  json.key("data");
  json.begin_object();
  json.member("flags", ephemeral_flag);
  json.end_object();
}

void write_answer(JsonWriter& json, const AnswerUpdate& answer) {
  json.member("type", update_callback);
  json.key("data");
  write_message(json, answer.message, MessageUse::edit);
}

void write_answer(JsonWriter& json, const AnswerUpdateLater&) {
  json.member("type", update_later_callback);
}

void write_answer(JsonWriter& json, const AnswerChoices& answer) {
  json.member("type", choices_callback);
  json.key("data");
  json.begin_object();
  json.key("choices");
  json.begin_array();
  for (const auto& choice : answer.choices) write_choice(json, choice);
  json.end_array();
  json.end_object();
}

// A guess that spares a match card its reallocations.
constexpr std::size_t message_bytes_expected = 2048;

}  // namespace

std::string message_to_json(const Message& message, MessageUse use) {
  std::string out;
  out.reserve(message_bytes_expected);
  JsonWriter json{out};
  write_message(json, message, use);
  return out;
}

std::string answer_to_json(const Answer& answer) {
  std::string out;
  out.reserve(message_bytes_expected);
  JsonWriter json{out};
  json.begin_object();
  std::visit([&](const auto& one) { write_answer(json, one); }, answer);
  json.end_object();
  return out;
}

}  // namespace cs2::discord

#include "discord/choice_writer.hpp"
#include "discord/json.hpp"
#include "discord/json_writer.hpp"

namespace cs2::discord {
namespace {

constexpr int chat_input = 1;
constexpr int guild_install = 0;
constexpr int guild_context = 0;
constexpr int bot_dm_context = 1;

void write_bounds(JsonWriter& json, const CommandOption& option) {
  const bool text = option.type == OptionType::text;
  if (option.least) json.member(text ? "min_length" : "min_value", *option.least);
  if (option.most) json.member(text ? "max_length" : "max_value", *option.most);
}

void write_option(JsonWriter& json, const CommandOption& option) {
  json.begin_object();
  json.member("type", static_cast<int>(option.type));
  write_localized(json, "name", option.name);
  write_localized(json, "description", option.description);
  if (option.required) json.member("required", true);
  if (option.autocomplete) json.member("autocomplete", true);
  if (!option.choices.empty()) {
    json.key("choices");
    json.begin_array();
    for (const auto& choice : option.choices) write_choice(json, choice);
    json.end_array();
  }
  write_bounds(json, option);
  json.end_object();
}

void write_numbers(JsonWriter& json, std::string_view name, std::initializer_list<int> numbers) {
  json.key(name);
  json.begin_array();
  for (const int number : numbers) json.number(number);
  json.end_array();
}

void write_command(JsonWriter& json, const CommandSpec& command) {
  json.begin_object();
  json.member("type", chat_input);
  write_localized(json, "name", command.name);
  write_localized(json, "description", command.description);
  if (!command.options.empty()) {
    json.key("options");
    json.begin_array();
    for (const auto& option : command.options) write_option(json, option);
    json.end_array();
  }
  if (command.default_member_permissions) {
    json.key("default_member_permissions");
    json.digits(*command.default_member_permissions);
  }
  write_numbers(json, "integration_types", {guild_install});
  if (command.guild_only) {
    write_numbers(json, "contexts", {guild_context});
  } else {
    write_numbers(json, "contexts", {guild_context, bot_dm_context});
  }
  json.end_object();
}

}  // namespace

void write_localized(JsonWriter& json, std::string_view name, const Localized& text) {
  json.member(name, text.text);
  if (text.by_locale.empty()) return;
  json.key(std::string{name} + "_localizations");
  json.begin_object();
  for (const auto& [locale, translation] : text.by_locale) json.member(locale, translation);
  json.end_object();
}

void write_choice(JsonWriter& json, const CommandChoice& choice) {
  json.begin_object();
  write_localized(json, "name", choice.name);
  if (const auto* const number = std::get_if<std::int64_t>(&choice.value)) {
    json.member("value", *number);
  } else {
    json.member("value", std::get<std::string>(choice.value));
  }
  json.end_object();
}

std::string commands_to_json(const std::vector<CommandSpec>& commands) {
  std::string out;
  JsonWriter json{out};
  json.begin_array();
  for (const auto& command : commands) write_command(json, command);
  json.end_array();
  return out;
}

}  // namespace cs2::discord

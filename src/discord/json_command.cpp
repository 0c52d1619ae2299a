#include <algorithm>
#include <cmath>
#include <set>

#include "base/limits/discord.hpp"
#include "discord/json.hpp"
#include "discord/json_reader.hpp"
#include "discord/json_writer.hpp"
#include "discord/shown_text.hpp"

namespace cs2::discord {
namespace {

constexpr int chat_input = 1;
constexpr int guild_install = 0;
constexpr int user_install = 1;
constexpr int guild_context = 0;
constexpr int bot_dm_context = 1;
constexpr int private_context = 2;  // direct messages of others, and groups

void write_bounds(JsonWriter& json, const CommandOption& option) {
  const bool text = option.type == OptionType::text;
  if (option.least) json.member(text ? "min_length" : "min_value", *option.least);
  if (option.most) json.member(text ? "max_length" : "max_value", *option.most);
}

// A list that is empty is left out.
template <class T, class Write>
void write_list(JsonWriter& json, std::string_view name, const std::vector<T>& elements, Write&& write) {
  if (elements.empty()) return;
  json.key(name);
  json.begin_array();
  for (const auto& element : elements) write(json, element);
  json.end_array();
}

void write_channel_type(JsonWriter& json, ChannelType type) {
  json.number(static_cast<int>(type));
}

void write_option(JsonWriter& json, const CommandOption& option) {
  json.begin_object();
  json.member("type", static_cast<int>(option.type));
  write_localized(json, "name", option.name);
  write_localized(json, "description", option.description);
  if (option.required) json.member("required", true);
  if (option.autocomplete) json.member("autocomplete", true);
  write_list(json, "choices", option.choices, write_choice);
  write_list(json, "channel_types", option.channel_types, write_channel_type);
  write_bounds(json, option);
  write_list(json, "options", option.options, write_option);
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
  write_list(json, "options", command.options, write_option);
  if (command.default_member_permissions) {
    json.key("default_member_permissions");
    json.digits(*command.default_member_permissions);
  }
  // What needs no server of ours goes wherever somebody takes it along.
  if (command.guild_only) {
    write_numbers(json, "integration_types", {guild_install});
    write_numbers(json, "contexts", {guild_context});
  } else {
    write_numbers(json, "integration_types", {guild_install, user_install});
    write_numbers(json, "contexts", {guild_context, bot_dm_context, private_context});
  }
  json.end_object();
}

// ---- Reading

// As Discord writes them: "en-US", "es-419".
bool is_locale(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return c == '-' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  });
}

void read_translations(JsonReader& json, Localized& text) {
  json.read_object([&](std::string_view locale) {
    auto translation = json.read_text();
    if (translation && is_locale(locale)) text.by_locale.emplace(locale, std::move(*translation));
  });
}

// True when `key` was `name` or its translations.
bool read_localized(JsonReader& json, std::string_view key, std::string_view name, Localized& text) {
  if (key == name) return json.read(text.text), true;
  if (!key.starts_with(name) || key.substr(name.size()) != "_localizations") return false;
  read_translations(json, text);
  return true;
}

// Discord says 1 or 1.0.
std::optional<std::int64_t> read_bound(JsonReader& json) {
  const auto number = json.read_number();
  if (!number || !(std::abs(*number) < 9e15)) return std::nullopt;
  return static_cast<std::int64_t>(*number);
}

CommandChoice read_choice(JsonReader& json) {
  CommandChoice choice;
  json.read_object([&](std::string_view key) {
    if (read_localized(json, key, "name", choice.name) || key != "value") return;
    if (json.kind() == JsonReader::Kind::text) {
      choice.value = json.read_text().value_or("");
    } else {
      choice.value = read_bound(json).value_or(0);
    }
  });
  return choice;
}

// Of those that a CommandSpec can have; groups of sub-commands and attachments are not among them.
std::optional<OptionType> read_option_type(JsonReader& json) {
  const auto said = json.read_integer();
  for (const auto type : {OptionType::sub_command, OptionType::text, OptionType::integer, OptionType::boolean,
                          OptionType::user, OptionType::channel, OptionType::role, OptionType::number}) {
    if (said == static_cast<std::int64_t>(type)) return type;
  }
  return std::nullopt;
}

using Numbers = std::set<std::int64_t>;

// Absent when there is no list.
std::optional<Numbers> read_set(JsonReader& json) {
  Numbers numbers;
  const bool said = json.read_array([&] { numbers.insert(json.read_integer().value_or(-1)); });
  return said ? std::optional{numbers} : std::nullopt;
}

std::vector<ChannelType> read_channel_types(JsonReader& json) {
  std::vector<ChannelType> types;
  for (const auto number : read_set(json).value_or(Numbers{})) {
    types.push_back(static_cast<ChannelType>(number));
  }
  return types;
}

std::optional<CommandOption> read_option(JsonReader& json, int level);

// False: one of them is none of ours.
bool read_options(JsonReader& json, std::vector<CommandOption>& options, int level) {
  if (level > limits::option_levels) return false;
  bool ours = true;
  json.read_array([&] {
    auto option = read_option(json, level);
    ours = ours && option;
    if (option) options.push_back(std::move(*option));
  });
  return ours;
}

// None: its type is none of ours.
std::optional<CommandOption> read_option(JsonReader& json, int level) {
  CommandOption option;
  bool ours = false;
  bool ours_within = true;
  json.read_object([&](std::string_view key) {
    if (read_localized(json, key, "name", option.name)) return;
    if (read_localized(json, key, "description", option.description)) return;
    if (key == "type") {
      const auto type = read_option_type(json);
      ours = type.has_value();
      option.type = type.value_or(option.type);
    }
    if (key == "required") json.read(option.required);
    if (key == "autocomplete") json.read(option.autocomplete);
    if (key == "min_value" || key == "min_length") option.least = read_bound(json);
    if (key == "max_value" || key == "max_length") option.most = read_bound(json);
    if (key == "choices") json.read_array([&] { option.choices.push_back(read_choice(json)); });
    if (key == "channel_types") option.channel_types = read_channel_types(json);
    if (key == "options") ours_within = read_options(json, option.options, level + 1);
  });
  return ours && ours_within ? std::optional{option} : std::nullopt;
}

RegisteredCommand read_command(JsonReader& json) {
  RegisteredCommand command;
  auto& spec = command.spec;
  std::optional<Numbers> installs;
  std::optional<Numbers> places;
  json.read_object([&](std::string_view key) {
    if (read_localized(json, key, "name", spec.name)) return;
    if (read_localized(json, key, "description", spec.description)) return;
    if (key == "id") json.read(command.id.value);
    if (key == "type" && json.read_integer().value_or(chat_input) != chat_input) command.foreign = true;
    if (key == "options" && !read_options(json, spec.options, 1)) command.foreign = true;
    if (key == "default_member_permissions") spec.default_member_permissions = json.read_digits();
    if (key == "integration_types") installs = read_set(json);
    if (key == "contexts") places = read_set(json);
  });
  spec.guild_only = places == Numbers{guild_context};
  const auto own_installs = spec.guild_only ? Numbers{guild_install} : Numbers{guild_install, user_install};
  const Numbers all_places{guild_context, bot_dm_context, private_context};
  if (installs && installs != own_installs) command.foreign = true;
  if (places && !spec.guild_only && places != all_places) command.foreign = true;
  return command;
}

}  // namespace

void write_localized(JsonWriter& json, std::string_view name, const Localized& text) {
  write_line(json, name, text.text);
  if (text.by_locale.empty()) return;
  json.key(std::string{name} + "_localizations");
  json.begin_object();
  for (const auto& [locale, translation] : text.by_locale) write_line(json, locale, translation);
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

Result<std::vector<RegisteredCommand>> parse_commands(std::string_view text) {
  std::vector<RegisteredCommand> commands;
  JsonReader json{text};
  const bool listed = json.read_array([&] {
    auto command = read_command(json);
    if (command.id) commands.push_back(std::move(command));
  });
  if (!listed) return fail(ErrorKind::drift, "discord: the list of commands is not JSON");
  return commands;
}

}  // namespace cs2::discord

#include "base/limits/discord.hpp"
#include "discord/json.hpp"
#include "discord/json_reader.hpp"

namespace cs2::discord {
namespace {

// Option types that are no values, and types whose value is an id.
constexpr std::int64_t sub_command = 1;
constexpr std::int64_t sub_command_group = 2;

constexpr std::int64_t ephemeral_flag = 1 << 6;

// While somebody types, a number may still be any text.
std::optional<OptionValue> parse_option_value(std::int64_t type, std::string_view raw) {
  JsonReader json{raw};
  switch (json.kind()) {
    case JsonReader::Kind::boolean:
      if (const auto value = json.read_boolean()) return *value;
      return std::nullopt;
    case JsonReader::Kind::number:
      if (type != static_cast<std::int64_t>(OptionType::number)) {
        if (const auto value = JsonReader{raw}.read_integer()) return *value;
      }
      if (const auto value = json.read_number()) return *value;
      return std::nullopt;
    case JsonReader::Kind::text: {
      const bool text = type <= static_cast<std::int64_t>(OptionType::boolean) ||
                        type == static_cast<std::int64_t>(OptionType::number);
      if (text) return json.read_text();
      if (const auto id = json.read_digits()) return Snowflake{*id};
      return std::nullopt;
    }
    default:
      return std::nullopt;
  }
}

void read_options(JsonReader& json, Interaction& interaction, int level);

void read_option(JsonReader& json, Interaction& interaction, int level) {
  std::int64_t type = 0;
  std::string_view value;
  std::string_view inner;
  GivenOption option;
  json.read_object([&](std::string_view key) {
    if (key == "type") return json.read(type);
    if (key == "name") return json.read(option.name);
    if (key == "focused") return json.read(option.focused);
    if (key == "value") value = json.read_raw();
    if (key == "options") inner = json.read_raw();
  });

  if (type == sub_command || type == sub_command_group) {
    if (!interaction.subcommand.empty()) interaction.subcommand += ' ';
    interaction.subcommand += option.name;
    JsonReader nested{inner};
    if (!inner.empty()) read_options(nested, interaction, level + 1);
    return;
  }
  auto parsed = parse_option_value(type, value);
  if (!parsed || option.name.empty() || interaction.options.size() >= limits::command_options) return;
  option.value = std::move(*parsed);
  interaction.options.push_back(std::move(option));
}

void read_options(JsonReader& json, Interaction& interaction, int level) {
  if (level > limits::option_levels) return;
  json.read_array([&] { read_option(json, interaction, level); });
}

void read_values(JsonReader& json, std::vector<std::string>& values) {
  json.read_array([&] {
    auto value = json.read_text();
    if (value && values.size() < limits::select_options) values.push_back(std::move(*value));
  });
}

// Under its id, which also stands inside.
void read_given_channel(JsonReader& json, Interaction& interaction) {
  GivenChannel channel;
  std::int64_t type = 0;
  json.read_object([&](std::string_view key) {
    if (key == "id") return json.read(channel.id.value);
    if (key == "type") return json.read(type);
    if (key == "guild_id") return json.read(channel.guild_id.value);
    if (key == "parent_id") return json.read(channel.parent_id.value);
    if (key == "app_permissions") channel.app_permissions = json.read_digits();
  });
  channel.type = static_cast<ChannelType>(type);
  if (channel.id && interaction.channels.size() < limits::command_options) {
    interaction.channels.push_back(channel);
  }
}

void read_given_role(JsonReader& json, Interaction& interaction) {
  Snowflake id;
  json.read_object([&](std::string_view key) {
    if (key == "id") json.read(id.value);
  });
  if (id && interaction.roles.size() < limits::select_options) interaction.roles.push_back(id);
}

void read_resolved(JsonReader& json, Interaction& interaction) {
  json.read_object([&](std::string_view kind) {
    if (kind == "channels")
      json.read_object([&](std::string_view) { read_given_channel(json, interaction); });
    if (kind == "roles") json.read_object([&](std::string_view) { read_given_role(json, interaction); });
  });
}

void read_data(JsonReader& json, Interaction& interaction) {
  json.read_object([&](std::string_view key) {
    if (key == "id") return json.read(interaction.command_id.value);
    if (key == "name") return json.read(interaction.command);
    if (key == "custom_id") return json.read(interaction.custom_id);
    if (key == "values") return read_values(json, interaction.values);
    if (key == "options") return read_options(json, interaction, 1);
    if (key == "resolved") return read_resolved(json, interaction);
  });
}

void read_user(JsonReader& json, Interaction& interaction) {
  std::string display_name;
  json.read_object([&](std::string_view key) {
    if (key == "id") return json.read(interaction.user_id.value);
    if (key == "username") return json.read(interaction.user_name);
    if (key == "global_name") return json.read(display_name);
  });
  if (!display_name.empty()) interaction.user_name = std::move(display_name);
}

void read_roles(JsonReader& json, Interaction& interaction) {
  json.read_array([&] {
    const auto id = json.read_digits();
    if (id && interaction.member_roles.size() < limits::member_roles)
      interaction.member_roles.push_back({*id});
  });
}

void read_member(JsonReader& json, Interaction& interaction) {
  json.read_object([&](std::string_view key) {
    if (key == "user") return read_user(json, interaction);
    if (key == "roles") return read_roles(json, interaction);
    if (key == "permissions") return json.read(interaction.member_permissions);
  });
}

void read_id(JsonReader& json, std::optional<Snowflake>& id) {
  if (const auto value = json.read_digits()) id = Snowflake{*value};
}

// `interaction_metadata` today, `interaction` before: whoever caused the message.
void read_cause(JsonReader& json, Interaction& interaction) {
  json.read_object([&](std::string_view key) {
    if (key != "user") return;
    json.read_object([&](std::string_view part) {
      if (part == "id") read_id(json, interaction.message_author_of);
    });
  });
}

void read_message(JsonReader& json, Interaction& interaction) {
  json.read_object([&](std::string_view key) {
    if (key == "id") return read_id(json, interaction.message_id);
    if (key == "flags") {
      std::int64_t flags = 0;
      json.read(flags);
      interaction.message_ephemeral = (flags & ephemeral_flag) != 0;
    }
    if (key == "interaction_metadata" || key == "interaction") return read_cause(json, interaction);
  });
}

void read_channel(JsonReader& json, Interaction& interaction) {
  json.read_object([&](std::string_view key) {
    if (key == "id" && !interaction.channel_id) return json.read(interaction.channel_id.value);
    if (key != "type") return;
    std::int64_t type = 0;
    json.read(type);
    interaction.channel_type = static_cast<ChannelType>(type);
  });
}

// The guild for which the bot was installed, 0 in its direct messages; none where only the user installed it.
void read_owners(JsonReader& json, std::optional<Snowflake>& installed_in) {
  installed_in = Snowflake{};
  json.read_object([&](std::string_view kind) {
    if (kind == "0") read_id(json, installed_in);
  });
}

// Used by somebody who brought the bot along, into a guild that does not have it: nothing of that guild
// counts, neither its settings nor who manages it.
void forget_guild(Interaction& interaction) {
  interaction.guild_id.reset();
  interaction.guild_locale.clear();
  interaction.member_permissions = 0;
  interaction.member_roles.clear();
}

struct Envelope {
  std::int64_t type = 0;
  std::optional<Snowflake> installed_in;  // none: Discord does not say
};

void read_part(JsonReader& json, std::string_view key, Interaction& interaction, Envelope& envelope) {
  if (key == "id") return json.read(interaction.id.value);
  if (key == "application_id") return json.read(interaction.application_id.value);
  if (key == "type") return json.read(envelope.type);
  if (key == "authorizing_integration_owners") return read_owners(json, envelope.installed_in);
  if (key == "token") return json.read(interaction.token);
  if (key == "guild_id") return read_id(json, interaction.guild_id);
  if (key == "channel_id") return json.read(interaction.channel_id.value);
  if (key == "channel") return read_channel(json, interaction);
  if (key == "member") return read_member(json, interaction);
  if (key == "user") return read_user(json, interaction);
  if (key == "app_permissions") return json.read(interaction.app_permissions);
  if (key == "locale") return json.read(interaction.locale);
  if (key == "guild_locale") return json.read(interaction.guild_locale);
  if (key == "data") return read_data(json, interaction);
  if (key == "message") return read_message(json, interaction);
}

}  // namespace

Result<Interaction> parse_interaction(std::string_view text) {
  Interaction interaction;
  Envelope envelope;
  JsonReader json{text};
  const bool whole =
      json.read_object([&](std::string_view key) { read_part(json, key, interaction, envelope); });
  if (!whole) return invalid("interaction: no JSON object");
  if (envelope.installed_in && interaction.guild_id != envelope.installed_in) forget_guild(interaction);

  constexpr auto first = static_cast<std::int64_t>(InteractionType::ping);
  constexpr auto last = static_cast<std::int64_t>(InteractionType::modal);
  if (envelope.type < first || envelope.type > last)
    return invalid("interaction {}: unknown type {}", interaction.id.value, envelope.type);
  interaction.type = static_cast<InteractionType>(envelope.type);
  if (!interaction.id) return invalid("interaction without an id");
  if (interaction.token.empty()) return invalid("interaction {}: no token", interaction.id.value);
  if (interaction.type == InteractionType::ping) return interaction;

  const bool command =
      interaction.type == InteractionType::command || interaction.type == InteractionType::autocomplete;
  if (!interaction.user_id) return invalid("interaction {}: no user", interaction.id.value);
  if (command && interaction.command.empty())
    return invalid("interaction {}: no command", interaction.id.value);
  if (!command && interaction.custom_id.empty())
    return invalid("interaction {}: no custom_id", interaction.id.value);
  return interaction;
}

}  // namespace cs2::discord

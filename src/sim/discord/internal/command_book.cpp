#include "sim/discord/internal/command_book.hpp"

#include <algorithm>
#include <boost/json/string.hpp>
#include <boost/json/value.hpp>

#include "sim/discord/internal/rules/rules.hpp"

namespace cs2::sim {
namespace {

using discord::to_string;

constexpr std::size_t creates_per_day = 200;

discord::Localized localized(const json::object& object, std::string_view key) {
  const auto* text = text_at(object, key);
  return {.text = text ? std::string(*text) : std::string(), .by_locale = {}};
}

std::vector<discord::ChannelType> read_channel_types(const json::object& option) {
  std::vector<discord::ChannelType> types;
  if (const auto* array = array_at(option, "channel_types")) {
    for (const auto& type : *array) types.push_back(static_cast<discord::ChannelType>(type.to_number<int>()));
  }
  return types;
}

std::vector<discord::CommandOption> read_options(const json::object& object);

discord::CommandOption read_option(const json::object& option) {
  discord::CommandOption read{
      .type = static_cast<discord::OptionType>(integer_at(option, "type").value_or(3)),
      .name = localized(option, "name"),
      .description = localized(option, "description"),
      .required = flag_at(option, "required"),
      .autocomplete = flag_at(option, "autocomplete"),
      .choices = read_choices(option),
      .least = integer_at(option, "min_value"),
      .most = integer_at(option, "max_value"),
      .channel_types = read_channel_types(option),
      .options = read_options(option)};
  if (!read.least) read.least = integer_at(option, "min_length");
  if (!read.most) read.most = integer_at(option, "max_length");
  return read;
}

std::vector<discord::CommandOption> read_options(const json::object& object) {
  std::vector<discord::CommandOption> read;
  if (const auto* options = array_at(object, "options")) {
    for (const auto& option : *options) read.push_back(read_option(option.as_object()));
  }
  return read;
}

discord::CommandSpec read_spec(const json::object& command) {
  return {.name = localized(command, "name"),
          .description = localized(command, "description"),
          .options = read_options(command),
          .default_member_permissions = {}};
}

}  // namespace

std::vector<discord::CommandChoice> read_choices(const json::object& of) {
  std::vector<discord::CommandChoice> choices;
  const auto* array = array_at(of, "choices");
  if (!array) return choices;
  for (const auto& value : *array) {
    const auto& choice = value.as_object();
    discord::CommandChoice read{.name = localized(choice, "name"), .value = {}};
    if (const auto* text = text_at(choice, "value")) {
      read.value = std::string(*text);
    } else {
      read.value = integer_at(choice, "value").value_or(0);
    }
    choices.push_back(std::move(read));
  }
  return choices;
}

KnownCommand CommandBook::known(const json::object& command, discord::Snowflake id) const {
  auto body = command;
  body["id"] = to_string(id);
  body["application_id"] = to_string(application_);
  body["version"] = to_string(id);
  if (!body.contains("type") || body["type"].is_null()) body["type"] = 1;
  if (!body.contains("description") || body["description"].is_null()) body["description"] = "";
  for (const auto* key : {"default_member_permissions", "name_localizations", "description_localizations"}) {
    if (!body.contains(key)) body[key] = nullptr;
  }
  if (!body.contains("nsfw")) body["nsfw"] = false;
  return {.id = id,
          .name = std::string(body["name"].as_string()),
          .type = integer_at(body, "type").value_or(1),
          .body = body,
          .spec = read_spec(body)};
}

bool CommandBook::may_create(std::size_t count, Timestamp now) {
  std::erase_if(created_, [&](Timestamp at) { return at + days{1} <= now; });
  if (created_.size() + count > creates_per_day) return false;
  created_.insert(created_.end(), count, now);
  return true;
}

std::optional<Refusal> CommandBook::overwrite(const json::array& commands, Timestamp now) {
  if (const auto refused = check_commands(commands)) return refused;
  std::vector<KnownCommand> next;
  std::size_t fresh = 0;
  for (const auto& value : commands) {
    const auto& command = value.as_object();
    const auto name = std::string_view(*text_at(command, "name"));
    const auto type = integer_at(command, "type").value_or(1);
    const auto before = std::ranges::find_if(
        commands_, [&](const KnownCommand& each) { return each.name == name && each.type == type; });
    if (before == commands_.end()) ++fresh;
    next.push_back(known(command, before == commands_.end() ? new_id_() : before->id));
  }
  if (!may_create(fresh, now)) return refusals::daily_commands();
  commands_ = std::move(next);
  return std::nullopt;
}

std::expected<CommandBook::Upserted, Refusal> CommandBook::upsert(const json::object& command,
                                                                  Timestamp now) {
  if (const auto refused = check_command(command)) return std::unexpected(*refused);
  const auto name = std::string_view(*text_at(command, "name"));
  const auto type = integer_at(command, "type").value_or(1);
  const auto before = std::ranges::find_if(
      commands_, [&](const KnownCommand& each) { return each.name == name && each.type == type; });
  if (before != commands_.end()) {
    *before = known(command, before->id);
    return Upserted{.command = &*before, .created = false};
  }
  const auto same_type = std::ranges::count(commands_, type, &KnownCommand::type);
  if (same_type >= (type == 1 ? 100 : 15)) {
    return std::unexpected(Refusal{400, 30032, "Maximum number of application commands reached"});
  }
  if (!may_create(1, now)) return std::unexpected(refusals::daily_commands());
  return Upserted{.command = &commands_.emplace_back(known(command, new_id_())), .created = true};
}

std::expected<const KnownCommand*, Refusal> CommandBook::edit(discord::Snowflake id,
                                                              const json::object& changes) {
  const auto found = std::ranges::find(commands_, id, &KnownCommand::id);
  if (found == commands_.end()) return std::unexpected(refusals::unknown_command());
  auto body = found->body;
  for (const auto& [key, value] : changes) body[key] = value;
  if (const auto refused = check_command(body)) return std::unexpected(*refused);
  const auto name = std::string_view(*text_at(body, "name"));
  const auto taken = std::ranges::any_of(commands_, [&](const KnownCommand& each) {
    return each.id != id && each.name == name && each.type == found->type;
  });
  if (taken)
    return std::unexpected(Refusal{400, 40041, "An application command with that name already exists"});
  *found = known(body, id);
  return &*found;
}

bool CommandBook::remove(discord::Snowflake id) {
  return std::erase_if(commands_, [&](const KnownCommand& each) { return each.id == id; }) > 0;
}

const KnownCommand* CommandBook::find(discord::Snowflake id) const {
  const auto found = std::ranges::find(commands_, id, &KnownCommand::id);
  return found == commands_.end() ? nullptr : &*found;
}

const KnownCommand* CommandBook::find(std::string_view name) const {
  const auto found = std::ranges::find(commands_, name, &KnownCommand::name);
  return found == commands_.end() ? nullptr : &*found;
}

json::array CommandBook::to_json() const {
  json::array array;
  for (const auto& command : commands_) array.push_back(command.body);
  return array;
}

}  // namespace cs2::sim

#include "bot/command_registry.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

#include "base/text.hpp"
#include "bot/question.hpp"
#include "discord/json.hpp"
#include "store/database/state.hpp"

namespace cs2::bot {

Command live_command();
Command upcoming_command();
Command results_command();
Command match_command();
Command team_command();
Command player_command();
Command event_command();
Command events_command();
Command ranking_command();
Command compare_command();
Command stats_command();
Command maps_command();
Command form_command();
Command predict_command();
Command settings_command();
Command alias_command();
Command follow_command();
Command following_command();
Command unfollow_command();
Command why_command();
Command test_notification_command();
Command audit_command();
Command privacy_command();
Command me_command();
Command help_command();

namespace {

// Words of a sub-command ("follow.team") may stand with its command, those that several commands share with
// none.
std::string own_or_shared(const locale::Language& source, std::string_view path, std::string_view key) {
  for (auto end = path.size(); end != std::string_view::npos; end = path.substr(0, end).rfind('.')) {
    auto own = fmt::format("command.{}.{}", path.substr(0, end), key);
    if (source.has(own)) return own;
  }
  return std::string{key};
}

discord::Localized localized(const locale::Catalogue& catalogue, const std::string& key) {
  return {.text = catalogue.source().say(key), .by_locale = catalogue.translations(key)};
}

// Names have an English text by being in the code; languages may translate them.
discord::Localized localized_name(const locale::Catalogue& catalogue, Names names, std::string_view name,
                                  const std::string& key) {
  if (names == Names::english) return {.text = std::string{name}, .by_locale = {}};
  return {.text = std::string{name}, .by_locale = catalogue.translations(key)};
}

class OptionSpec {
 public:
  OptionSpec(const locale::Catalogue& catalogue, Names names, std::string_view path)
      : catalogue_(catalogue), names_(names), path_(path) {}

  discord::CommandOption operator()(const TextOption& option) const {
    auto spec = start(discord::OptionType::text, option.name);
    spec.required = option.required;
    spec.autocomplete = option.suggest != nullptr;
    return spec;
  }
  discord::CommandOption operator()(const CountOption& option) const {
    auto spec = start(discord::OptionType::integer, option.name);
    spec.least = option.least;
    spec.most = option.most;
    return spec;
  }
  discord::CommandOption operator()(const ChoiceOption& option) const {
    auto spec = start(discord::OptionType::text, option.name);
    for (const auto value : option.values) {
      auto label = option.label ? discord::Localized{.text = option.label(value), .by_locale = {}}
                                : localized(catalogue_, fmt::format("choice.{}.{}", option.name, value));
      spec.choices.push_back({.name = std::move(label), .value = std::string{value}});
    }
    return spec;
  }
  discord::CommandOption operator()(const BoolOption& option) const {
    return start(discord::OptionType::boolean, option.name);
  }
  discord::CommandOption operator()(const ChannelOption& option) const {
    auto spec = start(discord::OptionType::channel, option.name);
    spec.required = option.required;
    spec.channel_types.assign(message_channels.begin(), message_channels.end());
    return spec;
  }
  discord::CommandOption operator()(const RoleOption& option) const {
    auto spec = start(discord::OptionType::role, option.name);
    spec.required = option.required;
    return spec;
  }
  discord::CommandOption operator()(const UserOption& option) const {
    auto spec = start(discord::OptionType::user, option.name);
    spec.required = option.required;
    return spec;
  }

 private:
  discord::CommandOption start(discord::OptionType type, std::string_view name) const {
    const auto source = catalogue_.source();
    const auto description = own_or_shared(source, path_, fmt::format("option.{}", name));
    return {.type = type,
            .name = localized_name(catalogue_, names_, name, fmt::format("option_name.{}", name)),
            .description = localized(catalogue_, description)};
  }

  const locale::Catalogue& catalogue_;
  Names names_;
  std::string_view path_;
};

std::vector<discord::CommandOption> options_of(const Command& command, const locale::Catalogue& catalogue,
                                               Names names, std::string_view path) {
  std::vector<discord::CommandOption> options;
  options.reserve(command.options.size() + command.subcommands.size());
  const OptionSpec option_spec{catalogue, names, path};
  for (const auto& option : command.options) options.push_back(std::visit(option_spec, option));
  for (const auto& sub : command.subcommands) {
    const auto key = fmt::format("command.{}.{}", path, sub.name);
    options.push_back({.type = discord::OptionType::sub_command,
                       .name = localized_name(catalogue, names, sub.name, key + ".name"),
                       .description = localized(catalogue, key + ".description"),
                       .options = options_of(sub, catalogue, names, fmt::format("{}.{}", path, sub.name))});
  }
  return options;
}

discord::CommandSpec spec_of(const Command& command, const locale::Catalogue& catalogue, Names names) {
  const auto key = [&](std::string_view what) { return fmt::format("command.{}.{}", command.name, what); };
  discord::CommandSpec spec{.name = localized_name(catalogue, names, command.name, key("name")),
                            .description = localized(catalogue, key("description")),
                            .options = options_of(command, catalogue, names, command.name)};
  // Hidden from whom the bot would refuse. A manager role sees it once the server allows it in its
  // integrations, which take precedence; see docs/decisions/0014-managers.md.
  spec.guild_only = command.for_managers;
  if (command.for_managers) spec.default_member_permissions = discord::permission::manage_guild;
  return spec;
}

// ---- The ids under which they are registered: "name id" a line.

std::string state_key(discord::Snowflake application) {
  return fmt::format("discord:commands:{}", discord::to_string(application));
}

std::string state_of(const std::vector<discord::RegisteredCommand>& registered) {
  std::string state;
  for (const auto& command : registered) {
    state += fmt::format("{} {}\n", command.spec.name.text, discord::to_string(command.id));
  }
  return state;
}

// In whatever order Discord lists them.
bool are_registered(const std::vector<discord::CommandSpec>& specs,
                    const std::vector<discord::RegisteredCommand>& registered) {
  return std::ranges::none_of(registered, &discord::RegisteredCommand::foreign) &&
         std::ranges::is_permutation(specs, registered, {}, {}, &discord::RegisteredCommand::spec);
}

std::vector<Command> with_inherited(std::vector<Command> commands) {
  for (auto& command : commands) {
    assert((command.run == nullptr) != command.subcommands.empty() && "it runs or has sub-commands");
    for (auto& sub : command.subcommands) {
      sub.for_managers = sub.for_managers || command.for_managers;
      sub.ephemeral = sub.ephemeral || command.ephemeral;
    }
  }
  return commands;
}

}  // namespace

std::span<const Command> commands() {
  static const auto all =
      with_inherited({live_command(),      upcoming_command(), results_command(), match_command(),
                      team_command(),      player_command(),   event_command(),   events_command(),
                      ranking_command(),   compare_command(),  stats_command(),   maps_command(),
                      form_command(),      predict_command(),  alias_command(),   follow_command(),
                      following_command(), unfollow_command(), why_command(),     test_notification_command(),
                      settings_command(),  audit_command(),    me_command(),      privacy_command(),
                      help_command()});
  return all;
}

const Command* find_command(std::string_view name) {
  const auto found = std::ranges::find(commands(), name, &Command::name);
  return found == commands().end() ? nullptr : &*found;
}

const Command* find_command(const discord::Interaction& interaction) {
  const auto* command = find_command(interaction.command);
  if (!command || (command->subcommands.empty() && interaction.subcommand.empty())) return command;
  const auto sub = std::ranges::find(command->subcommands, interaction.subcommand, &Command::name);
  return sub == command->subcommands.end() ? nullptr : &*sub;
}

std::optional<PressedCommand> find_pressed(std::string_view custom_id) {
  if (!custom_id.starts_with('/')) return std::nullopt;
  const auto space = std::min(custom_id.find(' '), custom_id.size());
  const auto* command = find_command(custom_id.substr(1, space - 1));
  if (!command || !command->press) return std::nullopt;
  return PressedCommand{.command = command, .what = custom_id.substr(std::min(space + 1, custom_id.size()))};
}

bool is_for_asker(const discord::Interaction& interaction) {
  if (!interaction.guild_id || interaction.message_ephemeral) return true;
  if (interaction.type == discord::InteractionType::component) {
    if (const auto own = find_pressed(interaction.custom_id)) return own->command->ephemeral;
    const auto pressed = parse_custom_id(interaction.custom_id);
    return !pressed || pressed->action == Action::reveal;
  }
  const auto* command = find_command(interaction);
  return !command || command->ephemeral;
}

std::vector<discord::CommandSpec> command_specs(const locale::Catalogue& catalogue, Names names) {
  std::vector<discord::CommandSpec> specs;
  for (const auto& command : commands()) specs.push_back(spec_of(command, catalogue, names));
  return specs;
}

Task<Result<bool>> register_commands(discord::Rest& rest, io::Blocking& blocking, store::Store& store,
                                     discord::Snowflake application,
                                     std::vector<discord::CommandSpec> specs) {
  auto registered = co_await rest.list_commands(application);
  if (!registered) co_return std::unexpected(registered.error().error);
  const bool writes = !are_registered(specs, *registered);
  if (writes) registered = co_await rest.overwrite_commands(application, discord::commands_to_json(specs));
  if (!registered) co_return std::unexpected(registered.error().error);

  const auto remember = [&store, key = state_key(application), state = state_of(*registered)] {
    if (store::find_state(store, key) != state) store::save_state(store, key, state);
  };
  co_await blocking.run(remember);
  co_return writes;
}

std::map<std::string, discord::Snowflake, std::less<>> find_command_ids(store::Store& store,
                                                                        discord::Snowflake application) {
  std::map<std::string, discord::Snowflake, std::less<>> ids;
  const auto state = store::find_state(store, state_key(application));
  if (!state) return ids;
  for (const auto line : split(*state, '\n')) {
    const auto space = line.find(' ');
    if (space == std::string_view::npos) continue;
    if (const auto id = discord::parse_snowflake(line.substr(space + 1)))
      ids.emplace(line.substr(0, space), *id);
  }
  return ids;
}

}  // namespace cs2::bot

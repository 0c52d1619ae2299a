#include "bot/lookup/pick.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <span>
#include <string>

#include "base/limits/discord.hpp"
#include "base/number.hpp"
#include "base/text.hpp"
#include "bot/command_registry.hpp"
#include "bot/lookup/lookup.hpp"

namespace cs2::bot {
namespace {

// "pick|<subcommand>|<option that is picked>|<option><value>|…": options by their place among those of the
// command.
constexpr std::string_view mark = "pick";
constexpr char separator = '|';
constexpr int base = 36;

std::string digits(std::uint64_t value) {
  std::array<char, 16> text{};
  const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), value, base);
  return {text.data(), end};
}

std::optional<std::uint64_t> parse_id(std::string_view text) {
  return parse_number<std::uint64_t>(text, base);
}

// ---- One option

// "<id>", or with what Discord told of a channel of this server: "<id>,<type>,<the bot's permissions>".
std::string write_channel(discord::Snowflake id, const discord::Interaction& interaction) {
  auto text = digits(id.value);
  const auto* channel = interaction.find_channel(id);
  if (channel != nullptr && channel->guild_id == interaction.guild_id) {
    text += ',' + digits(static_cast<std::uint64_t>(channel->type));
    if (channel->app_permissions) text += ',' + digits(*channel->app_permissions);
  }
  return text;
}

std::optional<discord::GivenChannel> parse_channel(std::string_view text) {
  const auto parts = split(text, ',');
  const auto id = parse_id(parts[0]);
  if (!id || parts.size() > 3) return std::nullopt;
  discord::GivenChannel channel{.id = {*id}, .app_permissions = std::nullopt};
  if (parts.size() > 1) {
    const auto type = parse_id(parts[1]);
    const auto known = [&](discord::ChannelType each) {
      return type && static_cast<std::uint64_t>(each) == *type;
    };
    const auto found = std::ranges::find_if(message_channels, known);
    if (found == message_channels.end()) return std::nullopt;
    channel.type = *found;
  }
  if (parts.size() > 2) {
    channel.app_permissions = parse_id(parts[2]);
    if (!channel.app_permissions) return std::nullopt;
  }
  return channel;
}

std::string write_value(const discord::OptionValue& value, const discord::Interaction& interaction) {
  struct Write {
    const discord::Interaction& interaction;
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(std::int64_t number) const { return fmt::format("{}", number); }
    std::string operator()(double number) const { return fmt::format("{}", number); }
    std::string operator()(bool truth) const { return truth ? "1" : "0"; }
    std::string operator()(discord::Snowflake id) const { return write_channel(id, interaction); }
  };
  return std::visit(Write{interaction}, value);
}

// Adds the option to the interaction; false where it has no such value.
bool read_value(const Option& option, std::string_view text, discord::Interaction& to) {
  const auto add = [&](discord::OptionValue value) {
    to.options.push_back({.name = std::string{name(option)}, .value = std::move(value)});
    return true;
  };
  if (std::holds_alternative<BoolOption>(option)) return add(text == "1");
  if (std::holds_alternative<CountOption>(option)) {
    const auto number = parse_number<std::int64_t>(text);
    return number && add(*number);
  }
  if (std::holds_alternative<ChannelOption>(option)) {
    const auto channel = parse_channel(text);
    if (!channel) return false;
    if (text.find(',') != std::string_view::npos) {
      to.channels.push_back(*channel);
      to.channels.back().guild_id = to.guild_id.value_or(discord::Snowflake{});
    }
    return add(channel->id);
  }
  if (std::holds_alternative<RoleOption>(option) || std::holds_alternative<UserOption>(option)) {
    const auto id = parse_id(text);
    // Forged, it would be the role of another server, which mentions nobody.
    if (id && std::holds_alternative<RoleOption>(option)) to.roles.push_back({*id});
    return id && add(discord::Snowflake{*id});
  }
  return add(std::string{text});
}

// ---- All of them

std::optional<std::size_t> place_of(const Command& command, std::string_view option) {
  const auto found =
      std::ranges::find(command.options, option, [](const Option& each) { return name(each); });
  if (found == command.options.end()) return std::nullopt;
  return static_cast<std::size_t>(found - command.options.begin());
}

// "|<option><value>|…"; nothing where a value cannot be written.
std::optional<std::string> write_options(const Command& command, std::string_view without,
                                         const discord::Interaction& interaction) {
  std::string written;
  for (const auto& [option, value, focused] : interaction.options) {
    const auto at = place_of(command, option);
    if (!at || option == without) continue;
    const auto text = write_value(value, interaction);
    if (*at >= static_cast<std::size_t>(base) || text.find(separator) != std::string::npos)
      return std::nullopt;
    written += fmt::format("{}{}{}", separator, digits(*at), text);
  }
  return written;
}

std::optional<std::string> make_id(std::string_view command, std::string_view what) {
  auto id = press_id(command, what);
  return count_characters(id) > limits::custom_id ? std::nullopt : std::optional{std::move(id)};
}

std::optional<std::string> make_pick_id(const TextOption& picked, const Call& call) {
  const auto& interaction = call.interaction();
  const auto* command = find_command(interaction);
  const auto place = command ? place_of(*command, picked.name) : std::nullopt;
  const auto options = place ? write_options(*command, picked.name, interaction) : std::nullopt;
  if (!options) return std::nullopt;
  return make_id(interaction.command, fmt::format("{0}{1}{2}{1}{3}{4}", mark, separator,
                                                  interaction.subcommand, digits(*place), *options));
}

// The command of the id, without options yet.
std::optional<discord::Interaction> bare_command(const discord::Interaction& pressed,
                                                 std::string_view subcommand) {
  const auto own = find_pressed(pressed.custom_id);
  if (!own) return std::nullopt;
  auto given = pressed;
  given.type = discord::InteractionType::command;
  given.command = std::string{own->command->name};
  given.subcommand = std::string{subcommand};
  const auto* command = find_command(given);
  return command && command->run ? std::optional{std::move(given)} : std::nullopt;
}

bool read_option(std::string_view part, discord::Interaction& to) {
  const auto* command = find_command(to);
  const auto place = part.empty() ? std::nullopt : parse_id(part.substr(0, 1));
  return place && *place < command->options.size() &&
         read_value(command->options[*place], part.substr(1), to);
}

bool read_options(std::span<const std::string_view> parts, discord::Interaction& to) {
  return std::ranges::all_of(parts, [&to](std::string_view part) { return read_option(part, to); });
}

// The command as it was given, with what was picked; nothing for a forged id.
std::optional<discord::Interaction> restore(const discord::Interaction& pressed, std::string_view what) {
  const auto parts = split(what, separator);
  if (parts.size() < 3 || parts[0] != mark || pressed.values.size() != 1) return std::nullopt;
  auto given = bare_command(pressed, parts[1]);
  const auto picked = fmt::format("{}{}", parts[2], pressed.values.front());
  const bool reads =
      given && read_option(picked, *given) && read_options(std::span{parts}.subspan(3), *given);
  return reads ? given : std::nullopt;
}

}  // namespace

Reply ask_to_pick(Reply reply, const TextOption& option, const std::vector<Candidate>& candidates,
                  const Call& call) {
  if (candidates.empty()) return reply;
  if (auto id = make_pick_id(option, call))
    reply.message.rows = {{candidate_menu(std::move(*id), candidates, call)}};
  return reply;
}

std::expected<Reference, Reply> find_exactly(const TextOption& option, store::NameKind kind,
                                             const Call& call) {
  const Asked asked{.what = word_for(kind), .typed = call[option]};
  const auto meanings = find_meanings(asked.typed, kind, call);
  const auto& [meant, is_exact, close] = meanings;
  if (is_exact) {
    if (const auto reference = parse_reference(meant.front().values.front())) return *reference;
  }
  const auto& candidates = meant.empty() ? close : meant;
  auto reply = meant.size() > 1 ? say_which(asked, call) : say_unknown(asked, !candidates.empty(), call);
  return std::unexpected(ask_to_pick(std::move(reply), option, candidates, call));
}

std::optional<std::string> make_repeat_id(std::string_view mark_of_it, const Call& call) {
  const auto& interaction = call.interaction();
  const auto* command = find_command(interaction);
  const auto options = command ? write_options(*command, {}, interaction) : std::nullopt;
  if (!options) return std::nullopt;
  return make_id(interaction.command,
                 fmt::format("{}{}{}{}", mark_of_it, separator, interaction.subcommand, *options));
}

std::optional<discord::Interaction> restore_command(std::string_view mark_of_it, std::string_view what,
                                                    const Call& call) {
  const auto parts = split(what, separator);
  if (parts.size() < 2 || parts[0] != mark_of_it) return std::nullopt;
  auto given = bare_command(call.interaction(), parts[1]);
  return given && read_options(std::span{parts}.subspan(2), *given) ? given : std::nullopt;
}

bool is_pick(std::string_view what) {
  return what.starts_with(mark);
}

Reply answer_pick(const Call& call, std::string_view what) {
  const auto given = restore(call.interaction(), what);
  if (!given) return call.say("answer.old_button");
  const auto again = call.with(*given);
  auto reply = find_command(*given)->run(again);
  reply.replaces = true;
  return reply;
}

}  // namespace cs2::bot

#include "bot/command.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/limits/answers.hpp"
#include "base/limits/discord.hpp"
#include "base/text.hpp"

namespace cs2::bot {
namespace {

template <class T>
const T* value_of(const discord::Interaction& interaction, std::string_view option) {
  const auto* given = interaction.find_option(option);
  return given ? std::get_if<T>(&given->value) : nullptr;
}

}  // namespace

std::string_view name(const Option& option) {
  return std::visit([](const auto& any) { return any.name; }, option);
}

std::string Call::operator[](const TextOption& option) const {
  const auto* text = value_of<std::string>(interaction(), option.name);
  return text ? shorten(trim(*text), limits::names_typed_max) : std::string{};
}

std::int64_t Call::operator[](const CountOption& option) const {
  const auto* count = value_of<std::int64_t>(interaction(), option.name);
  return count ? std::clamp(*count, option.least, option.most) : option.fallback;
}

std::optional<std::string> Call::operator[](const ChoiceOption& option) const {
  const auto* text = value_of<std::string>(interaction(), option.name);
  if (!text || std::ranges::find(option.values, *text) == option.values.end()) return std::nullopt;
  return *text;
}

bool Call::operator[](const BoolOption& option) const {
  const auto* truth = value_of<bool>(interaction(), option.name);
  return truth ? *truth : option.fallback;
}

std::string_view Call::time_zone() const {
  return settings().time_zone ? std::string_view{*settings().time_zone} : std::string_view{"UTC"};
}

const NameIndex* Call::own_names() const {
  if (!interaction().guild_id) return nullptr;
  const auto found = known().guild_names->find(interaction().guild_id->value);
  return found == known().guild_names->end() ? nullptr : &found->second;
}

bool Call::may_manage() const {
  namespace permission = discord::permission;
  return (interaction().member_permissions & (permission::manage_guild | permission::administrator)) != 0;
}

std::string Call::mention(std::string_view command) const {
  const auto id = known().command_ids.find(command);
  if (id == known().command_ids.end()) return fmt::format("`/{}`", command);
  return fmt::format("</{}:{}>", command, discord::to_string(id->second));
}

Reply Call::say(std::string_view key, locale::Arguments arguments) const {
  discord::Message message;
  message.content = shorten(language().say(key, arguments), limits::message_content);
  message.ephemeral = true;
  return {.message = std::move(message)};
}

}  // namespace cs2::bot

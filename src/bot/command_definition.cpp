#include "bot/command_definition.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/limits/answers.hpp"
#include "base/limits/discord.hpp"
#include "base/text.hpp"
#include "locale/choose_language.hpp"
#include "view/markdown.hpp"
#include "view/permission_names.hpp"

namespace cs2::bot {
namespace {

template <class T>
const T* value_of(const discord::Interaction& interaction, std::string_view option) {
  const auto* given = interaction.find_option(option);
  return given ? std::get_if<T>(&given->value) : nullptr;
}

locale::Language choose_language(locale::MessageTo to, const Call::Parts& parts) {
  return locale::choose_language(to,
                                 {.person = parts.person.locale.value_or(""),
                                  .server = parts.settings.locale.value_or(""),
                                  .client = parts.interaction.locale},
                                 parts.catalogue);
}

}  // namespace

std::string_view name(const Option& option) {
  return std::visit([](const auto& any) { return any.name; }, option);
}

std::string press_id(std::string_view command, std::string_view what) {
  return fmt::format("/{} {}", command, what);
}

Call::Call(Parts parts)
    : parts_(std::move(parts)),
      language_(
          choose_language(parts_.for_asker ? locale::MessageTo::asker : locale::MessageTo::channel, parts_)),
      asker_language_(choose_language(locale::MessageTo::asker, parts_)) {}

Call Call::with(const discord::Interaction& interaction) const {
  return Call{{.store = parts_.store,
               .interaction = interaction,
               .catalogue = parts_.catalogue,
               .settings = parts_.settings,
               .person = parts_.person,
               .suggestions = parts_.suggestions,
               .now = parts_.now,
               .public_url = parts_.public_url,
               .for_asker = parts_.for_asker}};
}

Call Call::with(store::PersonSettings person) const {
  auto parts = parts_;
  parts.person = std::move(person);
  return Call{std::move(parts)};
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

std::optional<discord::Snowflake> Call::operator[](const ChannelOption& option) const {
  const auto* id = value_of<discord::Snowflake>(interaction(), option.name);
  return id ? std::optional{*id} : std::nullopt;
}

std::optional<discord::Snowflake> Call::operator[](const RoleOption& option) const {
  const auto* id = value_of<discord::Snowflake>(interaction(), option.name);
  return id ? std::optional{*id} : std::nullopt;
}

std::optional<discord::Snowflake> Call::operator[](const UserOption& option) const {
  const auto* id = value_of<discord::Snowflake>(interaction(), option.name);
  return id ? std::optional{*id} : std::nullopt;
}

std::optional<discord::GivenChannel> Call::channel(const ChannelOption& option) const {
  const auto id = (*this)[option];
  const auto* given = id ? interaction().find_channel(*id) : nullptr;
  return given ? std::optional{*given} : std::nullopt;
}

std::string_view Call::time_zone() const {
  const auto& first = parts_.for_asker ? person().time_zone : settings().time_zone;
  const auto& second = parts_.for_asker ? settings().time_zone : person().time_zone;
  return first ? std::string_view{*first} : second ? std::string_view{*second} : std::string_view{"UTC"};
}

bool Call::hides_scores() const {
  const bool server_hides = settings().spoilers == store::SpoilerRule::hide;
  if (!person().spoilers) return server_hides;
  const bool person_hides = *person().spoilers == store::SpoilerRule::hide;
  return parts_.for_asker ? person_hides : server_hides || person_hides;
}

const NameIndex* Call::own_names() const {
  if (!interaction().guild_id) return nullptr;
  const auto found = suggestions().guild_names->find(interaction().guild_id->value);
  return found == suggestions().guild_names->end() ? nullptr : &found->second;
}

bool Call::may_manage() const {
  const auto& roles = settings().manager_roles;
  const auto manages = [&](discord::Snowflake role) { return std::ranges::binary_search(roles, role.value); };
  return may_manage_server() ||
         (interaction().guild_id && std::ranges::any_of(interaction().member_roles, manages));
}

bool Call::may_manage_server() const {
  namespace permission = discord::permission;
  return (interaction().member_permissions & (permission::manage_guild | permission::administrator)) != 0;
}

std::string Call::mention(std::string_view command) const {
  const auto id = suggestions().command_ids.find(command.substr(0, command.find(' ')));
  if (id == suggestions().command_ids.end()) return fmt::format("`/{}`", command);
  return fmt::format("</{}:{}>", command, discord::to_string(id->second));
}

Reply Call::say(std::string_view key, locale::Arguments arguments) const {
  discord::Message message;
  message.content = shorten(asker_language().say(key, arguments), limits::message_content);
  message.ephemeral = true;
  return {.message = std::move(message)};
}

Reply Call::say_missing(discord::Snowflake channel, std::uint64_t missing) const {
  return say("answer.missing_permissions",
             {{"channel", fmt::format("<#{}>", discord::to_string(channel))},
              {"permissions", view::join(view::permission_names(missing, asker_language()), ", ")}});
}

}  // namespace cs2::bot

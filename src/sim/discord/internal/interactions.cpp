#include "sim/discord/internal/interactions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <iterator>

#include "base/digest.hpp"
#include "base/limits/discord.hpp"
#include "base/random.hpp"
#include "sim/discord/internal/rules/rules.hpp"

namespace cs2::sim {
namespace {

using discord::to_string;

// A benchmark sends a million; what is settled need not be remembered for its whole fifteen minutes.
constexpr std::size_t interactions_kept = 5'000;

constexpr int group_type = 3;

// Real ones begin with base64 of "interaction:".
constexpr std::string_view token_prefix = "aW50ZXJhY3Rpb246";

// The id is in the token, so that no second table is needed to find it.
std::string new_token(Snowflake id) {
  return fmt::format("{}{}_{}{}{}", token_prefix, id.value, hex(random_bits()), hex(random_bits()),
                     hex(random_bits()));
}

std::string quoted(std::string_view text) {
  const bool simple = std::ranges::all_of(text, [](char c) { return c >= ' ' && c != '"' && c != '\\'; });
  return simple ? fmt::format("\"{}\"", text) : json::serialize(json::value(text));
}

std::string list_ids(const std::vector<Snowflake>& ids) {
  std::string list;
  for (const auto id : ids)
    fmt::format_to(std::back_inserter(list), "{}\"{}\"", list.empty() ? "" : ",", id.value);
  return list;
}

void append_user(std::string& json, const User& user) {
  fmt::format_to(
      std::back_inserter(json),
      R"({{"id":"{}","username":{},"global_name":{},"discriminator":"0","avatar":null,"public_flags":0,"bot":false}})",
      user.id.value, quoted(user.name), quoted(user.name));
}

json::value option_value(const discord::OptionValue& value) {
  return std::visit(
      []<class T>(const T& given) -> json::value {
        if constexpr (std::is_same_v<T, Snowflake>) {
          return json::value(to_string(given));
        } else {
          return json::value(given);
        }
      },
      value);
}

void resolve(const discord::CommandOption& option, Snowflake id, Community& community,
             json::object& resolved) {
  const auto entry = [&](const char* kind, json::object object) {
    auto& kinds = resolved[kind];
    if (!kinds.is_object()) kinds.emplace_object();
    kinds.get_object()[to_string(id)] = std::move(object);
  };
  if (option.type == discord::OptionType::user) {
    if (const auto* user = community.find_user(id)) entry("users", to_json(*user, false));
  } else if (option.type == discord::OptionType::channel) {
    if (const auto* channel = community.find_channel(id)) entry("channels", given_channel(*channel));
  } else if (option.type == discord::OptionType::role) {
    entry("roles", given_role(to_string(id)));
  }
}

// Those that may be given: the command's own, or its sub-command's.
Result<const std::vector<discord::CommandOption>*> find_options(const KnownCommand& command,
                                                                std::string_view sub) {
  const auto& own = command.spec.options;
  const bool nested = !own.empty() && own.front().type == discord::OptionType::sub_command;
  if (!nested && sub.empty()) return &own;
  const auto found =
      std::ranges::find(own, sub, [](const auto& each) { return std::string_view(each.name.text); });
  if (!nested || found == own.end()) return invalid("/{} has no sub-command \"{}\"", command.name, sub);
  return &found->options;
}

}  // namespace

json::object given_channel(const Channel& channel) {
  return {{"id", to_string(channel.id)},
          {"name", channel.name},
          {"type", channel.type},
          {"guild_id", to_string(channel.guild)},
          {"parent_id", channel.parent ? json::value(to_string(channel.parent)) : nullptr},
          {"permissions", "2147483647"},
          {"app_permissions", std::to_string(channel.bot_permissions)}};
}

json::object given_role(const std::string& id) {
  return {{"id", id}, {"name", "role"}, {"permissions", "0"}, {"position", 1}};
}

void PendingInteraction::settle() {
  if (settled) return;
  settled = true;
  const auto passed = std::chrono::steady_clock::now() - sent;
  settled_after = std::chrono::duration_cast<std::chrono::microseconds>(passed);
  if (const auto callback = std::exchange(when_settled, nullptr)) callback();
}

PendingInteraction& Interactions::open(Snowflake id, PendingInteraction interaction) {
  while (by_age_.size() >= interactions_kept) {
    open_.erase(by_age_.front());
    by_age_.pop_front();
  }
  interaction.id = id;
  interaction.token = new_token(id);
  interaction.sent_at = clock_.now();
  interaction.sent = std::chrono::steady_clock::now();
  by_age_.push_back(id);
  waiting_.push_back(id);
  return open_[id] = std::move(interaction);
}

PendingInteraction* Interactions::find(Snowflake id) {
  const auto found = open_.find(id);
  return found == open_.end() ? nullptr : &found->second;
}

PendingInteraction* Interactions::find_by_token(std::string_view token) {
  if (!token.starts_with(token_prefix)) return nullptr;
  const auto digits = token.substr(token_prefix.size());
  const auto id = discord::parse_snowflake(digits.substr(0, digits.find('_')));
  auto* found = id ? find(*id) : nullptr;
  if (!found || found->token != token) return nullptr;
  return found->sent_at + limits::interaction_token_life >= clock_.now() ? found : nullptr;
}

void Interactions::fail(PendingInteraction& interaction) {
  ++failed_;
  interaction.failed = true;
  interaction.settle();
}

void Interactions::sweep() {
  const auto now = clock_.now();
  while (!waiting_.empty()) {
    auto* oldest = find(waiting_.front());
    if (oldest && oldest->answer_type == 0) {
      if (oldest->sent_at + limits::interaction_answer_max >= now) break;
      fail(*oldest);
    }
    waiting_.pop_front();
  }
  while (!by_age_.empty()) {
    auto* oldest = find(by_age_.front());
    if (oldest && oldest->sent_at + limits::interaction_token_life >= now) break;
    if (oldest && !oldest->settled) {  // "thinking" for ever
      fail(*oldest);
    }
    open_.erase(by_age_.front());
    by_age_.pop_front();
  }
}

std::string interaction_payload(const PendingInteraction& interaction, Snowflake application,
                                const User& user, const Channel& channel, const Guild* guild,
                                std::string_view data, const json::object* message) {
  std::string json;
  json.reserve(1'600 + data.size());
  auto out = std::back_inserter(json);
  fmt::format_to(
      out,
      R"({{"id":"{}","application_id":"{}","type":{},"token":"{}","version":1,"data":{},"channel_id":"{}",)"
      R"("channel":{{"id":"{}","type":{},"name":{},"guild_id":"{}","permissions":"2147483647","flags":0,"position":1,)"
      R"("parent_id":null,"topic":null,"nsfw":false,"rate_limit_per_user":0,"last_message_id":null}},)"
      R"("app_permissions":"{}","locale":"{}","entitlements":[],"attachment_size_limit":10485760,)",
      interaction.id.value, application.value, static_cast<int>(interaction.type), interaction.token, data,
      channel.id.value, channel.id.value, channel.type, quoted(channel.name), channel.guild.value,
      channel.bot_permissions, user.locale);
  // Whose installation it is: the guild's, none in the bot's own direct messages, or the user's.
  const bool own = guild ? guild->has_bot : channel.type != group_type;
  const auto owners = own ? fmt::format(R"({{"0":"{}"}})", guild ? guild->id.value : 0)
                          : fmt::format(R"({{"1":"{}"}})", user.id.value);
  if (guild) {
    fmt::format_to(
        out,
        R"("guild_id":"{}","guild_locale":"{}","guild":{{"id":"{}","locale":"{}","features":["COMMUNITY"]}},)"
        R"("context":0,"authorizing_integration_owners":{},"member":{{"roles":[{}],"permissions":"{}",)"
        R"("joined_at":"2026-04-02T09:30:00+00:00","nick":null,"avatar":null,"deaf":false,"mute":false,"flags":0,)"
        R"("pending":false,"premium_since":null,"communication_disabled_until":null,"user":)",
        guild->id.value, guild->locale, guild->id.value, guild->locale, owners, list_ids(user.roles),
        user.permissions);
    append_user(json, user);
    json += '}';
  } else {
    fmt::format_to(out, R"("context":{},"authorizing_integration_owners":{},"user":)",
                   channel.type == group_type ? 2 : 1, owners);
    append_user(json, user);
  }
  if (message) {
    json += R"(,"message":)";
    json += json::serialize(*message);
  }
  json += '}';
  return json;
}

Result<std::string> command_data(const KnownCommand& command, std::string_view sub,
                                 const std::vector<discord::GivenOption>& options, Community& community) {
  const auto specs = find_options(command, sub);
  if (!specs) return failed(specs);
  json::array given;
  json::object resolved;
  for (const auto& option : options) {
    const auto spec = std::ranges::find(**specs, option.name,
                                        [](const auto& each) { return std::string_view(each.name.text); });
    if (spec == (*specs)->end()) return invalid("/{} has no option {}", command.name, option.name);
    json::object entry{
        {"name", option.name}, {"type", static_cast<int>(spec->type)}, {"value", option_value(option.value)}};
    if (option.focused) entry["focused"] = true;
    given.push_back(std::move(entry));
    if (const auto* id = std::get_if<Snowflake>(&option.value)) resolve(*spec, *id, community, resolved);
  }
  json::object data{{"id", to_string(command.id)}, {"name", command.name}, {"type", command.type}};
  if (!sub.empty()) {
    given = {json::object{{"name", sub}, {"type", 1}, {"options", std::move(given)}}};
  }
  if (!given.empty()) data["options"] = std::move(given);
  if (!resolved.empty()) data["resolved"] = std::move(resolved);
  return json::serialize(data);
}

Result<std::string> component_data(const json::object& component, std::string_view custom_id,
                                   const std::vector<std::string>& values, Snowflake guild,
                                   Community& community) {
  constexpr std::int64_t role_select = 6;
  constexpr std::int64_t channel_select = 8;
  json::object data{{"custom_id", custom_id}, {"component_type", component.at("type")}};
  if (!values.empty()) data["values"] = json::array(values.begin(), values.end());
  if (integer_at(component, "type") == channel_select) {
    json::object channels;
    for (const auto& value : values) {
      const auto id = discord::parse_snowflake(value);
      const auto* channel = id ? community.find_channel(*id) : nullptr;
      if (!channel || channel->guild != guild) return invalid("{} is no channel of this server", value);
      channels[value] = given_channel(*channel);
    }
    data["resolved"] = {{"channels", std::move(channels)}};
  }
  if (integer_at(component, "type") == role_select) {
    json::object roles;
    for (const auto& value : values) {
      if (!discord::parse_snowflake(value)) return invalid("{} is no role", value);
      roles[value] = given_role(value);
    }
    data["resolved"] = {{"roles", std::move(roles)}};
    data["values"] = json::array(values.begin(), values.end());  // also when none is chosen
  }
  return json::serialize(data);
}

}  // namespace cs2::sim

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <iterator>

#include "sim/discord/internal/community.hpp"

namespace cs2::sim {
namespace {

using discord::to_string;

// Measured on real guilds: a text channel takes about 700 bytes with three overwrites, a role about 400.
constexpr std::size_t role_bytes = 420;
constexpr std::size_t channel_bytes = 700;
constexpr std::size_t roles_most = 60;

// Ids of what is made up lie beside the guild's own, and so are always the same.
Snowflake made_up(const Guild& guild, std::size_t number) {
  return {guild.id.value + 1'000 + number};
}

void append_role(std::string& json, Snowflake id, std::string_view name, std::size_t position) {
  fmt::format_to(
      std::back_inserter(json),
      R"({{"id":"{}","name":"{}","description":null,"color":{},"colors":{{"primary_color":{},"secondary_color":null,)"
      R"("tertiary_color":null}},"hoist":{},"icon":null,"unicode_emoji":null,"position":{},"permissions":"{}",)"
      R"("managed":false,"mentionable":{},"flags":0,"tags":{{}}}})",
      id.value, name, position * 4099 % 0xFFFFFF, position * 4099 % 0xFFFFFF, position % 3 == 0, position,
      1071698660929ULL, position % 2 == 0);
}

void append_overwrites(std::string& json, const Guild& guild, std::size_t number) {
  json += R"("permission_overwrites":[)";
  for (std::size_t i = 0; i < 3; ++i) {
    const auto role = i == 0 ? guild.id : made_up(guild, (number + i) % 20);
    fmt::format_to(std::back_inserter(json), R"({}{{"id":"{}","type":0,"allow":"{}","deny":"{}"}})",
                   i > 0 ? "," : "", role.value, i == 0 ? 0 : 3072, i == 0 ? 2048 : 0);
  }
  json += "]";
}

void append_channel(std::string& json, const Guild& guild, const Channel& channel, std::size_t position) {
  const bool hidden = (channel.bot_permissions & discord::permission::view_channel) == 0;
  fmt::format_to(
      std::back_inserter(json),
      R"({{"id":"{}","type":{},"name":"{}","position":{},"parent_id":null,"topic":null,"nsfw":false,)"
      R"("rate_limit_per_user":0,"last_message_id":null,"last_pin_timestamp":null,"flags":{},"version":1719,)",
      channel.id.value, channel.type, hidden ? "___hidden___" : channel.name, position, hidden ? 1 << 17 : 0);
  if (hidden) {
    // Since November 2026 nothing more is sent about a channel that the bot may not see.
    fmt::format_to(std::back_inserter(json),
                   R"("permission_overwrites":[{{"id":"{}","type":0,"allow":"0","deny":"1024"}}])",
                   guild.id.value);
  } else {
    append_overwrites(json, guild, position);
  }
  json += "}";
}

void append_made_up_channel(std::string& json, const Guild& guild, std::size_t number) {
  fmt::format_to(
      std::back_inserter(json),
      R"({{"id":"{}","type":{},"name":"channel-{}","position":{},"parent_id":"{}","topic":"Please be kind, stay on topic and )"
      R"(read the pinned messages before you ask. Match talk belongs into the threads, results are posted by the bot.",)"
      R"("nsfw":false,"rate_limit_per_user":{},"last_message_id":"{}","last_pin_timestamp":"2026-09-14T17:20:11+00:00",)"
      R"("flags":0,"version":1719,"icon_emoji":{{"id":null,"name":"💬"}},"theme_color":null,)",
      made_up(guild, 1'000 + number).value, number % 7 == 3 ? 2 : 0, number, number,
      made_up(guild, 1'000).value, number % 5 == 0 ? 5 : 0, made_up(guild, 5'000 + number).value);
  append_overwrites(json, guild, number);
  json += "}";
}

}  // namespace

std::string guild_create_payload(const Guild& guild, Community& community, std::size_t bytes) {
  std::string json;
  json.reserve(bytes + 2 * channel_bytes);
  const auto bot = json::serialize(to_json(community.bot(), true));
  fmt::format_to(
      std::back_inserter(json),
      R"({{"id":"{}","name":{},"icon":null,"icon_hash":null,"splash":null,"discovery_splash":null,"owner_id":"{}",)"
      R"("afk_channel_id":null,"afk_timeout":300,"widget_enabled":false,"verification_level":1,)"
      R"("default_message_notifications":1,"explicit_content_filter":2,"features":["COMMUNITY","NEWS"],"mfa_level":0,)"
      R"("application_id":null,"system_channel_id":null,"system_channel_flags":0,"rules_channel_id":null,)"
      R"("max_members":500000,"vanity_url_code":null,"description":null,"banner":null,"premium_tier":0,)"
      R"("premium_subscription_count":0,"preferred_locale":"{}","public_updates_channel_id":null,"nsfw_level":0,)"
      R"("premium_progress_bar_enabled":false,"safety_alerts_channel_id":null,"joined_at":"2026-03-01T10:00:00+00:00",)"
      R"("large":true,"unavailable":false,"member_count":1290,"emojis":[],"stickers":[],"voice_states":[],"threads":[],)"
      R"("presences":[],"stage_instances":[],"guild_scheduled_events":[],"soundboard_sounds":[],"members":[{{"user":{},)"
      R"("nick":null,"avatar":null,"roles":[],"joined_at":"2026-03-01T10:00:00+00:00","premium_since":null,"deaf":false,)"
      R"("mute":false,"flags":0,"pending":false,"communication_disabled_until":null}}],"roles":[)",
      guild.id.value, json::serialize(json::value(guild.name)), guild.owner.value, guild.locale, bot);

  append_role(json, guild.id, "@everyone", 0);
  const auto roles = std::min(roles_most, bytes / 4 / role_bytes);
  for (std::size_t i = 0; i < roles; ++i) {
    json += ',';
    append_role(json, made_up(guild, i), fmt::format("role {}", i + 1), i + 1);
  }
  json += R"(],"channels":[)";
  std::size_t position = 0;
  for (const auto id : guild.channels) {
    const auto* channel = community.find_channel(id);
    if (!channel) continue;
    if (position > 0) json += ',';
    append_channel(json, guild, *channel, position++);
  }
  while (json.size() + channel_bytes < bytes) {
    if (position > 0) json += ',';
    append_made_up_channel(json, guild, position++);
  }
  json += "]}";
  return json;
}

}  // namespace cs2::sim

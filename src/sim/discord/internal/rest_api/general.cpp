// Routes about the application, its user, guilds and channels.
#include <boost/json/array.hpp>

#include "sim/discord/internal/state.hpp"

namespace cs2::sim {
namespace {

using discord::to_string;

constexpr std::int64_t hidden_flag = 1 << 17;
constexpr std::int64_t requires_tag_flag = 1 << 4;

}  // namespace

json::object to_json(const Channel& channel, Community& community, Timestamp now) {
  json::object object{{"id", to_string(channel.id)}, {"type", channel.type}, {"flags", 0}};
  if (!channel.guild) return object;
  object["guild_id"] = to_string(channel.guild);
  object["parent_id"] = nullptr;
  object["position"] = 0;
  // Since November 2026 the gateway tells nothing more about a channel that the bot may not see.
  if ((community.permissions(channel) & discord::permission::view_channel) == 0) {
    object["name"] = "___hidden___";
    object["flags"] = hidden_flag;
    object["permission_overwrites"] = json::array{
        json::object{{"id", to_string(channel.guild)}, {"type", 0}, {"allow", "0"}, {"deny", "1024"}}};
    return object;
  }
  object["name"] = channel.name;
  object["permission_overwrites"] = json::array{};
  object["rate_limit_per_user"] = channel.slow_mode.count();
  if (channel.is_forum()) {
    json::array tags;
    for (const auto& tag : channel.tags) {
      tags.push_back(json::object{
          {"id", to_string(tag.id)}, {"name", "tag"}, {"moderated", tag.moderated}, {"emoji_id", nullptr}});
    }
    object["available_tags"] = std::move(tags);
    object["flags"] = channel.requires_tag ? requires_tag_flag : 0;
  }
  if (channel.is_thread()) {
    object["parent_id"] = to_string(channel.parent);
    object["owner_id"] = to_string(community.bot().id);
    object["message_count"] = 0;
    object["member_count"] = 1;
    object["total_message_sent"] = 0;
    object["thread_metadata"] = json::object{{"archived", channel.is_archived(now)},
                                             {"archive_timestamp", to_iso8601(channel.active_at)},
                                             {"auto_archive_duration", channel.archive_after.count()},
                                             {"locked", channel.locked}};
  }
  return object;
}

io::ServerResponse route::gateway(DiscordState& state, Call&) {
  return reply(200, json::object{{"url", "ws://" + state.host}});
}

io::ServerResponse route::gateway_bot(DiscordState& state, Call&) {
  const auto guilds = state.community.guilds().size();
  const auto most = state.settings.guilds_per_shard_max;
  return reply(200, json::object{{"url", "ws://" + state.host},
                                 {"shards", std::max<std::size_t>(1, (guilds + most - 1) / most)},
                                 {"session_start_limit",
                                  json::object{{"total", state.settings.session_starts},
                                               {"remaining", state.gateway->session_starts_left()},
                                               {"reset_after", 14'400'000},
                                               {"max_concurrency", state.settings.max_concurrency}}}});
}

io::ServerResponse route::application(DiscordState& state, Call&) {
  json::object installs{{"0", json::object{}}};
  if (state.user_installs) installs["1"] = json::object{};
  return reply(200, json::object{{"id", to_string(state.application)},
                                 {"name", state.community.bot().name},
                                 {"icon", nullptr},
                                 {"description", ""},
                                 {"bot_public", true},
                                 {"bot_require_code_grant", false},
                                 {"verify_key", std::string(64, '0')},
                                 {"flags", 8953856},
                                 {"bot", to_json(state.community.bot(), true)},
                                 {"integration_types_config", std::move(installs)},
                                 {"approximate_guild_count", state.community.guilds().size()}});
}

// Only how it is installed.
io::ServerResponse route::edit_application(DiscordState& state, Call& call) {
  const auto* body = call.body.if_object();
  const auto* installs = body ? object_at(*body, "integration_types_config") : nullptr;
  if (!installs) return refuse(refusals::invalid_json());
  state.user_installs = installs->contains("1");
  return application(state, call);
}

io::ServerResponse route::current_user(DiscordState& state, Call&) {
  return reply(200, to_json(state.community.bot(), true));
}

io::ServerResponse route::open_direct(DiscordState& state, Call& call) {
  const auto* body = call.body.if_object();
  const auto* text = body ? text_at(*body, "recipient_id") : nullptr;
  const auto id = text ? discord::parse_snowflake(*text) : std::nullopt;
  const auto* user = id ? state.community.find_user(*id) : nullptr;
  if (!user) return refuse(refusals::unknown_user());
  auto object = to_json(state.community.open_direct(*id), state.community, state.clock.now());
  object["recipients"] = json::array{to_json(*user, false)};
  return reply(200, object);
}

io::ServerResponse route::get_guild(DiscordState& state, Call& call) {
  const auto id = discord::parse_snowflake(call.captured[0]);
  const auto* guild = id ? state.community.find_guild(*id) : nullptr;
  if (!guild) return refuse(refusals::unknown_guild());
  return reply(200, json::object{{"id", to_string(guild->id)},
                                 {"name", guild->name},
                                 {"owner_id", to_string(guild->owner)},
                                 {"preferred_locale", guild->locale}});
}

io::ServerResponse route::get_channels(DiscordState& state, Call& call) {
  const auto id = discord::parse_snowflake(call.captured[0]);
  const auto* guild = id ? state.community.find_guild(*id) : nullptr;
  if (!guild) return refuse(refusals::unknown_guild());
  json::array channels;
  for (const auto each : guild->channels) {
    const auto* channel = state.community.find_channel(each);
    // A channel that the bot cannot see is left out.
    if (channel && may(state, *channel, discord::permission::view_channel)) {
      channels.push_back(to_json(*channel, state.community, state.clock.now()));
    }
  }
  return reply(200, channels);
}

io::ServerResponse route::get_channel(DiscordState& state, Call& call) {
  const auto channel = visible_channel(state, call);
  if (!channel) return refuse(channel.error());
  return reply(200, to_json(**channel, state.community, state.clock.now()));
}

}  // namespace cs2::sim

// Routes about the application, its user, guilds and channels.
#include <boost/json/array.hpp>

#include "sim/discord_state.hpp"

namespace cs2::sim {
namespace {

using discord::to_string;

json::object channel_object(const Channel& channel) {
  json::object object{{"id", to_string(channel.id)}, {"type", channel.type}, {"flags", 0}};
  if (channel.guild) {
    object["guild_id"] = to_string(channel.guild);
    object["name"] = channel.name;
    object["position"] = 0;
    object["permission_overwrites"] = json::array{};
    object["parent_id"] = nullptr;
  }
  return object;
}

}  // namespace

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
  return reply(200, json::object{{"id", to_string(state.application)},
                                 {"name", state.community.bot().name},
                                 {"icon", nullptr},
                                 {"description", ""},
                                 {"bot_public", true},
                                 {"bot_require_code_grant", false},
                                 {"verify_key", std::string(64, '0')},
                                 {"flags", 8953856},
                                 {"bot", to_json(state.community.bot(), true)},
                                 {"approximate_guild_count", state.community.guilds().size()}});
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
  auto object = channel_object(state.community.open_direct(*id));
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
    if (channel && (channel->bot_permissions & discord::permission::view_channel) != 0) {
      channels.push_back(channel_object(*channel));
    }
  }
  return reply(200, channels);
}

io::ServerResponse route::get_channel(DiscordState& state, Call& call) {
  const auto id = discord::parse_snowflake(call.captured[0]);
  const auto* channel = id ? state.community.find_channel(*id) : nullptr;
  if (!channel) return refuse(refusals::unknown_channel());
  if ((channel->bot_permissions & discord::permission::view_channel) == 0)
    return refuse(refusals::missing_access());
  return reply(200, channel_object(*channel));
}

}  // namespace cs2::sim

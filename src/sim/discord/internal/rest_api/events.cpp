// Routes about a guild's scheduled events, of the external type: they begin and end by themselves. Nothing is
// sent over the gateway: that needs an intent which the bot does not ask for.
#include <algorithm>
#include <boost/json/array.hpp>

#include "base/limits/discord.hpp"
#include "sim/discord/internal/state.hpp"

namespace cs2::sim {
namespace {

using discord::to_string;

std::expected<Guild*, Refusal> find_guild(DiscordState& state, const Call& call) {
  const auto id = discord::parse_snowflake(call.captured[0]);
  auto* guild = id ? state.community.find_guild(*id) : nullptr;
  if (!guild) return std::unexpected(refusals::unknown_guild());
  state.community.pass_time(*guild);
  return guild;
}

struct Found {
  Guild* guild;
  Event* event;
};

std::expected<Found, Refusal> find_event(DiscordState& state, const Call& call) {
  const auto guild = find_guild(state, call);
  if (!guild) return std::unexpected(guild.error());
  const auto id = discord::parse_snowflake(call.captured[1]);
  const auto event = std::ranges::find((*guild)->events, id.value_or(Snowflake{}), &Event::id);
  if (event == (*guild)->events.end()) return std::unexpected(refusals::unknown_event());
  return Found{*guild, &*event};
}

bool may_change(DiscordState& state, const Found& found) {
  const bool ours = found.event->creator == state.community.bot().id;
  const auto enough =
      discord::permission::manage_events | (ours ? discord::permission::create_events : std::uint64_t{0});
  return (found.guild->bot_permissions & enough) != 0;
}

std::string text_of(const json::object& body, std::string_view key, std::string_view before) {
  const auto* text = text_at(body, key);
  return std::string(text ? std::string_view(*text) : before);
}

Timestamp time_of(const json::object& body, std::string_view key, Timestamp before) {
  const auto* text = text_at(body, key);
  return text ? parse_iso8601(*text).value_or(before) : before;
}

void read_into(Event& event, const json::object& body) {
  event.name = text_of(body, "name", event.name);
  event.description = text_of(body, "description", event.description);
  if (const auto* place = object_at(body, "entity_metadata"))
    event.location = text_of(*place, "location", event.location);
  event.starts_at = time_of(body, "scheduled_start_time", event.starts_at);
  event.ends_at = time_of(body, "scheduled_end_time", event.ends_at);
}

std::optional<Refusal> end_before_start(const Event& event) {
  if (event.ends_at > event.starts_at) return std::nullopt;
  FormErrors errors;
  errors.add("scheduled_end_time", "GUILD_SCHEDULED_EVENT_SCHEDULE_PAST",
             "Cannot schedule an event that ends before it starts.");
  return errors.refusal();
}

// 1 → 2 or 4, 2 → 3.
bool may_become(int before, int after) {
  return before == after || (before == 1 && (after == 2 || after == 4)) || (before == 2 && after == 3);
}

}  // namespace

json::object to_json(const Event& event, Snowflake guild) {
  return {{"id", to_string(event.id)},
          {"guild_id", to_string(guild)},
          {"channel_id", nullptr},
          {"creator_id", to_string(event.creator)},
          {"name", event.name},
          {"description", event.description.empty() ? json::value{} : json::value{event.description}},
          {"scheduled_start_time", to_iso8601(event.starts_at)},
          {"scheduled_end_time", to_iso8601(event.ends_at)},
          {"privacy_level", 2},
          {"status", event.status},
          {"entity_type", 3},
          {"entity_id", nullptr},
          {"entity_metadata", json::object{{"location", event.location}}},
          {"recurrence_rule", nullptr},
          {"image", nullptr}};
}

io::ServerResponse route::list_events(DiscordState& state, Call& call) {
  const auto guild = find_guild(state, call);
  if (!guild) return refuse(guild.error());
  json::array events;
  for (const auto& event : (*guild)->events) {
    if (!event.is_over()) events.push_back(to_json(event, (*guild)->id));
  }
  return reply(200, events);
}

io::ServerResponse route::create_event(DiscordState& state, Call& call) {
  const auto found = find_guild(state, call);
  if (!found) return refuse(found.error());
  auto& guild = **found;
  const auto* body = call.body.if_object();
  if (!body) return refuse(refusals::invalid_json());
  if (const auto wrong = check_event(*body, state.clock.now())) return refuse(*wrong);
  if ((guild.bot_permissions & discord::permission::create_events) == 0)
    return refuse(refusals::missing_permission());
  const auto going = std::ranges::count_if(guild.events, [](const Event& each) { return !each.is_over(); });
  if (static_cast<std::size_t>(going) >= limits::events_per_guild) return refuse(refusals::too_many_events());

  Event event{.id = {},
              .creator = state.community.bot().id,
              .name = {},
              .description = {},
              .location = {},
              .starts_at = {},
              .ends_at = {}};
  read_into(event, *body);
  if (const auto wrong = end_before_start(event)) return refuse(*wrong);
  event.id = state.community.new_id();
  const auto& added = guild.events.emplace_back(std::move(event));
  ++state.statistics.events;
  return reply(200, to_json(added, guild.id));
}

io::ServerResponse route::get_event(DiscordState& state, Call& call) {
  const auto found = find_event(state, call);
  if (!found) return refuse(found.error());
  return reply(200, to_json(*found->event, found->guild->id));
}

io::ServerResponse route::edit_event(DiscordState& state, Call& call) {
  const auto found = find_event(state, call);
  if (!found) return refuse(found.error());
  auto& event = *found->event;
  const auto* body = call.body.if_object();
  if (!body) return refuse(refusals::invalid_json());
  if (!may_change(state, *found)) return refuse(refusals::missing_permission());
  if (event.is_over()) return refuse(refusals::event_is_over());
  if (const auto wrong = check_event_change(*body, event.status == 2, state.clock.now()))
    return refuse(*wrong);
  const auto status = static_cast<int>(integer_at(*body, "status").value_or(event.status));
  if (!may_become(event.status, status)) {
    FormErrors errors;
    errors.add("status", "GUILD_SCHEDULED_EVENT_STATUS_INVALID",
               "This status cannot follow the present one.");
    return refuse(*errors.refusal());
  }
  auto changed = event;
  read_into(changed, *body);
  changed.status = status;
  if (const auto wrong = end_before_start(changed)) return refuse(*wrong);
  event = std::move(changed);
  return reply(200, to_json(event, found->guild->id));
}

io::ServerResponse route::delete_event(DiscordState& state, Call& call) {
  const auto found = find_event(state, call);
  if (!found) return refuse(found.error());
  if (!may_change(state, *found)) return refuse(refusals::missing_permission());
  std::erase_if(found->guild->events, [id = found->event->id](const Event& each) { return each.id == id; });
  return no_content();
}

}  // namespace cs2::sim

// Routes about threads: from a message, without one, and as a forum's posts.
#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "sim/discord/internal/state.hpp"

namespace cs2::sim {
namespace {

using discord::to_string;

constexpr int announcement = 5;
constexpr int announcement_thread = 10;
constexpr int public_thread = 11;
constexpr int private_thread = 12;

Channel& open_thread(DiscordState& state, const Channel& parent, Snowflake id, const json::object& body,
                     int type) {
  auto& thread =
      state.community.add_thread(parent, id, std::string(std::string_view(*text_at(body, "name"))), type);
  if (const auto spec = integer_at(body, "auto_archive_duration")) thread.archive_after = minutes{*spec};
  state.gateway->dispatch(parent.guild, "THREAD_CREATE",
                          json::serialize(to_json(thread, state.community, state.clock.now())));
  return thread;
}

// A moderated tag is for those who may manage threads, and where there are no others nobody else may post.
std::optional<Refusal> check_tags(const Channel& forum, const json::object& body, bool moderates) {
  const auto* tags = array_at(body, "applied_tags");
  if (forum.requires_tag && (!tags || tags->empty())) {
    const bool any = std::ranges::any_of(forum.tags, [](const auto& tag) { return !tag.moderated; });
    return any || moderates || forum.tags.empty() ? refusals::tag_required() : refusals::no_tag_for_you();
  }
  for (const auto& each : tags ? *tags : json::array{}) {
    const auto* text = each.if_string();
    const auto id = text ? discord::parse_snowflake(*text) : std::nullopt;
    const auto tag = std::ranges::find(forum.tags, id.value_or(Snowflake{}), &discord::ForumTag::id);
    if (tag == forum.tags.end()) return refusals::unknown_tag();
    if (tag->moderated && !moderates) return refusals::missing_permission();
  }
  return std::nullopt;
}

io::ServerResponse create_post(DiscordState& state, Channel& forum, const json::object& body, Call& call) {
  const auto* first = object_at(body, "message");
  if (!first) {
    FormErrors errors;
    errors.add("message", "BASE_TYPE_REQUIRED", "This field is required");
    return refuse(*errors.refusal());
  }
  if (const auto wrong = check_message(*first, MessageUse::create, call.files.size())) return refuse(*wrong);
  if (const auto wrong = check_tags(forum, body, may(state, forum, discord::permission::manage_threads)))
    return refuse(*wrong);
  if (const auto wrong = check_posting(state, forum, *first, call.files.size())) return refuse(*wrong);
  Message message{.id = state.community.new_id(),
                  .channel = {},
                  .author = state.community.bot().id,
                  .body = *first,
                  .flags = integer_at(*first, "flags").value_or(0),
                  .nonce = {}};
  message.body["attachments"] = attachments_of(*first, {}, call, state);
  auto& thread = open_thread(state, forum, message.id, body, public_thread);
  forum.active_at = state.clock.now();
  const auto& posted = state.post(thread, std::move(message));
  auto object = to_json(thread, state.community, state.clock.now());
  object["message"] = to_json(posted, state.community.bot());
  return reply(201, object);
}

}  // namespace

io::ServerResponse route::start_thread(DiscordState& state, Call& call) {
  const auto visible = visible_channel(state, call);
  if (!visible) return refuse(visible.error());
  const auto& channel = **visible;
  const auto id = discord::parse_snowflake(call.captured[1]);
  auto* message = id ? state.community.find_message(channel.id, *id) : nullptr;
  if (!message || message->only_for) return refuse(refusals::unknown_message());
  const auto* body = call.body.if_object();
  if (!body) return refuse(refusals::invalid_json());
  if (channel.type != 0 && channel.type != announcement) return refuse(refusals::wrong_channel_type());
  if (const auto wrong = check_thread(*body)) return refuse(*wrong);
  if (!may(state, channel, discord::permission::create_public_threads))
    return refuse(refusals::missing_permission());
  if ((message->flags & flag::has_thread) != 0) return refuse(refusals::thread_exists());
  if (state.community.active_threads(channel.guild) >= state.settings.active_threads_max)
    return refuse(refusals::too_many_threads());
  message->flags |= flag::has_thread;
  const auto& thread = open_thread(state, channel, message->id, *body,
                                   channel.type == announcement ? announcement_thread : public_thread);
  return reply(201, to_json(thread, state.community, state.clock.now()));
}

io::ServerResponse route::list_threads(DiscordState& state, Call& call) {
  const auto id = discord::parse_snowflake(call.captured[0]);
  auto* guild = id ? state.community.find_guild(*id) : nullptr;
  if (!guild) return refuse(refusals::unknown_guild());
  json::array threads;
  for (const auto each : guild->threads) {
    const auto* thread = state.community.find_channel(each);
    if (thread && !thread->is_archived(state.clock.now()))
      threads.push_back(to_json(*thread, state.community, state.clock.now()));
  }
  return reply(200, json::object{{"threads", std::move(threads)}, {"members", json::array{}}});
}

io::ServerResponse route::create_thread(DiscordState& state, Call& call) {
  const auto visible = visible_channel(state, call);
  if (!visible) return refuse(visible.error());
  auto& channel = **visible;
  const auto* body = call.body.if_object();
  if (!body) return refuse(refusals::invalid_json());
  if (const auto wrong = check_thread(*body)) return refuse(*wrong);
  if (state.community.active_threads(channel.guild) >= state.settings.active_threads_max)
    return refuse(refusals::too_many_threads());
  if (channel.is_forum()) return create_post(state, channel, *body, call);
  if (channel.type != 0 && channel.type != announcement) return refuse(refusals::wrong_channel_type());
  const auto type = static_cast<int>(integer_at(*body, "type").value_or(private_thread));
  // Private ones want another permission, which the bot never asks for.
  if (type == private_thread || !may(state, channel, discord::permission::create_public_threads))
    return refuse(refusals::missing_permission());
  const auto& thread = open_thread(state, channel, state.community.new_id(), *body, type);
  return reply(201, to_json(thread, state.community, state.clock.now()));
}

// Only what opens or closes a thread.
io::ServerResponse route::edit_channel(DiscordState& state, Call& call) {
  const auto visible = visible_channel(state, call);
  if (!visible) return refuse(visible.error());
  auto& channel = **visible;
  const auto* body = call.body.if_object();
  if (!body) return refuse(refusals::invalid_json());
  if (!channel.is_thread()) return refuse(refusals::missing_permission());
  const bool moderates = may(state, channel, discord::permission::manage_threads);
  if (channel.locked && !moderates) return refuse(refusals::thread_locked());
  if (body->contains("locked") && !moderates) return refuse(refusals::missing_permission());
  if (body->contains("archived")) channel.archived = flag_at(*body, "archived");
  if (body->contains("locked")) channel.locked = flag_at(*body, "locked");
  if (!channel.archived) channel.active_at = state.clock.now();
  return reply(200, to_json(channel, state.community, state.clock.now()));
}

}  // namespace cs2::sim

// Routes about the messages of a channel.
#include <algorithm>
#include <boost/json/array.hpp>
#include <expected>

#include "base/text.hpp"
#include "sim/discord/internal/state.hpp"

namespace cs2::sim {
namespace {

using discord::to_string;

// Discord documents no numbers; these are what bots see.
constexpr Bucket old_edits_bucket{"edits of messages older than an hour", 3, seconds{6}};
constexpr Bucket published_edits_bucket{"edits of published messages", 3, minutes{20}};
constexpr minutes old_after{60};

std::string nonce_of(const json::object& body) {
  if (const auto* text = text_at(body, "nonce")) return std::string(*text);
  const auto number = integer_at(body, "nonce");
  return number ? std::to_string(*number) : std::string();
}

// The message that this nonce already made, wherever that was, when Discord still remembers it.
std::optional<json::object> find_by_nonce(DiscordState& state, const std::string& nonce) {
  if (nonce.empty()) return std::nullopt;
  const auto* made = state.nonces.find(nonce, state.clock.now());
  if (!made) return std::nullopt;
  const auto* message = state.community.find_message(made->channel, made->message);
  if (message) return to_json(*message, state.community.bot());
  // It is not among the newest any more.
  return to_json(Message{.id = made->message,
                         .channel = made->channel,
                         .author = state.community.bot().id,
                         .body = {},
                         .only_for = {},
                         .asked_by = {},
                         .question = {},
                         .nonce = nonce,
                         .sent_at = made->at,
                         .edited_at = {}},
                 state.community.bot());
}

std::expected<Message*, Refusal> find_message(DiscordState& state, const Call& call) {
  const auto channel = visible_channel(state, call);
  if (!channel) return std::unexpected(channel.error());
  const auto id = discord::parse_snowflake(call.captured[1]);
  auto* message = id ? state.community.find_message((*channel)->id, *id) : nullptr;
  // An ephemeral message is not in the channel.
  if (!message || message->only_for) return std::unexpected(refusals::unknown_message());
  return message;
}

// Of messages that are old or published; the ordinary limit is in the table of routes.
std::optional<Refusal> check_edit_limits(DiscordState& state, const Message& message) {
  const auto now = state.clock.now();
  const auto limited = [&](const Bucket& bucket, int code, std::string what) -> std::optional<Refusal> {
    const auto allowance = state.limits.take(bucket, message.channel.value, now);
    if (allowance.allowed) return std::nullopt;
    return Refusal{429, code, std::move(what), {}, allowance.reset_after};
  };
  if ((message.flags & flag::crossposted) != 0) {
    return limited(published_edits_bucket, 20022,
                   "This message cannot be edited due to announcement rate limits");
  }
  if (message.sent_at + old_after <= now) {
    return limited(old_edits_bucket, 30046, "Maximum number of edits to messages older than 1 hour reached");
  }
  return std::nullopt;
}

bool shows_nothing(const json::object& body) {
  const auto filled = [&](std::string_view key) {
    const auto* array = array_at(body, key);
    return array && !array->empty();
  };
  const auto* content = text_at(body, "content");
  return (!content || trim(*content).empty()) && !filled("embeds") && !filled("components") &&
         !filled("attachments");
}

}  // namespace

// What the attachments of a body come to: entries of `before` that it keeps, and the uploads, described as it
// says.
json::array attachments_of(const json::object& body, const json::array& before, const Call& call,
                           DiscordState& state) {
  json::array attachments;
  const auto* described = array_at(body, "attachments");
  if (!described && call.files.empty()) return before;
  const auto description_of = [&](std::string_view id) {
    json::object description;
    for (const auto& each : described ? *described : json::array{}) {
      const auto* object = each.if_object();
      const auto* given = object ? text_at(*object, "id") : nullptr;
      if (given && *given == id) description = *object;
    }
    return description;
  };
  for (const auto& kept : before) {
    const auto* id = text_at(kept.as_object(), "id");
    auto description = description_of(*id);
    // Without a list all stay; with one those that are named.
    if (described && description.empty()) continue;
    auto attachment = kept.as_object();
    for (const auto& [key, value] : description) attachment[key] = value;
    attachments.push_back(std::move(attachment));
  }
  for (std::size_t i = 0; i < call.files.size(); ++i) {
    const auto url = "http://" + state.host + "/files/" + call.files[i];
    json::object attachment{{"filename", call.files[i]},
                            {"size", call.file_bytes / call.files.size()},
                            {"url", url},
                            {"proxy_url", url}};
    for (const auto& [key, value] : description_of(std::to_string(i))) attachment[key] = value;
    attachment["id"] = to_string(state.community.new_id());
    attachments.push_back(std::move(attachment));
  }
  return attachments;
}

std::optional<Refusal> apply_edit(DiscordState& state, Message& message, const Call& call, MessageUse use) {
  const auto* changes = call.body.if_object();
  if (!changes) return refusals::invalid_json();
  if (const auto refused = check_message(*changes, use, call.files.size(), message.flags)) return refused;
  auto body = message.body;
  for (const auto* key : {"content", "embeds", "components"}) {
    if (const auto* value = changes->if_contains(key)) body[key] = *value;
  }
  const auto* before = array_at(message.body, "attachments");
  body["attachments"] = attachments_of(*changes, before ? *before : json::array{}, call, state);
  if (shows_nothing(body)) return refusals::empty_message();
  message.body = std::move(body);
  const auto flags = integer_at(*changes, "flags").value_or(message.flags);
  // Once ephemeral, published or of the second version, always so.
  constexpr auto lasting = flag::ephemeral | flag::components_v2 | flag::crossposted | flag::has_thread;
  message.flags = (flags | (message.flags & lasting)) & ~flag::loading;
  message.edited_at = state.clock.now();
  ++message.edits;
  state.community.changed(message.channel);
  return std::nullopt;
}

std::expected<Channel*, Refusal> visible_channel(DiscordState& state, const Call& call) {
  const auto id = discord::parse_snowflake(call.captured[0]);
  auto* channel = id ? state.community.find_channel(*id) : nullptr;
  // Of a guild that the bot was removed from nothing is said, not even that it is gone.
  if (!channel && id && state.community.has_left(*id)) return std::unexpected(refusals::missing_access());
  if (!channel) return std::unexpected(refusals::unknown_channel());
  if (!may(state, *channel, discord::permission::view_channel)) {
    return std::unexpected(refusals::missing_access());
  }
  return channel;
}

bool may(DiscordState& state, const Channel& channel, std::uint64_t permission) {
  return (state.community.permissions(channel) & permission) != 0;
}

std::optional<Refusal> check_posting(DiscordState& state, Channel& channel, const json::object& body,
                                     std::size_t files) {
  const auto lacks = [&](std::uint64_t bit) { return !may(state, channel, bit); };
  const auto now = state.clock.now();
  const auto* user = state.community.find_user(channel.recipient);
  if (user && user->refuses_direct) return refusals::cannot_message_user();
  if (lacks(channel.is_thread() ? discord::permission::send_messages_in_threads
                                : discord::permission::send_messages)) {
    return refusals::missing_permission();
  }
  const auto* embeds = array_at(body, "embeds");
  if (embeds && !embeds->empty() && lacks(discord::permission::embed_links))
    return refusals::missing_permission();
  if (files > 0 && lacks(discord::permission::attach_files)) return refusals::missing_permission();
  if (object_at(body, "message_reference") && lacks(discord::permission::read_message_history)) {
    return Refusal{403, 160002, "Cannot reply without permission to read message history"};
  }
  if (channel.locked && lacks(discord::permission::manage_threads)) return refusals::thread_locked();
  const auto pause = channel.active_at + channel.slow_mode - now;
  if (channel.slow_mode > seconds{0} && pause > milliseconds{0}) {
    return Refusal{429, 20016, "This action cannot be performed due to slowmode rate limit", {}, pause};
  }
  return std::nullopt;
}

io::ServerResponse route::create_message(DiscordState& state, Call& call) {
  const auto visible = visible_channel(state, call);
  if (!visible) return refuse(visible.error());
  auto& channel = **visible;
  const auto* body = call.body.if_object();
  if (!body) return refuse(refusals::invalid_json());
  if (channel.is_forum()) return refuse(refusals::forum_takes_threads());
  if (channel.type == 4) return refuse(refusals::not_a_text_channel());
  if (const auto wrong = check_message(*body, MessageUse::create, call.files.size())) return refuse(*wrong);

  const auto nonce = nonce_of(*body);
  const bool enforced = flag_at(*body, "enforce_nonce");
  if (enforced) {
    if (const auto before = find_by_nonce(state, nonce)) {
      ++state.statistics.repeats;
      return reply(200, *before);
    }
  }
  if (const auto wrong = check_posting(state, channel, *body, call.files.size())) return refuse(*wrong);
  Message message{.id = {},
                  .channel = channel.id,
                  .author = state.community.bot().id,
                  .body = *body,
                  .flags = integer_at(*body, "flags").value_or(0),
                  .nonce = nonce};
  message.body["attachments"] = attachments_of(*body, {}, call, state);
  channel.archived = false;
  const auto& posted = state.post(channel, std::move(message));
  if (!nonce.empty()) state.nonces.add(nonce, {channel.id, posted.id, posted.sent_at});
  return reply(200, to_json(posted, state.community.bot()));
}

io::ServerResponse route::crosspost(DiscordState& state, Call& call) {
  const auto found = find_message(state, call);
  if (!found) return refuse(found.error());
  auto& message = **found;
  const auto& channel = *state.community.find_channel(message.channel);
  if (channel.type != 5) return refuse(refusals::wrong_channel_type());
  const auto needed = discord::permission::send_messages |
                      (message.author == state.community.bot().id ? 0 : discord::permission::manage_messages);
  if ((state.community.permissions(channel) & needed) != needed)
    return refuse(refusals::missing_permission());
  if ((message.flags & flag::crossposted) != 0) return refuse(refusals::already_crossposted());
  message.flags |= flag::crossposted;
  ++state.statistics.crossposts;
  return reply(200, to_json(message, state.community.bot()));
}

io::ServerResponse route::list_messages(DiscordState& state, Call& call) {
  const auto visible = visible_channel(state, call);
  if (!visible) return refuse(visible.error());
  auto& channel = **visible;
  if (!may(state, channel, discord::permission::read_message_history)) return reply(200, json::array{});
  const auto after = discord::parse_snowflake(call.query.value("after")).value_or(Snowflake{});
  const auto before = discord::parse_snowflake(call.query.value("before")).value_or(Snowflake{~0ULL});
  constexpr std::size_t usual = 50;
  constexpr std::size_t most = 100;
  const auto requested = discord::parse_snowflake(call.query.value("limit"));
  const auto limit = requested ? std::min<std::size_t>(requested->value, most) : usual;
  json::array messages;
  // Newest first, as Discord gives them.
  for (auto each = channel.messages.rbegin(); each != channel.messages.rend() && messages.size() < limit;
       ++each) {
    if (each->only_for || each->id <= after || each->id >= before) continue;
    messages.push_back(to_json(*each, state.community.bot()));
  }
  return reply(200, messages);
}

io::ServerResponse route::get_message(DiscordState& state, Call& call) {
  const auto found = find_message(state, call);
  if (!found) return refuse(found.error());
  return reply(200, to_json(**found, state.community.bot()));
}

io::ServerResponse route::edit_message(DiscordState& state, Call& call) {
  const auto found = find_message(state, call);
  if (!found) return refuse(found.error());
  if ((*found)->author != state.community.bot().id) return refuse(refusals::another_author());
  const auto& channel = *state.community.find_channel((*found)->channel);
  if (channel.is_archived(state.clock.now())) return refuse(refusals::thread_archived());
  if (const auto limited = check_edit_limits(state, **found)) return refuse(*limited);
  if (const auto refused = apply_edit(state, **found, call, MessageUse::edit)) return refuse(*refused);
  ++state.statistics.edits;
  return reply(200, to_json(**found, state.community.bot()));
}

io::ServerResponse route::delete_message(DiscordState& state, Call& call) {
  const auto found = find_message(state, call);
  if (!found) return refuse(found.error());
  state.community.remove_message((*found)->channel, (*found)->id);
  return no_content();
}

}  // namespace cs2::sim

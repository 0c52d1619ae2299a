// Routes about the messages of a channel.
#include <algorithm>
#include <boost/json/array.hpp>
#include <expected>

#include "base/text.hpp"
#include "sim/discord_state.hpp"

namespace cs2::sim {
namespace {

using discord::to_string;

constexpr minutes nonce_window{5};  // "the past few minutes"

std::expected<Channel*, Refusal> visible_channel(DiscordState& state, const Call& call) {
  const auto id = discord::parse_snowflake(call.captured[0]);
  auto* channel = id ? state.community.find_channel(*id) : nullptr;
  if (!channel) return std::unexpected(refusals::unknown_channel());
  if ((channel->bot_permissions & discord::permission::view_channel) == 0) {
    return std::unexpected(refusals::missing_access());
  }
  return channel;
}

std::optional<Refusal> check_permissions(const Channel& channel, const json::object& body,
                                         std::size_t files) {
  const auto lacks = [&](std::uint64_t bit) { return (channel.bot_permissions & bit) == 0; };
  const auto* embeds = array_at(body, "embeds");
  if (lacks(discord::permission::send_messages)) return refusals::missing_permission();
  if (embeds && !embeds->empty() && lacks(discord::permission::embed_links))
    return refusals::missing_permission();
  if (files > 0 && lacks(discord::permission::attach_files)) return refusals::missing_permission();
  if (object_at(body, "message_reference") && lacks(discord::permission::read_message_history)) {
    return Refusal{403, 160002, "Cannot reply without permission to read message history"};
  }
  return std::nullopt;
}

std::string nonce_of(const json::object& body) {
  if (const auto* text = text_at(body, "nonce")) return std::string(*text);
  const auto number = integer_at(body, "nonce");
  return number ? std::to_string(*number) : std::string();
}

// The message that this nonce already made, when Discord still remembers it.
Message* find_by_nonce(Channel& channel, const std::string& nonce, Timestamp now) {
  if (nonce.empty()) return nullptr;
  const auto found = std::ranges::find_if(channel.messages, [&](const Message& each) {
    return each.nonce == nonce && each.sent_at + nonce_window > now;
  });
  return found == channel.messages.end() ? nullptr : &*found;
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
  // Once ephemeral or of the second version, always so.
  constexpr auto lasting = flag::ephemeral | flag::components_v2;
  message.flags = (flags | (message.flags & lasting)) & ~flag::loading;
  message.edited_at = state.clock.now();
  ++message.edits;
  return std::nullopt;
}

io::ServerResponse route::create_message(DiscordState& state, Call& call) {
  const auto visible = visible_channel(state, call);
  if (!visible) return refuse(visible.error());
  auto& channel = **visible;
  const auto* body = call.body.if_object();
  if (!body) return refuse(refusals::invalid_json());
  if (const auto wrong = check_message(*body, MessageUse::create, call.files.size())) return refuse(*wrong);
  if (const auto wrong = check_permissions(channel, *body, call.files.size())) return refuse(*wrong);

  const auto nonce = nonce_of(*body);
  if (flag_at(*body, "enforce_nonce")) {
    if (const auto* before = find_by_nonce(channel, nonce, state.clock.now())) {
      return reply(200, to_json(*before, state.community.bot()));
    }
  }
  Message message{.id = {},
                  .channel = channel.id,
                  .author = state.community.bot().id,
                  .body = *body,
                  .flags = integer_at(*body, "flags").value_or(0),
                  .nonce = nonce};
  message.body["attachments"] = attachments_of(*body, {}, call, state);
  const auto& posted = state.community.post(channel, std::move(message));
  ++state.statistics.messages;
  return reply(200, to_json(posted, state.community.bot()));
}

io::ServerResponse route::list_messages(DiscordState& state, Call& call) {
  const auto visible = visible_channel(state, call);
  if (!visible) return refuse(visible.error());
  auto& channel = **visible;
  if ((channel.bot_permissions & discord::permission::read_message_history) == 0)
    return reply(200, json::array{});
  const auto after = discord::parse_snowflake(call.query.value("after")).value_or(Snowflake{});
  const auto before = discord::parse_snowflake(call.query.value("before")).value_or(Snowflake{~0ULL});
  constexpr std::size_t usual = 50;
  constexpr std::size_t most = 100;
  const auto wished = discord::parse_snowflake(call.query.value("limit"));
  const auto limit = wished ? std::min<std::size_t>(wished->value, most) : usual;
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
  if (const auto refused = apply_edit(state, **found, call, MessageUse::edit)) return refuse(*refused);
  return reply(200, to_json(**found, state.community.bot()));
}

io::ServerResponse route::delete_message(DiscordState& state, Call& call) {
  const auto found = find_message(state, call);
  if (!found) return refuse(found.error());
  state.community.remove_message((*found)->channel, (*found)->id);
  return no_content();
}

}  // namespace cs2::sim

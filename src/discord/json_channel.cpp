// Channels, threads and scheduled events.
#include <algorithm>

#include "base/limits/discord.hpp"
#include "base/web_address.hpp"
#include "discord/json.hpp"
#include "discord/json_reader.hpp"
#include "discord/json_writer.hpp"
#include "discord/shown_text.hpp"

namespace cs2::discord {
namespace {

constexpr int external_event = 3;
constexpr int guild_only = 2;  // the only privacy level there is
constexpr std::uint64_t requires_tag_flag = 1 << 4;

void write_thread(JsonWriter& json, const NewThread& thread) {
  write_line(json, "name", thread.name);
  if (thread.archive_after) json.member("auto_archive_duration", std::int64_t{thread.archive_after->count()});
  if (thread.tags.empty()) return;
  json.key("applied_tags");
  json.begin_array();
  for (const auto tag : thread.tags) json.digits(tag.value);
  json.end_array();
}

void write_location(JsonWriter& json, std::string_view location) {
  json.key("entity_metadata");
  json.begin_object();
  const bool is_address = is_public_address(location) &&
                          std::ranges::all_of(location, [](char each) { return each > ' ' && each < 0x7F; });
  if (is_address) {
    json.member("location", location);
  } else {
    write_line(json, "location", location);
  }
  json.end_object();
}

Timestamp read_time(JsonReader& json) {
  const auto text = json.read_text();
  return text ? parse_iso8601(*text).value_or(Timestamp{}) : Timestamp{};
}

void read_tags(JsonReader& json, std::vector<ForumTag>& tags) {
  json.read_array([&] {
    ForumTag tag;
    json.read_object([&](std::string_view key) {
      if (key == "id") return json.read(tag.id.value);
      if (key == "moderated") json.read(tag.moderated);
    });
    if (tag.id && tags.size() < limits::forum_tags) tags.push_back(tag);
  });
}

// A status unknown here is taken for one that may still be changed: Discord then says what is wrong.
EventStatus event_status(std::int64_t number) {
  const bool known = number >= 1 && number <= static_cast<int>(EventStatus::canceled);
  return known ? static_cast<EventStatus>(number) : EventStatus::scheduled;
}

ListedEvent read_event(JsonReader& json) {
  ListedEvent listed;
  std::int64_t status = 0;
  json.read_object([&](std::string_view key) {
    if (key == "id") return json.read(listed.id.value);
    if (key == "creator_id") return json.read(listed.creator.value);
    if (key == "status") return json.read(status);
    if (key == "name") return json.read(listed.event.name);
    if (key == "description") return json.read(listed.event.description);
    if (key == "scheduled_start_time") listed.event.starts_at = read_time(json);
    if (key == "scheduled_end_time") listed.event.ends_at = read_time(json);
    if (key != "entity_metadata") return;
    json.read_object([&](std::string_view part) {
      if (part == "location") json.read(listed.event.location);
    });
  });
  listed.status = event_status(status);
  return listed;
}

Channel read_channel(JsonReader& json) {
  Channel channel;
  std::int64_t type = 0;
  std::uint64_t flags = 0;
  json.read_object([&](std::string_view key) {
    if (key == "id") return json.read(channel.id.value);
    if (key == "type") return json.read(type);
    if (key == "guild_id") return json.read(channel.guild.value);
    if (key == "parent_id") return json.read(channel.parent.value);
    if (key == "name") return json.read(channel.name);
    if (key == "flags") return json.read(flags);
    if (key == "available_tags") return read_tags(json, channel.tags);
    if (key != "thread_metadata") return;
    json.read_object([&](std::string_view part) {
      if (part == "archived") return json.read(channel.archived);
      if (part == "locked") return json.read(channel.locked);
    });
  });
  channel.type = static_cast<ChannelType>(type);
  channel.requires_tag = (flags & requires_tag_flag) != 0;
  return channel;
}

}  // namespace

std::string direct_to_json(Snowflake user) {
  std::string out;
  JsonWriter json{out};
  json.begin_object();
  json.key("recipient_id");
  json.digits(user.value);
  json.end_object();
  return out;
}

std::string thread_to_json(const NewThread& thread) {
  std::string out;
  JsonWriter json{out};
  json.begin_object();
  write_thread(json, thread);
  json.end_object();
  return out;
}

std::string forum_post_to_json(const NewThread& thread, const Message& message) {
  auto first = message;
  first.nonce.clear();  // not taken here
  std::string out;
  JsonWriter json{out};
  json.begin_object();
  write_thread(json, thread);
  json.key("message");
  json.raw(message_to_json(first));
  json.end_object();
  return out;
}

std::string event_to_json(const ScheduledEvent& event) {
  std::string out;
  JsonWriter json{out};
  json.begin_object();
  json.member("entity_type", external_event);
  json.member("privacy_level", guild_only);
  write_line(json, "name", event.name);
  if (!event.description.empty()) write_markdown(json, "description", event.description);
  write_location(json, event.location);
  json.member("scheduled_start_time", to_iso8601(event.starts_at));
  json.member("scheduled_end_time", to_iso8601(event.ends_at));
  json.end_object();
  return out;
}

std::string event_change_to_json(const EventChange& change) {
  std::string out;
  JsonWriter json{out};
  json.begin_object();
  if (change.name) write_line(json, "name", *change.name);
  if (change.description) write_markdown(json, "description", *change.description);
  if (change.location) write_location(json, *change.location);
  if (change.starts_at) json.member("scheduled_start_time", to_iso8601(*change.starts_at));
  if (change.ends_at) json.member("scheduled_end_time", to_iso8601(*change.ends_at));
  if (change.status) json.member("status", static_cast<int>(*change.status));
  json.end_object();
  return out;
}

Result<Channel> parse_channel(std::string_view text) {
  JsonReader json{text};
  auto channel = read_channel(json);
  if (json.failed() || !channel.id) return fail(ErrorKind::drift, "discord: this is no channel");
  return channel;
}

Result<Snowflake> parse_owner(std::string_view text) {
  Snowflake owner;
  JsonReader json{text};
  json.read_object([&](std::string_view key) {
    if (key == "owner_id") json.read(owner.value);
  });
  if (json.failed() || !owner) return fail(ErrorKind::drift, "discord: this guild has no owner");
  return owner;
}

Result<std::vector<Channel>> parse_threads(std::string_view text) {
  std::vector<Channel> threads;
  JsonReader json{text};
  json.read_object([&](std::string_view key) {
    if (key != "threads") return;
    json.read_array([&] {
      auto thread = read_channel(json);
      if (thread.id && threads.size() < limits::threads_listed) threads.push_back(std::move(thread));
    });
  });
  if (json.failed()) return fail(ErrorKind::drift, "discord: this is no list of threads");
  return threads;
}

Result<ListedEvent> parse_scheduled_event(std::string_view text) {
  JsonReader json{text};
  auto listed = read_event(json);
  if (json.failed() || !listed.id) return fail(ErrorKind::drift, "discord: this is no event");
  return listed;
}

Result<std::vector<ListedEvent>> parse_events(std::string_view text) {
  std::vector<ListedEvent> events;
  JsonReader json{text};
  const bool list = json.read_array([&] {
    auto listed = read_event(json);
    if (listed.id && events.size() < limits::events_listed) events.push_back(std::move(listed));
  });
  if (!list || json.failed()) return fail(ErrorKind::drift, "discord: this is no list of events");
  return events;
}

Result<std::vector<ListedMessage>> parse_messages(std::string_view text) {
  std::vector<ListedMessage> messages;
  JsonReader json{text};
  const bool list = json.read_array([&] {
    ListedMessage message;
    json.read_object([&](std::string_view key) {
      if (key == "id") json.read(message.id.value);
      if (key == "channel_id") json.read(message.channel.value);
      if (key == "content") json.read(message.content);
      if (key == "author") {
        json.read_object([&](std::string_view of_author) {
          if (of_author == "bot") json.read(message.by_bot);
        });
      }
    });
    if (message.id && messages.size() < limits::messages_listed) messages.push_back(std::move(message));
  });
  if (!list || json.failed()) return fail(ErrorKind::drift, "discord: this is no list of messages");
  return messages;
}

}  // namespace cs2::discord

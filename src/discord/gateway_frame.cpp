#include "discord/gateway_frame.hpp"

#include "discord/json.hpp"
#include "discord/json_reader.hpp"

namespace cs2::discord {
namespace {

void read_object_id(JsonReader& json, Snowflake& id) {
  json.read_object([&](std::string_view key) {
    if (key == "id") json.read(id.value);
  });
}

void read_guild_ids(JsonReader& json, std::vector<Snowflake>& guilds) {
  json.read_array([&] {
    Snowflake id;
    read_object_id(json, id);
    if (id) guilds.push_back(id);
  });
}

Result<Ready> parse_ready(std::string_view data) {
  Ready ready;
  JsonReader json{data};
  const bool whole = json.read_object([&](std::string_view key) {
    if (key == "session_id") return json.read(ready.session_id);
    if (key == "resume_gateway_url") return json.read(ready.resume_gateway_url);
    if (key == "user") return read_object_id(json, ready.user_id);
    if (key == "application") return read_object_id(json, ready.application_id);
    if (key == "guilds") return read_guild_ids(json, ready.guilds);
  });
  if (!whole || ready.session_id.empty()) return invalid("READY without a session");
  return ready;
}

Result<GuildCreate> parse_guild_create(std::string_view data) {
  GuildCreate guild;
  JsonReader json{data};
  int missing = 4;  // the values that we keep; behind the last one nothing is read
  const auto keep = [&](auto& into) {
    json.read(into);
    if (--missing == 0) json.stop();
  };
  json.read_object([&](std::string_view key) {
    if (key == "id") return keep(guild.id.value);
    if (key == "name") return keep(guild.name);
    if (key == "preferred_locale") return keep(guild.preferred_locale);
    if (key == "unavailable") return keep(guild.unavailable);
  });
  if (json.failed() || !guild.id) return invalid("GUILD_CREATE without an id");
  return guild;
}

Result<GuildDelete> parse_guild_delete(std::string_view data) {
  GuildDelete guild;
  JsonReader json{data};
  json.read_object([&](std::string_view key) {
    if (key == "id") return json.read(guild.id.value);
    if (key == "unavailable") return json.read(guild.unavailable);
  });
  if (json.failed() || !guild.id) return invalid("GUILD_DELETE without an id");
  return guild;
}

Result<ChannelDelete> parse_channel_delete(std::string_view data) {
  ChannelDelete channel;
  JsonReader json{data};
  json.read_object([&](std::string_view key) {
    if (key == "id") json.read(channel.id.value);
  });
  if (json.failed() || !channel.id) return invalid("CHANNEL_DELETE without an id");
  return channel;
}

template <class T>
Result<std::optional<GatewayEvent>> as_event(Result<T> parsed) {
  if (!parsed) return failed(parsed);
  return std::optional<GatewayEvent>{std::move(*parsed)};
}

}  // namespace

Result<Envelope> parse_envelope(std::string_view text) {
  Envelope envelope;
  std::optional<std::int64_t> op;
  JsonReader json{text};
  const auto read_data = [&] {
    // Discord writes `d` last, so there is no need to find its end.
    const bool last = op && (*op != 0 || (envelope.sequence && !envelope.type.empty()));
    if (!last) return static_cast<void>(envelope.data = json.read_raw());
    envelope.data = json.rest();
    json.stop();
  };
  json.read_object([&](std::string_view key) {
    if (key == "op") return static_cast<void>(op = json.read_integer());
    if (key == "s") return static_cast<void>(envelope.sequence = json.read_integer());
    if (key == "d") return read_data();
    if (key == "t" && json.kind() == JsonReader::Kind::text) {
      const auto quoted = json.read_raw();
      if (quoted.size() >= 2) envelope.type = quoted.substr(1, quoted.size() - 2);
    }
  });
  if (json.failed() || !op) return invalid("a gateway payload without an opcode");
  envelope.op = static_cast<Opcode>(*op);
  return envelope;
}

Result<std::optional<GatewayEvent>> parse_event(std::string_view type, std::string_view data) {
  if (type == "INTERACTION_CREATE") return as_event(parse_interaction(data));
  if (type == "GUILD_CREATE") return as_event(parse_guild_create(data));
  if (type == "GUILD_DELETE") return as_event(parse_guild_delete(data));
  if (type == "CHANNEL_DELETE" || type == "THREAD_DELETE") return as_event(parse_channel_delete(data));
  if (type == "READY") return as_event(parse_ready(data));
  if (type == "RESUMED") return std::optional<GatewayEvent>{Resumed{}};
  return std::nullopt;
}

Result<milliseconds> parse_hello(std::string_view data) {
  std::int64_t interval = 0;
  JsonReader json{data};
  json.read_object([&](std::string_view key) {
    if (key == "heartbeat_interval") json.read(interval);
  });
  constexpr std::int64_t most = 60 * 60 * 1000;  // Discord says 41 to 45 s; an hour would be nonsense
  if (json.failed() || interval <= 0 || interval > most)
    return invalid("hello with an interval of {} ms", interval);
  return milliseconds{interval};
}

}  // namespace cs2::discord

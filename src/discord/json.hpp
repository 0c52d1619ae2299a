// Discord's JSON, both ways. Reading ignores unknown keys and keeps to bounds; writing gives what the
// documentation wants.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "discord/types.hpp"

namespace cs2::discord {

// What a message's JSON is for. An edit says every part, also the empty ones: what it left out would stay as
// it was.
enum class MessageUse {
  create,  // in a channel: with its nonce
  answer,  // of an interaction: may be ephemeral
  edit     // takes the place of the whole message; its flags stay
};

// `files` are announced here as attachments; their bytes are parts of their own (see multipart.hpp).
std::string message_to_json(const Message& message, MessageUse use = MessageUse::create);
std::string answer_to_json(const Answer& answer);

// Bodies of what is asked about channels and events; see rest.hpp.
std::string direct_to_json(Snowflake user);
std::string thread_to_json(const NewThread& thread);
std::string forum_post_to_json(const NewThread& thread, const Message& message);
std::string event_to_json(const ScheduledEvent& event);
std::string event_change_to_json(const EventChange& change);

// drift: it is none of these.
Result<Channel> parse_channel(std::string_view json);
Result<Snowflake> parse_owner(std::string_view json);               // of a guild
Result<std::vector<Channel>> parse_threads(std::string_view json);  // the answer about active threads
Result<ListedEvent> parse_scheduled_event(std::string_view json);
Result<std::vector<ListedEvent>> parse_events(std::string_view json);
Result<std::vector<ListedMessage>> parse_messages(std::string_view json);  // of a channel

// Canonical: the same commands always give the same bytes.
std::string commands_to_json(const std::vector<CommandSpec>& commands);

// A command as Discord has it.
struct RegisteredCommand {
  Snowflake id;
  CommandSpec spec;
  // It is more than a CommandSpec says: of another type, or for other places and installations than ours.
  bool foreign = false;
};

// Commands as Discord lists them. What it adds (ids, versions, defaults, keys of tomorrow) does not show in
// the specs, so that they equal those that were registered. drift: it is no list.
Result<std::vector<RegisteredCommand>> parse_commands(std::string_view json);

// The options of a sub-command stand where those of a command do. Of a group the sub-command bears the name
// too: "team add".
Result<Interaction> parse_interaction(std::string_view json);

}  // namespace cs2::discord

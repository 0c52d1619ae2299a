// What the simulated Discord answers when it says no. Only for sim's own files.
#pragma once

#include <boost/json/object.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"

namespace cs2::sim {

namespace json = boost::json;

struct Refusal {
  int status = 400;
  int code = 0;  // Discord's JSON error code
  std::string message = {};
  json::object errors = {};  // the tree of a refused form
  milliseconds wait = {};    // of a 429
};

// Collects what is wrong with a body, as Discord reports it: a tree whose keys are field names and array
// positions.
class FormErrors {
 public:
  // `path` is dotted: "embeds.0.fields.3.value"; empty for the root.
  void add(std::string_view path, std::string_view code, std::string_view message);
  bool empty() const { return tree_.empty(); }
  // 50035, or nothing when all was well.
  std::optional<Refusal> refusal() const;

 private:
  json::object tree_;
};

std::string to_json(const Refusal& refusal);

namespace refusals {
inline Refusal unauthorized() {
  return {401, 0, "401: Unauthorized"};
}
inline Refusal not_found() {
  return {404, 0, "404: Not Found"};
}
inline Refusal wrong_method() {
  return {405, 0, "405: Method Not Allowed"};
}
inline Refusal unknown_channel() {
  return {404, 10003, "Unknown Channel"};
}
inline Refusal unknown_guild() {
  return {404, 10004, "Unknown Guild"};
}
inline Refusal unknown_message() {
  return {404, 10008, "Unknown Message"};
}
inline Refusal unknown_user() {
  return {404, 10013, "Unknown User"};
}
inline Refusal unknown_event() {
  return {404, 10070, "Unknown Guild Scheduled Event"};
}
inline Refusal unknown_webhook() {
  return {404, 10015, "Unknown Webhook"};
}
inline Refusal unknown_interaction() {
  return {404, 10062, "Unknown interaction"};
}
inline Refusal unknown_command() {
  return {404, 10063, "Unknown application command"};
}
inline Refusal daily_commands() {
  return {400, 30034, "Max number of daily application command creates has been reached (200)"};
}
inline Refusal blocked_client() {
  return {403, 40333, "internal network error: the User-Agent is missing or not of a bot"};
}
inline Refusal already_acknowledged() {
  return {400, 40060, "Interaction has already been acknowledged."};
}
inline Refusal missing_access() {
  return {403, 50001, "Missing Access"};
}
inline Refusal another_author() {
  return {403, 50005, "Cannot edit a message authored by another user"};
}
inline Refusal empty_message() {
  return {400, 50006, "Cannot send an empty message"};
}
inline Refusal missing_permission() {
  return {403, 50013, "Missing Permissions"};
}
inline Refusal cannot_message_user() {
  return {403, 50007, "Cannot send messages to this user"};
}
inline Refusal not_a_text_channel() {
  return {400, 50008, "Cannot send messages in a non-text channel"};
}
inline Refusal wrong_channel_type() {
  return {400, 50024, "Cannot execute action on this channel type"};
}
inline Refusal already_crossposted() {
  return {400, 40033, "This message has already been crossposted"};
}
inline Refusal forum_takes_threads() {
  return {400, 40058, "Cannot send messages in a forum channel"};
}
inline Refusal tag_required() {
  return {400, 40067, "A tag is required to create a forum post in this channel"};
}
inline Refusal no_tag_for_you() {
  return {400, 40066, "There are no tags available that can be set by non-moderators"};
}
inline Refusal unknown_tag() {
  return {404, 10087, "Unknown tag"};
}
inline Refusal thread_archived() {
  return {400, 50083, "Thread is archived"};
}
inline Refusal thread_exists() {
  return {400, 160004, "A thread has already been created for this message"};
}
inline Refusal thread_locked() {
  return {403, 160005, "Thread is locked"};
}
inline Refusal too_many_threads() {
  return {400, 160006, "Maximum number of active threads reached"};
}
inline Refusal too_many_events() {
  return {400, 30038, "Maximum number of uncompleted guild scheduled events reached (100)"};
}
inline Refusal event_is_over() {
  return {400, 180000, "Cannot update a finished event"};
}
inline Refusal invalid_webhook_token() {
  return {401, 50027, "Invalid Webhook Token"};
}
inline Refusal invalid_json() {
  return {400, 50109, "The request body contains invalid JSON."};
}
}  // namespace refusals

}  // namespace cs2::sim

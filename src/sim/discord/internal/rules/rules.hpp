// What Discord refuses in a body, as its documentation says it: limits that the OpenAPI description leaves
// out included. Only for sim's own files; pure.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <cstdint>
#include <optional>
#include <string>

#include "sim/discord/internal/rules/refusal.hpp"

namespace cs2::sim {

namespace flag {
inline constexpr std::int64_t crossposted = 1 << 0;
inline constexpr std::int64_t suppress_embeds = 1 << 2;
inline constexpr std::int64_t has_thread = 1 << 5;
inline constexpr std::int64_t ephemeral = 1 << 6;
inline constexpr std::int64_t loading = 1 << 7;
inline constexpr std::int64_t suppress_notifications = 1 << 12;
inline constexpr std::int64_t voice_message = 1 << 13;
inline constexpr std::int64_t components_v2 = 1 << 15;
}  // namespace flag

// Which body it is: some fields and flags exist in one only.
enum class MessageUse { create, edit, answer, answer_edit, follow_up };

// `files`: how many were uploaded with it. `kept_flags` of an edit: those of the message so far.
std::optional<Refusal> check_message(const json::object& body, MessageUse use, std::size_t files = 0,
                                     std::int64_t kept_flags = 0);

// Appends to `errors` under `path` ("components"); part of check_message.
void check_components(const json::array& components, bool version2, std::string_view path,
                      FormErrors& errors);

// A bulk overwrite, or a single command as an array of one.
std::optional<Refusal> check_commands(const json::array& commands);
std::optional<Refusal> check_command(const json::object& command);

// `data` of an autocomplete answer.
std::optional<Refusal> check_choices(const json::object& data);
// `data` of a modal.
std::optional<Refusal> check_modal(const json::object& data);

// Threads, forum posts and scheduled events.
std::optional<Refusal> check_thread(const json::object& body);
std::optional<Refusal> check_event(const json::object& body, Timestamp now);
// `begun`: its beginning cannot move any more.
std::optional<Refusal> check_event_change(const json::object& body, bool begun, Timestamp now);

bool is_discord_locale(std::string_view name);

// Small readers for bodies: nothing when the key is absent, null, or of another type.
const json::string* text_at(const json::object& object, std::string_view key);
const json::array* array_at(const json::object& object, std::string_view key);
const json::object* object_at(const json::object& object, std::string_view key);
std::optional<std::int64_t> integer_at(const json::object& object, std::string_view key);
bool flag_at(const json::object& object, std::string_view key);

}  // namespace cs2::sim

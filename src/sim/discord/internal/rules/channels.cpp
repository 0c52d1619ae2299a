// Rules of threads and scheduled events.
#include <algorithm>
#include <array>
#include <boost/json/value.hpp>

#include "base/limits/discord.hpp"
#include "sim/discord/internal/rules/reading.hpp"
#include "sim/discord/internal/rules/rules.hpp"

namespace cs2::sim {
namespace {

constexpr std::array<std::int64_t, 4> archive_durations{60, 1440, 4320, 10080};

void check_time(const json::object& body, std::string_view key, bool required, FormErrors& errors) {
  const auto* text = text_at(body, key);
  if (!text && required) errors.add(key, "BASE_TYPE_REQUIRED", "This field is required");
  if (text && !parse_iso8601(*text)) {
    errors.add(key, "DATE_TIME_TYPE_PARSE", "Could not parse the time. Should be ISO8601.");
  }
}

void check_future(const json::object& body, std::string_view key, Timestamp now, FormErrors& errors) {
  const auto* text = text_at(body, key);
  const auto time = text ? parse_iso8601(*text) : std::nullopt;
  if (time && *time <= now) {
    errors.add(key, "GUILD_SCHEDULED_EVENT_SCHEDULE_PAST", "Cannot schedule event in the past.");
  }
}

void check_place(const json::object& body, bool required, FormErrors& errors) {
  const auto* place = object_at(body, "entity_metadata");
  if (place) {
    check_text(*place, "location", {.least = 1, .most = limits::event_location, .required = true},
               "entity_metadata", errors);
  } else if (required) {
    errors.add("entity_metadata", "BASE_TYPE_REQUIRED", "This field is required");
  }
  const auto* channel = body.if_contains("channel_id");
  if (channel && !channel->is_null()) {
    errors.add("channel_id", "GUILD_SCHEDULED_EVENT_ENTITY_TYPE", "External events have no channel.");
  }
}

void check_number(const json::object& body, std::string_view key, std::int64_t only, bool required,
                  FormErrors& errors) {
  const auto* value = body.if_contains(key);
  if (!value && !required) return;
  if (integer_at(body, key) != only) {
    errors.add(key, "BASE_TYPE_CHOICES", fmt::format("Value must be one of ({},).", only));
  }
}

}  // namespace

std::optional<Refusal> check_thread(const json::object& body) {
  FormErrors errors;
  check_text(body, "name", {.least = 1, .most = limits::thread_name, .required = true}, "", errors);
  const auto* duration = body.if_contains("auto_archive_duration");
  if (duration && !duration->is_null() &&
      std::ranges::find(archive_durations, integer_at(body, "auto_archive_duration").value_or(0)) ==
          archive_durations.end()) {
    errors.add("auto_archive_duration", "BASE_TYPE_CHOICES", "Value must be one of (60, 1440, 4320, 10080).");
  }
  const auto* tags = array_at(body, "applied_tags");
  if (tags && tags->size() > limits::thread_tags) {
    errors.add("applied_tags", "BASE_TYPE_MAX_LENGTH",
               fmt::format("Must be {} or fewer in length.", limits::thread_tags));
  }
  return errors.refusal();
}

std::optional<Refusal> check_event(const json::object& body, Timestamp now) {
  FormErrors errors;
  check_number(body, "entity_type", 3, true, errors);
  check_number(body, "privacy_level", 2, true, errors);
  check_text(body, "name", {.least = 1, .most = limits::event_name, .required = true}, "", errors);
  check_text(body, "description", {.least = 1, .most = limits::event_description}, "", errors);
  check_place(body, true, errors);
  check_time(body, "scheduled_start_time", true, errors);
  check_time(body, "scheduled_end_time", true, errors);  // although the OpenAPI description does not say so
  check_future(body, "scheduled_start_time", now, errors);
  return errors.refusal();
}

std::optional<Refusal> check_event_change(const json::object& body, bool begun, Timestamp now) {
  FormErrors errors;
  check_number(body, "entity_type", 3, false, errors);
  check_number(body, "privacy_level", 2, false, errors);
  if (body.contains("name"))
    check_text(body, "name", {.least = 1, .most = limits::event_name, .required = true}, "", errors);
  check_text(body, "description", {.least = 1, .most = limits::event_description}, "", errors);
  check_place(body, false, errors);
  check_time(body, "scheduled_start_time", false, errors);
  check_time(body, "scheduled_end_time", false, errors);
  check_future(body, "scheduled_start_time", now, errors);
  check_future(body, "scheduled_end_time", now, errors);
  if (begun && body.contains("scheduled_start_time")) {
    errors.add("scheduled_start_time", "GUILD_SCHEDULED_EVENT_SCHEDULE_PAST",
               "The start of an event that has begun cannot be changed.");
  }
  return errors.refusal();
}

}  // namespace cs2::sim

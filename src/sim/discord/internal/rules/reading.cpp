#include "sim/discord/internal/rules/reading.hpp"

#include <boost/json/string.hpp>
#include <boost/json/value.hpp>
#include <boost/url/parse.hpp>

namespace cs2::sim {

const json::string* text_at(const json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  return value ? value->if_string() : nullptr;
}

const json::array* array_at(const json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  return value ? value->if_array() : nullptr;
}

const json::object* object_at(const json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  return value ? value->if_object() : nullptr;
}

std::optional<std::int64_t> integer_at(const json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  if (!value || !value->is_int64()) return std::nullopt;
  return value->get_int64();
}

bool flag_at(const json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  return value && value->is_bool() && value->get_bool();
}

const json::string* check_text(const json::object& object, std::string_view key, Length length,
                               std::string_view path, FormErrors& errors) {
  const auto place = below(path, key);
  const auto* value = object.if_contains(key);
  if (!value || value->is_null()) {
    if (length.required) errors.add(place, "BASE_TYPE_REQUIRED", "This field is required");
    return nullptr;
  }
  const auto* text = value->if_string();
  if (!text) {
    errors.add(place, "STRING_TYPE_CONVERT", "Could not interpret value as string.");
    return nullptr;
  }
  const auto counted = count_characters(length.trimmed ? trim(*text) : std::string_view(*text));
  if (length.required && counted == 0) {
    errors.add(place, "BASE_TYPE_REQUIRED", "This field is required");
  } else if (counted < length.least) {
    errors.add(place, "BASE_TYPE_BAD_LENGTH",
               fmt::format("Must be between {} and {} in length.", length.least, length.most));
  } else if (counted > length.most) {
    errors.add(place, "BASE_TYPE_MAX_LENGTH", fmt::format("Must be {} or fewer in length.", length.most));
  }
  return text;
}

void check_url(std::string_view url, bool attachments, std::string_view path, FormErrors& errors) {
  if (attachments && url.starts_with("attachment://") && url.size() > 13) return;
  const auto parsed = boost::urls::parse_uri(url);
  if (!parsed || parsed->host().empty()) {
    errors.add(path, "URL_TYPE_INVALID_URL", "Not a well formed URL.");
  } else if (parsed->scheme() != "http" && parsed->scheme() != "https") {
    errors.add(path, "URL_TYPE_INVALID_SCHEME",
               fmt::format("Scheme \"{}\" is not supported. Scheme must be one of ('http', 'https').",
                           std::string(parsed->scheme())));
  }
}

}  // namespace cs2::sim

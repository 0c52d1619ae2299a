#include "provider/shared/json_fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"

namespace cs2::provider {
namespace {

constexpr std::size_t text_characters_max = 500;
constexpr std::size_t text_bytes_looked_at = 4'000;

}  // namespace

const boost::json::value* JsonFields::find(std::string_view key) const {
  const auto* value = object_.if_contains(key);
  return value && !value->is_null() ? value : nullptr;
}

void JsonFields::add_error(std::string_view what) const {
  if (complaint_.empty()) complaint_ = what;
}

void JsonFields::complain_of(std::string_view key, std::string_view expected) const {
  add_error(fmt::format("{} is not {}", key, expected));
}

std::optional<std::string> JsonFields::text(std::string_view key) const {
  const auto* value = find(key);
  if (!value) return std::nullopt;
  const auto* text = value->if_string();
  if (!text) {
    complain_of(key, "a text");
    return std::nullopt;
  }
  const auto looked_at = std::string_view{text->data(), std::min(text->size(), text_bytes_looked_at)};
  auto clean = shorten(trim(sanitize(looked_at)), text_characters_max);
  if (clean.empty()) return std::nullopt;
  return clean;
}

std::optional<std::int64_t> JsonFields::integer(std::string_view key) const {
  const auto* value = find(key);
  if (!value) return std::nullopt;
  boost::system::error_code error;
  const auto number = value->to_number<std::int64_t>(error);
  if (error) {
    complain_of(key, "a whole number");
    return std::nullopt;
  }
  return number;
}

std::optional<Timestamp> JsonFields::time(std::string_view key) const {
  const auto written = text(key);
  if (!written) return std::nullopt;
  const auto at = parse_iso8601(*written);
  if (!at) complain_of(key, "a time");
  return at;
}

std::optional<double> JsonFields::real(std::string_view key) const {
  const auto* value = find(key);
  if (!value) return std::nullopt;
  boost::system::error_code error;
  const auto number = value->to_number<double>(error);
  if (error || !std::isfinite(number)) {
    complain_of(key, "a number");
    return std::nullopt;
  }
  return number;
}

std::optional<bool> JsonFields::answer(std::string_view key) const {
  const auto* value = find(key);
  if (!value) return std::nullopt;
  const auto* truth = value->if_bool();
  if (!truth) {
    complain_of(key, "true or false");
    return std::nullopt;
  }
  return *truth;
}

bool JsonFields::truth(std::string_view key) const {
  return answer(key).value_or(false);
}

const boost::json::array* JsonFields::list(std::string_view key) const {
  const auto* value = find(key);
  if (!value) return nullptr;
  const auto* list = value->if_array();
  if (!list) complain_of(key, "a list");
  return list;
}

std::optional<JsonFields> JsonFields::object(std::string_view key) const {
  const auto* value = find(key);
  if (!value) return std::nullopt;
  const auto* object = value->if_object();
  if (!object) {
    complain_of(key, "an object");
    return std::nullopt;
  }
  return JsonFields{*object, complaint_};
}

}  // namespace cs2::provider

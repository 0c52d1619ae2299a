#include "provider/lpdb/record.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/number.hpp"
#include "base/text.hpp"
#include "provider/shared/wiki_page.hpp"

namespace cs2::provider {
namespace {

namespace json = boost::json;

constexpr std::size_t text_characters_max = 500;
constexpr std::size_t text_bytes_looked_at = 4'000;
constexpr double exact_max = 9e15;  // whole numbers that a double holds

}  // namespace

std::string lpdb_text(const json::value* value) {
  if (!value) return {};
  if (const auto* text = value->if_string()) {
    const auto looked_at = std::string_view{text->data(), std::min(text->size(), text_bytes_looked_at)};
    return shorten(trim(decode_entities(sanitize(looked_at))), text_characters_max);
  }
  const auto number = lpdb_integer(value);
  return number && !value->is_bool() ? std::to_string(*number) : std::string{};
}

std::optional<std::int64_t> lpdb_integer(const json::value* value) {
  if (!value) return std::nullopt;
  if (const auto* text = value->if_string())
    return parse_number<std::int64_t>(trim({text->data(), text->size()}));
  if (const auto* truth = value->if_bool()) return *truth ? 1 : 0;
  if (const auto* number = value->if_double()) {
    if (!std::isfinite(*number) || std::abs(*number) > exact_max) return std::nullopt;
    return std::llround(*number);
  }
  boost::system::error_code error;
  const auto number = value->to_number<std::int64_t>(error);
  return error ? std::nullopt : std::optional{number};
}

std::optional<Timestamp> parse_lpdb_time(std::string_view text) {
  text = trim(text);
  if (text.size() < 10 || text.starts_with("0000")) return std::nullopt;
  const auto day = text.substr(0, 10);
  if (text.size() == 10) return parse_iso8601(fmt::format("{}T00:00:00Z", day));
  if (text.size() != 19) return std::nullopt;
  return parse_iso8601(fmt::format("{}T{}Z", day, text.substr(11)));
}

LpdbRecord::LpdbRecord(const json::value* value) {
  static const json::object empty;
  const auto* object = value ? value->if_object() : nullptr;
  object_ = object ? object : &empty;
}

const json::value* LpdbRecord::find(std::string_view key) const {
  const auto* value = object_->if_contains(key);
  return value && !value->is_null() ? value : nullptr;
}

std::string LpdbRecord::text(std::string_view key) const {
  return lpdb_text(find(key));
}

std::optional<std::int64_t> LpdbRecord::integer(std::string_view key) const {
  return lpdb_integer(find(key));
}

std::optional<Timestamp> LpdbRecord::time(std::string_view key) const {
  return parse_lpdb_time(text(key));
}

bool LpdbRecord::truth(std::string_view key) const {
  const auto* value = find(key);
  return lpdb_integer(value).value_or(0) != 0 || fold(lpdb_text(value)) == "true";
}

LpdbRecord LpdbRecord::object(std::string_view key) const {
  return LpdbRecord{find(key)};
}

std::vector<const json::value*> lpdb_list(const json::value* value, std::size_t count) {
  std::vector<const json::value*> elements;
  if (const auto* array = value ? value->if_array() : nullptr) {
    for (const auto& element : *array) {
      if (elements.size() == count) break;
      elements.push_back(&element);
    }
    return elements;
  }
  const auto* object = value ? value->if_object() : nullptr;
  if (!object) return elements;

  std::vector<std::pair<std::int64_t, const json::value*>> numbered;
  for (const auto& [name, element] : *object) {
    if (const auto number = parse_number<std::int64_t>({name.data(), name.size()}))
      numbered.emplace_back(*number, &element);
  }
  std::ranges::sort(numbered, {}, &std::pair<std::int64_t, const json::value*>::first);
  for (const auto& [number, element] : numbered) {
    if (elements.size() == count) break;
    elements.push_back(element);
  }
  return elements;
}

std::vector<const json::value*> LpdbRecord::list(std::string_view key, std::size_t count) const {
  return lpdb_list(find(key), count);
}

std::vector<std::pair<std::string, std::string>> LpdbRecord::texts(std::string_view key,
                                                                   std::size_t count) const {
  std::vector<std::pair<std::string, std::string>> pairs;
  const auto* value = find(key);
  const auto* object = value ? value->if_object() : nullptr;
  if (!object) return pairs;
  for (const auto& [name, element] : *object) {
    if (pairs.size() == count) break;
    if (auto text = lpdb_text(&element); !text.empty())
      pairs.emplace_back(sanitize({name.data(), name.size()}), std::move(text));
  }
  return pairs;
}

}  // namespace cs2::provider

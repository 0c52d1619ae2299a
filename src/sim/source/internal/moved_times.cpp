#include <fmt/format.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "base/number.hpp"

#include "sim/source/internal/source_answers.hpp"

namespace cs2::sim {
namespace {

namespace json = boost::json;

constexpr std::size_t iso_least = 20;               // 2026-07-12T21:00:00Z
constexpr std::int64_t year_one = -60'000'000'000;  // below it means "no time"

void move_times(json::value& value, milliseconds by) {
  if (auto* array = value.if_array()) {
    for (auto& each : *array) move_times(each, by);
  } else if (auto* object = value.if_object()) {
    for (auto& [key, each] : *object) move_times(each, by);
  } else if (const auto* text = value.if_string(); text && text->size() >= iso_least) {
    if (const auto at = parse_iso8601(*text)) value = to_iso8601(*at + by);
  }
}

}  // namespace

std::string move_times_in_json(std::string_view text, milliseconds by) {
  boost::system::error_code error;
  auto value = json::parse(text, error);
  if (error) return std::string(text);
  move_times(value, by);
  return json::serialize(value);
}

std::string move_times_in_html(std::string_view html, milliseconds by) {
  constexpr std::string_view attribute = "data-timestamp=\"";
  std::string moved;
  moved.reserve(html.size());
  while (true) {
    const auto at = html.find(attribute);
    if (at == std::string_view::npos) return moved.append(html);
    const auto begin = at + attribute.size();
    moved.append(html.substr(0, begin));
    html.remove_prefix(begin);
    const auto seconds_since_1970 = take_number<std::int64_t>(html);
    if (!seconds_since_1970) continue;
    const auto shift = *seconds_since_1970 < year_one ? 0 : std::chrono::duration_cast<seconds>(by).count();
    moved += std::to_string(*seconds_since_1970 + shift);
  }
}

}  // namespace cs2::sim

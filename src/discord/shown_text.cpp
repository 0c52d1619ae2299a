#include "discord/shown_text.hpp"

#include "base/foreign_text.hpp"

namespace cs2::discord {

void write_markdown(JsonWriter& json, std::string_view member, std::string_view text) {
  json.member(member, sanitize_composed(text));
}

void write_line(JsonWriter& json, std::string_view member, std::string_view text) {
  const auto clean = clean_name(text);
  json.member(member, clean.empty() ? std::string_view{"\uFFFD"} : std::string_view{clean});
}

}  // namespace cs2::discord

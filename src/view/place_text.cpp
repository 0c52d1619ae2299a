#include "view/place_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "model/region.hpp"

namespace cs2::view {

std::string region_name(std::string_view written, const locale::Language& language) {
  const auto* region = find_region(written);
  return region ? language.say(fmt::format("region.{}", region->key)) : std::string{};
}

std::string flag(std::string_view code) {
  const bool is_code =
      code.size() == 2 && std::ranges::all_of(code, [](char each) { return each >= 'A' && each <= 'Z'; });
  if (!is_code) return {};
  std::string letters;
  for (const char each : code) {
    letters += "\xF0\x9F\x87";  // the regional indicators, from U+1F1E6
    letters += static_cast<char>(0xA6 + (each - 'A'));
  }
  return letters;
}

std::string country_text(const std::optional<std::string>& code, const locale::Language& language) {
  if (!code || flag(*code).empty()) return {};
  return fmt::format("{} {}", flag(*code), locale::country_name(*code, language));
}

}  // namespace cs2::view

#include "view/markdown.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "discord/types.hpp"

namespace cs2::view {
namespace {

// An address is part of a field of 1024 characters that holds several.
constexpr std::size_t url_characters_max = 400;

// Discord trims ordinary spaces; this one has the width of a digit and stays.
constexpr std::string_view figure_space = "\u2007";

bool is_safe_in_link(char character) {
  const auto byte = static_cast<unsigned char>(character);
  return byte > 0x20 && byte < 0x7F &&
         std::string_view{"()<>[]|\\`*\"^{}"}.find(character) == std::string_view::npos;
}

}  // namespace

std::string plain(std::string_view name, std::size_t characters) {
  auto clean = sanitize(name);
  for (auto& character : clean) {
    if (character == '\n' || character == '\t') character = ' ';
  }
  return discord::escape_markdown(shorten(trim(clean), characters));
}

bool is_web_address(std::string_view url) {
  return url.starts_with("https://") || url.starts_with("http://");
}

std::string first_page(const std::vector<MatchSource>& sources) {
  const auto found = std::ranges::find_if(sources, [](const auto& source) {
    return is_web_address(source.url) && source.url.size() <= url_characters_max;
  });
  return found == sources.end() ? std::string{} : found->url;
}

std::string link(std::string_view text, std::string_view url) {
  if (!is_web_address(url) || url.size() > url_characters_max) return std::string{text};
  std::string address;
  for (const char character : url) {
    if (is_safe_in_link(character)) {
      address += character;
    } else {
      address += fmt::format("%{:02X}", static_cast<unsigned char>(character));
    }
  }
  return fmt::format("[{}]({})", text, address);
}

std::string hidden(std::string_view text, std::size_t width) {
  std::string padded{text};
  for (auto length = count_characters(text); length < width; ++length) padded += figure_space;
  return fmt::format("||{}||", padded);
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
  std::string joined;
  for (const auto& part : parts) {
    if (part.empty()) continue;
    if (!joined.empty()) joined += separator;
    joined += part;
  }
  return joined;
}

bool Lines::add(std::string_view line) {
  if (line.empty()) return true;
  const auto needed = count_characters(line) + (text_.empty() ? 0 : 1);
  if (needed > left_) return false;
  if (!text_.empty()) text_ += '\n';
  text_ += line;
  left_ -= needed;
  return true;
}

}  // namespace cs2::view

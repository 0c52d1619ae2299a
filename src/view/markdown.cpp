#include "view/markdown.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

#include "base/foreign_text.hpp"
#include "base/text.hpp"
#include "base/web_address.hpp"
#include "discord/types.hpp"
#include "locale/text_width.hpp"
#include "view/table.hpp"

namespace cs2::view {
namespace {

// An address is part of a field of 1024 characters that holds several.
constexpr std::size_t url_characters_max = 400;

// Discord trims ordinary spaces; this one has the width of a digit and stays.
constexpr std::string_view figure_space = "\u2007";

// ---- Direction of writing. UTF-8 sorts as its code points do.

constexpr std::string_view first_strong_isolate = "\u2068";
constexpr std::string_view pop_isolate = "\u2069";

struct Block {
  std::string_view first;
  std::string_view last;
};
// Hebrew, Arabic and their neighbours, with their presentation forms, and the scripts of the supplementary
// plane.
constexpr std::array<Block, 5> right_to_left{{{"\u0590", "\u08FF"},
                                              {"\uFB1D", "\uFDFF"},
                                              {"\uFE70", "\uFEFE"},
                                              {"\U00010800", "\U00010FFF"},
                                              {"\U0001E800", "\U0001EFFF"}}};
bool is_in(std::string_view character, std::span<const Block> blocks) {
  return std::ranges::any_of(
      blocks, [&](const Block& block) { return block.first <= character && character <= block.last; });
}

std::size_t bytes_of_character(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

template <class Each>
void for_each_character(std::string_view text, Each each) {
  while (!text.empty()) {
    const auto character = text.substr(0, bytes_of_character(text.front()));
    each(character);
    text.remove_prefix(character.size());
  }
}

bool has_right_to_left(std::string_view text) {
  constexpr char first_lead = '\xD6';
  if (std::ranges::none_of(text, [](char each) {
        return static_cast<unsigned char>(each) >= static_cast<unsigned char>(first_lead);
      }))
    return false;
  bool found = false;
  for_each_character(text, [&](auto character) { found = found || is_in(character, right_to_left); });
  return found;
}

bool is_safe_in_link(char character) {
  const auto byte = static_cast<unsigned char>(character);
  return byte > 0x20 && byte < 0x7F &&
         std::string_view{"()<>[]|\\`*\"^{}@"}.find(character) == std::string_view::npos;
}

// Sources write blanks and other scripts into addresses; Discord refuses a message for one. A colon in the
// path could make another address of what follows it.
std::string escaped(std::string_view url) {
  const auto path = url.find('/', std::string_view{"https://"}.size());
  std::string address;
  for (std::size_t i = 0; i < url.size(); ++i) {
    if (is_safe_in_link(url[i]) && (url[i] != ':' || i < path)) {
      address += url[i];
    } else {
      address += fmt::format("%{:02X}", static_cast<unsigned char>(url[i]));
    }
  }
  return address;
}

}  // namespace

std::string escape_markdown(std::string_view name, std::size_t characters) {
  auto text = discord::escape_markdown(shorten(clean_name(name), characters));
  return has_right_to_left(text) ? fmt::format("{}{}{}", first_strong_isolate, text, pop_isolate) : text;
}

std::string table_cell(std::string_view name, std::size_t width) {
  auto text = locale::shorten_to_columns(clean_name(name), width);
  std::ranges::replace(text, '`', '\'');  // would end the block
  const std::string filling(width - locale::text_columns(text), ' ');
  if (has_right_to_left(text)) text = fmt::format("{}{}{}", first_strong_isolate, text, pop_isolate);
  return text + filling;
}

std::string page_address(std::string_view url) {
  const bool is_broken =
      std::ranges::any_of(url, [](char each) { return static_cast<unsigned char>(each) < 0x20; });
  return is_public_address(url) && url.size() <= url_characters_max && !is_broken ? escaped(url)
                                                                                  : std::string{};
}

std::string first_page(const std::vector<MatchSource>& sources) {
  for (const auto& source : sources) {
    if (auto page = page_address(source.url); !page.empty()) return page;
  }
  return {};
}

std::string link(std::string_view text, std::string_view url) {
  if (!is_public_address(url) || url.size() > url_characters_max) return std::string{text};
  return fmt::format("[{}]({})", text, escaped(url));
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

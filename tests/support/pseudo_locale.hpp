// A language of brackets: what stands outside of them in a message did not come from the catalogue.
//
// Each text is "⟦…⟧", and short ones are twice as long, as translations of labels may be. It takes the place
// of Hungarian, which the bot does not speak.
#pragma once

#include <algorithm>
#include <array>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/text.hpp"
#include "discord/types.hpp"
#include "locale/language.hpp"

namespace cs2::test {

inline constexpr std::string_view pseudo_code = "hu";
inline constexpr std::string_view bracket_open = "⟦";
inline constexpr std::string_view bracket_close = "⟧";

inline EmbeddedFile english_file() {
  const auto files = locale::embedded_catalogues();
  const auto found = std::ranges::find(files, "en-US.toml", &EmbeddedFile::name);
  if (found == files.end()) throw std::runtime_error("there is no en-US.toml");
  return *found;
}

// Words that are parsed, single letters and columns of tables have no room for brackets.
inline bool takes_brackets(std::string_view section, std::string_view key) {
  if (section == "day_word" || section == "form") return false;
  return section != "standings" || key.starts_with("none") || key.starts_with("pages");
}

inline std::string pseudo_toml() {
  std::string toml;
  std::string section;
  for (const auto line : split(english_file().contents, '\n')) {
    if (line.starts_with('[')) section = line.substr(1, line.find(']') - 1);
    const auto begin = line.find('"');
    const auto end = line.rfind('"');
    const bool is_text = !line.starts_with('#') && begin != std::string_view::npos && begin < end;
    if (!is_text || !takes_brackets(section, trim(line.substr(0, line.find('='))))) {
      toml += std::string{line} + '\n';
      continue;
    }
    const auto text = line.substr(begin + 1, end - begin - 1);
    constexpr std::size_t short_label = 16;
    const auto length = count_characters(text);
    const std::string padding(length < short_label ? length : 0, '~');
    toml += std::string{line.substr(0, begin + 1)} + std::string{bracket_open} + std::string{text} + padding +
            std::string{bracket_close} + "\"\n";
  }
  return toml;
}

inline locale::Catalogue pseudo_catalogue() {
  static const auto pseudo = pseudo_toml();
  const std::array<EmbeddedFile, 2> files{{english_file(), {"hu.toml", pseudo}}};
  auto loaded = locale::Catalogue::load(files, pseudo_code);
  if (!loaded) throw std::runtime_error(loaded.error().detail);
  return std::move(*loaded);
}

// All that somebody reads in a message.
inline std::vector<std::string> texts_of(const discord::Message& message) {
  std::vector<std::string> texts{message.content};
  for (const auto& embed : message.embeds) {
    texts.insert(texts.end(), {embed.title, embed.description, embed.author, embed.footer});
    for (const auto& field : embed.fields) texts.insert(texts.end(), {field.name, field.value});
  }
  for (const auto& row : message.rows) {
    for (const auto& part : row) {
      if (const auto* button = std::get_if<discord::Button>(&part)) texts.push_back(button->label);
      if (const auto* menu = std::get_if<discord::ChannelSelect>(&part)) texts.push_back(menu->placeholder);
      if (const auto* menu = std::get_if<discord::RoleSelect>(&part)) texts.push_back(menu->placeholder);
      const auto* menu = std::get_if<discord::Select>(&part);
      if (!menu) continue;
      texts.push_back(menu->placeholder);
      for (const auto& option : menu->options) texts.insert(texts.end(), {option.label, option.description});
    }
  }
  return texts;
}

// A text without what stands in brackets, of which the last may have been cut off.
inline std::string outside_brackets(std::string_view text) {
  std::string outside;
  int depth = 0;
  while (!text.empty()) {
    if (text.starts_with(bracket_open)) {
      ++depth;
      text.remove_prefix(bracket_open.size());
    } else if (text.starts_with(bracket_close)) {
      --depth;
      text.remove_prefix(bracket_close.size());
    } else {
      if (depth == 0) outside += text.front();
      text.remove_prefix(1);
    }
  }
  return outside;
}

// `begin` up to and including `end`, wherever it stands: mentions, times, addresses.
inline void remove_spans(std::string& text, std::string_view begin, std::string_view end) {
  for (auto at = text.find(begin); at != std::string::npos; at = text.find(begin, at)) {
    const auto stop = text.find(end, at + begin.size());
    text.erase(at, stop == std::string::npos ? std::string::npos : stop + end.size() - at);
  }
}

// What is left where names, which are the same in all languages, are taken out; empty: nothing with a letter.
inline std::string untranslated(std::string_view text, std::span<const std::string_view> names) {
  auto left = outside_brackets(text);
  remove_spans(left, "](", ")");
  remove_spans(left, "<", ">");
  remove_spans(left, "`", "`");
  for (const auto name : names) {
    for (auto at = left.find(name); at != std::string::npos; at = left.find(name))
      left.erase(at, name.size());
  }
  const auto is_letter = [](unsigned char c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; };
  return std::ranges::any_of(left, is_letter) ? left : std::string{};
}

}  // namespace cs2::test

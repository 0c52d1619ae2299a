// Reading locales/<code>.toml.
#include <fmt/format.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <toml++/toml.h>

#include <algorithm>

#include "base/text.hpp"
#include "locale/text.hpp"

namespace cs2::locale {
namespace {

// Of names and descriptions of commands, options and choices, in characters.
constexpr std::size_t command_name_max = 32;
constexpr std::size_t description_max = 100;

bool is_command_name(std::string_view name) {
  std::int32_t at = 0;
  const auto length = static_cast<std::int32_t>(name.size());
  while (at < length) {
    UChar32 character = 0;
    // NOLINTNEXTLINE(bugprone-inc-dec-in-conditions): ICU's macro
    U8_NEXT(name.data(), at, length, character);
    const bool allowed = character == '-' || character == '_' || character == '\'' || u_isalnum(character);
    if (character < 0 || !allowed || u_tolower(character) != character) return false;
  }
  return true;
}

// What Discord would refuse when the commands are registered, reported before that.
std::optional<std::string> check_discord_rules(std::string_view key, std::string_view text) {
  const auto parts = split(key, '.');
  const bool of_command = parts.size() >= 3 && parts[0] == "command";
  const auto what = of_command ? parts[2] : parts[0];
  const auto length = count_characters(text);

  const bool is_name = (of_command && what == "name") || what == "option_name";
  if (is_name && (length < 1 || length > command_name_max || !is_command_name(text))) {
    return fmt::format("\"{}\" is no name for Discord: 1 to {} lower case letters, digits, - and _", text,
                       command_name_max);
  }
  const bool is_description = (of_command && what == "description") || what == "option" || what == "choice";
  if (is_description && (length < 1 || length > description_max)) {
    return fmt::format("Discord wants 1 to {} characters, these are {}", description_max, length);
  }
  return std::nullopt;
}

Result<void> collect(const toml::table& table, const std::string& path, std::string_view file,
                     std::string_view code, TextMap& texts) {
  for (const auto& [name, node] : table) {
    const auto key = path.empty() ? std::string{name.str()} : fmt::format("{}.{}", path, name.str());
    const auto line = node.source().begin.line;
    if (const auto* inner = node.as_table()) {
      if (auto collected = collect(*inner, key, file, code, texts); !collected) return collected;
      continue;
    }
    const auto* value = node.as_string();
    if (!value) return invalid("{}:{}: {} is not a text", file, line, key);
    if (const auto broken = check_discord_rules(key, value->get())) {
      return invalid("{}:{}: {}: {}", file, line, key, *broken);
    }
    auto text = Text::parse(value->get(), code);
    if (!text) return invalid("{}:{}: {}: {}", file, line, key, text.error().detail);
    texts.emplace(key, std::move(*text));
  }
  return {};
}

}  // namespace

Result<TextMap> parse_texts(const EmbeddedFile& file, std::string_view code) {
  TextMap texts;
  try {
    const auto table = toml::parse(file.contents, file.name);
    if (auto collected = collect(table, "", file.name, code, texts); !collected) return failed(collected);
  } catch (const toml::parse_error& broken) {
    return invalid("{}:{}: no TOML: {}", file.name, broken.source().begin.line, broken.description());
  }
  return texts;
}

std::optional<std::string> check_translation(const TextMap& texts, const TextMap& source) {
  for (const auto& [key, text] : texts) {
    const auto original = source.find(key);
    if (original == source.end()) return fmt::format("{} is not in the source language", key);
    for (const auto& name : text.argument_names()) {
      const auto& known = original->second.argument_names();
      if (!std::ranges::binary_search(known, name)) {
        return fmt::format("{} uses {{{}}}, which the source language does not give", key, name);
      }
    }
  }
  return std::nullopt;
}

}  // namespace cs2::locale

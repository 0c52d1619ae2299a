// Reading locales/<code>.toml.
#include <fmt/format.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <toml++/toml.h>

#include "base/text.hpp"
#include "locale/internal/text_file.hpp"

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

Result<void> collect(const toml::table& table, const std::string& path, std::string_view file,
                     std::vector<WrittenText>& texts) {
  for (const auto& [name, node] : table) {
    auto key = path.empty() ? std::string{name.str()} : fmt::format("{}.{}", path, name.str());
    const auto line = node.source().begin.line;
    if (const auto* inner = node.as_table()) {
      if (auto collected = collect(*inner, key, file, texts); !collected) return collected;
      continue;
    }
    const auto* value = node.as_string();
    if (!value) return invalid("{}:{}: {} is not a text", file, line, key);
    texts.push_back({.key = std::move(key), .message = value->get(), .line = line});
  }
  return {};
}

}  // namespace

std::string_view code_of(std::string_view file_name) {
  return file_name.substr(0, file_name.rfind('.'));
}

bool is_name_key(std::string_view key) {
  const auto parts = split(key, '.');
  if (parts.front() == "option_name") return true;
  if (parts.front() != "command" || parts.size() < 3) return false;
  return parts.back() == "name" && parts[parts.size() - 2] != "option";
}

std::optional<std::string> check_discord_rules(std::string_view key, std::string_view text) {
  const auto length = count_characters(text);
  if (is_name_key(key)) {
    if (length >= 1 && length <= command_name_max && is_command_name(text)) return std::nullopt;
    return fmt::format("\"{}\" is no name for Discord: 1 to {} lower case letters, digits, - and _", text,
                       command_name_max);
  }
  const auto group = key.substr(0, key.find('.'));
  const bool is_description = group == "command" || group == "option" || group == "choice";
  if (is_description && (length < 1 || length > description_max))
    return fmt::format("Discord wants 1 to {} characters, these are {}", description_max, length);
  return std::nullopt;
}

Result<std::vector<WrittenText>> read_text_file(const EmbeddedFile& file) {
  std::vector<WrittenText> texts;
  try {
    const auto table = toml::parse(file.contents, file.name);
    if (auto collected = collect(table, "", file.name, texts); !collected) return failed(collected);
  } catch (const toml::parse_error& broken) {
    return invalid("{}:{}: no TOML: {}", file.name, broken.source().begin.line, broken.description());
  }
  return texts;
}

}  // namespace cs2::locale

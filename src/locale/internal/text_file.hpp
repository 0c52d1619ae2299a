// The texts of locales/<code>.toml as they are written. For locale's own files.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/embedded.hpp"
#include "base/result.hpp"

namespace cs2::locale {

struct WrittenText {
  std::string key;  // the path
  std::string message;
  std::size_t line = 0;
};

// In the order of the keys. invalid, with file and line: no TOML, or not a text.
Result<std::vector<WrittenText>> read_text_file(const EmbeddedFile& file);

// "pt-BR" of "pt-BR.toml".
std::string_view code_of(std::string_view file_name);

// The name of a command or an option: "command.live.name", "option_name.team".
bool is_name_key(std::string_view key);

// What Discord would refuse when the commands are registered, reported before that.
std::optional<std::string> check_discord_rules(std::string_view key, std::string_view text);

}  // namespace cs2::locale

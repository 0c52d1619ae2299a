// One ICU message, parsed once. For locale's own files: ICU stays in text.cpp.
//
// Most texts are plain, or plain with names put in, and are said without ICU; plurals, selections and numbers
// take its slower way. ICU's formatters fill caches behind their const face, so one message speaks to one
// thread at a time.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/embedded.hpp"
#include "base/result.hpp"
#include "locale/language.hpp"

namespace cs2::locale {

class Text {
 public:
  // invalid: no ICU message.
  static Result<Text> parse(std::string_view message, std::string_view code);

  Text(Text&&) noexcept;
  Text& operator=(Text&&) noexcept;
  ~Text();

  std::string say(Arguments arguments) const;
  // Sorted, without duplicates.
  const std::vector<std::string>& argument_names() const { return argument_names_; }

 private:
  // Literal text, followed by an argument's value where a name is given.
  struct Piece {
    std::string literal;
    std::string argument;
  };
  struct Formatter;

  Text();
  std::optional<std::string> say_plainly(Arguments arguments) const;

  std::vector<Piece> pieces_;  // when every argument is a bare {name}
  std::vector<std::string> argument_names_;
  std::unique_ptr<Formatter> formatter_;  // none for a text without arguments
};

struct KeyHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view key) const noexcept { return std::hash<std::string_view>{}(key); }
};
using TextMap = std::unordered_map<std::string, Text, KeyHash, std::equal_to<>>;

// Path in the file → text. invalid, with file and line: no TOML, no ICU message, not a text, or Discord's
// rules for the names and descriptions of commands are broken.
Result<TextMap> parse_texts(const EmbeddedFile& file, std::string_view code);

// A key or an argument that the source language does not have, in one sentence.
std::optional<std::string> check_translation(const TextMap& texts, const TextMap& source);

}  // namespace cs2::locale

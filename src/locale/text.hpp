// One ICU message, parsed once. For locale's own files: ICU stays in text.cpp.
//
// Most texts are plain, or plain with names put in, and are said without ICU; plurals, selections and numbers
// take its slower way. ICU's formatters fill caches behind their const face, so one message speaks to one
// thread at a time.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

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

 private:
  // Literal text, followed by an argument's value where a name is given.
  struct Piece {
    std::string literal;
    std::string argument;
  };
  struct Formatter;

  Text();
  std::optional<std::string> say_plainly(Arguments arguments) const;

  std::vector<Piece> pieces_;             // when every argument is a bare {name}
  std::unique_ptr<Formatter> formatter_;  // none for a text without arguments
};

}  // namespace cs2::locale

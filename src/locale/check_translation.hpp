// Whether a translation says what the source language does, in a form that Discord and its readers take.
//
// Completeness proves little, so the rules look inside each text: the same arguments, exactly the plural
// categories of the language, the same markdown, mentions, links and emojis in every branch, the words that
// people must type unchanged, a length that fits its place, no Cyrillic letter in a Latin word. They run over
// files, not over the running bot: `cs2results locale check` and the tests use them.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/embedded.hpp"

namespace cs2::locale {

struct Finding {
  std::size_t line = 0;  // in the file; 0 for what it lacks
  std::string key;       // empty for the whole file
  std::string what;
  bool is_advice = false;  // worth a look, yet it may be right

  bool operator==(const Finding&) const = default;
};

// By line. The language is in the file's name: "pt-BR.toml".
std::vector<Finding> check_translation(const EmbeddedFile& file, const EmbeddedFile& source);

// "de.toml:12: button.next: 81 characters, at most 80 fit"
std::string to_text(const Finding& finding, std::string_view file);

}  // namespace cs2::locale

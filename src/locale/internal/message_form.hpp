// What an ICU message consists of, for the comparison of two. For locale's own files.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace cs2::locale {

struct MessageForm {
  struct Branches {
    std::string argument;
    bool is_plural = false;       // else a selection
    std::set<std::string> names;  // "one", "=0"

    bool operator==(const Branches&) const = default;
  };

  // Every text that it can say, with {name} for an argument and # for the number of a plural.
  std::vector<std::string> variants;
  std::set<std::string> arguments;
  std::vector<Branches> branches;
};

// invalid: no ICU message.
Result<MessageForm> form_of(std::string_view message);

// The categories into which the language sorts numbers: one, few, many, other of Polish.
std::set<std::string> plural_categories(std::string_view code);

}  // namespace cs2::locale

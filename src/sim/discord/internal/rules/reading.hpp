// How the rules look at a value; only for rules_*.cpp.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>

#include "base/text.hpp"
#include "sim/discord/internal/rules/rules.hpp"

namespace cs2::sim {

inline std::string below(std::string_view path, std::string_view key) {
  return path.empty() ? std::string(key) : fmt::format("{}.{}", path, key);
}
inline std::string below(std::string_view path, std::size_t index) {
  return below(path, std::to_string(index));
}

struct Length {
  std::size_t least = 0;
  std::size_t most = 0;
  bool required = false;
  bool trimmed = false;  // Discord drops white space around an embed's texts before it counts
};

// The text at `key` when it is there and a string; what breaks the rule goes to `errors`.
const json::string* check_text(const json::object& object, std::string_view key, Length length,
                               std::string_view path, FormErrors& errors);
void check_url(std::string_view url, bool attachments, std::string_view path, FormErrors& errors);

}  // namespace cs2::sim

#include "base/foreign_text.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/text.hpp"

namespace cs2 {
namespace {

// The code point at `at`, which moves behind it; negative where the bytes are none.
UChar32 take_point(std::string_view utf8, std::int32_t& at) {
  UChar32 point = 0;
  // NOLINTNEXTLINE(bugprone-inc-dec-in-conditions): ICU's macro
  U8_NEXT(utf8.data(), at, static_cast<std::int32_t>(utf8.size()), point);
  return point;
}

bool is_printable(char c) {
  return c >= 0x20 && c < 0x7F;
}

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// Vietnamese and Thai need two on a letter, Hebrew with all its points three.
constexpr int marks_max = 3;

// Unicode's category Cc.
bool is_control(UChar32 c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0);
}

bool is_line_separator(UChar32 c) {
  return c == 0x2028 || c == 0x2029;
}

// First strong isolate and pop directional isolate.
bool is_isolate(UChar32 c) {
  return c == 0x2068 || c == 0x2069;
}

// Joiners are part of emoji and of Persian and Indic words, and invisible everywhere else.
bool is_joiner(UChar32 c) {
  return c == 0x200C || c == 0x200D;
}

// What stands on the character before it; variation selectors too.
bool is_mark(UChar32 c) {
  return (U_GET_GC_MASK(c) & (U_GC_MN_MASK | U_GC_ME_MASK)) != 0;
}

bool is_invisible(UChar32 c) {
  return u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) || U_IS_UNICODE_NONCHAR(c);
}

class Sanitizer {
 public:
  explicit Sanitizer(bool keeps_isolates) : keeps_isolates_(keeps_isolates) {}

  std::string run(std::string_view text) {
    clean_.reserve(text.size());
    std::int32_t at = 0;
    while (at < static_cast<std::int32_t>(text.size())) {
      const auto begin = static_cast<std::size_t>(at);
      const auto c = take_point(text, at);
      add(c, text.substr(begin, static_cast<std::size_t>(at) - begin));
    }
    return std::move(clean_);
  }

 private:
  void add(UChar32 c, std::string_view bytes) {
    if (c < 0) return keep(c, "\xEF\xBF\xBD");
    if (is_line_separator(c)) return keep('\n', "\n");
    if (c == '\n' || c == '\t') return keep(c, bytes);
    if (is_control(c)) return;
    if (is_joiner(c)) {
      joiner_ = last_ >= 0x80 ? bytes : std::string_view{};
      return;
    }
    if (is_mark(c)) return add_mark(c, bytes);
    if (is_isolate(c) && keeps_isolates_) return keep(c, bytes);
    if (!is_invisible(c)) keep(c, bytes);
  }

  // An invisible one is of use only where it selects how a character looks.
  void add_mark(UChar32 c, std::string_view bytes) {
    const bool stands_on_something = last_ > ' ' || last_ < 0;
    const bool selects = c >= 0xFE00 && c <= 0xFE0F;
    if (!stands_on_something || marks_ == marks_max || (is_invisible(c) && !selects)) return;
    clean_ += bytes;
    ++marks_;
  }

  void keep(UChar32 c, std::string_view bytes) {
    if (!joiner_.empty() && (c >= 0x80)) clean_ += joiner_;
    joiner_ = {};
    clean_ += bytes;
    last_ = c;
    marks_ = 0;
  }

  bool keeps_isolates_;
  std::string clean_;
  std::string_view joiner_;  // waits for what it joins
  UChar32 last_ = 0;         // that was kept and is no mark
  int marks_ = 0;            // on it
};

// In a word with a scheme, or with a dot before a slash, what makes it an address becomes blank.
void break_addresses(std::string& text) {
  bool is_address = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool has_scheme = text.compare(i, 3, "://") == 0;
    if (is_space(text[i])) {
      is_address = false;
    } else if (text[i] == '.' || has_scheme) {
      is_address = true;
    }
    if (has_scheme || (is_address && text[i] == '/')) text[i] = ' ';
  }
}

std::string with_single_spaces(std::string_view text) {
  std::string joined;
  joined.reserve(text.size());
  bool gap = false;
  for (const char c : text) {
    gap = gap || is_space(c);
    if (is_space(c)) continue;
    if (gap && !joined.empty()) joined += ' ';
    gap = false;
    joined += c;
  }
  return joined;
}

}  // namespace

std::string sanitize(std::string_view text) {
  if (std::ranges::all_of(text, is_printable)) return std::string{text};
  return Sanitizer{false}.run(text);
}

std::string sanitize_composed(std::string_view text) {
  if (std::ranges::all_of(text, [](char c) { return is_printable(c) || c == '\n'; }))
    return std::string{text};
  return Sanitizer{true}.run(text);
}

std::string clean_name(std::string_view name) {
  auto text = sanitize(name);
  break_addresses(text);
  return with_single_spaces(text);
}

bool is_placeholder(std::string_view written) {
  constexpr std::array<std::string_view, 14> placeholders{{"", "tba", "tbd", "tbc", "announced", "determined",
                                                           "decided", "confirmed", "unknown", "undefined",
                                                           "none", "null", "n a", "not set"}};
  constexpr std::string_view future = "to be ";
  // Longer texts are no such word, and are not folded in vain; "NA" is a region.
  if (written.size() > 20) return false;
  const auto folded = fold(written);
  if (folded.empty()) return trim(written).empty();
  const auto word = folded.starts_with(future) ? std::string_view{folded}.substr(future.size()) : folded;
  return std::ranges::find(placeholders, word) != placeholders.end();
}

}  // namespace cs2

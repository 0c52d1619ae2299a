#include "base/text.hpp"

#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <cstring>
#include <memory>

namespace cs2 {
namespace {

// How many bytes from the start are ASCII, rounded down to words: most text is, and eight bytes are looked at
// at once.
std::size_t ascii_prefix(std::string_view text) {
  constexpr std::uint64_t high_bits = 0x8080808080808080;
  std::size_t size = 0;
  for (; size + sizeof(std::uint64_t) <= text.size(); size += sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + size, sizeof word);
    if ((word & high_bits) != 0) break;
  }
  return size;
}

bool is_ascii(std::string_view text) {
  text.remove_prefix(ascii_prefix(text));
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

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

// Other scripts to Latin, Latin to ASCII. A transliterator is not safe to share between threads, and costly
// to make.
std::string to_ascii(std::string_view text) {
  thread_local const std::unique_ptr<icu::Transliterator> transliterator = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Transliterator> made{
        icu::Transliterator::createInstance("Any-Latin; Latin-ASCII; Lower", UTRANS_FORWARD, status)};
    assert(U_SUCCESS(status));
    return made;
  }();
  auto unicode = icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
  if (transliterator) transliterator->transliterate(unicode);
  std::string ascii;
  unicode.toUTF8String(ascii);
  return ascii;
}

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

// Letters whose decomposition ICU's Latin-ASCII leaves as modifiers (ʹ for ь) are simply not letters here.
std::string words_of(std::string_view ascii) {
  std::string words;
  words.reserve(ascii.size());
  bool gap = false;
  for (const char raw : ascii) {
    const char c = raw >= 'A' && raw <= 'Z' ? static_cast<char>(raw - 'A' + 'a') : raw;
    if (is_letter_or_digit(c)) {
      if (gap && !words.empty()) words += ' ';
      gap = false;
      words += c;
    } else if (c != '\'' && static_cast<unsigned char>(c) < 0x80) {
      gap = true;  // apostrophes join: "m'ouz" is one word
    }
  }
  return words;
}

// Optimal string alignment: insert, delete, replace, swap neighbours. Both texts are short (bounded by the
// caller).
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t cost = a[i - 1] == b[j - 1] ? 0 : 1;
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + cost});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
    }
    std::swap(before, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

double share(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}

// 1 − distance per letter; 0 below one half, where words have nothing to do with each other.
double closeness(std::string_view typed, std::string_view name) {
  const auto longest = std::max(typed.size(), name.size());
  const auto distance = edit_distance(typed, name);
  if (distance * 2 > longest) return 0;
  return 1.0 - share(distance, longest);
}

constexpr std::size_t compared_characters_max = 64;

std::string without_spaces(std::string_view text) {
  std::string joined;
  std::ranges::copy_if(text, std::back_inserter(joined), [](char c) { return c != ' '; });
  return joined;
}

}  // namespace

std::string fold(std::string_view name) {
  if (is_ascii(name)) return words_of(name);
  return words_of(to_ascii(name));
}

// The order of the answers is what matters: equal, prefix of the name, prefix of a word, inside the name,
// then by typos.
double similarity(std::string_view typed, std::string_view name) {
  typed = typed.substr(0, compared_characters_max);
  name = name.substr(0, compared_characters_max);
  if (typed.empty() || name.empty()) return 0;
  if (typed == name) return 1;

  const double covered = share(typed.size(), name.size());
  if (name.starts_with(typed)) return 0.9 + 0.09 * covered;
  const auto typed_joined = without_spaces(typed);
  const auto name_joined = without_spaces(name);
  if (typed_joined == name_joined) return 0.98;
  if (name_joined.starts_with(typed_joined)) return 0.85 + 0.05 * covered;
  if (const auto at = name.find(typed); at != std::string_view::npos) {
    return name[at - 1] == ' ' ? 0.8 + 0.09 * covered : 0.55 + 0.1 * covered;
  }

  double best = 0.85 * closeness(typed_joined, name_joined);
  // A typo in what has been typed so far of a longer name.
  if (typed_joined.size() >= 3 && name_joined.size() > typed_joined.size()) {
    best = std::max(
        best, 0.75 * closeness(typed_joined, std::string_view{name_joined}.substr(0, typed_joined.size())));
  }
  for (const auto word : split(name, ' ')) {
    if (word.size() >= 3) best = std::max(best, 0.78 * closeness(typed_joined, word));
  }
  return best;
}

std::size_t count_characters(std::string_view utf8) {
  auto count = ascii_prefix(utf8);
  auto at = static_cast<std::int32_t>(count);
  const auto size = static_cast<std::int32_t>(utf8.size());
  while (at < size) {
    take_point(utf8, at);
    ++count;
  }
  return count;
}

std::string shorten(std::string_view utf8, std::size_t characters) {
  if (count_characters(utf8) <= characters) return std::string{utf8};
  if (characters == 0) return {};
  std::int32_t at = 0;
  for (std::size_t kept = 0; kept + 1 < characters; ++kept) take_point(utf8, at);
  return std::string{trim(utf8.substr(0, static_cast<std::size_t>(at)))} + "…";
}

std::string sanitize(std::string_view text) {
  if (std::ranges::all_of(text, is_printable)) return std::string{text};
  std::string clean;
  clean.reserve(text.size());
  std::int32_t at = 0;
  const auto size = static_cast<std::int32_t>(text.size());
  while (at < size) {
    const auto begin = static_cast<std::size_t>(at);
    const auto c = take_point(text, at);
    if (c < 0) {
      clean += "\xEF\xBF\xBD";
    } else if (c == '\n' || c == '\t' || (u_charType(c) != U_CONTROL_CHAR && c != 0x7F)) {
      clean += text.substr(begin, static_cast<std::size_t>(at) - begin);
    }
  }
  return clean;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const auto at = text.find(separator);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

std::string_view trim(std::string_view text) {
  const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace cs2

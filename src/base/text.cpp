#include "base/text.hpp"

#include <unicode/translit.h>
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

}  // namespace

std::string fold(std::string_view name) {
  if (is_ascii(name)) return words_of(name);
  return words_of(to_ascii(name));
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
  // A character is a byte at least.
  if (utf8.size() <= characters || count_characters(utf8) <= characters) return std::string{utf8};
  if (characters == 0) return {};
  std::int32_t at = 0;
  for (std::size_t kept = 0; kept + 1 < characters; ++kept) take_point(utf8, at);
  return std::string{trim(utf8.substr(0, static_cast<std::size_t>(at)))} + "…";
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

// Spellings of names: in which letters they may be meant, how they sound, and how many typos lie between two.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cs2 {

// Of folded text.
constexpr bool is_vowel(char c) {
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}
constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// What a text may say, folded (base/text.hpp), the likeliest first. Latin says one thing. Cyrillic is read by
// letters ("шайро" → "sajro"), by sound ("shayro") and by English sound ("shiro").
std::vector<std::string> readings(std::string_view text);

// Cyrillic read as Latin that was typed on the wrong keyboard, folded: "тфмш" → "navi". Empty for Latin.
std::string typed_on_latin_keys(std::string_view text);

// Digits that stand for letters, in words of more letters than digits: "m0nesy" → "monesy", "g2" → "g2".
std::string spelled_out(std::string_view folded);

// A rough alphabet in which spellings of one sound meet: "wonderful", "w0nderfull" and "vonderful" are one.
// Words stay words.
std::string sound_of(std::string_view folded);

// A sound or folded name, and which letters it has: what lacks many of them is another one.
struct Lettered {
  std::string_view text;
  std::uint64_t letters = 0;

  Lettered() = default;
  explicit Lettered(std::string_view text);
};

// The same, made ready to be compared with many.
struct Spelled {
  static constexpr std::size_t size_max = 48;  // what comes after it is not compared

  std::array<std::uint8_t, size_max> letter;    // its place in the alphabet
  std::array<std::uint8_t, size_max> one_more;  // cost of this one being too many or left out
  std::size_t size = 0;
  std::uint64_t letters = 0;

  explicit Spelled(std::string_view text);
};

// Typos between two sounds or folded names: an insertion, deletion or replacement is one, a swap of
// neighbours or another vowel less, a doubled letter much less. Counting ends where there are more than
// `most`.
struct Typos {
  double whole = 0;      // to all of the name
  double beginning = 0;  // to the beginning of the name that is nearest
};
Typos typos_between(const Spelled& typed, const Lettered& name, double most);

// 1 is equal; 0 where more than every second letter would have to change.
double closeness(std::string_view typed, std::string_view name);

}  // namespace cs2

#include "base/spelling.hpp"

#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <utility>

#include "base/text.hpp"

namespace cs2 {
namespace {

// ---- Cyrillic

struct Key {
  char32_t letter;
  std::string_view sound;  // as English would spell it
  char qwerty;             // on the same key of a Latin keyboard; blank where it is a sign there
};
constexpr std::array<Key, 37> keys{{
    {U'а', "a", 'f'},  {U'б', "b", ' '},    {U'в', "v", 'd'},  {U'г', "g", 'u'},  {U'д', "d", 'l'},
    {U'е', "e", 't'},  {U'ё', "e", ' '},    {U'ж', "zh", ' '}, {U'з', "z", 'p'},  {U'и', "i", 'b'},
    {U'й', "y", 'q'},  {U'к', "k", 'r'},    {U'л', "l", 'k'},  {U'м', "m", 'v'},  {U'н', "n", 'y'},
    {U'о', "o", 'j'},  {U'п', "p", 'g'},    {U'р', "r", 'h'},  {U'с', "s", 'c'},  {U'т', "t", 'n'},
    {U'у', "u", 'e'},  {U'ф', "f", 'a'},    {U'х', "kh", ' '}, {U'ц', "ts", 'w'}, {U'ч', "ch", 'x'},
    {U'ш', "sh", 'i'}, {U'щ', "shch", 'o'}, {U'ъ', "", ' '},   {U'ы', "y", 's'},  {U'ь', "", 'm'},
    {U'э', "e", ' '},  {U'ю', "yu", ' '},   {U'я', "ya", 'z'}, {U'і', "i", 's'},  {U'ї', "yi", ' '},
    {U'є', "ye", ' '}, {U'ґ', "g", ' '},
}};

// English sounds as they are written in Cyrillic: "device" is "девайс", "faze" is "фейз".
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> by_ear{
    {{"ай", "и"}, {"ей", "а"}, {"эй", "а"}}};

std::string with_english_sounds(std::string_view text) {
  std::string heard{text};
  for (const auto& [written, sound] : by_ear) {
    for (auto at = heard.find(written); at != std::string::npos; at = heard.find(written, at))
      heard.replace(at, written.size(), sound);
  }
  return heard;
}

char32_t lower(char32_t letter) {
  if (letter >= U'А' && letter <= U'Я') return letter + (U'а' - U'А');
  if (letter >= U'Ѐ' && letter <= U'Џ') return letter + (U'ѐ' - U'Ѐ');
  return letter;
}

const Key* find_key(char32_t letter) {
  const auto* found = std::ranges::find(keys, lower(letter), &Key::letter);
  return found == keys.end() ? nullptr : found;
}

bool has_cyrillic(std::string_view text) {
  return std::ranges::any_of(text, [](char byte) { return byte == '\xD0' || byte == '\xD1'; });
}

// `write` turns a key into Latin; everything else stays.
template <class Write>
std::string with_cyrillic_written(std::string_view text, Write write) {
  std::string latin;
  std::int32_t at = 0;
  const auto size = static_cast<std::int32_t>(text.size());
  while (at < size) {
    const auto begin = static_cast<std::size_t>(at);
    UChar32 point = 0;
    // NOLINTNEXTLINE(bugprone-inc-dec-in-conditions): ICU's macro
    U8_NEXT(text.data(), at, size, point);
    const auto* key = point < 0 ? nullptr : find_key(static_cast<char32_t>(point));
    if (key) {
      latin += write(*key);
    } else {
      latin += text.substr(begin, static_cast<std::size_t>(at) - begin);
    }
  }
  return latin;
}

// ---- Sounds

struct Rule {
  std::string_view letters;
  std::string_view sound;
};
// The longest first. Single letters that sound like another one come last.
constexpr std::array<Rule, 28> rules{{
    {"shch", "s"}, {"tsch", "c"}, {"dzh", "j"}, {"sch", "s"}, {"tch", "c"}, {"sh", "s"}, {"ch", "c"},
    {"zh", "j"},   {"dj", "j"},   {"kh", "h"},  {"ph", "f"},  {"th", "t"},  {"gh", "g"}, {"ck", "k"},
    {"qu", "kv"},  {"tz", "s"},   {"ts", "s"},  {"oo", "u"},  {"ou", "u"},  {"ee", "i"}, {"ce", "se"},
    {"ci", "si"},  {"cy", "si"},  {"c", "k"},   {"q", "k"},   {"w", "v"},   {"x", "ks"}, {"y", "i"},
}};

std::string_view rule_for(std::string_view rest, std::size_t& length) {
  for (const auto& [letters, sound] : rules) {
    if (!rest.starts_with(letters)) continue;
    length = letters.size();
    return sound;
  }
  length = 1;
  return rest.front() == 'z' ? std::string_view{"s"} : rest.substr(0, 1);
}

// A letter that is held down is another thing: of its run only the first three are one.
std::string with_single_consonants(std::string_view plain) {
  std::string single;
  std::size_t run = 0;
  for (const char c : plain) {
    run = !single.empty() && single.back() == c ? run + 1 : 1;
    const bool again = run == 2 || run == 3;
    if (!again || is_vowel(c) || is_digit(c)) single += c;
  }
  return single;
}

// ---- Typos, in twentieths

constexpr int one = 20;
constexpr int swapped = 12;
constexpr int another_vowel = 9;
constexpr int similar_consonant = 13;
constexpr int vowel_more = 12;
constexpr int same_letter_more = 6;

// Letters that are heard or written for each other: "v" for "u" in Greek and Latin names, 1 for "i" and "l".
constexpr std::array<std::string_view, 8> alike{"bp", "dt", "gkj", "vf", "mn", "scj", "uv", "il"};

constexpr bool has_both(std::string_view group, char a, char b) {
  return group.find(a) != std::string_view::npos && group.find(b) != std::string_view::npos;
}

constexpr int cost_of_replacing(char a, char b) {
  if (a == b) return 0;
  if (is_vowel(a) && is_vowel(b)) return another_vowel;
  const bool similar =
      std::ranges::any_of(alike, [&](std::string_view group) { return has_both(group, a, b); });
  return similar ? similar_consonant : one;
}

constexpr std::string_view alphabet = "abcdefghijklmnopqrstuvwxyz0123456789 ";  // and everything else
constexpr auto replacing = [] {
  std::array<std::array<std::uint8_t, alphabet.size()>, alphabet.size()> costs{};
  for (std::size_t a = 0; a != alphabet.size(); ++a) {
    for (std::size_t b = 0; b != alphabet.size(); ++b)
      costs[a][b] = static_cast<std::uint8_t>(cost_of_replacing(alphabet[a], alphabet[b]));
  }
  return costs;
}();

using Costs = std::array<int, Spelled::size_max + 1>;

constexpr std::uint8_t place_of(char c) {
  return static_cast<std::uint8_t>(c >= 'a' && c <= 'z' ? c - 'a' : is_digit(c) ? 26 + c - '0' : 36);
}

constexpr std::uint64_t vowels = [] {
  std::uint64_t places = 0;
  for (std::size_t i = 0; i < 26; ++i) places |= is_vowel(alphabet[i]) ? 1ULL << i : 0;
  return places;
}();
constexpr std::uint64_t letters_and_digits = (1ULL << 36) - 1;

// What it costs at least that a name lacks letters of what was typed: each is another one at best.
int cost_of_lacking(std::uint64_t typed, std::uint64_t name) {
  const auto lacking = typed & ~name & letters_and_digits;
  return another_vowel * std::popcount(lacking & vowels) +
         similar_consonant * std::popcount(lacking & ~vowels);
}

}  // namespace

Lettered::Lettered(std::string_view text) : text(text) {
  for (const char c : text.substr(0, Spelled::size_max)) letters |= 1ULL << (place_of(c) & 63U);
}

Spelled::Spelled(std::string_view text)
    : size(std::min(text.size(), size_max)), letters(Lettered{text}.letters) {
  for (std::size_t i = 0; i < size; ++i) {
    const char c = text[i];
    letter[i] = place_of(c);
    // A letter that is held down is another thing.
    const bool again = i > 0 && c == text[i - 1] && (i == 1 || c != text[i - 2]);
    one_more[i] = static_cast<std::uint8_t>(again ? same_letter_more : is_vowel(c) ? vowel_more : one);
  }
}

std::vector<std::string> readings(std::string_view text) {
  std::vector<std::string> all{fold(text)};
  if (!has_cyrillic(text)) return all;
  const auto add = [&all](const std::string& latin) {
    auto folded = fold(latin);
    if (!folded.empty() && std::ranges::find(all, folded) == all.end()) all.push_back(std::move(folded));
  };
  const auto sound = [](const Key& key) { return key.sound; };
  add(with_cyrillic_written(text, sound));
  add(with_cyrillic_written(with_english_sounds(text), sound));
  return all;
}

std::string typed_on_latin_keys(std::string_view text) {
  if (!has_cyrillic(text)) return {};
  return fold(with_cyrillic_written(text, [](const Key& key) { return std::string_view{&key.qwerty, 1}; }));
}

std::string spelled_out(std::string_view folded) {
  constexpr std::string_view letters = "oizeasgtbg";  // 0 … 9
  std::string plain{folded};
  std::size_t begin = 0;
  while (begin < plain.size()) {
    const auto end = std::min(plain.find(' ', begin), plain.size());
    const auto first = plain.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto last = plain.begin() + static_cast<std::ptrdiff_t>(end);
    const auto digits = std::count_if(first, last, is_digit);
    if (2 * digits < last - first) {
      std::transform(first, last, first,
                     [&](char c) { return is_digit(c) ? letters[static_cast<std::size_t>(c - '0')] : c; });
    }
    begin = end + 1;
  }
  return plain;
}

std::string sound_of(std::string_view folded) {
  const auto plain = with_single_consonants(spelled_out(folded));
  std::string sound;
  sound.reserve(plain.size());
  for (std::string_view rest = plain; !rest.empty();) {
    std::size_t length = 0;
    for (const char c : rule_for(rest, length)) {
      const bool doubled = !sound.empty() && sound.back() == c && is_vowel(c);
      if (!doubled) sound += c;
    }
    rest.remove_prefix(length);
  }
  return sound;
}

// The distance table row by row. The last row holds the distances to every beginning of the name; a row never
// holds less than the least of the one before.
Typos typos_between(const Spelled& a, const Lettered& name, double most) {
  const int most_cost = static_cast<int>(most * one);
  const auto in_typos = [](int cost) { return static_cast<double>(cost) / one; };
  // Most names are ruled out by this, at a fraction of the table's cost.
  const int lacking = cost_of_lacking(a.letters, name.letters);
  const int unasked = name.text.size() > a.size ? 0 : cost_of_lacking(name.letters, a.letters);
  if (const int least = std::max(lacking, unasked); least > most_cost)
    return {.whole = in_typos(least), .beginning = in_typos(least)};
  const Spelled b{name.text};
  std::array<Costs, 3> rows;
  auto* before = rows.data();
  auto* last = before + 1;
  auto* row = before + 2;
  (*last)[0] = 0;
  for (std::size_t j = 1; j <= b.size; ++j) (*last)[j] = (*last)[j - 1] + b.one_more[j - 1];
  int least = 0;
  for (std::size_t i = 1; i <= a.size && least <= most_cost; ++i) {
    const auto& costs = replacing[a.letter[i - 1]];
    const int more = a.one_more[i - 1];
    least = (*row)[0] = (*last)[0] + more;
    for (std::size_t j = 1; j <= b.size; ++j) {
      int cost = (*last)[j - 1] + costs[b.letter[j - 1]];
      cost = std::min(cost, (*last)[j] + more);
      cost = std::min(cost, (*row)[j - 1] + b.one_more[j - 1]);
      if (i > 1 && j > 1 && a.letter[i - 1] == b.letter[j - 2] && a.letter[i - 2] == b.letter[j - 1])
        cost = std::min(cost, (*before)[j - 2] + swapped);
      (*row)[j] = cost;
      least = std::min(least, cost);
    }
    before = std::exchange(last, std::exchange(row, before));
  }
  return {.whole = in_typos((*last)[b.size]), .beginning = in_typos(least)};
}

double closeness(std::string_view typed, std::string_view name) {
  const auto longest = static_cast<double>(std::max(typed.size(), name.size()));
  if (longest == 0) return 1;
  const auto apart = typos_between(Spelled{typed}, Lettered{name}, longest / 2).whole / longest;
  return apart > 0.5 ? 0 : 1 - apart;
}

}  // namespace cs2

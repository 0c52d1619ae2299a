#include "bot/name_match.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <ranges>

#include "base/spelling.hpp"
#include "base/text.hpp"
#include "model/team_name.hpp"

namespace cs2::bot {
namespace {

constexpr std::size_t words_max =
    12;  // of a name or of what was typed; what comes after them is not looked at
constexpr std::size_t letters_max = 48;  // same

bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_gap(char c) {
  return c == ' ' || c == '-';
}
bool is_number(std::string_view word) {
  return std::ranges::all_of(word, is_digit);
}

double share(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

// Without its gaps, on the stack: this happens for every name that is compared.
class Joined {
 public:
  Joined& operator+=(std::string_view text) {
    for (const char c : text) {
      if (!is_gap(c) && size_ < letters_.size()) letters_[size_++] = c;
    }
    return *this;
  }
  std::string_view view() const { return {letters_.data(), size_}; }

 private:
  std::array<char, letters_max> letters_{};
  std::size_t size_ = 0;
};

Joined join(std::string_view words) {
  Joined joined;
  joined += words;
  return joined;
}

// "GamerLegion" → "Gamer Legion", "Cloud9" → "Cloud 9". Nicknames are left alone: their capitals and digits
// are ornament.
std::string with_parts_apart(std::string_view name) {
  std::string apart;
  const auto number = name.find_last_not_of("0123456789") + 1;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool hump =
        i > 0 && i + 1 < name.size() && is_upper(name[i]) && is_lower(name[i - 1]) && is_lower(name[i + 1]);
    const bool numbered = i > 0 && i == number && is_lower(name[i - 1]);
    if (hump || numbered) apart += ' ';
    apart += name[i];
  }
  return apart;
}

// The words of `folded`, with a hyphen where only `apart` has a blank.
std::string with_hyphens(std::string_view folded, std::string_view apart) {
  std::string words;
  std::size_t at = 0;
  for (const char c : apart) {
    if (at < folded.size() && folded[at] == c) {
      words += c;
      ++at;
    } else if (c == ' ') {
      words += '-';
    }
  }
  return at == folded.size() ? words : std::string{folded};
}

// Any number but 0 that is the same for the same squads.
std::uint8_t squad_number(std::string_view folded) {
  const auto squads = squads_of(folded);
  if (squads.empty()) return 0;
  std::size_t mixed = 0;
  for (const auto& squad : squads) mixed += std::hash<std::string>{}(squad);
  return static_cast<std::uint8_t>(1 + mixed % 255);
}

// Small words that a shortened name leaves out as often as not.
bool is_small(std::string_view word) {
  constexpr std::array<std::string_view, 8> small{"in", "of", "the", "and", "do", "da", "de", "to"};
  return std::ranges::find(small, word) != small.end();
}

// Words that say little: what many names share.
bool is_common(std::string_view word) {
  constexpr std::array<std::string_view, 14> common{"team",  "esports", "esport", "gaming", "clan",
                                                    "club",  "the",     "gg",     "season", "series",
                                                    "stage", "cs2",     "csgo",   "cs"};
  return std::ranges::find(common, word) != common.end();
}

double importance(std::string_view word) {
  if (is_common(word) || is_small(word)) return 0.3;
  return is_number(word) ? 0.5 : 1;
}

// ---- Scores. Their order is what matters: the same name, its beginning, its sound, its words, a few typos.

constexpr double another_spacing = 0.99;
constexpr double digits_for_letters = 0.98;
constexpr double same_sound = 0.93;
constexpr double same_short_sound = 0.86;  // of three letters or fewer, which sound alike easily
constexpr double initials = 0.93;
constexpr double shortened = 0.88;
constexpr double without_vowels = 0.84;
constexpr double typos_at_best = 0.92;
constexpr double beginning_with_typos = 0.8;
constexpr double less_for_sound = 0.98;
constexpr double typos_most = 0.4;  // of the letters

double score_of_sound(std::string_view sound) {
  return sound.size() > 3 ? same_sound : same_short_sound;
}

double score_of_typos(std::string_view typed, std::string_view name) {
  const auto [whole, beginning] =
      typos_between(typed, name, typos_most * static_cast<double>(std::max(typed.size(), name.size())));
  const auto longest = static_cast<double>(std::max(typed.size(), name.size()));
  double best = 0;
  if (whole <= typos_most * longest) best = typos_at_best * (1 - whole / longest);
  const auto length = static_cast<double>(typed.size());
  if (typed.size() >= 3 && name.size() > typed.size() && beginning <= typos_most * length)
    best = std::max(best, beginning_with_typos * (1 - beginning / length) *
                              (0.9 + 0.1 * share(typed.size(), name.size())));
  return best;
}

// By letters or by sound, whichever is nearer.
double score_of_typos(std::string_view typed, std::string_view typed_sound, std::string_view name,
                      std::string_view name_sound) {
  const auto by_letters = score_of_typos(typed, name);
  if (typed == typed_sound && name == name_sound) return by_letters;
  return std::max(by_letters, less_for_sound * score_of_typos(typed_sound, name_sound));
}

}  // namespace

NameShape shape_of(std::string_view name, store::NameKind kind) {
  auto folded = fold(name).substr(0, letters_max);
  NameShape shape;
  shape.squad = kind == store::NameKind::team ? squad_number(folded) : std::uint8_t{0};
  shape.words = kind == store::NameKind::player
                    ? std::move(folded)
                    : with_hyphens(folded, fold(with_parts_apart(name)).substr(0, letters_max + words_max));
  shape.sound = sound_of(shape.words).substr(0, letters_max);
  return shape;
}

// ---- Words

struct TypedName::Words {
  std::array<Word, words_max> all;
  std::size_t count = 0;

  explicit Words(const NameView& name) {
    auto words = name.words;
    auto sounds = name.sound;
    while (count < words_max && !words.empty()) all[count++] = {.folded = take(words), .sound = take(sounds)};
  }

  static std::string_view take(std::string_view& text) {
    const auto end = std::min(text.find_first_of(" -"), text.size());
    const auto word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return word;
  }
};

namespace {

double fit(std::string_view typed, std::string_view typed_sound, std::string_view word,
           std::string_view word_sound) {
  if (typed == word) return 1;
  if (is_number(typed) || is_number(word)) {
    if (!is_number(typed) || !is_number(word)) return 0;
    if (word.size() == 4 && typed.size() == 2 && word.ends_with(typed)) return 0.97;  // of a year
    return word.starts_with(typed) ? 0.6 + 0.2 * share(typed.size(), word.size()) : 0;
  }
  if (word.starts_with(typed)) return 0.78 + 0.17 * share(typed.size(), word.size());
  if (typed_sound == word_sound) return score_of_sound(word_sound);
  if (typed.size() < 3) return 0;
  return score_of_typos(typed, typed_sound, word, word_sound);
}

// How many of the words `typed` shortens, taking a beginning of each, as many as can be: "nip" three of
// "ninjas in pyjamas", "s22" two of "season 22". More than words_max where letters are left.
template <class Words>
std::size_t count_shortened(std::string_view typed, const Words& words, std::size_t from) {
  if (typed.empty()) return 0;
  if (from == words.count) return words_max + 1;
  const auto word = words.all[from].folded;
  const auto rest_after = [&](std::size_t letters) -> std::size_t {
    const auto rest = typed.substr(letters);
    const auto further = count_shortened(rest, words, from + 1);
    return further > words_max ? further : further + 1;
  };
  if (is_number(word)) {
    for (const auto number : {word, word.size() == 4 ? word.substr(2) : word}) {
      if (!typed.starts_with(number)) continue;
      if (const auto count = rest_after(number.size()); count <= words_max) return count;
    }
    return words_max + 1;
  }
  std::size_t most = is_small(word) && from > 0 ? rest_after(0) : words_max + 1;
  for (std::size_t letters = 1; letters <= std::min(typed.size(), word.size()); ++letters) {
    if (typed[letters - 1] != word[letters - 1]) break;
    const auto count = rest_after(letters);
    if (count <= words_max && (most > words_max || count > most)) most = count;
  }
  return most;
}

// "fnc" of "fnatic": consonants of the name in their order, from the first on.
bool is_left_without_vowels(std::string_view typed, std::string_view name) {
  if (typed.front() != name.front() || std::ranges::any_of(typed, is_vowel)) return false;
  if (name.size() > 3 * typed.size()) return false;
  std::size_t at = 0;
  for (const char c : name) {
    if (at < typed.size() && typed[at] == c) ++at;
  }
  return at == typed.size();
}

}  // namespace

// Which words of the name some of the typed words stand for, and how well.
struct TypedName::Unit {
  double score = 0;
  std::size_t typed = 1;   // words
  std::uint32_t used = 0;  // words of the name
  std::size_t words = 0;
};

TypedName::Unit TypedName::best_unit(std::size_t at, const Words& name, std::uint32_t used) const {
  const auto& typed = parts_[at];
  Unit best;
  const auto offer = [&](double score, std::size_t typed_words, std::size_t from, std::size_t words) {
    const auto mask = static_cast<std::uint32_t>(((1ULL << words) - 1) << from);
    if ((used & mask) != 0) return;
    if (score > best.score || (score == best.score && words > best.words))
      best = {.score = score, .typed = typed_words, .used = mask, .words = words};
  };
  for (std::size_t j = 0; j < name.count; ++j) {
    const auto& word = name.all[j];
    offer(fit(typed.folded, typed.sound, word.folded, word.sound), 1, j, 1);
    if (j + 1 < name.count && typed.folded.size() > word.folded.size()) {
      Joined both;
      both += word.folded;
      both += name.all[j + 1].folded;
      Joined both_sound;
      both_sound += word.sound;
      both_sound += name.all[j + 1].sound;
      offer(0.98 * fit(typed.folded, typed.sound, both.view(), both_sound.view()), 1, j, 2);
    }
    if (at + 1 < parts_.size() && word.folded.size() > typed.folded.size()) {
      const auto& next = parts_[at + 1];
      Joined both;
      both += typed.folded;
      both += next.folded;
      Joined both_sound;
      both_sound += typed.sound;
      both_sound += next.sound;
      offer(0.98 * fit(both.view(), both_sound.view(), word.folded, word.sound), 2, j, 1);
    }
    if (typed.folded.size() >= 2 && typed.folded.front() == word.folded.front()) {
      const auto count = count_shortened(typed.folded, name, j);
      if (count > 1 && count <= words_max)
        offer(count == typed.folded.size() ? initials : shortened, 1, j, count);
    }
  }
  return best;
}

double TypedName::match_words(const Words& name) const {
  double letters = 0;
  double lost = 0;
  double quality = 0;
  std::uint32_t used = 0;
  for (std::size_t i = 0; i < parts_.size();) {
    const auto unit = best_unit(i, name, used);
    double length = 0;
    bool common = true;
    for (std::size_t k = i; k < i + unit.typed; ++k) {
      length += static_cast<double>(parts_[k].folded.size());
      common = common && is_common(parts_[k].folded);
    }
    i += unit.typed;
    if (unit.score < 0.55) {
      if (common) continue;
      lost += length;
      letters += length;
      continue;
    }
    letters += length;
    quality += unit.score * length;
    used |= unit.used;
  }
  if (letters == 0 || lost > 0.34 * letters) return 0;
  double covered = 0;
  double all = 0;
  for (std::size_t j = 0; j < name.count; ++j) {
    const auto weight = importance(name.all[j].folded);
    all += weight;
    if ((used >> j & 1U) != 0) covered += weight;
  }
  return quality / letters * (0.6 + 0.36 * covered / all);
}

// ---- All of it

TypedName::TypedName(const std::string& folded, store::NameKind kind)
    : words_(folded.substr(0, letters_max)),
      joined_(join(words_).view()),
      plain_(spelled_out(joined_)),
      sound_(sound_of(words_).substr(0, letters_max)),
      joined_sound_(join(sound_).view()),
      squad_(kind == store::NameKind::team ? squad_number(words_) : std::uint8_t{0}) {
  std::string_view words = words_;
  std::string_view sounds = sound_;
  while (parts_.size() < words_max && !words.empty())
    parts_.push_back({.folded = Words::take(words), .sound = Words::take(sounds)});
}

double TypedName::match_whole(const NameView& name, std::string_view joined,
                              std::string_view joined_sound) const {
  if (joined == joined_) {
    const auto is_letter_or_blank = [](char c) { return c != '-'; };
    return std::ranges::equal(words_, name.words | std::views::filter(is_letter_or_blank)) ? 1
                                                                                           : another_spacing;
  }
  double best = 0;
  const auto plain = std::ranges::any_of(joined, is_digit) ? spelled_out(joined) : std::string{joined};
  if (plain == plain_) return digits_for_letters;
  if (joined.starts_with(joined_)) {
    best = 0.84 + 0.1 * share(joined_.size(), joined.size());
  } else if (plain.starts_with(plain_)) {
    best = 0.82 + 0.1 * share(joined_.size(), joined.size());
  }
  if (joined_sound == joined_sound_) return std::max(best, score_of_sound(joined_sound));
  if (joined_.size() < 3) return best;
  best = std::max(best, score_of_typos(joined_, joined_sound_, joined, joined_sound));
  if (joined.find(joined_) != std::string_view::npos)
    best = std::max(best, 0.55 + 0.1 * share(joined_.size(), joined.size()));
  if (is_left_without_vowels(joined_, joined)) best = std::max(best, without_vowels);
  return best;
}

// A squad that was not asked for stands behind the first team; one that was asked for is never the first
// team.
double TypedName::adjust_for_squad(double score, const NameView& name) const {
  if (squad_ == name.squad || score == 1) return score;
  return score * (squad_ == 0 ? 0.93 : 0.6);
}

double TypedName::match(const NameView& name) const {
  const auto joined = join(name.words);
  const auto joined_sound = join(name.sound);
  double best = match_whole(name, joined.view(), joined_sound.view());
  const Words words{name};
  if (best < same_name && (words.count > 1 || parts_.size() > 1)) {
    best = std::max(best, match_words(words));
    if (parts_.size() == 1 && joined_.size() >= 2 && words.count > 1 &&
        count_shortened(joined_, words, 0) == words.count)
      best = std::max(best, words.count == joined_.size() ? initials : shortened);
  }
  return adjust_for_squad(best, name);
}

}  // namespace cs2::bot

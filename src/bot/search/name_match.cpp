#include "bot/search/name_match.hpp"

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

Joined join(std::string_view words, std::string_view more = {}) {
  Joined joined;
  joined += words;
  joined += more;
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
constexpr double lost_most = 0.34;  // of what was typed, in words that stand for nothing

double score_of_sound(std::string_view sound) {
  return sound.size() > 3 ? same_sound : same_short_sound;
}

double score_of_typos(const Spelled& typed, const Lettered& name) {
  const auto size = name.text.size();
  const auto longest = static_cast<double>(std::max(typed.size, size));
  const auto [whole, beginning] = typos_between(typed, name, typos_most * longest);
  double best = 0;
  if (whole <= typos_most * longest) best = typos_at_best * (1 - whole / longest);
  const auto length = static_cast<double>(typed.size);
  if (typed.size >= 3 && size > typed.size && beginning <= typos_most * length)
    best = std::max(best,
                    beginning_with_typos * (1 - beginning / length) * (0.9 + 0.1 * share(typed.size, size)));
  return best;
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
    while (count < words_max && !words.empty())
      all[count++] = {.folded = Lettered{take(words)}, .sound = Lettered{take(sounds)}};
  }

  static std::string_view take(std::string_view& text) {
    const auto end = std::min(text.find_first_of(" -"), text.size());
    const auto word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return word;
  }
};

// By letters or by sound, whichever is nearer.
double TypedName::score_of_typos(const Part& typed, const Word& name) {
  const auto by_letters = bot::score_of_typos(typed.letters, name.folded);
  if (typed.folded == typed.sound && name.folded.text == name.sound.text) return by_letters;
  return std::max(by_letters, less_for_sound * bot::score_of_typos(typed.sounds, name.sound));
}

double TypedName::fit(const Part& typed, const Word& word) {
  const std::string_view folded = typed.folded;
  const auto text = word.folded.text;
  if (folded == text) return 1;
  if (is_number(folded) || is_number(text)) {
    if (!is_number(folded) || !is_number(text)) return 0;
    if (text.size() == 4 && folded.size() == 2 && text.ends_with(folded)) return 0.97;  // of a year
    return text.starts_with(folded) ? 0.6 + 0.2 * share(folded.size(), text.size()) : 0;
  }
  if (text.starts_with(folded)) return 0.78 + 0.17 * share(folded.size(), text.size());
  if (typed.sound == word.sound.text) return score_of_sound(typed.sound);
  if (folded.size() < 3) return 0;
  return score_of_typos(typed, word);
}

namespace {

// How many of the words `typed` shortens, taking a beginning of each, as many as can be: "nip" three of
// "ninjas in pyjamas", "s22" two of "season 22". More than words_max where letters are left.
template <class Words>
std::size_t count_shortened(std::string_view typed, const Words& words, std::size_t from) {
  if (typed.empty()) return 0;
  if (from == words.count) return words_max + 1;
  const auto word = words.all[from].folded.text;
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
  const auto size = typed.folded.size();
  Unit best;
  const auto offer = [&](double score, std::size_t typed_words, std::size_t from, std::size_t words) {
    const auto mask = static_cast<std::uint32_t>(((1ULL << words) - 1) << from);
    if ((used & mask) != 0) return;
    if (score > best.score || (score == best.score && words > best.words))
      best = {.score = score, .typed = typed_words, .used = mask, .words = words};
  };
  for (std::size_t j = 0; j < name.count && best.score < 1; ++j) {
    if ((used >> j & 1U) != 0) continue;
    const auto& word = name.all[j];
    const auto text = word.folded.text;
    offer(fit(typed, word), 1, j, 1);
    if (j + 1 < name.count && size > text.size() && (used >> (j + 1) & 1U) == 0) {
      const auto& next = name.all[j + 1];
      const auto both = join(text, next.folded.text);
      const auto both_sound = join(word.sound.text, next.sound.text);
      const Word both_words{.folded = Lettered{both.view()}, .sound = Lettered{both_sound.view()}};
      offer(0.98 * fit(typed, both_words), 1, j, 2);
    }
    if (at < pairs_.size() && text.size() > size) offer(0.98 * fit(pairs_[at], word), 2, j, 1);
    if (size >= 2 && typed.folded.front() == text.front()) {
      const auto count = count_shortened(typed.folded, name, j);
      if (count > 1 && count <= words_max) offer(count == size ? initials : shortened, 1, j, count);
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
      if (lost > lost_most * letters_) return 0;
      continue;
    }
    letters += length;
    quality += unit.score * length;
    used |= unit.used;
  }
  if (letters == 0 || lost > lost_most * letters) return 0;
  double covered = 0;
  double all = 0;
  for (std::size_t j = 0; j < name.count; ++j) {
    const auto weight = importance(name.all[j].folded.text);
    all += weight;
    if ((used >> j & 1U) != 0) covered += weight;
  }
  return quality / letters * (0.6 + 0.36 * covered / all);
}

// ---- All of it

TypedName::TypedName(const std::string& folded, store::NameKind kind)
    : words_(folded.substr(0, letters_max)),
      squad_(kind == store::NameKind::team ? squad_number(words_) : std::uint8_t{0}) {
  const auto sound = sound_of(words_).substr(0, letters_max);
  const auto joined = [](std::string_view words) { return std::string{join(words).view()}; };
  whole_ = {.folded = joined(words_), .sound = joined(sound)};
  plain_ = spelled_out(whole_.folded);
  std::string_view words = words_;
  std::string_view sounds = sound;
  while (parts_.size() < words_max && !words.empty())
    parts_.push_back({.folded = std::string{Words::take(words)}, .sound = std::string{Words::take(sounds)}});
  for (const auto& part : parts_) letters_ += static_cast<double>(part.folded.size());
  for (std::size_t i = 0; i + 1 < parts_.size(); ++i) {
    const auto& next = parts_[i + 1];
    pairs_.push_back(
        {.folded = joined(parts_[i].folded + next.folded), .sound = joined(parts_[i].sound + next.sound)});
  }
}

double TypedName::match_whole(const NameView& name, const Word& whole) const {
  const auto joined = whole.folded.text;
  if (joined == whole_.folded) {
    const auto is_letter_or_blank = [](char c) { return c != '-'; };
    return std::ranges::equal(words_, name.words | std::views::filter(is_letter_or_blank)) ? 1
                                                                                           : another_spacing;
  }
  double best = 0;
  std::string spelled;
  auto plain = joined;
  if (std::ranges::any_of(joined, is_digit)) plain = spelled = spelled_out(joined);
  if (plain == plain_) return digits_for_letters;
  if (joined.starts_with(whole_.folded)) {
    best = 0.84 + 0.1 * share(whole_.folded.size(), joined.size());
  } else if (plain.starts_with(plain_)) {
    best = 0.82 + 0.1 * share(whole_.folded.size(), joined.size());
  }
  if (whole.sound.text == whole_.sound) return std::max(best, score_of_sound(whole_.sound));
  if (whole_.folded.size() < 3) return best;
  best = std::max(best, score_of_typos(whole_, whole));
  if (joined.find(whole_.folded) != std::string_view::npos)
    best = std::max(best, 0.55 + 0.1 * share(whole_.folded.size(), joined.size()));
  if (is_left_without_vowels(whole_.folded, joined)) best = std::max(best, without_vowels);
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
  double best =
      match_whole(name, {.folded = Lettered{joined.view()}, .sound = Lettered{joined_sound.view()}});
  const Words words{name};
  if (best < same_name && (words.count > 1 || parts_.size() > 1)) {
    best = std::max(best, match_words(words));
    if (parts_.size() == 1 && whole_.folded.size() >= 2 && words.count > 1 &&
        count_shortened(whole_.folded, words, 0) == words.count)
      best = std::max(best, words.count == whole_.folded.size() ? initials : shortened);
  }
  return adjust_for_squad(best, name);
}

}  // namespace cs2::bot

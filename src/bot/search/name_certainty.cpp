#include "bot/search/name_certainty.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <numeric>
#include <optional>
#include <span>

#include "base/limits/answers.hpp"
#include "base/spelling.hpp"
#include "base/text.hpp"
#include "bot/search/nicknames.hpp"
#include "model/team_name.hpp"

namespace cs2::bot {
namespace {

using store::NameKind;
using Words = std::vector<std::string_view>;

// With fewer letters too many names begin, are a typo away, or are meant by accident.
constexpr std::size_t letters_of_beginning = 3;
constexpr std::size_t letters_of_spelling = 3;
constexpr std::size_t letters_of_typo = 5;
constexpr std::size_t letters_of_word_with_typo = 4;
constexpr std::size_t typos_near = 2;

// By which words the parts of an event are called; who means the event leaves them out.
constexpr std::array<std::string_view, 16> part_words{
    "qualifier", "qualifiers", "play",  "playin",     "playoff", "playoffs",    "final",    "finals",
    "regionals", "relegation", "stage", "contenders", "legends", "challengers", "showdown", "division"};
// What nobody types of an event's name.
constexpr std::array<std::string_view, 7> filler_words{"the", "of", "and", "in", "by", "season", "series"};

template <class List>
bool contains(const List& list, std::string_view word) {
  return std::ranges::find(list, word) != list.end();
}

std::string without_gaps(std::string_view folded) {
  std::string letters{folded};
  std::erase(letters, ' ');
  return letters;
}

bool is_number(std::string_view word) {
  return std::ranges::all_of(word, is_digit);
}

bool have_same_digits(std::string_view one, std::string_view other) {
  const auto digits_of = [](std::string_view text) {
    std::string digits;
    std::ranges::copy_if(text, std::back_inserter(digits), is_digit);
    return digits;
  };
  return digits_of(one) == digits_of(other);
}

// "the", "team": what is left of them names nobody.
bool is_generic(const std::string& folded) {
  return bare_name("x " + folded) == "x";
}

// Letters too many, too few or others, and swapped neighbours.
// More than `typos_near` are not counted.
std::size_t count_typos(std::string_view one, std::string_view other) {
  if (std::max(one.size(), other.size()) - std::min(one.size(), other.size()) > typos_near)
    return typos_near + 1;
  std::vector<std::size_t> before_last;
  std::vector<std::size_t> last(other.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= one.size(); ++i) {
    std::vector<std::size_t> row(other.size() + 1);
    row[0] = i;
    for (std::size_t j = 1; j <= other.size(); ++j) {
      const auto replaced = last[j - 1] + (one[i - 1] == other[j - 1] ? 0U : 1U);
      row[j] = std::min({replaced, last[j] + 1, row[j - 1] + 1});
      if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
        row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
    before_last = std::move(last);
    last = std::move(row);
  }
  return last.back();
}

// Whether one letter may have been mistyped: none at the ends, where names differ on purpose ("happ" and
// "Happy"), and none in a short word, which is another one then ("Qualifier B").
bool is_typo(std::string_view typed, std::string_view name) {
  const auto letters = without_gaps(typed);
  const auto other = without_gaps(name);
  if (letters.front() != other.front() || letters.back() != other.back()) return false;
  if (count_typos(letters, other) != 1) return false;
  const auto words = split(typed, ' ');
  const auto others = split(name, ' ');
  if (words.size() != others.size()) return true;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] != others[i] && words[i].size() < letters_of_word_with_typo) return false;
  }
  return true;
}

// ---- Words of a name that stand for what was typed

// Of how many words, from the first on, the letters are the initials: "epl" of three in "esl pro league",
// "s22" of two in "season 22".
std::size_t count_initials(std::string_view letters, std::span<const std::string_view> words) {
  std::size_t count = 0;
  for (; !letters.empty() && count < words.size(); ++count) {
    const auto word = words[count];
    const auto initial = is_number(word) ? word : word.substr(0, 1);
    if (!letters.starts_with(initial)) return 0;
    letters.remove_prefix(initial.size());
  }
  return letters.empty() ? count : 0;
}

struct Coverage {
  std::vector<bool> used;   // words of the name
  bool is_partial = false;  // some were only begun
  bool has_initials = false;
};

class Cover {
 public:
  explicit Cover(const Words& name) : name_(name), coverage_{.used = std::vector<bool>(name.size())} {}

  bool take(std::string_view typed) {
    const bool is_year = typed.size() == 2 && is_number(typed);
    const auto is_it = [&](std::string_view word) {
      return word == typed || (is_year && word.size() == 4 && is_number(word) && word.ends_with(typed));
    };
    if (take_word(is_it) || take_initials(typed)) return true;
    if (typed.size() < letters_of_beginning || is_number(typed)) return false;
    coverage_.is_partial = true;
    const auto is_mostly = [&](std::string_view word) { return 3 * typed.size() >= 2 * word.size(); };
    return take_word([&](std::string_view word) { return word.starts_with(typed) && is_mostly(word); });
  }
  Coverage coverage() && { return std::move(coverage_); }

 private:
  template <class Fits>
  bool take_word(Fits fits) {
    for (std::size_t at = 0; at < name_.size(); ++at) {
      if (coverage_.used[at] || !fits(name_[at])) continue;
      coverage_.used[at] = true;
      return true;
    }
    return false;
  }

  bool take_initials(std::string_view typed) {
    for (std::size_t at = 0; at < name_.size(); ++at) {
      const auto count = count_initials(typed, std::span{name_}.subspan(at));
      if (count < 2) continue;
      for (std::size_t i = at; i < at + count; ++i) coverage_.used[i] = true;
      coverage_.has_initials = true;
      return true;
    }
    return false;
  }

  const Words& name_;
  Coverage coverage_;
};

// Nothing where a word of what was typed has no part in the name.
std::optional<Coverage> cover(const Words& typed, const Words& name) {
  Cover cover{name};
  for (const auto word : typed) {
    if (!cover.take(word)) return std::nullopt;
  }
  return std::move(cover).coverage();
}

// The words that the letters reach into, from the first on.
Coverage cover_beginning(std::size_t letters, const Words& name) {
  Coverage coverage{.used = std::vector<bool>(name.size())};
  std::size_t begins_at = 0;
  for (std::size_t at = 0; at < name.size(); ++at) {
    coverage.used[at] = begins_at < letters;
    begins_at += name[at].size();
  }
  return coverage;
}

Fit better(const Fit& one, const Fit& other) {
  const auto rank = [](const Fit& fit) { return std::tuple{fit.certainty, !fit.is_another, fit.share}; };
  auto best = rank(one) < rank(other) ? other : one;
  best.is_near = one.is_near || other.is_near;
  return best;
}

}  // namespace

CertaintyOf::CertaintyOf(std::string_view typed, NameKind kind) : kind_(kind) {
  typed = typed.substr(0, limits::names_typed_max);
  const auto add = [&](const std::string& folded, bool is_other_keyboard) {
    if (folded.empty()) return;
    readings_.push_back(
        {.folded = folded, .letters = without_gaps(folded), .is_other_keyboard = is_other_keyboard});
  };
  for (const auto& folded : readings(typed)) {
    add(folded, false);
    if (const auto written_out = with_words_written_out(folded); written_out != folded)
      add(written_out, false);
  }
  add(typed_on_latin_keys(typed), true);
}

Fit CertaintyOf::operator()(const store::Named& named) const {
  Fit best;
  const auto try_name = [&](std::string_view name, bool is_shown) {
    for (const auto& folded : readings(name)) {
      for (const auto& typed : readings_) {
        best = better(best, fit(typed, folded, is_shown));
        if (kind_ == NameKind::team) best = better(best, fit(typed, bare_name(folded), false));
      }
    }
  };
  const auto try_all = [&](const std::string& name, bool is_shown) {
    try_name(name, is_shown);
    for (const auto& nickname : nicknames(kind_, fold(name))) try_name(nickname, false);
  };
  try_all(named.name, true);
  for (const auto& alias : named.aliases) try_all(alias, false);
  return best;
}

Fit CertaintyOf::fit(const Reading& typed, const std::string& name, bool is_shown) const {
  const auto letters = without_gaps(name);
  const auto size = typed.letters.size();
  if (letters.empty()) return {};
  if (typed.is_other_keyboard) {
    const bool is_same = typed.letters == letters && size >= letters_of_spelling;
    return {.certainty = is_same ? Certainty::spelling : Certainty::none};
  }
  if (typed.letters == letters) return {.certainty = is_shown ? Certainty::name : Certainty::other_name};
  const bool is_team = kind_ == NameKind::team;
  if (is_team && without_gaps(bare_name(typed.folded)) == without_gaps(bare_name(name)))
    return {.certainty = Certainty::other_name};
  const bool is_same_squad =
      is_team && without_gaps(comparable_name(typed.folded)) == without_gaps(comparable_name(name));
  if (is_same_squad || (size >= letters_of_spelling && spelled_out(typed.letters) == spelled_out(letters)))
    return {.certainty = Certainty::spelling};

  auto best = fit_words(typed, name);
  if (!have_same_digits(typed.letters, letters)) return best;
  best.is_near = count_typos(typed.letters, letters) <= typos_near;
  const auto letters_min = letters_of_typo + (kind_ == NameKind::player ? 1U : 0U);
  if (size < letters_min || !is_typo(typed.folded, name)) return best;
  const bool is_another = is_team && squads_of(typed.folded) != squads_of(name);
  return better(best, {.certainty = Certainty::typo, .is_another = is_another, .is_near = true});
}

// By the beginning of the name, or by its words.
Fit CertaintyOf::fit_words(const Reading& typed, const std::string& name) const {
  const auto letters = without_gaps(name);
  const auto size = typed.letters.size();
  if (size < letters_of_beginning || is_generic(typed.folded)) return {};
  const auto words = split(name, ' ');
  const auto fit_covered = [&](const Coverage& coverage, Certainty certainty) {
    Fit fit{.certainty = certainty};
    std::size_t used = 0;
    for (std::size_t at = 0; at < words.size(); ++at) {
      if (coverage.used[at])
        used += words[at].size();
      else if (at > 0 && is_left_to_say(words[at]))
        fit.is_another = true;
    }
    fit.share = static_cast<double>(used) / static_cast<double>(letters.size());
    return fit;
  };

  Fit best;
  const bool ends_in_number =
      is_digit(typed.letters.back()) && is_digit(letters[std::min(size, letters.size() - 1)]);
  if (letters.starts_with(typed.letters) && !ends_in_number) {
    best = fit_covered(cover_beginning(size, words), Certainty::beginning);
    best.share = static_cast<double>(size) / static_cast<double>(letters.size());
  }
  const auto coverage = words.size() > 1 ? cover(split(typed.folded, ' '), words) : std::nullopt;
  if (!coverage) return best;
  bool is_all = !coverage->is_partial;
  for (std::size_t at = 0; at < words.size(); ++at)
    is_all = is_all && (coverage->used[at] || contains(filler_words, words[at]));
  // Initials of three words are those of too many teams.
  if (is_all && (kind_ == NameKind::tournament || !coverage->has_initials))
    return {.certainty = Certainty::spelling};
  if (kind_ != NameKind::tournament) return best;
  return better(best, fit_covered(*coverage, Certainty::beginning));
}

// Whether a name with this word is another one than the name without it.
bool CertaintyOf::is_left_to_say(std::string_view word) const {
  if (kind_ == NameKind::team) return names_squad(word);
  return kind_ == NameKind::tournament && contains(part_words, word);
}

bool is_mention(std::string_view typed) {
  constexpr std::array<std::string_view, 5> marks{"<@", "<#", "<:", "<a:", "</"};
  const auto is_marked = [&](std::string_view mark) { return typed.find(mark) != std::string_view::npos; };
  return std::ranges::any_of(marks, is_marked) || trim(typed).starts_with('@');
}

}  // namespace cs2::bot

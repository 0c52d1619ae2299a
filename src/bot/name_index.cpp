#include "bot/name_index.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <numeric>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "base/limits/answers.hpp"
#include "base/limits/discord.hpp"
#include "base/text.hpp"

namespace cs2::bot {
namespace {

// Below this a name is not what was meant.
constexpr double suggested_score = 0.5;
constexpr double resolved_score = 0.6;
// Letter by letter comparison costs about two microseconds.
constexpr std::size_t compared_max = 300;

// Words that people leave out of a team's name.
constexpr std::array<std::string_view, 6> generic_words{"team",   "esports", "esport",
                                                        "gaming", "club",    "clan"};

std::uint64_t bit_of(char letter) {
  if (letter >= 'a' && letter <= 'z') return 1ULL << (letter - 'a');
  if (letter >= '0' && letter <= '9') return 1ULL << (26 + letter - '0');
  return 0;
}

std::uint64_t letters_of(std::string_view folded) {
  std::uint64_t mask = 0;
  for (const char letter : folded) mask |= bit_of(letter);
  return mask;
}

// Pairs share 64 bits: a coincidence only lets one more candidate through.
std::uint64_t pairs_of(std::string_view folded) {
  std::uint64_t mask = 0;
  char before = 0;
  for (const char letter : folded) {
    if (letter == ' ') continue;
    if (before != 0) {
      const auto mixed = (static_cast<unsigned>(before) * 31U + static_cast<unsigned>(letter)) * 2654435761U;
      mask |= 1ULL << (mixed >> 26);
    }
    before = letter;
  }
  return mask;
}

std::uint64_t initials_of(std::string_view folded) {
  std::uint64_t mask = 0;
  for (const auto word : split(folded, ' ')) mask |= word.empty() ? 0 : bit_of(word.front());
  return mask;
}

// Counting all bits is slow on processors that the binary must still run on.
bool has_more_bits_than(int count, std::uint64_t mask) {
  for (; count > 0 && mask != 0; --count) mask &= mask - 1;
  return mask != 0;
}

std::string without_generic_words(std::string_view folded) {
  std::string rest;
  for (const auto word : split(folded, ' ')) {
    if (std::ranges::find(generic_words, word) != generic_words.end()) continue;
    if (!rest.empty()) rest += ' ';
    rest += word;
  }
  return rest;
}

bool begins_a_word(std::string_view folded, std::string_view typed) {
  for (auto at = folded.find(typed); at != std::string_view::npos; at = folded.find(typed, at + 1)) {
    if (at == 0 || folded[at - 1] == ' ') return true;
  }
  return false;
}

std::pair<store::NameKind, std::int64_t> key_of(const store::Named& named) {
  return {named.kind, named.id};
}

int typos_allowed(std::size_t length) {
  if (length < 3) return 0;
  return length < 6 ? 1 : length < 10 ? 2 : 3;
}

}  // namespace

struct NameIndex::Typed {
  std::string folded;
  std::uint64_t letters;
  std::uint64_t pairs;
  int typos;

  explicit Typed(std::string_view text)
      : folded(fold(text.substr(0, limits::names_typed_max))),
        letters(letters_of(folded)),
        pairs(pairs_of(folded)),
        typos(typos_allowed(folded.size())) {}
};

NameIndex::NameIndex(std::vector<store::Named> names) : names_(std::move(names)) {
  std::ranges::sort(names_, [](const auto& a, const auto& b) {
    if (a.weight != b.weight) return a.weight > b.weight;
    return std::tie(a.name, a.id) < std::tie(b.name, b.id);
  });
  for (std::uint32_t entry = 0; entry < names_.size(); ++entry) {
    const auto& named = names_[entry];
    std::vector<std::string> folded{fold(named.name)};
    for (const auto& alias : named.aliases) folded.push_back(fold(alias));
    std::ranges::sort(folded);
    const auto repeated = std::ranges::unique(folded);
    folded.erase(repeated.begin(), repeated.end());
    for (auto& form : folded) {
      auto rest = without_generic_words(form);
      const bool is_new = !rest.empty() && std::ranges::find(folded, rest) == folded.end();
      add_form(std::move(form), entry);
      if (is_new) add_form(std::move(rest), entry);
    }
  }
  forms_.shrink_to_fit();
  masks_.shrink_to_fit();

  by_id_.resize(names_.size());
  std::iota(by_id_.begin(), by_id_.end(), 0U);
  std::ranges::sort(by_id_, {}, [this](std::uint32_t entry) { return key_of(names_[entry]); });
}

void NameIndex::add_form(std::string folded, std::uint32_t entry) {
  if (folded.empty()) return;
  masks_.push_back({.letters = letters_of(folded),
                    .pairs = pairs_of(folded),
                    .initials = initials_of(folded),
                    .kind = names_[entry].kind});
  forms_.push_back({.folded = std::move(folded), .entry = entry});
}

// The forms that lack the fewest letters and pairs of what was typed; of equal ones the more active names.
std::vector<std::uint32_t> NameIndex::candidates(const Typed& typed, store::NameKind kind) const {
  // A typo in the middle of a word breaks up to three pairs.
  const int lacking_max = 4 * typed.typos;
  std::vector<std::vector<std::uint32_t>> by_lack(static_cast<std::size_t>(lacking_max) + 1);
  const auto first = bit_of(typed.folded.front());
  const bool short_text = typed.folded.size() < 3;
  for (std::uint32_t i = 0; i < masks_.size(); ++i) {
    const auto& mask = masks_[i];
    const auto letters = typed.letters & ~mask.letters;
    if (has_more_bits_than(typed.typos, letters) || mask.kind != kind) continue;
    const int lacking = std::popcount(letters) + std::popcount(typed.pairs & ~mask.pairs);
    if (lacking > lacking_max) continue;
    if (short_text && ((mask.initials & first) == 0 || !begins_a_word(forms_[i].folded, typed.folded)))
      continue;
    auto& bucket = by_lack[static_cast<std::size_t>(lacking)];
    if (bucket.size() < compared_max) bucket.push_back(i);
  }
  std::vector<std::uint32_t> chosen;
  for (const auto& bucket : by_lack) {
    const auto room = std::min(compared_max - chosen.size(), bucket.size());
    chosen.insert(chosen.end(), bucket.begin(), bucket.begin() + static_cast<std::ptrdiff_t>(room));
  }
  return chosen;
}

std::vector<NameIndex::Hit> NameIndex::most_active(store::NameKind kind, std::size_t count) const {
  std::vector<Hit> hits;
  for (const auto& named : names_) {
    if (hits.size() == count) break;
    if (named.kind == kind) hits.push_back({.named = &named});
  }
  return hits;
}

std::vector<NameIndex::Hit> NameIndex::search(std::string_view text, store::NameKind kind,
                                              std::size_t count) const {
  const Typed typed{text};
  if (typed.folded.empty()) return trim(text).empty() ? most_active(kind, count) : std::vector<Hit>{};

  std::unordered_map<std::uint32_t, Hit> best;
  for (const auto i : candidates(typed, kind)) {
    const auto& form = forms_[i];
    const auto score = similarity(typed.folded, form.folded);
    if (score < suggested_score) continue;
    auto& hit = best[form.entry];
    hit.named = &names_[form.entry];
    hit.score = std::max(hit.score, score);
    hit.exact = hit.exact || typed.folded == form.folded;
  }

  std::vector<Hit> hits;
  hits.reserve(best.size());
  for (const auto& [entry, hit] : best) hits.push_back(hit);
  // Entries lie in the order of their activity, so their addresses break ties.
  std::ranges::sort(hits, [](const Hit& a, const Hit& b) {
    if (a.score != b.score) return a.score > b.score;
    return a.named < b.named;
  });
  if (hits.size() > count) hits.resize(count);
  return hits;
}

std::vector<const store::Named*> NameIndex::resolve(std::string_view text, store::NameKind kind) const {
  const auto hits = search(text, kind, limits::suggestions);
  std::vector<const store::Named*> exact;
  std::vector<const store::Named*> close;
  for (const auto& hit : hits) {
    if (hit.exact) exact.push_back(hit.named);
    if (hit.score >= resolved_score) close.push_back(hit.named);
  }
  return exact.empty() ? close : exact;
}

const store::Named* NameIndex::find(store::NameKind kind, std::int64_t id) const {
  const auto key_at = [this](std::uint32_t entry) { return key_of(names_[entry]); };
  const auto found = std::ranges::lower_bound(by_id_, std::pair{kind, id}, {}, key_at);
  return found == by_id_.end() || key_at(*found) != std::pair{kind, id} ? nullptr : &names_[*found];
}

}  // namespace cs2::bot

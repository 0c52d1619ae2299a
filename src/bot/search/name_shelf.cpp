#include "bot/search/name_shelf.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <numeric>
#include <span>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "base/limits/answers.hpp"
#include "base/spelling.hpp"
#include "base/text.hpp"
#include "bot/search/nicknames.hpp"
#include "model/team_name.hpp"

namespace cs2::bot {
namespace {

// Below this a name is not like it.
constexpr double suggested_score = 0.5;
// How far activity may lift a name above better matches.
constexpr double activity_lift = 0.08;
// "navi female" is NAVI Javelins, but less so than what is called so.
constexpr double another_squad_word = 0.95;
// A guess, where Cyrillic says something already.
constexpr double another_keyboard = 0.9;

// Word by word comparison costs about a microsecond; with these a suggestion among 50,000 names stays below
// two milliseconds. More of them find hardly more (bench/bot_finding_bench.cpp).
constexpr std::size_t compared_first = 80;
constexpr std::size_t compared_max = 130;
// Of those that lack as much: a shortened name lacks most of what was typed, so the most active are always
// looked at.
constexpr std::size_t compared_always = 25;

// Each word that was typed and begins like no word of the name counts as so much more lacking.
constexpr int another_beginning = 2;

constexpr std::size_t scanned_at_once = 256;

std::uint32_t bit_of(char c) {
  if (c >= 'a' && c <= 'z') return 1U << (c - 'a');
  // Digits share the bits of vowels, which the masks leave out.
  constexpr std::string_view vowels = "aeiouaeiou";
  if (c >= '0' && c <= '9') return 1U << (vowels[static_cast<std::size_t>(c - '0')] - 'a');
  return 0;
}

std::uint32_t consonants_of(std::string_view sound) {
  std::uint32_t mask = 0;
  for (const char c : sound) mask |= is_vowel(c) ? 0 : bit_of(c);
  return mask;
}

// Pairs share 64 bits: a coincidence only lets one more candidate through.
std::uint64_t pairs_of(std::string_view sound) {
  std::uint64_t mask = 0;
  char before = 0;
  for (const char c : sound) {
    if (c == ' ' || c == '-') continue;
    if (before != 0) {
      const auto mixed = (static_cast<unsigned>(before) * 31U + static_cast<unsigned>(c)) * 2654435761U;
      mask |= 1ULL << (mixed >> 26);
    }
    before = c;
  }
  return mask;
}

std::uint32_t initials_of(std::string_view words) {
  std::uint32_t mask = 0;
  bool begins = true;
  for (const char c : words) {
    if (begins) mask |= bit_of(c);
    begins = c == ' ' || c == '-';
  }
  return mask;
}

int typos_allowed(std::size_t length) {
  if (length < 3) return 0;
  return length < 6 ? 1 : length < 10 ? 2 : 3;
}

bool is_spelled_alike(const store::Named& one, const store::Named& other) {
  return one.name == other.name && one.aliases == other.aliases;
}

// The same name with short words written out, without what says little, and with the squad's word that all
// use.
std::vector<std::string> also_written(const std::string& name, store::NameKind kind) {
  const auto folded = fold(name);
  if (kind != store::NameKind::team) return {with_words_written_out(folded)};
  return {with_words_written_out(folded), bare_name(folded), comparable_name(folded)};
}

}  // namespace

TypedNames::Reading::Reading(const std::string& folded, store::NameKind kind, double trust)
    : name(folded, kind),
      trust(trust),
      pairs(pairs_of(name.sound())),
      consonants(consonants_of(name.sound())),
      typos(typos_allowed(name.joined().size())) {}

TypedNames::TypedNames(std::string_view text, store::NameKind kind) {
  text = text.substr(0, limits::names_typed_max);
  for (const auto& folded : cs2::readings(text)) {
    if (kind == store::NameKind::team) {
      add(bare_name(folded), kind, 1);
      add(comparable_name(folded), kind, another_squad_word);
    }
    add(with_words_written_out(folded), kind, 1);
    add(folded, kind, 1);
  }
  add(typed_on_latin_keys(text), kind, another_keyboard);
}

void TypedNames::add(const std::string& folded, store::NameKind kind, double trust) {
  const auto same = [&](const Reading& reading) { return reading.name.words() == folded; };
  if (!folded.empty() && std::ranges::none_of(readings_, same)) readings_.emplace_back(folded, kind, trust);
}

NameShelf::NameShelf(std::vector<NamedPointer> names, store::NameKind kind, const NameShelf& older) {
  std::ranges::sort(names, [](const auto& a, const auto& b) {
    if (a->weight != b->weight) return a->weight > b->weight;
    return std::tie(a->name, a->id) < std::tie(b->name, b->id);
  });
  const double most = names.empty() ? 0 : names.front()->weight;
  for (auto& named : names) {
    const auto activity = most > 0 ? std::log1p(named->weight) / std::log1p(most) : 1;
    entries_.push_back({.named = named,
                        .first_form = static_cast<std::uint32_t>(forms_.size()),
                        .activity = static_cast<float>(activity)});
    const auto* before = older.find_place(named->id);
    if (before && is_spelled_alike(*named, *older.entries_[*before].named)) {
      copy_forms(older, *before);
    } else {
      add_forms(*named, kind);
    }
  }
  forms_.shrink_to_fit();
  masks_.consonants.shrink_to_fit();
  masks_.pairs.shrink_to_fit();
  masks_.initials.shrink_to_fit();
  entry_of_.shrink_to_fit();
  texts_.shrink_to_fit();
  by_id_.resize(entries_.size());
  std::iota(by_id_.begin(), by_id_.end(), 0U);
  std::ranges::sort(by_id_, {}, [this](std::uint32_t entry) { return entries_[entry].named->id; });
}

void NameShelf::add_forms(const store::Named& named, store::NameKind kind) {
  std::vector<std::string> seen;
  const auto add = [&](std::string_view name) {
    for (const auto& reading : readings(name)) {
      // Latin names keep their capitals, which say where words begin.
      auto shape = shape_of(fold(name) == reading ? name : std::string_view{reading}, kind);
      if (shape.words.empty() || std::ranges::find(seen, shape.words) != seen.end()) continue;
      add_form(shape);
      seen.push_back(std::move(shape.words));
    }
  };
  const auto add_all = [&](const std::string& name) {
    add(name);
    for (const auto& also : also_written(name, kind)) add(also);
  };
  const auto add_with_known = [&](const std::string& name) {
    add_all(name);
    for (const auto& other : nicknames(kind, fold(name))) add_all(other);
  };
  add_with_known(named.name);
  for (const auto& alias : named.aliases) add_with_known(alias);
}

void NameShelf::add_form(const NameShape& shape) {
  forms_.push_back({.text = static_cast<std::uint32_t>(texts_.size()),
                    .words = static_cast<std::uint8_t>(shape.words.size()),
                    .sound = static_cast<std::uint8_t>(shape.sound.size()),
                    .squad = shape.squad});
  masks_.consonants.push_back(consonants_of(shape.sound));
  masks_.pairs.push_back(pairs_of(shape.sound));
  masks_.initials.push_back(initials_of(shape.words));
  entry_of_.push_back(static_cast<std::uint32_t>(entries_.size() - 1));
  texts_ += shape.words;
  texts_ += shape.sound;
}

void NameShelf::copy_forms(const NameShelf& older, std::uint32_t entry) {
  const auto first = older.entries_[entry].first_form;
  const auto last = entry + 1 < older.entries_.size() ? older.entries_[entry + 1].first_form
                                                      : static_cast<std::uint32_t>(older.forms_.size());
  for (auto form = first; form < last; ++form) {
    const auto [words, sound, squad] = older.view(form);
    forms_.push_back(older.forms_[form]);
    forms_.back().text = static_cast<std::uint32_t>(texts_.size());
    masks_.consonants.push_back(older.masks_.consonants[form]);
    masks_.pairs.push_back(older.masks_.pairs[form]);
    masks_.initials.push_back(older.masks_.initials[form]);
    entry_of_.push_back(static_cast<std::uint32_t>(entries_.size() - 1));
    texts_.append(words).append(sound);
  }
}

NameView NameShelf::view(std::uint32_t form) const {
  const auto& [text, words, sound, squad] = forms_[form];
  const std::string_view all{texts_};
  return {.words = all.substr(text, words), .sound = all.substr(text + words, sound), .squad = squad};
}

// Forms that lack no more consonants than there may be typos, with how many consonants and pairs they lack;
// of those that lack as much the most active, which come first.
std::vector<NameShelf::Candidate> NameShelf::scan(const TypedNames::Reading& reading) const {
  // A typo in the middle of a word breaks up to three pairs; words in another order or shortened break more.
  const auto& typed = reading.name.joined();
  const int lacking_max = reading.typos + static_cast<int>(typed.size());
  const auto initials = initials_of(reading.name.words());
  const auto first = bit_of(typed.front());
  const bool is_short = typed.size() < 3;
  std::vector<std::size_t> of_lack(static_cast<std::size_t>(lacking_max) + 1);
  std::vector<Candidate> left;
  std::array<std::uint8_t, scanned_at_once> lacks;
  std::array<std::uint32_t, scanned_at_once> near;
  for (std::size_t begin = 0; begin < forms_.size(); begin += scanned_at_once) {
    const auto end = std::min(begin + scanned_at_once, forms_.size());
    // In loops without branches, which the compiler turns into many at once.
    for (auto i = begin; i < end; ++i)
      lacks[i - begin] = static_cast<std::uint8_t>(std::popcount(reading.consonants & ~masks_.consonants[i]));
    std::size_t count = 0;
    for (auto i = begin; i < end; ++i) {
      near[count] = static_cast<std::uint32_t>(i);
      count += lacks[i - begin] <= reading.typos ? 1 : 0;
    }
    for (const auto i : std::span{near}.first(count)) {
      if (is_short && (first & ~masks_.initials[i]) != 0) continue;
      const int other_beginnings = std::popcount(initials & ~masks_.initials[i]);
      const int lacking = lacks[i - begin] + std::popcount(reading.pairs & ~masks_.pairs[i]) +
                          another_beginning * other_beginnings;
      if (lacking > lacking_max || of_lack[static_cast<std::size_t>(lacking)]++ >= compared_first) continue;
      left.push_back({.lacking = lacking, .form = i});
    }
  }
  return left;
}

// The forms that lack the fewest consonants and pairs of what was typed; of equal ones the more active names.
std::vector<std::uint32_t> NameShelf::candidates(const TypedNames::Reading& reading) const {
  auto left = scan(reading);
  std::ranges::sort(left);
  std::vector<std::uint32_t> chosen;
  int last = 0;
  std::size_t of_this_lack = 0;
  for (const auto& [lacking, form] : left) {
    of_this_lack = lacking == last ? of_this_lack + 1 : 1;
    last = lacking;
    if (chosen.size() == compared_max) break;
    if (chosen.size() < compared_first || of_this_lack <= compared_always) chosen.push_back(form);
  }
  return chosen;
}

std::vector<NameHit> NameShelf::search(const TypedNames& typed, std::size_t count) const {
  std::unordered_map<std::uint32_t, double> best;
  for (const auto& reading : typed.readings()) {
    for (const auto form : candidates(reading)) {
      const auto score = reading.trust * reading.name.match(view(form));
      if (score < suggested_score) continue;
      auto& known = best[entry_of_[form]];
      known = std::max(known, score);
    }
  }
  std::vector<std::pair<std::uint32_t, NameHit>> found;
  found.reserve(best.size());
  for (const auto& [at, score] : best) {
    const auto& entry = entries_[at];
    const auto activity = static_cast<double>(entry.activity);
    found.emplace_back(at, NameHit{.named = entry.named.get(),
                                   .score = score,
                                   .activity = activity,
                                   .rank = score + activity_lift * activity});
  }
  std::ranges::sort(found, [](const auto& a, const auto& b) {
    return a.second.rank != b.second.rank ? a.second.rank > b.second.rank : a.first < b.first;
  });
  std::vector<NameHit> hits;
  for (const auto& [at, hit] : found) {
    if (hits.size() == count) break;
    hits.push_back(hit);
  }
  return hits;
}

std::vector<NameHit> NameShelf::most_active(std::size_t count) const {
  std::vector<NameHit> hits;
  for (const auto& entry : entries_) {
    if (hits.size() == count) break;
    hits.push_back({.named = entry.named.get()});
  }
  return hits;
}

const std::uint32_t* NameShelf::find_place(std::int64_t id) const {
  const auto id_at = [this](std::uint32_t entry) { return entries_[entry].named->id; };
  const auto found = std::ranges::lower_bound(by_id_, id, {}, id_at);
  return found == by_id_.end() || id_at(*found) != id ? nullptr : &*found;
}

const store::Named* NameShelf::find(std::int64_t id) const {
  const auto* place = find_place(id);
  return place ? entries_[*place].named.get() : nullptr;
}

}  // namespace cs2::bot

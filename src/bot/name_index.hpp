// Finds teams, players and events by what people type: prefixes, parts, aliases, other scripts, typos.
//
// A scan over all names with two bit masks (which letters, which pairs of letters) leaves a few hundred
// candidates; only those are compared letter by letter, which is most of the time. 10,000 names take half a
// millisecond and 50,000 less than one, at about 150 bytes a name, and nothing has to be kept in order.
// Immutable: a newer index replaces it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/names.hpp"

namespace cs2::bot {

class NameIndex {
 public:
  struct Hit {
    const store::Named* named = nullptr;  // lives as long as the index
    double score = 0;                     // base/text.hpp's similarity of the best of its names
    bool exact = false;  // one of its names, but for letter case, diacritics and words such as "Team"
  };

  NameIndex() = default;
  explicit NameIndex(std::vector<store::Named> names);

  // Best match first, then the most active. Everything by activity when nothing was typed.
  std::vector<Hit> search(std::string_view typed, store::NameKind kind, std::size_t count) const;

  // Those that may be meant: one when there is no doubt, several where a human must choose, none when it is
  // unknown.
  std::vector<const store::Named*> resolve(std::string_view typed, store::NameKind kind) const;

  const store::Named* find(store::NameKind kind, std::int64_t id) const;
  std::size_t size() const { return names_.size(); }

 private:
  // One name or alias of an entry.
  struct Form {
    std::string folded;
    std::uint32_t entry = 0;
  };
  // What the scan looks at, side by side in memory.
  struct Mask {
    std::uint64_t letters = 0;
    std::uint64_t pairs = 0;
    std::uint64_t initials = 0;  // of its words
    store::NameKind kind = store::NameKind::team;
  };
  struct Typed;

  std::vector<std::uint32_t> candidates(const Typed& typed, store::NameKind kind) const;
  std::vector<Hit> most_active(store::NameKind kind, std::size_t count) const;
  void add_form(std::string folded, std::uint32_t entry);

  std::vector<store::Named> names_;   // the most active first
  std::vector<Form> forms_;           // in the order of their entries
  std::vector<Mask> masks_;           // of the forms
  std::vector<std::uint32_t> by_id_;  // entries by kind and id
};

}  // namespace cs2::bot

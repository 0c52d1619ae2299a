// Finds teams, players and events by what people type: parts, shortened words, other names, other scripts,
// typos.
//
// A scan over all names of a kind with two bit masks (which consonants, which pairs of letters, both by
// sound) leaves a few hundred candidates; only those are compared word by word (name_match.hpp), which is
// most of the time. Equal matches are ordered by what people mean: the more active name first. Immutable: a
// newer index is made from the parts of the older one and replaces it.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "bot/search/name_match.hpp"
#include "store/queries/names.hpp"

namespace cs2::bot {

class NameIndex {
 public:
  struct Hit {
    const store::Named* named = nullptr;  // lives as long as the index
    double score = 0;                     // name_match.hpp's, of the best of its names
    double activity = 0;                  // how much it is asked for, from 0 to 1
    double rank = 0;                      // the score, and a little for being active
  };

  // What a text means. Nothing is guessed: several are meant where a human must choose, and what is only like
  // some names means none.
  struct Resolution {
    std::vector<const store::Named*> meant;
    bool is_exact = false;                   // by a name of it, not by a beginning or a typo
    std::vector<const store::Named*> close;  // where nothing is meant: a few names like it
  };

  NameIndex() = default;
  explicit NameIndex(std::vector<store::Named> names);
  // The older one with what is new; what did not change is taken over as it is.
  NameIndex(const NameIndex& older, store::NameDelta news);

  // Best match first, then the most active, and nothing that is much worse than the best. Everything by
  // activity when nothing was typed. What a guild calls things itself is an index of its own, whose ids are
  // looked up here; it goes before what all call so.
  std::vector<Hit> search(std::string_view typed, store::NameKind kind, std::size_t count,
                          const NameIndex* own = nullptr) const;

  // Leaves out what is so much worse than the best that it is no suggestion beside it.
  static void drop_worse(std::vector<Hit>& hits, double best);

  Resolution resolve(std::string_view typed, store::NameKind kind, const NameIndex* own = nullptr) const;

  const store::Named* find(store::NameKind kind, std::int64_t id) const;
  std::vector<std::string> list_spellings() const;  // names and aliases as they are written, in no order
  std::size_t size() const;

 private:
  // One name or alias of an entry; its letters lie in `texts`, the words before their sound.
  struct Form {
    std::uint32_t text = 0;
    std::uint8_t words = 0;  // bytes
    std::uint8_t sound = 0;
    std::uint8_t squad = 0;
  };
  // What the scan looks at, of all forms; each list lies side by side in memory.
  struct Masks {
    std::vector<std::uint32_t> consonants;
    std::vector<std::uint64_t> pairs;
    std::vector<std::uint32_t> initials;  // of their words
  };
  struct Candidate {
    int lacking = 0;  // consonants and pairs of what was typed
    std::uint32_t form = 0;
    auto operator<=>(const Candidate&) const = default;
  };
  using NamedPointer = std::shared_ptr<const store::Named>;
  struct Entry {
    NamedPointer named;
    std::uint32_t first_form = 0;
    float activity = 0;  // from 0 to 1
  };
  struct Typed;

  // The names of one kind, the most active first.
  class Shelf {
   public:
    Shelf() = default;
    // What stands in `older` keeps the forms that it has there.
    Shelf(std::vector<NamedPointer> names, store::NameKind kind, const Shelf& older);

    std::vector<Hit> search(const Typed& typed, std::size_t count) const;
    std::vector<Hit> most_active(std::size_t count) const;
    const store::Named* find(std::int64_t id) const;
    std::size_t size() const { return entries_.size(); }
    const std::vector<Entry>& entries() const { return entries_; }

   private:
    void add_forms(const store::Named& named, store::NameKind kind);
    void copy_forms(const Shelf& older, std::uint32_t entry);
    const std::uint32_t* find_place(std::int64_t id) const;
    void add_form(const NameShape& shape);
    NameView view(std::uint32_t form) const;
    template <class Reading>
    std::vector<std::uint32_t> candidates(const Reading& reading) const;
    template <class Reading>
    std::vector<Candidate> scan(const Reading& reading) const;

    std::vector<Entry> entries_;
    std::vector<Form> forms_;              // in the order of their entries
    std::vector<std::uint32_t> entry_of_;  // of the forms, as are the masks
    Masks masks_;
    std::string texts_;
    std::vector<std::uint32_t> by_id_;  // entries
  };

  // All that is like it, however little.
  std::vector<Hit> find_alike(std::string_view typed, store::NameKind kind, std::size_t count,
                              const NameIndex* own) const;

  const Shelf& shelf(store::NameKind kind) const { return shelves_[static_cast<std::size_t>(kind)]; }

  std::array<Shelf, 3> shelves_;
};

}  // namespace cs2::bot

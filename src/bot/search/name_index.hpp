// Finds teams, players and events by what people type: parts, shortened words, other names, other scripts,
// typos. Immutable: a newer index is made from the parts of the older one and replaces it.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "bot/search/name_shelf.hpp"
#include "store/queries/names.hpp"

namespace cs2::bot {

class NameIndex {
 public:
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
  std::vector<NameHit> search(std::string_view typed, store::NameKind kind, std::size_t count,
                              const NameIndex* own = nullptr) const;

  // Leaves out what is so much worse than the best that it is no suggestion beside it.
  static void drop_worse(std::vector<NameHit>& hits, double best);

  Resolution resolve(std::string_view typed, store::NameKind kind, const NameIndex* own = nullptr) const;

  const store::Named* find(store::NameKind kind, std::int64_t id) const;
  std::vector<std::string> list_spellings() const;  // names and aliases as they are written, in no order
  std::size_t size() const;

 private:
  // All that is like it, however little.
  std::vector<NameHit> find_alike(std::string_view typed, store::NameKind kind, std::size_t count,
                                  const NameIndex* own) const;

  const NameShelf& shelf(store::NameKind kind) const { return shelves_[static_cast<std::size_t>(kind)]; }

  std::array<NameShelf, 3> shelves_;
};

}  // namespace cs2::bot

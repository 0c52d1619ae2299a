// The names of one kind as a scan wants them, and what is like a typed text among them.
//
// Two bit masks of each name (which consonants, which pairs of letters, both by sound) leave a few hundred
// candidates; only those are compared word by word (name_match.hpp), which is most of the time. Equal matches
// are ordered by what people mean: the more active name first. Immutable.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "bot/search/name_match.hpp"
#include "store/queries/names.hpp"

namespace cs2::bot {

struct NameHit {
  const store::Named* named = nullptr;  // lives as long as the shelf
  double score = 0;                     // name_match.hpp's, of the best of its names
  double activity = 0;                  // how much it is asked for, from 0 to 1
  double rank = 0;                      // the score, and a little for being active
};

// What was typed, in every way in which it may be meant: other scripts, words written out, another keyboard.
class TypedNames {
 public:
  struct Reading {
    Reading(const std::string& folded, store::NameKind kind, double trust);

    TypedName name;
    double trust;
    std::uint64_t pairs;
    std::uint32_t consonants;
    int typos;
  };

  TypedNames(std::string_view text, store::NameKind kind);

  const std::deque<Reading>& readings() const { return readings_; }

 private:
  void add(const std::string& folded, store::NameKind kind, double trust);

  std::deque<Reading> readings_;  // never moved
};

class NameShelf {
 public:
  using NamedPointer = std::shared_ptr<const store::Named>;
  struct Entry {
    NamedPointer named;
    std::uint32_t first_form = 0;
    float activity = 0;  // from 0 to 1
  };

  NameShelf() = default;
  // What stands in `older` keeps the forms that it has there.
  NameShelf(std::vector<NamedPointer> names, store::NameKind kind, const NameShelf& older);

  // The best first, however little they are like it.
  std::vector<NameHit> search(const TypedNames& typed, std::size_t count) const;
  std::vector<NameHit> most_active(std::size_t count) const;
  const store::Named* find(std::int64_t id) const;
  std::size_t size() const { return entries_.size(); }
  const std::vector<Entry>& entries() const { return entries_; }  // the most active first

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

  void add_forms(const store::Named& named, store::NameKind kind);
  void copy_forms(const NameShelf& older, std::uint32_t entry);
  const std::uint32_t* find_place(std::int64_t id) const;
  void add_form(const NameShape& shape);
  NameView view(std::uint32_t form) const;
  std::vector<std::uint32_t> candidates(const TypedNames::Reading& reading) const;
  std::vector<Candidate> scan(const TypedNames::Reading& reading) const;

  std::vector<Entry> entries_;
  std::vector<Form> forms_;              // in the order of their entries
  std::vector<std::uint32_t> entry_of_;  // of the forms, as are the masks
  Masks masks_;
  std::string texts_;
  std::vector<std::uint32_t> by_id_;  // entries
};

}  // namespace cs2::bot

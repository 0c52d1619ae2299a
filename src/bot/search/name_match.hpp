// How well what was typed fits one name.
//
// Four things are tried, and the best counts: the whole name without its spaces, letter by letter and by
// sound; its words in any order, some of them left out; its words shortened ("nip", "epl s22"); a beginning
// of any of these, because people stop typing early. All rules are general: names that cannot be reached by
// them are nicknames.txt's.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/spelling.hpp"
#include "store/queries/names.hpp"

namespace cs2::bot {

// A name in the shape in which it is compared. Words are split by a blank, and by a hyphen where only
// capitals or a number at the end show where: "gamer-legion", "cloud-9".
struct NameShape {
  std::string words;       // folded
  std::string sound;       // of those words, split alike
  std::uint8_t squad = 0;  // of a team: which of its squads, 0 for the first team
};
NameShape shape_of(std::string_view name, store::NameKind kind);

// The same where it is kept.
struct NameView {
  std::string_view words;
  std::string_view sound;
  std::uint8_t squad = 0;
};

// One reading of what was typed.
class TypedName {
 public:
  TypedName(const std::string& folded, store::NameKind kind);

  const std::string& words() const { return words_; }
  const std::string& joined() const { return whole_.folded; }
  const std::string& sound() const { return whole_.sound; }

  // From 0 to 1. From `same_name` on it is the name itself, but for spaces and digits that stand for letters.
  double match(const NameView& name) const;

 private:
  // A word, or several in one, made ready to be compared with many.
  struct Part {
    std::string folded;
    std::string sound;
    Spelled letters{folded};
    Spelled sounds{sound};
  };
  struct Word {
    Lettered folded;
    Lettered sound;
  };
  struct Words;
  struct Unit;

  double match_whole(const NameView& name, const Word& joined) const;
  double match_words(const Words& name) const;
  Unit best_unit(std::size_t at, const Words& name, std::uint32_t used) const;
  double adjust_for_squad(double score, const NameView& name) const;

  static double fit(const Part& typed, const Word& word);
  static double score_of_typos(const Part& typed, const Word& name);

  std::string words_;
  Part whole_;               // without gaps
  std::string plain_;        // the same, digits as letters
  std::vector<Part> parts_;  // its words
  std::vector<Part> pairs_;  // each with the one after it
  double letters_ = 0;       // of all words
  std::uint8_t squad_ = 0;
};

inline constexpr double same_name = 0.97;

}  // namespace cs2::bot

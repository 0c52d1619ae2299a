// How surely what was typed means a name.
//
// The search (name_index.hpp) orders names by how well they fit, and there is always a best one. Whether it
// may be answered is another question: thousands of names lie close together, and one that is not in the
// store lies close to some that are. So only a few reasons count, each of which a reader accepts without
// thinking.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "store/queries/names.hpp"

namespace cs2::bot {

enum class Certainty {
  none,
  typo,        // one letter too many, too few or another, or two swapped
  beginning,   // it begins like that; an event has these words
  spelling,    // all of it is there: digits for letters, another word for the squad, the wrong keyboard
  other_name,  // an alias, tag or nickname; or the name but for "Team", "Esports" and the like
  name,        // the name that is shown
};

struct Fit {
  Certainty certainty = Certainty::none;
  double share = 0;         // of a beginning: how much of the name was typed
  bool is_another = false;  // a squad, or a part of an event, that was not asked for
  bool is_near = false;     // two typos away at most
};

// What was typed, to be compared with several names.
class CertaintyOf {
 public:
  CertaintyOf(std::string_view typed, store::NameKind kind);

  // By the best of its names.
  Fit operator()(const store::Named& named) const;

 private:
  struct Reading {
    std::string folded;
    std::string letters;             // without gaps
    bool is_other_keyboard = false;  // a guess
  };

  Fit fit(const Reading& typed, const std::string& name, bool is_shown) const;
  Fit fit_words(const Reading& typed, const std::string& name) const;
  bool is_left_to_say(std::string_view word) const;

  store::NameKind kind_;
  std::vector<Reading> readings_;
};

// "<@12>", "<#5>", "@everyone": nothing that has a name here.
bool is_mention(std::string_view typed);

}  // namespace cs2::bot

// Text for Discord, within its limits.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/match.hpp"

namespace cs2::view {

// A name from outside: cleaned, at most `characters` long and its markdown made harmless. One that is written
// from right to left keeps to itself, and does not turn the numbers around it.
std::string escape_markdown(std::string_view name, std::size_t characters);

// As it may be written where an address stands; empty where it is not for everybody, or too long.
std::string page_address(std::string_view url);
// The first of them that a source has; empty when none has a page.
std::string first_page(const std::vector<MatchSource>& sources);
// [text](url); only the text where the address is not for everybody or too long. `text` is markdown already.
std::string link(std::string_view text, std::string_view url);

// Behind a spoiler mark, padded to `width` characters, so that the size of the black bar tells nothing
// either.
std::string hidden(std::string_view text, std::size_t width);

// The parts that are not empty.
std::string join(const std::vector<std::string>& parts, std::string_view separator);

// Lines that together keep a limit. A line that no longer fits is left out whole: a cut one could lose the
// end of a spoiler mark and show what it hides.
class Lines {
 public:
  explicit Lines(std::size_t characters_max) : left_(characters_max) {}

  // Empty lines are ignored. False when it did not fit.
  bool add(std::string_view line);
  bool empty() const { return text_.empty(); }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
  std::size_t left_;
};

}  // namespace cs2::view

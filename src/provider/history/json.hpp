// Results as JSON → rows, in pieces: one object a line, or one list of objects, be it in an object of its
// own:
// {"version": 1, "matches": [{…}, …]}.
//
// What cannot be read in a line costs that line. In a list an object ends where its braces do; one that is
// broken there costs itself, as long as its braces and quotes are in pairs.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "provider/history/reader.hpp"

namespace cs2::provider {

// Finds the list in an object around it: the first that holds objects and is not the maps of a match.
class ListFinder {
 public:
  // Whether this letter opens the first object of the list.
  bool step(char letter);
  // Whether the object around has ended.
  bool has_ended() const { return has_begun_ && depth_ == 0; }

 private:
  static constexpr std::size_t key_characters = 64;

  int depth_ = 0;  // of brackets
  bool has_begun_ = false;
  bool in_text_ = false;
  bool escaped_ = false;
  char before_ = 0;   // the letter before, blanks aside
  std::string text_;  // the last one in quotes
  std::string key_;   // the last one of the object around
};

class HistoryJson final : public HistoryReader {
 public:
  enum class Form { lines, list };
  explicit HistoryJson(Form form) : form_(form) {}

  // drift: a list in which something else than objects stands, or that does not end.
  Result<void> feed(std::string_view bytes) override;
  Result<void> finish() override;

 private:
  Result<void> scan();
  Result<void> step_in_list(char letter);
  void end_line(std::size_t end);
  void read(std::string_view text);
  void refuse(std::string_view text, std::string complaint);

  Form form_;
  std::string pending_;
  std::size_t scanned_ = 0;
  std::size_t begin_ = 0;  // of the line or object, in pending_
  std::int64_t line_ = 1;
  std::int64_t row_line_ = 1;
  std::optional<ListFinder> around_;  // where the list is in an object
  // In a list.
  int depth_ = 0;  // of brackets; 1 is between its objects, 0 before and behind it
  bool in_text_ = false;
  bool escaped_ = false;
  bool ended_ = false;
  bool skipping_ = false;  // the rest of a line that is too long
};

}  // namespace cs2::provider

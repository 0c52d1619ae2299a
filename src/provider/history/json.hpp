// Results as JSON → rows, in pieces: one object a line, or one list of objects.
//
// What cannot be read in a line costs that line. In a list an object ends where its braces do; one that is
// broken there costs itself, as long as its braces and quotes are in pairs.
#pragma once

#include <string>
#include <string_view>

#include "provider/history/reader.hpp"

namespace cs2::provider {

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
  // In a list.
  int depth_ = 0;  // of brackets; 1 is between its objects, 0 before and behind it
  bool in_text_ = false;
  bool escaped_ = false;
  bool ended_ = false;
  bool skipping_ = false;  // the rest of a line that is too long
};

}  // namespace cs2::provider

// CSV as RFC 4180 has it → rows, in pieces.
//
// The first line names the columns, in any order; those that we do not know are left alone. Comma, semicolon
// or tab separate, whichever the first line has most of. Lines end in LF or CRLF, a quoted cell may hold
// either.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "provider/history.hpp"
#include "provider/history/reader.hpp"

namespace cs2::provider {

class HistoryCsv final : public HistoryReader {
 public:
  explicit HistoryCsv(std::vector<MappedColumn> mapped) : mapped_(std::move(mapped)) {}

  // drift: the first line does not name date, team1 and team2, or what was mapped.
  Result<void> feed(std::string_view bytes) override;
  Result<void> finish() override;

  const std::string& heading() const { return heading_; }  // as in the file; empty so far
  char separator() const { return separator_; }
  std::string describe_columns() const;

 private:
  enum class In { cell_begin, plain, quoted, quote };  // quote: the last was one, inside a quoted cell

  Result<void> scan();
  Result<void> end_row(std::size_t end);
  void give_up_row(std::size_t& at);
  Result<void> read_heading(std::string_view line);
  void read_row(std::string_view line);
  std::vector<std::string> cells_of(std::string_view line) const;
  void step(char letter);

  std::vector<MappedColumn> mapped_;
  std::string pending_;      // from the beginning of the row that is not whole yet
  std::size_t scanned_ = 0;  // of it
  std::size_t begin_ = 0;    // of the row, in pending_
  In in_ = In::cell_begin;
  bool skipping_ = false;      // the rest of a line that is too long
  std::int64_t line_ = 1;      // of what is scanned next
  std::int64_t row_line_ = 1;  // in which the row begins
  char separator_ = ',';
  std::string heading_;
  std::vector<std::string> columns_;
};

}  // namespace cs2::provider

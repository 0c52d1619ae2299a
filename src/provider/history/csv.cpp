#include "provider/history/csv.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/limits/history.hpp"
#include "base/text.hpp"
#include "provider/history/columns.hpp"

namespace cs2::provider {
namespace {

std::string_view without_carriage_return(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

char separator_of(std::string_view heading) {
  constexpr std::string_view candidates = ",;\t";
  return *std::ranges::max_element(candidates, {},
                                   [&](char candidate) { return std::ranges::count(heading, candidate); });
}

}  // namespace

Result<void> HistoryCsv::feed(std::string_view bytes) {
  pending_ += bytes;
  return scan();
}

Result<void> HistoryCsv::finish() {
  if (pending_.size() > begin_ && !skipping_) {
    if (in_ == In::quoted) {
      records_.push_back(
          {.line = row_line_, .raw = pending_.substr(begin_), .row = {}, .complaint = "unclosed quote"});
    } else if (auto read = end_row(pending_.size()); !read) {
      return read;
    }
  }
  pending_.clear();
  begin_ = scanned_ = 0;
  return columns_.empty() ? fail(ErrorKind::drift, "the file is empty") : Result<void>{};
}

Result<void> HistoryCsv::scan() {
  for (; scanned_ < pending_.size(); ++scanned_) {
    const char letter = pending_[scanned_];
    if (letter == '\n') ++line_;
    if (letter == '\n' && (in_ != In::quoted || skipping_)) {
      if (!skipping_) {
        if (auto read = end_row(scanned_); !read) return read;
      }
      skipping_ = false;
      begin_ = scanned_ + 1;
      row_line_ = line_;
      in_ = In::cell_begin;
      continue;
    }
    if (skipping_) continue;
    step(letter);
    if (scanned_ - begin_ >= limits::history_row_bytes_max) {
      if (columns_.empty()) return fail(ErrorKind::drift, "first line too long for column names");
      give_up_row(scanned_);
    }
  }
  pending_.erase(0, skipping_ ? pending_.size() : begin_);
  scanned_ = pending_.size();
  begin_ = 0;
  return {};
}

void HistoryCsv::step(char letter) {
  switch (in_) {
    case In::cell_begin:
      in_ = letter == '"' ? In::quoted : letter == separator_ ? In::cell_begin : In::plain;
      break;
    case In::plain:
      if (letter == separator_) in_ = In::cell_begin;
      break;
    case In::quoted:
      if (letter == '"') in_ = In::quote;
      break;
    case In::quote:
      in_ = letter == '"' ? In::quoted : letter == separator_ ? In::cell_begin : In::plain;
      break;
  }
}

// A quote that is never closed would swallow the rest of the file: only the line with it is lost.
void HistoryCsv::give_up_row(std::size_t& at) {
  const auto line_end = std::min(pending_.find('\n', begin_), at + 1);
  const std::string_view raw{pending_.data() + begin_, line_end - begin_};
  records_.push_back({.line = row_line_,
                      .raw = std::string{without_carriage_return(raw)},
                      .row = {},
                      .complaint = in_ == In::quoted ? "unclosed quote" : "the row is too long"});
  in_ = In::cell_begin;
  line_ = row_line_;
  if (line_end > at) {
    skipping_ = true;
    return;
  }
  at = line_end;  // the loop goes on behind it
  begin_ = line_end + 1;
  row_line_ = ++line_;
}

Result<void> HistoryCsv::end_row(std::size_t end) {
  std::string_view line{pending_.data() + begin_, end - begin_};
  line = without_carriage_return(line);
  if (trim(line).empty()) return {};
  if (columns_.empty()) return read_heading(line);
  read_row(line);
  return {};
}

Result<void> HistoryCsv::read_heading(std::string_view line) {
  separator_ = separator_of(line);
  heading_ = line;
  columns_ = cells_of(line);
  if (columns_.size() > limits::history_columns_max)
    return fail(ErrorKind::drift, "{} columns", columns_.size());
  auto named = name_columns(columns_, mapped_);
  if (!named) return failed(named);
  columns_ = std::move(*named);
  return {};
}

std::string HistoryCsv::describe_columns() const {
  return provider::describe_columns(cells_of(heading_), columns_);
}

void HistoryCsv::read_row(std::string_view line) {
  HistoryRecord record{.line = row_line_, .raw = std::string{line}, .row = {}, .complaint = {}};
  auto cells = cells_of(line);
  if (cells.size() != columns_.size())
    record.complaint = fmt::format("{} cells in a row of {} columns", cells.size(), columns_.size());
  for (std::size_t at = 0; at < columns_.size() && record.complaint.empty(); ++at) {
    if (columns_[at] == "maps") {
      auto maps = parse_history_maps(cells[at]);
      if (maps)
        record.row.maps = std::move(*maps);
      else
        record.complaint = maps.error().detail;
    } else if (auto* column = history_column(record.row, columns_[at])) {
      *column = std::move(cells[at]);
    }
  }
  records_.push_back(std::move(record));
}

std::vector<std::string> HistoryCsv::cells_of(std::string_view line) const {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const char letter = line[at];
    if (quoted) {
      if (letter != '"') {
        cells.back() += letter;
      } else if (at + 1 < line.size() && line[at + 1] == '"') {
        cells.back() += line[++at];
      } else {
        quoted = false;
      }
    } else if (letter == separator_) {
      if (cells.size() > limits::history_columns_max) break;
      cells.emplace_back();
    } else if (letter == '"' && cells.back().empty()) {
      quoted = true;
    } else {
      cells.back() += letter;
    }
  }
  return cells;
}

}  // namespace cs2::provider

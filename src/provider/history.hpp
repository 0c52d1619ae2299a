// A file of past results, in pieces of any size → reports of a few hundred matches.
//
// The form is recognised by how the file begins: our own CSV and JSON (docs/import.md), or what Valve
// publishes, its standings, the page of a team and its model's input. Ours is never held as a whole; Valve's
// are, up to a bound. The same bytes give the same parts, so whoever counts the rows that are done can begin
// anew and leave out what is done.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "model/report.hpp"

namespace cs2::provider {

enum class HistoryFormat { csv, json_lines, json_list, valve_standings, valve_team, valve_matchdata };

std::string_view name(HistoryFormat format);  // "CSV", "JSON lines", …
// By the first bytes; nothing when there are too few of them.
std::optional<HistoryFormat> recognise_history(std::string_view beginning);

// A column of a CSV file that is called otherwise there: `date` from `date_pacific`.
struct MappedColumn {
  std::string ours;
  std::string theirs;
};
bool is_history_column(std::string_view name);  // one of docs/import.md

// What an archive may be called: letters, digits, '.', '_' and '-'.
bool is_source_name(std::string_view name);

struct HistoryReject {
  std::int64_t line = 0;  // 0 where the file's lines are not its rows
  std::string reason;
  std::string raw;  // the row as it was; of Valve's files, what was left out
};

struct HistoryPart {
  Report report;
  std::vector<HistoryReject> rejects;
  std::int64_t rows = 0;  // that it was made of, rejects included
};

// Ids of the latest rows, as digests.
class RememberedIds {
 public:
  explicit RememberedIds(std::size_t most) : half_(most / 2 + 1) {}
  bool add(std::string_view id);  // false: it was there

 private:
  std::size_t half_;
  std::unordered_set<std::uint64_t> newer_, older_;
};

class HistoryReader;
struct HistoryRecord;
struct HistoryMatch;

class HistoryParser {
 public:
  // `source` names rows that do not name one themselves; what is dated after `now` is no history.
  HistoryParser(std::string source, Timestamp now, std::vector<MappedColumn> mapped = {});
  ~HistoryParser();

  // drift: the file is none of these; too_large: one of Valve's.
  Result<void> feed(std::string_view bytes);
  Result<void> finish();

  // The next part that is whole; after finish also the last, shorter one.
  std::optional<HistoryPart> next();

  std::optional<HistoryFormat> format() const { return format_; }
  // Of CSV, which columns are read, and which are ignored; empty for others.
  std::string describe_columns() const;

  // A list of rejects can be mended and read again: CSV with the columns `line` and `reason` before those of
  // the file, else a JSON object a line with the row below `row`. Each without the end of the line.
  std::string rejects_heading() const;  // empty: it has none
  std::string render(const HistoryReject& reject) const;

 private:
  Result<void> begin();
  Result<void> read_page();
  void add_page(Report report);
  void take_records();
  void take_record(HistoryRecord record);
  void add_match(HistoryMatch match);
  void end_part();

  std::string source_;
  Timestamp now_;
  std::vector<MappedColumn> mapped_;
  std::optional<HistoryFormat> format_;
  std::string kept_;  // until the format is known; of Valve's files everything
  std::unique_ptr<HistoryReader> reader_;
  RememberedIds ids_;
  HistoryPart part_;
  std::unordered_set<std::string> named_;  // teams and tournaments of part_
  std::deque<HistoryPart> parts_;
};

// The same report in several, each with at most so many matches and what they speak of; what is not of a
// match is in the first.
std::vector<Report> split_report(Report report, std::size_t matches_max);

}  // namespace cs2::provider

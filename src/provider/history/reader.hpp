// What the readers of CSV and JSON have in common: bytes as they come → rows. Private to the parsers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "provider/history/row.hpp"

namespace cs2::provider {

struct HistoryRecord {
  std::int64_t line = 0;  // in which it begins, from 1
  std::string raw;        // as in the file
  HistoryRow row;
  std::string complaint;  // why it is no row; empty when it is one
};

// Give it the file in pieces of any size, then finish; take what is there in between. What has come is kept
// only until its row is whole.
class HistoryReader {
 public:
  virtual ~HistoryReader() = default;
  // drift: this is no such file at all.
  virtual Result<void> feed(std::string_view bytes) = 0;
  virtual Result<void> finish() = 0;

  std::vector<HistoryRecord> take() { return std::exchange(records_, {}); }

 protected:
  std::vector<HistoryRecord> records_;
};

}  // namespace cs2::provider

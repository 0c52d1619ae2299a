// One row of LPDB, read with the tolerance that it needs.
//
// Its JSON is written by PHP and Lua: an empty object is `[]`, a list may be an object with the keys "1", "2"
// …, numbers may be texts, texts may hold HTML entities, and what is unknown is "", -1 or the year 0. For the
// parsers' own files.
#pragma once

#include <boost/json.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"

namespace cs2::provider {

class LpdbRecord {
 public:
  // Anything but an object reads as an empty one.
  explicit LpdbRecord(const boost::json::value* value);

  std::string text(std::string_view key) const;  // trimmed, at most 500 characters; numbers too
  std::optional<std::int64_t> integer(std::string_view key) const;  // also "2" and true
  // "2025-10-29 08:00:00" or a day, in UTC; nothing for the year 0 and for days such as "2025-00-00".
  std::optional<Timestamp> time(std::string_view key) const;
  bool truth(std::string_view key) const;  // true, 1, "1", "true"
  LpdbRecord object(std::string_view key) const;
  // A list in either of its forms, in order, at most `count` of it.
  std::vector<const boost::json::value*> list(std::string_view key, std::size_t count) const;
  // Keys and values of an object of texts.
  std::vector<std::pair<std::string, std::string>> texts(std::string_view key, std::size_t count) const;

 private:
  const boost::json::value* find(std::string_view key) const;

  const boost::json::object* object_;
};

std::vector<const boost::json::value*> lpdb_list(const boost::json::value* value, std::size_t count);
std::string lpdb_text(const boost::json::value* value);
std::optional<std::int64_t> lpdb_integer(const boost::json::value* value);
std::optional<Timestamp> parse_lpdb_time(std::string_view text);

}  // namespace cs2::provider

// Reading a JSON object of which any key may be missing, null or of a wrong type. For the parsers' own files.
#pragma once

#include <boost/json.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"

namespace cs2::provider {

// Missing and null are the same: nothing. A wrong type is nothing too, and is remembered as the first
// complaint, so that a parser reads on in a straight line and asks once at the end.
class JsonFields {
 public:
  JsonFields(const boost::json::object& object, std::string& complaint)
      : object_(object), complaint_(complaint) {}

  std::optional<std::string> text(
      std::string_view key) const;  // sanitized, at most 500 characters; "" is nothing
  std::optional<std::int64_t> integer(std::string_view key) const;
  std::optional<Timestamp> time(std::string_view key) const;
  std::optional<double> real(std::string_view key) const;  // finite
  bool truth(std::string_view key) const;                  // false when nothing
  std::optional<bool> answer(std::string_view key) const;
  const boost::json::array* list(std::string_view key) const;
  std::optional<JsonFields> object(std::string_view key) const;

  // The same object with complaints of its own: what is wrong in a part of it does not spoil the whole.
  JsonFields apart(std::string& complaint) const { return {object_, complaint}; }

  void add_error(std::string_view what) const;
  bool is_understood() const { return complaint_.empty(); }  // so far

 private:
  const boost::json::value* find(std::string_view key) const;
  void complain_of(std::string_view key, std::string_view expected) const;

  const boost::json::object& object_;
  std::string& complaint_;
};

}  // namespace cs2::provider

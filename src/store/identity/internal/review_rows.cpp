#include "store/identity/internal/review_rows.hpp"

#include <boost/json.hpp>

#include "store/store.hpp"

namespace cs2::store {

namespace json = boost::json;

std::string to_json(const Resemblance& score) {
  json::array parts;
  for (const auto& part : score.reasons) parts.push_back(json::array{part.name, part.points});
  return json::serialize(parts);
}

Resemblance parse_score(const std::string& text) {
  Resemblance score;
  try {
    for (const auto& part : json::parse(text).as_array()) {
      const auto& pair = part.as_array();
      score.add(json::value_to<std::string>(pair.at(0)), json::value_to<int>(pair.at(1)));
    }
  } catch (const std::exception& broken) {
    throw DatabaseError(std::string{"a review's score cannot be read: "} + broken.what());
  }
  return score;
}

}  // namespace cs2::store

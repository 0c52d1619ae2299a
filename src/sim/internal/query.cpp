#include "sim/internal/query.hpp"

#include <algorithm>

#include "base/number.hpp"
#include "base/text.hpp"

namespace cs2::sim {

std::string percent_decode(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto digits = text.substr(i + 1, 2);
    const auto escaped =
        text[i] == '%' && digits.size() == 2 ? parse_number<unsigned>(digits, 16) : std::nullopt;
    decoded += escaped ? static_cast<char>(*escaped) : text[i] == '+' ? ' ' : text[i];
    if (escaped) i += 2;
  }
  return decoded;
}

std::string_view Query::value(std::string_view name) const {
  const auto found =
      std::ranges::find(parameters, name, [](const auto& each) { return std::string_view(each.first); });
  return found == parameters.end() ? std::string_view{} : std::string_view{found->second};
}

bool Query::is_true(std::string_view name) const {
  const auto given = value(name);
  return given == "true" || given == "True" || given == "1";
}

Query parse_query(std::string_view target) {
  const auto question = target.find('?');
  Query query{.path = percent_decode(target.substr(0, question)), .parameters = {}};
  if (question == std::string_view::npos) return query;
  for (const auto pair : split(target.substr(question + 1), '&')) {
    if (pair.empty()) continue;
    const auto equals = pair.find('=');
    query.parameters.emplace_back(
        percent_decode(pair.substr(0, equals)),
        equals == std::string_view::npos ? std::string() : percent_decode(pair.substr(equals + 1)));
  }
  return query;
}

}  // namespace cs2::sim

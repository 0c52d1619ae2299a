#include "sim/discord/internal/rules/refusal.hpp"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "base/text.hpp"

namespace cs2::sim {

void FormErrors::add(std::string_view path, std::string_view code, std::string_view message) {
  auto* node = &tree_;
  if (!path.empty()) {
    for (const auto key : split(path, '.')) {
      auto& child = (*node)[key];
      if (!child.is_object()) child.emplace_object();
      node = &child.get_object();
    }
  }
  auto& leaves = (*node)["_errors"];
  if (!leaves.is_array()) leaves.emplace_array();
  leaves.get_array().push_back(json::object{{"code", code}, {"message", message}});
}

std::optional<Refusal> FormErrors::refusal() const {
  if (tree_.empty()) return std::nullopt;
  return Refusal{.status = 400, .code = 50035, .message = "Invalid Form Body", .errors = tree_};
}

std::string to_json(const Refusal& refusal) {
  json::object body{{"message", refusal.message}, {"code", refusal.code}};
  if (!refusal.errors.empty()) body["errors"] = refusal.errors;
  return json::serialize(body);
}

}  // namespace cs2::sim

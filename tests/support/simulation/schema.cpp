#include "support/simulation/schema.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <cassert>
#include <cmath>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <vector>

#include "base/clock.hpp"
#include "base/number.hpp"
#include "base/text.hpp"

namespace cs2::sim {
namespace {

namespace json = boost::json;

using Violation = std::optional<std::string>;

bool is_snowflake(std::string_view text) {
  if (text.empty() || text.size() > 20 || (text.size() > 1 && text.front() == '0')) return false;
  return parse_number<std::uint64_t>(text).has_value();
}

bool is_uri(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0) return false;
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  return letter(text.front()) && text.find_first_of(" <>\"{}|\\^`") == std::string_view::npos;
}

bool has_type(const json::value& value, std::string_view type) {
  if (type == "null") return value.is_null();
  if (type == "boolean") return value.is_bool();
  if (type == "object") return value.is_object();
  if (type == "array") return value.is_array();
  if (type == "string") return value.is_string();
  if (type == "number") return value.is_number();
  // 2.0 is an integer for JSON Schema.
  if (type == "integer") {
    return value.is_int64() || value.is_uint64() ||
           (value.is_double() && std::trunc(value.get_double()) == value.get_double());
  }
  return false;
}

std::string place(const std::string& path) {
  return path.empty() ? "body" : path;
}

class Checker {
 public:
  Checker(const json::object& schemas, std::map<std::string, std::regex, std::less<>>& patterns,
          Schema::UnknownKeys unknown_keys)
      : schemas_(schemas), patterns_(patterns), closed_(unknown_keys == Schema::UnknownKeys::broken) {}

  Violation check(const json::value& schema, const json::value& value, const std::string& path) {
    const auto* rules = schema.if_object();
    if (!rules) return std::nullopt;  // `true`
    if (const auto* ref = rules->if_contains("$ref")) {
      if (auto broken = check(resolve(ref->as_string()), value, path)) return broken;
    }
    if (auto broken = check_type(*rules, value, path)) return broken;
    if (auto broken = check_values(*rules, value, path)) return broken;
    if (auto broken = check_combinations(*rules, value, path)) return broken;
    if (const auto* text = value.if_string()) return check_text(*rules, *text, path);
    if (value.is_number()) return check_number(*rules, value.to_number<double>(), path);
    if (const auto* array = value.if_array()) return check_array(*rules, *array, path);
    if (const auto* object = value.if_object()) return check_object(*rules, *object, path);
    return std::nullopt;
  }

 private:
  const json::value& resolve(std::string_view ref) const {
    const auto name = ref.substr(ref.rfind('/') + 1);
    const auto* found = schemas_.if_contains(name);
    assert(found && "the description refers to a schema that it does not have");
    return *found;
  }

  static Violation check_type(const json::object& rules, const json::value& value, const std::string& path) {
    const auto* type = rules.if_contains("type");
    if (!type) return std::nullopt;
    if (const auto* one = type->if_string()) {
      if (has_type(value, *one)) return std::nullopt;
    } else if (std::ranges::any_of(type->as_array(),
                                   [&](const auto& each) { return has_type(value, each.as_string()); })) {
      return std::nullopt;
    }
    return fmt::format("{}: not of type {}", place(path), json::serialize(*type));
  }

  static Violation check_values(const json::object& rules, const json::value& value,
                                const std::string& path) {
    if (const auto* allowed = rules.if_contains("enum")) {
      if (std::ranges::find(allowed->as_array(), value) == allowed->as_array().end()) {
        return fmt::format("{}: none of {}", place(path), json::serialize(*allowed));
      }
    }
    if (const auto* only = rules.if_contains("const"); only && *only != value) {
      return fmt::format("{}: not {}", place(path), json::serialize(*only));
    }
    return std::nullopt;
  }

  Violation check_combinations(const json::object& rules, const json::value& value, const std::string& path) {
    if (const auto* all = rules.if_contains("allOf")) {
      for (const auto& each : all->as_array()) {
        if (auto broken = check(each, value, path)) return broken;
      }
    }
    if (const auto* any = rules.if_contains("anyOf")) {
      if (auto broken = check_branches(any->as_array(), value, path, false)) return broken;
    }
    if (const auto* one = rules.if_contains("oneOf")) {
      if (auto broken = check_branches(one->as_array(), value, path, true)) return broken;
    }
    return std::nullopt;
  }

  // "Matches none of eleven" helps nobody: the reason of the branch is told that is meant, by its `type`.
  Violation check_branches(const json::array& branches, const json::value& value, const std::string& path,
                           bool exactly_one) {
    int matches = 0;
    Violation nearest;
    for (const auto& branch : branches) {
      auto broken = check(branch, value, path);
      if (!broken) {
        ++matches;
      } else if (is_meant(branch, value)) {
        nearest = std::move(broken);
      }
    }
    if (matches == 1 || (matches > 1 && !exactly_one)) return std::nullopt;
    if (matches > 1) return fmt::format("{}: matches {} alternatives", place(path), matches);
    return nearest ? nearest : fmt::format("{}: matches no alternative", place(path));
  }

  bool is_meant(const json::value& branch, const json::value& value) const {
    const auto* rules = branch.if_object();
    if (rules && rules->contains("$ref")) return is_meant(resolve(rules->at("$ref").as_string()), value);
    const auto* object = value.if_object();
    if (!rules) return false;
    if (!object) return !rules->contains("const") && !check_type(*rules, value, "");
    const auto* properties = rules->if_contains("properties");
    if (!properties) return false;
    const auto* type = properties->as_object().if_contains("type");
    const auto* allowed = type && type->is_object() ? type->get_object().if_contains("enum") : nullptr;
    const auto* given = object->if_contains("type");
    if (!allowed || !given) return true;
    return std::ranges::find(allowed->as_array(), *given) != allowed->as_array().end();
  }

  Violation check_text(const json::object& rules, std::string_view text, const std::string& path) {
    const auto length = static_cast<std::int64_t>(count_characters(text));
    if (const auto* least = rules.if_contains("minLength"); least && length < least->as_int64()) {
      return fmt::format("{}: shorter than {}", place(path), least->as_int64());
    }
    if (const auto* most = rules.if_contains("maxLength"); most && length > most->as_int64()) {
      return fmt::format("{}: longer than {}", place(path), most->as_int64());
    }
    if (const auto* pattern = rules.if_contains("pattern"); pattern && !fits(pattern->as_string(), text)) {
      return fmt::format("{}: does not fit {}", place(path), std::string_view(pattern->as_string()));
    }
    const auto* format = rules.if_contains("format");
    if (!format) return std::nullopt;
    const std::string_view named = format->as_string();
    const bool fine = named == "snowflake"   ? is_snowflake(text)
                      : named == "uri"       ? is_uri(text)
                      : named == "date-time" ? parse_iso8601(text).has_value()
                                             : true;  // `nonce` says nothing, the numbers' formats are ranges
    if (!fine) return fmt::format("{}: no {}", place(path), named);
    return std::nullopt;
  }

  bool fits(std::string_view pattern, std::string_view text) {
    auto found = patterns_.find(pattern);
    if (found == patterns_.end()) {
      found = patterns_.emplace(std::string(pattern), std::regex(std::string(pattern))).first;
    }
    return std::regex_search(text.begin(), text.end(), found->second);
  }

  static Violation check_number(const json::object& rules, double number, const std::string& path) {
    if (const auto* least = rules.if_contains("minimum"); least && number < least->to_number<double>()) {
      return fmt::format("{}: less than {}", place(path), json::serialize(*least));
    }
    if (const auto* most = rules.if_contains("maximum"); most && number > most->to_number<double>()) {
      return fmt::format("{}: more than {}", place(path), json::serialize(*most));
    }
    const auto* format = rules.if_contains("format");
    if (format && format->as_string() == "int32" && std::abs(number) > 2147483648.0) {
      return fmt::format("{}: no int32", place(path));
    }
    return std::nullopt;
  }

  Violation check_array(const json::object& rules, const json::array& array, const std::string& path) {
    const auto size = static_cast<std::int64_t>(array.size());
    if (const auto* least = rules.if_contains("minItems"); least && size < least->as_int64()) {
      return fmt::format("{}: fewer than {} items", place(path), least->as_int64());
    }
    if (const auto* most = rules.if_contains("maxItems"); most && size > most->as_int64()) {
      return fmt::format("{}: more than {} items", place(path), most->as_int64());
    }
    const auto* unique = rules.if_contains("uniqueItems");
    if (unique && unique->as_bool()) {
      for (std::size_t i = 1; i < array.size(); ++i) {
        const auto before = array.begin() + static_cast<std::ptrdiff_t>(i);
        if (std::find(array.begin(), before, array[i]) != before) {
          return fmt::format("{}: the same item twice", place(path));
        }
      }
    }
    const auto* items = rules.if_contains("items");
    if (!items) return std::nullopt;
    for (std::size_t i = 0; i < array.size(); ++i) {
      if (auto broken = check(*items, array[i], fmt::format("{}[{}]", path, i))) return broken;
    }
    return std::nullopt;
  }

  Violation check_object(const json::object& rules, const json::object& object, const std::string& path) {
    if (const auto* required = rules.if_contains("required")) {
      for (const auto& key : required->as_array()) {
        if (!object.contains(key.as_string())) {
          return fmt::format("{}: {} is missing", place(path), std::string_view(key.as_string()));
        }
      }
    }
    const auto size = static_cast<std::int64_t>(object.size());
    if (const auto* least = rules.if_contains("minProperties"); least && size < least->as_int64()) {
      return fmt::format("{}: fewer than {} keys", place(path), least->as_int64());
    }
    if (const auto* most = rules.if_contains("maxProperties"); most && size > most->as_int64()) {
      return fmt::format("{}: more than {} keys", place(path), most->as_int64());
    }
    const auto* properties = rules.if_contains("properties");
    const auto* additional = rules.if_contains("additionalProperties");
    for (const auto& [key, value] : object) {
      const auto here = path.empty() ? std::string(key) : fmt::format("{}.{}", path, std::string_view(key));
      const auto* known = properties ? properties->as_object().if_contains(key) : nullptr;
      if (known) {
        if (auto broken = check(*known, value, here)) return broken;
      } else if (additional && additional->is_object()) {
        if (auto broken = check(*additional, value, here)) return broken;
      } else if (closed_ && properties && !(additional && additional->is_bool() && additional->get_bool())) {
        return fmt::format("{}: no such key", here);
      }
    }
    return std::nullopt;
  }

  const json::object& schemas_;
  std::map<std::string, std::regex, std::less<>>& patterns_;
  bool closed_;
};

void correct_permissions(json::object& schemas) {
  for (auto& [name, schema] : schemas) {
    auto* rules = schema.if_object();
    auto* properties = rules ? rules->if_contains("properties") : nullptr;
    if (!properties || !properties->is_object()) continue;
    if (auto* permissions = properties->get_object().if_contains("default_member_permissions")) {
      *permissions = json::object{{"type", json::array{"string", "null"}}, {"pattern", "^[0-9]+$"}};
    }
  }
}

}  // namespace

struct Schema::State {
  json::object schemas;
  std::map<std::string, std::regex, std::less<>> patterns;  // compiled when first used
};

Schema::Schema(std::unique_ptr<State> state) : state_(std::move(state)) {}
Schema::Schema(Schema&&) noexcept = default;
Schema& Schema::operator=(Schema&&) noexcept = default;
Schema::~Schema() = default;

Result<Schema> Schema::load(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return fail(ErrorKind::not_found, "cannot read {}", path);
  return parse(std::string{std::istreambuf_iterator<char>(file), {}});
}

Result<Schema> Schema::parse(std::string_view text) {
  boost::system::error_code error;
  auto document = json::parse(text, error);
  if (error) return invalid("the OpenAPI description is not JSON: {}", error.message());
  auto* schemas = document.find_pointer("/components/schemas", error);
  if (!schemas || !schemas->is_object()) return invalid("the OpenAPI description has no components.schemas");
  auto state = std::make_unique<State>();
  state->schemas = std::move(schemas->get_object());
  correct_permissions(state->schemas);
  return Schema(std::move(state));
}

std::optional<std::string> Schema::check(std::string_view schema, std::string_view text,
                                         UnknownKeys unknown_keys) const {
  const auto* rules = state_->schemas.if_contains(schema);
  assert(rules && "a schema of that name");
  boost::system::error_code error;
  const auto value = json::parse(text, error);
  if (error) return fmt::format("body: not JSON: {}", error.message());
  return Checker(state_->schemas, state_->patterns, unknown_keys).check(*rules, value, "");
}

std::optional<std::string> Schema::check_each(std::string_view schema, std::string_view text,
                                              UnknownKeys unknown_keys) const {
  const auto* rules = state_->schemas.if_contains(schema);
  assert(rules && "a schema of that name");
  boost::system::error_code error;
  const auto value = json::parse(text, error);
  if (error || !value.is_array()) return "body: not a JSON array";
  Checker checker(state_->schemas, state_->patterns, unknown_keys);
  for (std::size_t i = 0; i < value.get_array().size(); ++i) {
    if (auto broken = checker.check(*rules, value.get_array()[i], fmt::format("[{}]", i))) return broken;
  }
  return std::nullopt;
}

BodyCheck check_against(Schema schema) {
  return [kept = std::make_shared<const Schema>(std::move(schema))](const CheckedBody& body) {
    const auto unknown_keys =
        body.unknown_keys_are_wrong ? Schema::UnknownKeys::broken : Schema::UnknownKeys::ignored;
    return body.each ? kept->check_each(body.schema, body.json, unknown_keys)
                     : kept->check(body.schema, body.json, unknown_keys);
  };
}

}  // namespace cs2::sim

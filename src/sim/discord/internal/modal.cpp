// What somebody answers to a modal, held to what was asked.
#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "base/text.hpp"
#include "sim/discord/internal/interactions.hpp"
#include "sim/discord/internal/rules/rules.hpp"

namespace cs2::sim {
namespace {

namespace part {
constexpr std::int64_t row = 1, menu = 3, text_input = 4, users = 5, roles = 6, mentionables = 7,
                       channels = 8, text = 10, label = 18, radio = 21, checkboxes = 22, checkbox = 23;
}

constexpr std::int64_t text_bytes_max = 4'000;

bool offers(const json::object& asked, std::string_view value) {
  const auto* options = array_at(asked, "options");
  return options && std::ranges::any_of(*options, [&](const json::value& each) {
           const auto* option = each.if_object();
           const auto* offered = option ? text_at(*option, "value") : nullptr;
           return offered && *offered == value;
         });
}

Result<json::value> text_of(const json::object& asked, const json::object& answer) {
  const auto* value = text_at(answer, "value");
  const auto length = value ? static_cast<std::int64_t>(count_characters(*value)) : 0;
  const bool required = !asked.contains("required") || flag_at(asked, "required");
  if (!value || (required && length == 0)) return invalid("a required text is missing");
  if (length > integer_at(asked, "max_length").value_or(text_bytes_max)) return invalid("a text is too long");
  if (length > 0 && length < integer_at(asked, "min_length").value_or(0))
    return invalid("a text is too short");
  return json::value(*value);
}

class Submission {
 public:
  Submission(Snowflake guild, Community& community) : guild_(guild), community_(community) {}

  Result<json::array> read(const json::array& asked, const json::array& given) {
    if (asked.size() != given.size()) return invalid("the answers have another shape than the modal");
    json::array read;
    for (std::size_t i = 0; i < asked.size(); ++i) {
      const auto* of = asked[i].if_object();
      const auto* answer = given[i].if_object();
      if (!of || !answer || integer_at(*of, "type") != integer_at(*answer, "type"))
        return invalid("the answers have another shape than the modal");
      auto one = part_of(*of, *answer);
      if (!one) return failed(one);
      (*one)["id"] = static_cast<std::int64_t>(i + 1);
      read.push_back(std::move(*one));
    }
    return read;
  }

  json::object& resolved() { return resolved_; }

 private:
  Result<json::object> part_of(const json::object& asked, const json::object& answer) {
    const auto type = integer_at(asked, "type").value_or(0);
    if (type == part::text) return json::object{{"type", type}};
    if (type == part::label) {
      const auto* inner = object_at(asked, "component");
      const auto* given = object_at(answer, "component");
      if (!inner || !given) return invalid("a label has no answer");
      auto field = field_of(*inner, *given);
      if (!field) return failed(field);
      return json::object{{"type", type}, {"component", std::move(*field)}};
    }
    if (type != part::row) return invalid("a modal has no component of type {}", type);
    const auto* inner = array_at(asked, "components");
    const auto* given = array_at(answer, "components");
    if (!inner || !given || inner->size() != 1 || given->size() != 1 || !inner->front().is_object() ||
        !given->front().is_object())
      return invalid("a row has no answer");
    auto field = field_of(inner->front().get_object(), given->front().get_object());
    if (!field) return failed(field);
    return json::object{{"type", type}, {"components", json::array{std::move(*field)}}};
  }

  Result<json::object> field_of(const json::object& asked, const json::object& answer) {
    const auto type = integer_at(asked, "type").value_or(0);
    const auto* id = text_at(asked, "custom_id");
    const auto* answered = text_at(answer, "custom_id");
    if (!id || !answered || *id != *answered || integer_at(answer, "type") != type)
      return invalid("a field was not asked for");
    json::object field{{"type", type}, {"custom_id", *id}};
    if (type == part::text_input) {
      auto value = text_of(asked, answer);
      if (!value) return failed(value);
      field["value"] = std::move(*value);
    } else if (type == part::checkbox) {
      field["value"] = flag_at(answer, "value");
    } else if (type == part::radio) {
      const auto* value = text_at(answer, "value");
      if (value && !offers(asked, *value)) return invalid("{} is not offered", std::string_view(*value));
      if (!value && (!asked.contains("required") || flag_at(asked, "required")))
        return invalid("a required choice is missing");
      field["value"] = value ? json::value(*value) : json::value(nullptr);
    } else {
      auto values = values_of(type, asked, answer);
      if (!values) return failed(values);
      field["values"] = std::move(*values);
    }
    return field;
  }

  Result<json::array> values_of(std::int64_t type, const json::object& asked, const json::object& answer) {
    const auto* given = array_at(answer, "values");
    if (!given) return invalid("a menu has no values");
    const bool required = !asked.contains("required") || flag_at(asked, "required");
    const auto least = required ? integer_at(asked, "min_values").value_or(1) : 0;
    const auto count = static_cast<std::int64_t>(given->size());
    if (count < least || count > integer_at(asked, "max_values").value_or(type == part::checkboxes ? 10 : 1))
      return invalid("{} values are chosen", count);
    json::array values;
    for (const auto& each : *given) {
      const auto* value = each.if_string();
      if (!value || !may_choose(type, asked, *value)) return invalid("a value is not offered");
      values.push_back(each);
    }
    return values;
  }

  bool may_choose(std::int64_t type, const json::object& asked, std::string_view value) {
    if (type == part::menu || type == part::checkboxes) return offers(asked, value);
    const auto id = discord::parse_snowflake(value);
    if (!id) return false;
    if (type == part::channels) {
      const auto* channel = community_.find_channel(*id);
      if (!channel || channel->guild != guild_) return false;
      resolve("channels", value, given_channel(*channel));
      return true;
    }
    if (type == part::roles || type == part::mentionables) {
      resolve("roles", value, given_role(std::string(value)));
      return true;
    }
    const auto* user = type == part::users ? community_.find_user(*id) : nullptr;
    if (user) resolve("users", value, to_json(*user, false));
    return user != nullptr;
  }

  void resolve(std::string_view kind, std::string_view id, json::object object) {
    auto& kinds = resolved_[kind];
    if (!kinds.is_object()) kinds.emplace_object();
    kinds.get_object()[id] = std::move(object);
  }

  Snowflake guild_;
  Community& community_;
  json::object resolved_;
};

}  // namespace

Result<std::string> modal_data(const json::object& modal, const json::array& answers, Snowflake guild,
                               Community& community) {
  const auto* asked = array_at(modal, "components");
  const auto* id = text_at(modal, "custom_id");
  if (!asked || !id) return invalid("the modal asks nothing");
  Submission submission{guild, community};
  auto components = submission.read(*asked, answers);
  if (!components) return failed(components);
  json::object data{{"custom_id", *id}, {"components", std::move(*components)}};
  if (!submission.resolved().empty()) data["resolved"] = std::move(submission.resolved());
  return json::serialize(data);
}

}  // namespace cs2::sim

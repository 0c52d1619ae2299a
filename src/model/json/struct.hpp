// Structs as JSON objects, for the model's own stored texts.
//
// A struct lists its fields once, in a function that both directions go through:
//
//   void fields(auto& at, Like<Link> auto& link) {
//     at("kind", link.kind);
//     at("url", link.url);
//   }
//
// Written is what is known: empty optionals and lists and the usual truth of a flag are left out. Read is
// tolerant of what is missing or null and strict about types; missing may not be what has no default: the
// two of a pair, a score, a nested struct, and who said something.
#pragma once

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "model/match.hpp"
#include "model/player.hpp"
#include "model/ranking.hpp"
#include "model/tournament.hpp"

namespace cs2 {

// `const` when it is written, and not when it is read.
template <class T, class Struct>
concept Like = std::same_as<std::remove_const_t<T>, Struct>;

class JsonWriter {
 public:
  template <class T>
  void operator()(std::string_view key, const T& value) {
    object_[key] = write(value);
  }
  template <class T>
  void operator()(std::string_view key, const std::optional<T>& value) {
    if (value) object_[key] = write(*value);
  }
  template <class T>
  void operator()(std::string_view key, const std::vector<T>& values) {
    if (!values.empty()) object_[key] = write(values);
  }
  void operator()(std::string_view key, bool value, bool usual = false) {
    if (value != usual) object_[key] = value;
  }

  static boost::json::value write(std::int64_t number) { return number; }
  static boost::json::value write(const std::string& text) { return boost::json::string(text); }
  static boost::json::value write(Timestamp at) { return unix_milliseconds(at); }
  static boost::json::value write(seconds duration) { return duration.count(); }
  static boost::json::value write(Score score) { return boost::json::array{score.first, score.second}; }
  template <class Tag>
  static boost::json::value write(Id<Tag> id) {
    return id.value;
  }
  template <class T>
  static boost::json::value write(const std::optional<T>& value) {
    return value ? write(*value) : boost::json::value();
  }
  template <class T>
  static boost::json::value write(const std::vector<T>& values) {
    return write_list(values);
  }
  template <class T>
  static boost::json::value write(const std::array<T, 2>& pair) {
    return write_list(pair);
  }
  template <class T>
    requires std::is_enum_v<T>
  static boost::json::value write(T value) {
    return boost::json::string(name(value));
  }
  template <class T>
    requires std::is_class_v<T>
  static boost::json::value write(const T& value) {
    JsonWriter inner;
    fields(inner, value);
    return std::move(inner.object_);
  }

 private:
  static boost::json::value write_list(const auto& values) {
    boost::json::array array;
    array.reserve(values.size());
    for (const auto& value : values) array.push_back(write(value));
    return array;
  }

  boost::json::object object_;
};

class JsonReader {
 public:
  // `fault` gets the first key whose value is not as expected.
  JsonReader(const boost::json::object& object, std::string& fault) : object_(object), fault_(fault) {}

  template <class T>
  void operator()(std::string_view key, T& into) {
    const auto* value = object_.if_contains(key);
    const bool missing = value == nullptr || value->is_null();
    const bool good = missing ? has_default<T> : read(*value, into);
    if (!good && fault_.empty()) fault_ = key;
  }
  void operator()(std::string_view key, bool& into, bool /*usual*/) { (*this)(key, into); }

  bool read(const boost::json::value& value, std::int64_t& into) {
    const auto* number = value.if_int64();
    if (number) into = *number;
    return number != nullptr;
  }
  bool read(const boost::json::value& value, int& into) {
    const auto* number = value.if_int64();
    if (!number || !std::in_range<int>(*number)) return false;
    into = static_cast<int>(*number);
    return true;
  }
  bool read(const boost::json::value& value, bool& into) {
    const auto* truth = value.if_bool();
    if (truth) into = *truth;
    return truth != nullptr;
  }
  bool read(const boost::json::value& value, std::string& into) {
    const auto* text = value.if_string();
    if (text) into.assign(text->data(), text->size());
    return text != nullptr;
  }
  bool read(const boost::json::value& value, Timestamp& into) {
    std::int64_t at = 0;
    const bool good = read(value, at);
    into = from_unix_milliseconds(at);
    return good;
  }
  bool read(const boost::json::value& value, seconds& into) {
    std::int64_t count = 0;
    const bool good = read(value, count);
    into = seconds{count};
    return good;
  }
  bool read(const boost::json::value& value, Score& into) {
    std::array<int, 2> both{};
    const bool good = read(value, both);
    into = {both[0], both[1]};
    return good;
  }
  template <class Tag>
  bool read(const boost::json::value& value, Id<Tag>& into) {
    return read(value, into.value);
  }
  bool read(const boost::json::value& value, MatchStatus& into) {
    return read_name(value, into, parse_match_status);
  }
  bool read(const boost::json::value& value, MapStatus& into) {
    return read_name(value, into, parse_map_status);
  }
  bool read(const boost::json::value& value, VetoAction& into) {
    return read_name(value, into, parse_veto_action);
  }
  bool read(const boost::json::value& value, Side& into) { return read_name(value, into, parse_side); }
  bool read(const boost::json::value& value, Tier& into) { return read_name(value, into, parse_tier); }
  bool read(const boost::json::value& value, Venue& into) { return read_name(value, into, parse_venue); }
  bool read(const boost::json::value& value, ProviderName& into) {
    return read_name(value, into, parse_provider);
  }
  bool read(const boost::json::value& value, RosterRole& into) {
    return read_name(value, into, parse_roster_role);
  }
  bool read(const boost::json::value& value, RankingSystem& into) {
    return read_name(value, into, parse_ranking_system);
  }
  template <class T>
  bool read(const boost::json::value& value, std::optional<T>& into) {
    return value.is_null() || read(value, into.emplace());
  }
  template <class T>
  bool read(const boost::json::value& value, std::vector<T>& into) {
    const auto* array = value.if_array();
    if (!array) return false;
    return std::ranges::all_of(*array,
                               [&](const auto& element) { return read(element, into.emplace_back()); });
  }
  template <class T>
  bool read(const boost::json::value& value, std::array<T, 2>& into) {
    const auto* array = value.if_array();
    return array && array->size() == 2 && read((*array)[0], into[0]) && read((*array)[1], into[1]);
  }
  template <class T>
    requires std::is_class_v<T>
  bool read(const boost::json::value& value, T& into) {
    const auto* object = value.if_object();
    if (!object) return false;
    JsonReader inner{*object, fault_};
    fields(inner, into);
    return fault_.empty();
  }

 private:
  template <class T>
  static constexpr bool is_struct = requires(JsonReader reader, T value) { fields(reader, value); };
  template <class T>
  static constexpr bool has_default =
      !is_struct<T> && !std::same_as<T, Score> && !std::same_as<T, ProviderName>;
  template <class T>
  static constexpr bool has_default<std::array<T, 2>> = false;

  template <class T, class Parse>
  static bool read_name(const boost::json::value& value, T& into, Parse parse) {
    const auto* text = value.if_string();
    const auto known = text ? parse({text->data(), text->size()}) : std::nullopt;
    if (known) into = *known;
    return known.has_value();
  }

  const boost::json::object& object_;
  std::string& fault_;
};

template <class T>
std::string write_json(const T& value) {
  return boost::json::serialize(JsonWriter::write(value));
}

template <class T>
Result<T> parse_json(std::string_view text) {
  boost::system::error_code error;
  auto value = boost::json::parse(text, error);
  if (error) return invalid("stored JSON: {}", error.message());

  constexpr std::string_view whole = "the whole";
  boost::json::object holder;
  holder[whole] = std::move(value);
  T read{};
  std::string fault;
  JsonReader{holder, fault}(whole, read);
  if (!fault.empty()) return invalid("stored JSON: {} is not as expected", fault);
  return read;
}

}  // namespace cs2

#include "provider/history/json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include <boost/json.hpp>
#include <optional>
#include <utility>

#include "base/limits/history.hpp"
#include "base/text.hpp"

namespace cs2::provider {
namespace {

namespace json = boost::json;

bool is_blank(char letter) {
  return letter == ' ' || letter == '\t' || letter == '\r' || letter == '\n';
}

// As it would stand in CSV; nothing for null, and for what is no single value.
std::optional<std::string> text_of(const json::value& value) {
  if (const auto* text = value.if_string()) return std::string{text->data(), text->size()};
  if (value.is_bool()) return value.get_bool() ? "true" : "false";
  if (value.is_int64()) return std::to_string(value.get_int64());
  if (value.is_uint64()) return std::to_string(value.get_uint64());
  if (value.is_null()) return std::string{};
  return std::nullopt;
}

Result<void> read_map(const json::value& value, HistoryRow& row) {
  const auto* object = value.if_object();
  if (!object) return invalid("a map is not an object");
  if (row.maps.size() == limits::history_maps_max) return invalid("more than {} maps", row.maps.size());
  HistoryMap map;
  const std::array<std::pair<std::string_view, std::string*>, 5> keys{{{"name", &map.name},
                                                                       {"score1", &map.score1},
                                                                       {"score2", &map.score2},
                                                                       {"winner", &map.winner},
                                                                       {"picked_by", &map.picked_by}}};
  for (const auto& [key, member] : keys) {
    const auto* found = object->if_contains(key);
    if (!found) continue;
    auto text = text_of(*found);
    if (!text) return invalid("{} of a map must be a single value", key);
    *member = std::move(*text);
  }
  row.maps.push_back(std::move(map));
  return {};
}

Result<void> read_maps(const json::value& value, HistoryRow& row) {
  if (value.is_null()) return {};
  const auto* list = value.if_array();
  if (!list) return invalid("maps must be a list");
  for (const auto& map : *list) {
    if (auto read = read_map(map, row); !read) return read;
  }
  return {};
}

Result<HistoryRow> read_object(const json::object& object) {
  HistoryRow row;
  for (const auto& [key, value] : object) {
    if (key == "maps") {
      if (auto read = read_maps(value, row); !read) return failed(read);
    } else if (auto* column = history_column(row, key)) {
      auto text = text_of(value);
      if (!text) return invalid("{} must be a single value", std::string_view{key});
      *column = std::move(*text);
    }
  }
  return row;
}

}  // namespace

bool ListFinder::step(char letter) {
  if (in_text_) {
    const bool was_escaped = std::exchange(escaped_, false);
    if (!was_escaped && letter == '\\') escaped_ = true;
    if (!was_escaped && letter == '"') in_text_ = false;
    if (in_text_ && text_.size() < key_characters) text_ += letter;
    return false;
  }
  if (is_blank(letter)) return false;
  const auto before = std::exchange(before_, letter);
  if (letter == '"') {
    in_text_ = true;
    text_.clear();
  } else if (letter == ':' && depth_ == 1) {
    key_ = text_;
  } else if (letter == '{' && depth_ == 2 && before == '[' && key_ != "maps") {
    return true;
  } else if (letter == '{' || letter == '[') {
    has_begun_ = true;
    ++depth_;
  } else if (letter == '}' || letter == ']') {
    --depth_;
  }
  return false;
}

Result<void> HistoryJson::feed(std::string_view bytes) {
  pending_ += bytes;
  return scan();
}

Result<void> HistoryJson::finish() {
  if (form_ == Form::lines) {
    if (!skipping_) end_line(pending_.size());
    pending_.clear();
    return {};
  }
  if (!ended_) return fail(ErrorKind::drift, "line {}: the list is not closed", line_);
  return {};
}

Result<void> HistoryJson::scan() {
  for (; scanned_ < pending_.size(); ++scanned_) {
    const char letter = pending_[scanned_];
    if (letter == '\n') ++line_;
    if (form_ == Form::list) {
      if (auto stepped = step_in_list(letter); !stepped) return stepped;
    } else if (letter == '\n') {
      if (!skipping_) end_line(scanned_);
      skipping_ = false;
      begin_ = scanned_ + 1;
      row_line_ = line_;
    }
    if (skipping_ || scanned_ - std::min(begin_, scanned_) < limits::history_row_bytes_max) continue;
    if (form_ == Form::list) return fail(ErrorKind::drift, "line {}: an object is not closed", row_line_);
    refuse({pending_.data() + begin_, scanned_ - begin_}, "the row is too long");
    skipping_ = true;
  }
  // Between two objects nothing has to be kept.
  const bool between = skipping_ || (form_ == Form::list && depth_ < 2);
  pending_.erase(0, between ? pending_.size() : begin_);
  scanned_ = pending_.size();
  begin_ = 0;
  return {};
}

Result<void> HistoryJson::step_in_list(char letter) {
  if (in_text_) {
    const bool was_escaped = std::exchange(escaped_, false);
    if (!was_escaped && letter == '\\') escaped_ = true;
    if (!was_escaped && letter == '"') in_text_ = false;
    return {};
  }
  if (depth_ >= 2) {  // in an object
    if (letter == '"') in_text_ = true;
    if (letter == '{' || letter == '[') ++depth_;
    if (letter != '}' && letter != ']') return {};
    if (--depth_ == 1) {
      read({pending_.data() + begin_, scanned_ + 1 - begin_});
      begin_ = scanned_ + 1;
    }
    return {};
  }
  begin_ = scanned_ + 1;
  if (around_ && ended_) return {};
  if (!around_ && depth_ == 0 && letter == '{') around_.emplace();
  if (around_ && depth_ == 0) {
    if (!around_->step(letter)) return {};
    depth_ = 1;
  }
  if (is_blank(letter) || (depth_ == 1 && letter == ',')) return {};
  if (depth_ == 0 && letter == '[' && !ended_) {
    depth_ = 1;
  } else if (depth_ == 1 && letter == '{') {
    depth_ = 2;
    begin_ = scanned_;
    row_line_ = line_;
  } else if (depth_ == 1 && letter == ']') {
    depth_ = 0;
    ended_ = true;
  } else {
    return fail(ErrorKind::drift, "line {}: unexpected text between objects", line_);
  }
  return {};
}

void HistoryJson::end_line(std::size_t end) {
  const auto text = trim(std::string_view{pending_}.substr(begin_, end - begin_));
  if (!text.empty()) read(text);
}

void HistoryJson::read(std::string_view text) {
  boost::system::error_code error;
  const auto value = json::parse({text.data(), text.size()}, error);
  if (error) return refuse(text, "not JSON: " + error.message());
  const auto* object = value.if_object();
  if (!object) return refuse(text, "not an object");
  // A list of rejects keeps the row as it was below this key.
  std::string unwrapped;
  if (const auto* wrapped = object->if_contains("row")) {
    unwrapped = json::serialize(*wrapped);
    text = unwrapped;
    object = wrapped->if_object();
  }
  if (!object) return refuse(text, "its row is not an object");
  auto row = read_object(*object);
  if (!row) return refuse(text, row.error().detail);
  records_.push_back({.line = row_line_, .raw = std::string{text}, .row = std::move(*row), .complaint = {}});
}

void HistoryJson::refuse(std::string_view text, std::string complaint) {
  records_.push_back(
      {.line = row_line_, .raw = std::string{text}, .row = {}, .complaint = std::move(complaint)});
}

}  // namespace cs2::provider

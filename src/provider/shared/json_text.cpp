#include "provider/shared/json_text.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "base/limits/providers.hpp"
#include "base/number.hpp"

namespace cs2::provider {
namespace {

namespace json = boost::json;

constexpr std::size_t escape_length = 6;  // \ud83d

// The code unit that is escaped at `at`; nothing where there is no such escape.
std::optional<std::uint32_t> escaped_unit(std::string_view text, std::size_t at) {
  const auto escape = text.substr(std::min(at, text.size()), escape_length);
  if (escape.size() != escape_length || !escape.starts_with("\\u")) return std::nullopt;
  return parse_number<std::uint32_t>(escape.substr(2), 16);
}

bool is_first_half(std::uint32_t unit) {
  return unit >= 0xD800 && unit < 0xDC00;
}
bool is_second_half(std::uint32_t unit) {
  return unit >= 0xDC00 && unit < 0xE000;
}

// One pass over the text: how much would be built of it, and where halves of pairs stand alone.
class Scan {
 public:
  Scan(std::string_view text, std::size_t values_max) : text_(text), values_max_(values_max) {}

  Result<void> run() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '"') {
        read_string();
        continue;
      }
      ++at_;
      if (c == '[' || c == '{') {
        if (++depth_ > limits::json_depth_max)
          return fail(ErrorKind::drift, "JSON that is nested deeper than {}", limits::json_depth_max);
        ++values_;
      } else if (c == ']' || c == '}') {
        if (depth_ > 0) --depth_;
      } else if (c == ',') {
        ++values_;
      }
      if (values_ > values_max_)
        return fail(ErrorKind::too_large, "JSON of more than {} values", values_max_);
    }
    return {};
  }

  const std::vector<std::size_t>& lone_halves() const { return lone_halves_; }

 private:
  void read_string() {
    for (++at_; at_ < text_.size() && text_[at_] != '"';) {
      if (text_[at_] != '\\') {
        at_ = std::min(text_.find_first_of("\"\\", at_), text_.size());
        continue;
      }
      const auto unit = escaped_unit(text_, at_);
      if (!unit) {
        at_ += 2;
        continue;
      }
      const auto next = is_first_half(*unit) ? escaped_unit(text_, at_ + escape_length) : std::nullopt;
      const bool is_pair = next && is_second_half(*next);
      if (!is_pair && (is_first_half(*unit) || is_second_half(*unit))) lone_halves_.push_back(at_);
      at_ += is_pair ? 2 * escape_length : escape_length;
    }
    ++at_;
  }

  std::string_view text_;
  std::size_t values_max_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
  std::size_t values_ = 0;
  std::vector<std::size_t> lone_halves_;
};

Result<json::value> parse(std::string_view text) {
  json::parse_options options;
  options.max_depth = limits::json_depth_max;
  options.allow_invalid_utf8 = true;
  boost::system::error_code error;
  // In a few large pieces, which go back to the system with the value.
  auto pieces = json::make_shared_resource<json::monotonic_resource>();
  auto value = json::parse({text.data(), text.size()}, error, std::move(pieces), options);
  if (error) return fail(ErrorKind::drift, "not JSON: {}", error.message());
  return value;
}

}  // namespace

Result<json::value> parse_json_text(std::string_view text, std::size_t values_max) {
  Scan scan{text, values_max};
  if (const auto scanned = scan.run(); !scanned) return failed(scanned);
  if (scan.lone_halves().empty()) return parse(text);
  std::string mended{text};
  for (const auto at : scan.lone_halves()) mended.replace(at, escape_length, "\\ufffd");
  return parse(mended);
}

}  // namespace cs2::provider

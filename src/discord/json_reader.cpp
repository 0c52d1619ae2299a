#include "discord/json_reader.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include "base/number.hpp"

namespace cs2::discord {
namespace {

constexpr std::uint32_t replacement = 0xFFFD;

bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

void append_code_point(std::string& out, std::uint32_t point) {
  const auto byte = [&](std::uint32_t value) { out += static_cast<char>(value); };
  if (point < 0x80) {
    byte(point);
  } else if (point < 0x800) {
    byte(0xC0 | (point >> 6));
    byte(0x80 | (point & 0x3F));
  } else if (point < 0x10000) {
    byte(0xE0 | (point >> 12));
    byte(0x80 | ((point >> 6) & 0x3F));
    byte(0x80 | (point & 0x3F));
  } else {
    byte(0xF0 | (point >> 18));
    byte(0x80 | ((point >> 12) & 0x3F));
    byte(0x80 | ((point >> 6) & 0x3F));
    byte(0x80 | (point & 0x3F));
  }
}

// The four digits behind "\u"; takes them away.
std::optional<std::uint32_t> take_unit(std::string_view& text) {
  if (text.size() < 4) return std::nullopt;
  const auto unit = parse_number<std::uint32_t>(text.substr(0, 4), 16);
  if (unit) text.remove_prefix(4);
  return unit;
}

// A code point behind "\u", which may be two units; a lone surrogate becomes U+FFFD.
std::uint32_t take_code_point(std::string_view& text) {
  const auto high = take_unit(text);
  if (!high) return replacement;
  if (*high < 0xD800 || *high > 0xDFFF) return *high;
  if (*high > 0xDBFF || !text.starts_with("\\u")) return replacement;

  auto behind = text.substr(2);
  const auto low = take_unit(behind);
  if (!low || *low < 0xDC00 || *low > 0xDFFF) return replacement;
  text = behind;
  return 0x10000 + ((*high - 0xD800) << 10) + (*low - 0xDC00);
}

std::string unescape(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto plain = std::min(text.find('\\'), text.size());
    out.append(text.substr(0, plain));
    text.remove_prefix(plain);
    if (text.size() < 2) break;
    const char code = text[1];
    text.remove_prefix(2);
    switch (code) {
      case 'n':
        out += '\n';
        break;
      case 't':
        out += '\t';
        break;
      case 'r':
        out += '\r';
        break;
      case 'b':
        out += '\b';
        break;
      case 'f':
        out += '\f';
        break;
      case 'u':
        append_code_point(out, take_code_point(text));
        break;
      default:
        out += code;
        break;
    }
  }
  return out;
}

}  // namespace

void JsonReader::skip_space() {
  while (at_ != end_ && is_space(*at_)) ++at_;
}

bool JsonReader::take(char expected) {
  skip_space();
  if (at_ == end_ || *at_ != expected) return false;
  ++at_;
  return true;
}

bool JsonReader::open(char bracket) {
  if (failed_ || stopped_) return false;
  if (take(bracket)) return true;
  skip();
  return false;
}

bool JsonReader::fail() {
  failed_ = true;
  at_ = end_;
  return false;
}

JsonReader::Kind JsonReader::kind() {
  skip_space();
  if (failed_ || at_ == end_) return Kind::nothing;
  switch (*at_) {
    case '{':
      return Kind::object;
    case '[':
      return Kind::array;
    case '"':
      return Kind::text;
    case 't':
    case 'f':
      return Kind::boolean;
    case 'n':
      return Kind::null;
    default:
      return Kind::number;
  }
}

// At an opening quote; ends behind the closing one.
bool JsonReader::skip_string() {
  const char* const begin = ++at_;
  while (true) {
    const auto* const quote =
        static_cast<const char*>(std::memchr(at_, '"', static_cast<std::size_t>(end_ - at_)));
    if (quote == nullptr) return fail();
    const char* first = quote;
    while (first != begin && first[-1] == '\\') --first;
    at_ = quote + 1;
    if ((quote - first) % 2 == 0) return true;
  }
}

std::optional<std::string_view> JsonReader::read_quoted() {
  const char* const begin = at_ + 1;
  if (!skip_string()) return std::nullopt;
  return std::string_view{begin, static_cast<std::size_t>(at_ - 1 - begin)};
}

std::string_view JsonReader::read_key(std::string& unescaped) {
  skip_space();
  if (at_ == end_ || *at_ != '"') return fail(), std::string_view{};
  const auto quoted = read_quoted();
  if (!quoted || !take(':')) return fail(), std::string_view{};
  if (quoted->find('\\') == std::string_view::npos) return *quoted;
  unescaped = unescape(*quoted);
  return unescaped;
}

std::string_view JsonReader::read_scalar() {
  const char* const begin = at_;
  while (at_ != end_ && !is_space(*at_) && std::strchr(",]}:\"[{", *at_) == nullptr) ++at_;
  if (at_ == begin) return fail(), std::string_view{};
  return {begin, static_cast<std::size_t>(at_ - begin)};
}

void JsonReader::skip() {
  skip_space();
  if (failed_ || at_ == end_) return static_cast<void>(fail());
  if (*at_ == '"') return static_cast<void>(skip_string());
  if (*at_ != '{' && *at_ != '[') return static_cast<void>(read_scalar());

  std::size_t depth = 0;
  while (at_ != end_) {
    switch (*at_) {
      case '"':
        if (!skip_string()) return;
        continue;
      case '{':
      case '[':
        ++depth;
        break;
      case '}':
      case ']':
        if (--depth == 0) return static_cast<void>(++at_);
        break;
      default:
        break;
    }
    ++at_;
  }
  fail();
}

std::string_view JsonReader::read_raw() {
  skip_space();
  const char* const begin = at_;
  skip();
  return failed_ ? std::string_view{} : std::string_view{begin, static_cast<std::size_t>(at_ - begin)};
}

std::optional<std::string> JsonReader::read_text() {
  if (kind() != Kind::text) return skip(), std::nullopt;
  const auto quoted = read_quoted();
  if (!quoted) return std::nullopt;
  if (quoted->find('\\') == std::string_view::npos) return std::string{*quoted};
  return unescape(*quoted);
}

std::optional<std::int64_t> JsonReader::read_integer() {
  if (kind() != Kind::number) return skip(), std::nullopt;
  return parse_number<std::int64_t>(read_scalar());
}

std::optional<double> JsonReader::read_number() {
  if (kind() != Kind::number) return skip(), std::nullopt;
  return parse_number<double>(read_scalar());
}

std::optional<bool> JsonReader::read_boolean() {
  if (kind() != Kind::boolean) return skip(), std::nullopt;
  const auto word = read_scalar();
  if (word == "true") return true;
  if (word == "false") return false;
  fail();
  return std::nullopt;
}

std::optional<std::uint64_t> JsonReader::read_digits() {
  if (kind() == Kind::number) return parse_number<std::uint64_t>(read_scalar());
  if (kind() != Kind::text) return skip(), std::nullopt;
  const auto quoted = read_quoted();
  return quoted ? parse_number<std::uint64_t>(*quoted) : std::nullopt;
}

void JsonReader::read(std::string& into) {
  if (auto value = read_text()) into = std::move(*value);
}

void JsonReader::read(std::int64_t& into) {
  if (const auto value = read_integer()) into = *value;
}

void JsonReader::read(std::uint64_t& into) {
  if (const auto value = read_digits()) into = *value;
}

void JsonReader::read(bool& into) {
  if (const auto value = read_boolean()) into = *value;
}

}  // namespace cs2::discord

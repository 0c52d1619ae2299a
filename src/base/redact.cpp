#include "base/redact.hpp"

#include <array>
#include <cctype>

namespace cs2 {
namespace {

bool is_token_character(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-';
}

std::size_t run_of_token_characters(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_token_character(text[end])) ++end;
  return end - at;
}

// base64(id) . time stamp . signature, by the lengths that Discord uses or has used.
std::size_t bot_token_at(std::string_view text, std::size_t at) {
  const auto first = run_of_token_characters(text, at);
  if (first < 20 || first > 32 || at + first >= text.size() || text[at + first] != '.') return 0;
  const auto second_at = at + first + 1;
  const auto second = run_of_token_characters(text, second_at);
  if (second < 5 || second > 8 || second_at + second >= text.size() || text[second_at + second] != '.')
    return 0;
  const auto third = run_of_token_characters(text, second_at + second + 1);
  if (third < 25) return 0;
  return first + 1 + second + 1 + third;
}

bool starts_with_ignoring_case(std::string_view text, std::size_t at, std::string_view word) {
  if (text.size() - at < word.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (std::tolower(static_cast<unsigned char>(text[at + i])) != word[i]) return false;
  }
  return true;
}

// The length of "/interactions/123/" and the like when it is at `at`, else 0. A calendar's address is its
// key.
std::size_t secret_path_at(std::string_view text, std::size_t at) {
  for (const std::string_view head : {"/interactions/", "/webhooks/", "/calendar/"}) {
    if (!text.substr(at).starts_with(head)) continue;
    std::size_t end = at + head.size();
    while (end < text.size() && std::isdigit(static_cast<unsigned char>(text[end])) != 0) ++end;
    if (end > at + head.size() && end < text.size() && text[end] == '/') return end + 1 - at;
  }
  return 0;
}

// The length of a key whose value is secret, up to where the value begins, else 0.
std::size_t secret_key_at(std::string_view text, std::size_t at) {
  static constexpr std::array parameters{std::string_view{"token="}, std::string_view{"apikey="},
                                         std::string_view{"key="}, std::string_view{"password="}};
  const bool word_begins = at == 0 || !is_token_character(text[at - 1]);
  if (word_begins) {
    for (const auto parameter : parameters) {
      if (starts_with_ignoring_case(text, at, parameter)) return parameter.size();
    }
  }
  if (!starts_with_ignoring_case(text, at, "authorization")) return 0;
  std::size_t end = at + std::string_view{"authorization"}.size();
  // Also as written in JSON, and in JSON inside JSON: \":\"Bot …
  while (end < text.size() &&
         (text[end] == '"' || text[end] == '\\' || text[end] == ':' || text[end] == ' ' || text[end] == '='))
    ++end;
  for (const std::string_view scheme : {"bot ", "bearer ", "apikey ", "basic "}) {
    if (starts_with_ignoring_case(text, end, scheme)) return end + scheme.size() - at;
  }
  return end > at + std::string_view{"authorization"}.size() ? end - at : 0;
}

bool ends_value(char c) {
  return c == ' ' || c == '"' || c == '\\' || c == '&' || c == '\n' || c == '\'' || c == ',' || c == ';';
}

// "scheme://user:password@": the length up to the password, and the password's length.
std::pair<std::size_t, std::size_t> credentials_at(std::string_view text, std::size_t at) {
  if (!text.substr(at).starts_with("://")) return {0, 0};
  const auto end = text.find_first_of("/ \"'\n?", at + 3);
  const auto authority = text.substr(at + 3, end == std::string_view::npos ? end : end - at - 3);
  const auto sign = authority.rfind('@');
  if (sign == std::string_view::npos) return {0, 0};
  const auto colon = authority.substr(0, sign).find(':');
  if (colon == std::string_view::npos) return {0, 0};
  return {3 + colon + 1, sign - colon - 1};
}

}  // namespace

std::string redact_patterns(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  const auto hide = [&](std::size_t& at, std::size_t kept, std::size_t hidden) {
    clean += text.substr(at, kept);
    if (hidden > 0) clean += redacted;
    at += kept + hidden;
  };

  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (c == '/') {
      if (const auto kept = secret_path_at(text, at); kept > 0) {
        std::size_t end = at + kept;
        while (end < text.size() && (is_token_character(text[end]) || text[end] == '.' || text[end] == '='))
          ++end;
        hide(at, kept, end - at - kept);
        continue;
      }
    }
    if (c == ':') {
      if (const auto [kept, hidden] = credentials_at(text, at); hidden > 0) {
        hide(at, kept, hidden);
        continue;
      }
    }
    if (const auto kept = secret_key_at(text, at); kept > 0) {
      std::size_t end = at + kept;
      while (end < text.size() && !ends_value(text[end])) ++end;
      hide(at, kept, end - at - kept);
      continue;
    }
    const bool word_begins = at == 0 || !is_token_character(text[at - 1]);
    if (word_begins) {
      if (const auto hidden = bot_token_at(text, at); hidden > 0) {
        hide(at, 0, hidden);
        continue;
      }
    }
    clean += c;
    ++at;
  }
  return clean;
}

}  // namespace cs2

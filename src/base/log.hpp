// Structured logs: one sentence and named values, as text on a terminal and as JSON lines elsewhere.
//
// Everything that is logged passes through `redact`: bot tokens, interaction and webhook tokens in paths,
// Authorization headers, `token=` parameters and every secret that was registered never reach a log.
#pragma once

#include <concepts>
#include <cstdint>
#include <exception>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace cs2::log {

enum class Level { debug, info, warning, error };
enum class Format { text, json };

// Until configured: text, info. `sink` is a file descriptor, standard error by default.
void configure(Format format, Level level, int sink = 2);
std::optional<Level> parse_level(std::string_view name);

// A value that must never be printed: a token, a key, a password. Shorter than 6 characters is ignored.
void register_secret(std::string_view secret);
std::string redact(std::string_view text);

struct Field {
  template <std::integral T>
  Field(std::string_view key, T number) : key(key), value(fmt::format("{}", number)), bare(true) {}
  template <std::floating_point T>
  Field(std::string_view key, T number) : key(key), value(fmt::format("{:.3f}", number)), bare(true) {}
  Field(std::string_view key, std::string_view text) : key(key), value(text) {}
  Field(std::string_view key, const char* text) : key(key), value(text) {}
  Field(std::string_view key, const std::string& text) : key(key), value(text) {}

  std::string_view key;
  std::string value;
  bool bare = false;  // a number or a truth value: not quoted in JSON
};

using Fields = std::initializer_list<Field>;

bool enabled(Level level);
void write(Level level, std::string_view message, Fields fields);

inline void debug(std::string_view message, Fields fields = {}) {
  if (enabled(Level::debug)) write(Level::debug, message, fields);
}
inline void info(std::string_view message, Fields fields = {}) {
  write(Level::info, message, fields);
}
inline void warning(std::string_view message, Fields fields = {}) {
  write(Level::warning, message, fields);
}
inline void error(std::string_view message, Fields fields = {}) {
  write(Level::error, message, fields);
}
// With `kind` and `detail`.
void warning(std::string_view message, const Error& error, Fields fields = {});
void error(std::string_view message, const Error& error, Fields fields = {});
// With `exception`.
void error(std::string_view message, const std::exception& broken);

}  // namespace cs2::log

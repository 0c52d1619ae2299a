// Writes JSON straight into a string: no tree, no second copy.
//
// Commas are placed by looking at the last character, so a value is written wherever the next one belongs.
// What is written is always valid: text is escaped, and bytes that are not UTF-8 become U+FFFD.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace cs2::discord {

class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out) {}

  void begin_object() { open('{'); }
  void end_object() { out_ += '}'; }
  void begin_array() { open('['); }
  void end_array() { out_ += ']'; }

  // `name` is one of ours and needs no escaping.
  void key(std::string_view name);
  void text(std::string_view value);
  void number(std::int64_t value);
  void digits(std::uint64_t value);  // as a string: ids and permissions
  void boolean(bool value);
  void null();
  void raw(std::string_view json);  // already JSON

  // A member of the open object.
  void member(std::string_view name, std::string_view value) { key(name), text(value); }
  void member(std::string_view name, const char* value) { key(name), text(value); }
  void member(std::string_view name, std::int64_t value) { key(name), number(value); }
  void member(std::string_view name, int value) { key(name), number(value); }
  void member(std::string_view name, bool value) { key(name), boolean(value); }

 private:
  void separate();
  void open(char bracket);
  std::string& out_;
};

}  // namespace cs2::discord

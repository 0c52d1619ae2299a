// Reads JSON where it lies: a cursor over the bytes, no tree and no copies.
//
// Most of what Discord sends is not for us (a guild is 18 KB, of which four values matter), so skipping is
// the fast path: it looks for brackets and quotes only, and what is skipped is not validated further. A value
// of another kind than the one asked for is skipped and reads as absent, as unknown or null values should.
// After the first broken byte `failed` stays true and every further read is absent.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cs2::discord {

class JsonReader {
 public:
  explicit JsonReader(std::string_view text) : at_(text.data()), end_(text.data() + text.size()) {}

  enum class Kind { object, array, text, number, boolean, null, nothing };
  Kind kind();

  // Calls `member(key)` for each member. A value that it does not read is skipped.
  template <class F>
  bool read_object(F&& member) {
    if (!open('{')) return false;
    if (take('}')) return true;
    std::string unescaped;
    while (true) {
      const auto key = read_key(unescaped);
      if (failed_) return false;
      if (!read_value([&] { member(key); })) return stopped_;
      if (take('}')) return true;
      if (!take(',')) return fail();
    }
  }

  // Calls `element()` for each element. A value that it does not read is skipped.
  template <class F>
  bool read_array(F&& element) {
    if (!open('[')) return false;
    if (take(']')) return true;
    while (true) {
      if (!read_value(element)) return stopped_;
      if (take(']')) return true;
      if (!take(',')) return fail();
    }
  }

  std::optional<std::string> read_text();
  std::optional<std::int64_t> read_integer();
  std::optional<double> read_number();
  std::optional<bool> read_boolean();
  // Ids and permissions: digits in a string, or a plain number.
  std::optional<std::uint64_t> read_digits();

  // The same for a place that has a value already, which stays when the value is absent. An uint64 is read as
  // digits.
  void read(std::string& into);
  void read(std::int64_t& into);
  void read(std::uint64_t& into);
  void read(bool& into);

  // Skips one value and gives its bytes.
  std::string_view read_raw();
  void skip();
  // What has not been read yet.
  std::string_view rest() const { return {at_, static_cast<std::size_t>(end_ - at_)}; }

  // Nothing more is wanted: every reading function returns at once. Not a failure.
  void stop() { stopped_ = true; }
  bool failed() const { return failed_; }

 private:
  template <class F>
  bool read_value(F&& value) {
    skip_space();
    const char* const before = at_;
    value();
    if (at_ == before && !stopped_) skip();
    return !failed_ && !stopped_;
  }

  void skip_space();
  bool take(char expected);
  bool open(char bracket);
  bool fail();
  bool skip_string();
  std::string_view read_scalar();
  std::string_view read_key(std::string& unescaped);
  std::optional<std::string_view> read_quoted();

  const char* at_;
  const char* end_;
  bool failed_ = false;
  bool stopped_ = false;
};

}  // namespace cs2::discord

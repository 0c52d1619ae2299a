// What can go wrong because of input or of another party.
//
// The kind decides what happens next, the detail is for the log; a user reads one sentence per kind, never a
// detail. A broken world (database gone, disk full) is an exception instead, and our own mistakes are
// assertions.
#pragma once

#include <fmt/format.h>

#include <chrono>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace cs2 {

enum class ErrorKind {
  invalid,       // the input breaks a rule; the same input fails again
  not_found,     // it is not there
  unauthorized,  // the key or token is missing or wrong; retrying cannot help
  forbidden,     // known to the other party, but not allowed
  conflict,      // somebody else changed it first; read again and retry
  rate_limited,  // too early; `retry_after` says when
  blocked,       // the other party refuses us as a client (challenge page, IP block); pause for long
  drift,         // the shape is not the one we know; retrying cannot help, a human must look
  too_large,     // a bound of base/limits/ was passed
  timeout,       // no answer in time; it may have happened
  unavailable,   // the other party or the connection failed; retry later
  cancelled,     // we are stopping
};

std::string_view name(ErrorKind kind);

struct Error {
  ErrorKind kind;
  std::string detail;
  // From the other party: do not ask again before this long.
  std::optional<std::chrono::milliseconds> retry_after = {};
};

template <class T>
using Result = std::expected<T, Error>;

template <class... Args>
std::unexpected<Error> fail(ErrorKind kind, fmt::format_string<Args...> detail, Args&&... args) {
  return std::unexpected(Error{.kind = kind, .detail = fmt::format(detail, std::forward<Args>(args)...)});
}

template <class... Args>
std::unexpected<Error> invalid(fmt::format_string<Args...> detail, Args&&... args) {
  return fail(ErrorKind::invalid, detail, std::forward<Args>(args)...);
}

// Hands an error on: `if (!match) return failed(match);`
template <class T>
std::unexpected<Error> failed(const Result<T>& result) {
  return std::unexpected(result.error());
}

}  // namespace cs2

// Time, behind one small interface so that a test or the demo can move it.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cs2 {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

// A moment in UTC; everywhere in the program and in the database times are Unix milliseconds.
using Timestamp = std::chrono::sys_time<milliseconds>;

constexpr std::int64_t unix_milliseconds(Timestamp at) {
  return at.time_since_epoch().count();
}
constexpr std::int64_t unix_seconds(Timestamp at) {
  return std::chrono::floor<seconds>(at).time_since_epoch().count();
}
constexpr Timestamp from_unix_milliseconds(std::int64_t value) {
  return Timestamp{milliseconds{value}};
}
constexpr Timestamp from_unix_seconds(std::int64_t value) {
  return Timestamp{seconds{value}};
}

// ISO 8601 in UTC, for example 2026-07-12T21:00:00Z; milliseconds only where there are any.
std::string to_iso8601(Timestamp at);
// A day alone: 2026-07-12.
std::string to_iso_date(std::chrono::year_month_day date);
// Accepts what the sources and Discord send: `Z` or an offset, and up to nine decimals of a second.
std::optional<Timestamp> parse_iso8601(std::string_view text);

// "Mon, 23 Nov 2026 18:00:00 GMT", the only form that HTTP still allows to send (RFC 9110, 5.6.7). The name
// of the weekday is not checked.
std::string to_http_date(Timestamp at);
std::optional<Timestamp> parse_http_date(std::string_view text);

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Timestamp now() const = 0;
  // How long a wait of `duration` on this clock takes in real time.
  virtual milliseconds real(milliseconds duration) const { return duration; }
};

class SystemClock : public Clock {
 public:
  Timestamp now() const override;
};

// Stands still until it is moved. Safe to read and move from several threads.
class ManualClock : public Clock {
 public:
  explicit ManualClock(Timestamp start) : now_(start.time_since_epoch().count()) {}
  Timestamp now() const override { return from_unix_milliseconds(now_); }
  void advance(milliseconds by) { now_ += by.count(); }
  void set(Timestamp at) { now_ = at.time_since_epoch().count(); }

 private:
  std::atomic<std::int64_t> now_;
};

// Runs `speed` times as fast as real time, from `start` on: the demo's day passes in minutes.
class AcceleratedClock : public Clock {
 public:
  AcceleratedClock(Timestamp start, double speed);
  Timestamp now() const override;
  milliseconds real(milliseconds duration) const override;

 private:
  Timestamp start_;
  std::chrono::steady_clock::time_point begun_;
  double speed_;
};

}  // namespace cs2

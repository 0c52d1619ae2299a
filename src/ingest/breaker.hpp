// How long a source is left alone after failures.
//
// A feed that failed waits, longer each time. After a few failures in a row of any of its feeds the whole
// source waits (the circuit is open); then one request tries again, and a success lets everything flow as
// before.
#pragma once

#include <map>
#include <string>

#include "base/clock.hpp"
#include "base/limits/ingest.hpp"
#include "base/result.hpp"
#include "io/backoff.hpp"

namespace cs2::ingest {

class Breaker {
 public:
  // True when this is the first failure of the feed since it last succeeded.
  bool failed(const std::string& feed, const Error& error, Timestamp now);
  // True when the feed had failed before.
  bool succeeded(const std::string& feed);

  Timestamp paused_until(const std::string& feed) const;
  // The clock was ahead: pauses that began in the future begin now.
  void forget_future(Timestamp now);
  int failures(const std::string& feed) const;

 private:
  struct State {
    int failures = 0;
    Timestamp paused_at = {};
    milliseconds pause = {};
    io::Backoff backoff{limits::ingest_pause_min, limits::ingest_pause_max};
    io::Backoff drift_backoff{limits::ingest_drift_pause_min, limits::ingest_drift_pause_max};

    Timestamp paused_until() const { return paused_at + pause; }
  };
  static milliseconds pause_after(const Error& error, State& state);

  std::map<std::string, State> feeds_;
  State source_;
};

}  // namespace cs2::ingest

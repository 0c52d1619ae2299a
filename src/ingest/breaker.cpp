#include "ingest/breaker.hpp"
#include "base/limits/ingest.hpp"

#include <algorithm>

namespace cs2::ingest {

bool Breaker::failed(const std::string& feed, const Error& error, Timestamp now) {
  auto& state = feeds_[feed];
  state.paused_at = now;
  state.pause = pause_after(error, state);
  // A list whose shape has changed says nothing about the others.
  const bool list_alone = error.kind == ErrorKind::drift || error.kind == ErrorKind::too_large;
  if (!list_alone && ++source_.failures >= limits::ingest_failures_open) {
    source_.paused_at = now;
    source_.pause = source_.backoff.next();
  }
  // These speak of the source, not of one of its lists.
  const bool whole = error.kind == ErrorKind::unauthorized || error.kind == ErrorKind::blocked ||
                     error.kind == ErrorKind::rate_limited;
  if (whole && source_.paused_until() < state.paused_until()) {
    source_.paused_at = state.paused_at;
    source_.pause = state.pause;
  }
  return ++state.failures == 1;
}

milliseconds Breaker::pause_after(const Error& error, State& state) {
  const auto asked = error.retry_after.value_or(milliseconds{0});
  switch (error.kind) {
    case ErrorKind::unauthorized:
    case ErrorKind::forbidden:
    case ErrorKind::invalid:
    case ErrorKind::not_found:
      return std::max<milliseconds>(asked, limits::ingest_refused_pause);
    case ErrorKind::drift:
    case ErrorKind::too_large:
      return std::max<milliseconds>(asked, state.drift_backoff.next());
    default:
      return std::max(asked, state.backoff.next());
  }
}

bool Breaker::succeeded(const std::string& feed) {
  auto& state = feeds_[feed];
  const bool recovered = state.failures > 0;
  state = {};
  source_ = {};
  return recovered;
}

Timestamp Breaker::paused_until(const std::string& feed) const {
  const auto found = feeds_.find(feed);
  if (found == feeds_.end()) return source_.paused_until();
  return std::max(found->second.paused_until(), source_.paused_until());
}

void Breaker::forget_future(Timestamp now) {
  source_.paused_at = std::min(source_.paused_at, now);
  for (auto& [feed, state] : feeds_) state.paused_at = std::min(state.paused_at, now);
}

int Breaker::failures(const std::string& feed) const {
  const auto found = feeds_.find(feed);
  return found == feeds_.end() ? 0 : found->second.failures;
}

}  // namespace cs2::ingest

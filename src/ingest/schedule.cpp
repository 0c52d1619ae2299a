#include "ingest/schedule.hpp"

#include <algorithm>

namespace cs2::ingest {
namespace {

using namespace std::chrono_literals;

constexpr milliseconds about_to_start = 10min;
constexpr milliseconds night = 3h;
constexpr milliseconds between_subjects = 1min;

}  // namespace

milliseconds interval(const provider::Feed& feed, PollingRate tempo) {
  switch (tempo) {
    case PollingRate::live:
      return feed.every_live;
    case PollingRate::idle:
      return feed.every_idle;
    case PollingRate::night:
      return feed.every_night;
  }
  return feed.every_idle;
}

PollingRate tempo_of(const Upcoming& upcoming, Timestamp now) {
  if (upcoming.any_live) return PollingRate::live;
  if (!upcoming.next_start) return PollingRate::night;
  const auto ahead = *upcoming.next_start - now;
  if (ahead < -agenda_behind) return PollingRate::night;
  if (ahead <= about_to_start) return PollingRate::live;
  return ahead <= night ? PollingRate::idle : PollingRate::night;
}

Timestamp next_reading(const provider::Feed& feed, const Readings& readings, const provider::Budget& budget,
                       PollingRate tempo, Timestamp now) {
  auto at = now;
  const auto pause = readings.is_unfinished ? 0ms : feed.about ? between_subjects : interval(feed, tempo);
  if (readings.tried_at) at = std::max(at, *readings.tried_at + pause);
  at = std::max(at, readings.paused_until);
  return std::max(at, budget.next(now, feed.cost));
}

}  // namespace cs2::ingest

// Which feed is due when: faster around matches, slower at night, never above a budget. Pure.
#pragma once

#include <optional>

#include "base/clock.hpp"
#include "provider/provider.hpp"

namespace cs2::ingest {

enum class PollingRate { live, idle, night };

// What the store knows of the next hours.
struct Upcoming {
  bool any_live = false;
  std::optional<Timestamp> next_start;  // of a match that has not begun; may be in the past when it is late
};

// live: a match runs, starts within minutes or should have started; night: nothing starts for hours.
PollingRate tempo_of(const Upcoming& upcoming, Timestamp now);

// How far back and ahead an agenda looks: who is later than that was forgotten by the source.
inline constexpr milliseconds agenda_behind = hours{3};
inline constexpr milliseconds agenda_ahead = hours{4};

// A feed's past, as far as it decides what comes.
struct Readings {
  std::optional<Timestamp> tried_at;
  Timestamp paused_until;      // after failures
  bool is_unfinished = false;  // it asks by name, and not all could be asked about at once
};

// How long a reading of the feed is current, or of one thing where the feed asks by name.
milliseconds interval(const provider::Feed& feed, PollingRate tempo);

// When to ask for the feed next; `now` when it is due. One that asks by name is due every minute: who is
// asked about is another question.
Timestamp next_reading(const provider::Feed& feed, const Readings& readings, const provider::Budget& budget,
                       PollingRate tempo, Timestamp now);

}  // namespace cs2::ingest

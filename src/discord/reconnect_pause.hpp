// How long a shard waits before its next connection.
//
// Two things can fail again and again, and each is tried more and more rarely by itself: reaching Discord, up
// to its hello, and starting a session, from identify to READY, of which there are only so many a day. So
// what an outage has cost is not paid once more by the session after it, and a loop of sessions that Discord
// does not want does not use up the day's.
#pragma once

#include <algorithm>
#include <optional>
#include <utility>

#include "base/limits/discord.hpp"
#include "discord/session.hpp"
#include "io/backoff.hpp"

namespace cs2::discord {

class ReconnectPause {
 public:
  void on_hello() { reach_.reset(); }
  void on_identify() { identifying_ = true; }
  // READY or RESUMED.
  void on_ready(Timestamp now) {
    ready_since_ = now;
    identifying_ = false;
    identify_.reset();
  }

  // Of the connection that has just ended. A session that lasted comes back as soon as Discord wants.
  milliseconds after(const Ending& ending, Timestamp now) {
    const auto ready_since = std::exchange(ready_since_, std::nullopt);
    const bool identified = std::exchange(identifying_, false);
    if (ready_since && now - *ready_since >= limits::gateway_stable_after) return ending.pause;
    return std::max(ending.pause, (identified ? identify_ : reach_).next());
  }

 private:
  io::Backoff reach_{limits::gateway_pause_min, limits::gateway_pause_max};
  io::Backoff identify_{limits::gateway_pause_min, limits::gateway_pause_max};
  bool identifying_ = false;
  std::optional<Timestamp> ready_since_;
};

}  // namespace cs2::discord

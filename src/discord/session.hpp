// One shard's conversation with the gateway, without sockets and timers: payloads and the time in, steps out.
//
// A connection begins with Discord's hello. We identify, or resume when a session is held; from then on a
// heartbeat goes out every interval, the first one after a random part of it. If no acknowledgement came
// between two heartbeats, the connection is a zombie: it is dropped and the session resumed. Acknowledgements
// do not confirm a session: READY or RESUMED has to come within limits::gateway_confirm_max.
// A session survives every end of a connection but four: Discord says it is invalid (op 9, close codes 4003,
// 4007, 4009), it leaves the resume unanswered, the connection to resume on fails, or we stop. Discord allows
// 120 payloads a minute; ten are kept for heartbeats, and beyond that a demand for one is not answered.
#pragma once

#include <algorithm>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "discord/gateway.hpp"

namespace cs2::discord {

struct SessionSettings {
  std::string token;
  std::uint64_t intents = 1;
  ShardPlace place;
  std::function<double()> chance;  // uniform in [0, 1)
};

enum class EndReason {
  dropped,          // no close frame
  closed,           // by Discord, with a code that may be mended
  zombie,           // heartbeats were not acknowledged
  silent,           // no hello
  unconfirmed,      // neither READY nor RESUMED
  asked,            // op 7
  invalid_session,  // op 9
  garbled,          // not the protocol that we know
  refused           // for good
};

std::string_view name(EndReason reason);  // a metric label

// Why the connection is over, and what follows: a new one, after the pause, or nothing.
struct Ending {
  EndReason reason = EndReason::dropped;
  milliseconds pause = {};            // Discord wants 1 to 5 s after an invalid session
  std::optional<Error> refusal = {};  // the sentence for the operator
};

struct Step {
  std::optional<std::string> send = {};
  bool identifies = false;  // `send` is an identify
  std::optional<GatewayEvent> event = {};
  std::optional<milliseconds> heartbeat_took = {};
  std::optional<Ending> ending = {};  // drop the connection
};

class Session {
 public:
  explicit Session(SessionSettings settings);

  // Whether the next connection resumes, and where to.
  bool resumes() const { return !session_id_.empty(); }
  const std::string& resume_url() const { return resume_url_; }
  // The connection to resume on could not be made: the next one identifies.
  void forget();

  void connected(Timestamp now);
  Step receive(std::string_view payload, Timestamp now);
  // To be called at `due`, or later.
  Step tick(Timestamp now);
  Timestamp due() const { return greeted() && !ready_ ? std::min(due_, confirm_by_) : due_; }
  // The connection has ended; 0 without a close frame.
  Ending ended(int close_code);

  // Discord has said hello on this connection.
  bool greeted() const { return interval_ > milliseconds{0}; }
  // Discord has confirmed the session on this connection.
  bool ready() const { return ready_; }

 private:
  Step greet(std::string_view data, Timestamp now);
  Step dispatch(std::string_view type, std::string_view data);
  Step invalidate(std::string_view data);
  Step acknowledge(Timestamp now);
  Step end(EndReason reason, milliseconds pause = {});
  std::string identify() const;
  std::string resume() const;
  std::string heartbeat() const;
  bool may_send(int per_minute, Timestamp now);

  SessionSettings settings_;
  std::string session_id_;
  std::string resume_url_;
  std::optional<std::int64_t> sequence_;

  // Of this connection.
  bool ready_ = false;
  milliseconds interval_{};  // zero before hello
  Timestamp due_{};          // hello before, the next heartbeat after it
  Timestamp confirm_by_{};   // READY or RESUMED
  Timestamp heartbeat_at_{};
  bool acknowledged_ = true;
  std::deque<Timestamp> sent_;
};

}  // namespace cs2::discord

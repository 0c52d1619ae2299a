// Discord's gateway: the shards of one process.
//
// Each shard is one coroutine: connect, hello, identify or resume, then read until the connection ends.
// Heartbeats are jittered; two without an acknowledgement between them mean a dead connection (zombie), which
// is dropped and resumed. Pauses grow while Discord cannot be reached, until its hello, and while it does not
// confirm a new session; so neither an outage nor a loop of identifies is paid for by the other. Close codes
// that cannot be mended end `run` with a sentence for the operator.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "base/metrics.hpp"
#include "base/result.hpp"
#include "discord/rest.hpp"
#include "discord/types.hpp"
#include "io/loop.hpp"

namespace cs2::discord {

struct Resumed {};

// Only what the bot needs; everything else that Discord sends is skipped without being built.
using GatewayEvent = std::variant<Ready, Resumed, GuildCreate, GuildDelete, ChannelDelete, Interaction>;

struct ShardPlace {
  int shard = 0;
  int count = 1;
};

struct GatewaySettings {
  std::string token;
  std::optional<int> shard_count;  // absent: as Discord recommends
  bool compress = true;            // zlib-stream
  std::uint64_t intents = 1;       // GUILDS
};

class Gateway {
 public:
  using Handler = std::function<void(ShardPlace, GatewayEvent)>;  // called on the loop, must not wait

  Gateway(io::Loop& loop, Rest& rest, Metrics& metrics, GatewaySettings settings, Handler handler);
  ~Gateway();

  // Until the loop stops (Stopped passes through) or Discord refuses for good: unauthorized (token),
  // forbidden (intents), invalid (sharding, version). The detail is the sentence for the operator.
  Task<Result<void>> run();

  // From any thread.
  bool ready() const;  // every shard has a session
  int shard_count() const;

 private:
  struct State;
  std::shared_ptr<State> state_;  // coroutines that still wait keep it
};

}  // namespace cs2::discord

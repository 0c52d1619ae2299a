// What arrives on the gateway: bytes to values.
//
// Discord sends everything it knows about every guild; the bot keeps four values of each. So nothing is built
// that is not kept: the envelope is read without touching its data, events that the bot does not know are
// never looked into, and reading stops at the last value that is wanted. No channels are kept either, so
// channels that Discord hides from us (name "___hidden___", flag 1 << 17) need no care here; who starts
// keeping them must test that flag.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "discord/gateway.hpp"

namespace cs2::discord {

enum class Opcode : std::int64_t {
  dispatch = 0,
  heartbeat = 1,
  identify = 2,
  resume = 6,
  reconnect = 7,
  invalid_session = 9,
  hello = 10,
  heartbeat_ack = 11
};

// Views into the text it was parsed from.
struct Envelope {
  Opcode op = Opcode::dispatch;
  std::optional<std::int64_t> sequence;
  std::string_view type;  // of a dispatch: "READY"
  std::string_view data;  // begins with the value of `d`; more may follow
};

Result<Envelope> parse_envelope(std::string_view text);

// Nothing for an event that the bot does not know.
Result<std::optional<GatewayEvent>> parse_event(std::string_view type, std::string_view data);

Result<milliseconds> parse_hello(std::string_view data);  // the heartbeat interval

}  // namespace cs2::discord

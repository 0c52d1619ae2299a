// Payloads of any bytes move a session or end its connection; whatever it sends is JSON within Discord's
// bound.
#include <boost/json.hpp>
#include <cstdint>
#include <cstdlib>

#include "base/limits/discord.hpp"
#include "base/log.hpp"
#include "discord/session.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace cs2;
  static const bool quiet = [] {
    log::configure(log::Format::text, log::Level::error);
    return true;
  }();
  static_cast<void>(quiet);
  std::string_view text{reinterpret_cast<const char*>(bytes), size};
  discord::Session session{{.token = "token", .place = {}, .chance = [] { return 0.5; }}};
  Timestamp now{seconds{1'790'000'000}};
  session.connected(now);

  // A payload a line.
  while (!text.empty()) {
    const auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    now += seconds{1};
    for (const auto& step : {session.receive(line, now), session.tick(now)}) {
      if (!step.send) continue;
      boost::system::error_code broken;
      static_cast<void>(boost::json::parse(*step.send, broken));
      if (broken || step.send->size() > limits::gateway_send_bytes) std::abort();
    }
  }
  return 0;
}

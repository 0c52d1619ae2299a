// What Discord tells of channels, threads, scheduled events and a guild's owner, in any bytes, is read or
// refused within the bounds, and an event that was read is written as valid JSON.
#include <boost/json.hpp>
#include <cstdint>
#include <cstdlib>

#include "base/limits/discord.hpp"
#include "discord/json.hpp"

namespace {

void expect(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace cs2;
  const std::string_view text{reinterpret_cast<const char*>(bytes), size};
  if (const auto channel = discord::parse_channel(text)) {
    expect(channel->id && channel->tags.size() <= limits::forum_tags);
  }
  if (const auto owner = discord::parse_owner(text)) expect(static_cast<bool>(*owner));
  if (const auto threads = discord::parse_threads(text)) expect(threads->size() <= limits::threads_listed);
  if (const auto messages = discord::parse_messages(text))
    expect(messages->size() <= limits::messages_listed);
  if (const auto events = discord::parse_events(text)) {
    expect(events->size() <= limits::events_listed);
    for (const auto& listed : *events) {
      boost::system::error_code broken;
      const auto written = boost::json::parse(discord::event_to_json(listed.event), broken);
      expect(listed.id && !broken && written.is_object());
    }
  }
  return 0;
}

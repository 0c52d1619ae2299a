// The role that answers people.
//
// An interaction is answered within Discord's three seconds: its handler runs on the blocking pool, and when
// that takes longer than limits::interaction_defer_after, "thinking…" is shown and replaced later.
// Suggestions are made on the loop from memory, at every keystroke. Whatever goes wrong, the asker reads one
// sentence; its number is in the log.
#pragma once

#include <memory>
#include <string>

#include "base/clock.hpp"
#include "base/limits/discord.hpp"
#include "base/metrics.hpp"
#include "discord/gateway.hpp"
#include "discord/rest.hpp"
#include "io/blocking.hpp"
#include "io/loop.hpp"
#include "locale/language.hpp"
#include "store/store.hpp"

namespace cs2::bot {

struct Clocks {
  const Clock& story;  // what "now", "today" and "next" mean; the demo moves it
  const Clock& real;   // Discord's own time, for the age of interactions
};

class Bot {
 public:
  // `public_url` as in Call.
  Bot(io::Loop& loop, io::Blocking& blocking, store::Store& store, discord::Rest& rest,
      const locale::Catalogue& catalogue, Clocks clocks, Metrics& metrics, std::string public_url = {});
  ~Bot();

  // On the loop; returns at once.
  void handle(discord::ShardPlace place, discord::GatewayEvent event);

  // Keeps the names for suggestions fresh and writes down which guilds we are in, until the loop stops.
  Task<void> run();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace cs2::bot

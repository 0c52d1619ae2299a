// Deliveries that were claimed, turned into messages. Blocks.
#pragma once

#include <vector>

#include "locale/language.hpp"
#include "notify/kind_definition.hpp"
#include "store/guild/guilds.hpp"
#include "store/notify/outbox.hpp"
#include "store/store.hpp"

namespace cs2::notify {

struct Prepared {
  store::Delivery delivery;
  Rendered told = Dropped{};
  Timestamp happened_at = {};  // what it tells, as far as we know
  int subscribers = 0;         // subscriptions that it serves
  std::int64_t revision = 0;   // of the match that the message shows
  std::optional<store::Posted> existing_message =
      {};                        // the message that is changed: its own, or one to be corrected
  bool stays_open = false;       // it goes on following its match
  std::string thread_name = {};  // of the thread or post for its match; empty: none is wanted
  std::uint64_t thread = 0;      // that is there already
  std::vector<std::uint64_t> possible_duplicates = {};  // beside which one may have been made unnoticed
  std::optional<Timestamp> held_until = {};             // the server is quiet until then
  std::vector<store::DeliveryId> merged_with = {};      // whose news the message tells too
};

// When a server's quiet hours end that hold at `now`; nothing outside of them.
std::optional<Timestamp> end_of_quiet_hours(const store::GuildSettings& settings, Timestamp now);

// One for each, in the same order. Those that say the same to readers alike are rendered once.
std::vector<Prepared> prepare(store::Store& store, const std::vector<store::Delivery>& deliveries,
                              const locale::Catalogue& catalogue);

}  // namespace cs2::notify

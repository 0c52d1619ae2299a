// Loaded deliveries, turned into what is sent. Pure.
#pragma once

#include <vector>

#include "locale/language.hpp"
#include "notify/load.hpp"

namespace cs2::notify {

// A delivery with its content.
struct Notification {
  store::Delivery delivery;
  Rendered rendered = Dropped{};
  Timestamp happened_at = {};  // what it is about, as far as we know
  int subscribers = 0;         // subscriptions that it serves
  std::int64_t revision = 0;   // of the match that the message shows
  std::optional<store::Posted> existing_message =
      {};                        // the message that is changed: its own, or one to be corrected
  bool stays_open = false;       // it goes on following its match
  std::string thread_name = {};  // of the thread or post for its match; empty: none is wanted
  std::uint64_t thread = 0;      // that is there already
  std::vector<std::uint64_t> possible_duplicates = {};  // beside which one may have been made unnoticed
  std::vector<std::string> constant_parts = {};  // of a message that changes: what it contains all the time
  std::optional<Timestamp> held_until = {};      // the server is quiet until then
  std::vector<store::DeliveryId> merged_with = {};  // which the message contains too
};

// One for each, in the same order. Those that say the same to readers alike are rendered once.
std::vector<Notification> compose(const std::vector<LoadedDelivery>& deliveries,
                                  const locale::Catalogue& catalogue);

}  // namespace cs2::notify

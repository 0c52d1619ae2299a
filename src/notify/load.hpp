// Everything that a batch of claimed deliveries needs to become messages. Blocks.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "notify/kind_definition.hpp"
#include "store/guild/guilds.hpp"
#include "store/guild/people.hpp"
#include "store/notify/outbox.hpp"
#include "store/store.hpp"

namespace cs2::notify {

// A delivery that shares a message with others.
struct DigestPart {
  store::Delivery delivery;
  NoticeFacts facts;
  bool hides_scores = false;  // some of its own subscribers chose that
};

struct LoadedDelivery {
  store::Delivery delivery;
  NoticeFacts facts;
  store::GuildSettings settings;                   // of the server
  store::PersonSettings person;                    // of direct messages
  std::optional<store::Posted> existing_message;   // its own, or the one that it edits
  std::vector<DigestPart> held_with;               // for the same target, since quiet hours
  std::vector<DigestPart> edited;                  // what the message says that it edits
  std::uint64_t thread = 0;                        // of its match, that is there already
  std::vector<std::uint64_t> possible_duplicates;  // beside which it may have been posted unnoticed
};

// One for each, in the same order. Most of it is read with one statement for all of them.
std::vector<LoadedDelivery> load(store::Store& store, const std::vector<store::Delivery>& deliveries);

}  // namespace cs2::notify

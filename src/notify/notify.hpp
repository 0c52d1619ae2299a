// The role that notifies: changes become deliveries, deliveries become messages.
//
// Planning and delivering go on side by side, in any number of processes over one store; see
// store/notify/outbox.hpp. What was sent is written down in batches, and until it is, its channel stays
// leased: should the process die in between, another sends the same nonce and Discord knows the message.
#pragma once

#include <memory>

#include "base/clock.hpp"
#include "base/limits/notify.hpp"
#include "base/metrics.hpp"
#include "discord/rest.hpp"
#include "io/blocking.hpp"
#include "io/loop.hpp"
#include "locale/language.hpp"
#include "store/store.hpp"

namespace cs2::notify {

struct NotifySettings {
  int at_once = limits::claimed_at_once;         // deliveries under way
  int in_line = limits::deliveries_in_line_max;  // requests that wait for their turn, before more is claimed
  milliseconds lease = limits::delivery_lease;
};

class Notify {
 public:
  // `story` is the clock of the matches, which the store has too.
  Notify(io::Loop& loop, io::Blocking& blocking, store::Store& store, discord::Rest& rest,
         const locale::Catalogue& catalogue, const Clock& story, Metrics& metrics,
         NotifySettings settings = {});
  ~Notify();

  // Until the loop stops.
  Task<void> run();

 private:
  struct State;
  std::shared_ptr<State> state_;  // deliveries under way keep it
};

}  // namespace cs2::notify

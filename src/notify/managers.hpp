// Reports to a server's managers, once, that a channel takes nothing from us: in the server's notice channel,
// or where there is none or that is the one, by a direct message to the owner.
#pragma once

#include "discord/rest.hpp"
#include "io/blocking.hpp"
#include "locale/language.hpp"
#include "store/store.hpp"

namespace cs2::notify {

class Managers {
 public:
  Managers(io::Blocking& blocking, store::Store& store, discord::Rest& rest,
           const locale::Catalogue& catalogue)
      : blocking_(blocking), store_(store), rest_(rest), catalogue_(catalogue) {}

  // Every blocked target that is not reported yet. What reaches nobody is in the log, and in /why.
  Task<void> report();

 private:
  Task<void> note_deleted(discord::Snowflake channel);
  Task<bool> write_to_owner(discord::Snowflake guild, discord::Message message);

  io::Blocking& blocking_;
  store::Store& store_;
  discord::Rest& rest_;
  const locale::Catalogue& catalogue_;
};

}  // namespace cs2::notify

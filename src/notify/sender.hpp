// A delivery on its way through Discord: the steps that its destination takes, each of them done once.
//
// What a step made is in the settlement even where a later one failed, so that the next attempt goes on from
// there. A message is safe to repeat by its nonce; for posts and events, which have none, Discord is asked
// first whether the last attempt made one.
#pragma once

#include <map>

#include "base/clock.hpp"
#include "discord/rest.hpp"
#include "notify/prepare.hpp"
#include "store/notify/outbox.hpp"

namespace cs2::notify {

class Sender {
 public:
  // `story` is the clock of the matches, `real` that of Discord.
  Sender(discord::Rest& rest, const Clock& story, const Clock& real)
      : rest_(rest), clock_(story), real_(real) {}

  // `prepared` outlives it.
  Task<store::DeliveryResult> send(const Prepared& prepared);

 private:
  Task<store::DeliveryResult> send_message(const Prepared& prepared, discord::Message message);
  Task<discord::RestResult<store::Posted>> write(const Prepared& prepared, discord::Message message);
  Task<discord::RestResult<store::Posted>> create(const Prepared& prepared, discord::Message message);
  Task<discord::RestResult<store::Posted>> create_in(const Prepared& prepared, discord::Snowflake channel,
                                                     discord::Message message);
  Task<discord::RestResult<discord::Snowflake>> find_message(const Prepared& prepared,
                                                             discord::Snowflake channel,
                                                             const std::string& content);
  Task<discord::RestResult<store::Posted>> create_post(const Prepared& prepared, discord::Message message);
  bool is_unnoticed(const Prepared& prepared, discord::Snowflake made) const;
  Task<discord::RestResult<discord::Snowflake>> find_post(const Prepared& prepared);
  Task<discord::RestResult<discord::Snowflake>> channel_of(Destination destination);
  Task<discord::RestResult<void>> open_thread(const Prepared& prepared, store::Posted& posted);
  Task<discord::RestResult<void>> publish(store::Posted& posted);

  Task<store::DeliveryResult> keep_event(const Prepared& prepared, EventState told);
  Task<discord::RestResult<void>> create_event(const Prepared& prepared, discord::ScheduledEvent event,
                                               store::Posted& posted);
  Task<discord::RestResult<void>> change_event(const EventState& told, const store::Posted& posted);

  discord::Rest& rest_;
  const Clock& clock_;
  const Clock& real_;
  std::map<std::uint64_t, discord::Snowflake> direct_channels_;  // of people
};

}  // namespace cs2::notify

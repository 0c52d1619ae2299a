// A delivery on its way through Discord: the steps that its destination takes, each of them done once.
//
// What a step made is in the result even where a later one failed, so that the next attempt goes on from
// there. A message is safe to repeat by its nonce; for posts and events, which have none, Discord is asked
// first whether the last attempt made one.
#pragma once

#include <map>

#include "base/clock.hpp"
#include "discord/rest.hpp"
#include "notify/compose.hpp"
#include "store/notify/outbox.hpp"

namespace cs2::notify {

class Sender {
 public:
  // `clock` is that of the matches, `real` that of Discord.
  Sender(discord::Rest& rest, const Clock& clock, const Clock& real)
      : rest_(rest), clock_(clock), real_(real) {}

  // `notification` outlives it. A channel is asked once whose it is, and nothing is sent to another server's.
  Task<store::DeliveryResult> send(const Notification& notification);

 private:
  Task<store::DeliveryResult> send_message(const Notification& notification);
  Task<store::DeliveryResult> send_to_channel(const Notification& notification);
  Task<discord::RestResult<store::Posted>> write(const Notification& notification, discord::Message message);
  Task<discord::RestResult<store::Posted>> create(const Notification& notification, discord::Message message);
  Task<discord::RestResult<store::Posted>> create_in(const Notification& notification,
                                                     discord::Snowflake channel, discord::Message message);
  Task<discord::RestResult<store::Posted>> bring_up_to_date(store::Posted posted, discord::Message message);
  Task<discord::RestResult<discord::Snowflake>> find_message(const Notification& notification,
                                                             discord::Snowflake channel,
                                                             const std::string& content);
  Task<discord::RestResult<store::Posted>> create_post(const Notification& notification,
                                                       discord::Message message);
  bool is_unnoticed(const Notification& notification, discord::Snowflake made) const;
  Task<discord::RestResult<discord::Snowflake>> find_post(const Notification& notification);
  Task<discord::RestResult<discord::Snowflake>> channel_of(Destination destination);
  Task<discord::RestResult<void>> open_thread(const Notification& notification, store::Posted& posted);
  Task<discord::RestResult<void>> publish(store::Posted& posted);

  Task<store::DeliveryResult> keep_event(const Notification& notification, EventState state);
  Task<discord::RestResult<void>> create_event(const Notification& notification,
                                               discord::ScheduledEvent event, store::Posted& posted);
  Task<discord::RestResult<void>> change_event(const Notification& notification, EventState state,
                                               store::Posted& posted);
  Task<discord::RestResult<void>> edit_event(const store::Posted& posted, discord::EventChange change);

  discord::Rest& rest_;
  const Clock& clock_;
  const Clock& real_;
  std::map<std::uint64_t, discord::Snowflake> direct_channels_;  // of people
};

}  // namespace cs2::notify

// Messages that wait to be sent, and what became of every other one.
//
// An event (a result, a reminder for one time) is planned by one statement over all subscriptions: each that
// wants it gets a delivery, unique on (subscription, dedup_key), so planning twice is harmless. Of
// several subscriptions that would send one target the same, the oldest does and the others are `merged`.
//
// A claim leases the target, a channel or person, and takes one of its deliveries: so nobody else writes
// there at the same time, in any process, and a process that dies loses its leases. It writes down the
// attempt before it is made; who finds one must send the same nonce again, and Discord does not post it
// twice. A nonce names the installation and the delivery, neither of which ever comes again: so no message
// is taken for one of another database, nor for one whose row was deleted.
//
// Order: by urgency, then by turn, which is start-time fair queueing over guilds: a delivery's turn follows
// the last one of its guild that waits, or the first one of all, so a guild with a thousand waiting messages
// does not delay another's.
//
// A delivery that is `open` follows its match: when that changes it waits again, and its message is changed.
// However much happens meanwhile, only the newest state is shown.
//
// States: waiting, blocked (its target refuses us for now), sent, merged, expired, dropped (untrue or
// unwanted by the time it could be sent), dead (Discord will never take it).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "model/change.hpp"
#include "model/subscription.hpp"
#include "store/store.hpp"

namespace cs2::store {

using DeliveryId = Id<struct DeliveryTag>;

// ---- Planning

struct NotificationEvent {
  std::string dedup_key;  // the same for the same notice: "result:7" however often a source repeats it
  NoticeKind kind = NoticeKind::result;
  MatchId match = {};
  std::vector<AudienceMember> audience;
  MatchTraits traits = {};
  int urgency = 0;  // lower goes first
  Timestamp due_at;
  std::optional<Timestamp> expires_at = {};
  // Keys of the same notice under matches that were merged into this one.
  std::vector<std::string> former = {};
  // Where a message of one of these keys is, or is to be sent, it shows this one too: "live:7".
  std::vector<std::string> carriers = {};
  // Messages of these keys that were sent are changed instead of a new one being sent: "result:7".
  std::vector<std::string> edits = {};
};

// Changes that nobody has planned, the oldest first.
std::vector<Change> list_unplanned(Store& store, int count);

// All events of a change in one transaction; subscriptions younger than the change get nothing. The
// number of new deliveries, or nothing when somebody else has planned it.
std::optional<std::int64_t> plan(Store& store, const Change& change,
                                 const std::vector<NotificationEvent>& events);

// Reminders of a match that starts at `starts_at`: in every channel the one that is nearest to the start of
// those due at `about.due_at`, unless it was planned for this start. An event per number of minutes:
// "reminder:7:15:1790000000000".
std::int64_t plan_reminders(Store& store, const NotificationEvent& about, Timestamp starts_at);

// A scheduled event of a match in every guild that wants one: "event:7".
std::int64_t plan_events(Store& store, const NotificationEvent& about);

// Who wants a digest a day, and when.
struct DigestSubscription {
  SubscriptionId subscription;
  int minute = 0;         // of the local day
  std::string time_zone;  // IANA name
  Timestamp created_at;
};
std::vector<DigestSubscription> list_digest_subscriptions(Store& store);
// The digest of one day for each of these subscriptions: "digest:2026-11-28:540".
std::int64_t plan_digests(Store& store, const NotificationEvent& about,
                          const std::vector<SubscriptionId>& subscriptions);
// Whether any subscription wants this kind.
bool is_wanted(Store& store, NoticeKind kind);

// How many minutes before a start anybody wants to be reminded, sorted.
std::vector<int> list_reminder_minutes(Store& store);

// ---- Delivering

// What stands in Discord.
struct Posted {
  std::uint64_t channel = 0;  // or the guild of an event
  std::uint64_t message = 0;  // or the event; 0: nothing stands
  std::int64_t revision = 0;  // of the match that it shows
  std::uint64_t thread = 0;   // of the match, that this message opened; 0: none
  bool published = false;     // to those who follow the announcement channel
  bool open = false;          // it follows its match

  bool operator==(const Posted&) const = default;
};

struct Delivery {
  DeliveryId id;
  std::string nonce = {};  // of what was claimed
  SubscriptionId subscription;
  std::string dedup_key;
  NoticeKind kind = NoticeKind::result;
  ChangeId change;
  MatchId match;
  std::uint64_t guild = 0;
  Destination destination;
  std::uint64_t channel_guild = 0;  // whose channel the destination is; 0: that is to be asked first
  std::optional<Timestamp> reminder_for;
  std::optional<DeliveryId> edits;
  int urgency = 0;
  std::int64_t virtual_start = 0;
  Timestamp planned_at;
  std::optional<Timestamp> expires_at;
  int attempts = 0;  // this one included
  // When an earlier attempt was made of which we do not know whether it came through.
  std::optional<Timestamp> doubt_since = {};
  std::optional<Posted> posted;  // its own message, where that stands already
  bool held = false;             // it came in quiet hours
};

// What Discord knows the delivery's message by: at most 25 characters.
std::string nonce_of(Store& store, DeliveryId id);

struct Claim {
  std::string owner;
  milliseconds lease;
  int count = 1;
};
// Of each target one, the most urgent first. Empty when nothing is due.
std::vector<Delivery> claim(Store& store, const Claim& claim);

struct DeliveryResult {
  enum class Outcome {
    sent,
    later,    // at `again_at`
    held,     // quiet hours: until `again_at`
    blocked,  // the target takes nothing from us
    dropped,
    dead,
  };
  DeliveryId delivery;
  std::uint64_t target = 0;
  Outcome outcome = Outcome::sent;
  Posted posted = {};               // sent; and whatever came of it before it went wrong
  Timestamp again_at = {};          // later; blocked: when the target is tried again
  std::string reason = {};          // of everything but sent
  bool in_doubt = false;            // later: it may have been done all the same
  std::uint64_t channel_guild = 0;  // whose channel the target is, as Discord said; 0: it was not asked
  // Others for the same target that the message contains too, once it is posted. They are merged into it.
  std::vector<DeliveryId> merged_with = {};
};

// Ends the leases. A target that took something is not blocked any more, and what waited for it goes on.
void settle(Store& store, const std::string& owner, const std::vector<DeliveryResult>& results);

// Ends every lease of a process that goes.
void release_targets(Store& store, const std::string& owner);

// Forgets what was settled long ago, at most limits::deliveries_per_purge of them. How many there were.
std::int64_t purge_deliveries(Store& store);

// What has expired, and blocked targets whose time to be tried has come, each with its most urgent delivery.
struct CleanupResult {
  std::int64_t expired = 0;
  std::int64_t probed = 0;
};
CleanupResult tidy_outbox(Store& store);

// What is open, shows another revision of its match, and was not written for so long; in announcement
// channels Discord allows a few changes an hour. Waits again. How many there were.
struct EditPauses {
  milliseconds usual;
  milliseconds published;
};
std::int64_t requeue_moved(Store& store, const EditPauses& pauses);

struct OutboxState {
  std::int64_t waiting = 0;
  std::int64_t blocked = 0;
  std::int64_t blocked_targets = 0;
  // Since when the message that waits longest is due, however often it was tried since. Events of servers do
  // not count: a full calendar holds them up.
  std::optional<Timestamp> oldest_due;
  std::optional<Timestamp> oldest_update_due;  // the same of messages that stand already
};
OutboxState find_outbox_state(Store& store);

}  // namespace cs2::store

// Calendars of what is followed: their addresses, and the matches in them.
//
// An address is signed, not stored: its token is an HMAC over the subscription and its generation, with a key
// that the installation makes once. Revoking moves the generation on, and no token of before is valid again.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/calendar.hpp"
#include "model/subscription.hpp"
#include "store/guild/audit.hpp"
#include "store/store.hpp"

namespace cs2::store {

// What opens the subscription's calendar now. Whoever asks first makes it; that somebody asked is noted in
// the guild's audit log. Nothing when the subscription is retired, or never was.
std::optional<std::string> give_calendar_token(Store& store, SubscriptionId id, const AuditEntry& entry);

// What was given before opens nothing any more. False when nothing was given, or the subscription is retired.
bool revoke_calendar(Store& store, SubscriptionId id, const AuditEntry& entry);

// The subscription whose calendar this token opens. Nothing where it opens none, whatever the reason: not
// even that there is such a subscription is revealed. Of a guild that removed the bot nothing is opened.
std::optional<Subscription> find_by_calendar_token(Store& store, SubscriptionId id, std::string_view token);

// The matches that the subscription covers, whichever kinds it has, from limits::calendar_back before `now`
// on, in the order of their time. Of more than limits::calendar_entries those to come go first, the soonest,
// and then those that were played, the latest.
std::vector<CalendarEntry> list_calendar(Store& store, const Subscription& subscription, Timestamp now);

// Of those, the matches whose time lies from `from` until before `until`, in its order, at most
// limits::digest_matches.
std::vector<MatchDetails> list_covered(Store& store, const Subscription& subscription, Timestamp from,
                                       Timestamp until);

// "Team Spirit": of a team, player or tournament. Empty of a tier and of everything, and when it is not
// known.
std::string find_subject_name(Store& store, const Subject& subject);

}  // namespace cs2::store

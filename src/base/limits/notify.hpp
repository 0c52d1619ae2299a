// Bounds of notifications, each with its reason.
#pragma once

#include <chrono>
#include <cstddef>

namespace cs2::limits {

using namespace std::chrono_literals;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

inline constexpr std::size_t subscriptions_max =
    200;                                          // of a guild or person; a list that people can still read
inline constexpr std::size_t reminders_max = 5;   // of one subscription
inline constexpr minutes reminder_max = 7 * 24h;  // before the start: nobody plans further ahead
inline constexpr std::size_t mentioned_roles_max = 5;  // of one subscription

inline constexpr int changes_planned_at_once = 100;      // a busy minute makes about thirty
inline constexpr milliseconds plan_every = 500ms;        // a look costs one probe of a partial index
inline constexpr minutes reminder_moved_min = 5min;      // a smaller move does not remind again
inline constexpr int reminded_matches_max = 1'000;       // that start within a week; the busiest has had 400
inline constexpr seconds remind_every = 5s;              // a reminder may be so much late
inline constexpr milliseconds remind_every_min = 100ms;  // where the story runs fast
inline constexpr seconds tidy_every = 5s;                // expiry and probes; also how old the gauges are
inline constexpr int claimed_at_once = 100;              // deliveries under way in one process
// Half a second of what Discord permits. More would wait where nothing more urgent, and no other server, can
// overtake.
inline constexpr int deliveries_in_line_max = 25;
inline constexpr milliseconds claim_every_max = 500ms;  // while nothing is due
inline constexpr milliseconds settle_wait_max = 1s;     // a stop is noticed by then
inline constexpr seconds settle_pause_max = 5s;         // between tries to write down what was sent
inline constexpr std::size_t direct_channels_kept = 10'000;
// A longer wait for a channel's limit is the outbox' business, and its place under way is another's.
inline constexpr milliseconds delivery_turn_max = 250ms;
// Longer than a request with its waits may take; a killed process' channels wait so long. Discord knows a
// nonce for "a few minutes", and what was sent just before is recognised within them.
inline constexpr seconds delivery_lease = 60s;

// Discord knows a nonce for "the past few minutes": what is in doubt for longer is looked for in its channel.
inline constexpr minutes nonce_life = 2min;

// A post that Discord made without our learning of it is looked for among those that are so old at most.
inline constexpr hours doubt_life = 6h;

inline constexpr std::chrono::days deliveries_kept{90};  // a correction after a season helps nobody
inline constexpr int deliveries_per_purge = 5'000;       // one short transaction; the next look takes more
inline constexpr minutes purge_look_every = 10min;

// Live messages: Discord allows five changes in five seconds of a channel, three in six of messages that are
// older than an hour, and of those that were published "a few" an hour, which are 429 for up to 20 minutes.
inline constexpr seconds refresh_every = 2s;  // a look costs one walk of a partial index
inline constexpr seconds edit_pause_min = 10s;
inline constexpr minutes published_edit_pause_min = 15min;
inline constexpr int edit_urgency = 5;  // behind everything that is sent for the first time

inline constexpr minutes events_look_every = 5min;    // for matches that need a scheduled event
inline constexpr std::chrono::days events_ahead{14};  // before the start; a server can have a hundred
inline constexpr int events_planned_max = 1'000;      // matches looked at; the busiest fortnight has 800
inline constexpr int digest_minute = 9 * 60;          // of the local day, where nobody chose another
inline constexpr hours digest_reach = 24h;            // back and ahead
inline constexpr hours digest_life = 6h;              // a morning's digest is of no use in the evening
inline constexpr seconds digests_look_every = 30s;
inline constexpr int digest_matches = 60;         // of one subscription; a message holds about forty
inline constexpr std::size_t digest_lines = 100;  // a message holds about forty; the rest is counted

inline constexpr hours full_calendar_pause = 1h;  // where the server has its hundred

inline constexpr int explained_changes_max = 200;  // of one match; the busiest have had forty
// Of one match in one server: all its subscriptions and a dozen changes.
inline constexpr int explained_deliveries_max = 3'000;

inline constexpr std::chrono::days previewed_days{30};
inline constexpr std::chrono::days previewed_before{7};  // matches that ended so long before may be corrected
inline constexpr int previewed_changes_max = 20'000;     // of a month; read within a second
inline constexpr std::size_t previewed_examples = 5;
inline constexpr int preview_bar = 20;  // characters of the busiest day

inline constexpr seconds test_every{60};  // of one channel: nine messages a minute annoy nobody
inline constexpr minutes test_life{10};   // whoever asked for it looks elsewhere by then

inline constexpr std::size_t filter_values = 500;     // regions, and stages; sources use about a hundred
inline constexpr std::chrono::days stages_known{90};  // a season

inline constexpr minutes start_life = 10min;  // a start notice is worthless after that
inline constexpr hours result_life = 48h;     // after an outage of two days results are history
inline constexpr hours news_life = 24h;       // announcements, moves, rosters, rankings
inline constexpr minutes map_life = 60min;    // the next map has ended by then

// What a source deletes it often adds anew within minutes, under another id.
inline constexpr minutes withdrawal_wait = 10min;
inline constexpr hours replaced_within = 24h;  // before and after: two teams that meet then were not parted

inline constexpr seconds delivery_pause_min = 2s;   // after a failure that may pass
inline constexpr seconds delivery_pause_max = 30s;  // a result must not wait for minutes once Discord is back
inline constexpr int refused_attempts_max = 20;     // for reasons that we do not know: about eight minutes
inline constexpr minutes probe_pause_min =
    10min;  // a target that refuses us is tried again, ever more rarely
inline constexpr hours probe_pause_max = 12h;

}  // namespace cs2::limits

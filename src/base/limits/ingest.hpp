// Bounds of ingest: leases, looks at the schedule, pauses after failures, each with its reason.
#pragma once

#include <chrono>

namespace cs2::limits {

using namespace std::chrono_literals;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

inline constexpr seconds ingest_lease = 30s;  // a killed owner's sources are taken over after this long
inline constexpr seconds ingest_lease_renewal = 8s;     // three tries before it runs out
inline constexpr seconds ingest_standby = 3s;           // how often a process without the lease asks for it
inline constexpr milliseconds ingest_wake_min = 250ms;  // between two looks at the schedule, whatever it says
inline constexpr milliseconds ingest_wake_max = 30s;    // a match may have come to life meanwhile
inline constexpr milliseconds ingest_turn = 20ms;       // between two looks whether another report is written
inline constexpr int ingest_conflicts_max = 4;          // tries to write a batch beside another writer
inline constexpr milliseconds ingest_pause_min = 5s;    // after a failure that may pass
inline constexpr milliseconds ingest_pause_max =
    3min;  // one request that tries again; matches go on meanwhile
inline constexpr minutes ingest_refused_pause =
    60min;  // after 401, 403 and other 4xx: a human must look first
// After an unknown shape: it may have been a hiccup, or one odd match that is the only one of its list.
inline constexpr minutes ingest_drift_pause_min = 2min;
inline constexpr minutes ingest_drift_pause_max = 15min;
inline constexpr int ingest_failures_open = 3;  // in a row, of any feed: then the whole source is left alone

inline constexpr int skipped_issues_max =
    20;  // of one report; more of them is a change of the source's shape

inline constexpr int overridden_text_max = 200;  // bytes of a name that the operator sets by hand

inline constexpr int settle_rounds_max = 6;  // teams, their tournaments, their matches, and once more each
inline constexpr int compared_matches_max =
    400;  // of each of two teams in doubt: half a year, in which they meet others
inline constexpr int settled_matches_max =
    2'000;  // of a team that was merged: years of them, compared with each other

}  // namespace cs2::limits

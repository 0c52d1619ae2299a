// Bounds of the store: databases, caches, what is kept in memory, each with its reason.
#pragma once

#include <chrono>
#include <cstddef>

namespace cs2::limits {

using namespace std::chrono_literals;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

inline constexpr seconds database_session_wait_max =
    5s;  // for a free session; beyond it the database is too slow
inline constexpr milliseconds database_statement_max = 10s;  // PostgreSQL gives up a statement after that
inline constexpr seconds database_busy_max = 5s;         // SQLite waits so long for another process's write
inline constexpr std::size_t prepared_statements = 256;  // per session; the texts of our code are fewer
inline constexpr seconds generation_age_max = 1s;        // how late another process's write may be noticed
inline constexpr seconds answer_life = 30s;              // of a cached answer, should a generation be missed
inline constexpr std::size_t cached_tables = 32;         // rankings, with 400 line-ups 100 KB each
inline constexpr std::size_t cached_answers = 640;       // pages and matches, about 20 KB each
inline constexpr std::size_t cached_guilds = 10'000;     // settings, about 200 bytes each
inline constexpr std::size_t cache_entries = 4096;       // of the in-process cache
inline constexpr milliseconds redis_turn_max = 100ms;    // waiting for the connection, or for it to open
inline constexpr milliseconds redis_answer_max = 150ms;  // with the turn: 250 ms, then the database is asked
inline constexpr seconds redis_pause = 3s;               // after a failure Redis is left alone so long
inline constexpr int names_recent_days = 30;             // matches within them make a name weigh more
inline constexpr int names_remembered_days = 365;        // and those within them a little
inline constexpr int known_days = 14;                    // how far a match may move and still be recognised
inline constexpr int known_days_of_history = 2;          // of matches that have ended, whose days may differ
inline constexpr minutes page_seen_every = 60min;        // a source that repeats itself is noted so often
inline constexpr std::size_t rows_per_statement =
    5'000;  // ids in one list, so that no statement grows without end

// Of one guild: the whole list fits one message. Names are shorter than that; longer ones are sentences.
inline constexpr std::size_t guild_aliases = 50;
inline constexpr std::size_t guild_alias_characters = 32;

// The audit log of a guild. A year answers "who changed this last season?"; Discord's own log ends after 45
// days.
inline constexpr std::chrono::days audit_days{365};  // unless the guild chose otherwise, within:
inline constexpr std::chrono::days audit_days_min{7};
inline constexpr std::chrono::days audit_days_max{1095};
inline constexpr std::size_t audit_characters = 300;  // of one text; a page of entries fits one embed
inline constexpr std::size_t manager_roles = 10;      // their mentions fit one field of an embed

// People who chose something with /me, all in memory: 100 bytes each. Of more each is read when he asks.
inline constexpr int people_max = 50'000;

// What is kept of a guild that removed the bot: long enough for somebody who comes back, and no longer than
// Discord's terms allow.
inline constexpr std::chrono::days left_guild_days{30};
inline constexpr std::chrono::hours purge_every{24};         // retention is counted in days
inline constexpr std::size_t left_guilds_per_purge = 1'000;  // one transaction; the next day takes the rest
inline constexpr std::size_t export_rows =
    10'000;  // of one table: 10 MiB, which Discord takes, are 1 KB each

// A live match that no source has spoken of for so long was dropped by all of them: whether it goes on nobody
// knows.
inline constexpr minutes live_unseen_max = 3h;

// A planned match this long past its time was missed by every source: it is no longer "next".
inline constexpr std::chrono::hours overdue_max{6};

}  // namespace cs2::limits

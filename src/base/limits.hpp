// Every bound of the program, with its reason.
#pragma once

#include <chrono>
#include <cstddef>

namespace cs2::limits {

using namespace std::chrono_literals;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

// Process.
inline constexpr seconds stop_max = 10s;            // SIGTERM to exit; Docker and systemd kill after 10 s
inline constexpr std::size_t blocking_threads = 4;  // plain functions run here; SQLite has one writer anyway
inline constexpr std::size_t blocking_queue_max =
    4096;  // beyond it a caller is told "busy" instead of waiting

// HTTP client.
inline constexpr milliseconds http_connect_max = 10s;
inline constexpr milliseconds http_total_max = 30s;
inline constexpr std::size_t http_body_bytes_max =
    32 * 1024 * 1024;  // Liquipedia's largest pages are below 10 MiB
inline constexpr long http_connections_per_host_max = 64;
inline constexpr long http_connections_kept_max = 256;  // idle ones, all hosts together
inline constexpr std::size_t http_waiting_max =
    10'000;  // requests waiting for a connection, all hosts together

// HTTP server (metrics, health, simulated Discord).
inline constexpr std::size_t server_body_bytes_max = 32 * 1024 * 1024;  // Discord takes 25 MiB a request
inline constexpr std::size_t server_header_bytes_max = 64 * 1024;
inline constexpr seconds server_idle_max = 60s;
inline constexpr std::size_t server_connections_max = 4096;  // beyond it new ones are closed at once
inline constexpr milliseconds server_accept_pause = 100ms;   // when the system has no descriptor left

// WebSocket.
inline constexpr std::size_t websocket_message_bytes_max =
    64 * 1024 * 1024;  // a large shard's READY is megabytes
inline constexpr std::size_t websocket_kept_bytes =
    256 * 1024;                                        // a reading buffer that grew beyond is given back
inline constexpr seconds websocket_connect_max = 10s;  // name, connection, TLS and upgrade together
inline constexpr seconds websocket_close_max = 2s;     // for the other side to say good-bye

// Discord, from its documentation.
inline constexpr seconds interaction_answer_max = 3s;
inline constexpr milliseconds interaction_defer_after =
    1500ms;  // leaves the network half of the three seconds
inline constexpr milliseconds interaction_stale_after =
    2500ms;  // older ones were replayed: their token is void
inline constexpr minutes interaction_token_life = 15min;
inline constexpr std::size_t suggestions = 25;
inline constexpr std::size_t message_content = 2000;
inline constexpr std::size_t embeds = 10;
inline constexpr std::size_t embed_title = 256;
inline constexpr std::size_t embed_description = 4096;
inline constexpr std::size_t embed_fields = 25;
inline constexpr std::size_t embed_field_name = 256;
inline constexpr std::size_t embed_field_value = 1024;
inline constexpr std::size_t embed_footer = 2048;
inline constexpr std::size_t embed_author = 256;
inline constexpr std::size_t embed_total = 6000;
inline constexpr std::size_t custom_id = 100;
inline constexpr std::size_t button_label = 80;
inline constexpr std::size_t choice_name = 100;
inline constexpr std::size_t select_placeholder = 150;
inline constexpr std::size_t select_options = 25;
inline constexpr std::size_t select_text = 100;  // label, value and description of a select's option
inline constexpr std::size_t rows = 5;           // of buttons and selects below a message
inline constexpr std::size_t buttons_per_row = 5;
inline constexpr std::size_t link_url = 512;  // of a button
inline constexpr std::size_t embed_url = 2048;
inline constexpr std::size_t files = 10;
inline constexpr std::size_t file_bytes = 10 * 1024 * 1024;           // each; boosted guilds allow more
inline constexpr std::size_t message_files_bytes = 25 * 1024 * 1024;  // the whole request
inline constexpr std::size_t file_description = 1024;
inline constexpr std::size_t allowed_mentions = 100;  // of roles, and of users
inline constexpr std::size_t nonce = 25;
inline constexpr std::size_t command_options = 25;
inline constexpr int option_levels = 3;  // command, group, sub-command
inline constexpr std::size_t gateway_send_bytes = 4096;
inline constexpr int gateway_sends_per_minute = 110;  // Discord allows 120; the rest is kept for heartbeats
inline constexpr int rest_requests_per_second = 48;   // Discord allows 50
inline constexpr int invalid_requests_alarm = 1000;   // Discord blocks the address at 10,000 in ten minutes
inline constexpr int invalid_requests_stop = 5000;
inline constexpr minutes invalid_requests_window = 10min;
inline constexpr int rest_resends_max = 3;           // after a 429 each
inline constexpr seconds rest_wait_max = 60s;        // a longer wait is the caller's: it is told retry_after
inline constexpr seconds rest_answer_wait_max = 2s;  // an interaction's three seconds allow no more
inline constexpr std::size_t rest_waiting_max = 10'000;  // requests that wait for their turn
inline constexpr minutes rest_bucket_idle_max = 10min;   // then it is forgotten; its limit is learnt again
inline constexpr std::size_t rest_body_bytes_max = 8 * 1024 * 1024;  // 130 commands in 34 languages are 4 MiB
inline constexpr minutes cloudflare_pause = 10min;                   // where a block says no time of its own
inline constexpr seconds gateway_hello_max = 20s;      // from the connection to its first message
inline constexpr minutes gateway_address_life = 1min;  // and of the number of sessions that are left
inline constexpr seconds gateway_close_max = 2s;       // for all shards to say good-bye
inline constexpr seconds gateway_stable_after = 10s;   // a session of that age may come back without a pause
inline constexpr milliseconds gateway_pause_min = 1s;
inline constexpr milliseconds gateway_pause_max = 60s;
inline constexpr seconds gateway_identify_interval = 5s;  // per bucket of max_concurrency
inline constexpr int gateway_shards_max = 4096;           // ten million guilds; a larger number is nonsense
inline constexpr int gateway_sessions_reserve = 50;  // of 1,000 a day; at zero Discord would reset the token
inline constexpr std::size_t gateway_kept_bytes = 256 * 1024;  // buffers that grew beyond are given back

// Store.
inline constexpr seconds database_session_wait_max =
    5s;  // for a free session; beyond it the database is too slow
inline constexpr milliseconds database_statement_max = 10s;  // PostgreSQL gives up a statement after that
inline constexpr seconds database_busy_max = 5s;         // SQLite waits so long for another process's write
inline constexpr std::size_t prepared_statements = 256;  // per session; the texts of our code are fewer
inline constexpr seconds generation_age_max = 1s;        // how late another process's write may be noticed
inline constexpr seconds answer_life = 30s;              // of a cached answer, should a generation be missed
inline constexpr std::size_t cached_tables = 32;         // rankings, with 400 line-ups 100 KB each
inline constexpr std::size_t cached_answers = 256;       // pages and matches, about 20 KB each
inline constexpr std::size_t cached_guilds = 10'000;     // settings, about 200 bytes each
inline constexpr std::size_t cache_entries = 4096;       // of the in-process cache
inline constexpr milliseconds redis_turn_max = 100ms;    // waiting for the connection, or for it to open
inline constexpr milliseconds redis_answer_max = 150ms;  // with the turn: 250 ms, then the database is asked
inline constexpr seconds redis_pause = 3s;               // after a failure Redis is left alone so long
inline constexpr int names_recent_days = 30;             // matches within them make a name weigh more
inline constexpr int known_days = 14;                    // how far a match may move and still be recognised
inline constexpr minutes page_seen_every = 60min;        // a source that repeats itself is noted so often
inline constexpr std::size_t rows_per_statement =
    5'000;  // ids in one list, so that no statement grows without end

// Answers.
inline constexpr std::size_t matches_per_page = 5;
inline constexpr std::size_t names_typed_max = 100;  // characters of a free-text option that we look at
inline constexpr int pages_max = 10'000;             // that a button may ask for
inline constexpr std::size_t interactions_remembered =
    10'000;                                               // against doubles: 11 a second for their 15 minutes
inline constexpr milliseconds names_refresh = 10s;        // how late a new name is suggested
inline constexpr milliseconds names_refresh_min = 100ms;  // in real time, however fast the story runs
inline constexpr int matches_suggested_from = 200;        // live and next ones that suggestions know
inline constexpr std::size_t guilds_per_write = 256;      // a process that starts learns thousands at once

// Providers.
inline constexpr std::size_t provider_pages_max = 10;  // of one list, 100 rows each
inline constexpr std::size_t provider_rows_max =
    1'000;  // in one answer; PandaScore sends 100, Liquipedia about 100
inline constexpr std::size_t provider_players_max = 100;  // of one team; with coaches about 15
inline constexpr std::size_t provider_stages_max = 12;    // of one event that are read in depth
inline constexpr std::size_t provider_notes_max =
    1'000;  // matches and stages of which more is remembered than the lists say
inline constexpr std::size_t rounds_per_map_max = 120;            // the longest matches ended below 90
inline constexpr std::size_t html_depth_max = 256;                // wiki pages nest to about 30
inline constexpr std::size_t html_tags_max = 500'000;             // a tournament page of 160 KB has 4,000
inline constexpr std::size_t html_text_bytes_max = 1'000;         // of one element; names and dates are short
inline constexpr std::size_t valve_file_bytes_max = 1024 * 1024;  // the world's standings have 82 KB
inline constexpr std::size_t valve_matchdata_rows_max = 50'000;   // six months are 6,400, all years 22,410
inline constexpr std::size_t hltv_page_bytes_max = 8 * 1024 * 1024;  // pages have 0.2 to 2 MiB
inline constexpr std::size_t wikitext_bytes_max = 2 * 1024 * 1024;   // MediaWiki's own bound of a page
inline constexpr std::size_t wiki_templates_max = 10'000;  // side by side; the longest lists have hundreds
inline constexpr std::size_t wiki_arguments_max = 1'000;   // of one template; a bracket has about 150
inline constexpr std::size_t wiki_names_max =
    20'000;  // of teams that we remember; a year shows some hundreds

// A live match that no source has spoken of for so long was dropped by all of them: whether it goes on nobody
// knows.
inline constexpr minutes live_unseen_max = 3h;

// Roles.
inline constexpr milliseconds discord_pause_min = 1s;  // between tries to reach Discord at all
inline constexpr milliseconds discord_pause_max = 60s;
inline constexpr minutes sources_stale_after = 30min;  // the slowest feed at night is read more often

// Ingest.
inline constexpr seconds ingest_lease = 60s;  // a killed owner's sources are taken over after this long
inline constexpr seconds ingest_lease_renewal = 15s;    // three tries before it runs out
inline constexpr seconds ingest_standby = 20s;          // how often a process without the lease asks for it
inline constexpr milliseconds ingest_wake_min = 250ms;  // between two looks at the schedule, whatever it says
inline constexpr milliseconds ingest_wake_max = 30s;    // a match may have come to life meanwhile
inline constexpr milliseconds ingest_turn = 20ms;       // between two looks whether another report is written
inline constexpr int ingest_conflicts_max = 4;          // tries to write a batch beside another writer
inline constexpr milliseconds ingest_pause_min = 5s;    // after a failure that may pass
inline constexpr milliseconds ingest_pause_max = 10min;
inline constexpr minutes ingest_refused_pause =
    60min;  // after 401, 403 and other 4xx: a human must look first
inline constexpr minutes ingest_drift_pause =
    15min;  // after an unknown shape: seldom, but it may have been a hiccup
inline constexpr int ingest_failures_open = 3;  // in a row, of any feed: then the whole source is left alone
inline constexpr std::size_t streams_per_match = 20;
inline constexpr std::size_t links_per_match = 20;

}  // namespace cs2::limits

// Bounds of what Discord takes and gives, from its documentation, each with its reason.
#pragma once

#include <chrono>
#include <cstddef>

namespace cs2::limits {

using namespace std::chrono_literals;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

inline constexpr seconds interaction_answer_max = 3s;
inline constexpr milliseconds interaction_defer_after =
    1500ms;  // leaves the network half of the three seconds
inline constexpr milliseconds channel_lookup_max =
    500ms;  // before a command runs; the rest is deferred in time
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
inline constexpr std::size_t thread_name = 100;
inline constexpr std::size_t thread_tags = 5;
inline constexpr std::size_t event_name = 100;
inline constexpr std::size_t event_description = 1000;
inline constexpr std::size_t event_location = 100;
inline constexpr std::size_t forum_tags = 20;         // to choose from
inline constexpr std::size_t messages_listed = 100;   // with one request
inline constexpr std::size_t threads_listed = 1'000;  // active ones, which is all that a guild can have
inline constexpr std::size_t events_per_guild = 100;  // that are not over
inline constexpr std::size_t events_listed = 200;     // of a guild, twice what Discord allows
inline constexpr std::size_t command_options = 25;
inline constexpr int option_levels = 3;           // command, group, sub-command
inline constexpr std::size_t member_roles = 250;  // a server has no more
inline constexpr std::size_t gateway_send_bytes = 4096;
inline constexpr int gateway_sends_per_minute = 110;  // Discord allows 120; the rest is kept for heartbeats
inline constexpr int rest_requests_per_second = 50;
inline constexpr milliseconds rest_window_margin = 12ms;  // that one request may take longer than another
inline constexpr milliseconds rest_block_length = 80ms;   // of slots that are drawn at once, among processes
inline constexpr milliseconds rest_shared_retry = 20ms;   // at the start
inline constexpr int rest_shared_retries_max = 25;
inline constexpr seconds rest_shared_pause = 1s;          // when that place is away, until it is asked again
inline constexpr std::size_t rest_full_shared_max = 200;  // full buckets passed to other processes at once
inline constexpr int invalid_requests_alarm = 1000;  // Discord blocks the address at 10,000 in ten minutes
inline constexpr int invalid_requests_stop = 5000;
inline constexpr minutes invalid_requests_window = 10min;
inline constexpr int rest_resends_max = 3;     // after a 429 each
inline constexpr seconds rest_wait_max = 60s;  // a longer wait is the caller's, which gets retry_after
inline constexpr milliseconds rest_turn_retry =
    100ms;  // the retry_after of who has another request of the bucket before it
inline constexpr seconds rest_answer_wait_max = 2s;      // an interaction's three seconds allow no more
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

}  // namespace cs2::limits

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
inline constexpr std::size_t http_waiting_max =
    10'000;  // requests waiting for a connection, all hosts together

// HTTP server (metrics, health, simulated Discord).
inline constexpr std::size_t server_body_bytes_max = 32 * 1024 * 1024;  // Discord takes 25 MiB a request
inline constexpr std::size_t server_header_bytes_max = 64 * 1024;
inline constexpr seconds server_idle_max = 60s;

// WebSocket.
inline constexpr std::size_t websocket_message_bytes_max =
    64 * 1024 * 1024;  // a READY of a large shard is megabytes

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
inline constexpr std::size_t gateway_send_bytes = 4096;
inline constexpr int gateway_sends_per_minute = 110;  // Discord allows 120; the rest is kept for heartbeats
inline constexpr int rest_requests_per_second = 48;   // Discord allows 50
inline constexpr int invalid_requests_alarm = 1000;   // Discord blocks the address at 10,000 in ten minutes
inline constexpr int invalid_requests_stop = 5000;

// Answers.
inline constexpr std::size_t matches_per_page = 5;
inline constexpr std::size_t names_typed_max = 100;  // characters of a free-text option that we look at

// Providers.
inline constexpr std::size_t provider_pages_max = 10;  // of one list, 100 rows each

}  // namespace cs2::limits

// Bounds of HTTP, as a client and as a server, each with its reason.
#pragma once

#include <chrono>
#include <cstddef>

namespace cs2::limits {

using namespace std::chrono_literals;
using std::chrono::milliseconds;
using std::chrono::seconds;

// HTTP client.
inline constexpr milliseconds http_connect_max = 10s;
inline constexpr milliseconds http_total_max = 30s;
inline constexpr std::size_t http_body_bytes_max =
    32 * 1024 * 1024;                         // Liquipedia's largest pages are below 10 MiB
inline constexpr int http_sent_away_max = 3;  // connections that retire before they have taken one request
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

}  // namespace cs2::limits

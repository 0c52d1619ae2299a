// Bounds of WebSocket connections, each with its reason.
#pragma once

#include <chrono>
#include <cstddef>

namespace cs2::limits {

using namespace std::chrono_literals;
using std::chrono::seconds;

inline constexpr std::size_t websocket_message_bytes_max =
    64 * 1024 * 1024;  // a large shard's READY is megabytes
inline constexpr std::size_t websocket_kept_bytes =
    256 * 1024;                                        // a reading buffer that grew beyond is given back
inline constexpr seconds websocket_connect_max = 10s;  // name, connection, TLS and upgrade together
inline constexpr seconds websocket_close_max = 2s;     // for the other side to say good-bye

}  // namespace cs2::limits

// Bounds of the playground's visitors, each with its reason.
#pragma once

#include <chrono>
#include <cstddef>

namespace cs2::limits {

using namespace std::chrono_literals;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

inline constexpr std::size_t playground_visitors_max = 50;  // each is a server that gets every notification
inline constexpr minutes playground_idle_max = 15min;       // without an action
inline constexpr std::size_t playground_tabs_max = 4;       // of one visitor
// Visitors who are sent away hold a connection for a moment too; a browser opens several for the page's
// files.
inline constexpr std::size_t playground_connections_max = 400;

inline constexpr int playground_actions_max = 5;  // within a second; Discord's own clients are slower
inline constexpr std::size_t playground_pending_max = 20;  // actions of a visitor that wait for an answer
inline constexpr std::size_t playground_frame_bytes_max =
    32 * 1024;                                               // a modal's five texts of 4,000 characters
inline constexpr int playground_broken_frames_max = 10;      // then the connection is closed
inline constexpr std::size_t playground_messages_kept = 40;  // in a channel
inline constexpr std::size_t playground_visit_bytes_max = 2 * 1024 * 1024;  // of a visitor's messages
inline constexpr std::size_t playground_replies_max = 50;                   // that a tab has not taken yet
inline constexpr std::size_t playground_news_kept = 30;
inline constexpr seconds playground_sweep_every = 5s;

}  // namespace cs2::limits

#include "discord/reconnect_pause.hpp"

#include <gtest/gtest.h>

namespace cs2::discord {
namespace {

using namespace std::chrono_literals;

constexpr Timestamp start{1'000'000ms};
const Ending dropped{.reason = EndReason::dropped};
const Ending invalid{.reason = EndReason::invalid_session, .pause = 3s};

// As after an outage: Discord was not reached again and again.
ReconnectPause after_an_outage() {
  ReconnectPause pause;
  for (int i = 0; i < 10; ++i) static_cast<void>(pause.after(dropped, start));
  return pause;
}

TEST(ReconnectPause, grows_to_a_minute_while_discord_is_not_reached) {
  auto pause = after_an_outage();

  const auto last = pause.after(dropped, start);

  EXPECT_GE(last, 30s);
  EXPECT_LE(last, 60s);
}

TEST(ReconnectPause, begins_anew_with_discords_hello) {
  auto pause = after_an_outage();

  pause.on_hello();

  EXPECT_LE(pause.after(dropped, start), 1s);
}

TEST(ReconnectPause, is_what_discord_wants_once_it_has_forgotten_the_session) {
  auto pause = after_an_outage();

  pause.on_hello();

  EXPECT_EQ(pause.after(invalid, start), 3s);
}

TEST(ReconnectPause, does_not_add_up_over_sessions_that_are_dropped_at_once) {
  ReconnectPause pause;
  for (int i = 0; i < 5; ++i) {
    pause.on_hello();
    pause.on_ready(start);
    EXPECT_LE(pause.after(dropped, start + 1s), 1s);
  }
}

TEST(ReconnectPause, is_none_after_a_session_that_lasted) {
  ReconnectPause pause;
  pause.on_hello();
  pause.on_ready(start);

  EXPECT_EQ(pause.after(dropped, start + 1min), 0ms);
}

TEST(ReconnectPause, grows_while_no_session_can_be_started) {
  ReconnectPause pause;
  milliseconds last{};
  for (int i = 0; i < 10; ++i) {
    pause.on_hello();
    pause.on_identify();
    last = pause.after(invalid, start);
  }
  EXPECT_GE(last, 30s);

  pause.on_hello();
  pause.on_identify();
  pause.on_ready(start);
  EXPECT_LE(pause.after(dropped, start), 1s);
}

}  // namespace
}  // namespace cs2::discord

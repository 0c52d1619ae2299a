// The role itself over a Discord that takes everything at once, at the rate that it permits.
#include "integration/notify/notify_test.hpp"
#include "io/blocking.hpp"
#include "notify/notify.hpp"
#include "store/database/internal/sql.hpp"
#include "support/fake_http.hpp"

namespace cs2::notify {
namespace {

class Claiming : public NotifyTest {
 protected:
  std::int64_t count(std::string_view condition) const {
    return std::get<0>(store_->sql()
                           .read()
                           ->select_one<store::Row<std::int64_t>>(
                               fmt::format("SELECT COUNT(*) FROM delivery WHERE {}", condition))
                           .value());
  }
};

// What is claimed cannot be overtaken any more: not by an urgent message, and not by another server's.
TEST_P(Claiming, keeps_no_more_in_line_than_half_a_second_can_send) {
  constexpr int channels = 190;
  constexpr int looked_at = limits::rest_requests_per_second + 10;  // the first second's may go at once
  for (std::uint64_t channel = 1; channel <= channels; ++channel)
    follow({.destination = {.id = channel}, .subject = {}, .kinds = {NoticeKind::result}});
  write(finished(noon - hours{3}), {MatchFinished{}}, "final");
  plan_changes(*store_);
  ASSERT_EQ(count("state = 'waiting'"), channels);
  io::Loop loop;
  test::FakeHttp http;
  std::int64_t claimed = 0;
  http.handle([&](const io::HttpRequest&) -> Result<io::HttpResponse> {
    if (http.requests().size() == looked_at) {
      claimed = count("attempts > 0");
      loop.stop();
    }
    return io::HttpResponse{.status = 200, .headers = {}, .body = R"({"id":"5","channel_id":"1"})"};
  });
  const SystemClock real;
  discord::Rest rest{
      loop, http, real, metrics_, {.token = "the-bots-token", .base_url = "http://127.0.0.1:1"}};
  io::Blocking blocking{loop, 4, 100};
  Notify notify{loop, blocking, *store_, rest, catalogue_, clock_, metrics_};
  loop.spawn("notify", notify.run());

  EXPECT_EQ(loop.run(), 0);

  EXPECT_GE(claimed, looked_at);
  EXPECT_LE(claimed, looked_at + limits::deliveries_in_line_max);
}

CS2_ON_DATABASES(Claiming);

}  // namespace
}  // namespace cs2::notify

// Calendars as an app reads them, over HTTP.
#include "app/calendars.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/limits/calendar.hpp"
#include "io/blocking.hpp"
#include "io/http.hpp"
#include "ops/endpoint.hpp"
#include "store/notify/calendars.hpp"
#include "store/notify/subscriptions.hpp"
#include "support/calendar_reader.hpp"
#include "support/run_task.hpp"
#include "unit/bot/world.hpp"

namespace cs2::app {
namespace {

using testing::HasSubstr;
using testing::Not;

class CalendarsOverHttp : public testing::Test {
 protected:
  void SetUp() override {
    const auto added = store::add_subscription(*world.store, subscription, {});
    ASSERT_TRUE(added.has_value());
    subscription.id = *added;
    subscription.created_at = world.clock.now();
    path = give();
  }

  std::string give() {
    return fmt::format("/calendar/{}/{}.ics", subscription.id.value,
                       store::give_calendar_token(*world.store, subscription.id, {}).value());
  }

  io::HttpResponse ask(std::string method, const std::string& target, io::Headers headers = {}) {
    io::Loop loop;
    io::Blocking blocking{loop, 2, 16};
    auto endpoint = ops::Endpoint::open(
        loop, blocking, world.metrics, "127.0.0.1:0", {},
        {{.prefix = std::string{calendar_prefix},
          .answer = [this](const io::ServerRequest& request) { return calendars.answer(request); }}});
    if (!endpoint) throw std::runtime_error(endpoint.error().detail);
    const auto http = io::make_http(loop, world.metrics, "test");
    return test::run_task(loop,
                          send(loop, *http,
                               {.method = std::move(method),
                                .url = fmt::format("http://127.0.0.1:{}{}", (*endpoint)->port(), target),
                                .headers = std::move(headers)}));
  }
  io::HttpResponse get(const std::string& target, io::Headers headers = {}) {
    return ask("GET", target, std::move(headers));
  }
  static Task<io::HttpResponse> send(io::Loop& loop, io::Http& http, io::HttpRequest request) {
    auto answer = co_await http.send(std::move(request));
    loop.stop();
    if (!answer) throw std::runtime_error(answer.error().detail);
    co_return std::move(*answer);
  }

  double counted(std::string_view outcome) {
    return world.metrics.value("cs2results_calendar_requests_total", {{"outcome", outcome}});
  }

  bot::World world;
  Calendars calendars{*world.store, *world.catalogue, world.metrics};
  Subscription subscription{.guild = bot::guild.value, .destination = {.id = 700}, .subject = {}};
  std::string path;
};

TEST_F(CalendarsOverHttp, are_served_to_whoever_has_the_address) {
  const auto response = get(path);

  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(io::header(response.headers, "Content-Type"), "text/calendar; charset=utf-8");
  EXPECT_EQ(io::header(response.headers, "Cache-Control"), "private, max-age=60");
  EXPECT_EQ(io::header(response.headers, "Referrer-Policy"), "no-referrer");
  EXPECT_EQ(io::header(response.headers, "Set-Cookie"), "");
  const auto calendar = test::CalendarReader::read(response.body);
  EXPECT_EQ(calendar.value("X-WR-CALNAME"), "CS2: all matches");
  EXPECT_EQ(calendar.components.size(), 15U);
  EXPECT_THAT(response.body, HasSubstr("SUMMARY:Natus Vincere – MOUZ\r\n"));
  EXPECT_EQ(counted("served"), 1);
}

TEST_F(CalendarsOverHttp, are_not_sent_again_while_they_are_the_same) {
  const auto first = get(path);
  const std::string etag{io::header(first.headers, "ETag")};
  ASSERT_THAT(etag, testing::MatchesRegex("\"[0-9a-f]+\""));

  for (const auto& known : {etag, "W/" + etag, "\"other\", " + etag, std::string{"*"}}) {
    const auto again = get(path, {{"If-None-Match", known}});
    EXPECT_EQ(again.status, 304) << known;
    EXPECT_EQ(again.body, "");
    EXPECT_EQ(io::header(again.headers, "ETag"), etag);
  }
  EXPECT_EQ(get(path, {{"If-None-Match", "\"other\""}}).status, 200);
  EXPECT_EQ(counted("unchanged"), 4);

  // What is rendered anew a day later is not another text for that.
  world.clock.advance(hours{1});
  EXPECT_EQ(get(path, {{"If-None-Match", etag}}).status, 304);
}

TEST_F(CalendarsOverHttp, show_what_has_changed_after_a_minute) {
  const auto before = get(path);
  const auto changed = world.reschedule_next(hours{2});

  EXPECT_EQ(get(path).body, before.body) << "kept for everybody who reads the same address";
  world.clock.advance(limits::calendar_kept);
  const auto after = get(path);
  EXPECT_NE(after.body, before.body);
  EXPECT_NE(io::header(after.headers, "ETag"), io::header(before.headers, "ETag"));
  EXPECT_THAT(after.body, HasSubstr("DTSTART:20260713T200000Z\r\n")) << to_iso8601(changed);
}

TEST_F(CalendarsOverHttp, tell_their_head_alone) {
  const auto response = ask("HEAD", path);

  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, "");
  EXPECT_EQ(io::header(response.headers, "Content-Length"), std::to_string(get(path).body.size()));
  EXPECT_EQ(ask("POST", path).status, 405);
}

TEST_F(CalendarsOverHttp, are_not_there_for_anybody_else) {
  const auto id = subscription.id.value;
  const auto token = path.substr(path.rfind('/') + 1);
  const auto missing = get(fmt::format("/calendar/{}/wrong.ics", id));
  EXPECT_EQ(missing.status, 404);
  EXPECT_EQ(io::header(missing.headers, "Cache-Control"), "no-store");

  for (const auto& target :
       {std::string{"/calendar/"}, fmt::format("/calendar/{}", id), fmt::format("/calendar/{}/", id),
        fmt::format("/calendar/{}/.ics", id), fmt::format("/calendar/{}/{}", id + 1, token),
        fmt::format("/calendar/0{}/x{}", id, token), fmt::format("/calendar/-{}/{}", id, token),
        fmt::format("/calendar/99999999999999999999/{}", token), path.substr(0, path.size() - 4),
        fmt::format("/calendar/{}/{}/{}", id, id, token), std::string{"/calendar/.ics"}}) {
    const auto response = get(target);
    EXPECT_EQ(response.status, 404) << target;
    EXPECT_EQ(response.body, missing.body) << target;
    EXPECT_EQ(response.headers.size(), missing.headers.size()) << target;
  }
  EXPECT_EQ(get(path + "?utm=1").status, 200);
}

TEST_F(CalendarsOverHttp, end_when_they_are_revoked_and_begin_anew) {
  ASSERT_EQ(get(path).status, 200);
  ASSERT_TRUE(store::revoke_calendar(*world.store, subscription.id, {}));
  EXPECT_EQ(get(path).status, 404);

  const auto next = give();
  EXPECT_EQ(get(path).status, 404);
  EXPECT_EQ(get(next).status, 200);

  store::retire_subscription(*world.store, subscription.id, "unfollowed", {});
  EXPECT_EQ(get(next).status, 404);
}

TEST_F(CalendarsOverHttp, follow_the_subscription_at_once) {
  const auto all = get(path);
  auto narrowed = subscription;
  narrowed.filter.best_of_min = 5;
  ASSERT_TRUE(store::update_subscription(*world.store, narrowed, {}).has_value());

  EXPECT_EQ(test::CalendarReader::read(get(path).body).components.at(0).name, "VTIMEZONE");
}

TEST_F(CalendarsOverHttp, are_kept_for_a_bounded_number_of_subscriptions) {
  for (std::size_t i = 0; i <= limits::calendars_kept + 5; ++i) {
    auto other = subscription;
    other.destination.id = 1000 + i;
    subscription.id = store::add_subscription(*world.store, other, {}).value();
    const auto answer = calendars.answer({.method = "GET", .target = give(), .headers = {}, .body = {}});
    ASSERT_EQ(answer.status, 200);
  }
  EXPECT_EQ(get(path).status, 200);
}

}  // namespace
}  // namespace cs2::app

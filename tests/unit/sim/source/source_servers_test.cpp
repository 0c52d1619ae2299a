#include "sim/source/source_servers.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <functional>

#include "base/metrics.hpp"
#include "io/http.hpp"
#include "sim/source/internal/source_answers.hpp"
#include "support/run_task.hpp"
#include "support/temporary_folder.hpp"

namespace cs2::sim {
namespace {

using namespace std::chrono_literals;
namespace json = boost::json;

class ProvidersTest : public testing::Test {
 protected:
  void SetUp() override {
    auto started =
        Providers::start(loop, clock, World(clock.now(), 1), {.pandascore_token = "key", .slow = 1h});
    ASSERT_TRUE(started);
    providers = std::move(*started);
  }

  void run(const std::function<Task<void>()>& steps) {
    test::run_task(loop, [](io::Loop& on, const std::function<Task<void>()>& of) -> Task<void> {
      co_await of();
      on.stop();
    }(loop, steps));
  }

  Task<Result<io::HttpResponse>> pandascore(std::string list, std::string key = "key") {
    io::HttpRequest request{.url = providers->pandascore_base_url() + "/csgo/matches/" + list,
                            .headers = {{"Authorization", "Bearer " + key}}};
    co_return co_await http->send(std::move(request));
  }

  Task<Result<io::HttpResponse>> liquipedia(std::string agent = "Bot/1 (+https://example.org)") {
    io::HttpRequest request{.url = providers->liquipedia_base_url() +
                                   "/api.php?action=parse&page=Liquipedia:Matches&prop=text&format=json",
                            .headers = {{"User-Agent", std::move(agent)}}};
    co_return co_await http->send(std::move(request));
  }

  io::Loop loop;
  ManualClock clock{*parse_iso8601("2026-11-23T09:20:00Z")};  // the openings are being played
  Metrics metrics;
  std::unique_ptr<io::Http> http = io::make_http(loop, metrics, "test");
  std::unique_ptr<Providers> providers;
};

TEST_F(ProvidersTest, serve_pandascore_in_pages) {
  run([this]() -> Task<void> {
    const auto first = co_await pandascore("upcoming?per_page=5&page=1");
    const auto running = co_await pandascore("running");

    const auto rows = json::parse(first->body).as_array();
    EXPECT_EQ(rows.size(), 5U);
    EXPECT_EQ(rows.at(0).at("status"), "not_started");
    EXPECT_GT(std::stoi(std::string(io::header(first->headers, "X-Total"))), 5);
    EXPECT_NE(io::header(first->headers, "Link").find("rel=\"next\""), std::string_view::npos);
    EXPECT_EQ(json::parse(running->body).at(0).at("status"), "running");
  });
}

TEST_F(ProvidersTest, want_pandascores_key) {
  run([this]() -> Task<void> { EXPECT_EQ((co_await pandascore("running", "wrong"))->status, 401); });
}

TEST_F(ProvidersTest, allow_a_thousand_requests_an_hour) {
  run([this]() -> Task<void> {
    for (int i = 0; i < 1000; ++i) co_await pandascore("running?per_page=1");
    const auto refused = co_await pandascore("running");
    clock.advance(1h);
    const auto later = co_await pandascore("running");

    EXPECT_EQ(refused->status, 429);
    EXPECT_EQ(later->status, 200);
    EXPECT_EQ(providers->breaches().size(), 1U);
  });
}

TEST_F(ProvidersTest, serve_liquipedia_twice_a_minute_at_most) {
  run([this]() -> Task<void> {
    const auto first = co_await liquipedia();
    clock.advance(29s);
    const auto hasty = co_await liquipedia();
    clock.advance(1s);
    const auto patient = co_await liquipedia();

    EXPECT_EQ(first->status, 200);
    EXPECT_NE(json::parse(first->body).at("parse").at("text").at("*").as_string().find("match-info"),
              json::string::npos);
    EXPECT_EQ(hasty->status, 429);
    EXPECT_EQ(patient->status, 200);
  });
}

TEST_F(ProvidersTest, want_a_contact_for_liquipedia) {
  run([this]() -> Task<void> { EXPECT_EQ((co_await liquipedia("curl/8"))->status, 406); });
}

TEST_F(ProvidersTest, fail_as_told_and_as_often_as_told) {
  providers->fail("/csgo/matches/running", ProviderFault::html, 1);
  run([this]() -> Task<void> {
    const auto page = co_await pandascore("running");
    const auto mended = co_await pandascore("running");
    providers->fail("/csgo/matches/running", ProviderFault::empty);
    const auto empty = co_await pandascore("running");
    providers->fail("/csgo/matches/running", ProviderFault::cut);
    const auto cut = co_await pandascore("running");
    providers->fail("/csgo/matches/running", ProviderFault::unknown_keys);
    const auto strange = co_await pandascore("running");
    providers->mend("/csgo/matches/running");

    EXPECT_TRUE(page->body.starts_with("<html>"));
    EXPECT_TRUE(json::parse(mended->body).is_array());
    EXPECT_EQ(empty->body, "[]");
    EXPECT_FALSE(cut);
    EXPECT_NE(strange->body.find("x_new_in_2027"), std::string::npos);
    EXPECT_EQ(providers->requests("/csgo/matches/running"), 5);
  });
}

TEST_F(ProvidersTest, serve_recordings_as_if_they_were_made_now) {
  const test::TemporaryFolder folder;
  const auto file =
      folder.write("running.json", R"([{"id":1,"begin_at":"2025-03-08T11:30:00Z","name":"a"}])");
  ASSERT_TRUE(
      providers->serve_recording("/csgo/matches/running", {file, *parse_iso8601("2025-03-08T12:00:00Z")}));
  run([this]() -> Task<void> {
    const auto served = co_await pandascore("running");

    EXPECT_EQ(json::parse(served->body).at(0).at("begin_at"), "2026-11-23T08:50:00Z");
  });
  EXPECT_EQ(providers->serve_recording("/csgo/matches/past", {"/nowhere", {}}).error().kind,
            ErrorKind::not_found);
}

TEST(ProviderAnswers, agree_on_the_matches_but_not_on_who_stands_first) {
  const World world(*parse_iso8601("2026-11-23T00:00:00Z"), 1);
  const auto now = world.begins_at() - 1h;

  const auto opening = world.at(now);
  const auto first = std::ranges::find(opening, 1, &WorldMatch::number);
  const auto row = json::parse(pandascore_rows(world, now, "upcoming").front()).as_object();
  const auto ticker = liquipedia_ticker(world, now);

  const auto& left = world.teams()[static_cast<std::size_t>(first->teams[0])].name;
  const auto& right = world.teams()[static_cast<std::size_t>(first->teams[1])].name;
  EXPECT_EQ(row.at("opponents").at(0).at("opponent").at("name"), json::value(left));
  EXPECT_LT(ticker.find(right), ticker.find(left)) << "an odd number is turned round";
}

TEST(ProviderAnswers, leave_undecided_opponents_out_of_pandascore_and_name_them_in_the_ticker) {
  const World world(*parse_iso8601("2026-11-23T00:00:00Z"), 1);
  const auto now = world.begins_at() - 1h;
  bool undecided_seen = false;

  for (const auto& text : pandascore_rows(world, now, "upcoming")) {
    const auto row = json::parse(text).as_object();
    if (row.at("name").as_string().find("Grand final") == json::string::npos) continue;
    undecided_seen = true;
    EXPECT_TRUE(row.at("opponents").as_array().empty());
    EXPECT_TRUE(row.at("results").as_array().empty());
  }

  EXPECT_TRUE(undecided_seen);
  EXPECT_NE(liquipedia_ticker(world, now).find("Winner of Playoffs – Semifinal 1"), std::string::npos);
}

TEST(MovedTimes, move_every_time_and_nothing_else) {
  EXPECT_EQ(
      move_times_in_json(
          R"({"at":"2026-11-23T12:00:00Z","opens_at":"2025-03-08T11:46:08.000000Z","slug":"a-2026-11-23","n":5})",
          24h),
      R"({"at":"2026-11-24T12:00:00Z","opens_at":"2025-03-09T11:46:08Z","slug":"a-2026-11-23","n":5})");
  EXPECT_EQ(move_times_in_html(R"(<a data-timestamp="100">100</a><b data-timestamp="-62167219200">)", 60s),
            R"(<a data-timestamp="160">100</a><b data-timestamp="-62167219200">)");
}

}  // namespace
}  // namespace cs2::sim

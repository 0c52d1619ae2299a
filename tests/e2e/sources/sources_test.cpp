// The real binary, fed by sources: recorded answers, answers it has never seen, and broken ones; on both
// databases.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "sim/providers.hpp"
#include "support/temporary_database.hpp"
#include "support/town.hpp"

namespace cs2 {
namespace {

using test::Backend;
using test::Caching;
using test::Database;
using test::Town;

const std::string recordings = CS2_SOURCE_DIR "/../shared/data";

class Sources : public testing::TestWithParam<Backend> {
 protected:
  void SetUp() override {
    if (const auto missing = test::missing_service(GetParam())) FAIL() << *missing;
    database_ = std::make_unique<test::TemporaryDatabase>(GetParam().database);
    town_ = std::make_unique<Town>();
    auto started = sim::Providers::start(town_->loop, town_->clock, sim::World{town_->clock.now(), 7},
                                         {.pandascore_token = "key-of-the-test"});
    ASSERT_TRUE(started) << started.error().detail;
    sources_ = std::move(*started);
    town_->environment["DATABASE_URL"] = database_->url();
    if (GetParam().caching == Caching::redis)
      town_->environment["REDIS_URL"] = test::environment("CS2_TEST_REDIS_URL");
    town_->environment["PANDASCORE_BASE_URL"] = sources_->pandascore_base_url();
    town_->environment["PANDASCORE_TOKEN"] = "key-of-the-test";
    town_->environment["LIQUIPEDIA_BASE_URL"] = sources_->liquipedia_base_url();
    town_->environment["LISTEN"] = "127.0.0.1:0";
  }

  void serve(const std::string& path, const std::string& file, std::string_view recorded_at) {
    const auto served =
        sources_->serve_recording(path, {.file = file, .recorded_at = *parse_iso8601(recorded_at)});
    ASSERT_TRUE(served) << served.error().detail;
  }

  // One finished match was recorded alone; a list is asked for.
  std::string as_list(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    const std::string contents{std::istreambuf_iterator<char>(in), {}};
    return town_->folder.write("past.json", "[" + contents + "]");
  }

  void serve_recordings() {
    serve("/csgo/matches/running", recordings + "/pandascore/csgo_matches_running_2025-03-08.json",
          "2025-03-08T14:00:00Z");
    serve("/csgo/matches/upcoming", recordings + "/pandascore/csgo_matches_upcoming_2026-07-12.json",
          "2026-07-12T20:00:00Z");
    serve("/csgo/matches/past", as_list(recordings + "/pandascore/match_finished_2024-09-06.json"),
          "2024-09-06T05:00:00Z");
    serve("/counterstrike/api.php",
          recordings + "/liquipedia/parse_liquipedia_matches_ticker_2026-08-21.html", "2026-08-21T14:30:00Z");
  }

  std::unique_ptr<test::TemporaryDatabase> database_;
  std::unique_ptr<Town> town_;
  std::unique_ptr<sim::Providers> sources_;
};

TEST_P(Sources, recorded_answers_of_both_are_answered_in_discord) {
  if (!std::filesystem::exists(recordings))
    GTEST_SKIP() << "the recorded answers are not here: " << recordings;
  serve_recordings();
  auto& town = *town_;

  town.play([&]() -> Task<void> {
    town.start_bot();
    co_await town.until_ready();

    const auto live =
        co_await town.ask_until("/live", "11 matches");  // ten of PandaScore's, one of Liquipedia's
    EXPECT_NE(live.find("Page 1 of 3"), std::string::npos) << live;
    EXPECT_NE((co_await town.ask_until("/live team:GamerLegion", "paiN")).find("0 – 1"), std::string::npos);
    co_await town.ask_until("/live team:Legacy", "Falcons");

    const auto upcoming = co_await town.ask_until("/upcoming", "12 matches");  // ten and two
    EXPECT_NE(upcoming.find("Thunderpick World Championship"), std::string::npos) << upcoming;
    EXPECT_NE(upcoming.find("Data: PandaScore"), std::string::npos) << upcoming;
    co_await town.ask_until("/upcoming team:Vitality", "CC BY-SA 3.0");

    const auto results = co_await town.ask("/results");  // one and three
    for (const std::string team : {"MIGHT", "MOUZ", "FURIA", "FaZe Clan"})
      EXPECT_NE(results.find(team), std::string::npos) << team << " is missing\n" << results;
    EXPECT_NE(results.find("2 – 0"), std::string::npos) << results;
    const auto hidden = co_await town.ask("/results spoilers:hide");
    EXPECT_EQ(hidden.find("2 – 0"), std::string::npos) << hidden;

    const auto card = co_await town.ask("/match paiN");
    EXPECT_NE(card.find("GamerLegion"), std::string::npos) << card;
    EXPECT_NE(card.find("ESL Pro League"), std::string::npos) << card;
    EXPECT_NE((co_await town.ask("/match honved")).find("Honvéd"), std::string::npos);

    EXPECT_TRUE(town.discord->violations().empty()) << town.discord->violations().front();
    EXPECT_EQ(town.discord->statistics().refused, 0);
    EXPECT_TRUE(sources_->breaches().empty()) << sources_->breaches().front();
  });
}

TEST_P(Sources, broken_answers_lose_nothing_and_are_told_once) {
  auto& town = *town_;
  using sim::ProviderFault;

  for (const auto fault : {ProviderFault::server_error, ProviderFault::too_many_requests, ProviderFault::html,
                           ProviderFault::cut, ProviderFault::malformed, ProviderFault::empty}) {
    sources_->fail("/csgo/matches/past", fault, 1);
    sources_->fail("/csgo/matches/upcoming", fault, 1);
  }

  town.play([&]() -> Task<void> {
    town.start_bot();
    co_await town.until_ready();
    // Liquipedia goes on meanwhile, and each of PandaScore's feeds fails alone.
    const auto answer = co_await town.ask_until("/upcoming", "CC BY-SA 3.0");
    EXPECT_EQ(answer.find("rror"), std::string::npos) << answer;
    const auto log = town.bot->printed();
    EXPECT_NE(log.find("\"ingest: feed failed\""), std::string::npos) << log;
    EXPECT_EQ(log.find("key-of-the-test"), std::string::npos);
    EXPECT_EQ((co_await town.act("/live")).state, sim::Outcome::State::answered);
  });
}

TEST_P(Sources, answers_with_unknown_keys_and_nulls_are_read) {
  auto& town = *town_;
  for (const auto* path : {"/csgo/matches/running", "/csgo/matches/upcoming", "/csgo/matches/past"})
    sources_->fail(path, sim::ProviderFault::unknown_keys);

  town.play([&]() -> Task<void> {
    town.start_bot();
    co_await town.until_ready();
    // Matches whose time is null stand in no list; the source has been read all the same, and the other one
    // goes on.
    co_await town.ask_until("/results", "Data: PandaScore");
    co_await town.ask_until("/results", "CC BY-SA 3.0");
    EXPECT_EQ(town.bot->printed().find("feed failed"), std::string::npos) << town.bot->printed();
    EXPECT_TRUE(town.discord->violations().empty()) << town.discord->violations().front();
  });
}

TEST_P(Sources, kills_at_any_moment_lose_and_double_nothing) {
  auto& town = *town_;
  town.environment["LIQUIPEDIA_BASE_URL"] = "http://127.0.0.1:9/counterstrike";

  town.play([&]() -> Task<void> {
    // Killed ever later: while the database is migrated, while Discord is greeted, while answers are written
    // down.
    for (int kill = 0; kill < 12; ++kill) {
      town.start_bot();
      co_await town.loop.sleep(milliseconds{15 + 35 * kill});
      town.bot->kill(SIGKILL);
    }
    town.start_bot();
    co_await town.until_ready();
    const auto upcoming = co_await town.ask_until("/upcoming", "Data: PandaScore");
    EXPECT_EQ((co_await town.act("/match tidebreakers")).state, sim::Outcome::State::answered);

    // The same world read without any kill says the same.
    test::TemporaryDatabase fresh{GetParam().database};
    town.bot->kill(SIGKILL);
    town.environment["DATABASE_URL"] = fresh.url();
    town.start_bot();
    co_await town.until("the second bot", [&] { return town.discord->connected(); });
    const auto total = [](const std::string& text) {
      const auto end = text.find(" matches");
      return end == std::string::npos ? text
                                      : text.substr(text.rfind(' ', end - 1), end - text.rfind(' ', end - 1));
    };
    co_await town.ask_until("/upcoming", total(upcoming) + " matches");
    town.bot->kill(SIGKILL);
  });
}

INSTANTIATE_TEST_SUITE_P(, Sources,
                         testing::Values(Backend{Database::sqlite, Caching::process},
                                         Backend{Database::postgres, Caching::redis}),
                         [](const testing::TestParamInfo<Backend>& info) { return test::name(info.param); });

}  // namespace
}  // namespace cs2

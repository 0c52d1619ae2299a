// The real binary, fed by sources of which a test says what they answer; on both databases.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>

#include "sim/source/source_servers.hpp"
#include "support/temporary_database.hpp"
#include "support/test_server.hpp"

namespace cs2::test {

class Sources : public testing::TestWithParam<Backend> {
 protected:
  void SetUp() override {
    if (const auto missing = missing_service(GetParam())) FAIL() << *missing;
    database_ = std::make_unique<TemporaryDatabase>(GetParam().database);
    server_ = std::make_unique<TestServer>();
    auto started = sim::Providers::start(server_->loop, server_->clock, sim::World{server_->clock.now(), 7},
                                         {.pandascore_token = "key-of-the-test"});
    ASSERT_TRUE(started) << started.error().detail;
    sources_ = std::move(*started);
    server_->environment["DATABASE_URL"] = database_->url();
    if (GetParam().caching == Caching::redis)
      server_->environment["REDIS_URL"] = environment("CS2_TEST_REDIS_URL");
    server_->environment["PANDASCORE_BASE_URL"] = sources_->pandascore_base_url();
    server_->environment["PANDASCORE_TOKEN"] = "key-of-the-test";
    server_->environment["LIQUIPEDIA_BASE_URL"] = sources_->liquipedia_base_url();
    server_->environment["LISTEN"] = "127.0.0.1:0";
  }

  // The contents of a file in place of what the world would have; its times are moved from then to now.
  void serve(const std::string& path, const std::string& file, std::string_view written_at) {
    const auto served =
        sources_->serve_recording(path, {.file = file, .recorded_at = *parse_iso8601(written_at)});
    ASSERT_TRUE(served) << served.error().detail;
  }

  // What fans are told while PandaScore knows of ten live matches, ten to come and one that is over, and
  // Liquipedia of one, two and three others.
  void expect_that_both_are_answered() {
    auto& server = *server_;
    server.play([&]() -> Task<void> {
      server.start_bot();
      co_await server.until_ready();

      const auto live =
          co_await server.ask_until("/live", "11 matches");  // ten of PandaScore's, one of Liquipedia's
      EXPECT_NE(live.find("Page 1 of 2"), std::string::npos) << live;
      EXPECT_NE((co_await server.ask_until("/live team:GamerLegion", "paiN")).find("0–1"), std::string::npos);
      co_await server.ask_until("/live team:Legacy", "Falcons");

      const auto upcoming = co_await server.ask_until("/upcoming", "12 matches");  // ten and two
      EXPECT_NE(upcoming.find("Thunderpick World Championship"), std::string::npos) << upcoming;
      EXPECT_NE(upcoming.find("PandaScore"), std::string::npos) << upcoming;
      co_await server.ask_until("/upcoming team:Vitality", "CC BY-SA 3.0");

      const auto results = co_await server.ask("/results");  // one and three
      for (const std::string team : {"MIGHT", "MOUZ", "FURIA", "FaZe Clan"})
        EXPECT_NE(results.find(team), std::string::npos) << team << " is missing\n" << results;
      EXPECT_NE(results.find("2–0"), std::string::npos) << results;
      const auto hidden = co_await server.ask("/results spoilers:hide");
      EXPECT_EQ(hidden.find("2–0"), std::string::npos) << hidden;

      const auto card = co_await server.ask("/match paiN");
      EXPECT_NE(card.find("GamerLegion"), std::string::npos) << card;
      EXPECT_NE(card.find("ESL Pro League"), std::string::npos) << card;
      EXPECT_NE((co_await server.ask("/match honved")).find("Honvéd"), std::string::npos);

      EXPECT_TRUE(server.discord->violations().empty()) << server.discord->violations().front();
      EXPECT_EQ(server.discord->statistics().refused, 0);
      EXPECT_TRUE(sources_->breaches().empty()) << sources_->breaches().front();
    });
  }

  std::unique_ptr<TemporaryDatabase> database_;
  std::unique_ptr<TestServer> server_;
  std::unique_ptr<sim::Providers> sources_;
};

inline const auto both_databases =
    testing::Values(Backend{Database::sqlite, Caching::process}, Backend{Database::postgres, Caching::redis});

inline std::string backend_name(const testing::TestParamInfo<Backend>& info) {
  return name(info.param);
}

}  // namespace cs2::test

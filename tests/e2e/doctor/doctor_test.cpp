// `cs2results doctor` against each thing that can be wrong: it names it, says what to do, ends with status 1
// and prints no secret.
#include <gtest/gtest.h>

#include "sim/source/source_servers.hpp"
#include "store/database/internal/sql.hpp"
#include "store/database/migrate.hpp"
#include "store/database/state.hpp"
#include "support/paths.hpp"
#include "support/test_server.hpp"

namespace cs2 {
namespace {

using sim::ProviderFault;
using test::TestServer;

class Doctor : public testing::Test {
 protected:
  explicit Doctor(sim::DiscordSettings settings = {}) : server(std::move(settings)) {}

  void SetUp() override {
    auto started = sim::Providers::start(server.loop, server.clock, sim::World{server.clock.now(), 7},
                                         {.pandascore_token = "key-of-the-test"});
    ASSERT_TRUE(started) << started.error().detail;
    sources = std::move(*started);
    server.environment["PANDASCORE_BASE_URL"] = sources->pandascore_base_url();
    server.environment["PANDASCORE_TOKEN"] = "key-of-the-test";
    // Liquipedia was read just now; its first request would wait for half a minute.
    auto opened = store::Store::open({.database_url = server.environment["DATABASE_URL"], .redis_url = ""},
                                     server.clock, server.metrics);
    ASSERT_TRUE(opened);
    store = std::move(*opened);
    ASSERT_TRUE(store::migrate(*store));
    store::save_feed(*store, {.provider = ProviderName::liquipedia,
                              .feed = "matches",
                              .succeeded_at = server.clock.now(),
                              .tried_at = server.clock.now(),
                              .last_error = ""});
  }

  struct Outcome {
    int status = 0;
    std::string printed;
  };

  Outcome examine() {
    Outcome outcome;
    server.play([&]() -> Task<void> {
      server.start_bot({"doctor"});
      std::optional<int> status;
      for (int waited = 0; waited < 12'000 && !(status = server.bot->poll()); ++waited)
        co_await server.loop.sleep(milliseconds{10});
      outcome = {status.value_or(-1), server.bot->printed()};
    });
    for (const auto* secret : {"DISCORD_TOKEN", "PANDASCORE_TOKEN"})
      EXPECT_FALSE(outcome.printed.contains(server.environment[secret])) << outcome.printed;
    return outcome;
  }

  void expect_complaint(std::string_view finding, std::string_view remedy) {
    const auto outcome = examine();
    EXPECT_EQ(outcome.status, 1);
    EXPECT_TRUE(outcome.printed.contains(finding)) << outcome.printed;
    EXPECT_TRUE(outcome.printed.contains(remedy)) << outcome.printed;
  }

  TestServer server;
  std::unique_ptr<sim::Providers> sources;
  std::unique_ptr<store::Store> store;
};

TEST_F(Doctor, finds_what_is_well) {
  const auto outcome = examine();

  EXPECT_EQ(outcome.status, 0) << outcome.printed;
  EXPECT_TRUE(outcome.printed.contains("all checks passed")) << outcome.printed;
  EXPECT_TRUE(outcome.printed.contains("in sync with Discord")) << outcome.printed;
}

TEST_F(Doctor, knows_a_wrong_token) {
  server.environment["DISCORD_TOKEN"] = "wrong." + server.environment["DISCORD_TOKEN"].substr(6);
  expect_complaint("FAIL  token", "copy it again from the developer portal");
}

TEST_F(Doctor, knows_another_applications_id) {
  server.environment["DISCORD_APPLICATION_ID"] = "123456";
  expect_complaint("FAIL  application", "remove DISCORD_APPLICATION_ID");
}

TEST_F(Doctor, knows_a_discord_that_cannot_be_reached) {
  server.environment["DISCORD_API_BASE_URL"] = "http://127.0.0.1:9/api/v10";
  expect_complaint("FAIL  token", "check network, proxy");
}

class DoctorOnAHostThatIsLate : public Doctor {
 protected:
  DoctorOnAHostThatIsLate() : Doctor({.clock_ahead = minutes{2}}) {}
};

TEST_F(DoctorOnAHostThatIsLate, knows_that_the_clock_is_wrong) {
  expect_complaint("FAIL  clock", "enable time synchronization");
}

TEST_F(Doctor, knows_a_database_that_cannot_be_reached) {
  server.environment["DATABASE_URL"] = "postgresql://me:hidden-word@127.0.0.1:9/cs2";
  const auto outcome = examine();

  EXPECT_EQ(outcome.status, 1);
  EXPECT_TRUE(outcome.printed.contains("check DATABASE_URL")) << outcome.printed;
  EXPECT_FALSE(outcome.printed.contains("hidden-word")) << outcome.printed;
}

TEST_F(Doctor, knows_a_folder_that_cannot_be) {
  server.environment["DATABASE_URL"] =
      std::string{"sqlite://"} + cs2::test::binary() + "/cs2.db";  // a file is no folder
  expect_complaint("FAIL  database", "check DATABASE_URL");
}

TEST_F(Doctor, knows_a_database_of_a_newer_version) {
  store->sql().write()->run(
      "INSERT INTO migration (number, name, checksum, applied_at) VALUES (99, 'new', '', 0)");

  expect_complaint("is newer than this program's", "use the newer version of cs2results");
}

TEST_F(Doctor, knows_a_folder_that_nobody_can_write_to) {
  server.environment["DATABASE_URL"] = "sqlite:///proc/cs2.db";
  expect_complaint("FAIL  database", "check DATABASE_URL");
}

TEST_F(Doctor, knows_a_database_that_will_be_migrated) {
  server.environment["DATABASE_URL"] = "sqlite://" + (server.folder.path() / "new.db").string();
  const auto outcome = examine();

  EXPECT_TRUE(outcome.printed.contains("migrated to")) << outcome.printed;
  EXPECT_FALSE(outcome.printed.contains("FAIL  database")) << outcome.printed;
}

TEST_F(Doctor, knows_a_redis_that_does_not_answer) {
  server.environment["REDIS_URL"] = "redis://127.0.0.1:9/0";
  expect_complaint("Redis is not reachable", "check REDIS_URL");
}

TEST_F(Doctor, knows_a_port_that_another_program_has) {
  // The simulated source answers there, and it is not our health.
  const auto base = sources->pandascore_base_url();
  server.environment["LISTEN"] = base.substr(base.find("//") + 2);
  expect_complaint("FAIL  port", "set LISTEN to a free address");
}

TEST_F(Doctor, knows_a_wrong_key_of_a_source) {
  server.environment["PANDASCORE_TOKEN"] = "another-key";
  expect_complaint("FAIL  pandascore", "invalid key: copy it again");
}

TEST_F(Doctor, knows_a_source_that_limits_us) {
  sources->fail("/csgo/matches/running", ProviderFault::too_many_requests);
  expect_complaint("FAIL  pandascore", "too many requests: wait");
}

TEST_F(Doctor, knows_a_source_that_sends_a_page_instead_of_json) {
  sources->fail("/csgo/matches/running", ProviderFault::html);
  expect_complaint("FAIL  pandascore", "check for a newer version of cs2results");
}

TEST_F(Doctor, knows_a_plan_that_does_not_include_a_list) {
  sources->fail("/csgo/matches/running", ProviderFault::forbidden);
  expect_complaint("FAIL  pandascore", "not included in the key's plan");
}

TEST_F(Doctor, knows_a_source_behind_a_shield) {
  sources->fail("/csgo/matches/running", ProviderFault::challenge);
  expect_complaint("FAIL  pandascore", "address blocked");
}

TEST_F(Doctor, knows_a_source_that_never_answers) {
  sources->fail("/csgo/matches/running", ProviderFault::slow);
  expect_complaint("FAIL  pandascore", "check the network and the source's status");
}

TEST_F(Doctor, knows_a_list_that_fails_while_another_is_read) {
  const auto now = server.clock.now();
  store::save_feed(*store, {.provider = ProviderName::pandascore,
                            .feed = "running",
                            .succeeded_at = now,
                            .tried_at = now,
                            .last_error = {}});
  store::save_feed(*store, {.provider = ProviderName::pandascore,
                            .feed = "upcoming",
                            .succeeded_at = {},
                            .tried_at = now,
                            .failures = 3,
                            .failing_since = now - minutes{40},
                            .last_error = "drift: not a list of matches"});

  expect_complaint("never read, drift: not a list of matches", "check for a newer version of cs2results");
}

TEST_F(Doctor, does_not_take_a_feed_that_was_only_tried_for_read) {
  store::save_feed(*store, {.provider = ProviderName::pandascore,
                            .feed = "match",
                            .succeeded_at = {},
                            .tried_at = server.clock.now(),
                            .last_error = {}});
  const auto outcome = examine();

  EXPECT_TRUE(outcome.printed.contains("matches read")) << outcome.printed;
}

TEST_F(Doctor, knows_a_source_that_is_broken) {
  sources->fail("/csgo/matches/running", ProviderFault::server_error);
  expect_complaint("FAIL  pandascore", "check the network and the source's status");
}

}  // namespace
}  // namespace cs2

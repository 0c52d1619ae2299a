// The real binary, killed at any moment while its sources move on, against one that never was.
//
// Both read the same answers of an invented day, which stands still until both have read it. In between one
// of them is killed and started again, a few milliseconds after its start or in the middle of its work; what
// they know at the end must be the same, with nothing missing and nothing twice.
//
// CS2_TEST_KILLS says how many (60 over both databases when absent), CS2_TEST_SEED which moments; the seed is
// printed.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "base/random.hpp"
#include "sim/source/source_servers.hpp"
#include "store/database/internal/sql.hpp"
#include "store/database/migrate.hpp"
#include "store/database/state.hpp"
#include "store/queries/lookup_candidates.hpp"
#include "store/store.hpp"
#include "support/paths.hpp"
#include "support/temporary_database.hpp"
#include "support/test_server.hpp"

namespace cs2 {
namespace {

using namespace std::chrono_literals;
using test::Backend;
using test::Caching;
using test::Database;
using test::TestServer;

// Moments of the day, from its first match on: before it, in the middle of matches, and after them.
constexpr std::array story{-30min, 25min, 6h + 5min, 11h + 40min};
constexpr int kills_by_default = 60;  // over both databases

// A row as one text, NULL as "-".
std::string joined(std::initializer_list<std::string_view> columns) {
  std::string text;
  for (const auto column : columns) {
    if (!text.empty()) text += " || ' | ' || ";
    text += fmt::format("COALESCE(CAST({} AS TEXT), '-')", column);
  }
  return text;
}

using Content = std::map<std::string, std::vector<std::string>>;

// Everything that is known of the game, without our own ids and without when we learned it.
Content content_of(store::Store& store) {
  const std::string match_of = "JOIN external_id e ON e.kind = 'match' AND e.ours = ";
  const std::map<std::string, std::string> texts{
      {"external ids", "SELECT " + joined({"provider", "kind", "external"}) + " AS line FROM external_id"},
      {"teams", "SELECT " + joined({"e.external", "t.name", "t.acronym", "t.country", "t.logo_url"}) +
                    " AS line FROM team t LEFT JOIN external_id e ON e.kind = 'team' AND e.ours = t.id"},
      {"tournaments", "SELECT " +
                          joined({"e.external", "t.name", "t.tier", "t.region", "t.country", "t.venue",
                                  "t.prize", "t.starts_at", "t.ends_at", "t.logo_url"}) +
                          " AS line FROM tournament t "
                          "LEFT JOIN external_id e ON e.kind = 'tournament' AND e.ours = t.id"},
      {"matches", "SELECT " +
                      joined({"e.external",
                              "m.revision",
                              "t.name",
                              "m.first_name",
                              "m.second_name",
                              "m.stage",
                              "m.status",
                              "m.best_of",
                              "m.scheduled_at",
                              "m.time_is_exact",
                              "m.original_scheduled_at",
                              "m.started_at",
                              "m.ended_at",
                              "m.calendar_at",
                              "m.first_score",
                              "m.second_score",
                              "m.winner",
                              "m.draw",
                              "m.forfeit",
                              "m.veto",
                              "m.streams",
                              "m.links"}) +
                      " AS line FROM match m LEFT JOIN external_id e ON e.kind = 'match' AND e.ours = m.id "
                      "LEFT JOIN tournament t ON t.id = m.tournament_id"},
      {"maps", "SELECT " +
                   joined({"e.external", "p.number", "p.name", "p.status", "p.first_score", "p.second_score",
                           "p.winner", "p.picked_by", "p.halves", "p.forfeit", "p.started_at", "p.ended_at",
                           "p.duration_s"}) +
                   " AS line FROM match_map p " + match_of + "p.match_id"},
      {"names", "SELECT " + joined({"kind", "folded", "name", "provider"}) + " AS line FROM alias"},
      {"sightings", "SELECT " + joined({"s.provider", "s.external_id", "e.external", "s.url", "s.digest"}) +
                        " AS line FROM sighting s " + match_of + "s.match_id"},
      {"changes", "SELECT " + joined({"e.external", "c.kind", "c.detail"}) + " AS line FROM change c " +
                      match_of + "c.match_id"},
      {"migrations", "SELECT " + joined({"number", "name", "checksum"}) + " AS line FROM migration"},
      {"feeds", "SELECT " + joined({"provider", "feed", "failures"}) +
                    " AS line FROM feed WHERE provider = 'pandascore' AND lists_matches = 1"},
      {"leases", "SELECT " + joined({"name"}) + " AS line FROM lease"}};
  Content content;
  auto read = store.sql().read();
  for (const auto& [what, text] : texts) {
    auto& lines = content[what];
    for (auto& [line] : read->select<store::Row<std::string>>(text)) lines.push_back(std::move(line));
    std::ranges::sort(lines);
  }
  return content;
}

// A binary with its own database, Discord and source.
class Reader {
 public:
  Reader(TestServer& server, const Backend& backend, const Clock& story_clock, const sim::World& world)
      : town_(server), database_(backend.database), environment_(server.environment) {
    auto sources =
        sim::Providers::start(server.loop, story_clock, world, {.pandascore_token = "of-the-test"});
    auto discord =
        sim::Discord::start(server.loop, server.clock,
                            {.requests_per_second = 1000, .session_starts = 100'000, .max_concurrency = 16});
    if (!sources || !discord) throw std::runtime_error("the simulation does not start");
    sources_ = std::move(*sources);
    discord_ = std::move(*discord);
    discord_->add_guild({.name = "Counter-Strike friends"});
    environment_["DISCORD_TOKEN"] = discord_->token();
    environment_["DISCORD_API_BASE_URL"] = discord_->api_base_url();
    environment_["DATABASE_URL"] = database_.url();
    environment_["PANDASCORE_BASE_URL"] = sources_->pandascore_base_url();
    environment_["PANDASCORE_TOKEN"] = "of-the-test";
    if (backend.caching == Caching::redis)
      environment_["REDIS_URL"] = test::environment("CS2_TEST_REDIS_URL");
  }

  void start() {
    started_at_ = town_.clock.now();
    bot_ = launch();
  }
  std::unique_ptr<test::Child> launch() {
    const auto log = fmt::format("reader-{}-{}.log", static_cast<const void*>(this), ++launches_);
    return std::make_unique<test::Child>(std::vector<std::string>{cs2::test::binary(), "run"}, environment_,
                                         (town_.folder.path() / log).string());
  }
  // True when it was still alive, as it should.
  bool kill() { return bot_->kill(SIGKILL) == 128 + SIGKILL; }
  int stop() {
    bot_->signal(SIGTERM);
    return bot_->wait();
  }

  // As if an hour had gone by while nothing ran: the lease of the dead has run out, every feed is due. The
  // budget stays as it is.
  void let_time_pass() {
    const auto store = open();
    if (store::schema_version(*store).database == 0) return;
    constexpr std::int64_t hour = milliseconds{1h}.count();
    if (!has_roles(*store)) return;
    store->sql().write()->run("UPDATE lease SET expires_at = expires_at - :hour", hour);
    store->sql().write()->run("UPDATE feed SET tried_at = tried_at - :hour", hour);
  }

  Task<void> until_read() {
    for (int waited = 0; waited < 3'000; ++waited) {
      if (const auto status = bot_->poll())
        throw std::runtime_error(fmt::format("ended with status {}: {}", *status, printed()));
      if (has_read()) co_return;
      co_await town_.loop.sleep(20ms);
    }
    throw std::runtime_error("the source was not read: " + printed());
  }

  // What a kill may have left of a migration: all of it or nothing.
  std::string check_schema() {
    const auto store = open();
    const auto version = store::schema_version(*store).database;
    const auto tables = list_tables(*store);
    for (const auto& [table, since] : std::map<std::string, int>{{"team", 1},
                                                                 {"generation", 1},
                                                                 {"guild", 2},
                                                                 {"lease", 3},
                                                                 {"feed", 3},
                                                                 {"player", 4},
                                                                 {"subject", 7}}) {
      if (tables.contains(table) != (version >= since))
        return fmt::format("schema {} and table {} do not fit", version, table);
    }
    return {};
  }

  std::unique_ptr<store::Store> open() {
    auto opened =
        store::Store::open({.database_url = database_.url(), .redis_url = ""}, town_.clock, metrics_);
    if (!opened) throw std::runtime_error(opened.error().detail);
    return std::move(*opened);
  }
  std::vector<std::string> lease_owners() {
    std::vector<std::string> owners;
    const auto store = open();
    for (auto& [owner] : store->sql().read()->select<store::Row<std::string>>(
             "SELECT owner FROM lease WHERE name = 'ingest' AND expires_at > :now", town_.clock.now()))
      owners.push_back(owner);
    return owners;
  }

  int requests() const {
    int count = 0;
    for (const auto* path :
         {"/csgo/matches/running", "/csgo/matches/upcoming", "/csgo/matches/past", "/incidents"})
      count += sources_->requests(path);
    return count;
  }
  const sim::Providers& sources() const { return *sources_; }
  const sim::Discord& discord() const { return *discord_; }
  std::string printed() const { return bot_ ? bot_->printed() : ""; }

 private:
  bool has_read() {
    const auto store = open();
    const auto schema = store::schema_version(*store);
    if (schema.database != schema.binary) return false;  // it is migrating
    std::set<std::string> lists{"running", "incidents", "past", "upcoming", "tournaments"};
    for (const auto& feed : store::list_feeds(*store)) {
      if (feed.provider == ProviderName::pandascore && feed.succeeded_at > started_at_)
        lists.erase(feed.feed);
    }
    return lists.empty() && has_asked_by_name(*store);
  }
  static bool has_asked_by_name(store::Store& store) {
    const std::map<std::string, EntityKind> feeds{
        {"match", EntityKind::match}, {"event", EntityKind::tournament}, {"teams", EntityKind::team}};
    const auto now = SystemClock{}.now();
    return std::ranges::all_of(feeds, [&](const auto& feed) {
      return store::list_subjects(store, {.provider = ProviderName::pandascore,
                                          .feed = feed.first,
                                          .entity = feed.second,
                                          .now = now,
                                          .asked_before = now - 10min,
                                          .count = 1})
          .empty();
    });
  }
  static bool has_roles(store::Store& store) { return store::schema_version(store).database >= 7; }
  static std::set<std::string> list_tables(store::Store& store) {
    std::set<std::string> tables;
    for (auto& [table] : store.sql().read()->select<store::Row<std::string>>(
             store.is_sqlite() ? "SELECT name FROM sqlite_master WHERE type = 'table'"
                               : "SELECT CAST(tablename AS TEXT) FROM pg_tables "
                                 "WHERE schemaname = current_schema()"))
      tables.insert(std::move(table));
    return tables;
  }

  TestServer& town_;
  test::TemporaryDatabase database_;
  std::map<std::string, std::string> environment_;
  std::unique_ptr<sim::Providers> sources_;
  std::unique_ptr<sim::Discord> discord_;
  Metrics metrics_;
  std::unique_ptr<test::Child> bot_;
  Timestamp started_at_;
  int launches_ = 0;
};

class Kills : public testing::TestWithParam<Backend> {
 protected:
  void SetUp() override {
    if (const auto missing = test::missing_service(GetParam())) FAIL() << *missing;
  }
};

// Half of them while it starts, the others up to when it has read everything once.
milliseconds moment_of_a_kill(std::mt19937_64& chance) {
  const bool early = chance() % 2 == 0;
  return milliseconds{chance() % (early ? 250 : 1'500)};
}

TEST_P(Kills, at_any_moment_lose_nothing_double_nothing_and_keep_the_budget) {
  const auto seed = test::number_from_environment("CS2_TEST_SEED", random_bits());
  const auto kills =
      static_cast<int>(test::number_from_environment("CS2_TEST_KILLS", kills_by_default) + 1) / 2;
  fmt::print("CS2_TEST_SEED={} CS2_TEST_KILLS={}\n", seed, 2 * kills);
  std::mt19937_64 chance{seed};
  TestServer server;
  // Yesterday, so that nothing lies in the binary's future.
  const sim::World world{server.clock.now() - 24h, 7};
  ManualClock day{world.begins_at()};
  Reader killed{server, GetParam(), day, world};
  Reader spared{server, GetParam(), day, world};

  server.play([&]() -> Task<void> {
    const auto began = server.clock.now();
    int done = 0;
    for (std::size_t chapter = 0; chapter < story.size(); ++chapter) {
      day.set(world.begins_at() + story[chapter]);
      spared.let_time_pass();
      spared.start();
      const auto goal = kills * static_cast<int>(chapter + 1) / static_cast<int>(story.size());
      for (; done < goal; ++done) {
        // Sometimes it is started again at once, beside the lease and the readings of the dead.
        if (chance() % 4 != 0) killed.let_time_pass();
        killed.start();
        co_await server.loop.sleep(moment_of_a_kill(chance));
        EXPECT_TRUE(killed.kill()) << "it had ended by itself: " << killed.printed();
        EXPECT_EQ(killed.check_schema(), "");
      }
      killed.let_time_pass();
      killed.start();
      co_await killed.until_read();
      co_await spared.until_read();
      const bool last = chapter + 1 == story.size();
      if (!last) {
        EXPECT_TRUE(killed.kill());
        EXPECT_EQ(spared.stop(), 0) << spared.printed();
      }
    }

    // One owner, and a second process beside it stays without; a SQLite file it does not even share.
    const auto owner = killed.lease_owners();
    EXPECT_EQ(owner.size(), 1U);
    const auto second = killed.launch();
    const auto has_started = [&] { return second->printed().contains("commands are up to date"); };
    for (int waited = 0; waited < 1'000 && !second->poll() && !has_started(); ++waited)
      co_await server.loop.sleep(20ms);
    EXPECT_EQ(killed.lease_owners(), owner);
    EXPECT_FALSE(second->printed().contains("this process reads the sources")) << second->printed();
    EXPECT_EQ(second->poll(), GetParam().database == Database::sqlite ? std::optional{1} : std::nullopt);
    second->kill(SIGKILL);

    const auto known = content_of(*killed.open());
    const auto wanted = content_of(*spared.open());
    EXPECT_EQ(known, wanted);
    for (const auto* what : {"teams", "matches", "maps", "sightings", "changes", "external ids", "leases"})
      EXPECT_FALSE(wanted.at(what).empty()) << what;
    const auto ids = known.at("external ids");
    EXPECT_EQ(std::ranges::adjacent_find(ids), ids.end());

    // One request a second at most, over all lives together.
    const auto lived = std::chrono::ceil<seconds>(server.clock.now() - began).count();
    EXPECT_LE(killed.requests(), lived + 1);
    EXPECT_TRUE(killed.sources().breaches().empty());
    EXPECT_TRUE(killed.discord().violations().empty());
    fmt::print("{} kills in {} s: {} requests, {} matches, {} changes\n", done, lived, killed.requests(),
               known.at("matches").size(), known.at("changes").size());
  });
}

INSTANTIATE_TEST_SUITE_P(, Kills,
                         testing::Values(Backend{Database::sqlite, Caching::process},
                                         Backend{Database::postgres, Caching::redis}),
                         [](const testing::TestParamInfo<Backend>& info) { return test::name(info.param); });

}  // namespace
}  // namespace cs2

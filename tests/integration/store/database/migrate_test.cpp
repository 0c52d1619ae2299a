#include "store/database/migrate.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <thread>

#include "integration/store/backends.hpp"
#include "integration/store/facts.hpp"
#include "store/database/internal/sql.hpp"
#include "store/facts/apply.hpp"

namespace cs2::store {
namespace {

// An empty database, not migrated.
class Migrate : public testing::TestWithParam<Backend> {
 protected:
  void SetUp() override {
    if (const auto missing = missing_service(GetParam())) FAIL() << *missing;
    database_ = std::make_unique<TemporaryDatabase>(GetParam().database);
    store_ = open();
  }
  std::unique_ptr<Store> open() {
    auto opened = Store::open({.database_url = database_->url()}, clock_, metrics_);
    if (!opened) throw std::runtime_error(opened.error().detail);
    return std::move(*opened);
  }
  std::vector<EmbeddedFile> all_but_last() const {
    const auto files = embedded_migrations();
    return {files.begin(), files.end() - 1};
  }
  bool has_table(const std::string& table) {
    try {
      store_->sql().read()->select<Row<int>>("SELECT 1 FROM " + table);
      return true;
    } catch (const DatabaseError&) {
      return false;
    }
  }

  ManualClock clock_{test_start};
  Metrics metrics_;
  std::unique_ptr<TemporaryDatabase> database_;
  std::unique_ptr<Store> store_;
};

TEST_P(Migrate, brings_an_empty_database_up_to_date) {
  ASSERT_EQ(schema_version(*store_).database, 0);

  const auto migrated = migrate(*store_);

  ASSERT_TRUE(migrated) << migrated.error().detail;
  EXPECT_EQ(migrated->before, 0);
  EXPECT_EQ(migrated->after, schema_version(*store_).binary);
  EXPECT_EQ(schema_version(*store_).database, schema_version(*store_).binary);
}

TEST_P(Migrate, does_nothing_the_second_time) {
  ASSERT_TRUE(migrate(*store_));

  const auto again = migrate(*store_);

  ASSERT_TRUE(again);
  EXPECT_EQ(again->before, again->after);
}

TEST_P(Migrate, keeps_what_an_older_version_wrote) {
  ASSERT_TRUE(migrate(*store_, all_but_last()));
  store_->sql().write()->run_once("INSERT INTO team (name) VALUES ('Alpine')");

  ASSERT_TRUE(migrate(*store_));

  EXPECT_EQ(std::get<0>(store_->sql().read()->select_one<Row<std::string>>("SELECT name FROM team").value()),
            "Alpine");
}

TEST_P(Migrate, keeps_the_history_that_was_of_matches_only) {
  const auto files = embedded_migrations();
  ASSERT_TRUE(migrate(*store_, files.subspan(0, 3)));
  store_->sql().write()->run_once(
      "INSERT INTO match (revision, first_name, second_name, stage, status, time_is_exact, draw, forfeit, "
      "veto, streams, links) VALUES (1, '', '', '', 'scheduled', 1, 0, 0, '[]', '[]', '[]')");
  store_->sql().write()->run_once(
      "INSERT INTO change (match_id, at, kind, detail) VALUES (1, 5, 'match_announced', '{}')");

  ASSERT_TRUE(migrate(*store_));

  store_->sql().write()->run_once(
      "INSERT INTO change (at, kind, detail) VALUES (6, 'ranking_published', '{}')");
  const auto kinds = store_->sql().read()->select<Row<std::int64_t, std::int64_t, std::string>>(
      "SELECT id, COALESCE(match_id, 0), kind FROM change ORDER BY id");
  using Kept = Row<std::int64_t, std::int64_t, std::string>;
  EXPECT_THAT(kinds, testing::ElementsAre(Kept{1, 1, "match_announced"}, Kept{2, 0, "ranking_published"}));
}

TEST_P(Migrate, keeps_the_overrides_that_were_of_matches_only) {
  const auto files = embedded_migrations();
  ASSERT_TRUE(migrate(*store_, files.subspan(0, 20)));
  store_->sql().write()->run_once(
      "INSERT INTO match (revision, first_name, second_name, stage, status, time_is_exact, draw, forfeit, "
      "veto, streams, links) VALUES (1, '', '', '', 'scheduled', 1, 0, 0, '[]', '[]', '[]')");
  for (const auto* fact : {"score", "best_of"})
    store_->sql().write()->run(
        "INSERT INTO match_override (match_id, fact, value, reason, set_by, set_at) "
        "VALUES (1, :fact, '1', '', 'anna', 5)",
        fact);

  ASSERT_TRUE(migrate(*store_));

  store_->sql().write()->run_once(
      "INSERT INTO fact_override (kind, ours, fact, value, reason, set_by, set_at) "
      "VALUES ('match', 1, 'status', 'live', '', 'ben', 6)");
  using Kept = Row<std::int64_t, std::string, std::int64_t, std::string, std::string>;
  EXPECT_THAT(
      store_->sql().write()->select<Kept>(
          "SELECT id, kind, ours, fact, set_by FROM fact_override ORDER BY id"),
      testing::ElementsAre(Kept{1, "match", 1, "score", "anna"}, Kept{2, "match", 1, "best_of", "anna"},
                           Kept{3, "match", 1, "status", "ben"}));
}

TEST_P(Migrate, turns_the_stages_of_filters_into_those_that_people_know) {
  const auto files = embedded_migrations();
  ASSERT_TRUE(migrate(*store_, files.subspan(0, 29)));
  const std::vector<std::string> stages{"High",    "Playoffs – x", "Semifinal", "Upper bracket round 2",
                                        "Group A", "Final"};
  for (std::size_t at = 0; at < stages.size(); ++at)
    store_->sql().write()->run(
        "INSERT INTO subscription (guild_id, destination, target_id, subject, subject_id, lan_only, kinds, roles, "
        "spoilers, created_at, stage) VALUES (0, 'person', :target, 'all', 0, 0, 1, '', '', 5, :stage)",
        static_cast<std::int64_t>(at + 1), stages[at]);

  ASSERT_TRUE(migrate(*store_));

  std::vector<std::string> now;
  for (auto& [stage] :
       store_->sql().read()->select<Row<std::string>>("SELECT stage FROM subscription ORDER BY id"))
    now.push_back(std::move(stage));
  EXPECT_THAT(now,
              testing::ElementsAre("Swiss", "Playoffs – x", "Playoffs", "Playoffs", "Group A", "Playoffs"));
}

TEST_P(Migrate, refuses_a_database_that_is_newer) {
  ASSERT_TRUE(migrate(*store_));

  const auto older_program = migrate(*store_, all_but_last());

  ASSERT_FALSE(older_program);
  EXPECT_EQ(older_program.error().kind, ErrorKind::conflict);
  EXPECT_THAT(older_program.error().detail, testing::HasSubstr("newer version"));
}

TEST_P(Migrate, refuses_a_file_that_was_changed_after_it_was_applied) {
  ASSERT_TRUE(migrate(*store_));
  const auto files = embedded_migrations();
  std::vector<EmbeddedFile> changed{files.begin(), files.end()};
  const auto edited = std::string{changed[1].contents} + "-- harmless?\n";
  changed[1].contents = edited;

  const auto refused = migrate(*store_, changed);

  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::conflict);
}

TEST_P(Migrate, leaves_nothing_of_a_file_that_fails) {
  const std::vector<EmbeddedFile> files{
      {.name = "0001_good.sql", .contents = "CREATE TABLE good (id BIGINT);"},
      {.name = "0002_bad.sql",
       .contents = "CREATE TABLE half (id BIGINT);\nINSERT INTO nowhere VALUES (1);"}};

  EXPECT_THROW(static_cast<void>(migrate(*store_, files)), DatabaseError);

  EXPECT_TRUE(has_table("good"));
  EXPECT_FALSE(has_table("half"));
  EXPECT_EQ(schema_version(*store_).database, 1);
}

TEST_P(Migrate, refuses_numbers_with_a_gap) {
  const std::vector<EmbeddedFile> files{{.name = "0001_a.sql", .contents = "CREATE TABLE a (id BIGINT);"},
                                        {.name = "0003_c.sql", .contents = "CREATE TABLE c (id BIGINT);"}};

  const auto refused = migrate(*store_, files);

  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::invalid);
  EXPECT_FALSE(has_table("a"));
}

TEST_P(Migrate, lets_many_start_at_once) {
  std::vector<std::unique_ptr<Store>> stores;
  for (int index = 0; index < 4; ++index) stores.push_back(open());
  std::atomic<int> up_to_date = 0;

  std::vector<std::thread> threads;
  for (auto& each : stores) {
    threads.emplace_back([&] {
      const auto migrated = migrate(*each);
      if (migrated && migrated->after == static_cast<int>(embedded_migrations().size())) ++up_to_date;
    });
  }
  for (auto& thread : threads) thread.join();

  EXPECT_EQ(up_to_date, 4);
}

TEST_P(Migrate, survives_being_killed_at_any_moment) {
  store_.reset();
  for (int round = 0; round < 12; ++round) {
    const auto child = ::fork();
    if (child == 0) {
      static_cast<void>(migrate(*open()));
      ::_exit(0);
    }
    std::this_thread::sleep_for(milliseconds{round * 4});
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
  }

  store_ = open();
  const auto migrated = migrate(*store_);
  ASSERT_TRUE(migrated) << migrated.error().detail;
  EXPECT_TRUE(apply(*store_, small_batch(test_start)));
}

CS2_ON_BACKENDS(Migrate, both_databases());

}  // namespace
}  // namespace cs2::store

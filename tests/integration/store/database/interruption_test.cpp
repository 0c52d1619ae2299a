// What happens to processes and connections must not happen to the data.
#include <libpq-fe.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <thread>

#include "base/random.hpp"
#include "integration/store/backends.hpp"
#include "integration/store/facts.hpp"
#include "store/database/internal/sql.hpp"
#include "store/facts/apply.hpp"
#include "store/queries/matches.hpp"

namespace cs2::store {
namespace {

// A batch of its own with two finished matches, so that each has two maps, a change and a sighting.
Batch numbered_batch(int number) {
  auto batch = small_batch(test_start);
  batch.matches.push_back(new_match(-2, "", {-2}, {-1}, test_start));
  batch.sightings.clear();
  for (auto& write : batch.matches) {
    write.external_ids = {fmt::format("match {} of batch {}", -write.match.id.value, number)};
    finish(write.match, test_start - hours{3});
    batch.sightings.push_back(sighting_of(write));
  }
  return batch;
}

class Killed : public StoreTest {
 protected:
  std::int64_t count(const std::string& from_where) {
    return std::get<0>(
        store().sql().read()->select_one<Row<std::int64_t>>("SELECT COUNT(*) FROM " + from_where).value());
  }
};

// The child applies batch after batch and acknowledges each through a pipe, until it is killed.
TEST_P(Killed, loses_nothing_acknowledged_and_leaves_nothing_half_done) {
  constexpr int rounds = 15;
  int next = 0, acknowledged = 0;
  for (int round = 0; round < rounds; ++round) {
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    const auto child = ::fork();
    if (child == 0) {
      const auto mine = open_another();
      for (int number = next;; ++number) {
        if (!apply(*mine, numbered_batch(number))) ::_exit(1);
        if (::write(ends[1], "+", 1) != 1) ::_exit(1);
      }
    }
    ::close(ends[1]);
    // Killed after its first acknowledgement and a little: at some moment of one of the next batches.
    char mark = 0;
    ASSERT_EQ(::read(ends[0], &mark, 1), 1);
    int seen = 1;
    std::this_thread::sleep_for(std::chrono::microseconds{random_bits() % 20'000});
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    while (::read(ends[0], &mark, 1) == 1) ++seen;
    ::close(ends[0]);
    acknowledged += seen;
    next += seen;  // the one that was interrupted is applied again by the next child
  }
  ASSERT_TRUE(apply(store(), numbered_batch(next)));

  // The batch after the last acknowledged one may be there as well: killed between commit and
  // acknowledgement.
  const auto matches = count("match");
  EXPECT_EQ(matches, 2 * (acknowledged + 1));
  EXPECT_EQ(count("match_map"), 2 * matches);
  EXPECT_EQ(count("change"), matches);
  EXPECT_EQ(count("sighting"), matches);
  EXPECT_EQ(count("external_id WHERE kind = 'match'"), matches);
  EXPECT_EQ(count("team"), 2);
}

CS2_ON_BACKENDS(Killed, both_databases());

// As a restarting server does it: the connections end, and for a while no new one is accepted.
class Restart : public StoreTest {
 protected:
  void stop() {
    on_server("UPDATE pg_database SET datallowconn = false WHERE datname = '{}'");
    on_server("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}'");
  }
  void start() { on_server("UPDATE pg_database SET datallowconn = true WHERE datname = '{}'"); }

 private:
  void on_server(const char* statement) {
    const std::string url = std::getenv("CS2_TEST_POSTGRES_URL");  // NOLINT(concurrency-mt-unsafe)
    const auto& mine = database_->url();
    const auto name = mine.substr(mine.rfind('/') + 1);
    PGconn* connection = PQconnectdb(url.c_str());
    PGresult* result = PQexec(connection, fmt::format(fmt::runtime(statement), name).c_str());
    EXPECT_STREQ(PQresultErrorMessage(result), "");
    PQclear(result);
    PQfinish(connection);
  }
};

TEST_P(Restart, fails_one_call_and_connects_anew_for_the_next) {
  ASSERT_TRUE(apply(store(), small_batch(test_start)));
  stop();
  start();

  EXPECT_THROW(static_cast<void>(apply(store(), numbered_batch(1))), DatabaseError);

  const auto applied = apply(store(), numbered_batch(1));
  ASSERT_TRUE(applied) << applied.error().detail;
  EXPECT_EQ(list_matches(store(), {}).total, 3);
}

TEST_P(Restart, fails_while_the_server_is_away_and_works_again_afterwards) {
  ASSERT_TRUE(apply(store(), small_batch(test_start)));
  stop();

  for (int attempt = 0; attempt < 5; ++attempt) {
    EXPECT_THROW(static_cast<void>(apply(store(), numbered_batch(1))), DatabaseError);
  }
  const auto refused = Store::open(settings(), clock_, metrics_);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::unavailable);

  start();
  EXPECT_TRUE(apply(store(), numbered_batch(1)));
}

CS2_ON_BACKENDS(Restart, (std::vector<Backend>{{Database::postgres, Caching::process}}));

TEST(OpenStore, says_what_is_wrong_with_an_address) {
  const ManualClock clock{test_start};
  Metrics metrics;
  const auto kind = [&](const StoreSettings& settings) {
    const auto opened = Store::open(settings, clock, metrics);
    return opened ? std::nullopt : std::optional{opened.error().kind};
  };

  EXPECT_EQ(kind({.database_url = "mysql://localhost/x"}), ErrorKind::invalid);
  EXPECT_EQ(kind({.database_url = "sqlite://"}), ErrorKind::invalid);
  EXPECT_EQ(kind({.database_url = "sqlite:///tmp/unused.db", .redis_url = "localhost"}), ErrorKind::invalid);
  EXPECT_EQ(kind({.database_url = "sqlite:///proc/no/such/folder/x.db"}), ErrorKind::unavailable);
  EXPECT_EQ(kind({.database_url = "postgresql://127.0.0.1:1/x"}), ErrorKind::unavailable);
}

}  // namespace
}  // namespace cs2::store

#include "store/database/future.hpp"

#include "integration/store/backends.hpp"
#include "integration/store/facts.hpp"
#include "store/database/internal/sql.hpp"
#include "store/database/state.hpp"
#include "store/facts/apply.hpp"

namespace cs2::store {
namespace {

class Future : public StoreTest {
 protected:
  // Everything that is known was learned while the clock was ahead.
  void learn(Timestamp at) {
    auto batch = small_batch(test_start + hours{1});
    batch.observed_at = at;
    ASSERT_TRUE(apply(store(), batch).has_value());
    save_feed(store(), {.provider = ProviderName::pandascore,
                        .feed = "running",
                        .succeeded_at = at,
                        .tried_at = at,
                        .last_error = ""});
  }
  Timestamp latest(std::string_view table, std::string_view column) {
    const auto row = store().sql().read()->select_one<Row<Timestamp>>(
        fmt::format("SELECT MAX({}) FROM {}", column, table));
    return std::get<0>(row.value());
  }
};

TEST_P(Future, becomes_now_where_it_has_passed) {
  learn(test_start + days{365});

  forget_future(store());

  EXPECT_EQ(latest("feed", "tried_at"), test_start);
  EXPECT_EQ(latest("feed", "succeeded_at"), test_start);
  EXPECT_EQ(latest("sighting", "seen_at"), test_start);
}

TEST_P(Future, is_left_where_it_has_not_been) {
  learn(test_start - hours{1});

  forget_future(store());

  EXPECT_EQ(latest("feed", "tried_at"), test_start - hours{1});
  EXPECT_EQ(latest("sighting", "seen_at"), test_start - hours{1});
  EXPECT_EQ(latest("match", "scheduled_at"), test_start + hours{1}) << "a match may lie ahead";
}

CS2_ON_BACKENDS(Future, both_databases());

}  // namespace
}  // namespace cs2::store

// docs/caching.md, as tests.
#include <thread>

#include "base/limits/store.hpp"
#include "integration/store/backends.hpp"
#include "integration/store/facts.hpp"
#include "store/cache/cache.hpp"
#include "store/database/memory_only.hpp"
#include "store/database/migrate.hpp"
#include "store/facts/apply.hpp"
#include "store/guild/guilds.hpp"
#include "store/queries/matches.hpp"
#include "store/queries/names.hpp"
#include "store/snapshot/snapshot.hpp"
#include "support/private_redis.hpp"

namespace cs2::store {
namespace {

class CachedAnswers : public StoreTest {
 protected:
  double reads_from(const char* where) {
    return metrics_.value("cs2results_answers_read_total", {{"from", where}});
  }

  // Moves the small batch's match by an hour; returns its new time.
  Timestamp reschedule(Store& through) {
    Report report{.provider = ProviderName::sample};
    report.matches.emplace_back().external_id = "m1";
    const auto known = load_snapshot(through, report);
    auto match = known.matches.rows.at(known.matches.by_external_id.at("m1"));
    match.scheduled_at = *match.scheduled_at + hours{1};
    Batch batch{.provider = ProviderName::sample, .observed_at = clock_.now()};
    batch.matches = {{.match = match, .external_ids = {"m1"}, .changes = {}}};
    const auto applied = apply(through, batch);
    EXPECT_TRUE(applied) << applied.error().detail;
    return *match.scheduled_at;
  }
};

// Ten matches of the small batch's teams: every third is live, and every second belongs to a tournament.
Result<Applied> fill(Store& store) {
  auto batch = small_batch(test_start);
  for (std::int64_t number = 2; number <= 10; ++number) {
    auto write = new_match(-number, fmt::format("m{}", number), {-1}, {-2}, test_start + hours{number});
    if (number % 3 == 0) write.match.status = MatchStatus::live;
    if (number % 2 == 0) write.match.tournament = {-1};
    batch.matches.push_back(std::move(write));
  }
  return apply(store, batch);
}

std::optional<Timestamp> listed_time(Store& store) {
  return list_matches(store, {}).matches.at(0).match.scheduled_at;
}

TEST_P(CachedAnswers, answers_the_same_question_from_memory) {
  ASSERT_TRUE(fill(store()));
  const auto first = list_matches(store(), {.count = 5});
  const auto reads = reads_from("database");

  const auto second = list_matches(store(), {.count = 5});

  EXPECT_EQ(reads_from("database"), reads);
  EXPECT_EQ(second.matches, first.matches);
  EXPECT_EQ(second.total, first.total);
}

TEST_P(CachedAnswers, answers_from_memory_or_not_at_all_where_nobody_may_wait) {
  ASSERT_TRUE(fill(store()));
  const auto asked_before = list_matches(store(), {.count = 5});

  const MemoryOnly here;

  EXPECT_EQ(list_matches(store(), {.count = 5}).matches, asked_before.matches);
  EXPECT_THROW(list_matches(store(), {.count = 6}), NotInMemory);
  EXPECT_THROW(find_team(store(), TeamId{1}), NotInMemory);
}

TEST_P(CachedAnswers, writes_nothing_where_nobody_may_wait) {
  store();
  {
    const MemoryOnly here;
    EXPECT_THROW(save_guild_settings(store(), 5, {.spoilers = SpoilerRule::hide}), NotInMemory);
    EXPECT_THROW(static_cast<void>(apply(store(), small_batch(test_start))), NotInMemory);
  }

  EXPECT_EQ(find_guild_settings(store(), 5), GuildSettings{});
  EXPECT_TRUE(list_matches(store(), {}).matches.empty());
}

TEST_P(CachedAnswers, gives_the_same_answer_as_the_database) {
  ASSERT_TRUE(fill(store()));
  const auto uncached = [&](const MatchQuery& query) { return list_matches(*open_another(), query); };
  ASSERT_EQ(list_matches(store(), {.statuses = {MatchStatus::live}}).total, 3);
  for (const auto& query : {MatchQuery{.count = 50}, MatchQuery{.tier = Tier::a, .count = 3, .offset = 2},
                            MatchQuery{.statuses = {MatchStatus::live}}}) {
    const auto expected = list_matches(store(), query);

    EXPECT_EQ(list_matches(store(), query).matches, expected.matches);
    EXPECT_EQ(uncached(query).matches, expected.matches);
    EXPECT_EQ(uncached(query).total, expected.total);
  }
}

TEST_P(CachedAnswers, shows_a_write_of_this_process_at_once) {
  ASSERT_TRUE(apply(store(), small_batch(test_start)));
  ASSERT_EQ(listed_time(store()), test_start);

  const auto moved = reschedule(store());

  EXPECT_EQ(listed_time(store()), moved);
}

TEST_P(CachedAnswers, shows_a_write_of_another_process_within_a_second) {
  ASSERT_TRUE(apply(store(), small_batch(test_start)));
  ASSERT_EQ(listed_time(store()), test_start);
  const auto other = open_another();

  const auto moved = reschedule(*other);
  clock_.advance(limits::generation_age_max);

  EXPECT_EQ(listed_time(store()), moved);
}

TEST_P(CachedAnswers, shows_a_write_of_another_process_at_once_to_those_who_must_not_miss_it) {
  ASSERT_TRUE(apply(store(), small_batch(test_start)));
  ASSERT_EQ(listed_time(store()), test_start);
  const auto moved = reschedule(*open_another());
  ASSERT_EQ(listed_time(store()), test_start) << "an older answer is good enough for most";

  store().invalidate_now();

  EXPECT_EQ(listed_time(store()), moved);
}

TEST_P(CachedAnswers, asks_the_database_again_when_an_answer_grew_old) {
  ASSERT_TRUE(apply(store(), small_batch(test_start)));
  listed_time(store());
  const auto misses = reads_from("database") + reads_from("redis");

  clock_.advance(limits::answer_life);
  listed_time(store());

  EXPECT_GT(reads_from("database") + reads_from("redis"), misses);
}

// Sources are read every few seconds.
TEST_P(CachedAnswers, stay_in_memory_while_sources_say_nothing_new) {
  ASSERT_TRUE(fill(store()));
  const auto match = list_matches(store(), {}).matches.at(0).match;
  const auto seen = [&](std::string url) {
    Batch batch{.provider = ProviderName::sample, .observed_at = clock_.now()};
    batch.sightings = {{.match = match.id, .external_id = "m1", .url = std::move(url), .facts = match}};
    return apply(store(), batch);
  };
  const auto last_seen = [&] { return list_matches(store(), {}).matches.at(0).sources.at(0).seen_at; };
  ASSERT_TRUE(seen("https://a.example/m1"));
  ASSERT_EQ(last_seen(), clock_.now());
  const auto reads = reads_from("database");

  clock_.advance(seconds{9});
  ASSERT_TRUE(seen("https://a.example/m1"));

  EXPECT_EQ(last_seen(), clock_.now() - seconds{9});
  EXPECT_EQ(reads_from("database"), reads);

  ASSERT_TRUE(seen("https://b.example/m1"));
  EXPECT_EQ(last_seen(), clock_.now()) << "another word of the source shows at once";
}

TEST_P(CachedAnswers, shows_a_guild_its_new_settings_at_once) {
  ASSERT_EQ(find_guild_settings(store(), 7).spoilers, SpoilerRule::show);

  save_guild_settings(store(), 7,
                      {.spoilers = SpoilerRule::hide, .locale = "de", .time_zone = "Europe/Berlin"});

  const GuildSettings expected{.spoilers = SpoilerRule::hide, .locale = "de", .time_zone = "Europe/Berlin"};
  EXPECT_EQ(find_guild_settings(store(), 7), expected);
}

CS2_ON_BACKENDS(CachedAnswers, all_backends());

// With Redis only.
using SharedAnswers = CachedAnswers;

TEST_P(SharedAnswers, takes_what_another_process_has_read) {
  ASSERT_TRUE(fill(store()));
  const auto first = list_matches(store(), {.count = 20});
  const auto reads = reads_from("database");

  const auto second = list_matches(*open_another(), {.count = 20});

  EXPECT_EQ(reads_from("database"), reads);
  EXPECT_GT(reads_from("redis"), 0);
  EXPECT_EQ(second.matches, first.matches);
  EXPECT_EQ(second.total, first.total);
}

TEST_P(SharedAnswers, keeps_databases_apart_that_share_a_redis) {
  ASSERT_TRUE(apply(store(), small_batch(test_start)));
  ASSERT_EQ(list_matches(store(), {}).total, 1);

  const TemporaryDatabase other_database{GetParam().database};
  auto other_settings = settings();
  other_settings.database_url = other_database.url();
  auto other = Store::open(other_settings, clock_, metrics_);
  ASSERT_TRUE(other);
  ASSERT_TRUE(migrate(**other));
  wait_until_reachable((*other)->cache());
  ASSERT_TRUE(apply(**other, Batch{.provider = ProviderName::sample, .observed_at = test_start}));

  EXPECT_EQ(list_matches(**other, {}).total, 0);
}

TEST_P(SharedAnswers, answers_from_the_database_while_redis_is_away) {
  test::PrivateRedis redis;
  redis_url_ = redis.url();
  const auto cached = open_another();
  ASSERT_TRUE(apply(*cached, small_batch(test_start)));
  ASSERT_EQ(listed_time(*cached), test_start);

  redis.kill();
  const auto moved_without = reschedule(*cached);
  EXPECT_EQ(listed_time(*cached), moved_without);
  EXPECT_FALSE(cached->cache().reachable());

  redis.start();
  wait_until_reachable(cached->cache());
  EXPECT_EQ(listed_time(*open_another()), moved_without);
  const auto moved_with = reschedule(*cached);
  EXPECT_EQ(listed_time(*cached), moved_with);
}

TEST_P(SharedAnswers, does_not_wait_for_a_redis_that_is_silent) {
  test::PrivateRedis redis;
  redis_url_ = redis.url();
  const auto cached = open_another();
  ASSERT_TRUE(apply(*cached, small_batch(test_start)));

  redis.freeze();
  EXPECT_EQ(listed_time(*cached), test_start);
  EXPECT_FALSE(cached->cache().reachable());
  const auto moved = reschedule(*cached);
  EXPECT_EQ(listed_time(*cached), moved);

  redis.thaw();
  wait_until_reachable(cached->cache());
  EXPECT_EQ(listed_time(*open_another()), moved);
}

TEST_P(SharedAnswers, starts_without_redis) {
  redis_url_ = "redis://127.0.0.1:1/0";

  const auto alone = Store::open(settings(), clock_, metrics_);

  ASSERT_TRUE(alone);
  ASSERT_TRUE(apply(**alone, small_batch(test_start)));
  EXPECT_EQ(listed_time(**alone), test_start);
}

CS2_ON_BACKENDS(SharedAnswers, (std::vector<Backend>{{Database::sqlite, Caching::redis},
                                                     {Database::postgres, Caching::redis}}));

}  // namespace
}  // namespace cs2::store

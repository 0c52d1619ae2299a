// Guilds, leases, names, state and feeds.
#include <gmock/gmock.h>

#include <atomic>
#include <thread>

#include "base/limits/store.hpp"
#include "integration/store/backends.hpp"
#include "integration/store/facts.hpp"
#include "store/database/leases.hpp"
#include "store/database/state.hpp"
#include "store/guild/aliases.hpp"
#include "store/guild/guilds.hpp"
#include "store/identity/identities.hpp"
#include "store/queries/matches.hpp"
#include "store/queries/names.hpp"

namespace cs2::store {
namespace {

using Guilds = StoreTest;

TEST_P(Guilds, are_written_once_until_something_changes) {
  EXPECT_EQ(register_guilds(store(), {{.id = 1, .name = "One"}, {.id = 2, .name = "Zwei’s \"Bar\" 🎯"}}), 2);
  EXPECT_EQ(register_guilds(store(), {{.id = 1, .name = "One"}, {.id = 2, .name = "Zwei’s \"Bar\" 🎯"}}), 0);
  EXPECT_EQ(register_guilds(store(), {{.id = 1, .name = "One, renamed"}, {.id = 3, .name = "Three"}}), 2);

  EXPECT_EQ(count_guilds(store()), 3);
}

TEST_P(Guilds, keep_their_name_where_discord_leaves_it_out) {
  register_guilds(store(), {{.id = 1, .name = "One"}});

  EXPECT_EQ(register_guilds(store(), {{.id = 1, .name = ""}}), 0);
  retire_guilds(store(), {1});
  EXPECT_EQ(register_guilds(store(), {{.id = 1, .name = ""}}), 1) << "it is back";
  EXPECT_EQ(register_guilds(store(), {{.id = 1, .name = "One"}}), 0) << "under the name that it had";
}

TEST_P(Guilds, are_registered_by_the_thousand) {
  std::vector<NamedGuild> many;
  std::vector<std::uint64_t> left;
  for (std::uint64_t id = 1; id <= 5'000; ++id) {
    many.push_back({.id = id, .name = fmt::format("Guild {}", id)});
    if (id % 2 == 0) left.push_back(id);
  }

  EXPECT_EQ(register_guilds(store(), many), 5'000);
  EXPECT_EQ(retire_guilds(store(), left), 2'500);
  EXPECT_EQ(retire_guilds(store(), left), 0);
  EXPECT_EQ(register_guilds(store(), many), 2'500) << "only those that come back";
  EXPECT_EQ(count_guilds(store()), 5'000);
}

TEST_P(Guilds, are_not_held_up_by_a_name_that_no_database_takes) {
  EXPECT_EQ(register_guilds(store(), {{.id = 1, .name = std::string{"a\0b", 3}}, {.id = 2, .name = "Two"}}),
            2);
  EXPECT_EQ(register_guilds(store(), {}), 0);
}

TEST_P(Guilds, have_defaults_until_they_choose) {
  EXPECT_EQ(find_guild_settings(store(), 1), GuildSettings{});
}

TEST_P(Guilds, find_their_settings_again_after_a_return) {
  const GuildSettings chosen{
      .spoilers = SpoilerRule::hide, .locale = "pt-BR", .time_zone = "America/Sao_Paulo"};
  register_guilds(store(), {{.id = 1, .name = "One"}});
  save_guild_settings(store(), 1, chosen);

  retire_guilds(store(), {1});
  EXPECT_EQ(count_guilds(store()), 0);
  EXPECT_EQ(register_guilds(store(), {{.id = 1, .name = "One"}}), 1);

  EXPECT_EQ(count_guilds(store()), 1);
  EXPECT_EQ(find_guild_settings(store(), 1), chosen);
}

TEST_P(Guilds, missing_from_their_shard_are_retired) {
  const auto of_shard = [](std::uint64_t shard, std::uint64_t number) {
    return ((number * 2 + shard) << 22) + 5;
  };
  for (const auto guild : {of_shard(0, 1), of_shard(0, 2), of_shard(0, 3), of_shard(1, 1)}) {
    register_guilds(store(), {{.id = guild, .name = "Guild"}});
  }

  const auto retired = retire_missing_guilds(store(), {of_shard(0, 2)}, 0, 2);

  EXPECT_EQ(retired, 2);
  EXPECT_EQ(count_guilds(store()), 2);
  EXPECT_EQ(retire_missing_guilds(store(), {}, 0, 2), 1);
}

TEST_P(Guilds, keep_the_largest_snowflakes) {
  constexpr std::uint64_t largest = (std::uint64_t{1} << 63) - 1;

  save_guild_settings(store(), largest, {.spoilers = SpoilerRule::hide});

  EXPECT_EQ(find_guild_settings(store(), largest).spoilers, SpoilerRule::hide);
}

CS2_ON_BACKENDS(Guilds, both_databases());

// A machine whose clock is wrong.
class WrongClock : public SystemClock {
 public:
  explicit WrongClock(milliseconds by) : by_(by) {}
  Timestamp now() const override { return SystemClock::now() + by_; }

 private:
  milliseconds by_;
};

using SharedLeases = StoreTest;

TEST_P(SharedLeases, hold_among_processes_whose_clocks_differ) {
  for (const milliseconds by : {milliseconds{hours{1}}, milliseconds{days{365}}}) {
    const WrongClock ahead{by};
    const WrongClock behind{-by};
    const auto first = open_another(ahead);
    const auto second = open_another(behind);

    EXPECT_TRUE(acquire_lease(*first, "poll", "a", minutes{10}));
    EXPECT_FALSE(acquire_lease(*second, "poll", "b", minutes{10}));
    EXPECT_TRUE(acquire_lease(*first, "poll", "a", minutes{10}));
    release_lease(*first, "poll", "a");
    EXPECT_TRUE(acquire_lease(*second, "poll", "b", minutes{10}));
    EXPECT_FALSE(acquire_lease(*first, "poll", "a", minutes{10}));
    release_lease(*second, "poll", "b");
  }
}

CS2_ON_BACKENDS(SharedLeases, (std::vector{Backend{Database::postgres, Caching::process}}));

using Leases = StoreTest;

TEST_P(Leases, have_one_owner_at_a_time) {
  EXPECT_TRUE(acquire_lease(store(), "poll", "a", seconds{30}));
  EXPECT_FALSE(acquire_lease(store(), "poll", "b", seconds{30}));
  EXPECT_TRUE(acquire_lease(store(), "other", "b", seconds{30}));
}

TEST_P(Leases, are_renewed_by_their_owner) {
  ASSERT_TRUE(acquire_lease(store(), "poll", "a", seconds{30}));
  clock_.advance(seconds{20});
  ASSERT_TRUE(acquire_lease(store(), "poll", "a", seconds{30}));
  clock_.advance(seconds{20});

  EXPECT_FALSE(acquire_lease(store(), "poll", "b", seconds{30}));
}

TEST_P(Leases, pass_on_when_they_run_out) {
  ASSERT_TRUE(acquire_lease(store(), "poll", "a", seconds{30}));
  clock_.advance(seconds{30});

  EXPECT_TRUE(acquire_lease(store(), "poll", "b", seconds{30}));
  EXPECT_FALSE(acquire_lease(store(), "poll", "a", seconds{30}));
}

TEST_P(Leases, of_a_clock_that_was_set_back_do_not_hold) {
  for (const milliseconds back : {milliseconds{hours{1}}, milliseconds{days{365}}}) {
    ASSERT_TRUE(acquire_lease(store(), "poll", "killed", seconds{30}));
    clock_.advance(-back);
    EXPECT_TRUE(acquire_lease(store(), "poll", "b", seconds{30}));
    EXPECT_FALSE(acquire_lease(store(), "poll", "c", seconds{30}));
    release_lease(store(), "poll", "b");
  }
}

TEST_P(Leases, are_given_up_only_by_their_owner) {
  ASSERT_TRUE(acquire_lease(store(), "poll", "a", seconds{30}));

  release_lease(store(), "poll", "b");
  EXPECT_FALSE(acquire_lease(store(), "poll", "b", seconds{30}));

  release_lease(store(), "poll", "a");
  EXPECT_TRUE(acquire_lease(store(), "poll", "b", seconds{30}));
}

TEST_P(Leases, are_won_by_one_of_many_at_once) {
  constexpr int processes = 4, rounds = 20;
  std::vector<std::unique_ptr<Store>> stores;
  for (int index = 0; index < processes; ++index) stores.push_back(open_another());
  std::array<std::atomic<int>, rounds> winners{};

  std::vector<std::thread> threads;
  for (int process = 0; process < processes; ++process) {
    threads.emplace_back([&, process] {
      for (int round = 0; round < rounds; ++round) {
        if (acquire_lease(*stores[static_cast<std::size_t>(process)], fmt::format("role {}", round),
                          fmt::format("process {}", process), minutes{1}))
          ++winners[static_cast<std::size_t>(round)];
      }
    });
  }
  for (auto& thread : threads) thread.join();

  for (const auto& winner : winners) EXPECT_EQ(winner, 1);
}

CS2_ON_BACKENDS(Leases, both_databases());

using Names = StoreTest;

const Named& named(const std::vector<Named>& all, std::string_view name) {
  return *std::ranges::find(all, name, &Named::name);
}

TEST_P(Names, bring_aliases_acronyms_and_weights) {
  auto batch = small_batch(test_start + days{2});
  batch.teams[0].aliases = {"Team Alpine"};
  batch.teams.push_back(new_team(-3, "Calypso"));
  ASSERT_TRUE(apply(store(), batch));

  const auto names = list_names(store());

  ASSERT_EQ(names.size(), 4u);
  EXPECT_THAT(named(names, "Alpine").aliases, testing::UnorderedElementsAre("Team Alpine", "Alp"));
  EXPECT_GT(named(names, "Alpine").weight, named(names, "Calypso").weight);
  EXPECT_EQ(named(names, "Northern Cup").kind, NameKind::tournament);
  EXPECT_EQ(find_team(store(), {named(names, "Alpine").id})->name, "Alpine");
  EXPECT_EQ(find_tournament(store(), {named(names, "Northern Cup").id})->name, "Northern Cup");
  EXPECT_EQ(find_team(store(), {4711}), std::nullopt);
}

TEST_P(Names, have_a_revision_that_moves_with_them) {
  const auto empty = names_revision(store());
  ASSERT_TRUE(apply(store(), small_batch(test_start)));
  const auto filled = names_revision(store());
  ASSERT_TRUE(apply(store(), small_batch(test_start)));
  const auto unchanged = names_revision(store());
  clock_.advance(days{1});

  EXPECT_NE(empty, filled);
  EXPECT_EQ(filled, unchanged);
  EXPECT_NE(names_revision(store()), unchanged);
}

TEST_P(Names, are_read_again_only_where_they_changed) {
  auto batch = small_batch(test_start);
  batch.players.push_back(new_player(-1, "Frost"));
  ASSERT_TRUE(apply(store(), batch));
  const auto whole = list_name_news(store(), std::nullopt);

  const auto nothing = list_name_news(store(), whole.generation);
  auto renamed = small_batch(test_start);
  renamed.teams.resize(1);
  renamed.teams[0].aliases = {"The Climbers"};
  renamed.tournaments.clear();
  renamed.matches.clear();
  renamed.sightings.clear();
  ASSERT_TRUE(apply(store(), renamed));
  const auto one = list_name_news(store(), whole.generation);

  EXPECT_TRUE(whole.whole);
  EXPECT_EQ(whole.named.size(), 4u);
  EXPECT_FALSE(nothing.whole);
  EXPECT_TRUE(nothing.named.empty());
  ASSERT_EQ(one.named.size(), 1u);
  EXPECT_EQ(one.named[0].name, "Alpine");
  EXPECT_THAT(one.named[0].aliases, testing::Contains("The Climbers"));
  EXPECT_TRUE(one.gone.empty());
}

TEST_P(Names, are_gone_when_they_were_retired) {
  ASSERT_TRUE(apply(store(), small_batch(test_start)));
  const auto before = list_name_news(store(), std::nullopt);
  const auto alpine = named(before.named, "Alpine").id;
  ASSERT_TRUE(retire(store(), {.entity = EntityKind::team, .ours = alpine, .by = "test", .reason = "test"}));

  const auto after = list_name_news(store(), before.generation);

  EXPECT_THAT(after.gone, testing::ElementsAre(NameKey{NameKind::team, alpine}));
  EXPECT_TRUE(after.named.empty());
}

TEST_P(Names, are_read_whole_after_a_backup_was_restored) {
  ASSERT_TRUE(apply(store(), small_batch(test_start)));

  EXPECT_TRUE(list_name_news(store(), 1'000'000).whole);
}

CS2_ON_BACKENDS(Names, both_databases());

using GuildAliases = StoreTest;

TEST_P(GuildAliases, are_kept_per_guild_and_say_one_thing_each) {
  register_guilds(store(), {{.id = 1, .name = "One"}, {.id = 2, .name = "Two"}});
  const auto revision = guild_aliases_revision(store());

  ASSERT_TRUE(add_guild_alias(store(), 1, {.kind = NameKind::team, .ours = 5, .name = "The Bós"}));
  ASSERT_TRUE(add_guild_alias(store(), 1, {.kind = NameKind::team, .ours = 6, .name = "the bos"}));
  ASSERT_TRUE(add_guild_alias(store(), 2, {.kind = NameKind::player, .ours = 7, .name = "goat"}));

  EXPECT_THAT(list_guild_aliases(store(), 1),
              testing::ElementsAre(GuildAlias{.kind = NameKind::team, .ours = 6, .name = "the bos"}));
  EXPECT_EQ(list_guild_aliases(store()).size(), 2u);
  EXPECT_NE(guild_aliases_revision(store()), revision);
  EXPECT_EQ(remove_guild_alias(store(), 1, "THE BOS"), 1);
  EXPECT_EQ(remove_guild_alias(store(), 1, "the bos"), 0);
  EXPECT_TRUE(list_guild_aliases(store(), 1).empty());
}

TEST_P(GuildAliases, have_bounds) {
  for (std::size_t i = 0; i < limits::guild_aliases; ++i)
    ASSERT_TRUE(add_guild_alias(store(), 1, {.ours = 5, .name = fmt::format("name {}", i)}));

  const auto one_more = add_guild_alias(store(), 1, {.ours = 5, .name = "one more"});
  const auto same_again = add_guild_alias(store(), 1, {.ours = 6, .name = "name 1"});
  const auto unreadable = add_guild_alias(store(), 2, {.ours = 5, .name = "!!!"});
  const auto too_long = add_guild_alias(store(), 2, {.ours = 5, .name = std::string(33, 'x')});

  EXPECT_EQ(one_more.error().kind, ErrorKind::conflict);
  EXPECT_TRUE(same_again);
  EXPECT_EQ(unreadable.error().kind, ErrorKind::invalid);
  EXPECT_EQ(too_long.error().kind, ErrorKind::invalid);
}

TEST_P(GuildAliases, follow_a_merge_and_come_back_when_it_is_undone) {
  auto batch = small_batch(test_start);
  batch.teams.push_back(new_team(-3, "Calypso"));
  ASSERT_TRUE(apply(store(), batch));
  const auto names = list_names(store());
  const auto from = named(names, "Calypso").id;
  const auto into = named(names, "Alpine").id;
  ASSERT_TRUE(add_guild_alias(store(), 1, {.kind = NameKind::team, .ours = from, .name = "cal"}));

  const auto merged = merge(
      store(), {.entity = EntityKind::team, .from = from, .into = into, .by = "test", .reason = "test"});
  ASSERT_TRUE(merged);
  EXPECT_EQ(list_guild_aliases(store(), 1).at(0).ours, into);

  ASSERT_TRUE(undo(store(), *merged, "test"));
  EXPECT_EQ(list_guild_aliases(store(), 1).at(0).ours, from);
}

CS2_ON_BACKENDS(GuildAliases, both_databases());

using State = StoreTest;

TEST_P(State, is_remembered_by_key) {
  EXPECT_EQ(find_state(store(), "budget"), std::nullopt);
  save_state(store(), "budget", "12");
  save_state(store(), "budget", "13");

  EXPECT_EQ(find_state(*open_another(), "budget"), "13");
}

TEST_P(State, of_feeds_is_replaced_as_a_whole) {
  save_feed(store(), {.provider = ProviderName::pandascore,
                      .feed = "running",
                      .tried_at = test_start,
                      .failures = 2,
                      .last_error = "timeout"});
  save_feed(store(), {.provider = ProviderName::pandascore,
                      .feed = "running",
                      .succeeded_at = test_start,
                      .tried_at = test_start});

  const auto feeds = list_feeds(store());

  ASSERT_EQ(feeds.size(), 1u);
  EXPECT_EQ(feeds[0].succeeded_at, test_start);
  EXPECT_EQ(feeds[0].failures, 0);
  EXPECT_EQ(feeds[0].last_error, "");
}

FeedState feed_state(ProviderName provider, const char* feed, std::optional<Timestamp> succeeded_at,
                     std::optional<Timestamp> failing_since = std::nullopt) {
  return {.provider = provider,
          .feed = feed,
          .succeeded_at = succeeded_at,
          .tried_at = {},
          .failures = failing_since ? 1 : 0,
          .failing_since = failing_since,
          .last_error = {}};
}

TEST_P(State, of_sources_is_how_old_their_lists_are) {
  save_feed(store(), feed_state(ProviderName::liquipedia, "matches", test_start));
  auto depth = feed_state(ProviderName::liquipedia, "team", test_start + hours{1});
  depth.lists_matches = false;
  save_feed(store(), depth);
  save_feed(store(), feed_state(ProviderName::pandascore, "past", test_start - hours{1}, test_start));
  save_feed(store(), feed_state(ProviderName::pandascore, "running", test_start));
  save_feed(store(), feed_state(ProviderName::hltv, "matches", std::nullopt));

  const auto sources = list_source_statuses(store());

  EXPECT_THAT(sources, testing::UnorderedElementsAre(
                           SourceStatus{.provider = ProviderName::hltv},
                           SourceStatus{.provider = ProviderName::liquipedia, .read_at = test_start},
                           SourceStatus{.provider = ProviderName::pandascore,
                                        .read_at = test_start - hours{1},
                                        .failing_since = test_start}));
}

TEST_P(State, of_feeds_begins_with_what_is_on_offer) {
  save_feed(store(), feed_state(ProviderName::hltv, "matches", test_start));
  save_feed(store(), feed_state(ProviderName::pandascore, "past", test_start));

  offer_feeds(store(), {feed_state(ProviderName::pandascore, "past", std::nullopt),
                        feed_state(ProviderName::lpdb, "matches", std::nullopt)});

  EXPECT_THAT(
      list_source_statuses(store()),
      testing::ElementsAre(SourceStatus{.provider = ProviderName::lpdb},
                           SourceStatus{.provider = ProviderName::pandascore, .read_at = test_start}));
}

CS2_ON_BACKENDS(State, both_databases());

}  // namespace
}  // namespace cs2::store

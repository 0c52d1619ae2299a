#include "store/facts/apply.hpp"
#include "store/snapshot/snapshot.hpp"

#include <atomic>
#include <thread>

#include "integration/store/backends.hpp"
#include "integration/store/facts.hpp"
#include "store/database/internal/sql.hpp"
#include "store/queries/matches.hpp"

namespace cs2::store {
namespace {

class Apply : public StoreTest {
 protected:
  // The small batch, applied; its match as stored.
  Match apply_small_batch() {
    const auto applied = apply(store(), small_batch(test_start));
    EXPECT_TRUE(applied) << applied.error().detail;
    return find_match(store(), applied->changes.at(0).match).value().match;
  }

  std::int64_t count(const std::string& table) {
    return std::get<0>(
        store().sql().read()->select_one<Row<std::int64_t>>("SELECT COUNT(*) FROM " + table).value());
  }
};

Batch update_of(const Match& match) {
  Batch batch{.provider = ProviderName::sample, .observed_at = test_start};
  batch.matches = {{.match = match,
                    .external_ids = {"m1"},
                    .changes = {{.id = {}, .match = match.id, .at = test_start, .what = MatchStarted{}}}}};
  return batch;
}

TEST_P(Apply, writes_everything_that_a_batch_brings) {
  auto batch = small_batch(test_start);
  finish(batch.matches[0].match, test_start - hours{3});
  batch.matches[0].changes.push_back(
      {.id = {}, .match = {-1}, .at = test_start, .what = MapFinished{.number = 2}});

  const auto applied = apply(store(), batch);

  ASSERT_TRUE(applied) << applied.error().detail;
  EXPECT_EQ(applied->teams_created, 2);
  EXPECT_EQ(applied->tournaments_created, 1);
  EXPECT_EQ(applied->matches_created, 1);
  ASSERT_EQ(applied->changes.size(), 2u);
  EXPECT_NE(applied->changes[0].id, applied->changes[1].id);
  const auto details = find_match(store(), applied->changes[0].match);
  ASSERT_TRUE(details);
  auto expected = batch.matches[0].match;
  expected.id = details->match.id;
  expected.revision = 1;
  expected.tournament = details->tournament.value().id;
  expected.opponents[0].team = details->teams[0].value().id;
  expected.opponents[1].team = details->teams[1].value().id;
  EXPECT_EQ(details->match, expected);
  EXPECT_EQ(details->teams[0]->name, "Alpine");
  auto tournament = batch.tournaments[0].tournament;
  tournament.id = details->tournament->id;
  EXPECT_EQ(details->tournament, tournament);
  EXPECT_THAT(details->sources, testing::ElementsAre(MatchSource{.provider = ProviderName::sample,
                                                                 .url = "https://matches.example/m1",
                                                                 .seen_at = batch.observed_at}));
}

TEST_P(Apply, changes_nothing_the_second_time) {
  auto batch = small_batch(test_start);
  finish(batch.matches[0].match, test_start - hours{3});
  const auto first = apply(store(), batch);
  ASSERT_TRUE(first);
  const auto before = find_match(store(), first->changes[0].match);

  const auto second = apply(store(), batch);

  ASSERT_TRUE(second) << second.error().detail;
  EXPECT_EQ(second->teams_created + second->tournaments_created + second->matches_created, 0);
  EXPECT_EQ(second->matches_changed, 0);
  EXPECT_TRUE(second->changes.empty());
  EXPECT_EQ(find_match(store(), first->changes[0].match), before);
  EXPECT_EQ(count("match"), 1);
  EXPECT_EQ(count("change"), 1);
  EXPECT_EQ(count("team"), 2);
}

TEST_P(Apply, updates_a_match_and_counts_its_revision) {
  auto match = apply_small_batch();
  match.status = MatchStatus::live;
  match.started_at = test_start;

  const auto applied = apply(store(), update_of(match));

  ASSERT_TRUE(applied) << applied.error().detail;
  EXPECT_EQ(applied->matches_changed, 1);
  EXPECT_EQ(applied->changes.size(), 1u);
  match.revision = 2;
  EXPECT_EQ(find_match(store(), match.id)->match, match);
}

TEST_P(Apply, applies_an_update_once) {
  auto match = apply_small_batch();
  match.status = MatchStatus::live;
  const auto update = update_of(match);
  ASSERT_TRUE(apply(store(), update));

  const auto again = apply(store(), update);

  ASSERT_TRUE(again) << again.error().detail;
  EXPECT_EQ(again->matches_changed, 0);
  EXPECT_EQ(count("change"), 2);
}

TEST_P(Apply, refuses_what_was_compared_with_an_older_revision) {
  const auto match = apply_small_batch();
  auto faster = match;
  faster.status = MatchStatus::live;
  ASSERT_TRUE(apply(store(), update_of(faster)));
  auto slower = match;
  slower.status = MatchStatus::cancelled;

  const auto applied = apply(store(), update_of(slower));

  ASSERT_FALSE(applied);
  EXPECT_EQ(applied.error().kind, ErrorKind::conflict);
  EXPECT_EQ(find_match(store(), match.id)->match.status, MatchStatus::live);
}

TEST_P(Apply, refuses_to_create_otherwise_what_was_created_meanwhile) {
  apply_small_batch();
  auto other = small_batch(test_start);
  other.matches[0].match.best_of = 5;

  const auto applied = apply(store(), other);

  ASSERT_FALSE(applied);
  EXPECT_EQ(applied.error().kind, ErrorKind::conflict);
}

TEST_P(Apply, writes_nothing_of_a_batch_that_conflicts) {
  const auto match = apply_small_batch();
  auto batch = update_of(match);
  batch.teams = {new_team(-7, "Calypso")};
  batch.matches[0].match.best_of = 5;
  batch.matches[0].match.revision = 12;

  const auto applied = apply(store(), batch);

  EXPECT_FALSE(applied);
  EXPECT_EQ(count("team"), 2);
  EXPECT_EQ(count("change"), 1);
}

TEST_P(Apply, knows_a_new_row_by_any_of_its_external_ids) {
  apply_small_batch();
  auto batch = small_batch(test_start);
  batch.teams[0].external_ids.push_back("another id of Alpine");
  batch.matches.clear();
  batch.sightings.clear();

  const auto applied = apply(store(), batch);

  ASSERT_TRUE(applied) << applied.error().detail;
  EXPECT_EQ(applied->teams_created, 0);
  EXPECT_EQ(count("team"), 2);
  EXPECT_EQ(count("external_id"), 5);
}

TEST_P(Apply, keeps_an_external_id_with_its_owner) {
  const auto match = apply_small_batch();
  auto batch = small_batch(test_start);
  batch.matches.clear();
  batch.sightings.clear();
  batch.teams[0].team.id = match.opponents[1].team;

  const auto applied = apply(store(), batch);

  ASSERT_FALSE(applied);
  EXPECT_EQ(applied.error().kind, ErrorKind::conflict);
}

TEST_P(Apply, updates_a_team_that_it_knows) {
  const auto match = apply_small_batch();
  Batch batch{.provider = ProviderName::sample, .observed_at = test_start};
  auto renamed = find_match(store(), match.id)->teams[0].value();
  renamed.name = "Alpine Reborn";
  renamed.logo_url = "https://images.example/alpine.png";
  batch.teams = {{.team = renamed, .external_ids = {}, .aliases = {"ALP"}}};

  ASSERT_TRUE(apply(store(), batch));

  EXPECT_EQ(find_match(store(), match.id)->teams[0], renamed);
  EXPECT_EQ(count("alias"), 5);  // both names of Alpine, ALP, Borealis, the tournament
}

TEST_P(Apply, marks_unchanged_sightings_as_seen) {
  const auto match = apply_small_batch();
  auto batch = small_batch(test_start);
  batch.matches.clear();
  batch.tournaments.clear();
  batch.teams.clear();
  batch.observed_at = test_start;
  auto facts = match;
  batch.sightings[0] = {
      .match = match.id, .external_id = "m1", .url = "https://matches.example/m1", .facts = facts};

  ASSERT_TRUE(apply(store(), batch));

  const auto seen_at = store().sql().read()->select_one<Row<Timestamp>>("SELECT seen_at FROM sighting");
  EXPECT_EQ(std::get<0>(seen_at.value()), test_start);
}

TEST_P(Apply, lets_no_older_sighting_replace_a_newer_one) {
  const auto match = apply_small_batch();
  Batch late{.provider = ProviderName::sample, .observed_at = test_start - days{2}};
  late.sightings = {{.match = match.id, .external_id = "m1", .url = "https://old.example", .facts = Match{}}};

  ASSERT_TRUE(apply(store(), late));

  const auto source = find_match(store(), match.id)->sources.at(0);
  EXPECT_EQ(source.url, "https://matches.example/m1");
  EXPECT_EQ(source.seen_at, test_start - hours{24});
}

TEST_P(Apply, refuses_a_batch_that_contradicts_itself) {
  auto twice = small_batch(test_start);
  twice.matches.push_back(new_match(-2, "m1", {-1}, {-2}, test_start));
  auto dangling = small_batch(test_start);
  dangling.matches[0].match.opponents[0].team = {-99};
  auto nameless = small_batch(test_start);
  nameless.teams[0].team.id = {};
  auto maps = small_batch(test_start);
  maps.matches[0].match.maps = {{.number = 1}, {.number = 1}};

  for (const auto& batch : {twice, dangling, nameless, maps}) {
    const auto applied = apply(store(), batch);
    ASSERT_FALSE(applied);
    EXPECT_EQ(applied.error().kind, ErrorKind::invalid) << applied.error().detail;
  }
  EXPECT_EQ(count("match"), 0);
}

TEST_P(Apply, takes_any_text_as_it_is) {
  auto batch = small_batch(test_start);
  batch.teams[0].team.name = "O'Brien \"Ж\" \\ :name 🏆 ; DROP TABLE team";
  batch.teams[0].external_ids = {"[\"quoted\"]", "percent%20 and ünïcode"};

  const auto applied = apply(store(), batch);

  ASSERT_TRUE(applied) << applied.error().detail;
  EXPECT_EQ(find_match(store(), applied->changes[0].match)->teams[0]->name, batch.teams[0].team.name);
  EXPECT_EQ(apply(store(), batch)->teams_created, 0);
}

TEST_P(Apply, creates_a_match_once_when_many_writers_bring_it) {
  constexpr int writers = 4;
  std::vector<std::unique_ptr<Store>> stores;
  for (int index = 0; index < writers; ++index) stores.push_back(open_another());
  std::atomic<int> created = 0, conflicts = 0;

  std::vector<std::thread> threads;
  for (auto& each : stores) {
    threads.emplace_back([&] {
      for (int attempt = 0; attempt < 50; ++attempt) {
        const auto applied = apply(*each, small_batch(test_start));
        if (applied) {
          created += applied->matches_created;
          return;
        }
        EXPECT_EQ(applied.error().kind, ErrorKind::conflict) << applied.error().detail;
        ++conflicts;
      }
      ADD_FAILURE() << "never applied";
    });
  }
  for (auto& thread : threads) thread.join();

  EXPECT_EQ(created, 1);
  EXPECT_EQ(count("match"), 1);
  EXPECT_EQ(count("team"), 2);
  EXPECT_EQ(count("change"), 1);
}

TEST_P(Apply, counts_every_concurrent_update_once) {
  const auto match = apply_small_batch();
  constexpr int writers = 3, updates = 10;
  std::vector<std::unique_ptr<Store>> stores;
  for (int index = 0; index < writers; ++index) stores.push_back(open_another());

  std::vector<std::thread> threads;
  for (int writer = 0; writer < writers; ++writer) {
    threads.emplace_back([&, writer] {
      auto& mine = *stores[static_cast<std::size_t>(writer)];
      for (int done = 0; done < updates;) {
        Report report{.provider = ProviderName::sample};
        report.matches.emplace_back().external_id = "m1";
        auto changed = load_snapshot(mine, report).matches.rows.at(match.id);
        changed.stage = fmt::format("writer {}, update {}", writer, done);
        if (apply(mine, update_of(changed))) ++done;
      }
    });
  }
  for (auto& thread : threads) thread.join();

  clock_.advance(seconds{2});  // other processes' writes are noticed within one
  EXPECT_EQ(find_match(store(), match.id)->match.revision, 1 + writers * updates);
  EXPECT_EQ(count("change"), 1 + writers * updates);
}

CS2_ON_BACKENDS(Apply, all_backends());

}  // namespace
}  // namespace cs2::store

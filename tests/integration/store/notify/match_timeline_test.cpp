// What became of a match's news, on both databases.
#include "store/notify/match_timeline.hpp"

#include <algorithm>

#include "integration/store/backends.hpp"
#include "integration/store/facts.hpp"
#include "store/database/internal/sql.hpp"
#include "store/facts/apply.hpp"
#include "store/identity/identities.hpp"
#include "store/notify/subscriptions.hpp"
#include "store/queries/matches.hpp"

namespace cs2::store {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr TeamId alpine{7};
constexpr std::uint64_t guild = 100;
constexpr std::uint64_t other_guild = 101;
constexpr std::uint64_t person = 55;
const AuditEntry by_manager{.actor = 9, .subject = "Alpine", .after = "results"};

class Explanations : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    ASSERT_TRUE(apply(store(), small_batch(test_start + hours{1})).has_value());
    match_ = list_matches(store(), {}).matches.front().match.id;
  }

  SubscriptionId follow(std::uint64_t in_guild, Destination where, Subject subject = subject_of(alpine)) {
    return add_subscription(
               store(),
               {.guild = in_guild, .destination = where, .subject = subject, .kinds = NoticeKinds{-1}},
               by_manager)
        .value();
  }

  Change happen(const What& what) { return add_change(store(), match_, what); }

  // A start, planned for everybody, of which the first claimed delivery of each target is settled as message
  // 40, 41 …
  void start() {
    const auto change = happen(MatchStarted{});
    plan(store(), change,
         {{.dedup_key = fmt::format("started:{}", match_.value),
           .kind = NoticeKind::started,
           .match = match_,
           .audience = {{.subject = subject_of(alpine), .opponent_rank = {}},
                        {.subject = {}, .opponent_rank = {}}},
           .due_at = clock_.now()}});
    std::vector<DeliveryResult> results;
    for (const auto& one : claim(store(), {.owner = "us", .lease = seconds{30}, .count = 10})) {
      results.push_back({.delivery = one.id,
                         .target = one.destination.id,
                         .posted = {.channel = one.destination.id, .message = 40 + results.size()}});
    }
    settle(store(), "us", results);
  }

  std::string plan_of(const std::string& text, const std::vector<Cell>& values) {
    std::string all;
    if (store().is_sqlite()) {
      for (const auto& [id, parent, unused, detail] :
           store().sql().read()->select_bound<Row<int, int, int, std::string>>("EXPLAIN QUERY PLAN " + text,
                                                                               values))
        all += detail + "\n";
      return all;
    }
    auto sql = store().sql().write();
    sql->run_once("SET enable_seqscan = off");  // the tables of a test are too small to need an index
    for (const auto& [line] : sql->select_bound<Row<std::string>>("EXPLAIN " + text, values))
      all += line + "\n";
    sql->run_once("SET enable_seqscan = on");
    return all;
  }

  MatchId match_;
};

TEST_P(Explanations, list_what_happened_in_order) {
  clock_.advance(minutes{1});
  happen(MatchStarted{});
  happen(MapFinished{.number = 2});

  const auto changes = list_changes(store(), {match_});

  ASSERT_THAT(changes, SizeIs(3));
  EXPECT_TRUE(changes[0].change.is<MatchAnnounced>());
  EXPECT_EQ(changes[1].change.at, clock_.now());
  EXPECT_EQ(std::get<MapFinished>(changes[2].change.what).number, 2);
  EXPECT_EQ(changes[2].planned_at, std::nullopt);
  EXPECT_THAT(list_changes(store(), {}), IsEmpty());
}

TEST_P(Explanations, give_each_owner_his_own_alone) {
  follow(guild, {.id = 1});
  follow(guild, {.id = 2});
  follow(other_guild, {.id = 3});
  follow(0, {.kind = Destination::Kind::direct, .id = person});
  follow(0, {.kind = Destination::Kind::direct, .id = person + 1});
  start();

  const auto of = [&](Owner owner) {
    std::vector<std::uint64_t> targets;
    for (const auto& status : list_delivery_statuses(store(), owner, {match_}))
      targets.push_back(status.destination.id);
    return targets;
  };

  EXPECT_THAT(of({.guild = guild, .person = person}), ElementsAre(1, 2));
  EXPECT_THAT(of({.guild = other_guild, .person = person}), ElementsAre(3));
  EXPECT_THAT(of({.guild = 0, .person = person}), ElementsAre(person));
  EXPECT_THAT(of({.guild = 102, .person = person}), IsEmpty());
}

TEST_P(Explanations, say_what_became_of_each) {
  follow(guild, {.id = 1});
  follow(guild, {.id = 1}, {});  // the same channel
  start();

  const auto statuses = list_delivery_statuses(store(), {.guild = guild, .person = person}, {match_});

  ASSERT_THAT(statuses, SizeIs(2));
  EXPECT_EQ(statuses[0].state, DeliveryState::sent);
  EXPECT_EQ(statuses[0].posted.value().message, 40u);
  EXPECT_EQ(statuses[0].settled_at, clock_.now());
  EXPECT_EQ(statuses[1].state, DeliveryState::merged);
  EXPECT_EQ(statuses[1].posted, std::nullopt);
}

TEST_P(Explanations, say_why_a_channel_is_blocked_and_until_when) {
  follow(guild, {.id = 1});
  start();
  const auto again_at = clock_.now() + minutes{10};
  const auto change = happen(MatchRescheduled{});
  const NotificationEvent moved{.dedup_key = "rescheduled:9",
                                .kind = NoticeKind::rescheduled,
                                .match = match_,
                                .audience = {{.subject = subject_of(alpine), .opponent_rank = {}}},
                                .due_at = clock_.now()};
  plan(store(), change, {moved});
  const auto refused = claim(store(), {.owner = "us", .lease = seconds{30}, .count = 1}).at(0);
  settle(store(), "us",
         {{.delivery = refused.id,
           .target = 1,
           .outcome = DeliveryResult::Outcome::blocked,
           .again_at = again_at,
           .reason = "missing_access"}});
  auto later = moved;
  later.dedup_key = "rescheduled:10";
  plan(store(), happen(MatchRescheduled{}), {later});  // planned while it is blocked

  const auto statuses = list_delivery_statuses(store(), {.guild = guild, .person = person}, {match_});

  ASSERT_THAT(statuses, SizeIs(3));
  for (const auto& status : {statuses[1], statuses[2]}) {
    EXPECT_EQ(status.state, DeliveryState::blocked);
    EXPECT_EQ(status.reason, "missing_access");
    EXPECT_EQ(status.probe_at, again_at);
  }
}

TEST_P(Explanations, find_a_message_with_all_who_wanted_it) {
  follow(guild, {.id = 1});
  const auto second = follow(guild, {.id = 1}, {});
  follow(other_guild, {.id = 3});
  start();
  const Owner owner{.guild = guild, .person = person};

  const auto statuses = list_message_statuses(store(), owner, 40);

  ASSERT_THAT(statuses, SizeIs(2));
  EXPECT_EQ(statuses[0].match, match_);
  EXPECT_EQ(statuses[1].subscription, second);
  EXPECT_THAT(list_message_statuses(store(), owner, 41), IsEmpty()) << "another server's";
  EXPECT_THAT(list_message_statuses(store(), {.guild = other_guild}, 41), SizeIs(1));
}

TEST_P(Explanations, remember_wishes_that_are_over) {
  const auto id = follow(guild, {.id = 1});
  retire_subscription(store(), id, "unfollowed", by_manager);

  const auto subscriptions = list_subscriptions_ever(store(), {id});

  ASSERT_THAT(subscriptions, SizeIs(1));
  EXPECT_EQ(subscriptions[0].subject, subject_of(alpine));
  EXPECT_THAT(list_subscriptions(store(), std::vector{id}), IsEmpty());
}

TEST_P(Explanations, read_by_indexes_alone) {
  const std::vector<MatchId> matches{{1}, {2}};
  const auto of_match = plan_of(
      "SELECT d.id FROM delivery d LEFT JOIN target t ON t.id = d.target_id "
      "WHERE d.match_id IN NUMBERS(:matches) AND d.guild_id = :guild "
      "AND (d.guild_id <> 0 OR d.target_id = :person) ORDER BY d.id LIMIT 10",
      to_cells(matches, guild, person));
  EXPECT_THAT(of_match, HasSubstr("delivery_by_match"));
  const auto of_message = plan_of(
      "SELECT d.id FROM delivery d WHERE d.message_id = :message AND d.guild_id = :guild "
      "ORDER BY d.id LIMIT 10",
      to_cells(std::int64_t{9}, guild));
  EXPECT_THAT(of_message, HasSubstr("delivery_by_message"));
  const auto changes =
      plan_of("SELECT id FROM change WHERE match_id IN NUMBERS(:matches) ORDER BY at, id LIMIT 10",
              to_cells(matches));
  EXPECT_THAT(changes, HasSubstr("change_by_match"));
  for (const auto& plan : {of_match, of_message, changes}) {
    EXPECT_THAT(plan, Not(HasSubstr("Seq Scan"))) << plan;
    EXPECT_THAT(plan, Not(HasSubstr("SCAN d\n"))) << plan;
  }
}

CS2_ON_BACKENDS(Explanations, both_databases());

}  // namespace
}  // namespace cs2::store

// Whatever happens in whatever order, each subscription ends in one state for each event, and no channel is
// told the same twice. CS2_TEST_SEED repeats a run; the seed is printed.
#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <set>

#include "integration/store/backends.hpp"
#include "integration/store/facts.hpp"
#include "store/database/internal/sql.hpp"
#include "store/facts/apply.hpp"
#include "store/notify/outbox.hpp"
#include "store/notify/subscriptions.hpp"
#include "store/queries/matches.hpp"

namespace cs2::store {
namespace {

using Outcome = DeliveryResult::Outcome;

constexpr seconds lease{30};
constexpr int channels = 6;
constexpr int steps = 600;
const std::vector<Subject> subjects{subject_of(TeamId{7}), subject_of(TeamId{8}), Subject{}};

class RandomOutbox : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    auto batch = small_batch(test_start + hours{1});
    batch.matches.front().changes.clear();
    ASSERT_TRUE(apply(store(), batch).has_value());
    match_ = list_matches(store(), {}).matches.front().match.id;
    const auto seed = test::number_from_environment("CS2_TEST_SEED", random_bits());
    fmt::print("CS2_TEST_SEED={}\n", seed);
    chance_.seed(seed);
  }

  int pick(int most) { return static_cast<int>(chance_() % static_cast<unsigned>(most)); }

  void follow() {
    const auto channel = 1 + static_cast<std::uint64_t>(pick(channels));
    const Subscription subscription{.guild = 100 + channel % 2,
                                    .destination = {.id = channel},
                                    .subject = subjects[static_cast<std::size_t>(pick(3))],
                                    .kinds = NoticeKinds{-1}};
    const auto added = add_subscription(store(), subscription, {});
    EXPECT_TRUE(added || added.error().kind == ErrorKind::conflict) << "new, or there already";
  }
  void unfollow() {
    auto all = list_subscriptions(store(), 100, 0);
    std::ranges::move(list_subscriptions(store(), 101, 0), std::back_inserter(all));
    if (all.size() < 3) return;
    retire_subscription(store(), all[static_cast<std::size_t>(pick(static_cast<int>(all.size())))].id,
                        "unfollowed", {});
    note_final();  // also of what is under way, which may still arrive
  }

  // Notices that come once or again and again, and corrections of them.
  void happen() {
    const auto number = pick(12);
    const auto change = add_change(store(), match_, MatchFinished{});
    NotificationEvent about{.dedup_key = fmt::format("result:{}", number),
                            .kind = NoticeKind::result,
                            .match = match_,
                            .urgency = pick(3),
                            .due_at = clock_.now()};
    for (const auto& subject : subjects) about.audience.push_back({.subject = subject, .opponent_rank = {}});
    if (pick(4) == 0) {
      about.edits = {about.dedup_key};
      about.dedup_key = fmt::format("corrected:{}", change.id.value);
      about.kind = NoticeKind::corrected;
    } else if (pick(3) == 0) {
      about.expires_at = clock_.now() + minutes{2};
    }
    ASSERT_TRUE(plan(store(), change, {about}).has_value());
    if (pick(3) == 0) EXPECT_EQ(plan(store(), change, {about}), std::nullopt) << "somebody else's turn";
  }

  struct Held {
    std::string owner;
    std::vector<Delivery> deliveries;
    Timestamp until;
  };

  void claim_some() {
    const auto owner = fmt::format("worker {}", ++workers_);
    auto claimed = claim(store(), {.owner = owner, .lease = lease, .count = 1 + pick(5)});
    std::set<std::uint64_t> targets;
    for (const auto& one : claimed) {
      EXPECT_TRUE(targets.insert(one.destination.id).second) << "one of each";
      EXPECT_FALSE(final_.contains(one.id)) << "what has ended is not tried again";
    }
    if (!claimed.empty())
      held_.push_back({.owner = owner, .deliveries = std::move(claimed), .until = clock_.now() + lease});
  }

  // Discord: a nonce that it knows is not posted again.
  void post(const Delivery& delivery) {
    const auto key = std::pair{delivery.destination.id, delivery.dedup_key};
    const auto [known, is_new] = posted_.try_emplace(key, delivery.id);
    EXPECT_EQ(known->second, delivery.id)
        << delivery.dedup_key << " twice for channel " << delivery.destination.id;
    ++posts_;
    repeats_ += is_new ? 0 : 1;
  }

  // Somebody sends what he holds and writes it down; or dies before, in between, or is late with it.
  void go_on() {
    if (held_.empty()) return;
    const auto at = held_.begin() + pick(static_cast<int>(held_.size()));
    const auto mine = std::move(*at);
    held_.erase(at);
    if (pick(6) == 0) return;  // died before
    std::vector<DeliveryResult> results;
    for (const auto& one : mine.deliveries) {
      const auto outcome = static_cast<Outcome>(std::max(0, pick(25) - 19));
      if (outcome == Outcome::sent) post(one);
      results.push_back({.delivery = one.id,
                         .target = one.destination.id,
                         .outcome = outcome,
                         .posted = outcome == Outcome::sent
                                       ? Posted{.channel = one.destination.id,
                                                .message = 1'000 + static_cast<std::uint64_t>(one.id.value),
                                                .revision = 1}
                                       : Posted{},
                         .again_at = clock_.now() + seconds{pick(60)},
                         .reason = "chance"});
    }
    if (pick(6) == 0) return;  // died in between
    settle(store(), mine.owner, results);
    note_final();
  }

  void let_time_pass() {
    clock_.advance(seconds{pick(20)});
    if (pick(4) == 0) clock_.advance(lease);
    // A request ends before its lease does; who has not sent by then is dead.
    std::erase_if(held_, [this](const Held& each) { return each.until <= clock_.now(); });
    tidy_outbox(store());
    note_final();
  }

  // A final state is never left.
  void note_final() {
    for (auto& [id, state] : store().sql().read()->select<Row<DeliveryId, std::string>>(
             "SELECT id, state FROM delivery WHERE state NOT IN ('waiting', 'blocked')")) {
      const auto [known, is_new] = final_.try_emplace(id, state);
      EXPECT_EQ(known->second, state);
    }
  }

  void finish() {
    held_.clear();
    for (int rounds = 0; rounds < 1'000; ++rounds) {
      clock_.advance(hours{13});  // longer than the rarest probe
      tidy_outbox(store());
      const auto claimed = claim(store(), {.owner = "last", .lease = lease, .count = 100});
      if (claimed.empty() && find_outbox_state(store()).waiting + find_outbox_state(store()).blocked == 0)
        break;
      std::vector<DeliveryResult> results;
      for (const auto& one : claimed) {
        post(one);
        results.push_back(
            {.delivery = one.id,
             .target = one.destination.id,
             .posted = {.channel = one.destination.id, .message = static_cast<std::uint64_t>(one.id.value)}});
      }
      settle(store(), "last", results);
      note_final();
    }
  }

  MatchId match_;
  std::mt19937_64 chance_;
  std::vector<Held> held_;
  std::map<std::pair<std::uint64_t, std::string>, DeliveryId> posted_;
  std::map<DeliveryId, std::string> final_;
  int workers_ = 0;
  int posts_ = 0;
  int repeats_ = 0;
};

TEST_P(RandomOutbox, ends_everything_once_whatever_happens) {
  for (int i = 0; i < 8; ++i) follow();
  for (int step = 0; step < steps && !HasFailure(); ++step) {
    switch (pick(10)) {
      case 0:
        follow();
        break;
      case 1:
        unfollow();
        break;
      case 2:
      case 3:
        happen();
        break;
      case 4:
      case 5:
      case 6:
        claim_some();
        break;
      case 7:
      case 8:
        go_on();
        break;
      default:
        let_time_pass();
    }
  }
  finish();

  const auto state = find_outbox_state(store());
  EXPECT_EQ(state.waiting + state.blocked, 0) << "everything ends";
  std::set<std::pair<SubscriptionId, std::string>> pairs;
  for (auto& [subscription, event] : store().sql().read()->select<Row<SubscriptionId, std::string>>(
           "SELECT subscription_id, occasion FROM delivery"))
    EXPECT_TRUE(pairs.emplace(subscription, event).second);
  EXPECT_GT(posts_, 5) << "something was told";
  fmt::print("{} deliveries, {} posts, {} of them again after a crash\n", pairs.size(), posts_, repeats_);
}

CS2_ON_BACKENDS(RandomOutbox, both_databases());

}  // namespace
}  // namespace cs2::store

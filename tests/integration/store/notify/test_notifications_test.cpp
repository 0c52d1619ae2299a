// Tests of the way to a channel, on both databases.
#include "store/notify/test_notifications.hpp"

#include "base/limits/notify.hpp"
#include "integration/store/backends.hpp"
#include "store/database/internal/sql.hpp"
#include "store/guild/privacy.hpp"

namespace cs2::store {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

constexpr std::uint64_t guild = 100;
constexpr std::uint64_t channel = 700;

class TestNotices : public StoreTest {
 protected:
  Result<int> plan_there(std::uint64_t target = channel,
                         std::vector<NoticeKind> kinds = {NoticeKind::started, NoticeKind::result}) {
    return plan_test(store(), {.guild = guild, .destination = {.id = target}, .kinds = std::move(kinds)});
  }
  std::vector<Delivery> claim_all() {
    return claim(store(), {.owner = "us", .lease = seconds{30}, .count = 10});
  }
  void settle_one(const Delivery& delivery, DeliveryResult::Outcome outcome, std::string reason = {}) {
    settle(store(), "us",
           {{.delivery = delivery.id,
             .target = delivery.destination.id,
             .outcome = outcome,
             .posted = {.channel = channel, .message = 9},
             .again_at = clock_.now() + minutes{10},
             .reason = std::move(reason)}});
  }
};

TEST_P(TestNotices, go_the_way_of_all_others) {
  ASSERT_EQ(plan_there(), 2);

  const auto first = claim_all();

  ASSERT_THAT(first, SizeIs(1)) << "of a channel one at a time";
  EXPECT_TRUE(is_test(first[0]));
  EXPECT_EQ(first[0].kind, NoticeKind::started);
  EXPECT_EQ(first[0].guild, guild);
  EXPECT_EQ(first[0].match, MatchId{});
  EXPECT_EQ(first[0].expires_at, clock_.now() + limits::test_life);
  settle_one(first[0], DeliveryResult::Outcome::sent);
  const auto second = claim_all();
  ASSERT_THAT(second, SizeIs(1));
  EXPECT_EQ(second[0].kind, NoticeKind::result);
}

TEST_P(TestNotices, come_once_a_minute_to_one_place) {
  ASSERT_TRUE(plan_there().has_value());
  clock_.advance(seconds{20});

  const auto again = plan_there();

  ASSERT_FALSE(again.has_value());
  EXPECT_EQ(again.error().kind, ErrorKind::rate_limited);
  EXPECT_EQ(again.error().retry_after, seconds{40});
  EXPECT_TRUE(plan_there(channel + 1).has_value());
  clock_.advance(seconds{40});
  EXPECT_TRUE(plan_there().has_value());
}

TEST_P(TestNotices, tell_what_became_of_the_last_ones) {
  const Owner owner{.guild = guild, .person = 1};
  EXPECT_THAT(list_last_test(store(), owner, channel), IsEmpty());
  plan_there(channel, {NoticeKind::roster}).value();
  clock_.advance(minutes{2});
  plan_there().value();
  settle_one(claim_all().at(0), DeliveryResult::Outcome::sent);

  const auto statuses = list_last_test(store(), owner, channel);

  ASSERT_THAT(statuses, SizeIs(2));
  EXPECT_EQ(statuses[0].kind, NoticeKind::started);
  EXPECT_EQ(statuses[1].state, DeliveryState::waiting);
  EXPECT_THAT(list_last_test(store(), {.guild = guild + 1}, channel), IsEmpty()) << "another server's";
  EXPECT_THAT(list_message_statuses(store(), owner, 9), testing::Not(IsEmpty()));
}

TEST_P(TestNotices, try_a_channel_that_refused_before) {
  plan_there(channel, {NoticeKind::started}).value();
  settle_one(claim_all().at(0), DeliveryResult::Outcome::blocked, "missing_permission");
  clock_.advance(minutes{1});
  EXPECT_THAT(claim_all(), IsEmpty());

  plan_there(channel, {NoticeKind::result}).value();

  const auto claimed = claim_all();
  ASSERT_THAT(claimed, SizeIs(1));
  EXPECT_EQ(claimed[0].kind, NoticeKind::result);
  settle_one(claimed[0], DeliveryResult::Outcome::sent);
  EXPECT_EQ(find_outbox_state(store()).blocked_targets, 0) << "the channel takes messages again";
}

TEST_P(TestNotices, are_forgotten_with_their_server) {
  plan_there().value();
  claim_all();
  forget_guild(store(), guild);

  const auto count = [&](const std::string& table) {
    return std::get<0>(
        store().sql().read()->select_one<Row<std::int64_t>>("SELECT COUNT(*) FROM " + table).value());
  };
  EXPECT_EQ(count("delivery"), 0);
  EXPECT_EQ(count("target"), 0);
}

CS2_ON_BACKENDS(TestNotices, both_databases());

}  // namespace
}  // namespace cs2::store

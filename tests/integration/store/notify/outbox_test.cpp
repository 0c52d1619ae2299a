// Subscriptions, planning and the outbox, on both databases.
#include "store/notify/outbox.hpp"

#include <algorithm>
#include <limits>
#include <random>
#include <set>
#include <thread>

#include "base/limits/notify.hpp"
#include "integration/store/backends.hpp"
#include "integration/store/facts.hpp"
#include "store/database/internal/sql.hpp"
#include "store/database/migrate.hpp"
#include "store/facts/apply.hpp"
#include "store/guild/guilds.hpp"
#include "store/guild/privacy.hpp"
#include "store/identity/identities.hpp"
#include "store/notify/audience.hpp"
#include "store/notify/delivery_batch.hpp"
#include "store/notify/match_timeline.hpp"
#include "store/notify/subscriptions.hpp"
#include "store/notify/test_notifications.hpp"
#include "store/notify/unavailable_targets.hpp"
#include "store/queries/matches.hpp"
#include "store/queries/names.hpp"

namespace cs2::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;
using testing::UnorderedElementsAre;

constexpr TeamId spirit{7};
constexpr TeamId navi{8};
constexpr std::uint64_t guild = 100;
const AuditEntry by_manager{.actor = 9, .subject = "Spirit", .after = "results"};

Subscription wish_for(Subject subject, std::uint64_t channel, std::uint64_t in_guild = guild) {
  return {.guild = in_guild, .destination = {.id = channel}, .subject = subject, .kinds = NoticeKinds{-1}};
}

class Outbox : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    auto batch = small_batch(test_start + hours{1});
    batch.matches.front().changes.clear();
    const auto applied = apply(store(), batch);
    ASSERT_TRUE(applied.has_value());
    match_ = list_matches(store(), {}).matches.front().match.id;
  }

  SubscriptionId follow(const Subscription& subscription) {
    const auto added = add_subscription(store(), subscription, by_manager);
    if (!added) throw std::runtime_error(added.error().detail);
    return *added;
  }

  Change happen(const What& what) { return add_change(store(), match_, what); }

  NotificationEvent event(std::string name, NoticeKind kind = NoticeKind::result, int urgency = 0) const {
    return {.dedup_key = std::move(name),
            .kind = kind,
            .match = match_,
            .audience = {{.subject = subject_of(spirit), .opponent_rank = {}},
                         {.subject = subject_of(navi), .opponent_rank = {}}},
            .urgency = urgency,
            .due_at = clock_.now()};
  }

  std::int64_t plan_one(const NotificationEvent& what) {
    return plan(store(), happen(MatchFinished{}), {what}).value();
  }

  std::vector<Delivery> claim_all(const std::string& owner = "us", int count = 100) {
    return claim(store(), {.owner = owner, .lease = seconds{30}, .count = count});
  }
  static DeliveryResult sent(const Delivery& delivery, std::uint64_t message = 1) {
    return {.delivery = delivery.id,
            .target = delivery.destination.id,
            .posted = {.channel = delivery.destination.id, .message = message, .revision = 1}};
  }
  static DeliveryResult ended(const Delivery& delivery, DeliveryResult::Outcome outcome,
                              Timestamp again_at = {}) {
    return {.delivery = delivery.id,
            .target = delivery.destination.id,
            .outcome = outcome,
            .again_at = again_at,
            .reason = "test"};
  }
  static std::vector<std::uint64_t> targets(const std::vector<Delivery>& deliveries) {
    std::vector<std::uint64_t> ids;
    for (const auto& each : deliveries) ids.push_back(each.destination.id);
    return ids;
  }
  static std::vector<std::string> events(const std::vector<Delivery>& deliveries) {
    std::vector<std::string> names;
    for (const auto& each : deliveries) names.push_back(each.dedup_key);
    return names;
  }
  std::set<std::uint64_t> planned_targets(const std::string& occasion) {
    std::set<std::uint64_t> targets;
    for (const auto& [target] : store().sql().read()->select<Row<std::uint64_t>>(
             "SELECT target_id FROM delivery WHERE occasion = :occasion", occasion))
      targets.insert(target);
    return targets;
  }
  std::map<std::string, int> states() {
    std::map<std::string, int> counts;
    for (auto& [state] : store().sql().read()->select<Row<std::string>>("SELECT state FROM delivery"))
      ++counts[state];
    return counts;
  }

  MatchId match_;
};

// ---- Subscriptions

TEST_P(Outbox, keeps_subscriptions_as_they_were_given) {
  auto subscription = wish_for(subject_of(spirit), 1);
  subscription.filter = {
      .opponent_rank_max = 20, .lan_only = true, .best_of_min = 3, .region = "Europe", .stage = "Playoffs"};
  subscription.kinds = {NoticeKind::result, NoticeKind::roster};
  subscription.reminders = {15, 60};
  subscription.roles = {18'000'000'000'000'000'000ULL >> 1, 5};
  subscription.spoilers = SpoilerPolicy::reveal;

  subscription.id = follow(subscription);
  subscription.created_at = test_start;

  EXPECT_EQ(find_subscription(store(), subscription.id), subscription);
  EXPECT_THAT(list_subscriptions(store(), guild, 0), ElementsAre(subscription));
  EXPECT_THAT(list_subscriptions(store(), guild + 1, 0), IsEmpty());
}

TEST_P(Outbox, knows_one_subscription_for_the_same_wish) {
  const auto id = follow(wish_for(subject_of(spirit), 1));

  const auto again = add_subscription(store(), wish_for(subject_of(spirit), 1), by_manager);
  ASSERT_FALSE(again.has_value());
  EXPECT_EQ(again.error().kind, ErrorKind::conflict);
  EXPECT_EQ(again.error().detail, std::to_string(id.value));
  follow(wish_for(subject_of(spirit), 2));

  EXPECT_TRUE(retire_subscription(store(), id, "unfollowed", by_manager));
  EXPECT_FALSE(retire_subscription(store(), id, "unfollowed", by_manager));
  EXPECT_EQ(find_subscription(store(), id), std::nullopt);
  follow(wish_for(subject_of(spirit), 1));
}

TEST_P(Outbox, moves_a_subscription_only_where_it_is_no_double) {
  auto subscription = wish_for(subject_of(spirit), 1);
  subscription.id = follow(subscription);
  const auto other = follow(wish_for(subject_of(spirit), 2));

  subscription.destination.id = 2;
  const auto doubled = update_subscription(store(), subscription, by_manager);
  ASSERT_FALSE(doubled.has_value());
  EXPECT_EQ(doubled.error().kind, ErrorKind::conflict);
  EXPECT_EQ(doubled.error().detail, std::to_string(other.value));
  subscription.destination.id = 3;
  EXPECT_TRUE(update_subscription(store(), subscription, by_manager).has_value());
  EXPECT_EQ(find_subscription(store(), subscription.id).value().destination.id, 3u);
}

TEST_P(Outbox, takes_so_many_subscriptions_of_a_guild_and_no_more) {
  for (std::size_t i = 0; i < limits::subscriptions_max; ++i)
    follow(wish_for(subject_of(TeamId{static_cast<std::int64_t>(i) + 1}), 1));

  const auto one_more = add_subscription(store(), wish_for(Subject{}, 1), by_manager);

  ASSERT_FALSE(one_more.has_value());
  EXPECT_EQ(one_more.error().kind, ErrorKind::too_large);
  follow(wish_for(Subject{}, 1, guild + 1));
}

TEST_P(Outbox, changes_a_subscription) {
  auto subscription = wish_for(subject_of(spirit), 1);
  subscription.id = follow(subscription);
  subscription.created_at = test_start;
  subscription.kinds = {NoticeKind::started};
  subscription.reminders = {5};
  subscription.paused_at = test_start;
  subscription.destination.id = 77;

  ASSERT_TRUE(update_subscription(store(), subscription, by_manager).has_value());
  EXPECT_EQ(find_subscription(store(), subscription.id), subscription);
  EXPECT_EQ(update_subscription(store(), {.id = {12345}}, by_manager).error().kind, ErrorKind::not_found);
}

TEST_P(Outbox, says_who_changed_what_a_guild_follows) {
  auto subscription = wish_for(subject_of(spirit), 1);
  subscription.id = follow(subscription);
  clock_.advance(seconds{1});
  ASSERT_TRUE(update_subscription(store(), subscription, by_manager).has_value());
  clock_.advance(seconds{1});
  retire_subscription(store(), subscription.id, "unfollowed", by_manager);

  std::vector<std::string> actions;
  for (const auto& entry : list_audit(store(), {.guild = guild}).entries) {
    EXPECT_EQ(entry.actor, 9u);
    EXPECT_EQ(entry.subject, "Spirit");
    actions.push_back(entry.action);
  }
  EXPECT_THAT(actions, ElementsAre("follow.remove", "follow.change", "follow.add"));
}

// ---- Planning

TEST_P(Outbox, plans_a_change_once) {
  follow(wish_for(subject_of(spirit), 1));
  follow(wish_for(subject_of(navi), 2));
  const auto change = happen(MatchFinished{});
  EXPECT_THAT(list_unplanned(store(), 10), ElementsAre(change));

  EXPECT_EQ(plan(store(), change, {event("result:1")}), 2);
  EXPECT_EQ(plan(store(), change, {event("result:1")}), std::nullopt) << "it is planned";
  EXPECT_THAT(list_unplanned(store(), 10), IsEmpty());
  EXPECT_EQ(plan_one(event("result:1")), 0) << "the same news again";
  EXPECT_THAT(targets(claim_all()), UnorderedElementsAre(1, 2));
}

TEST_P(Outbox, tells_one_channel_the_same_once) {
  auto first = wish_for(subject_of(spirit), 1);
  first.id = follow(first);
  auto second = wish_for(subject_of(navi), 1);
  second.id = follow(second);

  EXPECT_EQ(plan_one(event("result:1")), 2);

  const auto claimed = claim_all();
  ASSERT_THAT(claimed, SizeIs(1));
  EXPECT_THAT(list_subscribers(store(), claimed).at(claimed[0].id), ElementsAre(first.id, second.id));
  EXPECT_EQ(states(), (std::map<std::string, int>{{"merged", 1}, {"waiting", 1}}));
}

TEST_P(Outbox, tells_no_old_news_to_new_followers) {
  const auto change = happen(MatchFinished{});
  clock_.advance(seconds{1});
  follow(wish_for(subject_of(spirit), 1));

  EXPECT_EQ(plan(store(), change, {event("result:1")}), 0);
}

TEST_P(Outbox, tells_nothing_to_those_who_paused_or_left) {
  auto paused = wish_for(subject_of(spirit), 1);
  paused.id = follow(paused);
  paused.paused_at = test_start;
  ASSERT_TRUE(update_subscription(store(), paused, by_manager).has_value());
  retire_subscription(store(), follow(wish_for(subject_of(spirit), 2)), "unfollowed", by_manager);

  EXPECT_EQ(plan_one(event("result:1")), 0);
}

// The statement and the function that explains it must not disagree.
TEST_P(Outbox, plans_what_the_rules_say) {
  std::mt19937 random{20'261'125};
  const auto pick = [&random](int most) { return static_cast<int>(random() % static_cast<unsigned>(most)); };
  const auto maybe = [&](auto value) { return pick(2) == 0 ? std::optional{value} : std::nullopt; };
  const std::vector<Subject> subjects{subject_of(spirit),      subject_of(navi),
                                      subject_of(PlayerId{3}), subject_of(TournamentId{4}),
                                      subject_of(Tier::a),     Subject{}};
  // Keys, and words of sources in old subscriptions and in events; some that no table knows.
  const std::vector<std::string> wanted_regions{"europe",         "Europe", "WEU",
                                                "western_europe", "asia",   "Atlantis"};
  const std::vector<std::string> told_regions{"Europe", "WEU",         "EEU",      "CIS",
                                              "ASIA",   "Middle East", "Atlantis", ""};
  const auto index = [&](const auto& list) {
    return static_cast<std::size_t>(pick(static_cast<int>(list.size())));
  };
  std::vector<Subscription> subscriptions;
  for (std::uint64_t channel = 1; channel <= 150; ++channel) {
    auto subscription = wish_for(subjects[static_cast<std::size_t>(pick(6))], channel);
    subscription.kinds = NoticeKinds{pick(1 << notice_kinds)};
    subscription.filter = {
        .opponent_rank_max = maybe(1 + pick(40)),
        .lan_only = pick(3) == 0,
        .best_of_min = maybe(2 + pick(3)),
        .region = pick(3) == 0 ? std::optional{wanted_regions[index(wanted_regions)]} : std::nullopt,
        .stage = pick(4) == 0 ? std::optional<std::string>{"Playoffs"} : std::nullopt};
    subscription.id = follow(subscription);
    subscriptions.push_back(subscription);
  }

  int wanted_in_all = 0;
  for (int round = 0; round < 40; ++round) {
    auto news = event(fmt::format("round:{}", round), static_cast<NoticeKind>(pick(notice_kinds)));
    news.audience.clear();
    for (const auto& subject : subjects) {
      if (pick(3) > 0) news.audience.push_back({.subject = subject, .opponent_rank = maybe(1 + pick(40))});
    }
    news.traits = {.lan = pick(2) == 0,
                   .best_of = maybe(1 + 2 * pick(3)),
                   .region = told_regions[index(told_regions)],
                   .stage = pick(2) == 0 ? "Playoffs" : ""};
    std::set<std::uint64_t> expected;
    for (const auto& subscription : subscriptions) {
      if (!match_filter(subscription, news.kind, news.audience, news.traits))
        expected.insert(subscription.destination.id);
    }

    plan_one(news);

    EXPECT_EQ(planned_targets(news.dedup_key), expected) << news.dedup_key;
    wanted_in_all += static_cast<int>(expected.size());
  }
  EXPECT_GT(wanted_in_all, 100) << "the rules let something through";
}

TEST_P(Outbox, tells_those_who_want_a_region_of_what_is_played_inside_it) {
  const std::vector<std::string> wanted{"europe", "Europe",         "western_europe",
                                        "WEU",    "eastern_europe", "Asia"};
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    auto subscription = wish_for(subject_of(spirit), i + 1);
    subscription.filter.region = wanted[i];
    follow(subscription);
  }
  const auto told = [&](const std::string& region) {
    auto news = event("result:" + region);
    news.traits.region = region;
    plan_one(news);
    std::vector<std::string> regions;
    for (const auto target : planned_targets(news.dedup_key)) regions.push_back(wanted[target - 1]);
    return regions;
  };

  EXPECT_THAT(told("WEU"), UnorderedElementsAre("europe", "Europe", "western_europe", "WEU"));
  EXPECT_THAT(told("Eastern Europe"), UnorderedElementsAre("europe", "Europe", "eastern_europe"));
  EXPECT_THAT(told(""), IsEmpty());
}

// ---- Whom a match concerns

TEST_P(Outbox, finds_whom_a_match_concerns) {
  const auto audience = find_audience(store(), match_).value();
  const auto& match = audience.details.match;

  std::vector<std::string> keys;
  for (const auto& [subject, rank] : audience.members) keys.push_back(key_of(subject));
  EXPECT_THAT(keys, UnorderedElementsAre(fmt::format("team:{}", match.opponents[0].team.value),
                                         fmt::format("team:{}", match.opponents[1].team.value),
                                         fmt::format("tournament:{}", match.tournament.value), "tier:1",
                                         "tier:2", "tier:3", "tier:4", "tier:5", "everything:0"));
  EXPECT_TRUE(audience.traits.lan);
  EXPECT_EQ(audience.traits.region, "Europe");
  EXPECT_EQ(audience.traits.best_of, 3);
  EXPECT_EQ(find_audience(store(), {999'999}).has_value(), false);
}

// ---- Reminders

TEST_P(Outbox, reminds_once_for_each_start) {
  auto subscription = wish_for(subject_of(spirit), 1);
  subscription.reminders = {15, 60};
  follow(subscription);
  EXPECT_THAT(list_reminder_minutes(store()), ElementsAre(15, 60));
  const auto starts = test_start + hours{2};
  const auto remind = [&](Timestamp start) {
    auto about = event("reminder:1", NoticeKind::reminder);
    about.expires_at = start;
    return plan_reminders(store(), about, start);
  };

  EXPECT_EQ(remind(starts), 0) << "too early";
  clock_.set(starts - minutes{60});
  EXPECT_EQ(remind(starts), 1);
  EXPECT_EQ(remind(starts), 0);
  clock_.set(starts - minutes{15});
  EXPECT_EQ(remind(starts), 1);

  const auto claimed = claim_all();
  ASSERT_THAT(claimed, SizeIs(1)) << "one at a time";
  EXPECT_EQ(claimed[0].reminder_for, starts);
  settle(store(), "us", {sent(claimed[0])});
  const auto next = claim_all();
  ASSERT_THAT(next, SizeIs(1));
  settle(store(), "us", {sent(next[0])});

  EXPECT_EQ(remind(starts + minutes{4}), 0) << "a small move is no news";
  EXPECT_EQ(remind(starts + minutes{44}), 1) << "60 minutes before the new start have come, 15 have not";
}

TEST_P(Outbox, reminds_nobody_of_what_was_due_before_they_followed) {
  const auto starts = test_start + minutes{30};
  auto subscription = wish_for(subject_of(spirit), 1);
  subscription.reminders = {15, 60};
  follow(subscription);

  const auto about = event("reminder:1", NoticeKind::reminder);
  EXPECT_EQ(plan_reminders(store(), about, starts), 0);
  clock_.set(starts - minutes{15});
  EXPECT_EQ(plan_reminders(store(), event("reminder:1", NoticeKind::reminder), starts), 1);
}

TEST_P(Outbox, reminds_a_channel_once_of_what_is_due_several_times) {
  auto both = wish_for(subject_of(spirit), 1);
  both.reminders = {15, 60};
  follow(both);
  auto other = wish_for(subject_of(navi), 1);
  other.reminders = {30};
  follow(other);
  clock_.set(test_start + hours{3});
  const auto starts = clock_.now() + minutes{10};  // it was not known before

  EXPECT_EQ(plan_reminders(store(), event("reminder:1", NoticeKind::reminder), starts), 1);
  const auto claimed = claim_all();
  ASSERT_THAT(claimed, SizeIs(1));
  EXPECT_THAT(claimed[0].dedup_key, StartsWith("reminder:1:15:"));
}

// ---- Claims

TEST_P(Outbox, lends_each_channel_to_one_process) {
  follow(wish_for(subject_of(spirit), 1));
  follow(wish_for(subject_of(spirit), 2));
  plan_one(event("result:1"));
  plan_one(event("result:2"));

  const auto ours = claim_all("us", 1);
  const auto theirs = claim_all("them");

  ASSERT_THAT(ours, SizeIs(1));
  ASSERT_THAT(theirs, SizeIs(1));
  EXPECT_NE(ours[0].destination, theirs[0].destination);
  EXPECT_THAT(claim_all("us"), IsEmpty()) << "both channels are taken";
  settle(store(), "us", {sent(ours[0])});
  EXPECT_THAT(targets(claim_all("them")), ElementsAre(ours[0].destination.id));
}

TEST_P(Outbox, takes_over_from_a_process_that_died) {
  follow(wish_for(subject_of(spirit), 1));
  plan_one(event("result:1"));
  const auto first = claim_all("dead");
  ASSERT_THAT(first, SizeIs(1));
  EXPECT_EQ(first[0].attempts, 1);

  clock_.advance(seconds{29});
  EXPECT_THAT(claim_all("us"), IsEmpty());
  clock_.advance(seconds{1});
  const auto second = claim_all("us");

  ASSERT_THAT(second, SizeIs(1));
  EXPECT_EQ(second[0].nonce, first[0].nonce);
  EXPECT_EQ(second[0].attempts, 2);
  settle(store(), "dead", {sent(first[0])});
  EXPECT_THAT(claim_all("them"), IsEmpty()) << "who is late ends no lease but his own";
}

TEST_P(Outbox, reports_a_deleted_channel_once_to_those_whose_it_was) {
  follow(wish_for(subject_of(spirit), 1));
  change_guild_settings(store(), guild, 9, [](auto& settings) { settings.default_channel.id = 1; });
  change_guild_settings(store(), guild, 9, [](auto& settings) { settings.notice_channel = 3; });
  plan_one(event("result:1"));

  note_deleted_channels(store(), {1, 2, 3});

  EXPECT_THAT(claim_all(), IsEmpty()) << "nothing is sent there";
  EXPECT_EQ(find_refusals(store(), {1, 2, 3}),
            (std::map<std::uint64_t, std::string>{{1, "unknown_channel"}, {3, "unknown_channel"}}))
      << "of the second nothing of ours knew";
  auto reports = take_unreported_blocks(store());
  std::ranges::sort(reports, {}, &BlockedTarget::target);
  ASSERT_THAT(reports, SizeIs(2));
  EXPECT_EQ(reports[0].guild, guild);
  EXPECT_EQ(reports[0].subscriptions, 1);
  EXPECT_TRUE(reports[0].is_default);
  EXPECT_FALSE(reports[0].tells_problems);
  EXPECT_EQ(reports[1].target, 3U);
  EXPECT_TRUE(reports[1].tells_problems);
  note_deleted_channels(store(), {1});
  EXPECT_THAT(take_unreported_blocks(store()), IsEmpty());
}

TEST_P(Outbox, reports_that_a_channel_was_deleted_also_where_it_took_nothing_before) {
  follow(wish_for(subject_of(spirit), 1));
  plan_one(event("result:1"));
  settle(store(), "us",
         {ended(claim_all().at(0), DeliveryResult::Outcome::blocked, clock_.now() + hours{1})});
  EXPECT_THAT(take_unreported_blocks(store()), SizeIs(1));

  note_deleted_channels(store(), {1});

  const auto reports = take_unreported_blocks(store());
  ASSERT_THAT(reports, SizeIs(1));
  EXPECT_EQ(reports[0].reason, "unknown_channel");
}

TEST_P(Outbox, leaves_to_a_live_message_what_it_shows) {
  follow(wish_for(subject_of(spirit), 1));
  auto only_results = wish_for(subject_of(navi), 2);
  only_results.kinds = {NoticeKind::result};
  follow(only_results);
  auto elsewhere = only_results;
  elsewhere.destination.id = 1;
  follow(elsewhere);
  auto result = event("result:1");
  result.carriers = {"live:1"};

  plan(store(), happen(MatchFinished{}), {event("live:1", NoticeKind::live), result});

  EXPECT_THAT(events(claim_all()), testing::UnorderedElementsAre("live:1", "result:1"))
      << "the channel that wants results alone gets the result";
  EXPECT_EQ(states(), (std::map<std::string, int>{{"waiting", 2}, {"merged", 2}}));
  const auto statuses = list_delivery_statuses(store(), {.guild = guild}, {match_});
  for (const auto& status : statuses) {
    if (status.state == DeliveryState::merged) EXPECT_EQ(status.reason, "live");
  }
}

TEST_P(Outbox, knows_whose_a_channel_is_from_those_who_saved_it_first) {
  constexpr std::uint64_t other = guild + 1;
  follow(wish_for(subject_of(spirit), 1));
  follow(wish_for(subject_of(navi), 1, other));
  plan_test(store(), {.guild = guild, .destination = {.id = 2}, .kinds = {NoticeKind::result}});

  const auto claimed = claim_all();
  ASSERT_THAT(claimed, SizeIs(1));
  EXPECT_EQ(claimed[0].channel_guild, 0U) << "nobody has asked yet";
  auto asked = sent(claimed[0]);
  asked.channel_guild = guild;
  settle(store(), "us", {asked});

  plan_one(event("result:1"));
  for (const auto& delivery : claim_all()) {
    EXPECT_EQ(delivery.channel_guild, guild);
    settle(store(), "us", {sent(delivery)});
  }
  clock_.advance(limits::test_every + seconds{1});
  plan_test(store(), {.guild = guild, .destination = {.id = 2}, .kinds = {NoticeKind::result}});
  const auto again = claim_all("them");
  ASSERT_THAT(again, SizeIs(1));
  EXPECT_EQ(again[0].channel_guild, guild) << "it is remembered";
}

TEST_P(Outbox, never_uses_a_nonce_again_after_its_rows_were_deleted) {
  const auto first = follow(wish_for(subject_of(spirit), 1));
  plan_one(event("result:1"));
  const auto before = claim_all("us");
  ASSERT_THAT(before, SizeIs(1));
  settle(store(), "us", {sent(before[0])});

  forget_guild(store(), guild);
  const auto second = follow(wish_for(subject_of(spirit), 1));
  plan_one(event("result:2"));
  const auto after = claim_all("us");

  ASSERT_THAT(after, SizeIs(1));
  EXPECT_GT(second, first);
  EXPECT_GT(after[0].id, before[0].id);
  EXPECT_NE(after[0].nonce, before[0].nonce);
}

TEST_P(Outbox, has_nonces_that_no_other_database_has) {
  const test::TemporaryDatabase elsewhere{Database::sqlite};
  const auto nonce_in = [](Store& where) { return nonce_of(where, {1}); };
  auto other = std::move(*Store::open({.database_url = elsewhere.url(), .redis_url = ""}, clock_, metrics_));
  ASSERT_TRUE(migrate(*other).has_value());

  EXPECT_NE(nonce_in(store()), nonce_in(*other));
  EXPECT_EQ(nonce_in(store()), nonce_in(store()));
  EXPECT_LE(nonce_of(store(), {std::numeric_limits<std::int64_t>::max()}).size(), 25U)
      << "Discord takes no more";
}

TEST_P(Outbox, never_lends_one_channel_twice_to_many_at_once) {
  for (std::uint64_t channel = 1; channel <= 40; ++channel) follow(wish_for(subject_of(spirit), channel));
  plan_one(event("result:1"));
  std::vector<std::vector<Delivery>> claimed(4);
  std::vector<std::thread> workers;
  for (std::size_t worker = 0; worker < claimed.size(); ++worker) {
    workers.emplace_back([&, worker] {
      for (int virtual_start = 0; virtual_start < 8; ++virtual_start) {
        for (auto& one : claim_all(fmt::format("worker {}", worker), 5))
          claimed[worker].push_back(std::move(one));
      }
    });
  }
  for (auto& worker : workers) worker.join();

  std::set<std::uint64_t> seen;
  std::size_t total = 0;
  for (const auto& part : claimed) {
    total += part.size();
    for (const auto& one : part) seen.insert(one.destination.id);
  }
  EXPECT_EQ(total, 40u);
  EXPECT_EQ(seen.size(), 40u);
}

TEST_P(Outbox, sends_the_urgent_first_and_is_fair_among_guilds) {
  constexpr std::uint64_t loud = 500;
  constexpr std::uint64_t quiet = 501;
  for (std::uint64_t channel = 1; channel <= 3; ++channel)
    follow(wish_for(subject_of(spirit), channel, loud));
  plan_one(event("result:1", NoticeKind::result, 2));
  plan_one(event("result:2", NoticeKind::result, 2));
  follow(wish_for(subject_of(navi), 9, quiet));
  auto late = event("result:3", NoticeKind::result, 2);
  late.audience = {{.subject = subject_of(navi), .opponent_rank = {}}};
  plan_one(late);
  plan_one(event("started:4", NoticeKind::started, 0));

  const auto first = claim_all("us", 4);
  ASSERT_THAT(events(first), ElementsAre("started:4", "started:4", "started:4", "started:4"));
  std::vector<DeliveryResult> done;
  for (const auto& each : first) done.push_back(sent(each));
  settle(store(), "us", done);

  const auto next = claim_all("us", 2);
  EXPECT_THAT(targets(next), testing::Contains(9u)) << "its first turn comes beside the loud one's first";
}

TEST_P(Outbox, frees_the_channels_of_a_process_that_goes) {
  follow(wish_for(subject_of(spirit), 1));
  follow(wish_for(subject_of(spirit), 2));
  plan_one(event("result:1"));
  ASSERT_THAT(claim_all("us", 1), SizeIs(1));
  const auto theirs = claim_all("them");
  ASSERT_THAT(theirs, SizeIs(1));

  release_targets(store(), "us");

  EXPECT_THAT(targets(claim_all("next")), testing::Not(testing::Contains(theirs[0].destination.id)));
}

// ---- Settlements

TEST_P(Outbox, forgets_nothing_that_was_sent) {
  follow(wish_for(subject_of(spirit), 1));
  plan_one(event("result:1"));
  const auto claimed = claim_all();

  settle(store(), "us", {sent(claimed.at(0), 4711)});

  auto correction = claimed[0];
  correction.edits = claimed[0].id;
  const auto posted = list_edited(store(), {correction}).at(claimed[0].id).at(0).posted.value();
  EXPECT_EQ(posted.channel, 1u);
  EXPECT_EQ(posted.message, 4711u);
  EXPECT_EQ(posted.revision, 1);
  EXPECT_EQ(states(), (std::map<std::string, int>{{"sent", 1}}));
  EXPECT_EQ(find_outbox_state(store()).waiting, 0);
}

TEST_P(Outbox, tries_again_when_it_was_told_to) {
  follow(wish_for(subject_of(spirit), 1));
  plan_one(event("result:1"));

  settle(store(), "us", {ended(claim_all().at(0), DeliveryResult::Outcome::later, test_start + seconds{5})});

  EXPECT_THAT(claim_all(), IsEmpty());
  clock_.advance(seconds{5});
  EXPECT_THAT(claim_all(), SizeIs(1));
}

TEST_P(Outbox, remembers_since_when_a_delivery_may_have_been_posted) {
  follow(wish_for(subject_of(spirit), 1));
  plan_one(event("result:1"));
  const auto claim_again = [&] {
    clock_.advance(minutes{1});
    return claim_all().at(0);
  };

  const auto first = claim_again();
  settle(store(), "us", {ended(first, DeliveryResult::Outcome::later, clock_.now())});
  const auto second = claim_again();
  const auto tried_at = clock_.now();
  const auto third = claim_again();  // whoever tried is dead
  settle(store(), "us", {ended(third, DeliveryResult::Outcome::later, clock_.now())});
  const auto fourth = claim_again();

  EXPECT_EQ(first.doubt_since, std::nullopt);
  EXPECT_EQ(second.doubt_since, std::nullopt) << "it surely was not posted";
  EXPECT_EQ(third.doubt_since, tried_at);
  EXPECT_EQ(fourth.doubt_since, tried_at) << "the later attempt says nothing of the earlier";
}

TEST_P(Outbox, remembers_an_answer_that_was_lost) {
  follow(wish_for(subject_of(spirit), 1));
  plan_one(event("result:1"));
  auto lost = ended(claim_all().at(0), DeliveryResult::Outcome::later, clock_.now());
  lost.in_doubt = true;
  const auto tried_at = clock_.now();

  settle(store(), "us", {lost});

  clock_.advance(minutes{1});
  EXPECT_EQ(claim_all().at(0).doubt_since, tried_at);
}

TEST_P(Outbox, asks_a_channel_that_refuses_no_more_until_its_time) {
  follow(wish_for(subject_of(spirit), 1));
  plan_one(event("result:1"));
  plan_one(event("result:2"));

  settle(store(), "us",
         {ended(claim_all().at(0), DeliveryResult::Outcome::blocked, test_start + minutes{10})});
  plan_one(event("result:3"));

  EXPECT_EQ(states(), (std::map<std::string, int>{{"blocked", 3}}));
  EXPECT_EQ(find_outbox_state(store()).blocked_targets, 1);
  EXPECT_THAT(claim_all(), IsEmpty());
  EXPECT_EQ(tidy_outbox(store()).probed, 0);
  clock_.advance(minutes{10});
  EXPECT_EQ(tidy_outbox(store()).probed, 1);
  EXPECT_EQ(tidy_outbox(store()).probed, 0) << "one is enough to find out";
  const auto probe = claim_all();
  ASSERT_THAT(events(probe), ElementsAre("result:1"));

  settle(store(), "us", {sent(probe[0])});

  EXPECT_EQ(states(), (std::map<std::string, int>{{"sent", 1}, {"waiting", 2}})) << "the permission is back";
  EXPECT_EQ(find_outbox_state(store()).blocked_targets, 0);
}

TEST_P(Outbox, lets_go_what_comes_too_late) {
  follow(wish_for(subject_of(spirit), 1));
  auto soon_worthless = event("started:1", NoticeKind::started);
  soon_worthless.expires_at = test_start + minutes{10};
  plan_one(soon_worthless);
  plan_one(event("result:1", NoticeKind::result, 3));

  clock_.advance(minutes{10});
  EXPECT_EQ(tidy_outbox(store()).expired, 1);

  EXPECT_THAT(events(claim_all()), ElementsAre("result:1"));
  EXPECT_EQ(states(), (std::map<std::string, int>{{"expired", 1}, {"waiting", 1}}));
}

TEST_P(Outbox, drops_what_waits_for_those_who_left) {
  const auto id = follow(wish_for(subject_of(spirit), 1));
  plan_one(event("result:1"));

  retire_subscription(store(), id, "unfollowed", by_manager);

  EXPECT_THAT(claim_all(), IsEmpty());
  EXPECT_EQ(states(), (std::map<std::string, int>{{"dropped", 1}}));
}

// ---- Doubles

TEST_P(Outbox, tells_nothing_again_of_a_match_that_had_a_double) {
  follow(wish_for(subject_of(spirit), 1));
  plan_one(event("result:1"));
  settle(store(), "us", {sent(claim_all().at(0))});
  follow(wish_for(subject_of(navi), 2));

  auto again = event("result:2");
  again.former = {"result:1"};
  EXPECT_EQ(plan_one(again), 2);

  EXPECT_THAT(targets(claim_all()), ElementsAre(2));
  EXPECT_EQ(states(), (std::map<std::string, int>{{"merged", 1}, {"sent", 1}, {"waiting", 1}}));
}

TEST_P(Outbox, follows_a_team_into_the_one_it_was_merged_into) {
  Batch batch{.provider = ProviderName::sample, .observed_at = test_start};
  batch.teams = {new_team(-1, "Cirrus")};
  ASSERT_TRUE(apply(store(), batch).has_value());
  const auto survivor = find_match(store(), match_)->match.opponents[0].team;
  TeamId away;
  for (const auto& named : list_names(store())) {
    if (named.name == "Cirrus") away = {named.id};
  }
  const auto id = follow(wish_for(subject_of(away), 1));

  ASSERT_TRUE(merge(store(), {.entity = EntityKind::team,
                              .from = away.value,
                              .into = survivor.value,
                              .by = "test",
                              .reason = "the same"})
                  .has_value());

  EXPECT_EQ(find_subscription(store(), id)->subject, subject_of(survivor));
}

// ---- Time

TEST_P(Outbox, forgets_after_a_season_what_is_settled) {
  follow(wish_for(subject_of(spirit), 1));
  plan_one(event("result:1"));
  settle(store(), "us", {sent(claim_all().at(0))});
  plan_one(event("result:2"));
  clock_.advance(limits::deliveries_kept + hours{1});
  plan_one(event("result:3"));

  EXPECT_EQ(purge_deliveries(store()), 1);
  EXPECT_EQ(purge_deliveries(store()), 0);
  EXPECT_EQ(states(), (std::map<std::string, int>{{"waiting", 2}}));
  const auto outbox = find_outbox_state(store());
  EXPECT_EQ(outbox.waiting, 2);
  EXPECT_EQ(outbox.oldest_due, test_start);
}

TEST_P(Outbox, knows_since_when_a_message_is_due_that_only_fails) {
  const auto oldest = [this] { return find_outbox_state(store()).oldest_due; };
  follow(wish_for(subject_of(spirit), 1));
  plan_one(event("result:1"));
  for (int attempt = 0; attempt < 3; ++attempt) {
    const auto due = claim_all();
    ASSERT_THAT(due, SizeIs(1));
    settle(store(), "us", {ended(due[0], DeliveryResult::Outcome::later, clock_.now() + minutes{1})});
    clock_.advance(minutes{1});
  }
  EXPECT_EQ(oldest(), test_start);

  const auto due = claim_all();
  settle(store(), "us", {ended(due.at(0), DeliveryResult::Outcome::held, clock_.now() + hours{8})});
  EXPECT_EQ(oldest(), clock_.now() + hours{8}) << "quiet hours are no delay";
}

TEST_P(Outbox, knows_which_matches_start_soon) {
  const auto starts = find_match(store(), match_)->match.scheduled_at.value();

  const auto soon = list_starts(store(), test_start, starts, 10);
  ASSERT_THAT(soon, SizeIs(1));
  EXPECT_EQ(soon[0].match, match_);
  EXPECT_EQ(soon[0].starts_at, starts);
  EXPECT_THAT(list_starts(store(), test_start, starts - seconds{1}, 10), IsEmpty());
  EXPECT_THAT(list_starts(store(), starts, starts + hours{1}, 10), IsEmpty()) << "it has begun";
}

// ---- Corrections

TEST_P(Outbox, corrects_the_messages_that_were_sent_and_no_others) {
  follow(wish_for(subject_of(spirit), 1));
  const auto told = fmt::format("result:{}", match_.value);
  plan_one(event(told));
  const auto first = claim_all();
  settle(store(), "us", {sent(first.at(0), 50)});
  follow(wish_for(subject_of(navi), 2));
  auto correction = event("corrected:9", NoticeKind::corrected);
  correction.edits = {told};

  EXPECT_EQ(plan(store(), happen(ResultCorrected{}), {correction}), 1);

  const auto claimed = claim_all();
  ASSERT_THAT(targets(claimed), ElementsAre(1));
  EXPECT_EQ(claimed[0].edits, first[0].id);
  EXPECT_EQ(list_edited(store(), claimed).at(first[0].id).at(0).posted.value().message, 50u);
}

// ---- Messages that follow their match

class OpenDelivery : public Outbox {
 protected:
  // A live message in channel 1 that shows the first revision.
  void SetUp() override {
    Outbox::SetUp();
    wish_.id = follow(wish_);
    plan_one(event("live:1", NoticeKind::live));
    show(1);
  }
  // Claims the one that waits and settles it as sent.
  void show(std::int64_t revision, bool open = true) {
    const auto claimed = claim_all();
    ASSERT_THAT(claimed, SizeIs(1));
    auto done = sent(claimed[0], 55);
    done.posted.revision = revision;
    done.posted.open = open;
    settle(store(), "us", {done});
  }
  void move_match() {
    store().sql().write()->run("UPDATE match SET revision = revision + 1 WHERE id = :id", match_);
  }
  std::int64_t requeue() { return requeue_moved(store(), {.usual = seconds{10}, .published = minutes{15}}); }

  Subscription wish_ = wish_for(subject_of(spirit), 1);
};

TEST_P(OpenDelivery, waits_again_when_its_match_has_changed) {
  clock_.advance(hours{1});
  EXPECT_EQ(requeue(), 0) << "it shows the newest truth";
  move_match();
  move_match();
  EXPECT_EQ(find_outbox_state(store()).oldest_update_due, std::nullopt);
  EXPECT_EQ(requeue(), 1);
  EXPECT_EQ(find_outbox_state(store()).oldest_update_due, clock_.now());
  EXPECT_EQ(requeue(), 0) << "it waits already";

  const auto claimed = claim_all();
  ASSERT_THAT(claimed, SizeIs(1));
  EXPECT_EQ(claimed[0].posted, (Posted{.channel = 1, .message = 55, .revision = 1, .open = true}));
}

TEST_P(OpenDelivery, is_left_alone_for_a_while_after_each_change) {
  move_match();
  clock_.advance(seconds{9});
  EXPECT_EQ(requeue(), 0);
  clock_.advance(seconds{1});
  EXPECT_EQ(requeue(), 1);
}

TEST_P(OpenDelivery, waits_with_its_channel_while_that_refuses_us) {
  plan_one(event("result:1"));
  settle(store(), "us",
         {ended(claim_all().at(0), DeliveryResult::Outcome::blocked, clock_.now() + hours{1})});
  move_match();
  clock_.advance(minutes{1});

  EXPECT_EQ(requeue(), 1);
  EXPECT_THAT(claim_all(), IsEmpty()) << "the channel is not asked for its sake";
  EXPECT_EQ(states()["blocked"], 2);
}

TEST_P(OpenDelivery, ends_with_its_match) {
  move_match();
  clock_.advance(minutes{1});
  requeue();
  show(2, false);

  move_match();
  clock_.advance(minutes{1});
  EXPECT_EQ(requeue(), 0);
}

TEST_P(OpenDelivery, is_corrected_only_when_it_has_ended) {
  auto correction = event("corrected:1", NoticeKind::corrected);
  correction.edits = {"live:1"};
  EXPECT_EQ(plan_one(correction), 0) << "it follows by itself";

  move_match();
  clock_.advance(minutes{1});
  requeue();
  show(2, false);
  correction.dedup_key = "corrected:2";
  EXPECT_EQ(plan_one(correction), 1);
}

TEST_P(OpenDelivery, goes_after_what_is_told_for_the_first_time) {
  move_match();
  clock_.advance(minutes{1});
  requeue();
  plan_one(event("ranking:1", NoticeKind::ranking, 4));

  EXPECT_THAT(events(claim_all()), ElementsAre("ranking:1"));
}

CS2_ON_BACKENDS(OpenDelivery, both_databases());

TEST_P(Outbox, keeps_what_came_of_an_attempt_that_failed_later) {
  follow(wish_for(subject_of(spirit), 1));
  plan_one(event("result:1"));
  auto failed = ended(claim_all().at(0), DeliveryResult::Outcome::later, clock_.now());
  failed.posted = {.channel = 1, .message = 55, .revision = 3, .thread = 66};
  settle(store(), "us", {failed});

  EXPECT_EQ(claim_all().at(0).posted, failed.posted);
}

TEST_P(Outbox, tells_together_what_was_held_in_quiet_hours) {
  follow(wish_for(subject_of(spirit), 1));
  follow(wish_for(subject_of(spirit), 2));
  for (const auto* name : {"result:1", "result:2", "result:3"}) plan_one(event(name));
  const auto morning = clock_.now() + hours{8};
  for (auto claimed = claim_all(); !claimed.empty(); claimed = claim_all()) {
    for (const auto& one : claimed)
      settle(store(), "us", {ended(one, DeliveryResult::Outcome::held, morning)});
  }
  clock_.set(morning);
  plan_one(event("result:4"));

  const auto first = claim_all().at(0);
  ASSERT_TRUE(first.held);
  const auto others = list_held(store(), {first}).at(first.id);
  EXPECT_THAT(events(others), ElementsAre("result:2", "result:3"));
  auto digest = sent(first);
  for (const auto& one : others) digest.merged_with.push_back(one.id);
  settle(store(), "us", {digest});

  EXPECT_THAT(list_held(store(), {first}), IsEmpty());
  EXPECT_EQ(states()["merged"], 2);
  EXPECT_EQ(states()["waiting"], 5) << "the other channel's, and what came in the morning";
}

TEST_P(Outbox, knows_the_thread_of_a_match_in_its_channel) {
  for (std::uint64_t channel = 1; channel <= 2; ++channel) follow(wish_for(subject_of(spirit), channel));
  plan_one(event("started:1"));
  for (const auto& delivery : claim_all()) {
    auto done = sent(delivery);
    if (delivery.destination.id == 1) done.posted.thread = 66;
    settle(store(), "us", {done});
  }
  plan_one(event("result:1"));

  std::map<std::uint64_t, std::uint64_t> threads;
  for (const auto& delivery : claim_all()) {
    const auto found = list_threads(store(), {delivery.id});
    threads[delivery.destination.id] = found.empty() ? 0 : found.begin()->second;
  }
  EXPECT_THAT(threads, UnorderedElementsAre(testing::Pair(1, 66), testing::Pair(2, 0)));
}

TEST_P(Outbox, plans_one_event_of_a_match_in_each_guild_that_wants_one) {
  EXPECT_FALSE(is_wanted(store(), NoticeKind::event));
  auto first = wish_for(subject_of(spirit), 1);
  first.kinds = {NoticeKind::event};
  first.id = follow(first);
  auto second = wish_for(subject_of(navi), 2);
  second.kinds = {NoticeKind::event};
  second.id = follow(second);
  auto elsewhere = wish_for(subject_of(spirit), 3, guild + 1);
  elsewhere.kinds = {NoticeKind::result};
  follow(elsewhere);
  EXPECT_TRUE(is_wanted(store(), NoticeKind::event));

  EXPECT_EQ(plan_events(store(), event("event:1", NoticeKind::event)), 2);
  EXPECT_EQ(plan_events(store(), event("event:1", NoticeKind::event)), 0) << "it is planned";
  const auto claimed = claim_all();
  ASSERT_THAT(claimed, SizeIs(1));
  EXPECT_EQ(claimed[0].destination,
            (Destination{.kind = Destination::Kind::guild, .id = events_target(guild)}));
  auto done = sent(claimed[0], 55);
  done.posted.open = true;
  settle(store(), "us", {done});

  retire_subscription(store(), first.id, "unfollowed", by_manager);
  const auto again = claim_all();
  ASSERT_THAT(again, SizeIs(1)) << "the event is looked at again";
  EXPECT_THAT(list_subscribers(store(), again).at(again[0].id), ElementsAre(first.id, second.id));
}

TEST_P(Outbox, forgets_an_event_that_was_called_off_but_not_its_match) {
  auto subscription = wish_for(subject_of(spirit), 1);
  subscription.kinds = {NoticeKind::event};
  follow(subscription);
  plan_events(store(), event("event:1", NoticeKind::event));
  auto called_off = sent(claim_all().at(0), 0);
  called_off.posted = {.revision = 1, .open = true};
  settle(store(), "us", {called_off});

  store().sql().write()->run("UPDATE match SET revision = revision + 1 WHERE id = :id", match_);
  clock_.advance(minutes{1});
  EXPECT_EQ(requeue_moved(store(), {.usual = seconds{10}, .published = minutes{15}}), 1);
  EXPECT_EQ(claim_all().at(0).posted, std::nullopt);
}

TEST_P(Outbox, corrects_what_is_under_way_too) {
  follow(wish_for(subject_of(spirit), 1));
  const auto told = fmt::format("result:{}", match_.value);
  plan_one(event(told));
  auto correction = event("corrected:9", NoticeKind::corrected);
  correction.edits = {told};
  EXPECT_EQ(plan(store(), happen(ResultCorrected{}), {correction}), 0) << "it will be told rightly";
  const auto under_way = claim_all();

  correction.dedup_key = "corrected:10";
  EXPECT_EQ(plan(store(), happen(ResultCorrected{}), {correction}), 1);

  settle(store(), "us", {sent(under_way.at(0))});
  EXPECT_THAT(events(claim_all()), ElementsAre("corrected:10"));
}

CS2_ON_BACKENDS(Outbox, both_databases());

}  // namespace
}  // namespace cs2::store

// Digests: what quiet hours held back, and the day's.
#include "integration/notify/notify_test.hpp"

namespace cs2::notify {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using Outcome = store::DeliveryResult::Outcome;

class Digests : public NotifyTest {
 protected:
  void hold_all() {
    for (auto due = prepare_due(); !due.empty(); due = prepare_due()) {
      for (const auto& one : due) {
        ASSERT_TRUE(one.held_until.has_value());
        settle(one, Outcome::held, *one.held_until);
      }
    }
  }
  DigestCache digested_;

  static std::string text(const discord::Message& message) {
    std::string all = message.content;
    for (const auto& embed : message.embeds) {
      all += "\n" + embed.description;
      for (const auto& field : embed.fields) all += "\n" + field.name + "\n" + field.value;
    }
    return all;
  }
};

TEST_P(Digests, say_in_the_morning_what_came_in_quiet_hours) {
  set([](auto& settings) { settings.quiet_hours = store::QuietHours{.from = 22 * 60, .until = 8 * 60}; });
  follow({.subject = {}, .kinds = {NoticeKind::result}, .roles = {77}});
  clock_.set(noon + hours{11});  // 23:00
  write(finished(clock_.now() - hours{2}), {MatchFinished{}}, "one");
  write(finished(clock_.now() - hours{3}), {MatchFinished{}}, "two");
  plan_changes(*store_);
  hold_all();

  clock_.set(noon + hours{20});
  const auto due = prepare_due();
  ASSERT_THAT(due, SizeIs(1));
  EXPECT_THAT(due[0].merged_with, SizeIs(1));
  const auto& digest = message_of(due[0]);
  EXPECT_THAT(digest.content, HasSubstr("2 updates"));
  EXPECT_THAT(text(digest), Not(HasSubstr("||"))) << "scores are shown here";
  EXPECT_THAT(digest.allowed_mentions.roles, IsEmpty());
  EXPECT_EQ(digest.nonce, due[0].delivery.nonce);
  EXPECT_FALSE(digest.nonce.empty());
  settle(due[0], Outcome::sent);
  EXPECT_THAT(prepare_due(), IsEmpty());
}

TEST_P(Digests, hide_scores_where_one_of_those_who_read_them_wants_that) {
  set([](auto& settings) { settings.quiet_hours = store::QuietHours{.from = 22 * 60, .until = 8 * 60}; });
  follow({.subject = {}, .kinds = {NoticeKind::result}, .spoilers = SpoilerPolicy::hide});
  clock_.set(noon + hours{11});
  write(finished(clock_.now() - hours{2}), {MatchFinished{}}, "one");
  write(finished(clock_.now() - hours{3}), {MatchFinished{}}, "two");
  plan_changes(*store_);
  hold_all();

  clock_.set(noon + hours{20});
  EXPECT_THAT(text(message_of(prepare_due().at(0))), HasSubstr("||"));
}

TEST_P(Digests, are_corrected_as_a_whole) {
  set([](auto& settings) { settings.quiet_hours = store::QuietHours{.from = 22 * 60, .until = 8 * 60}; });
  follow({.subject = {}, .kinds = {NoticeKind::result}});
  clock_.set(noon + hours{11});
  write(finished(clock_.now() - hours{3}), {MatchFinished{}}, "one");
  const auto second = write(finished(clock_.now() - hours{2}), {MatchFinished{}}, "two");
  plan_changes(*store_);
  hold_all();
  clock_.set(noon + hours{20});
  const auto digest = prepare_due().at(0);
  settle(digest, Outcome::sent);

  auto corrected = finished(noon + hours{9});
  corrected.id = second;
  corrected.score = Score{2, 0};
  write(corrected, {ResultCorrected{.score_before = Score{2, 1}, .winner_before = 0}}, "two");
  plan_changes(*store_);

  const auto due = prepare_due();
  ASSERT_THAT(due, SizeIs(1));
  ASSERT_TRUE(due[0].existing_message.has_value());
  EXPECT_EQ(due[0].existing_message->message, 5u) << "the digest's message";
  EXPECT_THAT(message_of(due[0]).content, HasSubstr("2 updates"));
  EXPECT_THAT(message_of(due[0]).content, HasSubstr("corrected"));
  EXPECT_THAT(text(message_of(due[0])), HasSubstr("2–1")) << "the other is still there";
  EXPECT_THAT(text(message_of(due[0])), HasSubstr("2–0"));
}

TEST_P(Digests, leave_a_single_piece_of_news_as_it_is) {
  set([](auto& settings) { settings.quiet_hours = store::QuietHours{.from = 22 * 60, .until = 8 * 60}; });
  follow({.subject = {}, .kinds = {NoticeKind::result}, .roles = {77}});
  clock_.set(noon + hours{11});
  write(finished(clock_.now() - hours{2}), {MatchFinished{}}, "one");
  plan_changes(*store_);
  hold_all();

  clock_.set(noon + hours{20});
  const auto due = prepare_due();
  ASSERT_THAT(due, SizeIs(1));
  EXPECT_THAT(message_of(due[0]).content, HasSubstr("🏁 **"));
  EXPECT_THAT(message_of(due[0]).allowed_mentions.roles, SizeIs(1));
}

TEST_P(Digests, come_once_a_day_at_their_time_where_the_server_is) {
  set([](auto& settings) { settings.time_zone = "America/New_York"; });
  follow({.subject = {}, .kinds = {NoticeKind::digest}, .digest_at = 9 * 60});
  follow({.destination = {.id = 2}, .subject = {}, .kinds = {NoticeKind::digest}, .digest_at = 10 * 60});
  write(finished(noon - hours{3}), {}, "played");
  write(planned(noon + hours{6}), {}, "coming");
  write(planned(noon + hours{60}), {}, "later");

  clock_.set(noon + minutes{59});  // 8:59
  EXPECT_EQ(plan_digests(*store_, digested_).deliveries, 0);
  clock_.set(noon + hours{1});
  EXPECT_EQ(plan_digests(*store_, digested_).deliveries, 1);
  EXPECT_EQ(plan_digests(*store_, digested_).deliveries, 0) << "once a day";
  const auto due = prepare_due();
  ASSERT_THAT(due, SizeIs(1));
  const auto all = text(message_of(due[0]));
  EXPECT_THAT(all, HasSubstr("Last 24 hours"));
  EXPECT_THAT(all, HasSubstr("2–1"));
  EXPECT_THAT(all, HasSubstr("Next 24 hours"));
  EXPECT_THAT(all, Not(HasSubstr("Live")));
  settle(due[0], Outcome::sent);

  clock_.set(noon + hours{25});
  EXPECT_EQ(plan_digests(*store_, digested_).deliveries, 1);
}

TEST_P(Digests, say_nothing_of_a_day_without_matches) {
  follow({.subject = {}, .kinds = {NoticeKind::digest}, .digest_at = 12 * 60 + 5});
  clock_.advance(minutes{5});
  ASSERT_EQ(plan_digests(*store_, digested_).deliveries, 1);

  EXPECT_EQ(std::get<Dropped>(prepare_due().at(0).rendered).reason, "nothing_on");
}

TEST_P(Digests, are_not_made_for_a_day_whose_time_had_passed_when_they_were_wished_for) {
  follow({.subject = {}, .kinds = {NoticeKind::digest}, .digest_at = 11 * 60});
  EXPECT_EQ(plan_digests(*store_, digested_).deliveries, 0);
}

CS2_ON_DATABASES(Digests);

}  // namespace
}  // namespace cs2::notify

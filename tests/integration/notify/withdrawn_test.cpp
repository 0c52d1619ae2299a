// A match that its source deletes: told to those who follow it, unless it comes back or stands elsewhere.
#include "integration/notify/notify_test.hpp"

namespace cs2::notify {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class Withdrawn : public NotifyTest {
 protected:
  void SetUp() override {
    NotifyTest::SetUp();
    if (IsSkipped()) return;
    match_ = write(planned(noon + hours{5}), {MatchAnnounced{}}, "m1");
    plan_changes(*store_);
    clock_.advance(minutes{1});
    follow({.subject = {}, .kinds = {NoticeKind::called_off}});
    delete_it();
  }

  void delete_it() {
    const auto applied = store::apply(*store_, {.provider = ProviderName::sample,
                                                .observed_at = clock_.now(),
                                                .retirements = {{.match = match_, .reason = "deleted"}}});
    ASSERT_TRUE(applied.has_value()) << applied.error().detail;
    ASSERT_THAT(applied->changes, SizeIs(1));
    plan_changes(*store_);
  }
  std::string dropped_for() {
    clock_.advance(minutes{11});
    const auto due = prepare_due();
    if (due.size() != 1) return fmt::format("{} due", due.size());
    const auto* dropped = std::get_if<Dropped>(&due.front().rendered);
    return dropped ? std::string{dropped->reason} : "told";
  }

  MatchId match_;
};

TEST_P(Withdrawn, is_told_after_a_while) {
  clock_.advance(minutes{9});
  EXPECT_THAT(send_due(), IsEmpty()) << "it may be added anew";

  clock_.advance(minutes{2});
  const auto told = send_due();

  ASSERT_THAT(told, SizeIs(1));
  EXPECT_THAT(message_of(told.front()).content,
              HasSubstr("**Alpine vs Borealis** removed from the schedule"));
  EXPECT_THAT(send_due(), IsEmpty());
}

TEST_P(Withdrawn, is_no_news_when_it_comes_back) {
  auto match = planned(noon + hours{5});
  match.id = match_;
  match.revision = 1;
  match.opponents = store::find_withdrawn(*store_, match_).value().match.opponents;
  Batch batch{.provider = ProviderName::sample, .observed_at = clock_.now()};
  batch.matches = {{.match = match, .external_ids = {"m1"}, .changes = {}, .revived = true}};
  ASSERT_TRUE(store::apply(*store_, batch).has_value());

  EXPECT_EQ(dropped_for(), "back_on");
}

TEST_P(Withdrawn, is_no_news_when_the_same_teams_meet_under_another_entry) {
  write(planned(noon + hours{6}), {}, "m2");

  EXPECT_EQ(dropped_for(), "elsewhere");
}

CS2_ON_DATABASES(Withdrawn);

}  // namespace
}  // namespace cs2::notify

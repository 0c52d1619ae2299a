// Who is worth asking a source about, and when again.
#include "store/queries/lookup_candidates.hpp"

#include "integration/store/backends.hpp"
#include "integration/store/facts.hpp"
#include "store/facts/apply.hpp"

namespace cs2::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// Alpine and Borealis meet now, Calypso and Dorado in three weeks; Frost plays for Alpine, Gale for Calypso.
class Subjects : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    if (IsSkipped()) return;
    Batch batch{.provider = ProviderName::sample, .observed_at = test_start};
    batch.teams = {new_team(-1, "Alpine"), new_team(-2, "Borealis"), new_team(-3, "Calypso"),
                   new_team(-4, "Dorado")};
    batch.players = {new_player(-1, "Frost"), new_player(-2, "Gale")};
    batch.tournaments = {new_tournament(-1, "Now Cup"), new_tournament(-2, "Later Cup")};
    batch.matches = {new_match(-1, "now", {-1}, {-2}, test_start),
                     new_match(-2, "later", {-3}, {-4}, test_start + days{21})};
    batch.matches[0].match.status = MatchStatus::live;
    batch.matches[0].match.tournament = {-1};
    batch.matches[1].match.tournament = {-2};
    batch.rosters = {stay({-1}, {-1}), stay({-3}, {-2})};
    const auto applied = apply(store(), batch);
    ASSERT_TRUE(applied) << applied.error().detail;
  }

  static RosterWrite stay(TeamId team, PlayerId player) {
    return {.entry = {.team = team, .player = player}, .before = {}, .url = {}, .changes = {}};
  }
  std::vector<std::string> subjects(EntityKind entity, int count = 10) {
    return list_subjects(store(), {.provider = ProviderName::sample,
                                   .feed = "f",
                                   .entity = entity,
                                   .now = test_start,
                                   .asked_before = test_start - hours{1},
                                   .count = count});
  }
  void ask(const std::string& subject, Timestamp at) {
    note_asked(store(), ProviderName::sample, "f", {subject}, at);
  }
};

TEST_P(Subjects, are_the_things_of_the_days_around_now) {
  EXPECT_THAT(subjects(EntityKind::match), ElementsAre("now"));
  EXPECT_THAT(subjects(EntityKind::tournament), ElementsAre("tournament-Now Cup"));
  EXPECT_THAT(subjects(EntityKind::team), ElementsAre("team-Alpine", "team-Borealis"));
  EXPECT_THAT(subjects(EntityKind::player), ElementsAre("player-Frost"));
}

TEST_P(Subjects, are_once_the_tournaments_whose_dates_nobody_has_told) {
  Batch batch{.provider = ProviderName::sample, .observed_at = test_start};
  batch.tournaments = {new_tournament(-1, "Listed Cup")};
  batch.tournaments[0].tournament.starts_at.reset();
  ASSERT_TRUE(apply(store(), batch));

  EXPECT_THAT(subjects(EntityKind::tournament), ElementsAre("tournament-Listed Cup", "tournament-Now Cup"));
  ask("tournament-Listed Cup", test_start - days{30});
  EXPECT_THAT(subjects(EntityKind::tournament), ElementsAre("tournament-Now Cup"));
}

TEST_P(Subjects, are_left_alone_until_their_time_has_come_again) {
  ask("team-Alpine", test_start - minutes{59});
  EXPECT_THAT(subjects(EntityKind::team), ElementsAre("team-Borealis"));

  ask("team-Alpine", test_start - minutes{61});
  EXPECT_THAT(subjects(EntityKind::team), ElementsAre("team-Borealis", "team-Alpine"));
}

TEST_P(Subjects, come_in_turns_where_not_all_can_be_asked_about_at_once) {
  ask("team-Alpine", test_start - hours{2});
  ask("team-Borealis", test_start - hours{3});

  EXPECT_THAT(subjects(EntityKind::team, 1), ElementsAre("team-Borealis"));
}

TEST_P(Subjects, are_named_as_their_source_names_them) {
  const SubjectQuery query{.provider = ProviderName::liquipedia,
                           .feed = "f",
                           .entity = EntityKind::team,
                           .now = test_start,
                           .asked_before = test_start,
                           .count = 10};

  EXPECT_THAT(list_subjects(store(), query), IsEmpty());
}

CS2_ON_BACKENDS(Subjects, both_databases());

}  // namespace
}  // namespace cs2::store

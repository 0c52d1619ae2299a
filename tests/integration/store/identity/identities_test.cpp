// Merges, splits, retirements and their undoing, on both databases.
#include "store/identity/identities.hpp"

#include <algorithm>

#include "integration/store/backends.hpp"
#include "integration/store/facts.hpp"
#include "store/identity/reviews.hpp"
#include "store/queries/internal/source_pages.hpp"
#include "store/queries/internal/standings.hpp"
#include "store/queries/matches.hpp"
#include "store/queries/names.hpp"
#include "store/queries/players.hpp"
#include "store/queries/rankings.hpp"

namespace cs2::store {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

RankingWrite ranking_of(std::vector<TeamId> teams) {
  RankingWrite write{.ranking = {.system = RankingSystem::valve_world, .published = test_start}};
  for (const auto team : teams)
    write.ranking.rows.push_back({.team = team, .position = static_cast<int>(write.ranking.rows.size()) + 1});
  return write;
}

// Alpine and its double "Team Alpine", each with a match against Borealis, a player, an id and a place.
class Identities : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    auto batch = small_batch(test_start);
    batch.teams.push_back(new_team(-3, "Team Alpine"));
    batch.players = {new_player(-1, "Frost"), new_player(-2, "Gale")};
    batch.matches.push_back(new_match(-2, "m2", {-3}, {-2}, test_start + 24h));
    batch.sightings.push_back(sighting_of(batch.matches.back()));
    batch.rosters = {{.entry = {.team = {-1}, .player = {-1}}, .url = {}, .changes = {}},
                     {.entry = {.team = {-3}, .player = {-1}}, .url = {}, .changes = {}},
                     {.entry = {.team = {-3}, .player = {-2}}, .url = {}, .changes = {}}};
    batch.rankings = {ranking_of({{-3}})};
    batch.placements = {{.tournament = {-1}, .team = {-3}}};
    batch.standings = {{.tournament = {-1}, .stage = "A", .rows = {{.team = {-3}}}}};
    batch.reviews = {
        {.entity = EntityKind::team, .ours = -3, .candidate = -1, .score = {}, .external_id = "x"}};
    batch.reviews[0].score.add("name_part", 55);
    const auto applied = apply(store(), batch);
    ASSERT_TRUE(applied) << applied.error().detail;
    for (const auto& named : list_names(store())) {
      if (named.name == "Alpine") alpine_ = {named.id};
      if (named.name == "Borealis") borealis_ = {named.id};
      if (named.name == "Team Alpine") double_ = {named.id};
    }
  }

  std::int64_t merge_double() {
    const auto merged = merge(store(), {.entity = EntityKind::team,
                                        .from = double_.value,
                                        .into = alpine_.value,
                                        .by = "anna",
                                        .reason = "the same players"});
    EXPECT_TRUE(merged) << merged.error().detail;
    return merged.value_or(0);
  }

  int matches_of(TeamId team) { return list_matches(store(), {.statuses = {}, .team = team}).total; }

  TeamId alpine_, borealis_, double_;
};

TEST_P(Identities, shows_everything_of_a_merged_team_under_the_survivor) {
  merge_double();

  EXPECT_EQ(matches_of(alpine_), 2);
  EXPECT_THAT(list_roster(store(), alpine_, test_start), SizeIs(2));
  EXPECT_THAT(list_ranking_history(store(), alpine_, RankingSystem::valve_world, 5), SizeIs(1));
  EXPECT_THAT(list_placements(store(), alpine_), SizeIs(1));
  EXPECT_THAT(list_pages(store(), alpine_), SizeIs(2));
  EXPECT_EQ(find_team(store(), double_)->name, "Alpine");
  const auto names = list_names(store());
  const auto shown = std::ranges::find(names, alpine_.value, &Named::id);
  ASSERT_NE(shown, names.end());
  EXPECT_THAT(shown->aliases, testing::Contains("Team Alpine"));
  EXPECT_TRUE(std::ranges::none_of(
      names, [&](const Named& each) { return each.kind == NameKind::team && each.id == double_.value; }));
}

TEST_P(Identities, puts_the_same_rows_back) {
  const auto ranking = find_ranking(store(), RankingSystem::valve_world);
  const auto operation = merge_double();

  const auto undone = undo(store(), operation, "ben");

  ASSERT_TRUE(undone) << undone.error().detail;
  EXPECT_EQ(matches_of(alpine_), 1);
  EXPECT_EQ(matches_of(double_), 1);
  EXPECT_THAT(list_roster(store(), alpine_, test_start), SizeIs(1));
  EXPECT_THAT(list_roster(store(), double_, test_start), SizeIs(2));
  EXPECT_EQ(find_ranking(store(), RankingSystem::valve_world), ranking);
  EXPECT_THAT(list_pages(store(), double_), SizeIs(1));
  EXPECT_EQ(find_team(store(), double_)->name, "Team Alpine");
}

TEST_P(Identities, records_who_when_why_and_how_much) {
  const auto operation = merge_double();
  ASSERT_TRUE(undo(store(), operation, "ben"));

  const auto all = list_operations(store(), 10);

  ASSERT_THAT(all, SizeIs(1));
  EXPECT_EQ(all[0].by, "anna");
  EXPECT_EQ(all[0].reason, "the same players");
  EXPECT_EQ(all[0].at, test_start);
  EXPECT_EQ(all[0].undone_by, "ben");
  EXPECT_GE(all[0].moved, 6);
}

TEST_P(Identities, answers_the_review_and_remembers_that_a_merge_was_undone) {
  ASSERT_THAT(list_open_reviews(store(), 10), SizeIs(1));
  const auto review = list_open_reviews(store(), 10)[0].id;

  const auto operation = merge_double();
  EXPECT_THAT(list_open_reviews(store(), 10), IsEmpty());
  EXPECT_EQ(find_review(store(), review)->state, ReviewState::merged);

  ASSERT_TRUE(undo(store(), operation, "ben"));
  EXPECT_EQ(find_review(store(), review)->state, ReviewState::apart);
}

TEST_P(Identities, remembers_why_a_person_keeps_two_apart) {
  const auto review = list_open_reviews(store(), 10).at(0).id;

  ASSERT_TRUE(keep_apart(store(), review, "anna", "two cities"));

  const auto kept = find_review(store(), review);
  EXPECT_EQ(kept->state, ReviewState::apart);
  EXPECT_EQ(kept->decided_by, "anna");
  EXPECT_EQ(kept->reason, "two cities");
}

TEST_P(Identities, refuses_what_cannot_be_one) {
  const auto rivals =
      merge(store(), {.entity = EntityKind::team, .from = alpine_.value, .into = borealis_.value});
  const auto itself =
      merge(store(), {.entity = EntityKind::team, .from = alpine_.value, .into = alpine_.value});
  const auto nobody = merge(store(), {.entity = EntityKind::team, .from = alpine_.value, .into = 999});

  EXPECT_EQ(rivals.error().kind, ErrorKind::conflict);
  EXPECT_THAT(rivals.error().detail, HasSubstr("played each other"));
  EXPECT_EQ(itself.error().kind, ErrorKind::invalid);
  EXPECT_EQ(nobody.error().kind, ErrorKind::not_found);
}

TEST_P(Identities, refuses_players_who_played_together) {
  auto batch = small_batch(test_start);
  batch.players = {new_player(-1, "Frost"), new_player(-2, "Gale"), new_player(-3, "Mist")};
  batch.line_ups = {{.match = {-1}, .players = {std::vector<PlayerId>{{-1}, {-2}}, {}}}};
  ASSERT_TRUE(apply(store(), batch));
  const auto frost = list_players_called(store(), "frost").at(0).id.value;
  const auto gale = list_players_called(store(), "gale").at(0).id.value;
  const auto mist = list_players_called(store(), "mist").at(0).id.value;

  const auto together = merge(store(), {.entity = EntityKind::player, .from = gale, .into = frost});
  const auto apart = merge(store(), {.entity = EntityKind::player, .from = mist, .into = frost});

  EXPECT_EQ(together.error().kind, ErrorKind::conflict);
  EXPECT_THAT(together.error().detail, HasSubstr("played each other, or together, in match"));
  EXPECT_TRUE(apart);
}

TEST_P(Identities, undoes_the_latest_first) {
  const auto first = merge_double();
  const auto retired = retire(store(), {.entity = EntityKind::team, .ours = alpine_.value, .by = "anna"});
  ASSERT_TRUE(retired);

  EXPECT_EQ(undo(store(), first, "ben").error().kind, ErrorKind::conflict);
  EXPECT_TRUE(undo(store(), *retired, "ben"));
  EXPECT_TRUE(undo(store(), first, "ben"));
  EXPECT_EQ(undo(store(), first, "ben").error().kind, ErrorKind::conflict);
}

TEST_P(Identities, gives_an_id_to_a_team_of_its_own_and_takes_it_back) {
  merge_double();
  const auto page = list_pages(store(), alpine_).back();
  const Split wanted{.entity = EntityKind::team,
                     .from = alpine_.value,
                     .ids = {{page.provider, page.external_id}},
                     .name = "Alpine Academy",
                     .by = "anna",
                     .reason = "another squad"};

  const auto done = split(store(), wanted);

  ASSERT_TRUE(done) << done.error().detail;
  EXPECT_THAT(list_pages(store(), TeamId{done->entity}), SizeIs(1));
  EXPECT_THAT(list_pages(store(), alpine_), SizeIs(1));
  EXPECT_EQ(find_team(store(), TeamId{done->entity})->name, "Alpine Academy");
  ASSERT_TRUE(undo(store(), done->operation, "ben"));
  EXPECT_THAT(list_pages(store(), alpine_), SizeIs(2));
}

TEST_P(Identities, retires_a_team_and_brings_it_back) {
  const auto retired = retire(store(), {.entity = EntityKind::team, .ours = double_.value, .by = "anna"});
  ASSERT_TRUE(retired);
  const auto is_listed = [&] {
    return std::ranges::any_of(list_names(store()), [&](const Named& each) {
      return each.kind == NameKind::team && each.id == double_.value;
    });
  };

  EXPECT_FALSE(is_listed());
  ASSERT_TRUE(undo(store(), *retired, "ben"));
  EXPECT_TRUE(is_listed());
}

TEST_P(Identities, a_batch_that_still_speaks_of_a_merged_team_is_a_conflict) {
  auto late = small_batch(test_start);
  late.teams = {{.team = {.id = double_, .name = "Team Alpine"}, .external_ids = {}, .aliases = {}}};
  late.tournaments.clear();
  late.matches.clear();
  late.sightings.clear();
  merge_double();

  EXPECT_EQ(apply(store(), late).error().kind, ErrorKind::conflict);
}

CS2_ON_BACKENDS(Identities, both_databases());

}  // namespace
}  // namespace cs2::store

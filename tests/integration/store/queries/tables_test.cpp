// Rankings, standings, placements, pages and retirement: written by apply, read by their repositories.
#include "integration/store/backends.hpp"
#include "integration/store/facts.hpp"
#include "store/cache/internal/answers.hpp"
#include "store/database/internal/sql.hpp"
#include "store/facts/apply.hpp"
#include "store/queries/internal/source_pages.hpp"
#include "store/queries/internal/standings.hpp"
#include "store/queries/matches.hpp"
#include "store/queries/names.hpp"
#include "store/queries/rankings.hpp"
#include "store/snapshot/snapshot.hpp"

namespace cs2::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr auto world = RankingSystem::valve_world;

class Tables : public StoreTest {
 protected:
  Applied written(const Batch& batch) {
    auto applied = apply(store(), batch);
    if (!applied) throw std::runtime_error(applied.error().detail);
    return *applied;
  }
  std::int64_t id_of(const std::string& name) {
    for (const auto& named : list_names(store())) {
      if (named.name == name) return named.id;
    }
    throw std::runtime_error(name);
  }
  std::int64_t generation() { return store().answers().generation(Topic::tables); }
};

// Of the teams of the small batch, in this order.
Batch with_ranking(Timestamp published, std::vector<TeamId> teams) {
  auto batch = small_batch(test_start);
  Ranking ranking{.system = world, .published = published, .url = "https://rankings.example", .rows = {}};
  for (const auto team : teams) {
    const auto position = static_cast<int>(ranking.rows.size()) + 1;
    ranking.rows.push_back(
        {.team = team, .position = position, .points = 2000 - position, .line_up = {"Frost", "\"Gale\""}});
  }
  batch.rankings = {{.ranking = ranking,
                     .changes = {{.id = {},
                                  .match = {},
                                  .at = test_start,
                                  .what = RankingPublished{.system = world, .published = published}}}}};
  return batch;
}

TEST_P(Tables, of_rankings_show_movement_against_the_date_before) {
  written(with_ranking(test_start - days{60}, {{-1}, {-2}}));
  written(with_ranking(test_start - days{30}, {{-2}, {-1}}));

  const auto newest = find_ranking(store(), world).value();
  EXPECT_EQ(newest.published, test_start - days{30});
  EXPECT_EQ(newest.published_before, test_start - days{60});
  ASSERT_EQ(newest.teams.size(), 2u);
  EXPECT_EQ(newest.teams[0].team.name, "Borealis");
  EXPECT_EQ(newest.teams[0].position_before, 2);
  EXPECT_EQ(newest.teams[0].row.points, 1999);
  EXPECT_THAT(newest.teams[0].row.line_up, ElementsAre("Frost", "\"Gale\""));
  const auto older = find_ranking(store(), world, test_start - days{31}).value();
  EXPECT_EQ(older.teams[0].team.name, "Alpine");
  EXPECT_EQ(older.teams[0].position_before, std::nullopt);
  EXPECT_EQ(find_ranking(store(), world, test_start - days{61}), std::nullopt);
  EXPECT_EQ(find_ranking(store(), RankingSystem::hltv), std::nullopt);
}

TEST_P(Tables, of_rankings_tell_the_history_of_a_team) {
  written(with_ranking(test_start - days{60}, {{-1}, {-2}}));
  written(with_ranking(test_start - days{30}, {{-2}, {-1}}));

  const auto history = list_ranking_history(store(), {id_of("Alpine")}, world, 10);

  ASSERT_EQ(history.size(), 2u);
  EXPECT_EQ(history[0].position, 2);
  EXPECT_EQ(history[1].position, 1);
  EXPECT_EQ(list_ranking_history(store(), {id_of("Alpine")}, world, 1).size(), 1u);
}

TEST_P(Tables, are_written_once) {
  auto batch = with_ranking(test_start, {{-1}, {-2}});
  batch.standings = {{.tournament = {-1}, .stage = "Group A", .rows = {{.team = {-1}, .wins = 3}}}};
  batch.placements = {{.tournament = {-1}, .team = {-1}, .best = 1, .worst = 1}};
  const auto first = written(batch);
  const auto before = generation();

  const auto again = written(batch);

  EXPECT_EQ(first.rankings_changed, 1);
  EXPECT_EQ(first.changes.size(), 2u);
  EXPECT_EQ(again.rankings_changed, 0);
  EXPECT_THAT(again.changes, IsEmpty());
  EXPECT_EQ(generation(), before);
}

TEST_P(Tables, of_a_date_or_stage_are_replaced_by_a_correction) {
  auto batch = with_ranking(test_start, {{-1}, {-2}});
  batch.standings = {{.tournament = {-1},
                      .stage = "Group A",
                      .rows = {{.team = {-1}, .position = 1, .wins = 3, .losses = 0, .advances = true},
                               {.team = {-2}, .position = 2, .wins = 0}}}};
  batch.placements = {{.tournament = {-1}, .team = {-2}, .best = 3, .worst = 4, .prize = "10,000 EUR"}};
  written(batch);
  batch.rankings[0].ranking.rows.pop_back();
  batch.standings[0].rows[1].wins = 1;
  batch.placements[0].best = 4;
  written(batch);

  EXPECT_EQ(find_ranking(store(), world)->teams.size(), 1u);
  const TournamentId cup{id_of("Northern Cup")};
  const auto standings = list_standings(store(), cup);
  ASSERT_EQ(standings.size(), 1u);
  EXPECT_EQ(standings[0].stage, "Group A");
  ASSERT_EQ(standings[0].teams.size(), 2u);
  EXPECT_EQ(standings[0].teams[0].standing.advances, true);
  EXPECT_EQ(standings[0].teams[1].team.name, "Borealis");
  EXPECT_EQ(standings[0].teams[1].standing.wins, 1);
  EXPECT_EQ(standings[0].teams[1].standing.losses, std::nullopt);
  const auto placed = list_placements(store(), cup);
  ASSERT_EQ(placed.size(), 1u);
  EXPECT_EQ(placed[0].placement.best, 4);
  EXPECT_EQ(placed[0].placement.prize, "10,000 EUR");
  const auto of_team = list_placements(store(), TeamId{id_of("Borealis")});
  ASSERT_EQ(of_team.size(), 1u);
  EXPECT_EQ(of_team[0].tournament.name, "Northern Cup");
}

TEST_P(Tables, name_each_team_once) {
  auto ranking = with_ranking(test_start, {{-1}, {-1}});
  auto standings = small_batch(test_start);
  standings.standings = {{.tournament = {-1}, .rows = {{.team = {-2}}, {.team = {-2}}}}};
  auto placements = small_batch(test_start);
  placements.placements = {{.tournament = {-1}, .team = {-1}}, {.tournament = {-1}, .team = {-1}}};

  for (const auto& batch : {ranking, standings, placements}) {
    const auto applied = apply(store(), batch);
    ASSERT_FALSE(applied);
    EXPECT_EQ(applied.error().kind, ErrorKind::invalid) << applied.error().detail;
  }
}

// As large as the world ranking is.
TEST_P(Tables, take_a_ranking_of_four_hundred_teams) {
  Batch batch{.provider = ProviderName::sample, .observed_at = test_start};
  Ranking ranking{.system = world, .published = test_start, .url = {}, .rows = {}};
  for (int number = 1; number <= 400; ++number) {
    batch.teams.push_back(new_team(-number, fmt::format("Team {}", number)));
    ranking.rows.push_back({.team = {-number}, .position = number, .points = {}, .line_up = {"a", "b"}});
  }
  batch.rankings = {{.ranking = ranking, .changes = {}}};

  written(batch);

  const auto page = find_ranking(store(), world).value();
  ASSERT_EQ(page.teams.size(), 400u);
  EXPECT_EQ(page.teams[399].team.name, "Team 400");
}

using Pages = Tables;

TEST_P(Pages, say_where_and_when_each_source_spoke_of_a_thing) {
  auto batch = small_batch(test_start);
  batch.teams[0].cross_references = {{ProviderName::hltv, "4711"}};
  batch.pages = {
      {.entity = EntityKind::team, .external_id = "team-Alpine", .url = "https://teams.example/alpine"},
      {.entity = EntityKind::tournament, .external_id = "unheard of", .url = "https://nowhere.example"}};
  written(batch);

  const SourcePage own{.provider = ProviderName::sample,
                       .external_id = "team-Alpine",
                       .url = "https://teams.example/alpine",
                       .seen_at = batch.observed_at};
  const SourcePage claimed{.provider = ProviderName::hltv, .external_id = "4711", .url = {}, .seen_at = {}};
  EXPECT_THAT(list_pages(store(), TeamId{id_of("Alpine")}), ElementsAre(own, claimed));
}

TEST_P(Pages, are_not_replaced_by_older_ones) {
  auto batch = small_batch(test_start);
  batch.pages = {{.entity = EntityKind::team, .external_id = "team-Alpine", .url = "https://new.example"}};
  written(batch);
  batch.observed_at -= days{1};
  batch.pages[0].url = "https://old.example";
  written(batch);

  EXPECT_EQ(list_pages(store(), TeamId{id_of("Alpine")}).at(0).url, "https://new.example");
}

TEST_P(Pages, stay_with_their_owner_whatever_another_source_claims) {
  auto batch = small_batch(test_start);
  batch.teams[0].cross_references = {{ProviderName::hltv, "1"}};
  batch.teams[1].cross_references = {{ProviderName::hltv, "1"}};
  written(batch);

  EXPECT_EQ(list_pages(store(), TeamId{id_of("Alpine")}).size(), 2u);
  EXPECT_EQ(list_pages(store(), TeamId{id_of("Borealis")}).size(), 1u);
}

using Retirement = Tables;

TEST_P(Retirement, hides_a_match_and_keeps_it) {
  const auto match = written(small_batch(test_start)).changes.at(0).match;
  Batch batch{.provider = ProviderName::sample, .observed_at = test_start};
  batch.retirements = {{.match = match, .reason = "deleted by sample"}};

  const auto applied = written(batch);
  const auto again = written(batch);

  ASSERT_EQ(applied.changes.size(), 1u);
  EXPECT_TRUE(applied.changes[0].is<MatchWithdrawn>());
  EXPECT_THAT(again.changes, IsEmpty());
  EXPECT_EQ(find_match(store(), match), std::nullopt);
  EXPECT_EQ(list_matches(store(), {}).total, 0);
  Report report{.provider = ProviderName::sample};
  report.gone = {"m1"};
  const auto known = load_snapshot(store(), report);
  EXPECT_TRUE(known.matches.rows.contains(match));
  EXPECT_TRUE(known.matches.retired.contains(match));
}

TEST_P(Retirement, ends_when_somebody_speaks_of_the_match_again) {
  const auto match = written(small_batch(test_start)).changes.at(0).match;
  const auto row = find_match(store(), match)->match;
  Batch batch{.provider = ProviderName::sample, .observed_at = test_start};
  batch.retirements = {{.match = match, .reason = "deleted by sample"}};
  written(batch);
  batch.retirements.clear();
  batch.matches = {{.match = row, .external_ids = {"m1"}, .changes = {}, .revived = true}};

  written(batch);

  EXPECT_EQ(find_match(store(), match)->match, row);
}

CS2_ON_BACKENDS(Tables, both_databases());
CS2_ON_BACKENDS(Pages, both_databases());
CS2_ON_BACKENDS(Retirement, both_databases());

}  // namespace
}  // namespace cs2::store

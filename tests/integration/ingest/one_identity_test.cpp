// What is one thing becomes one, in whatever spelling and order the sources tell of it, and can be taken
// apart.
#include <gmock/gmock.h>

#include "ingest/settle_duplicates.hpp"
#include "integration/ingest/ingest_test.hpp"
#include "integration/ingest/reports.hpp"
#include "provider/history.hpp"
#include "store/database/internal/sql.hpp"
#include "store/facts/issues.hpp"
#include "store/identity/evidence.hpp"
#include "store/identity/reviews.hpp"
#include "store/queries/names.hpp"
#include "store/queries/profiles.hpp"
#include "store/queries/rankings.hpp"
#include "store/snapshot/snapshot.hpp"

namespace cs2::ingest {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using testing::UnorderedElementsAre;

class OneIdentity : public IngestTest {
 protected:
  void import(const std::string& archive, const std::string& rows) {
    provider::HistoryParser parser{archive, start};
    ASSERT_TRUE(parser.feed("id,date,team1,team2,score1,score2,tournament\n" + rows));
    ASSERT_TRUE(parser.finish());
    while (const auto part = parser.next()) {
      EXPECT_THAT(part->rejects, IsEmpty());
      ingest_report(part->report);
    }
  }

  std::int64_t count(const std::string& what) {
    const auto row = store_->sql().read()->select_one<store::Row<std::int64_t>>(
        fmt::format("SELECT COUNT(*) FROM {} WHERE retired_at IS NULL", what));
    return std::get<0>(row.value());
  }

  std::int64_t team_called(const std::string& external_id) {
    const auto row = store_->sql().read()->select_one<store::Row<std::int64_t>>(
        "SELECT ours FROM external_id WHERE kind = 'team' AND external = :id", external_id);
    return row ? std::get<0>(*row) : 0;
  }

  std::vector<store::Review> reviews() { return store::list_open_reviews(*store_, 100); }

  std::int64_t merge_teams(std::int64_t from, std::int64_t into) {
    const auto merged = ingest::merge(
        *store_, {.entity = EntityKind::team, .from = from, .into = into, .by = "ada", .reason = "test"},
        clock_.now(), metrics_);
    EXPECT_TRUE(merged) << merged.error().detail;
    return merged.value_or(0);
  }
};

constexpr auto plain_names =
    "a1,2026-03-01T18:00:00Z,Foxes,Herons,2,1,Copper Cup\n"
    "a2,2026-03-02T18:00:00Z,Foxes,Badgers,2,0,Copper Cup\n"
    "a3,2026-03-03T18:00:00Z,Herons,Badgers,0,2,Copper Cup\n";
constexpr auto long_names =
    "b1,2026-03-01T18:00:00Z,Team Foxes,Herons Esports,2,1,Copper Cup\n"
    "b2,2026-03-02T18:00:00Z,Team Foxes,Badgers Gaming,2,0,Copper Cup\n"
    "b3,2026-03-03T18:00:00Z,Herons Esports,Badgers Gaming,0,2,Copper Cup\n";

TEST_F(OneIdentity, of_two_archives_does_not_depend_on_how_they_spell) {
  import("a", plain_names);
  import("b", long_names);

  EXPECT_EQ(count("match"), 3);
  EXPECT_EQ(count("team"), 3);
  EXPECT_THAT(reviews(), IsEmpty());
}

TEST_F(OneIdentity, of_an_imported_team_is_what_a_live_source_means) {
  import("a", plain_names);
  import("b", long_names);
  Report report{.provider = ProviderName::pandascore, .observed_at = start};
  report.teams = {team_report("1", "Foxes"), team_report("2", "Herons")};

  ingest_report(report);

  EXPECT_EQ(count("team"), 3);
}

TEST_F(OneIdentity, is_not_what_one_archive_tells_apart) {
  import("a", "a1,2026-03-01T18:00:00Z,Foxes,Herons,2,1,Copper Cup\n");
  import("a", "a2,2026-03-09T18:00:00Z,Foxes Esports,Badgers,2,1,Copper Cup\n");

  EXPECT_EQ(count("team"), 4);
}

TEST_F(OneIdentity, shows_in_three_matches_that_nobody_shares_by_chance) {
  import("a",
         "a1,2026-03-01T18:00:00Z,Foxes,Herons,2,1,Copper Cup\n"
         "a2,2026-03-02T18:00:00Z,Foxes,Badgers,2,0,Copper Cup\n"
         "a3,2026-03-03T18:00:00Z,Foxes,Otters,0,2,Copper Cup\n");
  import("b",
         "b1,2026-03-01T18:05:00Z,Vulpes,Herons,2,1,Copper Cup\n"
         "b2,2026-03-02T18:05:00Z,Vulpes,Badgers,2,0,Copper Cup\n"
         "b3,2026-03-03T18:05:00Z,Vulpes,Otters,0,2,Copper Cup\n");

  EXPECT_EQ(count("team"), 4);
  EXPECT_EQ(count("match"), 3);
}

TEST_F(OneIdentity, of_teams_brings_their_matches_together_and_undoing_parts_them) {
  import("a", "a1,2026-03-01,Foxes,Herons,2,1,Copper Cup\n");
  import("b", "b1,2026-03-01,Vulpes,Herons,2,1,Copper Cup\n");
  ASSERT_EQ(count("match"), 2);
  const auto vulpes = team_called("b:vulpes");
  const auto foxes = team_called("a:foxes");

  const auto operation = merge_teams(vulpes, foxes);
  EXPECT_EQ(count("match"), 1);

  ASSERT_TRUE(undo(*store_, operation, "ada", clock_.now(), metrics_));
  EXPECT_EQ(count("match"), 2);
  EXPECT_EQ(count("team"), 3);
  EXPECT_EQ(team_called("b:vulpes"), vulpes);

  merge_teams(vulpes, foxes);
  EXPECT_EQ(count("match"), 1) << "that the matches were parted was no answer about them";
}

// However many there are, in whatever order they come.
TEST_F(OneIdentity, of_a_row_of_an_archive_is_looked_for_only_among_what_others_tell) {
  import("a", plain_names);
  const auto known_of = [&](const std::string& archive, const std::string& rows) {
    provider::HistoryParser parser{archive, start};
    EXPECT_TRUE(parser.feed("id,date,team1,team2,score1,score2,tournament\n" + rows));
    EXPECT_TRUE(parser.finish());
    const auto part = parser.next();
    return part ? store::load_snapshot(*store_, part->report).matches.rows.size() : 0;
  };
  const auto* row = "x9,2026-03-02T20:00:00Z,Foxes,Herons,2,1,Copper Cup\n";

  EXPECT_EQ(known_of("a", row), 0U);
  EXPECT_EQ(known_of("a", "a1,2026-03-01T18:00:00Z,Foxes,Herons,2,1,Copper Cup\n"), 1U) << "told again";
  EXPECT_EQ(known_of("b", row), 3U);
}

// ---- names of one source that change

Report ranking_of(Timestamp published,
                  const std::vector<std::pair<std::string, std::vector<std::string>>>& places) {
  Report report{.provider = ProviderName::valve, .observed_at = published};
  RankingReport ranking{.system = RankingSystem::valve_world, .published = published, .places = {}};
  for (const auto& [name, players] : places) {
    if (std::ranges::find(report.teams, name, &TeamReport::external_id) == report.teams.end())
      report.teams.push_back(team_report(name, name));
    ranking.places.push_back({.team = name,
                              .position = static_cast<int>(ranking.places.size()) + 1,
                              .points = 2000 - 100 * static_cast<int>(ranking.places.size()),
                              .line_up = players});
  }
  report.rankings = {ranking};
  return report;
}

const std::vector<std::string> five{"ann", "bob", "cid", "dee", "eve"};
const std::vector<std::string> others{"fay", "gus", "hal", "ida", "jon"};

TEST_F(OneIdentity, is_not_split_by_capitals_spaces_and_dots) {
  ingest_report(ranking_of(start, {{"FOXES", five}, {"Grey Herons", others}, {"OT.Game", {"kim"}}}));

  ingest_report(ranking_of(start + days{28}, {{"Foxes", five}, {"GreyHerons", others}, {"OTGame", {"leo"}}}));

  EXPECT_EQ(count("team"), 3);
}

// As Valve's file tells it: its players' ids are their nicknames.
Report ranking_with_players(Timestamp published,
                            const std::vector<std::pair<std::string, std::vector<std::string>>>& places) {
  auto report = ranking_of(published, places);
  for (const auto& [name, players] : places) {
    for (const auto& player : players)
      report.players.push_back({.external_id = player, .player = {.nickname = player}});
  }
  return report;
}

// One player of one team, as a source with ids of its own tells it.
Report roster_of(const std::string& team, const std::string& nickname) {
  Report report{.provider = ProviderName::pandascore, .observed_at = start + 1min};
  report.teams = {team_report("71", team)};
  report.players = {{.external_id = "801", .player = {.nickname = nickname}}};
  report.rosters = {{.team = "71", .stays = {{.player = "801"}}}};
  return report;
}

TEST_F(OneIdentity, of_who_is_named_in_a_ranking_alone_is_known_with_the_team_and_found_by_name) {
  ingest_report(ranking_with_players(start, {{"Foxes", five}}));

  EXPECT_EQ(count("player"), 5);
  const auto names = store::list_names(*store_);
  const auto ann = std::ranges::find(names, "ann", &store::Named::name);
  ASSERT_NE(ann, names.end());
  const auto profile = store::find_player_profile(*store_, PlayerId{ann->id}, start + 1min);
  ASSERT_TRUE(profile);
  ASSERT_TRUE(profile->last_team);
  EXPECT_EQ(profile->last_team->team.name, "Foxes");
}

TEST_F(OneIdentity, of_who_is_named_in_a_ranking_is_the_players_of_that_team) {
  ingest_report(ranking_with_players(start, {{"Foxes", five}}));
  ingest_report(roster_of("Foxes", "ann"));
  EXPECT_EQ(count("player"), 5) << "the ranking first";

  ingest_report(ranking_with_players(start + days{28}, {{"Foxes", five}}));
  EXPECT_EQ(count("player"), 5) << "and later";
}

TEST_F(OneIdentity, of_a_roster_is_who_a_ranking_names_in_that_team) {
  ingest_report(roster_of("Foxes", "ann"));

  ingest_report(ranking_with_players(start + days{1}, {{"Foxes", five}}));
  ingest_report(ranking_with_players(start + days{28}, {{"Foxes", five}}));

  EXPECT_EQ(count("player"), 5);
}

TEST_F(OneIdentity, of_a_namesake_elsewhere_is_left_alone_by_a_ranking) {
  ingest_report(roster_of("Herons", "ann"));

  ingest_report(ranking_with_players(start + days{1}, {{"Foxes", five}}));

  EXPECT_EQ(count("player"), 5) << "ann of the Herons, and nobody beside her of that name";
}

TEST_F(OneIdentity, is_known_by_a_short_name_and_its_players) {
  ingest_report(ranking_of(start, {{"GRHE Junior", five}}));

  ingest_report(ranking_of(start + days{28}, {{"Grey Herons Junior", five}}));

  EXPECT_EQ(count("team"), 1);
}

TEST_F(OneIdentity, is_not_a_line_up_that_another_team_took_over) {
  ingest_report(ranking_of(start, {{"Foxes", five}}));

  ingest_report(ranking_of(start + days{28}, {{"Badgers", five}}));

  EXPECT_EQ(count("team"), 2);
  EXPECT_THAT(reviews(), IsEmpty());
}

TEST_F(OneIdentity, of_a_team_in_a_ranking_may_have_two_line_ups) {
  ingest_report(ranking_of(start - days{28}, {{"Herons", others}, {"Foxes", five}}));
  ingest_report(ranking_of(
      start, {{"Foxes", {"kim", "leo", "mia", "ned", "oli"}}, {"Herons", others}, {"Foxes", five}}));

  const auto page = store::find_ranking(*store_, RankingSystem::valve_world);
  ASSERT_TRUE(page);
  ASSERT_THAT(page->teams, SizeIs(3));
  EXPECT_EQ(page->teams[0].position_before, std::nullopt) << "this line-up is new";
  EXPECT_EQ(page->teams[2].position_before, 2);
  EXPECT_EQ(count("team"), 2);
  const auto history =
      store::list_ranking_history(*store_, page->teams[0].team.id, RankingSystem::valve_world, 10);
  ASSERT_THAT(history, SizeIs(2)) << "a place a date";
  EXPECT_EQ(history[0].position, 1);
  EXPECT_THAT(store::list_issues(*store_, {}), IsEmpty());
}

// ---- players

TEST_F(OneIdentity, of_a_player_shows_in_a_line_up_whoever_speaks_first) {
  Report pages{.provider = ProviderName::valve, .observed_at = start, .is_history = true};
  pages.teams = {team_report("Alpine", "Alpine"), team_report("Breakers", "Breakers")};
  pages.players = {{.external_id = "ann", .player = {.nickname = "ann"}}};
  MatchReport match;
  match.external_id = "2026-07-01:Alpine,Breakers";
  match.status = MatchStatus::finished;
  match.scheduled_at = start - days{10};
  match.time_is_exact = false;
  match.winner = 0;
  match.opponents = {OpponentReport{.team = "Alpine", .name = "Alpine", .line_up = {"ann"}},
                     OpponentReport{.team = "Breakers", .name = "Breakers"}};
  pages.matches = {match};
  ingest_report(pages);

  auto roster = liquipedia_report(start, {});
  roster.players = {{.external_id = "Ann", .player = {.nickname = "Ann", .nationality = "NO"}}};
  roster.rosters = {{.team = "Team_Alpine", .stays = {{.player = "Ann"}}, .is_complete = true}};
  ingest_report(roster);

  EXPECT_EQ(count("player"), 1);
}

TEST_F(OneIdentity, of_teams_brings_their_players_together) {
  auto one = liquipedia_report(start, {});
  one.players = {{.external_id = "Ann", .player = {.nickname = "Ann"}}};
  one.rosters = {{.team = "Team_Alpine", .stays = {{.player = "Ann"}}}};
  ingest_report(one);
  Report other{.provider = ProviderName::pandascore, .observed_at = start};
  other.teams = {team_report("9", "Summit")};
  other.players = {{.external_id = "90", .player = {.nickname = "ann"}}};
  other.rosters = {{.team = "9", .stays = {{.player = "90"}}}};
  ingest_report(other);
  ASSERT_EQ(count("player"), 2);

  const auto operation = merge_teams(team_called("9"), team_called("Team_Alpine"));
  EXPECT_EQ(count("player"), 1);

  ASSERT_TRUE(undo(*store_, operation, "ada", clock_.now(), metrics_));
  EXPECT_EQ(count("player"), 2);
}

// ---- what a person decides by

TEST_F(OneIdentity, is_decided_by_who_speaks_plays_and_meets) {
  ingest_report(ranking_of(start - days{200}, {{"Foxes", five}}));
  import("a",
         "a1,2026-03-01T18:00:00Z,Foxes,Herons,2,1,Copper Cup\n"
         "a2,2026-03-02,Badgers,Foxes,0,2,Copper Cup\n");

  const auto evidence = store::load_evidence(*store_, EntityKind::team, team_called("a:foxes"), 8);

  EXPECT_EQ(evidence.name, "Foxes");
  EXPECT_THAT(evidence.sources, UnorderedElementsAre(CrossReference{ProviderName::imported, "a:foxes"},
                                                     CrossReference{ProviderName::valve, "Foxes"}));
  EXPECT_EQ(evidence.line_up, five);
  EXPECT_EQ(evidence.matches, 2);
  EXPECT_THAT(evidence.opponents,
              ElementsAre(std::pair{std::string{"Badgers"}, 1}, std::pair{std::string{"Herons"}, 1}));
  EXPECT_THAT(evidence.events, ElementsAre(std::pair{std::string{"Copper Cup"}, 2}));
  ASSERT_THAT(evidence.last, SizeIs(2));
  EXPECT_EQ(evidence.last[1].first, "Foxes");
  EXPECT_EQ(evidence.last[1].score, (Score{2, 1}));
  EXPECT_FALSE(evidence.last[0].time_is_exact);
}

}  // namespace
}  // namespace cs2::ingest

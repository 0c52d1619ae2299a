// Players, rosters, line-ups and figures: written by apply, read by their repositories.
#include "store/queries/players.hpp"

#include "integration/store/backends.hpp"
#include "integration/store/facts.hpp"
#include "store/cache/internal/answers.hpp"
#include "store/database/internal/sql.hpp"
#include "store/facts/apply.hpp"
#include "store/queries/internal/line_ups.hpp"
#include "store/queries/matches.hpp"
#include "store/queries/names.hpp"
#include "store/snapshot/snapshot.hpp"

namespace cs2::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class Players : public StoreTest {
 protected:
  Applied written(const Batch& batch) {
    auto applied = apply(store(), batch);
    if (!applied) throw std::runtime_error(applied.error().detail);
    return *applied;
  }
  std::vector<std::string> roster(TeamId team, Timestamp at) {
    std::vector<std::string> names;
    for (const auto& member : list_roster(store(), team, at)) names.push_back(member.player.nickname);
    return names;
  }
  TeamId team_called(const std::string& name) {
    for (const auto& named : list_names(store())) {
      if (named.name == name) return {named.id};
    }
    throw std::runtime_error(name);
  }
  PlayerId player_called(const std::string& name) { return list_players_called(store(), name).at(0).id; }
};

// Frost and Gale play for Alpine, Hale coaches it; Frost came a hundred days ago.
Batch with_roster() {
  auto batch = small_batch(test_start);
  for (const auto* name : {"Frost", "Gale", "Hale"})
    batch.players.push_back(new_player(-1 - std::ssize(batch.players), name));
  const auto add = [&](PlayerId player, RosterRole role, std::optional<Timestamp> since) {
    batch.rosters.push_back({.entry = {.team = {-1}, .player = player, .role = role, .since = since},
                             .before = {},
                             .url = "https://teams.example/alpine",
                             .changes = {{.id = {},
                                          .match = {},
                                          .at = test_start,
                                          .what = PlayerJoined{.role = role, .since = since},
                                          .team = {-1},
                                          .player = player}}});
  };
  add({-1}, RosterRole::captain, test_start - days{100});
  add({-2}, RosterRole::player, std::nullopt);
  add({-3}, RosterRole::coach, std::nullopt);
  return batch;
}

TEST_P(Players, are_on_the_roster_of_a_day) {
  const auto applied = written(with_roster());

  const auto alpine = team_called("Alpine");
  EXPECT_EQ(applied.players_created, 3);
  EXPECT_EQ(applied.stays_changed, 3);
  EXPECT_THAT(roster(alpine, test_start), ElementsAre("Gale", "Frost", "Hale"));
  EXPECT_THAT(roster(alpine, test_start - days{101}), ElementsAre("Gale", "Hale"));
}

TEST_P(Players, are_written_once) {
  written(with_roster());
  const auto generation = store().answers().generation(Topic::players);

  const auto again = written(with_roster());

  EXPECT_EQ(again.players_created + again.stays_changed, 0);
  EXPECT_THAT(again.changes, IsEmpty());
  EXPECT_EQ(store().answers().generation(Topic::players), generation);
}

TEST_P(Players, keep_their_changes_with_team_and_player) {
  const auto changes = written(with_roster()).changes;

  ASSERT_EQ(changes.size(), 4u);
  EXPECT_TRUE(changes[1].is<PlayerJoined>());
  EXPECT_EQ(changes[1].team, team_called("Alpine"));
  EXPECT_EQ(changes[1].player, player_called("frost"));
  EXPECT_FALSE(changes[1].match);
}

TEST_P(Players, leave_and_stay_in_history) {
  written(with_roster());
  const auto alpine = team_called("Alpine");
  const auto frost = player_called("Frost");
  const auto stay = list_stays(store(), frost).at(0).stay;
  Batch leaving{.provider = ProviderName::sample, .observed_at = test_start};
  leaving.rosters = {{.entry = stay, .before = stay, .url = {}, .changes = {}}};
  leaving.rosters[0].entry.until = test_start;

  written(leaving);
  const auto again = written(leaving);

  EXPECT_EQ(again.stays_changed, 0);
  EXPECT_THAT(roster(alpine, test_start), ElementsAre("Gale", "Hale"));
  EXPECT_THAT(roster(alpine, test_start - days{1}), ElementsAre("Gale", "Frost", "Hale"));
  ASSERT_EQ(list_stays(store(), frost).size(), 1u);
  EXPECT_EQ(list_stays(store(), frost)[0].team.name, "Alpine");
  EXPECT_EQ(list_stays(store(), frost)[0].stay.until, test_start);
}

TEST_P(Players, are_not_moved_by_what_was_compared_with_an_older_stay) {
  written(with_roster());
  const auto stay = list_stays(store(), player_called("Frost")).at(0).stay;
  Batch late{.provider = ProviderName::sample, .observed_at = test_start};
  late.rosters = {{.entry = stay, .before = stay, .url = {}, .changes = {}}};
  late.rosters[0].before->role = RosterRole::benched;
  late.rosters[0].entry.role = RosterRole::coach;

  const auto applied = apply(store(), late);

  ASSERT_FALSE(applied);
  EXPECT_EQ(applied.error().kind, ErrorKind::conflict);
}

TEST_P(Players, are_in_one_team_once_at_a_time) {
  written(with_roster());
  const auto stay = list_stays(store(), player_called("Frost")).at(0).stay;
  Batch twice{.provider = ProviderName::sample, .observed_at = test_start};
  twice.rosters = {{.entry = stay, .before = {}, .url = {}, .changes = {}}};
  twice.rosters[0].entry.role = RosterRole::staff;

  EXPECT_FALSE(apply(store(), twice));
}

TEST_P(Players, play_matches_and_are_counted) {
  auto batch = with_roster();
  batch.line_ups = {{.match = {-1}, .players = {std::vector<PlayerId>{{-2}, {-1}}, {}}}};
  batch.player_stats = {{.match = {-1},
                         .stats = {{.player = {-1},
                                    .slot = 0,
                                    .map = 1,
                                    .kills = 21,
                                    .deaths = 0,
                                    .adr = 84.5,
                                    .rating = 1.31,
                                    .rating_version = "2.1"},
                                   {.player = {-2}, .slot = 0, .map = 1}}}};

  const auto match = written(batch).changes.at(0).match;
  const auto generation = store().answers().generation(Topic::players);
  written(batch);

  const auto sides = list_line_up(store(), match);
  ASSERT_EQ(sides[0].size(), 2u);
  EXPECT_EQ(sides[0][0].nickname, "Gale");
  EXPECT_EQ(sides[0][1].nickname, "Frost");
  EXPECT_THAT(sides[1], IsEmpty());
  const auto figures = list_player_stats(store(), match);
  ASSERT_EQ(figures.size(), 2u);
  auto expected = batch.player_stats[0].stats[0];
  expected.player = player_called("Frost");
  EXPECT_EQ(figures[0].stats, expected);
  EXPECT_EQ(figures[1].stats.kills, std::nullopt);
  EXPECT_EQ(store().answers().generation(Topic::players), generation);
}

TEST_P(Players, share_nicknames_but_no_ids) {
  auto batch = with_roster();
  batch.players.push_back(new_player(-9, "Frost"));
  batch.players.back().external_ids = {"another Frost"};
  written(batch);

  EXPECT_EQ(list_players_called(store(), "FROST").size(), 2u);
  EXPECT_EQ(find_player(store(), player_called("Gale"))->nickname, "Gale");
  EXPECT_EQ(find_player(store(), {4711}), std::nullopt);
}

TEST_P(Players, are_found_by_name_with_the_team_that_tells_namesakes_apart) {
  written(small_batch(test_start));
  const auto revision = names_revision(store());
  auto batch = with_roster();
  batch.players[0].aliases = {"Frost the Elder"};
  batch.players[0].player.nationality = "DE";

  written(batch);

  const auto names = list_names(store());
  const auto frost = std::ranges::find(names, "Frost", &Named::name);
  ASSERT_NE(frost, names.end());
  EXPECT_EQ(frost->kind, NameKind::player);
  EXPECT_EQ(frost->id, player_called("Frost").value);
  EXPECT_EQ(frost->team, team_called("Alpine"));
  EXPECT_EQ(frost->country, "DE");
  EXPECT_GT(frost->weight, 0);
  EXPECT_THAT(frost->aliases, ElementsAre("Frost the Elder"));
  EXPECT_NE(names_revision(store()), revision);
}

TEST_P(Players, must_be_brought_by_the_batch_that_names_them) {
  auto stranger = with_roster();
  stranger.rosters[0].entry.player = {-77};
  auto twice = with_roster();
  twice.line_ups = {{.match = {-1}, .players = {std::vector<PlayerId>{{-1}}, std::vector<PlayerId>{{-1}}}}};
  auto counted_twice = with_roster();
  counted_twice.player_stats = {{.match = {-1}, .stats = {{.player = {-1}}, {.player = {-1}}}}};

  for (const auto& batch : {stranger, twice, counted_twice}) {
    const auto applied = apply(store(), batch);
    ASSERT_FALSE(applied);
    EXPECT_EQ(applied.error().kind, ErrorKind::invalid) << applied.error().detail;
  }
}

TEST_P(Players, are_known_by_their_own_id_another_sources_and_their_name) {
  auto batch = with_roster();
  batch.players[0].cross_references = {{ProviderName::hltv, "501"}};
  batch.players[0].aliases = {"Frost the Elder"};
  written(batch);
  Report report{.provider = ProviderName::sample};
  report.players = {{.external_id = "player-Gale", .player = {.nickname = "Gale"}},
                    {.external_id = "new",
                     .player = {.nickname = "frost THE elder"},
                     .cross_references = {{ProviderName::hltv, "501"}}}};
  report.teams = {{.external_id = "team-Alpine", .team = {.name = "Alpine"}}};
  report.rosters = {{.team = "team-Alpine"}};

  const auto known = load_snapshot(store(), report);

  EXPECT_EQ(known.players.by_external_id.at("player-Gale").nickname, "Gale");
  EXPECT_EQ(known.players.by_reference.at({ProviderName::hltv, "501"}).nickname, "Frost");
  const auto& traits = known.players.traits.at(known.players.by_name.at("frosttheelder").at(0).id);
  EXPECT_THAT(traits.teams, ElementsAre(team_called("Alpine")));
  EXPECT_THAT(traits.ids, UnorderedElementsAre(CrossReference{ProviderName::sample, "player-Frost"},
                                               CrossReference{ProviderName::hltv, "501"}));
  EXPECT_EQ(known.teams.stays.at(team_called("Alpine")).size(), 3u);
}

CS2_ON_BACKENDS(Players, both_databases());

}  // namespace
}  // namespace cs2::store

// Profiles of teams, players and events, as their cards need them.
#include "store/queries/profiles.hpp"

#include "base/limits/answers.hpp"
#include "integration/store/backends.hpp"
#include "integration/store/facts.hpp"
#include "store/facts/apply.hpp"
#include "store/identity/identities.hpp"
#include "store/queries/internal/standings.hpp"
#include "store/queries/matches.hpp"
#include "store/queries/names.hpp"
#include "store/queries/players.hpp"
#include "store/queries/rankings.hpp"

namespace cs2::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class Profiles : public StoreTest {
 protected:
  void write(const Batch& batch) {
    const auto applied = apply(store(), batch);
    if (!applied) throw std::runtime_error(applied.error().detail);
  }
  std::int64_t id_of(NameKind kind, const std::string& name) {
    for (const auto& named : list_names(store())) {
      if (named.kind == kind && named.name == name) return named.id;
    }
    throw std::runtime_error(name);
  }
  TeamProfile team(const std::string& name) {
    return find_team_profile(store(), {id_of(NameKind::team, name)}, test_start).value();
  }
  PlayerProfile player(const std::string& name) {
    return find_player_profile(store(), {id_of(NameKind::player, name)}, test_start).value();
  }
  EventProfile event(const std::string& name) {
    const auto today = std::chrono::floor<days>(test_start);
    return find_event_profile(store(), {id_of(NameKind::tournament, name)},
                              {.from = today, .to = today + days{1}, .day = today}, test_start)
        .value();
  }
};

std::vector<std::string> nicknames(const std::vector<RosterMember>& roster) {
  std::vector<std::string> names;
  for (const auto& member : roster) names.push_back(member.player.nickname);
  return names;
}

std::vector<std::string> names_of(const std::vector<Player>& players) {
  std::vector<std::string> names;
  for (const auto& player : players) names.push_back(player.nickname);
  return names;
}

std::vector<std::string> stages_of(const std::vector<MatchDetails>& matches) {
  std::vector<std::string> stages;
  for (const auto& details : matches) stages.push_back(details.match.stage);
  return stages;
}

// Alpine against Borealis: two played, one live, one to come; Frost left Alpine for Borealis.
class Filled : public Profiles {
 protected:
  void SetUp() override {
    Profiles::SetUp();
    if (IsSkipped()) return;
    Batch batch{.provider = ProviderName::sample, .observed_at = test_start};
    batch.teams = {new_team(-1, "Alpine"), new_team(-2, "Borealis"), new_team(-3, "Cumulus")};
    batch.tournaments = {new_tournament(-1, "Northern Cup"), new_tournament(-2, "Open Air", Tier::s)};
    batch.tournaments[1].tournament.starts_at.reset();
    batch.tournaments[1].tournament.ends_at.reset();
    for (const auto* name : {"Frost", "Gale", "Hale"})
      batch.players.push_back(new_player(-1 - std::ssize(batch.players), name));
    add_stays(batch);
    add(batch, "old", "Group A – Opening match", test_start - days{200}, MatchStatus::finished);
    add(batch, "last", "Group A – Opening match", test_start - days{3}, MatchStatus::finished);
    add(batch, "live", "Playoffs – Semifinal", test_start - hours{1}, MatchStatus::live);
    add(batch, "next", "Playoffs – Final", test_start + hours{30}, MatchStatus::scheduled);
    add(batch, "open", "", test_start + hours{2}, MatchStatus::scheduled, {-2});
    add_tables(batch);
    write(batch);
  }

  MatchDetails match(const std::string& stage) {
    for (auto& details : list_matches(store(), {}).matches) {
      if (details.match.stage == stage) return std::move(details);
    }
    throw std::runtime_error(stage);
  }

 private:
  void add_stays(Batch& batch) {
    const auto stay = [&](TeamId team, PlayerId who, RosterRole role, std::optional<Timestamp> since,
                          std::optional<Timestamp> until) {
      batch.rosters.push_back(
          {.entry = {.team = team, .player = who, .role = role, .since = since, .until = until},
           .before = {},
           .url = {},
           .changes = {}});
    };
    stay({-1}, {-1}, RosterRole::player, test_start - days{300}, test_start - days{100});
    stay({-2}, {-1}, RosterRole::captain, test_start - days{100}, {});
    stay({-1}, {-2}, RosterRole::player, {}, {});
    stay({-1}, {-3}, RosterRole::coach, test_start - days{50}, {});
  }

  void add(Batch& batch, const std::string& external, std::string stage, Timestamp when, MatchStatus status,
           TournamentId event = {-1}) {
    auto each = new_match(-1 - std::ssize(batch.matches), external, {-1}, {-2}, when);
    each.match.tournament = event;
    if (status == MatchStatus::finished) finish(each.match, when);
    each.match.stage = std::move(stage);
    each.match.status = status;
    if (status == MatchStatus::live) each.match.started_at = when;
    batch.sightings.push_back(sighting_of(each));
    batch.matches.push_back(std::move(each));
    if (external == "old") {  // Gale alone of those whom somebody saw
      batch.line_ups.push_back({.match = batch.matches.back().match.id, .players = {{{{-2}}, {}}}});
    }
    if (external == "last") add_figures(batch);
  }

  void add_figures(Batch& batch) {
    const auto match = batch.matches.back().match.id;
    batch.player_stats.push_back({.match = match,
                                  .stats = {{.player = {-2},
                                             .map = 1,
                                             .kills = 20,
                                             .deaths = 10,
                                             .adr = 90.0,
                                             .rating = 1.5,
                                             .rating_version = "3.0"},
                                            {.player = {-2}, .map = 2, .kills = 10, .deaths = 15}}});
  }

  void add_tables(Batch& batch) {
    const auto ranking = [&](Timestamp published, std::vector<TeamId> teams) {
      Ranking each{.system = RankingSystem::valve_world, .published = published, .url = {}, .rows = {}};
      for (const auto id : teams)
        each.rows.push_back({.team = id, .position = static_cast<int>(each.rows.size()) + 1, .points = 100});
      batch.rankings.push_back({.ranking = each, .changes = {}});
    };
    ranking(test_start - days{60}, {{-2}, {-1}, {-3}});
    ranking(test_start - days{30}, {{-1}, {-2}});
    batch.standings = {{.tournament = {-1},
                        .stage = "Group A",
                        .rows = {{.team = {-1}, .position = 1}, {.team = {-2}, .position = 2}}}};
    batch.placements = {{.tournament = {-1}, .team = {-2}, .best = 1, .worst = 1, .prize = {}}};
  }
};

// ---- beside a match

TEST_P(Filled, a_match_has_the_places_the_last_matches_and_the_line_ups_of_both) {
  const auto context = find_match_context(store(), match("Playoffs – Final"), test_start);
  const auto& [alpine, borealis] = context.opponents;

  EXPECT_EQ(alpine.position, 1);
  EXPECT_EQ(borealis.position, 2);
  ASSERT_TRUE(context.ranking);
  EXPECT_EQ(context.ranking->seen_at, test_start - days{30}) << "of the newest ranking";
  ASSERT_EQ(alpine.last.size(), 2u);
  EXPECT_EQ(alpine.last[0].scheduled_at, test_start - days{3}) << "the latest first";
  EXPECT_THAT(names_of(alpine.line_up), ElementsAre("Gale")) << "who plays: not the coach";
  EXPECT_THAT(names_of(borealis.line_up), ElementsAre("Frost"));
}

TEST_P(Filled, a_match_that_is_over_has_what_was_known_before_it) {
  const auto last =
      list_matches(store(),
                   {.statuses = {MatchStatus::finished}, .order = MatchOrder::latest_first, .count = 1})
          .matches.at(0);
  const auto context = find_match_context(store(), last, test_start);

  EXPECT_EQ(context.opponents[0].last.size(), 1u) << "not itself";
  EXPECT_THAT(context.opponents[0].line_up, IsEmpty()) << "today's roster says nothing of it";
}

// ---- teams

TEST_P(Filled, a_team_has_its_roster_rankings_and_matches) {
  const auto alpine = team("Alpine");

  EXPECT_THAT(nicknames(alpine.roster), ElementsAre("Gale", "Hale"));
  EXPECT_TRUE(alpine.has_former_members);
  ASSERT_EQ(alpine.rankings.size(), 1u);
  EXPECT_EQ(alpine.rankings[0].position, 1);
  EXPECT_EQ(alpine.rankings[0].position_before, 2);
  EXPECT_THAT(stages_of(alpine.matches.live), ElementsAre("Playoffs – Semifinal"));
  EXPECT_THAT(stages_of(alpine.matches.next), ElementsAre("", "Playoffs – Final"));
  EXPECT_EQ(alpine.matches.last.size(), 2u);
  EXPECT_EQ(alpine.matches.last[0].match.scheduled_at, test_start - days{3});
  ASSERT_FALSE(alpine.pages.empty());
  EXPECT_EQ(alpine.pages[0].external_id, "team-Alpine");
}

TEST_P(Filled, a_team_counts_the_maps_of_a_while) {
  EXPECT_THAT(team("Alpine").maps, UnorderedElementsAre(MapRecord{.map = "Nuke", .won = 1, .lost = 0},
                                                        MapRecord{.map = "Inferno", .won = 1, .lost = 0}));
  EXPECT_THAT(team("Borealis").maps, UnorderedElementsAre(MapRecord{.map = "Nuke", .won = 0, .lost = 1},
                                                          MapRecord{.map = "Inferno", .won = 0, .lost = 1}));
}

TEST_P(Filled, a_team_does_not_count_the_maps_of_a_forfeited_match) {
  const auto before = team("Alpine").maps;
  Batch batch{.provider = ProviderName::sample, .observed_at = test_start};
  auto forfeit =
      new_match(-1, "forfeit", team("Alpine").team.id, team("Borealis").team.id, test_start - days{2});
  finish(forfeit.match, test_start - days{2});
  forfeit.match.tournament = {};
  forfeit.match.forfeit = true;
  batch.sightings = {sighting_of(forfeit)};
  batch.matches = {forfeit};
  write(batch);

  EXPECT_EQ(team("Alpine").maps, before);
}

TEST_P(Filled, a_team_that_fell_out_of_the_ranking_has_no_place) {
  const auto cumulus = team("Cumulus");

  EXPECT_THAT(cumulus.rankings, IsEmpty());
  EXPECT_THAT(cumulus.roster, IsEmpty());
  EXPECT_THAT(cumulus.matches.last, IsEmpty());
  EXPECT_FALSE(cumulus.has_former_members);
}

TEST_P(Filled, a_team_plays_the_events_that_are_under_way) {
  std::vector<std::string> names;
  for (const auto& each : team("Alpine").events) names.push_back(each.name);

  EXPECT_THAT(names, ElementsAre("Northern Cup"));  // that of the undated one begins in two hours
}

TEST_P(Filled, a_profile_is_read_anew_after_a_change) {
  static_cast<void>(team("Alpine"));
  auto left = list_stays(store(), {id_of(NameKind::player, "Gale")}).at(0).stay;
  Batch leaving{.provider = ProviderName::sample, .observed_at = test_start};
  leaving.rosters = {{.entry = left, .before = left, .url = {}, .changes = {}}};
  leaving.rosters[0].entry.until = test_start - days{1};

  write(leaving);

  EXPECT_THAT(nicknames(team("Alpine").roster), ElementsAre("Hale"));
}

TEST_P(Filled, a_merged_team_is_found_as_the_survivor_and_a_retired_one_says_so) {
  const TeamId cumulus{id_of(NameKind::team, "Cumulus")};
  ASSERT_TRUE(merge(store(), {.entity = EntityKind::team,
                              .from = cumulus.value,
                              .into = id_of(NameKind::team, "Alpine"),
                              .by = "test",
                              .reason = "the same"}));
  const TeamId borealis{id_of(NameKind::team, "Borealis")};
  ASSERT_TRUE(
      retire(store(), {.entity = EntityKind::team, .ours = borealis.value, .by = "test", .reason = "wrong"}));

  EXPECT_EQ(find_team_profile(store(), cumulus, test_start)->team.name, "Alpine");
  EXPECT_TRUE(find_team_profile(store(), borealis, test_start)->is_retired);
  EXPECT_FALSE(find_team_profile(store(), {99999}, test_start));
}

TEST_P(Filled, rows_that_stayed_with_a_double_are_shown_nowhere) {
  const TournamentId cup{id_of(NameKind::tournament, "Northern Cup")};
  ASSERT_TRUE(merge(store(), {.entity = EntityKind::team,
                              .from = id_of(NameKind::team, "Cumulus"),
                              .into = id_of(NameKind::team, "Alpine"),
                              .by = "test",
                              .reason = "the same"}));
  const auto ranking = find_ranking(store(), RankingSystem::valve_world, test_start - days{50}).value();

  EXPECT_EQ(ranking.teams.size(), 2u) << "Alpine stood there twice";
  EXPECT_EQ(list_standings(store(), cup).at(0).teams.size(), 2u);
}

std::vector<std::string> nicknames(const std::optional<LastLineUp>& line_up) {
  std::vector<std::string> names;
  for (const auto& player : line_up.value_or(LastLineUp{}).players) names.push_back(player.nickname);
  return names;
}

Ranking ranking_of(TeamId team, Timestamp published, std::vector<std::string> line_up) {
  return {.system = RankingSystem::valve_world,
          .published = published,
          .url = "https://example.org/ranking",
          .rows = {{.team = team, .position = 1, .points = 100, .line_up = std::move(line_up)}}};
}

TEST_P(Filled, a_team_without_a_roster_has_the_line_up_of_its_last_match_or_ranking) {
  const TeamId cumulus{id_of(NameKind::team, "Cumulus")};
  const PlayerId frost{id_of(NameKind::player, "Frost")};
  Batch batch{.provider = ProviderName::valve, .observed_at = test_start};
  batch.rankings = {
      {.ranking = ranking_of(cumulus, test_start - days{10}, {"frost", "Nobody"}), .changes = {}}};
  write(batch);
  const auto ranked = team("Cumulus").line_up;
  batch = {.provider = ProviderName::sample, .observed_at = test_start};
  batch.matches = {
      new_match(-1, "cumulus", cumulus, {id_of(NameKind::team, "Alpine")}, test_start - days{2})};
  batch.sightings = {sighting_of(batch.matches[0])};
  batch.line_ups = {{.match = {-1}, .players = {{{frost}, {}}}}};
  write(batch);

  EXPECT_THAT(nicknames(ranked), ElementsAre("Frost", "Nobody"));
  EXPECT_EQ(ranked->players[0].id, frost);
  EXPECT_FALSE(ranked->players[1].id) << "no source knows more of him";
  EXPECT_EQ(ranked->ranking, RankingSystem::valve_world);
  EXPECT_EQ(ranked->at, test_start - days{10});
  const auto played = team("Cumulus").line_up;
  EXPECT_THAT(nicknames(played), ElementsAre("Frost"));
  EXPECT_EQ(played->ranking, std::nullopt);
  EXPECT_EQ(played->at, test_start - days{2});
  EXPECT_FALSE(team("Alpine").line_up) << "its roster is known";
}

TEST_P(Filled, a_place_says_since_when_a_team_moved) {
  EXPECT_EQ(team("Alpine").rankings.at(0).published_before, test_start - days{60});
}

// ---- players

TEST_P(Filled, a_player_without_a_stay_has_the_team_of_the_last_line_up) {
  const TeamId cumulus{id_of(NameKind::team, "Cumulus")};
  Batch batch{.provider = ProviderName::valve, .observed_at = test_start};
  batch.players = {new_player(-1, "Ivy"), new_player(-2, "Jade"), new_player(-3, "Kelp")};
  batch.rankings = {
      {.ranking = ranking_of(cumulus, test_start - days{10}, {"IVY", "Jadestone", "Jade"}), .changes = {}}};
  batch.matches = {new_match(-1, "jade", {id_of(NameKind::team, "Borealis")}, cumulus, test_start - days{2})};
  batch.sightings = {sighting_of(batch.matches[0])};
  batch.line_ups = {{.match = {-1}, .players = {{{{-2}}, {}}}}};
  write(batch);

  const auto ivy = player("Ivy");
  ASSERT_TRUE(ivy.last_team);
  EXPECT_EQ(ivy.last_team->team.name, "Cumulus");
  EXPECT_EQ(ivy.last_team->ranking, RankingSystem::valve_world);
  const auto jade = player("Jade");
  ASSERT_TRUE(jade.last_team);
  EXPECT_EQ(jade.last_team->team.name, "Borealis") << "a match is newer than the ranking";
  EXPECT_EQ(jade.last_team->ranking, std::nullopt);
  EXPECT_THAT(stages_of(jade.matches.live), ElementsAre("Playoffs – Semifinal")) << "what that team plays";
  EXPECT_FALSE(player("Kelp").last_team);
  EXPECT_FALSE(player("Frost").last_team) << "the stays are known";
}

TEST_P(Filled, a_player_has_teams_and_the_matches_of_those_times) {
  const auto frost = player("Frost");

  ASSERT_EQ(frost.stays.size(), 2u);
  EXPECT_EQ(frost.stays[0].team.name, "Borealis");
  EXPECT_THAT(stages_of(frost.matches.live), ElementsAre("Playoffs – Semifinal"));
  ASSERT_EQ(frost.matches.last.size(), 1u) << "the line-up of the older one is known, and he is not in it";
  EXPECT_EQ(frost.matches.last[0].match.scheduled_at, test_start - days{3});
}

TEST_P(Filled, a_player_is_found_in_line_ups) {
  EXPECT_EQ(player("Gale").matches.last.size(), 2u);
  EXPECT_THAT(player("Hale").matches.last, IsEmpty()) << "a coach does not play";
}

TEST_P(Filled, a_players_figures_are_summed_over_the_maps_that_count_them) {
  const auto totals = player("Gale").totals;

  EXPECT_EQ(totals.maps, 2);
  EXPECT_EQ(totals.kills, (PlayerTotals::Sum{.sum = 30, .maps = 2}));
  EXPECT_EQ(totals.deaths, (PlayerTotals::Sum{.sum = 25, .maps = 2}));
  EXPECT_EQ(totals.adr, (PlayerTotals::Sum{.sum = 90, .maps = 1}));
  EXPECT_EQ(totals.rating, (PlayerTotals::Sum{.sum = 1.5, .maps = 1}));
  EXPECT_EQ(totals.rating_version, "3.0");
  EXPECT_EQ(player("Frost").totals, PlayerTotals{});
}

// ---- events

TEST_P(Filled, an_event_has_stages_tables_and_todays_matches) {
  const auto cup = event("Northern Cup");

  ASSERT_EQ(cup.stages.size(), 2u);
  EXPECT_EQ(cup.stages[0].name, "Group A");
  EXPECT_EQ(cup.stages[0].matches, 2);
  EXPECT_EQ(cup.stages[0].finished, 2);
  EXPECT_EQ(cup.stages[1].name, "Playoffs");
  EXPECT_THAT(stages_of(cup.today), ElementsAre("Playoffs – Semifinal"));
  EXPECT_THAT(cup.matches.live, IsEmpty()) << "it is among those of today";
  EXPECT_THAT(stages_of(cup.matches.next), ElementsAre("Playoffs – Final"));
  ASSERT_EQ(cup.standings.size(), 1u);
  EXPECT_EQ(cup.standings[0].teams[0].team.name, "Alpine");
  ASSERT_EQ(cup.placements.size(), 1u);
  EXPECT_EQ(cup.placements[0].team.name, "Borealis");
}

TEST_P(Filled, an_event_knows_which_matches_tell_how_earlier_ones_went) {
  const auto cup = event("Northern Cup");

  EXPECT_THAT(cup.telling_matches,
              UnorderedElementsAre(cup.today.at(0).match.id, cup.matches.next.at(0).match.id));
}

TEST_P(Filled, an_event_without_dates_is_where_its_matches_are) {
  const auto open_air = event("Open Air");

  EXPECT_EQ(open_air.dates.begins_at, test_start + hours{2});
  EXPECT_EQ(open_air.dates.ends_at, std::chrono::floor<days>(test_start + hours{2}) + days{1});
}

TEST_P(Filled, an_event_that_only_has_a_beginning_is_announced) {
  Batch batch{.provider = ProviderName::sample, .observed_at = test_start};
  batch.tournaments = {new_tournament(-1, "Far Away")};
  batch.tournaments[0].tournament.starts_at = test_start + days{40};
  batch.tournaments[0].tournament.ends_at.reset();
  write(batch);

  const auto events = list_events_around(store(), test_start);

  ASSERT_EQ(events.size(), 3u);
  EXPECT_EQ(events[2].event.name, "Far Away");
  EXPECT_FALSE(events[2].ends_at);
}

TEST_P(Filled, a_bracket_is_what_no_table_counts) {
  const TournamentId cup{id_of(NameKind::tournament, "Northern Cup")};

  const auto all = list_bracket(store(), cup, 10, 0);
  const auto second = list_bracket(store(), cup, 1, 1);

  EXPECT_EQ(all.total, 2);
  EXPECT_THAT(stages_of(all.matches), ElementsAre("Playoffs – Semifinal", "Playoffs – Final"));
  EXPECT_THAT(stages_of(second.matches), ElementsAre("Playoffs – Final"));
  EXPECT_THAT(list_bracket(store(), cup, 10, 50).matches, IsEmpty());
  EXPECT_EQ(list_bracket(store(), {99999}, 10, 0).total, 0);
}

TEST_P(Profiles, a_bracket_goes_round_by_round_without_matches_of_groups) {
  Batch batch{.provider = ProviderName::sample, .observed_at = test_start};
  batch.teams = {new_team(-1, "Alpine"), new_team(-2, "Borealis")};
  batch.tournaments = {new_tournament(-1, "Northern Cup")};
  const auto add = [&](std::string stage, hours from_start) {
    const auto number = std::ssize(batch.matches) + 1;
    auto each = new_match(-number, "m" + std::to_string(number), {-1}, {-2}, test_start + from_start);
    each.match.tournament = {-1};
    each.match.stage = std::move(stage);
    batch.matches.push_back(std::move(each));
  };
  add("Group A", hours{0});
  add("High", hours{1});
  add("Playoffs – Upper bracket semifinal", hours{20});
  add("Playoffs – Lower bracket round 1", hours{22});
  add("Playoffs – Upper bracket semifinal", hours{24});
  add("Grand final", hours{48});
  write(batch);

  const auto bracket = list_bracket(store(), {id_of(NameKind::tournament, "Northern Cup")}, 10, 0);

  EXPECT_EQ(bracket.total, 4);
  EXPECT_THAT(stages_of(bracket.matches),
              ElementsAre("Playoffs – Upper bracket semifinal", "Playoffs – Upper bracket semifinal",
                          "Playoffs – Lower bracket round 1", "Grand final"));
  std::vector<std::string> stages;
  for (const auto& stage : event("Northern Cup").stages) stages.push_back(stage.name);
  EXPECT_THAT(stages, ElementsAre("Group A", "Swiss", "Playoffs"));
}

TEST_P(Profiles, the_final_says_who_won_until_a_source_does) {
  Batch batch{.provider = ProviderName::sample, .observed_at = test_start};
  batch.teams = {new_team(-1, "Alpine"), new_team(-2, "Borealis")};
  batch.tournaments = {new_tournament(-1, "Northern Cup"), new_tournament(-2, "Open Air")};
  const auto add = [&](TournamentId event, std::string stage, bool is_over) {
    const auto number = std::ssize(batch.matches) + 1;
    const auto at = test_start + hours{number * 5};
    auto each = new_match(-number, "m" + std::to_string(number), {-1}, {-2}, at);
    each.match.tournament = event;
    if (is_over) finish(each.match, at);
    each.match.stage = std::move(stage);
    batch.matches.push_back(std::move(each));
  };
  add({-1}, "Playoffs – Semifinal", true);
  add({-1}, "Playoffs – Grand final", true);
  add({-2}, "Playoffs – Grand final", false);
  write(batch);

  const auto placed = event("Northern Cup").placements;

  ASSERT_EQ(placed.size(), 2u);
  EXPECT_EQ(placed[0].team.name, "Alpine");
  EXPECT_EQ(placed[0].placement.best, 1);
  EXPECT_EQ(placed[1].team.name, "Borealis");
  EXPECT_EQ(placed[1].placement.worst, 2);
  EXPECT_THAT(event("Open Air").placements, IsEmpty());
}

TEST_P(Filled, events_around_are_those_that_run_and_those_to_come) {
  const auto names = [&](Timestamp now) {
    std::vector<std::string> all;
    for (const auto& dates : list_events_around(store(), now)) all.push_back(dates.event.name);
    return all;
  };

  EXPECT_THAT(names(test_start), ElementsAre("Northern Cup", "Open Air"));
  EXPECT_THAT(names(test_start + days{2}), ElementsAre("Northern Cup"));
  EXPECT_THAT(names(test_start + days{60}), IsEmpty());
}

CS2_ON_BACKENDS(Profiles, both_databases());
CS2_ON_BACKENDS(Filled, both_databases());

}  // namespace
}  // namespace cs2::store

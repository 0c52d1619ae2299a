#include "store/snapshot/snapshot.hpp"
#include "integration/store/backends.hpp"
#include "integration/store/facts.hpp"
#include "store/facts/apply.hpp"

namespace cs2::store {
namespace {

using LoadSnapshot = StoreTest;

std::vector<std::string> stages(const StoreSnapshot& known) {
  std::vector<std::string> stages;
  for (const auto& [id, match] : known.matches.rows) stages.push_back(match.stage);
  return stages;
}

TEST_P(LoadSnapshot, finds_what_the_provider_named_before) {
  ASSERT_TRUE(apply(store(), small_batch(test_start)));
  Report report{.provider = ProviderName::sample};
  report.teams.push_back({.external_id = "team-Alpine", .team = {.name = "Whatever"}});
  report.teams.push_back({.external_id = "team-Unknown", .team = {.name = "Unknown"}});
  report.tournaments.push_back({.external_id = "tournament-Northern Cup", .tournament = {.name = "x"}});
  report.matches.emplace_back().external_id = "m1";

  const auto known = load_snapshot(store(), report);

  ASSERT_EQ(known.teams.by_external_id.size(), 1u);
  EXPECT_EQ(known.teams.by_external_id.at("team-Alpine").name, "Alpine");
  EXPECT_EQ(known.tournaments.by_external_id.at("tournament-Northern Cup").name, "Northern Cup");
  const auto match = known.matches.by_external_id.at("m1");
  EXPECT_EQ(known.matches.rows.at(match).revision, 1);
  ASSERT_EQ(known.matches.records.at(match).size(), 1u);
  EXPECT_EQ(known.matches.records.at(match)[0].external_id, "m1");
  EXPECT_EQ(known.matches.records.at(match)[0].facts.opponents, known.matches.rows.at(match).opponents);
}

TEST_P(LoadSnapshot, finds_by_folded_name_what_another_provider_named) {
  auto batch = small_batch(test_start);
  batch.teams[0].aliases = {"Team Alpíne"};
  ASSERT_TRUE(apply(store(), batch));
  Report report{.provider = ProviderName::pandascore};
  report.teams.push_back({.external_id = "1", .team = {.name = "Unheard"}, .aliases = {"TEAM ALPINE"}});
  report.tournaments.push_back({.external_id = "2", .tournament = {.name = "northern  cup"}});

  const auto known = load_snapshot(store(), report);

  EXPECT_TRUE(known.teams.by_external_id.empty());
  EXPECT_EQ(known.teams.by_name.at("teamalpine").at(0).name, "Alpine");
  EXPECT_EQ(known.tournaments.by_name.at("northerncup").at(0).name, "Northern Cup");
}

TEST_P(LoadSnapshot, brings_neighbours_within_two_weeks_and_those_without_time) {
  auto batch = small_batch(test_start);
  batch.matches.clear();
  batch.sightings.clear();
  batch.teams.push_back(new_team(-3, "Calypso"));
  const auto add = [&](std::int64_t id, const std::string& stage, TeamId first, std::optional<Timestamp> at) {
    batch.matches.push_back(new_match(id, stage, first, {-2}, test_start));
    batch.matches.back().match.scheduled_at = at;
    batch.matches.back().match.stage = stage;
  };
  add(-1, "near", {-1}, test_start + days{13});
  add(-2, "far", {-1}, test_start + days{15});
  add(-3, "no time", {-1}, std::nullopt);
  add(-4, "as second team", {-3}, test_start - days{14});
  add(-5, "of the tournament", {}, test_start);
  batch.matches[4].match.opponents = {};
  batch.matches[4].match.tournament = {-1};
  ASSERT_TRUE(apply(store(), batch));
  Report report{.provider = ProviderName::pandascore};
  report.teams.push_back({.external_id = "1", .team = {.name = "Alpine"}});
  report.teams.push_back({.external_id = "2", .team = {.name = "Borealis"}});
  report.tournaments.push_back({.external_id = "3", .tournament = {.name = "Northern Cup"}});
  auto& decided = report.matches.emplace_back();
  decided.scheduled_at = test_start;
  decided.opponents = {OpponentReport{.team = "1"}, OpponentReport{.team = "2"}};
  auto& undecided = report.matches.emplace_back();
  undecided.scheduled_at = test_start;
  undecided.tournament = "3";

  const auto known = load_snapshot(store(), report);

  EXPECT_THAT(stages(known),
              testing::UnorderedElementsAre("near", "no time", "as second team", "of the tournament"));
}

TEST_P(LoadSnapshot, knows_nothing_about_an_empty_report) {
  ASSERT_TRUE(apply(store(), small_batch(test_start)));

  const auto known = load_snapshot(store(), Report{});

  EXPECT_TRUE(known.matches.rows.empty());
  EXPECT_TRUE(known.teams.by_external_id.empty());
}

CS2_ON_BACKENDS(LoadSnapshot, both_databases());

}  // namespace
}  // namespace cs2::store

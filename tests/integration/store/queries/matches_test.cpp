#include "store/queries/matches.hpp"

#include "integration/store/backends.hpp"
#include "integration/store/facts.hpp"
#include "store/database/state.hpp"
#include "store/facts/apply.hpp"
#include "store/snapshot/snapshot.hpp"

namespace cs2::store {
namespace {

// Four teams, two tournaments, and matches named by their stage.
class ListMatches : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    if (IsSkipped()) return;
    batch_.provider = ProviderName::sample;
    batch_.observed_at = test_start;
    batch_.teams = {new_team(-1, "Alpine"), new_team(-2, "Borealis"), new_team(-3, "Calypso"),
                    new_team(-4, "Dorado")};
    batch_.tournaments = {new_tournament(-1, "Top Cup", Tier::s), new_tournament(-2, "Small Cup", Tier::c)};
    add("yesterday", MatchStatus::finished, {-1}, {-2}, {-1}, test_start - days{1});
    add("last week", MatchStatus::finished, {-2}, {-3}, {-2}, test_start - days{7});
    add("now", MatchStatus::live, {-3}, {-1}, {-1}, test_start);
    add("tomorrow", MatchStatus::scheduled, {-1}, {-4}, {-2}, test_start + days{1});
    add("next week", MatchStatus::scheduled, {-4}, {-2}, {}, test_start + days{7});
    add("some day", MatchStatus::postponed, {-1}, {-2}, {-1}, std::nullopt);
    const auto applied = apply(store(), batch_);
    ASSERT_TRUE(applied) << applied.error().detail;
    Report report{.provider = ProviderName::sample};
    for (const auto& write : batch_.teams)
      report.teams.push_back({.external_id = write.external_ids[0], .team = {}});
    for (const auto& write : batch_.tournaments)
      report.tournaments.push_back({.external_id = write.external_ids[0], .tournament = {}});
    known_ = load_snapshot(store(), report);
  }

  void add(const std::string& stage, MatchStatus status, TeamId first, TeamId second, TournamentId tournament,
           std::optional<Timestamp> at) {
    const auto id = -1 - static_cast<std::int64_t>(batch_.matches.size());
    auto write = new_match(id, stage, first, second, test_start);
    write.match.scheduled_at = at;
    write.match.status = status;
    write.match.stage = stage;
    write.match.tournament = tournament;
    batch_.matches.push_back(write);
    batch_.sightings.push_back(sighting_of(write));
  }

  std::vector<std::string> stages(const MatchQuery& query) {
    std::vector<std::string> stages;
    for (const auto& details : list_matches(store(), query).matches) stages.push_back(details.match.stage);
    return stages;
  }
  TeamId team(const std::string& name) { return known_.teams.by_external_id.at("team-" + name).id; }
  TournamentId tournament(const std::string& name) {
    return known_.tournaments.by_external_id.at("tournament-" + name).id;
  }

  Batch batch_;
  StoreSnapshot known_;
};

using testing::ElementsAre;

TEST_P(ListMatches, orders_by_time_and_leaves_out_what_has_none) {
  EXPECT_THAT(stages({}), ElementsAre("last week", "yesterday", "now", "tomorrow", "next week"));
  EXPECT_THAT(stages({.order = MatchOrder::latest_first}),
              ElementsAre("next week", "tomorrow", "now", "yesterday", "last week"));
}

TEST_P(ListMatches, lists_a_live_match_of_which_nobody_says_since_when) {
  Batch untimed{.provider = ProviderName::sample, .observed_at = test_start};
  untimed.matches = {new_match(-1, "untimed", team("Calypso"), team("Dorado"), test_start)};
  untimed.matches[0].match.stage = "untimed";
  untimed.matches[0].match.status = MatchStatus::live;
  untimed.matches[0].match.scheduled_at.reset();
  untimed.sightings = {sighting_of(untimed.matches[0])};
  ASSERT_TRUE(apply(store(), untimed));

  EXPECT_THAT(stages({.statuses = {MatchStatus::live}}), ElementsAre("now", "untimed"));
  EXPECT_EQ(list_matches(store(), {.statuses = {MatchStatus::live}}).total, 2);
  EXPECT_THAT(stages({.statuses = {MatchStatus::live}, .team = team("Dorado")}), ElementsAre("untimed"));
  EXPECT_THAT(stages({.statuses = {MatchStatus::live}, .from = test_start}), ElementsAre("now", "untimed"))
      << "it was on when it was seen";
}

TEST_P(ListMatches, puts_a_day_without_an_hour_on_that_day_in_every_time_zone) {
  const auto day = std::chrono::floor<days>(test_start + days{20});
  Batch vague{.provider = ProviderName::sample, .observed_at = test_start};
  vague.matches = {
      new_match(-1, "vague", team("Calypso"), team("Dorado"), day + hours{19})};  // noon of Los Angeles
  vague.matches[0].match.stage = "vague";
  vague.matches[0].match.time_is_exact = false;
  vague.sightings = {sighting_of(vague.matches[0])};
  ASSERT_TRUE(apply(store(), vague));
  const auto on = [&](std::chrono::sys_days asked, hours behind_utc) {
    const Timestamp from = asked + behind_utc;
    return stages({.from = from, .to = from + days{1}, .day = asked});
  };

  for (const auto zone : {hours{-14}, hours{-9}, hours{0}, hours{7}, hours{12}}) {
    EXPECT_THAT(on(day, zone), ElementsAre("vague")) << zone.count();
    EXPECT_THAT(on(day + days{1}, zone), ElementsAre()) << zone.count();
    EXPECT_THAT(on(day - days{1}, zone), ElementsAre()) << zone.count();
  }
  EXPECT_THAT(stages({.from = day + hours{22}}), ElementsAre("vague")) << "the day is not over yet";
}

TEST_P(ListMatches, leaves_out_what_no_source_has_spoken_of_lately) {
  EXPECT_THAT(stages({.statuses = {MatchStatus::live}, .seen_since = test_start}), ElementsAre("now"));
  EXPECT_THAT(stages({.statuses = {MatchStatus::live}, .seen_since = test_start + seconds{1}}),
              ElementsAre());
  EXPECT_EQ(list_matches(store(), {.seen_since = test_start + seconds{1}}).total, 0);
}

TEST_P(ListMatches, filters_by_status) {
  EXPECT_THAT(stages({.statuses = {MatchStatus::finished}, .order = MatchOrder::latest_first}),
              ElementsAre("yesterday", "last week"));
  EXPECT_THAT(stages({.statuses = {MatchStatus::scheduled, MatchStatus::live}}),
              ElementsAre("now", "tomorrow", "next week"));
}

TEST_P(ListMatches, filters_by_team_on_either_side) {
  EXPECT_THAT(stages({.team = team("Alpine")}), ElementsAre("yesterday", "now", "tomorrow"));
}

TEST_P(ListMatches, filters_by_tournament_and_tier) {
  EXPECT_THAT(stages({.tournament = tournament("Small Cup")}), ElementsAre("last week", "tomorrow"));
  EXPECT_THAT(stages({.tier = Tier::b}), ElementsAre("yesterday", "now"));
  EXPECT_THAT(stages({.tier = Tier::c}), ElementsAre("last week", "yesterday", "now", "tomorrow"));
}

TEST_P(ListMatches, takes_its_period_without_the_end) {
  EXPECT_THAT(stages({.from = test_start, .to = test_start + days{1}}), ElementsAre("now"));
}

TEST_P(ListMatches, combines_filters) {
  EXPECT_THAT(stages({.statuses = {MatchStatus::finished},
                      .team = team("Borealis"),
                      .tier = Tier::s,
                      .from = test_start - days{3}}),
              ElementsAre("yesterday"));
}

TEST_P(ListMatches, gives_pages_and_the_total) {
  const auto page = list_matches(store(), {.count = 2, .offset = 2});

  ASSERT_EQ(page.matches.size(), 2u);
  EXPECT_EQ(page.matches[0].match.stage, "now");
  EXPECT_EQ(page.total, 5);
  EXPECT_TRUE(list_matches(store(), {.count = 2, .offset = 50}).matches.empty());
}

TEST_P(ListMatches, puts_the_best_tier_first_and_within_it_the_soonest) {
  EXPECT_THAT(stages({.order = MatchOrder::best_tier_first}),
              ElementsAre("yesterday", "now", "last week", "tomorrow", "next week"));
}

TEST_P(ListMatches, counts_no_further_than_asked) {
  EXPECT_EQ(list_matches(store(), {.count = 1, .total_max = 3}).total, 3);
  EXPECT_EQ(list_matches(store(), {.count = 1, .total_max = 5}).total, 5);
  EXPECT_EQ(list_matches(store(), {.count = 1, .total_max = 6}).total, 5);
}

TEST_P(ListMatches, brings_teams_tournament_and_sources_along) {
  const auto page = list_matches(store(), {.statuses = {MatchStatus::live}});

  const auto& details = page.matches.at(0);
  EXPECT_EQ(details.teams[0].value().name, "Calypso");
  EXPECT_EQ(details.teams[1].value().name, "Alpine");
  EXPECT_EQ(details.tournament.value().name, "Top Cup");
  EXPECT_EQ(details.sources.at(0).url, "https://matches.example/now");
}

TEST_P(ListMatches, names_each_source_once_and_the_freshest_first) {
  const auto live = list_matches(store(), {.statuses = {MatchStatus::live}}).matches.at(0);
  for (const auto& [external, age] : {std::pair{"a", minutes{9}}, {"b", minutes{5}}}) {
    Batch batch{.provider = ProviderName::pandascore, .observed_at = test_start + hours{1} - age};
    batch.sightings = {{.match = live.match.id, .external_id = external, .url = external, .facts = Match{}}};
    ASSERT_TRUE(apply(store(), batch));
  }

  const auto sources = find_match(store(), live.match.id)->sources;

  ASSERT_EQ(sources.size(), 2u);
  EXPECT_EQ(
      sources[0],
      (MatchSource{.provider = ProviderName::pandascore, .url = "b", .seen_at = test_start + minutes{55}}));
  EXPECT_EQ(sources[1].provider, ProviderName::sample);
}

TEST_P(ListMatches, finds_nothing_for_an_unknown_id) {
  EXPECT_EQ(find_match(store(), {123456789}), std::nullopt);
}

CS2_ON_BACKENDS(ListMatches, all_backends());

}  // namespace
}  // namespace cs2::store

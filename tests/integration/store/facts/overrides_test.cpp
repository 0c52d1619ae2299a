// Facts of teams, players and tournaments that the operator set by hand, on both databases.
#include "store/facts/overrides.hpp"

#include <algorithm>

#include "integration/store/backends.hpp"
#include "integration/store/facts.hpp"
#include "store/identity/identities.hpp"
#include "store/queries/names.hpp"
#include "store/queries/players.hpp"
#include "store/snapshot/snapshot.hpp"

namespace cs2::store {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class Overrides : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    auto batch = small_batch(test_start);
    batch.players = {new_player(-1, "Frost")};
    ASSERT_TRUE(apply(store(), batch));
    for (const auto& named : list_names(store())) {
      if (named.name == "Alpine") team_ = {named.id};
      if (named.kind == NameKind::tournament) tournament_ = {named.id};
      if (named.kind == NameKind::player) player_ = {named.id};
    }
  }

  Result<void> set(EntityKind entity, std::int64_t ours, OverriddenFact fact, std::string value) {
    return set_overrides(store(), entity, ours, {{.fact = fact, .value = std::move(value), .first = {}}},
                         "anna", "checked");
  }

  // What the source says now of the team, told as ingest tells it: over what it said before.
  void tell(const std::function<void(Team&)>& change) {
    Report report{.provider = ProviderName::sample};
    report.teams = {{.external_id = "team-Alpine", .team = {.name = "Alpine"}}};
    auto team = load_snapshot(store(), report).teams.by_external_id.at("team-Alpine");
    change(team);
    Batch batch{.observed_at = test_start};
    batch.teams = {{.team = team, .external_ids = {"team-Alpine"}, .aliases = {}}};
    ASSERT_TRUE(apply(store(), batch));
  }

  Team team() { return find_team(store(), team_).value(); }

  OverrideId in_force() {
    const auto all = list_overrides(store(), false, 10);
    EXPECT_THAT(all, SizeIs(1));
    return all.at(0).id;
  }

  TeamId team_;
  TournamentId tournament_;
  PlayerId player_;
};

TEST_P(Overrides, win_at_once_and_when_the_source_speaks_again) {
  ASSERT_TRUE(set(EntityKind::team, team_.value, OverriddenFact::country, "SE"));
  const auto at_once = team().country;

  tell([](Team& team) { team.region = "Europe"; });

  EXPECT_EQ(at_once, "SE");
  EXPECT_EQ(team().country, "SE");
  EXPECT_EQ(team().region, "Europe");
}

TEST_P(Overrides, give_way_to_what_the_source_said_last) {
  ASSERT_TRUE(set(EntityKind::team, team_.value, OverriddenFact::country, "SE"));
  tell([](Team& team) {
    EXPECT_EQ(team.country, "DK");
    team.country = "NO";
  });
  const auto meanwhile = team().country;

  const auto from = withdraw_override(store(), in_force(), "ben");

  ASSERT_TRUE(from);
  EXPECT_EQ(from->entity, EntityKind::team);
  EXPECT_EQ(from->ours, team_.value);
  EXPECT_EQ(meanwhile, "SE");
  EXPECT_EQ(team().country, "NO");
  EXPECT_EQ(withdraw_override(store(), {1}, "ben").error().kind, ErrorKind::not_found);
}

TEST_P(Overrides, give_way_to_what_no_operator_could_set) {
  const std::string long_name(300, 'x');
  tell([&](Team& team) {
    team.name = long_name;
    team.country = "Scandinavia";
    team.region = "";
  });
  ASSERT_TRUE(set_overrides(store(), EntityKind::team, team_.value,
                            {{.fact = OverriddenFact::name, .value = "Alpine", .first = {}},
                             {.fact = OverriddenFact::country, .value = "SE", .first = {}},
                             {.fact = OverriddenFact::region, .value = "Europe", .first = {}}},
                            "anna", ""));
  tell([](Team& team) { team.acronym = "A"; });

  for (const auto& each : list_overrides(store(), false, 10))
    ASSERT_TRUE(withdraw_override(store(), each.id, "ben"));

  EXPECT_EQ(team().name, long_name);
  EXPECT_EQ(team().country, "Scandinavia");
  EXPECT_EQ(team().region, "");
  EXPECT_EQ(team().acronym, "A");
}

TEST_P(Overrides, replace_each_other_and_remember_the_source) {
  ASSERT_TRUE(set(EntityKind::team, team_.value, OverriddenFact::country, "SE"));
  ASSERT_TRUE(set(EntityKind::team, team_.value, OverriddenFact::country, "none"));
  const auto emptied = team().country;

  ASSERT_TRUE(withdraw_override(store(), in_force(), "ben"));

  EXPECT_EQ(emptied, std::nullopt);
  EXPECT_EQ(team().country, "DK");
  EXPECT_THAT(list_overrides(store(), true, 10), SizeIs(2));
}

TEST_P(Overrides, are_of_players_and_tournaments_too) {
  ASSERT_TRUE(set(EntityKind::player, player_.value, OverriddenFact::last_name, "Berg"));
  ASSERT_TRUE(set(EntityKind::tournament, tournament_.value, OverriddenFact::tier, "s"));

  EXPECT_EQ(find_player(store(), player_)->last_name, "Berg");
  EXPECT_EQ(find_tournament(store(), tournament_)->tier, Tier::s);
  const auto all = list_overrides(store(), false, 10);
  ASSERT_THAT(all, SizeIs(2));
  EXPECT_EQ(all[1].ours_name, "Frost");
  EXPECT_EQ(all[1].set_by, "anna");
}

TEST_P(Overrides, of_a_name_are_found_by_it) {
  ASSERT_TRUE(set(EntityKind::team, team_.value, OverriddenFact::name, "Alpine Esports"));

  const auto names = list_names(store());
  const auto shown = std::ranges::find(names, team_.value, &Named::id);

  ASSERT_NE(shown, names.end());
  EXPECT_EQ(shown->name, "Alpine Esports");
  EXPECT_THAT(shown->aliases, Contains("Alpine"));
}

TEST_P(Overrides, refuse_what_cannot_be_and_change_nothing) {
  const auto no_fact = set(EntityKind::team, team_.value, OverriddenFact::tier, "s");
  const auto no_value = set(EntityKind::team, team_.value, OverriddenFact::country, "Sweden");
  const auto nobody = set(EntityKind::team, 999, OverriddenFact::country, "SE");
  const auto half = set_overrides(store(), EntityKind::team, team_.value,
                                  {{.fact = OverriddenFact::country, .value = "SE", .first = {}},
                                   {.fact = OverriddenFact::name, .value = "", .first = {}}},
                                  "anna", "");

  EXPECT_EQ(no_fact.error().kind, ErrorKind::invalid);
  EXPECT_EQ(no_value.error().kind, ErrorKind::invalid);
  EXPECT_THAT(no_value.error().detail, HasSubstr("invalid value 'Sweden' for country"));
  EXPECT_EQ(nobody.error().kind, ErrorKind::not_found);
  EXPECT_FALSE(half);
  EXPECT_EQ(team().country, "DK");
  EXPECT_THAT(list_overrides(store(), true, 10), IsEmpty());
}

CS2_ON_BACKENDS(Overrides, both_databases());

}  // namespace
}  // namespace cs2::store

// An index that is kept up to date by what changed has what a new one would have, whatever was written.
#include <map>

#include "integration/store/backends.hpp"
#include "integration/store/facts.hpp"
#include "store/facts/apply.hpp"
#include "store/facts/overrides.hpp"
#include "store/identity/identities.hpp"
#include "store/queries/names.hpp"

namespace cs2::store {
namespace {

// Reads as the bot does: only when the revision moved, and then only what changed.
class Kept {
 public:
  void refresh(Store& store) {
    const auto revision = names_revision(store);
    if (revision_ == revision) return;
    revision_ = revision;
    auto news = list_name_news(store, generation_);
    generation_ = revision_->generation = news.generation;
    if (news.whole) names_.clear();
    for (const auto& key : news.gone) names_.erase(key);
    for (auto& named : news.named) names_.insert_or_assign(NameKey{named.kind, named.id}, std::move(named));
    for (auto& [key, named] : names_) named.weight = weight_of(named, news.weights);
  }
  const std::map<NameKey, Named>& names() const { return names_; }

 private:
  std::optional<NamesRevision> revision_;
  std::optional<std::int64_t> generation_;
  std::map<NameKey, Named> names_;
};

class KeptNames : public StoreTest {
 protected:
  // Says after which write they differ.
  void expect_same(std::string_view after) {
    kept_.refresh(store());
    std::map<NameKey, Named> anew;
    for (auto& named : list_names(store())) {
      const NameKey key{named.kind, named.id};
      anew.emplace(key, std::move(named));
    }
    EXPECT_EQ(kept_.names(), anew) << "after " << after;
  }
  void written(const Batch& batch, std::string_view what) {
    const auto applied = apply(store(), batch);
    ASSERT_TRUE(applied) << what << ": " << applied.error().detail;
    expect_same(what);
  }
  std::int64_t id_of(NameKind kind, std::string_view name) {
    for (const auto& named : list_names(store())) {
      if (named.kind == kind && named.name == name) return named.id;
    }
    ADD_FAILURE() << "there is no " << name;
    return 0;
  }

  Kept kept_;
};

TEST_P(KeptNames, follow_what_sources_say) {
  expect_same("nothing");
  auto batch = small_batch(test_start);
  batch.players = {new_player(-1, "Frost"), new_player(-2, "Gale")};
  batch.rosters = {{.entry = {.team = {-1}, .player = {-1}}}};
  written(batch, "a first batch");
  written(small_batch(test_start), "the same again");
  const TeamId alpine{id_of(NameKind::team, "Alpine")};
  const TeamId borealis{id_of(NameKind::team, "Borealis")};
  const PlayerId frost{id_of(NameKind::player, "Frost")};

  const auto from_us = [&] { return Batch{.provider = batch.provider, .observed_at = clock_.now()}; };
  auto renamed = from_us();
  renamed.teams = {{.team = {.id = alpine, .name = "Alpine Rising", .acronym = "ALP", .country = "CH"},
                    .external_ids = {},
                    .aliases = {"The Climbers"}}};
  written(renamed, "a new name, acronym, country and alias");
  auto moved = from_us();
  moved.rosters = {{.entry = {.team = borealis, .player = frost, .since = clock_.now()}},
                   {.entry = {.team = alpine, .player = frost, .until = clock_.now()},
                    .before = RosterEntry{.team = alpine, .player = frost}}};
  written(moved, "a player who changed teams");
  auto bigger = from_us();
  const TournamentId cup{id_of(NameKind::tournament, "Northern Cup")};
  bigger.tournaments = {
      {.tournament = {.id = cup, .name = "Northern Cup", .tier = Tier::s, .starts_at = test_start},
       .external_ids = {}}};
  written(bigger, "an event's tier and day");
  auto ranked = from_us();
  ranked.rankings = {
      {.ranking = {.published = test_start, .rows = {{.team = borealis, .position = 1, .points = 2000}}}}};
  written(ranked, "a ranking");
  auto played = small_batch(test_start);
  played.matches.push_back(new_match(-9, "m9", {-1}, {-2}, test_start + hours{5}));
  played.sightings.push_back(sighting_of(played.matches.back()));
  written(played, "another match");
  clock_.advance(days{400});
  expect_same("a year");
}

TEST_P(KeptNames, follow_what_people_decide) {
  auto batch = small_batch(test_start);
  batch.players = {new_player(-1, "Frost"), new_player(-2, "Gale"), new_player(-3, "frost")};
  batch.rosters = {{.entry = {.team = {-1}, .player = {-1}}}};
  batch.teams.push_back(new_team(-3, "Team Alpine"));
  written(batch, "a first batch");
  const auto alpine = id_of(NameKind::team, "Alpine");
  const auto other = id_of(NameKind::team, "Team Alpine");
  const auto frost = id_of(NameKind::player, "Frost");

  const auto merged = merge(store(), {.from = alpine, .into = other, .by = "test", .reason = ""});
  ASSERT_TRUE(merged) << merged.error().detail;
  expect_same("a merge of teams");
  ASSERT_TRUE(undo(store(), *merged, "test"));
  expect_same("its undo");
  const auto players = merge(store(), {.entity = EntityKind::player,
                                       .from = id_of(NameKind::player, "frost"),
                                       .into = frost,
                                       .by = "test",
                                       .reason = ""});
  ASSERT_TRUE(players) << players.error().detail;
  expect_same("a merge of players");
  ASSERT_TRUE(set_overrides(store(), EntityKind::team, alpine,
                            {{.fact = OverriddenFact::name, .value = "Alpine United"}}, "test", ""));
  expect_same("a name by hand");
  ASSERT_TRUE(set_overrides(store(), EntityKind::team, other,
                            {{.fact = OverriddenFact::name, .value = "Team Alpine"}}, "test", ""));
  expect_same("a name by hand that it had");
  ASSERT_TRUE(withdraw_override(store(), list_overrides(store(), false, 9).back().id, "test"));
  expect_same("its withdrawal");
  const auto retired =
      retire(store(), {.entity = EntityKind::team, .ours = other, .by = "test", .reason = ""});
  ASSERT_TRUE(retired);
  expect_same("a retirement");
  ASSERT_TRUE(undo(store(), *retired, "test"));
  expect_same("the undo of that");
}

CS2_ON_BACKENDS(KeptNames, both_databases());

}  // namespace
}  // namespace cs2::store

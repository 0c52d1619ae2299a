#include "store/queries/filter_values.hpp"

#include "integration/store/backends.hpp"
#include "integration/store/facts.hpp"
#include "store/facts/apply.hpp"

namespace cs2::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class NarrowingWordsTest : public StoreTest {};

TEST_P(NarrowingWordsTest, are_those_of_events_and_of_matches_of_the_season) {
  Batch batch{.provider = ProviderName::sample, .observed_at = test_start};
  batch.teams = {new_team(-1, "Alpine"), new_team(-2, "Borealis")};
  std::int64_t id = 0;
  for (const auto* region : {"WEU", "ASIA", "Western Europe", "EEU", "SA", "Atlantis", ""}) {
    --id;
    auto event = new_tournament(id, "Cup " + std::to_string(-id));
    event.tournament.region = region;
    batch.tournaments.push_back(std::move(event));
  }
  id = 0;
  const auto add = [&](const char* stage, Timestamp at) {
    --id;
    auto match = new_match(id, "m" + std::to_string(-id), {-1}, {-2}, at);
    match.match.stage = stage;
    match.changes.clear();
    batch.matches.push_back(std::move(match));
  };
  add("Playoffs – Semifinal", test_start);
  add("Playoffs – Final", test_start + days{3});
  add("Lower Bracket Round 2 #8", test_start);
  add("Group A", test_start);
  add("Group A – Opening match", test_start);
  add("High", test_start);
  add("unknown", test_start);
  add("", test_start);
  add("Showmatch", test_start - days{200});
  const auto applied = apply(store(), batch);
  ASSERT_TRUE(applied.has_value()) << applied.error().detail;

  const auto words = list_filter_values(store(), test_start - days{90});

  EXPECT_THAT(words.regions,
              ElementsAre("europe", "western_europe", "asia", "eastern_europe", "south_america"))
      << "the commonest first, and what contains several; no word that is no region";
  EXPECT_THAT(words.stages, ElementsAre("Playoffs", "Group A", "Swiss"))
      << "one word for each, whatever sources write";
  EXPECT_THAT(list_filter_values(store(), test_start + days{9}).stages, IsEmpty());
}

CS2_ON_BACKENDS(NarrowingWordsTest, both_databases());

}  // namespace
}  // namespace cs2::store

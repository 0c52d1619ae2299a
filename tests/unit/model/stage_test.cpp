#include "model/stage.hpp"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace cs2 {
namespace {

TEST(Stage, belongs_to_a_group_that_people_know) {
  for (const auto& [stage, group] :
       std::vector<std::pair<std::string, std::string>>{{"Playoffs – Semifinal", "Playoffs"},
                                                        {"Lower Bracket Round 2 #8", "Playoffs"},
                                                        {"Upper bracket quarterfinal 1", "Playoffs"},
                                                        {"Quarter-final", "Playoffs"},
                                                        {"Grand Final", "Playoffs"},
                                                        {"High", "Swiss"},
                                                        {"Low", "Swiss"},
                                                        {"Stage 1 – High", "Stage 1"},
                                                        {"Group A – Opening matches", "Group A"},
                                                        {"Opening stage", "Opening stage"},
                                                        {"unknown", ""},
                                                        {"TBD", ""},
                                                        {"", ""}})
    EXPECT_EQ(stage_group(stage), group) << stage;
}

TEST(Stage, is_a_playoff_where_teams_go_on_or_out) {
  for (const auto* stage : {"Playoffs", "Playoffs – Semifinal", "Stage 3 – Grand final", "Round of 16",
                            "Final", "Lower Bracket Round 2 #8", "Main bracket – Round 1"})
    EXPECT_TRUE(is_playoff(stage)) << stage;
  for (const auto* stage :
       {"Group A", "Group A – Grand final", "High", "Stage 1 – Round 3", "Swiss", "", "Semi-pro league"})
    EXPECT_FALSE(is_playoff(stage)) << stage;
}

TEST(Stage, is_the_final_by_its_round) {
  for (const auto* stage : {"Final", "Grand Final", "Playoffs – Grand final", "Playoffs – Final #1"})
    EXPECT_TRUE(is_final(stage)) << stage;
  for (const auto* stage : {"Semifinal", "Upper bracket final", "Playoffs – Lower bracket final",
                            "Finals – Group A", "Group A – Final", ""})
    EXPECT_FALSE(is_final(stage)) << stage;
}

}  // namespace
}  // namespace cs2

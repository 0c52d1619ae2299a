#include <gtest/gtest.h>

#include <tuple>
#include <vector>

#include "model/change.hpp"

namespace cs2 {
namespace {

// Each kind as databases hold it.
const std::vector<std::tuple<What, std::string_view, std::string_view>> stored{
    {MatchAnnounced{}, "match_announced", "{}"},
    {OpponentsDecided{}, "opponents_decided", "{}"},
    {MatchRescheduled{from_unix_seconds(1), from_unix_seconds(2)}, "match_rescheduled",
     R"({"from":1000,"to":2000})"},
    {MatchStarted{}, "match_started", "{}"},
    {MapFinished{2}, "map_finished", R"({"number":2})"},
    {MatchFinished{}, "match_finished", "{}"},
    {MatchPostponed{}, "match_postponed", "{}"},
    {MatchCancelled{}, "match_cancelled", "{}"},
    {ResultCorrected{Score{2, 1}, 0}, "result_corrected", R"({"score_before":[2,1],"winner_before":0})"},
    {ResultCorrected{}, "result_corrected", "{}"},
    {MatchWithdrawn{}, "match_withdrawn", "{}"},
    {PlayerJoined{RosterRole::stand_in, from_unix_seconds(1)}, "player_joined",
     R"({"role":"stand_in","since":1000})"},
    {PlayerLeft{RosterRole::coach, std::nullopt}, "player_left", R"({"role":"coach"})"},
    {RoleChanged{RosterRole::player, RosterRole::captain}, "role_changed",
     R"({"from":"player","to":"captain"})"},
    {RankingPublished{RankingSystem::valve_asia, from_unix_seconds(86400)}, "ranking_published",
     R"({"system":"valve_asia","published":86400000})"},
};

TEST(ChangeJson, writes_every_kind_as_it_always_did) {
  for (const auto& [what, kind, json] : stored) {
    EXPECT_EQ(name(what), kind);
    EXPECT_EQ(what_to_json(what), json) << kind;
  }
}

TEST(ChangeJson, reads_every_kind) {
  std::vector<bool> seen(std::variant_size_v<What>);

  for (const auto& [what, kind, json] : stored) {
    EXPECT_EQ(parse_what(kind, json), what) << kind;
    seen[what.index()] = true;
  }

  EXPECT_EQ(seen, std::vector<bool>(std::variant_size_v<What>, true));
}

TEST(ChangeJson, refuses_unknown_kinds_and_wrong_types) {
  EXPECT_FALSE(parse_what("match_exploded", "{}"));
  EXPECT_FALSE(parse_what("match_started", "[]"));
  EXPECT_FALSE(parse_what("map_finished", R"({"number":"2"})"));
}

}  // namespace
}  // namespace cs2

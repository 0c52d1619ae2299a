// What happened of late to what may be followed, on both databases.
#include "store/queries/recent_changes.hpp"

#include <algorithm>

#include "base/limits/notify.hpp"
#include "integration/store/backends.hpp"
#include "integration/store/facts.hpp"
#include "store/database/internal/sql.hpp"
#include "store/facts/apply.hpp"
#include "store/notify/audience.hpp"
#include "store/queries/matches.hpp"
#include "store/queries/names.hpp"

namespace cs2::store {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

class PastNewsTest : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    // Alpine and Borealis in tier A on LAN; Borealis and Cascade in tier C, long ago and now.
    auto batch = small_batch(test_start + hours{1});
    batch.tournaments[0].tournament.venue = Venue::lan;
    batch.tournaments[0].tournament.region = "Europe";
    batch.teams.push_back(new_team(-3, "Cascade"));
    batch.tournaments.push_back(new_tournament(-2, "Small Cup", Tier::c));
    for (const auto& [id, at] :
         {std::pair{-2, test_start + hours{2}}, std::pair{-3, test_start - days{100}}}) {
      auto other = new_match(id, "m" + std::to_string(-id), {-2}, {-3}, at);
      other.match.tournament = {-2};
      other.changes = {{.match = {id}, .at = test_start, .what = MatchAnnounced{}}};
      batch.matches.push_back(std::move(other));
    }
    batch.players = {new_player(-1, "ace")};
    const auto applied = apply(store(), batch);
    ASSERT_TRUE(applied.has_value()) << applied.error().detail;
    for (const auto& named : list_names(store())) ids_[named.name] = named.id;
  }

  TeamId team(const std::string& name) const { return {ids_.at(name)}; }

  void add_change(const What& what, TeamId of_team, PlayerId player) {
    store().sql().write()->run(
        "INSERT INTO change (team_id, player_id, at, kind, detail) "
        "VALUES (:team, :player, :at, :kind, :detail)",
        of_team, player, clock_.now(), name(what), what_to_json(what));
  }

  std::vector<MatchId> matches_of(const Subject& subject) {
    std::vector<MatchId> ids;
    for (const auto& past : find_past_news(store(), subject, test_start - days{30}).matches)
      ids.push_back(past.match.id);
    return ids;
  }
  std::vector<MatchId> matches_by_rules(const Subject& subject) {
    std::vector<MatchId> ids;
    for (const auto& details :
         list_matches(store(), {.statuses = {}, .from = test_start - days{30}, .count = 500}).matches) {
      const auto audience = find_audience(store(), details.match.id).value();
      if (std::ranges::find(audience.members, subject, &AudienceMember::subject) != audience.members.end())
        ids.push_back(details.match.id);
    }
    std::ranges::sort(ids);
    return ids;
  }

  std::map<std::string, std::int64_t> ids_;
};

TEST_P(PastNewsTest, is_narrowed_by_what_is_followed) {
  for (const auto& subject :
       {subject_of(team("Alpine")), subject_of(team("Borealis")), subject_of(team("Cascade")),
        subject_of(TournamentId{ids_.at("Small Cup")}), subject_of(Tier::s), subject_of(Tier::a),
        subject_of(Tier::c), Subject{}, subject_of(PlayerId{ids_.at("ace")})}) {
    EXPECT_EQ(matches_of(subject), matches_by_rules(subject)) << key_of(subject);
  }
  EXPECT_THAT(matches_of(subject_of(team("Borealis"))), SizeIs(2)) << "and not that of a hundred days ago";
}

TEST_P(PastNewsTest, knows_of_imported_matches_that_they_were_played) {
  auto batch = Batch{.provider = ProviderName::sample, .observed_at = test_start};
  batch.teams = {new_team(-1, "Drift")};
  auto played = new_match(-1, "old", {-1}, {-1}, test_start - days{9});
  played.match.opponents[1] = {.team = team("Cascade"), .name = ""};
  played.match.status = MatchStatus::finished;
  played.match.score = Score{2, 0};
  played.match.winner = 0;
  played.match.ended_at = test_start - days{9} + hours{2};
  played.changes.clear();
  batch.matches = {std::move(played)};
  const auto applied = apply(store(), batch);
  ASSERT_TRUE(applied.has_value()) << applied.error().detail;
  for (const auto& named : list_names(store())) ids_[named.name] = named.id;

  const auto news = find_past_news(store(), subject_of(team("Drift")), test_start - days{30});

  ASSERT_THAT(news.matches, SizeIs(1));
  ASSERT_THAT(news.matches[0].changes, SizeIs(2));
  EXPECT_TRUE(news.matches[0].changes[0].is<MatchStarted>());
  EXPECT_EQ(news.matches[0].changes[1].at, test_start - days{9} + hours{2});
  ASSERT_TRUE(news.collected_since.has_value());
  EXPECT_GT(*news.collected_since, test_start - days{2}) << "when the first change was noted";
  EXPECT_EQ(news.begins_at, test_start - days{9});
}

TEST_P(PastNewsTest, knows_a_match_as_the_rules_see_it) {
  const auto news = find_past_news(store(), subject_of(team("Alpine")), test_start - days{30});

  ASSERT_THAT(news.matches, SizeIs(1));
  const auto& past = news.matches[0];
  const auto audience = find_audience(store(), past.match.id).value();
  EXPECT_EQ(past.traits, audience.traits);
  EXPECT_TRUE(past.traits.lan);
  EXPECT_EQ(past.traits.region, "Europe");
  EXPECT_EQ(past.about, *std::ranges::find(audience.members, past.about.subject, &AudienceMember::subject));
  ASSERT_THAT(past.changes, SizeIs(1));
  EXPECT_TRUE(past.changes[0].is<MatchAnnounced>());
  EXPECT_FALSE(news.cut);
}

TEST_P(PastNewsTest, finds_a_players_matches_by_his_team_and_by_line_ups) {
  const PlayerId ace{ids_.at("ace")};
  EXPECT_THAT(matches_of(subject_of(ace)), IsEmpty());

  store().sql().write()->run(
      "INSERT INTO roster_entry (team_id, player_id, role, provider, url) "
      "VALUES (:team, :player, 'player', 'liquipedia', '')",
      team("Alpine"), ace);
  EXPECT_THAT(matches_of(subject_of(ace)), SizeIs(1));
  EXPECT_EQ(matches_of(subject_of(ace)), matches_by_rules(subject_of(ace)));

  // Where others are announced for his team, it is not about him; where he stands in for another, it is.
  const auto rank_of = [&](const Subject& subject) { return matches_of(subject).size(); };
  const auto own = matches_of(subject_of(team("Alpine"))).at(0);
  const auto foreign = matches_of(subject_of(team("Cascade"))).at(0);
  PlayerId other;
  {
    auto sql = store().sql().write();
    other = std::get<0>(
        sql->select_one<Row<PlayerId>>("INSERT INTO player (nickname) VALUES ('other') RETURNING id")
            .value());
  }
  const auto announce = [&](MatchId match, int slot, PlayerId player) {
    store().sql().write()->run(
        "INSERT INTO line_up (match_id, slot, position, player_id, provider) "
        "VALUES (:match, :slot, 1, :player, 'liquipedia')",
        match, slot, player);
  };
  const auto alpine_slot = find_match(store(), own)->match.opponents[0].team == team("Alpine") ? 0 : 1;
  announce(own, alpine_slot, other);
  announce(foreign, 0, ace);
  EXPECT_THAT(matches_of(subject_of(ace)), testing::ElementsAre(foreign));
  EXPECT_EQ(rank_of(subject_of(other)), 1u);
}

TEST_P(PastNewsTest, knows_who_came_and_went) {
  const PlayerId ace{ids_.at("ace")};
  add_change(PlayerJoined{}, team("Alpine"), ace);

  const auto others = [&](const Subject& subject) {
    return find_past_news(store(), subject, test_start - days{30}).others.size();
  };

  EXPECT_EQ(others(subject_of(team("Alpine"))), 1u);
  EXPECT_EQ(others(subject_of(ace)), 1u);
  EXPECT_EQ(others(Subject{}), 1u);
  EXPECT_EQ(others(subject_of(team("Borealis"))), 0u);
  EXPECT_EQ(others(subject_of(Tier::d)), 0u);
  clock_.advance(days{31});
  EXPECT_THAT(find_past_news(store(), subject_of(ace), clock_.now() - days{30}).others, IsEmpty());
}

TEST_P(PastNewsTest, is_cut_where_there_is_too_much_and_says_so) {
  const auto match = matches_of(subject_of(team("Alpine"))).at(0);
  {
    auto sql = store().sql().write();
    std::vector<std::vector<Cell>> rows;
    for (int i = 0; i < limits::previewed_changes_max + 10; ++i)
      rows.push_back(to_cells(match, test_start + milliseconds{i / 10}, "match_started", "{}"));
    sql->insert_all("INSERT INTO change (match_id, at, kind, detail) VALUES", rows);
  }

  const auto news = find_past_news(store(), Subject{}, test_start - days{30});

  EXPECT_TRUE(news.cut);
  ASSERT_THAT(news.matches, SizeIs(1));
  EXPECT_LE(std::ssize(news.matches[0].changes), limits::previewed_changes_max);
  EXPECT_GT(std::ssize(news.matches[0].changes), limits::previewed_changes_max - 20);
  EXPECT_GE(news.matches[0].changes.front().at, news.since) << "and of a moment all or nothing";
}

CS2_ON_BACKENDS(PastNewsTest, both_databases());

}  // namespace
}  // namespace cs2::store

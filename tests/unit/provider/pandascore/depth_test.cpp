// What the client asks beside the lists: incidents, tournaments, and depth by subject.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "provider/pandascore/client.hpp"
#include "support/fake_http.hpp"
#include "support/run_task.hpp"
#include "unit/provider/pandascore/rows.hpp"

namespace cs2::provider {
namespace {

using namespace std::chrono_literals;
using testing::Contains;
using testing::ElementsAre;
using testing::EndsWith;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

class PandascoreDepth : public testing::Test {
 protected:
  Result<Fetched> fetch(std::string feed, std::vector<std::string> subjects = {}) {
    return test::run_task(pandascore_.fetch({.feed = std::move(feed), .subjects = std::move(subjects)}));
  }

  Report report_of(std::string feed, std::vector<std::string> subjects = {}) {
    auto fetched = fetch(std::move(feed), std::move(subjects));
    EXPECT_TRUE(fetched) << fetched.error().detail;
    return fetched ? std::move(fetched->report) : Report{};
  }

  std::vector<std::string> asked() const {
    std::vector<std::string> paths;
    for (const auto& request : http_.requests()) paths.push_back(request.url.substr(base_.size()));
    return paths;
  }

  std::vector<std::string> offered() const {
    std::vector<std::string> names;
    for (const auto& feed : pandascore_.feeds()) names.push_back(feed.name);
    return names;
  }

  Feed feed(const std::string& name) const {
    const auto feeds = pandascore_.feeds();
    return *std::ranges::find(feeds, name, &Feed::name);
  }

  // Answers each address by what its path begins with; what is not named here is 404.
  void serve(std::map<std::string, io::HttpResponse> pages) {
    http_.handle([this, pages = std::move(pages)](const io::HttpRequest& request) {
      const auto path = request.url.substr(base_.size());
      for (const auto& [start, response] : pages)
        if (path.starts_with(start)) return response;
      return io::HttpResponse{.status = 404, .headers = {}, .body = R"({"error": "Not Found"})"};
    });
  }

  static io::HttpResponse ok(std::string body, io::Headers headers = {}) {
    return {.status = 200, .headers = std::move(headers), .body = std::move(body)};
  }
  static io::HttpResponse refused() {
    return {.status = 403, .headers = {}, .body = R"({"error": "Forbidden"})"};
  }

  static std::string opponents() {
    return json::serialize(json::object{{"opponent_type", "Team"}, {"opponents", json::array{team_row()}}});
  }
  static std::string rosters() {
    return json::serialize(json::object{{"type", "Team"}, {"rosters", json::array{team_row()}}});
  }
  static json::object place_of(int rank) {
    return {{"rank", rank},
            {"team", json::object{{"id", 1000 + rank}, {"name", fmt::format("Squad {}", rank)}}}};
  }
  static std::string standings() {
    return R"([{"rank": 1, "team": {"id": 71, "name": "Alpine"}, "wins": 2, "losses": 0, "total": 2}])";
  }

  const std::string base_ = "https://api.example";
  ManualClock clock_{parse_iso8601("2026-07-12T18:20:00Z").value()};
  Metrics metrics_;
  test::FakeHttp http_;
  Pandascore pandascore_{"secret-token", base_, http_, clock_, metrics_};
};

TEST_F(PandascoreDepth, asks_for_incidents_from_the_newest_change_with_an_overlap) {
  http_.answer(200, list_of({incident("match", "update", 900003, finished_row(), "2026-07-12T18:16:18Z"),
                             deletion("match", 900009)}));
  http_.answer(200, "[]");
  http_.answer(200, "[]");

  const auto report = report_of("incidents");
  clock_.advance(1min);
  report_of("incidents");
  report_of("incidents");

  EXPECT_THAT(report.gone, ElementsAre("900009"));
  EXPECT_THAT(report.matches, SizeIs(1));
  EXPECT_THAT(asked(), ElementsAre(HasSubstr("&since=2026-07-12T12:20:00Z&sort=modified_at"),
                                   HasSubstr("&since=2026-07-12T18:15:18Z"),
                                   HasSubstr("&since=2026-07-12T18:15:18Z")));
  EXPECT_THAT(asked()[0], StartsWith("/incidents?videogame=cs-go&type=match,tournament,serie,team,player&"));
}

TEST_F(PandascoreDepth, follows_the_pages_of_incidents_and_moves_its_cursor_only_when_all_were_read) {
  json::array rows;
  for (int id = 1; id <= 100; ++id)
    rows.push_back(incident("team", "update", id, team_row({{"id", id}}), "2026-07-12T18:10:00Z"));
  http_.answer(200, list_of(rows), {{"Link", "<x>; rel=\"next\""}}).answer(500);
  http_.answer(200, list_of(rows), {{"Link", "<x>; rel=\"next\""}})
      .answer(200,
              list_of({incident("team", "update", 101, team_row({{"id", 101}}), "2026-07-12T18:12:00Z")}));
  http_.answer(200, "[]");

  EXPECT_FALSE(fetch("incidents"));
  EXPECT_THAT(report_of("incidents").teams, SizeIs(101));
  report_of("incidents");

  EXPECT_THAT(asked()[2], HasSubstr("since=2026-07-12T12:20:00Z"));
  EXPECT_THAT(asked()[3], EndsWith("&page=2"));
  EXPECT_THAT(asked()[4], HasSubstr("since=2026-07-12T18:11:00Z"));
}

TEST_F(PandascoreDepth, reads_lists_faster_where_the_plan_has_no_incidents) {
  const auto relaxed = feed("upcoming").every_live;
  http_.handle([](const io::HttpRequest&) { return refused(); });

  const auto fetched = fetch("incidents");
  report_of("incidents");

  ASSERT_TRUE(fetched);
  EXPECT_THAT(http_.requests(), SizeIs(1));
  EXPECT_THAT(offered(), Not(Contains("incidents")));
  EXPECT_LT(feed("upcoming").every_live, relaxed);
  clock_.advance(25h);
  EXPECT_THAT(offered(), Contains("incidents"));
}

TEST_F(PandascoreDepth, reads_running_and_coming_tournaments) {
  http_.answer(200, list_of({tournament_row()})).answer(200, list_of({tournament_row({{"id", 512}})}));

  const auto report = report_of("tournaments");

  EXPECT_THAT(asked(), ElementsAre(StartsWith("/csgo/tournaments/running?"),
                                   StartsWith("/csgo/tournaments/upcoming?")));
  EXPECT_THAT(report.tournaments, SizeIs(1));  // two stages of one event
  EXPECT_THAT(report.players, SizeIs(2));
}

TEST_F(PandascoreDepth, reads_an_event_with_bracket_standings_and_rosters_of_its_stages) {
  serve({{"/csgo/tournaments?", ok(list_of({tournament_row({{"expected_roster", nullptr}})}))},
         {"/tournaments/511/rosters", ok(rosters())},
         {"/tournaments/511/standings", ok(standings())},
         {"/tournaments/511/brackets",
          ok(list_of({bracket_row(1, "Semifinal 1: ALP vs TBD", {}, {opponent(71, "Alpine")})}))}});

  const auto report = report_of("event", {"51"});

  EXPECT_THAT(asked(),
              ElementsAre("/csgo/tournaments?filter%5Bserie_id%5D=51&per_page=100&page=1",
                          "/tournaments/511/rosters", "/tournaments/511/standings?per_page=100&page=1",
                          "/tournaments/511/brackets?per_page=100&page=1"));
  EXPECT_THAT(report.standings, SizeIs(1));
  ASSERT_THAT(report.matches, SizeIs(1));
  EXPECT_THAT(report.matches[0].opponents[0].line_up, SizeIs(4));
  EXPECT_EQ(report.matches[0].tournament, "51");
}

TEST_F(PandascoreDepth, reads_every_page_of_a_bracket_and_of_standings_as_one_list) {
  json::array matches;
  for (int number = 1; number <= 100; ++number)
    matches.push_back(bracket_row(number, fmt::format("Round 1 Match {}: TBD vs TBD", number)));
  const json::array final_match{
      bracket_row(101, "Final: TBD vs TBD", {json::object{{"match_id", 1}, {"type", "winner"}}})};
  json::array places;
  for (int rank = 1; rank <= 130; ++rank) places.push_back(place_of(rank));
  const auto page_of = [](const json::array& rows, const char* next) {
    return io::HttpResponse{.status = 200, .headers = {{"Link", next}}, .body = json::serialize(rows)};
  };
  constexpr auto next = R"(<https://api.example/?page=2>; rel="next")";
  constexpr auto first = R"(<https://api.example/?page=1>; rel="first")";
  serve({{"/csgo/tournaments?", ok(list_of({tournament_row()}))},
         {"/tournaments/511/standings?per_page=100&page=1",
          page_of(json::array(places.begin(), places.begin() + 100), next)},
         {"/tournaments/511/standings?per_page=100&page=2",
          page_of(json::array(places.begin() + 100, places.end()), first)},
         {"/tournaments/511/brackets?per_page=100&page=1", page_of(matches, next)},
         {"/tournaments/511/brackets?per_page=100&page=2", page_of(final_match, first)}});

  const auto report = report_of("event", {"51"});

  EXPECT_THAT(asked(), SizeIs(5));
  ASSERT_THAT(report.standings, SizeIs(1));
  EXPECT_THAT(report.standings[0].rows, SizeIs(130));
  ASSERT_THAT(report.matches, SizeIs(101));
  const auto last = std::ranges::find(report.matches, "101", &MatchReport::external_id);
  ASSERT_NE(last, report.matches.end());
  EXPECT_EQ(last->opponents[0].name, "Winner of Round 1 Match 1") << "a match of the page before";
}

TEST_F(PandascoreDepth, keeps_a_full_list_when_the_next_page_is_empty) {
  json::array places;
  for (int rank = 1; rank <= 100; ++rank) places.push_back(place_of(rank));
  serve({{"/csgo/tournaments?", ok(list_of({tournament_row({{"has_bracket", false}})}))},
         {"/tournaments/511/standings?per_page=100&page=1", ok(json::serialize(places))},
         {"/tournaments/511/standings?per_page=100&page=2", ok(" [ ] ")}});

  const auto report = report_of("event", {"51"});

  ASSERT_THAT(report.standings, SizeIs(1));
  EXPECT_THAT(report.standings[0].rows, SizeIs(100));
  EXPECT_THAT(report.skipped, IsEmpty());
}

TEST_F(PandascoreDepth, asks_of_a_stage_only_what_there_can_be) {
  serve({{"/csgo/tournaments?",
          ok(list_of({tournament_row({{"begin_at", "2026-07-13T08:00:00Z"}, {"has_bracket", false}})}))}});

  report_of("event", {"51"});

  EXPECT_THAT(asked(), SizeIs(1));  // its roster is expected, it has not begun, and there is no bracket
}

TEST_F(PandascoreDepth, leaves_stages_alone_that_ended_long_ago) {
  serve({{"/csgo/tournaments?", ok(list_of({tournament_row({{"end_at", "2026-07-10T20:00:00Z"}})}))},
         {"/tournaments/511/standings", ok("[]")},
         {"/tournaments/511/brackets", ok("[]")}});

  EXPECT_EQ(fetch("event", {"51"}).value().requests, 3);
  EXPECT_EQ(fetch("event", {"51"}).value().requests, 1);
}

TEST_F(PandascoreDepth, says_what_is_no_longer_there) {
  serve({{"/csgo/tournaments?", ok("[]")}});
  const auto no_event = report_of("event", {"51", "not-a-number"});
  serve({{"/csgo/tournaments?", ok(list_of({tournament_row({{"expected_roster", nullptr}})}))}});
  const auto no_stage = report_of("event", {"51"});
  serve({{"/csgo/teams?", ok(list_of({team_row()}))}, {"/csgo/players?", ok("[]")}});
  const auto no_team = report_of("teams", {"71", "99"});

  ASSERT_THAT(no_event.skipped, SizeIs(2));
  EXPECT_EQ(no_event.skipped[0].what, "event 51");
  ASSERT_THAT(no_stage.skipped, SizeIs(1));
  EXPECT_EQ(no_stage.skipped[0].what, "tournament 511");
  ASSERT_THAT(no_team.skipped, SizeIs(1));
  EXPECT_EQ(no_team.skipped[0].what, "teams 99");
}

TEST_F(PandascoreDepth, reads_many_teams_and_players_with_one_request) {
  serve({{"/csgo/teams?", ok(list_of({team_row(), team_row({{"id", 72}})}))},
         {"/csgo/players?", ok(list_of({player_row()}))}});

  const auto teams = report_of("teams", {"71", "72"});
  const auto players = report_of("players", {"801"});

  EXPECT_THAT(teams.rosters, SizeIs(2));
  EXPECT_THAT(players.players, SizeIs(1));
  EXPECT_THAT(asked(), ElementsAre("/csgo/teams?filter%5Bid%5D=71,72&per_page=100",
                                   "/csgo/players?filter%5Bid%5D=801&per_page=100"));
}

TEST_F(PandascoreDepth, reads_a_match_with_line_ups_and_maps) {
  serve({{"/csgo/matches?", ok(list_of({running_row()}))},
         {"/matches/900001/opponents", ok(opponents())},
         {"/csgo/matches/900001/games", ok(list_of({game_row()}))}});

  const auto report = report_of("match", {"900001"});

  ASSERT_THAT(report.matches, SizeIs(1));
  EXPECT_THAT(report.matches[0].opponents[0].line_up, SizeIs(4));
  EXPECT_EQ(report.matches[0].maps.at(1).name, "Nuke");
  EXPECT_THAT(report.matches[0].player_stats, SizeIs(2));
}

TEST_F(PandascoreDepth, keeps_the_names_of_maps_when_a_list_speaks_of_the_match_again) {
  serve({{"/csgo/matches?", ok(list_of({running_row()}))},
         {"/csgo/matches/running", ok(list_of({running_row()}))},
         {"/matches/900001/opponents", ok(opponents())},
         {"/csgo/matches/900001/games", ok(list_of({game_row({{"status", "running"}})}))}});

  report_of("match", {"900001"});
  const auto listed = report_of("running");

  EXPECT_EQ(listed.matches.at(0).maps.at(1).name, "Nuke");
}

TEST_F(PandascoreDepth, asks_once_a_day_for_games_that_the_plan_does_not_include) {
  serve({{"/csgo/matches?", ok(list_of({running_row()}))},
         {"/matches/900001/opponents", ok(opponents())},
         {"/csgo/matches/900001/games", refused()}});
  const auto games = [this] {
    return std::ranges::count_if(asked(), [](const auto& path) { return path.ends_with("/games"); });
  };

  const auto report = report_of("match", {"900001"});
  for (int i = 0; i < 5; ++i) report_of("match", {"900001"});

  EXPECT_EQ(games(), 1);
  EXPECT_THAT(report.matches, SizeIs(1));
  EXPECT_THAT(pandascore_.budget().save(), HasSubstr("games="));
  clock_.advance(25h);
  report_of("match", {"900001"});
  EXPECT_EQ(games(), 2);
}

TEST_F(PandascoreDepth, says_that_a_match_is_gone) {
  serve({{"/csgo/matches?", ok("[]")}});

  const auto report = report_of("match", {"900001"});

  EXPECT_THAT(report.gone, ElementsAre("900001"));
  EXPECT_THAT(report.matches, IsEmpty());
}

TEST_F(PandascoreDepth, skips_a_part_of_unknown_shape_and_reads_the_others) {
  serve({{"/csgo/tournaments?", ok(list_of({tournament_row()}))},
         {"/tournaments/511/standings", ok(R"({"new": "shape"})")},
         {"/tournaments/511/brackets", ok(list_of({bracket_row(1, "Semifinal 1: TBD vs TBD")}))}});

  const auto report = report_of("event", {"51"});

  EXPECT_THAT(report.matches, SizeIs(1));
  ASSERT_THAT(report.skipped, SizeIs(1));
  EXPECT_EQ(report.skipped[0].what, "/tournaments/511/standings");
}

TEST_F(PandascoreDepth, asks_nothing_without_subjects) {
  for (const auto* feed : {"match", "event", "teams", "players"}) EXPECT_EQ(fetch(feed).value().requests, 0);
  EXPECT_EQ(fetch("nonsense").error().kind, ErrorKind::invalid);
  EXPECT_THAT(http_.requests(), IsEmpty());
}

TEST_F(PandascoreDepth, never_asks_more_than_900_times_an_hour_and_leaves_a_third_to_what_is_live) {
  serve({{"/csgo/matches", ok(list_of({running_row()}))},
         {"/csgo/", ok("[]")},
         {"/incidents", ok("[]")},
         {"/matches/", ok(opponents())}});
  std::map<std::string, Timestamp> tried;
  std::map<std::string, int> sent;
  std::deque<Timestamp> times;

  // Subjects without end: every feed is asked as soon as its cost allows.
  for (int second = 0; second < 3 * 3600; ++second, clock_.advance(1s)) {
    const auto now = clock_.now();
    for (const auto& feed : pandascore_.feeds()) {
      const bool deep = feed.about != std::nullopt;
      const bool due = deep || !tried.contains(feed.name) || tried[feed.name] + feed.every_live <= now;
      if (!due || pandascore_.budget().next(now, feed.cost) > now) continue;
      tried[feed.name] = now;
      const auto fetched =
          fetch(feed.name, deep ? std::vector<std::string>{"51"} : std::vector<std::string>{});
      ASSERT_TRUE(fetched) << feed.name;
      sent[feed.name] += fetched->requests;
      times.insert(times.end(), static_cast<std::size_t>(fetched->requests), now);
    }
    while (!times.empty() && times.front() + 1h <= now) times.pop_front();
    ASSERT_LE(times.size(), 900U);
  }

  EXPECT_GE(sent["running"], 3 * 118);
  EXPECT_GE(sent["incidents"], 3 * 58);
  EXPECT_GT(sent["match"] + sent["event"] + sent["teams"] + sent["players"], 600);
}

}  // namespace
}  // namespace cs2::provider

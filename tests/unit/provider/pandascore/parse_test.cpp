#include "provider/pandascore/parse.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/validate.hpp"
#include "unit/provider/pandascore/rows.hpp"

namespace cs2::provider {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr Timestamp now = std::chrono::sys_days{std::chrono::year{2026} / 7 / 12} + hours{20};

Timestamp at(std::string_view iso) {
  return parse_iso8601(iso).value();
}

Report parse(const json::array& rows) {
  auto page = parse_pandascore_matches(list_of(rows), now);
  EXPECT_TRUE(page) << page.error().detail;
  return page ? std::move(page->report) : Report{};
}

MatchReport parse_one(const json::object& row) {
  const auto report = parse({row});
  EXPECT_THAT(report.skipped, IsEmpty()) << report.skipped.at(0).reason;
  return report.matches.at(0);
}

// The reason for which a single row beside a good one is left out.
std::string reason_to_skip(const json::value& row) {
  const auto report = parse({row, running_row()});
  EXPECT_THAT(report.matches, SizeIs(1));
  return report.skipped.empty() ? "" : report.skipped[0].reason;
}

ErrorKind error_of(std::string_view text) {
  const auto page = parse_pandascore_matches(text, now);
  EXPECT_FALSE(page);
  return page ? ErrorKind::invalid : page.error().kind;
}

TEST(PandascoreParse, reads_a_running_match) {
  const auto match = parse_one(running_row());

  EXPECT_EQ(match.external_id, "900001");
  EXPECT_EQ(match.status, MatchStatus::live);
  EXPECT_EQ(match.best_of, 3);
  EXPECT_EQ(match.scheduled_at, at("2026-07-12T17:00:00Z"));
  EXPECT_EQ(match.original_scheduled_at, std::nullopt);
  EXPECT_EQ(match.started_at, at("2026-07-12T17:04:30Z"));
  EXPECT_EQ(match.ended_at, std::nullopt);
  EXPECT_EQ(match.score, (Score{1, 0}));
  EXPECT_EQ(match.winner, std::nullopt);
  EXPECT_EQ(match.modified_at, at("2026-07-12T18:16:18Z"));
  EXPECT_EQ(match.opponents[0].team, "71");
  EXPECT_EQ(match.opponents[1].name, "Breakers");
  EXPECT_THAT(validate(match, now), IsEmpty());
}

TEST(PandascoreParse, reads_maps_with_winner_and_duration) {
  const auto maps = parse_one(running_row()).maps;

  ASSERT_THAT(maps, SizeIs(3));
  EXPECT_EQ(maps[0].status, MapStatus::finished);
  EXPECT_EQ(maps[0].winner, 0);
  EXPECT_EQ(maps[0].duration, seconds{2747});
  EXPECT_EQ(maps[0].name, std::nullopt);
  EXPECT_EQ(maps[1].status, MapStatus::live);
  EXPECT_EQ(maps[1].winner, std::nullopt);
  EXPECT_EQ(maps[2].status, MapStatus::scheduled);
}

TEST(PandascoreParse, names_the_event_by_league_and_serie_and_the_stage_by_tournament_and_label) {
  const auto report = parse({running_row()});

  const auto& tournament = report.tournaments.at(0);
  EXPECT_EQ(report.matches.at(0).tournament, tournament.external_id);
  EXPECT_EQ(report.matches.at(0).stage, "Playoffs – Semifinal 2");
  EXPECT_EQ(tournament.external_id, "51");
  EXPECT_EQ(tournament.tournament.name, "Polar League Season 4 2026");
  EXPECT_EQ(tournament.tournament.tier, Tier::a);
  EXPECT_EQ(tournament.tournament.venue, Venue::lan);
  EXPECT_EQ(tournament.tournament.region, "WEU");
  EXPECT_EQ(tournament.tournament.country, "SE");
  EXPECT_EQ(tournament.tournament.prize, "20000 United States Dollar");
  EXPECT_EQ(tournament.tournament.ends_at, std::nullopt);
}

TEST(PandascoreParse, keeps_the_best_tier_of_an_events_stages) {
  auto group = upcoming_row();
  group["tournament"] = json::parse(R"({"id": 510, "name": "Group A", "tier": "c"})");

  const auto report = parse({group, running_row()});

  ASSERT_THAT(report.tournaments, SizeIs(1));
  EXPECT_EQ(report.tournaments[0].tournament.tier, Tier::a);
  EXPECT_EQ(report.matches[0].stage, "Group A – Semifinal 2");
}

TEST(PandascoreParse, takes_a_name_without_a_label_for_no_stage) {
  EXPECT_EQ(parse_one(upcoming_row({{"name", "ALP vs BRK"}})).stage, "Playoffs");
  EXPECT_EQ(parse_one(upcoming_row({{"name", nullptr}})).stage, "Playoffs");
}

TEST(PandascoreParse, reads_teams_and_leaves_out_what_they_leave_blank) {
  const auto teams = parse({running_row()}).teams;

  ASSERT_THAT(teams, SizeIs(2));
  EXPECT_EQ(teams[0].team.acronym, "ALP");
  EXPECT_EQ(teams[0].team.country, "SE");
  EXPECT_EQ(teams[0].team.logo_url, "https://images.example/alpine.png");
  EXPECT_EQ(teams[1].team, (Team{.id = {}, .name = "Breakers"}));
}

TEST(PandascoreParse, puts_the_main_stream_first) {
  const auto streams = parse_one(running_row()).streams;

  EXPECT_THAT(
      streams,
      ElementsAre(
          Stream{.url = "https://www.twitch.tv/first", .language = "en", .official = true, .main = true},
          Stream{.url = "https://www.twitch.tv/second", .language = "ru"}));
}

TEST(PandascoreParse, leaves_out_a_broken_stream_alone) {
  const auto match = parse_one(running_row({{"streams_list", json::parse(R"([
      {"raw_url": "javascript:alert", "main": true}, 7, {"raw_url": null}, {"raw_url": "https://kick.com/x", "main": "yes"},
      {"raw_url": "https://kick.com/good"}])")}}));

  ASSERT_THAT(match.streams, SizeIs(1));
  EXPECT_EQ(match.streams[0].url, "https://kick.com/good");
}

TEST(PandascoreParse, ties_results_to_teams_by_id) {
  const auto match = parse_one(finished_row());

  EXPECT_EQ(match.status, MatchStatus::finished);
  EXPECT_EQ(match.score, (Score{2, 0}));  // listed the other way round
  EXPECT_EQ(match.winner, 0);
  EXPECT_EQ(match.ended_at, at("2026-07-12T19:02:00Z"));
  EXPECT_THAT(match.maps, SizeIs(2));
  EXPECT_EQ(match.maps[0].number, 1);
  EXPECT_THAT(validate(match, now), IsEmpty());
}

TEST(PandascoreParse, shows_no_score_before_the_start) {
  const auto match = parse_one(upcoming_row());

  EXPECT_EQ(match.status, MatchStatus::scheduled);
  EXPECT_EQ(match.score, std::nullopt);
  EXPECT_EQ(match.started_at, std::nullopt);  // begin_at only repeats the plan
}

TEST(PandascoreParse, keeps_a_finished_match_without_any_time) {
  const auto match = parse_one(finished_row({{"begin_at", nullptr},
                                             {"end_at", nullptr},
                                             {"scheduled_at", nullptr},
                                             {"original_scheduled_at", nullptr}}));

  EXPECT_EQ(time_of(match), std::nullopt);
  EXPECT_EQ(match.winner, 0);
}

TEST(PandascoreParse, reads_missing_opponents_as_undecided) {
  auto half = upcoming_row();
  half["opponents"].as_array().pop_back();
  half["results"] = json::parse(R"([{"team_id": 71, "score": 0}])");

  const auto nobody = parse_one(upcoming_row({{"opponents", json::array{}}, {"results", json::array{}}}));
  const auto one = parse_one(half);

  EXPECT_EQ(nobody.opponents[0].team, std::nullopt);
  EXPECT_EQ(nobody.opponents[1].team, std::nullopt);
  EXPECT_EQ(one.opponents[0].team, "71");
  EXPECT_EQ(one.opponents[1].team, std::nullopt);
  EXPECT_EQ(one.score, std::nullopt);
}

TEST(PandascoreParse, sees_a_walkover_that_only_the_games_tell) {
  const auto match = parse_one(finished_row({{"games", json::parse(R"([
      {"position": 1, "status": "finished", "forfeit": true, "length": null, "begin_at": null, "winner": {"id": 71}},
      {"position": 2, "status": "finished", "forfeit": true, "length": null, "begin_at": null, "winner": {"id": 71}}])")}}));

  EXPECT_TRUE(match.forfeit);
  EXPECT_EQ(match.winner, 0);
}

TEST(PandascoreParse, takes_a_cancelled_match_with_a_winner_for_a_forfeit) {
  const auto match = parse_one(upcoming_row({{"status", "canceled"}, {"forfeit", true}, {"winner_id", 72}}));

  EXPECT_EQ(match.status, MatchStatus::finished);
  EXPECT_TRUE(match.forfeit);
  EXPECT_EQ(match.winner, 1);
  EXPECT_EQ(match.score, std::nullopt);
}

TEST(PandascoreParse, reads_cancelled_and_postponed_matches) {
  EXPECT_EQ(parse_one(upcoming_row({{"status", "canceled"}})).status, MatchStatus::cancelled);
  EXPECT_EQ(parse_one(upcoming_row({{"status", "postponed"}})).status, MatchStatus::postponed);
}

TEST(PandascoreParse, remembers_the_first_time_of_a_moved_match) {
  const auto match =
      parse_one(upcoming_row({{"original_scheduled_at", "2026-07-11T17:00:00Z"}, {"rescheduled", true}}));

  EXPECT_EQ(match.original_scheduled_at, at("2026-07-11T17:00:00Z"));
}

TEST(PandascoreParse, accepts_a_start_before_the_plan) {
  const auto match = parse_one(running_row({{"begin_at", "2026-07-12T16:55:00Z"}, {"games", json::array{}}}));

  EXPECT_LT(match.started_at, match.scheduled_at);
  EXPECT_THAT(validate(match, now), IsEmpty());
}

TEST(PandascoreParse, reads_a_drawn_best_of_two) {
  const auto match = parse_one(finished_row({{"number_of_games", 2},
                                             {"draw", true},
                                             {"winner_id", nullptr},
                                             {"games", json::array{}},
                                             {"results", json::parse(R"([{"team_id": 71, "score": 1},
                                                                         {"team_id": 72, "score": 1}])")}}));

  EXPECT_TRUE(match.draw);
  EXPECT_EQ(match.winner, std::nullopt);
  EXPECT_EQ(match.score, (Score{1, 1}));
}

TEST(PandascoreParse, turns_first_to_into_best_of) {
  EXPECT_EQ(parse_one(upcoming_row({{"match_type", "first_to"}, {"number_of_games", 2}})).best_of, 3);
  EXPECT_EQ(parse_one(upcoming_row({{"match_type", "custom"}})).best_of, std::nullopt);
  EXPECT_EQ(parse_one(upcoming_row({{"number_of_games", 0}})).best_of, std::nullopt);
}

TEST(PandascoreParse, ignores_unknown_keys_and_tolerates_missing_ones) {
  const auto bare =
      json::parse(R"({"id": 1, "status": "not_started", "opponents": [], "weather": {"sunny": [true]}})")
          .as_object();

  const auto match = parse_one(bare);

  EXPECT_EQ(match.external_id, "1");
  EXPECT_EQ(match.tournament, std::nullopt);
  EXPECT_THAT(match.stage, IsEmpty());
}

// As below a tournament or a serie: it must not make undecided who is known to play.
TEST(PandascoreParse, says_nothing_of_a_match_that_names_no_opponents) {
  auto nested = finished_row({{"id", 900007}});
  nested.erase("opponents");

  const auto report = parse({nested, running_row(), upcoming_row({{"id", 900008}, {"opponents", nullptr}})});
  const auto page =
      parse_pandascore_tournaments(list_of({tournament_row({{"matches", json::array{nested}}})}), now);

  ASSERT_THAT(report.matches, SizeIs(1));
  EXPECT_EQ(report.matches[0].external_id, parse_one(running_row()).external_id);
  ASSERT_THAT(report.skipped, SizeIs(2));
  EXPECT_EQ(report.skipped[0].what, "match 900007");
  EXPECT_EQ(report.skipped[0].rule, "") << "that is no issue";
  ASSERT_TRUE(page) << page.error().detail;
  EXPECT_THAT(page->report.matches, IsEmpty());
  EXPECT_THAT(page->report.tournaments, SizeIs(1));
}

TEST(PandascoreParse, skips_what_it_cannot_understand_with_a_reason_and_keeps_the_rest) {
  EXPECT_EQ(reason_to_skip(nullptr), "it is not an object");
  EXPECT_EQ(reason_to_skip(upcoming_row({{"id", nullptr}})), "no id");
  EXPECT_EQ(reason_to_skip(upcoming_row({{"id", "x"}})), "id is not a whole number");
  EXPECT_EQ(reason_to_skip(upcoming_row({{"opponents", "TBD"}})), "opponents is not a list");
  EXPECT_EQ(reason_to_skip(finished_row({{"winner_id", 99}})), "the winner is not an opponent");
  EXPECT_EQ(reason_to_skip(finished_row({{"draw", 1}})), "draw is not true or false");
  EXPECT_EQ(reason_to_skip(finished_row({{"results", json::parse(R"([{"team_id": 99, "score": 1}])")}})),
            "a result of a team that is not an opponent");
  EXPECT_EQ(reason_to_skip(upcoming_row({{"videogame", {{"slug", "league-of-legends"}}}})),
            "another game: league-of-legends");
}

// What is said of a match that is kept nevertheless.
std::pair<MatchReport, Skipped> parse_odd(const json::object& row) {
  const auto report = parse({row});
  EXPECT_THAT(report.matches, SizeIs(1));
  EXPECT_THAT(report.skipped, SizeIs(1));
  if (report.matches.empty() || report.skipped.empty()) return {};
  EXPECT_EQ(report.skipped[0].what, "match " + report.matches[0].external_id);
  return {report.matches[0], report.skipped[0]};
}

TEST(PandascoreParse, takes_an_unknown_status_for_what_the_other_fields_prove) {
  const auto [planned, said] = parse_odd(upcoming_row({{"status", "not_booked"}}));
  const auto [silent, said_of_silence] = parse_odd(upcoming_row({{"status", nullptr}}));
  const auto [running, said_of_running] = parse_odd(running_row({{"status", "in_play"}}));
  const auto [over, said_of_over] = parse_odd(finished_row({{"status", "archived"}}));

  EXPECT_EQ(planned.status, MatchStatus::scheduled);
  EXPECT_EQ(said.rule, "status");
  EXPECT_EQ(said.reason, "unknown status \"not_booked\", taken as scheduled");
  EXPECT_EQ(silent.status, MatchStatus::scheduled);
  EXPECT_EQ(running.status, MatchStatus::live);
  EXPECT_EQ(running.score, (Score{1, 0}));
  EXPECT_EQ(over.status, MatchStatus::finished);
  EXPECT_EQ(over.winner, 0);
}

TEST(PandascoreParse, leaves_out_a_part_that_it_cannot_understand_alone) {
  const auto reason = [](const json::object& row) { return parse_odd(row).second.reason; };

  EXPECT_EQ(reason(upcoming_row({{"scheduled_at", 1784000000}})), "scheduled_at is not a text");
  EXPECT_EQ(reason(upcoming_row({{"scheduled_at", "tomorrow"}})), "scheduled_at is not a time");
  EXPECT_EQ(reason(upcoming_row({{"winner_id", 99}})), "the winner is not an opponent");
  EXPECT_EQ(reason(running_row({{"results", json::parse(R"([{"team_id": 99, "score": 1}])")}})),
            "a result of a team that is not an opponent");
  EXPECT_EQ(reason(running_row({{"games", json::parse(R"([{"position": 1, "status": "odd"}])")}})),
            "a game: unknown status \"odd\"");
  EXPECT_EQ(parse_odd(running_row({{"games", "none"}})).first.score, (Score{1, 0}));
}

TEST(PandascoreParse, knows_the_map_that_a_side_has_from_the_start) {
  auto row = upcoming_row({{"game_advantage", 72}, {"number_of_games", 5}});
  row["results"] = json::parse(R"([{"team_id": 71, "score": 0}, {"team_id": 72, "score": 1}])");
  const auto planned = parse_one(row);
  const auto begun = parse_one(running_row({{"game_advantage", 71}, {"games", json::array{}}}));

  EXPECT_EQ(planned.advantage, (Score{0, 1}));
  EXPECT_EQ(planned.score, std::nullopt);
  EXPECT_THAT(validate(planned, now), IsEmpty());
  EXPECT_EQ(begun.advantage, (Score{1, 0}));
  EXPECT_EQ(begun.score, (Score{1, 0}));
}

TEST(PandascoreParse, takes_a_match_that_is_over_without_a_winner_for_undecided) {
  const auto match = parse_one(finished_row({{"winner_id", nullptr},
                                             {"games", json::array{}},
                                             {"results", json::parse(R"([{"team_id": 71, "score": 0},
                                                                         {"team_id": 72, "score": 0}])")}}));

  EXPECT_EQ(match.status, MatchStatus::finished);
  EXPECT_EQ(match.score, std::nullopt);
  EXPECT_FALSE(has_result(match));
}

TEST(PandascoreParse, knows_the_game_by_its_number) {
  const json::object renamed{{"id", 3}, {"slug", "counter-strike"}};
  const json::object other{{"id", 1}, {"slug", "cs-go"}};

  EXPECT_EQ(parse_one(upcoming_row({{"videogame", renamed}})).external_id, "900002");
  EXPECT_EQ(reason_to_skip(upcoming_row({{"videogame", other}})), "another game: cs-go");
}

TEST(PandascoreParse, mends_half_a_character_alone) {
  auto text = list_of({upcoming_row()});
  const auto at = text.find("\"Breakers\"");
  text.replace(at, 10, R"("Breakers \ud83c")");

  const auto page = parse_pandascore_matches(text, now);

  ASSERT_TRUE(page) << page.error().detail;
  EXPECT_EQ(page->report.matches.at(0).opponents[1].name, "Breakers \uFFFD");
}

TEST(PandascoreParse, skips_a_team_against_itself_and_single_players) {
  auto same = upcoming_row();
  same["opponents"].as_array()[1] = same["opponents"].as_array()[0];
  auto player = upcoming_row();
  player["opponents"].as_array()[0].as_object()["type"] = "Player";

  EXPECT_EQ(reason_to_skip(same), "a team against itself");
  EXPECT_EQ(reason_to_skip(player), "an opponent is not a team");
}

TEST(PandascoreParse, reads_an_empty_list_as_empty) {
  EXPECT_THAT(parse({}).matches, IsEmpty());
}

TEST(PandascoreParse, calls_an_unknown_shape_drift) {
  EXPECT_EQ(error_of("<html><body>Bad gateway</body></html>"), ErrorKind::drift);
  EXPECT_EQ(error_of(""), ErrorKind::drift);
  EXPECT_EQ(error_of("null"), ErrorKind::drift);
  EXPECT_EQ(error_of("{}"), ErrorKind::drift);
  EXPECT_EQ(error_of(json::serialize(running_row())), ErrorKind::drift);
  EXPECT_EQ(error_of(list_of({running_row()}).substr(0, 800)), ErrorKind::drift);
  EXPECT_EQ(error_of(R"([{"key": "of another life"}, 4])"), ErrorKind::drift);
}

TEST(PandascoreParse, names_the_error_that_the_source_sends) {
  const auto page = parse_pandascore_matches(R"({"error": "Not Found", "message": "No such thing."})", now);

  ASSERT_FALSE(page);
  EXPECT_THAT(page.error().detail, HasSubstr("Not Found"));
}

TEST(PandascoreParse, is_bounded_in_depth_and_rows) {
  EXPECT_EQ(error_of(std::string(10'000, '[')), ErrorKind::drift);
  json::array rows;
  for (int i = 0; i < 1'001; ++i) rows.push_back(json::object{{"id", i + 1}, {"status", "not_started"}});
  EXPECT_EQ(error_of(list_of(rows)), ErrorKind::too_large);
}

}  // namespace
}  // namespace cs2::provider

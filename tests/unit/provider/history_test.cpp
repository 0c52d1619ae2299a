#include "provider/history.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/limits/history.hpp"
#include "unit/provider/valve/pages.hpp"

namespace cs2::provider {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr Timestamp now = std::chrono::sys_days{std::chrono::year{2026} / 7 / 12};

struct Read {
  std::vector<MatchReport> matches;
  std::vector<HistoryReject> rejects;
  std::vector<std::string> rendered;  // the rejects
  std::string heading;
  std::string columns;
  std::optional<Error> error;
};

// In pieces of so many bytes.
Read read(std::string_view file, std::size_t piece = 1'000'000, std::vector<MappedColumn> mapped = {}) {
  HistoryParser parser{"archive", now, std::move(mapped)};
  Read all;
  const auto note = [&](const Result<void>& result) {
    if (!result && !all.error) all.error = result.error();
  };
  for (std::size_t at = 0; at < file.size(); at += piece) note(parser.feed(file.substr(at, piece)));
  note(parser.finish());
  while (auto part = parser.next()) {
    for (auto& match : part->report.matches) all.matches.push_back(std::move(match));
    for (auto& reject : part->rejects) {
      all.rendered.push_back(parser.render(reject));
      all.rejects.push_back(std::move(reject));
    }
  }
  all.heading = parser.rejects_heading();
  all.columns = parser.describe_columns();
  return all;
}

std::vector<std::string> ids_of(const Read& all) {
  std::vector<std::string> ids;
  for (const auto& match : all.matches) ids.push_back(match.external_id);
  return ids;
}

constexpr std::string_view whole_row =
    "id,date,team1,team2,score1,score2,best_of,tournament,tier,stage,url,maps\n"
    "77,2024-03-01T18:30:00Z,Team Alpine,Breakers,2,1,3,Polar Cup 2024,a,Final,https://archive.example/77,"
    "\"Nuke 13:7 pick1; de_mirage 11:13 pick2; Dust2 16:14\"\n";

TEST(HistoryParser, reads_a_whole_row_of_csv) {
  const auto all = read(whole_row);

  ASSERT_THAT(all.matches, SizeIs(1)) << (all.rejects.empty() ? "" : all.rejects[0].reason);
  const auto& match = all.matches[0];
  EXPECT_EQ(match.external_id, "archive:77");
  EXPECT_EQ(match.status, MatchStatus::finished);
  EXPECT_EQ(to_iso8601(match.scheduled_at.value()), "2024-03-01T18:30:00Z");
  EXPECT_TRUE(match.time_is_exact);
  EXPECT_EQ(match.score, (Score{2, 1}));
  EXPECT_EQ(match.winner, 0);
  EXPECT_EQ(match.best_of, 3);
  EXPECT_EQ(match.stage, "Final");
  EXPECT_EQ(match.tournament, "archive:polarcup2024");
  EXPECT_EQ(match.opponents[0].name, "Team Alpine");
  ASSERT_THAT(match.maps, SizeIs(3));
  EXPECT_EQ(match.maps[1].name, "Mirage");
  EXPECT_EQ(match.maps[1].winner, 1);
  EXPECT_EQ(match.maps[1].picked_by, 1);
  EXPECT_EQ(match.maps[2].score, (Score{16, 14}));
}

TEST(HistoryParser, reads_which_map_the_veto_left_over) {
  const auto csv = read(
      "id,date,team1,team2,winner,maps\n"
      "1,2024-03-01,Alpine,Breakers,1,\"Nuke 13:7 pick1; Dust2 16:14 decider; Train decider\"\n");
  const auto lines = read(R"({"id":"1","date":"2024-03-01","team1":"Alpine","team2":"Breakers","winner":1,)"
                          R"("maps":[{"name":"Nuke","score1":13,"score2":7,"picked_by":"decider"}]})");

  ASSERT_THAT(csv.matches, SizeIs(1)) << (csv.rejects.empty() ? "" : csv.rejects[0].reason);
  ASSERT_THAT(csv.matches[0].veto, SizeIs(2));
  EXPECT_EQ(csv.matches[0].veto[0].map, "Dust II");
  EXPECT_EQ(csv.matches[0].veto[0].action, VetoAction::decider);
  EXPECT_EQ(csv.matches[0].maps[1].picked_by, std::nullopt);
  EXPECT_EQ(csv.matches[0].maps[1].score, (Score{16, 14}));
  ASSERT_THAT(lines.matches, SizeIs(1)) << (lines.rejects.empty() ? "" : lines.rejects[0].reason);
  ASSERT_THAT(lines.matches[0].veto, SizeIs(1));
  EXPECT_EQ(lines.matches[0].veto[0].map, "Nuke");
}

TEST(HistoryParser, reads_columns_that_are_called_otherwise) {
  constexpr std::string_view file =
      "Date_Pacific,date,team_1,team2,winner,notes\n2024-03-01,soon,Alpine,Breakers,Alpine,x\n";

  const auto all =
      read(file, 1, {{.ours = "date", .theirs = "date_pacific"}, {.ours = "team1", .theirs = "Team_1"}});

  EXPECT_FALSE(all.error) << all.error->detail;
  ASSERT_THAT(all.matches, SizeIs(1));
  EXPECT_EQ(all.matches[0].scheduled_at, parse_iso8601("2024-03-01T12:00:00Z"));
  EXPECT_EQ(all.columns, "date from date_pacific, team1 from team_1, team2, winner; ignored: date, notes");
}

TEST(HistoryParser, names_a_column_that_may_be_meant) {
  const auto error_of = [](std::string_view file, std::vector<MappedColumn> mapped = {}) {
    const auto all = read(file, 1'000, std::move(mapped));
    return all.error ? all.error->detail : std::string{};
  };

  EXPECT_EQ(error_of("date_pacific,team1,team2\n1,2,3\n"),
            "column date is missing in the first line; try --map date=date_pacific");
  EXPECT_EQ(error_of("date,team_1,team_2\n1,2,3\n"),
            "column team1 is missing in the first line; try --map team1=team_1 (or team_2)");
  EXPECT_EQ(
      error_of("played,home,away\n1,2,3\n"),
      "column date is missing in the first line; the file has: played, home, away. Try --map date=NAME");
  EXPECT_EQ(error_of("date,team1,team2\n1,2,3\n", {{.ours = "stage", .theirs = "round"}}),
            "the first line has no column round; the file has: date, team1, team2. Try --map stage=NAME");
  EXPECT_EQ(error_of("[{\"date\": 1}]", {{.ours = "date", .theirs = "day"}}),
            "--map is for CSV; this file is " + std::string{name(HistoryFormat::json_list)});
}

TEST(HistoryParser, reads_the_same_in_pieces_of_any_size) {
  const std::string file = std::string{whole_row} +
                           "78,2024-03-02,\"Alpine, \"\"the\"\"\nfirst\",Comets,1,0,,,,,,\r\n"
                           "79,2024-03-03,Comets,Breakers,,,,,,,,\n";

  const auto whole = read(file);

  ASSERT_THAT(whole.matches, SizeIs(2));
  EXPECT_EQ(whole.matches[1].opponents[0].name, "Alpine, \"the\"\nfirst");
  ASSERT_THAT(whole.rejects, SizeIs(1));
  EXPECT_EQ(whole.rejects[0].line, 5);
  for (const std::size_t piece : {1U, 2U, 7U, 64U}) {
    const auto pieces = read(file, piece);
    EXPECT_EQ(ids_of(pieces), ids_of(whole)) << piece;
    EXPECT_EQ(pieces.rendered, whole.rendered) << piece;
  }
}

TEST(HistoryParser, reads_json_lines_and_lists_alike) {
  const std::string one =
      R"({"id":1,"date":"2024-03-01","team1":"Alpine","team2":"Breakers","score1":0,"score2":2,)"
      R"("maps":[{"name":"Nuke","score1":7,"score2":13,"picked_by":2},{"name":"Train"}]})";
  const std::string other = R"({"date":"2024-03-02","team1":"A}","team2":"B[","winner":"draw","best_of":2})";

  const auto lines = read(one + "\n\n" + other + "\n", 3);
  const auto list = read("[\n" + one + ",\n" + other + "\n]\n", 5);

  ASSERT_THAT(lines.matches, SizeIs(2));
  EXPECT_EQ(lines.matches[0].winner, 1);
  EXPECT_EQ(lines.matches[0].maps[0].picked_by, 1);
  EXPECT_TRUE(lines.matches[1].draw);
  EXPECT_EQ(ids_of(list), ids_of(lines));
}

TEST(HistoryParser, finds_the_list_in_an_object_around_it) {
  const std::string rows =
      R"({"date":"2024-03-01","team1":"Alpine","team2":"Breakers","score1":2,"score2":0,)"
      R"("maps":[{"name":"Nuke"},{"name":"Train"}]}, {"date":"2024-03-02","team1":"Comets","team2":"Dunes","winner":1})";
  const std::string file =
      "{\n \"version\": 1, \"scope\": {\"lists\": [{\"a\": \"]\"}]}, \"tiers\": [\"s\", \"a\"],\n \"matches\": [" +
      rows + "],\n \"more\": [{\"b\": 1}]\n}\n";

  for (const std::size_t piece : {1U, 7U, 4096U}) {
    const auto all = read(file, piece);
    EXPECT_FALSE(all.error) << piece;
    EXPECT_THAT(all.matches, SizeIs(2)) << piece;
    EXPECT_THAT(all.rejects, IsEmpty()) << piece;
  }
}

TEST(HistoryParser, takes_the_rounds_of_a_single_map_for_a_score) {
  const auto all = read(
      "date,team1,team2,score1,score2,best_of\n2026-03-01,Alpine,Breakers,9,13,\n2026-03-02,Alpine,Breakers,13,9,3\n");

  ASSERT_THAT(all.matches, SizeIs(1));
  EXPECT_EQ(all.matches[0].winner, 1);
  EXPECT_EQ(all.matches[0].score, (Score{0, 1}));
  ASSERT_THAT(all.matches[0].maps, SizeIs(1));
  EXPECT_EQ(all.matches[0].maps[0].score, (Score{9, 13}));
  EXPECT_THAT(all.rejects, SizeIs(1)) << "no series of three has thirteen maps";
}

TEST(HistoryParser, reads_a_table_as_wide_as_statistics_are) {
  std::string heading = "date,team1,team2,winner";
  std::string row = "2026-03-01,Alpine,Breakers,1";
  for (int column = 0; column < 300; ++column) {
    heading += fmt::format(",c{}", column);
    row += ",x";
  }

  EXPECT_THAT(read(heading + "\n" + row + "\n").matches, SizeIs(1));
}

TEST(HistoryParser, names_teams_as_its_archive_does_however_they_are_spaced) {
  const auto all =
      read("date,team1,team2,winner\n2024-07-01,BC.Game,B,1\n2024-07-02,BCGame,D,1\n2024-07-03,E,e.,1\n");

  ASSERT_THAT(all.matches, SizeIs(2));
  EXPECT_EQ(all.matches[0].opponents[0].team, "archive:bcgame");
  EXPECT_EQ(all.matches[1].opponents[0].team, "archive:bcgame");
  EXPECT_THAT(all.rejects, SizeIs(1)) << "a team against itself";
}

TEST(HistoryParser, takes_a_day_with_the_offset_of_its_place) {
  const auto all = read("date,team1,team2,winner\n2024-07-01-07:00,A,B,1\n2024-07-01,C,D,C\n");

  ASSERT_THAT(all.matches, SizeIs(2));
  EXPECT_EQ(to_iso8601(all.matches[0].scheduled_at.value()), "2024-07-01T19:00:00Z");
  EXPECT_EQ(to_iso8601(all.matches[1].scheduled_at.value()), "2024-07-01T12:00:00Z");
  EXPECT_FALSE(all.matches[0].time_is_exact);
}

TEST(HistoryParser, makes_an_id_of_day_and_teams_and_wants_a_number_for_the_second) {
  const auto all = read(
      "date,team1,team2,winner,number\n"
      "2024-07-01,Beta,Alpha,1,\n"
      "2024-07-01,Alpha,Beta,1,2\n"
      "2024-07-01,Alpha,Beta,2,\n");

  EXPECT_THAT(ids_of(all), ElementsAre("archive:2024-07-01/alpha,beta", "archive:2024-07-01/alpha,beta#2"));
  ASSERT_THAT(all.rejects, SizeIs(1));
  EXPECT_THAT(all.rejects[0].reason, HasSubstr("duplicate match in this file"));
}

TEST(HistoryParser, rejects_what_cannot_be_with_the_row_as_it_was) {
  const auto all = read(
      "date;team1;team2;score1;score2;winner\n"
      "2031-01-01;A;B;2;0;\n"
      "2024-01-01;A;a!;2;0;\n"
      "2024-01-01;A;B;13;201;\n"
      "2024-01-01;A;B;0;2;1\n"
      "2024-01-01;A\n");

  EXPECT_THAT(all.matches, IsEmpty());
  EXPECT_EQ(all.heading, "line;reason;date;team1;team2;score1;score2;winner");
  EXPECT_THAT(all.rendered, ElementsAre("2;\"the match is in the future\";2031-01-01;A;B;2;0;",
                                        "3;\"both teams are the same\";2024-01-01;A;a!;2;0;",
                                        HasSubstr("rounds belong to maps"), HasSubstr("winner_fits_score"),
                                        "6;\"2 cells in a row of 6 columns\";2024-01-01;A"));
}

TEST(HistoryParser, reads_its_own_rejects_once_they_are_mended) {
  const auto csv = read("line,reason,id,date,team1,team2,winner\n4,\"no winner\",5,2024-01-01,A,B,2\n");
  const auto json = read(
      R"({"line":4,"reason":"no winner","row":{"id":"5","date":"2024-01-01","team1":"A","team2":"B","winner":2}})");

  EXPECT_THAT(ids_of(csv), ElementsAre("archive:5"));
  EXPECT_EQ(ids_of(json), ids_of(csv));
}

TEST(HistoryParser, loses_only_the_line_whose_quote_is_not_closed) {
  std::string file = "date,team1,team2,winner\n2024-01-01,\"A,B,1\n";
  for (int row = 0; row < 5000; ++row) file += fmt::format("2024-01-02,A{},B,1\n", row);

  const auto all = read(file, 1000);

  EXPECT_THAT(all.matches, SizeIs(5000));
  ASSERT_THAT(all.rejects, SizeIs(1));
  EXPECT_EQ(all.rejects[0].raw, "2024-01-01,\"A,B,1");
}

TEST(HistoryParser, loses_only_the_line_that_is_too_long) {
  const std::string file =
      "date,team1,team2,winner\n2024-01-01," + std::string(200'000, 'x') + ",B,1\n2024-01-01,A,B,1\n";

  const auto all = read(file, 10'000);

  EXPECT_THAT(all.matches, SizeIs(1));
  ASSERT_THAT(all.rejects, SizeIs(1));
  EXPECT_EQ(all.rejects[0].reason, "the row is too long");
}

TEST(HistoryParser, gives_parts_of_a_few_hundred_rows_that_bring_what_they_name) {
  HistoryParser parser{"archive", now};
  std::string file = "date,team1,team2,winner,tournament\n";
  for (int row = 0; row < 700; ++row) file += fmt::format("2024-01-01,A{},B,1,Cup\n", row);

  ASSERT_TRUE(parser.feed(file));
  ASSERT_TRUE(parser.finish());

  std::vector<std::int64_t> rows;
  while (const auto part = parser.next()) {
    rows.push_back(part->rows);
    EXPECT_EQ(part->report.provider, ProviderName::imported);
    EXPECT_TRUE(part->report.is_history);
    EXPECT_THAT(part->report.teams, SizeIs(part->report.matches.size() + 1));
    EXPECT_THAT(part->report.tournaments, SizeIs(1));
  }
  EXPECT_THAT(rows, ElementsAre(300, 300, 100));
}

TEST(HistoryParser, takes_what_valve_publishes) {
  const auto standings = read(standings_of({{}, {.position = 2, .name = "Breakers"}}));
  const auto details =
      read(details_of({{.id = 0}, {.id = 1, .date = "2026-05-29", .opponent = "Comets"}}), 50);

  EXPECT_FALSE(standings.error);
  EXPECT_THAT(details.matches, SizeIs(2));
  EXPECT_FALSE(details.error);
}

TEST(HistoryParser, recognises_a_file_by_its_beginning) {
  EXPECT_EQ(recognise_history("\xEF\xBB\xBF date,team1"), HistoryFormat::csv);
  EXPECT_EQ(recognise_history(" [ {"), HistoryFormat::json_list);
  EXPECT_EQ(recognise_history("{\"date\":1}"), HistoryFormat::json_lines);
  EXPECT_EQ(recognise_history("{\"date\":1,\"maps\":[{}]}"), HistoryFormat::json_lines);
  EXPECT_EQ(recognise_history("{ \"matches\": [{ \"date\": 1 }"), HistoryFormat::json_list);
  EXPECT_EQ(recognise_history("{\n \"version\": 1,"), HistoryFormat::json_list);
  EXPECT_EQ(recognise_history("{ \"matches\": [{ \"matchStartTime\":"), HistoryFormat::valve_matchdata);
  EXPECT_EQ(recognise_history("### Roster Details<br />"), HistoryFormat::valve_team);
  EXPECT_EQ(recognise_history("### Standings as of"), HistoryFormat::valve_standings);
  EXPECT_EQ(recognise_history(" \n"), std::nullopt);
}

TEST(HistoryParser, fails_where_a_file_is_none_of_these) {
  for (const std::string_view file :
       {"", "hello\n", "date,team1\n", "[1,2]", "[{\"a\":1}", "### nothing\n"}) {
    const auto all = read(file);
    ASSERT_TRUE(all.error) << file;
    EXPECT_EQ(all.error->kind, ErrorKind::drift) << file;
  }
}

TEST(RememberedIds, forget_the_oldest_half) {
  RememberedIds ids{4};

  EXPECT_TRUE(ids.add("a"));
  EXPECT_FALSE(ids.add("a"));
  for (const auto* id : {"b", "c", "d", "e", "f", "g"}) EXPECT_TRUE(ids.add(id));
  EXPECT_TRUE(ids.add("a"));
}

}  // namespace
}  // namespace cs2::provider

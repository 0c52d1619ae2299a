// What the tables in tests/data/pandascore say of matches, held against what the parser read.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "model/report.hpp"
#include "model/validate.hpp"
#include "unit/provider/pandascore/lists.hpp"

namespace cs2::provider {

inline const MatchReport& match_of(const Report& report, std::string_view id) {
  const auto found = std::ranges::find(report.matches, id, &MatchReport::external_id);
  if (found == report.matches.end()) throw std::runtime_error("no match " + std::string{id});
  return *found;
}

inline const TeamReport& team_of(const Report& report, std::string_view id) {
  const auto found = std::ranges::find(report.teams, id, &TeamReport::external_id);
  if (found == report.teams.end()) throw std::runtime_error("no team " + std::string{id});
  return *found;
}

inline const TournamentReport& event_of(const Report& report, std::string_view id) {
  const auto found = std::ranges::find(report.tournaments, id, &TournamentReport::external_id);
  if (found == report.tournaments.end()) throw std::runtime_error("no event " + std::string{id});
  return *found;
}

inline std::optional<std::string> text_of(const std::string& cell) {
  if (cell == "-" || cell.empty()) return std::nullopt;
  return cell;
}

inline std::optional<Timestamp> moment_of(const std::string& cell) {
  if (cell == "-") return std::nullopt;
  return parse_iso8601(cell).value();
}

inline MatchStatus status_of(const test::Row& facts) {
  const auto& status = facts["status"];
  if (status == "not_started") return MatchStatus::scheduled;
  if (status == "running") return MatchStatus::live;
  if (status == "postponed") return MatchStatus::postponed;
  const bool given_away = facts["note"] == "forfeit" && facts["winner"] != "-";
  return status == "finished" || given_away ? MatchStatus::finished : MatchStatus::cancelled;
}

inline std::optional<Slot> slot_of(const test::Row& match, const std::string& team) {
  if (team == "-") return std::nullopt;
  return match["team1"] == team ? 0 : 1;
}

inline std::optional<Score> score_of(const test::Row& facts) {
  const auto parts = split(facts["score"], '-');
  if (parts.size() != 2) return std::nullopt;
  return Score{std::stoi(std::string{parts[0]}), std::stoi(std::string{parts[1]})};
}

inline void expect_maps(const MatchReport& match, const test::Row& facts) {
  const auto played = lists().tables.maps.all(facts["id"]);
  const bool is_over = facts["status"] == "finished" || facts["status"] == "canceled";
  ASSERT_THAT(match.maps,
              testing::SizeIs(is_over ? played.size() : static_cast<std::size_t>(facts.number("games"))));
  for (std::size_t i = 0; i < match.maps.size(); ++i) {
    const auto& map = match.maps[i];
    EXPECT_EQ(map.number, static_cast<int>(i) + 1);
    if (i >= played.size()) {
      EXPECT_EQ(map.status, MapStatus::scheduled);
      EXPECT_EQ(map.winner, std::nullopt);
      EXPECT_EQ(map.started_at, std::nullopt);
      continue;
    }
    const auto& row = played[i];
    EXPECT_EQ(map.status, row["status"] == "running" ? MapStatus::live : MapStatus::finished);
    EXPECT_EQ(map.winner, slot_of(facts, row["winner"]));
    EXPECT_EQ(map.started_at, moment_of(row["begin"]));
    EXPECT_EQ(map.ended_at, moment_of(row["end"]));
    EXPECT_EQ(map.duration,
              row["length"] == "-" ? std::nullopt : std::optional{seconds{row.number("length")}});
    EXPECT_EQ(map.forfeit, row["forfeit"] == "yes");
  }
}

inline void expect_opponents(const MatchReport& match, const test::Row& facts, const Report& report) {
  for (const std::size_t slot : {0U, 1U}) {
    const auto& id = facts[slot == 0 ? "team1" : "team2"];
    EXPECT_EQ(match.opponents[slot].team, text_of(id));
    if (id == "-") continue;
    const auto& known = lists().tables.teams[id];
    const auto& team = team_of(report, id);
    EXPECT_EQ(match.opponents[slot].name, known["name"]);
    EXPECT_EQ(team.team.name, known["name"]);
    EXPECT_EQ(team.team.acronym, text_of(known["acronym"]));
    EXPECT_EQ(team.team.country, text_of(known["location"]));
    EXPECT_EQ(team.team.logo_url.has_value(), known["image"] == "yes");
  }
}

inline void expect_streams(const MatchReport& match, const test::Row& facts) {
  const auto written = facts.list("streams");
  ASSERT_THAT(match.streams, testing::SizeIs(written.size()));
  for (const auto& words : written) {
    const auto parts = split(words, ' ');
    const auto url = PandascoreLists::stream_url(parts[1]);
    const auto stream = std::ranges::find(match.streams, url, &Stream::url);
    ASSERT_NE(stream, match.streams.end()) << url;
    EXPECT_EQ(stream->language, parts[0].substr(0, 2));
    EXPECT_EQ(stream->main, parts[0].ends_with('*'));
    EXPECT_EQ(stream->official, parts[0].ends_with('*'));
  }
}

inline void expect_event(const MatchReport& match, const test::Row& facts, const Report& report) {
  const auto& stage = lists().tables.stages[facts["stage"]];
  const auto& serie = lists().tables.series[stage["serie"]];
  const auto& league = lists().tables.leagues[serie["league"]];
  ASSERT_EQ(match.tournament, stage["serie"]);
  const auto& event = event_of(report, *match.tournament).tournament;
  EXPECT_EQ(event.name, league["name"] + " " + serie["full_name"]);
  EXPECT_EQ(event.starts_at, moment_of(serie["begin"]));
  EXPECT_EQ(event.ends_at, moment_of(serie["end"]));
  EXPECT_EQ(event.tier, parse_tier(stage["tier"]));
  EXPECT_EQ(event.logo_url.has_value(), league["image"] == "yes");
  EXPECT_EQ(event.prize, text_of(stage["prize"]));
  const bool has_place = facts.number("shape") >= 2025;
  EXPECT_EQ(event.region, has_place ? text_of(stage["region"]) : std::nullopt);
  EXPECT_EQ(event.country, has_place ? text_of(stage["country"]) : std::nullopt);
  const auto venue = stage["type"] == "online"    ? std::optional{Venue::online}
                     : stage["type"] == "offline" ? std::optional{Venue::lan}
                                                  : std::nullopt;
  EXPECT_EQ(event.venue, has_place ? venue : std::nullopt);
}

inline void expect_match(const MatchReport& match, const test::Row& facts, const Report& report) {
  SCOPED_TRACE("match " + facts["id"]);
  const auto status = status_of(facts);
  const bool has_begun = facts["status"] == "running" || facts["status"] == "finished";
  EXPECT_EQ(match.external_id, facts["id"]);
  EXPECT_EQ(match.status, status);
  EXPECT_EQ(match.best_of, facts.number("games"));
  EXPECT_EQ(match.scheduled_at, moment_of(facts["scheduled"]));
  EXPECT_EQ(match.original_scheduled_at,
            facts["original"] == facts["scheduled"] ? std::nullopt : moment_of(facts["original"]));
  EXPECT_EQ(match.started_at, has_begun ? moment_of(facts["begin"]) : std::nullopt);
  EXPECT_EQ(match.ended_at, status == MatchStatus::finished ? moment_of(facts["end"]) : std::nullopt);
  EXPECT_EQ(match.modified_at, moment_of(facts["modified"]));
  EXPECT_EQ(match.score, match.forfeit ? std::nullopt : score_of(facts));
  EXPECT_EQ(match.winner, slot_of(facts, facts["winner"]));
  EXPECT_EQ(match.draw, facts["note"] == "draw");
  expect_opponents(match, facts, report);
  expect_maps(match, facts);
  expect_streams(match, facts);
  expect_event(match, facts, report);
  EXPECT_THAT(validate(match, report.observed_at), testing::IsEmpty());
}

inline void expect_all(const Report& report, const std::vector<test::Row>& facts) {
  ASSERT_THAT(report.matches, testing::SizeIs(facts.size()));
  for (std::size_t i = 0; i < facts.size(); ++i) expect_match(report.matches[i], facts[i], report);
}

}  // namespace cs2::provider

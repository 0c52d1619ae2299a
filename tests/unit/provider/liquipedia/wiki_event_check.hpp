// What every parser must make of one match of an event, in whichever shape it was written.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/report.hpp"
#include "model/validate.hpp"
#include "support/wiki_event.hpp"

namespace cs2::provider {

using test::WikiEvent;
using test::WikiMap;
using test::WikiMatch;

inline void expect_map(const WikiMap& expected, const MapResult& parsed) {
  const bool played = !expected.halves.empty();
  EXPECT_EQ(parsed.name.value_or(""), expected.name);
  EXPECT_EQ(parsed.status, expected.skipped    ? MapStatus::not_played
                           : expected.winner() ? MapStatus::finished
                           : played            ? MapStatus::live
                                               : MapStatus::scheduled);
  EXPECT_EQ(parsed.score, played ? std::optional{expected.score()} : std::nullopt);
  EXPECT_EQ(parsed.winner, expected.winner());
  EXPECT_THAT(parsed.halves, testing::ElementsAreArray(expected.halves));
}

inline void expect_opponent(const WikiEvent& event, const std::string& side, const OpponentReport& parsed) {
  const auto* team = event.find_team(side);
  EXPECT_EQ(parsed.team, team ? std::optional{test::page_key(team->page)} : std::nullopt);
  // Titles of pages begin with a capital, names need not.
  EXPECT_EQ(test::page_key(parsed.name), test::page_key(team ? team->name : side));
}

inline void expect_parsed(const WikiEvent& event, const WikiMatch& expected, const MatchReport& parsed,
                          Timestamp now) {
  SCOPED_TRACE(expected.id);
  EXPECT_THAT(validate(parsed, now), testing::IsEmpty());
  const auto status = expected.status(now);
  const bool decided = expected.winner() || expected.draw();
  const bool counted = status == MatchStatus::live || (status == MatchStatus::finished && decided);
  EXPECT_EQ(parsed.status, status);
  EXPECT_EQ(parsed.scheduled_at, expected.at);
  if (expected.at) EXPECT_EQ(parsed.time_is_exact, expected.exact);
  EXPECT_EQ(parsed.best_of, expected.best_of);
  EXPECT_EQ(parsed.winner, status == MatchStatus::finished ? expected.winner() : std::nullopt);
  EXPECT_EQ(parsed.draw, expected.draw());
  EXPECT_EQ(parsed.forfeit, status == MatchStatus::finished && expected.forfeit() && decided);
  EXPECT_EQ(parsed.score, counted ? expected.score() : std::nullopt);
  EXPECT_EQ(parsed.stage, expected.section);
  EXPECT_EQ(parsed.tournament, test::underscored(event.page));
  for (std::size_t slot = 0; slot < 2; ++slot)
    expect_opponent(event, expected.opponents[slot], parsed.opponents[slot]);
  ASSERT_EQ(parsed.maps.size(), expected.maps.size());
  for (std::size_t i = 0; i < expected.maps.size(); ++i) {
    EXPECT_EQ(parsed.maps[i].number, static_cast<int>(i) + 1);
    expect_map(expected.maps[i], parsed.maps[i]);
  }
}

// A card shows no maps, but the rounds of a best-of-one.
inline void expect_card(const WikiEvent& event, WikiMatch expected, MatchReport parsed, Timestamp now) {
  if (expected.best_of == 1 && !expected.maps.empty()) {
    ASSERT_THAT(parsed.maps, testing::SizeIs(1)) << expected.id;
    EXPECT_EQ(parsed.maps[0].score, expected.maps[0].score()) << expected.id;
    EXPECT_EQ(parsed.maps[0].winner, expected.maps[0].winner()) << expected.id;
    parsed.maps.clear();
  }
  expected.result = expected.score_texts()[0] + ":" + expected.score_texts()[1];
  expected.maps.clear();
  expect_parsed(event, expected, parsed, now);
}

}  // namespace cs2::provider

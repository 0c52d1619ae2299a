// Teams, players and events with everything that a message about them needs.
//
// Each is a few bounded statements in one transaction, and remembered until something of it may have changed.
// One that was merged into another is found as that one; a retired one is found too, for whoever holds its
// id. `now` is the same question for a while when it is cut, to the hour for example.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/match_context.hpp"
#include "model/profile.hpp"
#include "store/store.hpp"

namespace cs2::store {

std::optional<TeamProfile> find_team_profile(Store& store, TeamId team, Timestamp now);
std::optional<PlayerProfile> find_player_profile(Store& store, PlayerId player, Timestamp now);

// Of both opponents of the match, as they are at its time, at most `now`.
MatchContext find_match_context(Store& store, const MatchDetails& details, Timestamp now);

// What "today" is depends on who asks.
struct Today {
  Timestamp from;
  Timestamp to;
  std::chrono::sys_days day;
};
std::optional<EventProfile> find_event_profile(Store& store, TournamentId event, Today today, Timestamp now);

// What is played for going on or out, round by round. Where no stage is named as playoffs: all matches that
// are in no stage with a table.
struct Bracket {
  std::vector<MatchDetails> matches;  // of this page; the rounds and their matches by time
  int total = 0;
};
Bracket list_bracket(Store& store, TournamentId event, int count, int offset);

// Running and announced events: those that run first, then by tier and beginning.
std::vector<EventDates> list_events_around(Store& store, Timestamp now);

}  // namespace cs2::store

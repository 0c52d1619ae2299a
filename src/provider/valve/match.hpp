// What Valve's pages and its model's input agree on about a match: its day in Los Angeles and its id.
#pragma once

#include <chrono>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.hpp"
#include "model/report.hpp"

namespace cs2::provider {

// Valve writes days as its office has them. America/Los_Angeles, with the rules in force since 2007.
std::chrono::year_month_day los_angeles_day(Timestamp at);
// The middle of such a day, never more than half a day from the match.
Timestamp los_angeles_noon(std::chrono::year_month_day day);

// "2026-06-21:Aurora,FURIA": neither source has an id that lasts, the Match ID of a page is another one every
// month. Both teams' pages give the same id, and so does the model's input. Of two matches of one pair on one
// day the newer bears the plain id and the older `~2`, because the older leaves the window of six months
// first. Give them newest first.
class ValveMatchIds {
 public:
  std::string next(std::chrono::year_month_day day, const std::string& one, const std::string& other);

 private:
  std::map<std::string, int> given_;
};

// The teams and players of a report, each named once. Valve identifies neither, so the name is the id, and
// what differs in capitals, spaces and dots is one.
class ValveNames {
 public:
  // Gives the external id.
  std::string team(const std::string& name);
  // Another team of that name, which the source tells apart by an id.
  std::string namesake(const std::string& name, const std::string& id);
  std::string player(const std::string& nickname);
  TeamReport& team_report(const std::string& external_id) { return teams_.at(external_id); }
  PlayerReport& player_report(const std::string& external_id) { return players_.at(external_id); }
  void move_to(Report& report);

 private:
  std::map<std::string, std::string> team_ids_;  // by letters
  std::map<std::string, TeamReport> teams_;
  std::map<std::string, PlayerReport> players_;
};

}  // namespace cs2::provider

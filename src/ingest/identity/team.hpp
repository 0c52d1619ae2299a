// Whether two teams are one: by their names, who plays in them, and whom they meet when.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>

#include "model/report.hpp"
#include "model/review.hpp"
#include "store/snapshot/snapshot.hpp"

namespace cs2::ingest {

// All that is known of a team, be it told just now or stored.
struct TeamCase {
  std::string name;               // folded
  std::set<std::string> aliases;  // folded
  std::string acronym;            // folded
  std::optional<std::string> country;
  std::set<CrossReference> ids;
  std::vector<store::DatedLineUp> line_ups;
};

// Of the report's teams, by external id.
using ReportedLineUps = std::map<std::string, std::vector<store::DatedLineUp>>;
ReportedLineUps list_line_ups(const Report& report);

TeamCase case_of(const Report& report, const TeamReport& team, const ReportedLineUps& line_ups);
TeamCase case_of(const Team& team, const store::TeamSnapshot& known);
// What is stored, with what the report adds to it.
TeamCase joined(TeamCase stored, const TeamCase& reported);

// What is known of the two together.
struct TeamCircumstances {
  int shared_matches = 0;       // the same opponent at the same minute
  bool named_together = false;  // one report names both
  bool played_each_other = false;
  bool name_is_shared = false;  // a third team bears it
};

Resemblance compare_teams(const TeamCase& one, const TeamCase& other, const TeamCircumstances& both);

// The teams of stored matches that stand where the report has another, and in how many: same opponent, same
// minute; of finished ones whose day alone is known the same result, if it is the only one. `ours` are the
// report's teams that are known.
using StandIns = std::map<std::string, std::map<TeamId, int>>;
StandIns list_stand_ins(const Report& report, const store::MatchSnapshot& known,
                        const std::map<std::string, TeamId>& ours);

// Who a reported team may be: who bears one of its names, stands in for it, or had its players.
struct TeamCandidate {
  Team team;
  bool bears_name = false;
  int shared_matches = 0;
};
std::map<TeamId, TeamCandidate> list_team_candidates(const TeamReport& team, const store::TeamSnapshot& known,
                                                     const StandIns& stand_ins);

// How many matches two of ours may share: the same opponent, time and result.
int count_shared(const std::vector<Match>& of_one, TeamId one, const std::vector<Match>& of_other,
                 TeamId other);

// What so many of them say, beside what is said already.
void add_shared(int shared, Resemblance& resemblance);

// Only a template of the wiki names it: no page, and a name that was written for a link.
bool is_template(const CrossReference& id);

}  // namespace cs2::ingest

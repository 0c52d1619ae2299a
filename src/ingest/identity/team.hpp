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
  std::set<std::string> players;  // folded nicknames
};

TeamCase case_of(const Report& report, const TeamReport& team);
TeamCase case_of(const Team& team, const store::TeamSnapshot& known);
// What is stored, with what the report adds to it.
TeamCase joined(TeamCase stored, const TeamCase& reported);

// What is known of the two together.
struct TeamCircumstances {
  bool share_match = false;  // the same opponent at the same minute
  bool played_each_other = false;
  bool name_is_shared = false;  // a third team bears it
};

Resemblance compare_teams(const TeamCase& one, const TeamCase& other, const TeamCircumstances& both);

// The teams of stored matches that stand where the report has another: same opponent, same minute. `ours` are
// the report's teams that are known.
std::map<std::string, std::set<TeamId>> list_stand_ins(const Report& report,
                                                       const store::MatchSnapshot& known,
                                                       const std::map<std::string, TeamId>& ours);

// Only a template of the wiki names it: no page, and a name that was written for a link.
bool is_template(const CrossReference& id);

}  // namespace cs2::ingest

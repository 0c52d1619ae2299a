// The squad of a team as Liquipedia's wiki knows it, read from tests/data/liquipedia/squads.tsv.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "support/table.hpp"

namespace cs2::test {

struct SquadMember {
  std::string table;  // active, inactive, former, organization
  std::string nickname;
  std::string page;
  bool has_page = true;
  std::string country;
  std::string name;
  std::string position;
  std::string role;
  std::string joined;
  std::string benched;
  std::string left;
  std::string new_team;
};

inline std::vector<SquadMember> read_squad(std::string_view team) {
  std::vector<SquadMember> squad;
  for (const auto& row : read_table("liquipedia/squads.tsv")) {
    if (row["team"] == team)
      squad.push_back({row["table"], row["nickname"], row["page"], row["has_page"] == "yes", row["country"],
                       row["name"], row["position"], row["role"], row["joined"], row["benched"], row["left"],
                       row["new_team"]});
  }
  return squad;
}

}  // namespace cs2::test

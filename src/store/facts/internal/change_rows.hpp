// Changes as they are read. Private to store.
#pragma once

#include <string>
#include <string_view>
#include <tuple>

#include "model/change.hpp"
#include "store/database/internal/sql.hpp"

namespace cs2::store {

struct ChangeRow {
  static constexpr std::string_view names =
      "c.id, c.match_id, c.team_id, c.player_id, c.at, c.kind, c.detail";

  ChangeId id;
  MatchId match;
  TeamId team;
  PlayerId player;
  Timestamp at;
  std::string kind;
  std::string detail;

  auto columns() { return std::tie(id, match, team, player, at, kind, detail); }
};

// Throws DatabaseError for what this version cannot read.
Change change_of(const ChangeRow& row);

}  // namespace cs2::store

#include "store/facts/internal/change_rows.hpp"

#include "store/facts/internal/fact_rows.hpp"

namespace cs2::store {

Change change_of(const ChangeRow& row) {
  return {.id = row.id,
          .match = row.match,
          .at = row.at,
          .what = readable(parse_what(row.kind, row.detail), "change", row.id.value),
          .team = row.team,
          .player = row.player};
}

}  // namespace cs2::store

#include "store/facts/imports.hpp"

#include <tuple>

#include "store/database/internal/sql.hpp"

namespace cs2::store {
namespace {

struct ImportRow {
  ImportState state;
  auto columns() {
    return std::tie(state.digest, state.source, state.name, state.rows_done, state.rejected, state.created,
                    state.changed, state.begun_at, state.ended_at);
  }
};

}  // namespace

std::optional<ImportState> find_import(Store& store, const std::string& digest, const std::string& source) {
  auto row = store.sql().read()->select_one<ImportRow>(R"(
        SELECT digest, source, name, rows_done, rejected, created, changed, begun_at, ended_at
        FROM import_file WHERE digest = :digest AND source = :source)",
                                                       digest, source);
  if (!row) return std::nullopt;
  return std::move(row->state);
}

void save_import(Store& store, const ImportState& state) {
  store.sql().write()->run(R"(
        INSERT INTO import_file (digest, source, name, rows_done, rejected, created, changed, begun_at, ended_at)
        VALUES (:digest, :source, :name, :rows_done, :rejected, :created, :changed, :begun_at, :ended_at)
        ON CONFLICT (digest, source) DO UPDATE
        SET name = excluded.name, rows_done = excluded.rows_done, rejected = excluded.rejected,
            created = excluded.created, changed = excluded.changed, begun_at = excluded.begun_at,
            ended_at = excluded.ended_at)",
                           state.digest, state.source, state.name, state.rows_done, state.rejected,
                           state.created, state.changed, state.begun_at, state.ended_at);
}

void count_anew(Store& store) {
  if (store.is_sqlite()) return;
  store.sql().write()->run_once("ANALYZE external_id, alias, match, match_map, sighting");
}

}  // namespace cs2::store

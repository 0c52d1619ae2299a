#include "store/transaction.hpp"

#include "base/log.hpp"

namespace cs2::store {
namespace {

// A session whose transaction cannot be ended must not be lent again.
void end_quietly(Sql& sql, const char* how) {
  if (sql.is_broken()) return;
  try {
    sql.run_once(how);
  } catch (const std::exception& broken) {
    log::error("store: ending a transaction failed, connection closed", broken);
    sql.mark_broken();
  }
}

}  // namespace

Reading::Reading(Store& store) : lent_(store.sql().read()) {
  lent_->run_once(lent_->is_sqlite() ? "BEGIN" : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
}

Reading::~Reading() {
  end_quietly(*lent_, "ROLLBACK");
}

Writing::Writing(Store& store) : answers_(store.answers()), lent_(store.sql().write()) {
  // IMMEDIATE waits for another process's write here; later it would fail at once.
  lent_->run_once(lent_->is_sqlite() ? "BEGIN IMMEDIATE" : "BEGIN");
}

Writing::~Writing() {
  if (open_) end_quietly(*lent_, "ROLLBACK");
}

void Writing::rename(Thing thing, std::int64_t ours) {
  touch(Topic::names);
  renamed_.emplace(thing, ours);
}

// The counter's row is locked by now, so whoever reads up to a generation has seen all changes up to it.
void Writing::note_renamed(std::int64_t generation) {
  std::vector<std::vector<Cell>> rows;
  rows.reserve(renamed_.size());
  for (const auto& [thing, ours] : renamed_) rows.push_back(to_cells(name(thing), ours, generation));
  lent_->insert_all("INSERT INTO name_change (kind, ours, generation) VALUES", rows,
                    "ON CONFLICT (kind, ours) DO UPDATE SET generation = excluded.generation");
}

void Writing::commit() {
  std::vector<std::pair<Topic, std::int64_t>> moved;
  for (const auto topic : touched_) {
    const auto row = lent_->select_one<Row<std::int64_t>>(
        "UPDATE generation SET value = value + 1 WHERE topic = :topic RETURNING value", name(topic));
    if (!row) continue;
    moved.emplace_back(topic, std::get<0>(*row));
    if (topic == Topic::names && !renamed_.empty()) note_renamed(std::get<0>(*row));
  }
  lent_->run_once("COMMIT");
  open_ = false;
  for (const auto& [topic, generation] : moved) answers_.moved(topic, generation);
}

}  // namespace cs2::store

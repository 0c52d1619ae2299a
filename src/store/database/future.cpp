#include "store/database/future.hpp"

#include "base/limits/future.hpp"
#include "base/limits/notify.hpp"
#include "base/log.hpp"
#include "store/database/internal/transaction.hpp"

namespace cs2::store {
namespace {

struct Moment {
  std::string_view table;
  std::string_view column;
};

// When something was done or seen, where later ones are compared with it.
constexpr Moment moments[] = {
    {"feed", "tried_at"},       {"feed", "succeeded_at"},      {"subject", "asked_at"},
    {"sighting", "seen_at"},    {"external_id", "seen_at"},    {"issue", "last_seen_at"},
    {"delivery", "planned_at"}, {"delivery", "attempted_at"},  {"delivery", "doubt_since"},
    {"delivery", "settled_at"}, {"subscription", "created_at"}};

}  // namespace

void forget_future(Store& store) {
  Writing writing{store};
  auto& sql = writing.sql();
  const auto now = store.clock().now();
  std::int64_t rows = 0;
  for (const auto& [table, column] : moments)
    rows += sql.run(fmt::format("UPDATE {0} SET {1} = :now WHERE {1} > :later", table, column), now, now);
  // These may stand in the future, but not so far. Whoever is tried too early waits again.
  sql.run("UPDATE delivery SET due_at = :now WHERE state = 'waiting' AND due_at > :later", now,
          rows > 0 ? now : now + limits::delivery_ahead_max);
  sql.run("UPDATE target SET probe_at = :now WHERE blocked_at IS NOT NULL AND probe_at > :later", now,
          rows > 0 ? now : now + limits::probe_pause_max);
  if (rows > 0) {
    log::warning("store: the clock was set back, times in the future count as now", {{"rows", rows}});
    writing.touch(Topic::feeds);
    writing.touch(Topic::matches);
  }
  writing.commit();
}

}  // namespace cs2::store

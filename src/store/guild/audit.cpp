#include "store/guild/audit.hpp"

#include "base/limits/store.hpp"
#include "base/text.hpp"
#include "store/database/internal/transaction.hpp"

namespace cs2::store {
namespace {

std::int64_t column_of(std::uint64_t id) {
  return static_cast<std::int64_t>(id);
}

std::optional<std::int64_t> optional_column_of(std::uint64_t id) {
  return id == 0 ? std::nullopt : std::optional{column_of(id)};
}

// PostgreSQL takes no NUL.
std::string clean(std::string_view text) {
  auto kept = shorten(text, limits::audit_characters);
  std::erase(kept, '\0');
  return kept;
}

struct EntryRow {
  std::optional<std::int64_t> actor;
  Timestamp at;
  std::string action;
  std::string subject;
  std::string before;
  std::string after;
  auto columns() { return std::tie(actor, at, action, subject, before, after); }
};

}  // namespace

void add_audit(Sql& sql, const AuditEntry& entry) {
  sql.run(R"(
        INSERT INTO audit (guild_id, actor_id, at, action, subject, value_before, value_after)
        VALUES (:guild, :actor, :at, :action, :subject, :before, :after))",
          column_of(entry.guild), optional_column_of(entry.actor), entry.at, entry.action,
          clean(entry.subject), clean(entry.before), clean(entry.after));
}

void add_guild_audit(Sql& sql, std::string_view action, std::uint64_t guild, Timestamp at, AuditEntry entry) {
  if (guild == 0) return;
  entry.guild = guild;
  entry.at = at;
  entry.action = action;
  add_audit(sql, entry);
}

void add_audit(Store& store, const AuditEntry& entry) {
  add_audit(*store.sql().write(), entry);
}

AuditPage list_audit(Store& store, const AuditQuery& query) {
  std::string where = "guild_id = :guild";
  auto values = to_cells(column_of(query.guild));
  if (!query.kind.empty()) {
    where += " AND action LIKE :kind";
    values.push_back(to_cell(query.kind + ".%"));
  }
  if (query.actor != 0) {
    where += " AND actor_id = :actor";
    values.push_back(to_cell(column_of(query.actor)));
  }

  Reading reading{store};
  AuditPage page;
  page.total = std::get<0>(
      reading.sql().select_bound<Row<int>>("SELECT COUNT(*) FROM audit WHERE " + where, values).at(0));
  values.push_back(to_cell(query.count));
  values.push_back(to_cell(query.offset));
  for (auto& row : reading.sql().select_bound<EntryRow>(
           "SELECT actor_id, at, action, subject, value_before, value_after FROM audit WHERE " + where +
               " ORDER BY id DESC LIMIT :count OFFSET :offset",
           std::move(values))) {
    page.entries.push_back({.guild = query.guild,
                            .actor = static_cast<std::uint64_t>(row.actor.value_or(0)),
                            .at = row.at,
                            .action = std::move(row.action),
                            .subject = std::move(row.subject),
                            .before = std::move(row.before),
                            .after = std::move(row.after)});
  }
  return page;
}

int purge_audit(Store& store) {
  constexpr std::int64_t day = milliseconds{days{1}}.count();
  return static_cast<int>(store.sql().write()->run(
      R"(
        DELETE FROM audit WHERE at < CAST(:now AS BIGINT) - CAST(:day AS BIGINT) * COALESCE(
            (SELECT s.audit_days FROM guild_settings s WHERE s.guild_id = audit.guild_id), CAST(:usual AS BIGINT)))",
      store.clock().now(), day, std::int64_t{limits::audit_days.count()}));
}

}  // namespace cs2::store

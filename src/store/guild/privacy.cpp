#include "store/guild/privacy.hpp"

#include <fmt/format.h>

#include <array>
#include <boost/json.hpp>
#include <cassert>

#include "base/limits/store.hpp"
#include "base/number.hpp"
#include "base/text.hpp"
#include "store/database/internal/transaction.hpp"

namespace cs2::store {
namespace {

namespace json = boost::json;

// A table that holds something of a guild or of a person.
struct Holder {
  std::string_view table;
  std::string_view columns;            // exported, at most `columns_max`
  std::string_view order;              // the latest first
  std::string_view of_guild = {};      // the condition on :id; empty: it knows no guild
  std::string_view of_person = {};     // the same of a person
  std::string_view blank_person = {};  // makes the row nobody's; empty: it goes as a whole
  bool while_member = false;           // goes only when we left the guild: until then we are in it
};

// What refers to another table comes before it.
constexpr std::array<Holder, 9> holders{
    {{.table = "target",
      .columns = "id, blocked_at, blocked_reason, told_at",
      .order = "id DESC",
      // Also what was only tested.
      .of_guild = "id IN (SELECT w.target_id FROM (SELECT guild_id, target_id FROM subscription "
                  "UNION ALL SELECT guild_id, target_id FROM delivery "
                  "WHERE subscription_id = 0 OR destination = 'guild') AS w WHERE w.guild_id = :id)",
      .of_person = "id = :id"},
     {.table = "delivery",
      .columns = "occasion, subscription_id, target_id, planned_at, state, reason, settled_at, message_id",
      .order = "id DESC",
      .of_guild = "guild_id = :id",
      .of_person = "guild_id = 0 AND target_id = :id"},
     {.table = "subscription_reminder",
      .columns = "subscription_id, minutes",
      .order = "subscription_id DESC",
      .of_guild = "subscription_id IN (SELECT id FROM subscription WHERE guild_id = :id)",
      .of_person = "subscription_id IN (SELECT id FROM subscription WHERE guild_id = 0 AND target_id = :id)"},
     {.table = "subscription",
      .columns =
          "id, target_id, subject, subject_id, opponent_rank_max, lan_only, best_of_min, region, stage, "
          "kinds, roles, spoilers, threads, digest_at, language, created_at, paused_at, retired_at, "
          "retired_reason, calendar_generation",
      .order = "id DESC",
      .of_guild = "guild_id = :id",
      .of_person = "guild_id = 0 AND target_id = :id"},
     {.table = "person_settings",
      .columns = "locale, time_zone, spoilers",
      .order = "person_id",
      .of_person = "person_id = :id"},
     {.table = "audit",
      .columns = "guild_id, actor_id, at, action, subject, value_before, value_after",
      .order = "id DESC",
      .of_guild = "guild_id = :id",
      .of_person = "actor_id = :id",
      .blank_person = "actor_id = NULL"},
     {.table = "guild_alias",
      .columns = "name, kind, ours, added_at",
      .order = "added_at DESC",
      .of_guild = "guild_id = :id"},
     {.table = "guild_settings",
      .columns = "spoilers, locale, time_zone, default_channel_id, default_channel_kind, notice_channel_id, "
                 "manager_roles, quiet_from, quiet_until, audit_days",
      .order = "guild_id",
      .of_guild = "guild_id = :id"},
     {.table = "guild",
      .columns = "id, name, preferred_locale, joined_at, retired_at",
      .order = "id",
      .of_guild = "id = :id",
      .while_member = true}}};

constexpr std::size_t columns_max = 20;
using TextRow = std::array<std::optional<std::string>, columns_max>;

std::int64_t column_of(std::uint64_t id) {
  return static_cast<std::int64_t>(id);
}

std::vector<std::string_view> columns_of(const Holder& holder) {
  std::vector<std::string_view> columns;
  for (const auto column : split(holder.columns, ',')) columns.push_back(trim(column));
  assert(columns.size() <= columns_max && "a row that is read");
  return columns;
}

// Every column as text, and absent ones up to the width of a TextRow.
std::string select_text(const Holder& holder, std::string_view condition) {
  std::string text = "SELECT ";
  const auto columns = columns_of(holder);
  for (std::size_t i = 0; i < columns_max; ++i) {
    text += fmt::format("{}CAST({} AS TEXT)", i > 0 ? ", " : "", i < columns.size() ? columns[i] : "NULL");
  }
  return text + fmt::format(" FROM {} WHERE {} ORDER BY {} LIMIT {}", holder.table, condition, holder.order,
                            limits::export_rows);
}

json::value exported(std::string_view column, const std::optional<std::string>& stored) {
  if (!stored) return nullptr;
  if (column != "at" && !column.ends_with("_at")) return json::string(*stored);
  std::string_view digits = *stored;
  const auto at = take_number<std::int64_t>(digits).value_or(0);
  return json::string(to_iso8601(from_unix_milliseconds(at)));
}

json::array export_rows(Sql& sql, const Holder& holder, std::string_view condition, std::uint64_t id) {
  json::array rows;
  const auto columns = columns_of(holder);
  for (const auto& row : sql.select<TextRow>(select_text(holder, condition), column_of(id))) {
    json::object object;
    for (std::size_t i = 0; i < columns.size(); ++i) object[columns[i]] = exported(columns[i], row[i]);
    rows.push_back(std::move(object));
  }
  return rows;
}

std::string export_all(Store& store, std::string_view Holder::* condition, std::uint64_t id) {
  Reading reading{store};
  json::object tables;
  for (const auto& holder : holders) {
    const auto of = holder.*condition;
    if (!of.empty()) tables[holder.table] = export_rows(reading.sql(), holder, of, id);
  }
  return json::serialize(tables);
}

std::int64_t forget_guild(Sql& sql, std::int64_t id, bool left) {
  std::int64_t rows = 0;
  for (const auto& holder : holders) {
    if (holder.of_guild.empty() || (holder.while_member && !left)) continue;
    rows += sql.run(fmt::format("DELETE FROM {} WHERE {}", holder.table, holder.of_guild), id);
  }
  return rows;
}

}  // namespace

std::string export_person(Store& store, std::uint64_t user_id) {
  return export_all(store, &Holder::of_person, user_id);
}

std::string export_guild(Store& store, std::uint64_t guild_id) {
  return export_all(store, &Holder::of_guild, guild_id);
}

int forget_person(Store& store, std::uint64_t user_id) {
  Writing writing{store};
  std::int64_t rows = 0;
  for (const auto& holder : holders) {
    if (holder.of_person.empty()) continue;
    const auto statement =
        holder.blank_person.empty()
            ? fmt::format("DELETE FROM {} WHERE {}", holder.table, holder.of_person)
            : fmt::format("UPDATE {} SET {} WHERE {}", holder.table, holder.blank_person, holder.of_person);
    rows += writing.sql().run(statement, column_of(user_id));
  }
  writing.touch(Topic::guilds);
  writing.commit();
  return static_cast<int>(rows);
}

int forget_guild(Store& store, std::uint64_t guild_id) {
  Writing writing{store};
  const auto rows = forget_guild(writing.sql(), column_of(guild_id), false);
  writing.touch(Topic::guilds);
  writing.commit();
  return static_cast<int>(rows);
}

int purge_left_guilds(Store& store) {
  Writing writing{store};
  const auto left = writing.sql().select<Row<std::int64_t>>(
      "SELECT id FROM guild WHERE retired_at < :limit LIMIT :count",
      store.clock().now() - limits::left_guild_days, limits::left_guilds_per_purge);
  for (const auto& [id] : left) forget_guild(writing.sql(), id, true);
  if (!left.empty()) writing.touch(Topic::guilds);
  writing.commit();
  return static_cast<int>(left.size());
}

}  // namespace cs2::store

#include "store/guild/aliases.hpp"

#include "base/limits/store.hpp"
#include "base/text.hpp"
#include "model/entity.hpp"
#include "store/database/internal/transaction.hpp"
#include "store/guild/audit.hpp"

namespace cs2::store {
namespace {

std::int64_t column_of(std::uint64_t guild_id) {
  return static_cast<std::int64_t>(guild_id);
}

std::optional<GuildAlias> alias_of(std::string_view kind, std::int64_t ours, std::string name) {
  const auto entity = parse_entity_kind(kind);
  const auto named = entity ? kind_of(*entity) : std::nullopt;
  if (!named) return std::nullopt;
  return GuildAlias{.kind = *named, .ours = ours, .name = std::move(name)};
}

using AliasRow = Row<std::string, std::int64_t, std::string>;  // kind, ours, name

// Empty when it is gone.
std::string name_of(Sql& sql, NameKind kind, std::int64_t ours) {
  const auto text = kind == NameKind::team     ? "SELECT name FROM team WHERE id = :id"
                    : kind == NameKind::player ? "SELECT nickname FROM player WHERE id = :id"
                                               : "SELECT name FROM tournament WHERE id = :id";
  auto row = sql.select_one<Row<std::string>>(text, ours);
  return row ? std::move(std::get<0>(*row)) : std::string{};
}

// What the name meant so far; empty when nothing.
std::string find_meaning(Sql& sql, std::uint64_t guild_id, const std::string& folded, NameKind kind) {
  const auto row = sql.select_one<Row<std::int64_t>>(
      "SELECT ours FROM guild_alias WHERE guild_id = :guild AND folded = :folded AND kind = :kind",
      column_of(guild_id), folded, name(entity_of(kind)));
  return row ? name_of(sql, kind, std::get<0>(*row)) : std::string{};
}

}  // namespace

Result<void> add_guild_alias(Store& store, std::uint64_t guild_id, const GuildAlias& alias,
                             std::uint64_t actor) {
  const auto folded = fold(alias.name);
  if (folded.empty()) return invalid("nothing of the alias can be read");
  if (count_characters(alias.name) > limits::guild_alias_characters)
    return invalid("the alias is longer than {} characters", limits::guild_alias_characters);

  Writing writing{store};
  auto& sql = writing.sql();
  const auto others = sql.select_one<Row<std::size_t>>(
      "SELECT COUNT(*) FROM guild_alias WHERE guild_id = :guild AND NOT (folded = :folded AND kind = :kind)",
      column_of(guild_id), folded, name(entity_of(alias.kind)));
  if (std::get<0>(others.value()) >= limits::guild_aliases)
    return fail(ErrorKind::conflict, "guild {} has {} aliases already", guild_id, limits::guild_aliases);
  const auto before = find_meaning(sql, guild_id, folded, alias.kind);
  sql.run(R"(
        INSERT INTO guild_alias (guild_id, folded, kind, ours, name, added_at)
        VALUES (:guild, :folded, :kind, :ours, :name, :now)
        ON CONFLICT (guild_id, folded, kind) DO UPDATE SET ours = excluded.ours, name = excluded.name)",
          column_of(guild_id), folded, name(entity_of(alias.kind)), alias.ours, alias.name,
          store.clock().now());
  add_audit(sql, {.guild = guild_id,
                  .actor = actor,
                  .at = store.clock().now(),
                  .action = "alias.add",
                  .subject = alias.name,
                  .before = before,
                  .after = name_of(sql, alias.kind, alias.ours)});
  writing.touch(Topic::guilds);
  writing.commit();
  return {};
}

int remove_guild_alias(Store& store, std::uint64_t guild_id, std::string_view name, std::uint64_t actor) {
  Writing writing{store};
  auto& sql = writing.sql();
  const auto removed = sql.select<AliasRow>(
      "DELETE FROM guild_alias WHERE guild_id = :guild AND folded = :folded RETURNING kind, ours, name",
      column_of(guild_id), fold(name));
  for (const auto& [kind, ours, shown] : removed) {
    const auto alias = alias_of(kind, ours, shown);
    add_audit(sql, {.guild = guild_id,
                    .actor = actor,
                    .at = store.clock().now(),
                    .action = "alias.remove",
                    .subject = shown,
                    .before = alias ? name_of(sql, alias->kind, alias->ours) : std::string{},
                    .after = {}});
  }
  if (!removed.empty()) writing.touch(Topic::guilds);
  writing.commit();
  return static_cast<int>(removed.size());
}

std::vector<GuildAlias> list_guild_aliases(Store& store, std::uint64_t guild_id) {
  std::vector<GuildAlias> aliases;
  for (auto& [kind, ours, shown] : store.sql().read()->select<AliasRow>(
           "SELECT kind, ours, name FROM guild_alias WHERE guild_id = :guild ORDER BY folded, kind",
           column_of(guild_id))) {
    if (auto alias = alias_of(kind, ours, std::move(shown))) aliases.push_back(std::move(*alias));
  }
  return aliases;
}

std::map<std::uint64_t, std::vector<GuildAlias>> list_guild_aliases(Store& store) {
  std::map<std::uint64_t, std::vector<GuildAlias>> of_guilds;
  for (auto& [guild, kind, ours, shown] :
       store.sql().read()->select<Row<std::int64_t, std::string, std::int64_t, std::string>>(R"(
        SELECT guild_id, kind, ours, guild_alias.name FROM guild_alias JOIN guild ON guild.id = guild_id
        WHERE guild.retired_at IS NULL ORDER BY guild_id, folded, kind)")) {
    if (auto alias = alias_of(kind, ours, std::move(shown)))
      of_guilds[static_cast<std::uint64_t>(guild)].push_back(std::move(*alias));
  }
  return of_guilds;
}

std::int64_t guild_aliases_revision(Store& store) {
  return store.answers().generation(Topic::guilds);
}

}  // namespace cs2::store

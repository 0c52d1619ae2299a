#include "store/guild_aliases.hpp"

#include "base/limits/store.hpp"
#include "base/text.hpp"
#include "model/thing.hpp"
#include "store/transaction.hpp"

namespace cs2::store {
namespace {

std::int64_t column_of(std::uint64_t guild_id) {
  return static_cast<std::int64_t>(guild_id);
}

std::optional<GuildAlias> alias_of(std::string_view kind, std::int64_t ours, std::string name) {
  const auto thing = parse_thing(kind);
  const auto named = thing ? kind_of(*thing) : std::nullopt;
  if (!named) return std::nullopt;
  return GuildAlias{.kind = *named, .ours = ours, .name = std::move(name)};
}

}  // namespace

Result<void> add_guild_alias(Store& store, std::uint64_t guild_id, const GuildAlias& alias) {
  const auto folded = fold(alias.name);
  if (folded.empty()) return invalid("nothing of the alias can be read");
  if (count_characters(alias.name) > limits::guild_alias_characters)
    return invalid("the alias is longer than {} characters", limits::guild_alias_characters);

  Writing writing{store};
  auto& sql = writing.sql();
  const auto others = sql.select_one<Row<std::size_t>>(
      "SELECT COUNT(*) FROM guild_alias WHERE guild_id = :guild AND NOT (folded = :folded AND kind = :kind)",
      column_of(guild_id), folded, name(thing_of(alias.kind)));
  if (std::get<0>(others.value()) >= limits::guild_aliases)
    return fail(ErrorKind::conflict, "guild {} has {} aliases already", guild_id, limits::guild_aliases);
  sql.run(R"(
        INSERT INTO guild_alias (guild_id, folded, kind, ours, name, added_at)
        VALUES (:guild, :folded, :kind, :ours, :name, :now)
        ON CONFLICT (guild_id, folded, kind) DO UPDATE SET ours = excluded.ours, name = excluded.name)",
          column_of(guild_id), folded, name(thing_of(alias.kind)), alias.ours, alias.name,
          store.clock().now());
  writing.touch(Topic::guilds);
  writing.commit();
  return {};
}

int remove_guild_alias(Store& store, std::uint64_t guild_id, std::string_view name) {
  Writing writing{store};
  const auto removed =
      writing.sql().run("DELETE FROM guild_alias WHERE guild_id = :guild AND folded = :folded",
                        column_of(guild_id), fold(name));
  if (removed > 0) writing.touch(Topic::guilds);
  writing.commit();
  return static_cast<int>(removed);
}

std::vector<GuildAlias> list_guild_aliases(Store& store, std::uint64_t guild_id) {
  std::vector<GuildAlias> aliases;
  for (auto& [kind, ours, shown] : store.sql().read()->select<Row<std::string, std::int64_t, std::string>>(
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

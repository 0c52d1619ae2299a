#include "store/guilds.hpp"

#include "store/transaction.hpp"

namespace cs2::store {
namespace {

// A snowflake is 63 bits, so it fits a signed column. Its upper 42 bits are a time, by which Discord chooses
// the shard.
constexpr std::int64_t shard_divisor = std::int64_t{1} << 22;

std::int64_t column_of(std::uint64_t guild_id) {
  return static_cast<std::int64_t>(guild_id);
}

std::vector<std::int64_t> columns_of(const std::vector<std::uint64_t>& guild_ids) {
  std::vector<std::int64_t> columns;
  columns.reserve(guild_ids.size());
  for (const auto id : guild_ids) columns.push_back(column_of(id));
  return columns;
}

std::string_view name(SpoilerRule rule) {
  return rule == SpoilerRule::hide ? "hide" : "show";
}

SpoilerRule parse_spoiler_rule(std::string_view text) {
  return text == "hide" ? SpoilerRule::hide : SpoilerRule::show;
}

}  // namespace

int register_guilds(Store& store, const std::vector<NamedGuild>& guilds) {
  if (guilds.empty()) return 0;
  std::vector<std::pair<std::int64_t, std::string>> given;
  given.reserve(guilds.size());
  for (const auto& guild : guilds) {
    auto name = guild.name;
    std::erase(name, '\0');  // one name that PostgreSQL refuses would hold up all the others
    given.emplace_back(column_of(guild.id), std::move(name));
  }
  // "WHERE true", because SQLite would take ON for a join's.
  const auto written = store.sql().write()->run(R"(
        INSERT INTO guild (id, name, joined_at)
        SELECT given.number, given.text, CAST(:now AS BIGINT) FROM PAIRS(:guilds) AS given WHERE true
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, retired_at = NULL
        WHERE guild.name <> excluded.name OR guild.retired_at IS NOT NULL)",
                                                store.clock().now(), given);
  return static_cast<int>(written);
}

int retire_guilds(Store& store, const std::vector<std::uint64_t>& guild_ids) {
  if (guild_ids.empty()) return 0;
  const auto retired = store.sql().write()->run(
      "UPDATE guild SET retired_at = :now WHERE retired_at IS NULL AND id IN NUMBERS(:ids)",
      store.clock().now(), columns_of(guild_ids));
  return static_cast<int>(retired);
}

int retire_missing_guilds(Store& store, const std::vector<std::uint64_t>& present, int shard,
                          int shard_count) {
  const auto retired =
      store.sql().write()->run(R"(
        UPDATE guild SET retired_at = :now
        WHERE retired_at IS NULL AND (id / :divisor) % :shard_count = :shard AND id NOT IN NUMBERS(:present))",
                               store.clock().now(), shard_divisor, shard_count, shard, columns_of(present));
  return static_cast<int>(retired);
}

GuildSettings find_guild_settings(Store& store, std::uint64_t guild_id) {
  return *store.answers().remember<GuildSettings>(Topic::guilds, std::to_string(guild_id), [&] {
    auto row = store.sql()
                   .read()
                   ->select_one<Row<std::string, std::optional<std::string>, std::optional<std::string>>>(
                       "SELECT spoilers, locale, time_zone FROM guild_settings WHERE guild_id = :id",
                       column_of(guild_id));
    if (!row) return GuildSettings{};
    auto& [spoilers, locale, time_zone] = *row;
    return GuildSettings{.spoilers = parse_spoiler_rule(spoilers),
                         .locale = std::move(locale),
                         .time_zone = std::move(time_zone)};
  });
}

void save_guild_settings(Store& store, std::uint64_t guild_id, const GuildSettings& settings) {
  Writing writing{store};
  writing.sql().run(R"(
        INSERT INTO guild_settings (guild_id, spoilers, locale, time_zone)
        VALUES (:guild, :spoilers, :locale, :time_zone)
        ON CONFLICT (guild_id) DO UPDATE
        SET spoilers = excluded.spoilers, locale = excluded.locale, time_zone = excluded.time_zone)",
                    column_of(guild_id), name(settings.spoilers), settings.locale, settings.time_zone);
  writing.touch(Topic::guilds);
  writing.commit();
}

int count_guilds(Store& store) {
  const auto row =
      store.sql().read()->select_one<Row<int>>("SELECT COUNT(*) FROM guild WHERE retired_at IS NULL");
  return std::get<0>(row.value());
}

}  // namespace cs2::store

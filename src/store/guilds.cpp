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

std::string_view name(SpoilerRule rule) {
  return rule == SpoilerRule::hide ? "hide" : "show";
}

SpoilerRule parse_spoiler_rule(std::string_view text) {
  return text == "hide" ? SpoilerRule::hide : SpoilerRule::show;
}

}  // namespace

bool register_guild(Store& store, std::uint64_t guild_id, const std::string& name) {
  Writing writing{store};
  auto& sql = writing.sql();
  const auto inserted = sql.run(
      "INSERT INTO guild (id, name, joined_at) VALUES (:id, :name, :joined_at) ON CONFLICT (id) DO NOTHING",
      column_of(guild_id), name, store.clock().now());
  if (inserted == 0) {
    sql.run(
        "UPDATE guild SET name = :name, retired_at = NULL WHERE id = :id AND (name <> :other OR retired_at "
        "IS NOT NULL)",
        name, column_of(guild_id), name);
  }
  writing.commit();
  return inserted > 0;
}

void retire_guild(Store& store, std::uint64_t guild_id) {
  store.sql().write()->run("UPDATE guild SET retired_at = :now WHERE id = :id AND retired_at IS NULL",
                           store.clock().now(), column_of(guild_id));
}

int retire_missing_guilds(Store& store, const std::vector<std::uint64_t>& present, int shard,
                          int shard_count) {
  std::vector<std::int64_t> ids;
  for (const auto id : present) ids.push_back(column_of(id));
  const auto retired = store.sql().write()->run(R"(
        UPDATE guild SET retired_at = :now
        WHERE retired_at IS NULL AND (id / :divisor) % :shard_count = :shard AND id NOT IN NUMBERS(:present))",
                                                store.clock().now(), shard_divisor, shard_count, shard, ids);
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

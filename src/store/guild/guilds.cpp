#include "store/guild/guilds.hpp"

#include <fmt/format.h>

#include "store/database/internal/transaction.hpp"
#include "store/guild/audit.hpp"

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

// ---- Settings

std::optional<std::int64_t> optional_column_of(std::uint64_t id) {
  return id == 0 ? std::nullopt : std::optional{column_of(id)};
}

std::uint64_t id_of(const std::optional<std::int64_t>& column) {
  return static_cast<std::uint64_t>(column.value_or(0));
}

Destination::Kind kind_of(const std::optional<std::string>& column) {
  return column ? parse_destination_kind(*column).value_or(Destination::Kind::channel)
                : Destination::Kind::channel;
}

struct SettingsRow {
  std::int64_t guild = 0;
  std::string spoilers;
  std::optional<std::string> locale;
  std::optional<std::string> time_zone;
  std::optional<std::int64_t> default_channel;
  std::optional<std::string> default_channel_kind;
  std::optional<std::int64_t> notice_channel;
  std::optional<std::vector<std::uint64_t>> manager_roles;
  std::optional<int> quiet_from;
  std::optional<int> quiet_until;
  std::optional<int> audit_days;
  auto columns() {
    return std::tie(guild, spoilers, locale, time_zone, default_channel, default_channel_kind, notice_channel,
                    manager_roles, quiet_from, quiet_until, audit_days);
  }
};

GuildSettings settings_of(SettingsRow& row) {
  GuildSettings settings{
      .spoilers = parse_spoiler_rule(row.spoilers),
      .locale = std::move(row.locale),
      .time_zone = std::move(row.time_zone),
      .default_channel = {.kind = kind_of(row.default_channel_kind), .id = id_of(row.default_channel)},
      .notice_channel = id_of(row.notice_channel),
      .manager_roles = row.manager_roles.value_or(std::vector<std::uint64_t>{})};
  if (row.quiet_from && row.quiet_until) {
    settings.quiet_hours = QuietHours{.from = *row.quiet_from, .until = *row.quiet_until};
  }
  if (row.audit_days) settings.audit_days = days{*row.audit_days};
  return settings;
}

// Defaults for those that are not known.
std::map<std::uint64_t, GuildSettings> load_settings(Sql& sql, const std::vector<std::uint64_t>& guild_ids) {
  std::map<std::uint64_t, GuildSettings> settings;
  for (const auto id : guild_ids) settings.try_emplace(id);
  for (auto& row : sql.select<SettingsRow>(R"(
        SELECT guild_id, spoilers, locale, time_zone, default_channel_id, default_channel_kind, notice_channel_id,
               manager_roles, quiet_from, quiet_until, audit_days
        FROM guild_settings WHERE guild_id IN NUMBERS(:ids))",
                                           columns_of(guild_ids)))
    settings.insert_or_assign(static_cast<std::uint64_t>(row.guild), settings_of(row));
  for (
      auto& [id, locale] : sql.select<Row<std::uint64_t, std::string>>(
          "SELECT id, preferred_locale FROM guild WHERE id IN NUMBERS(:ids) AND preferred_locale IS NOT NULL",
          columns_of(guild_ids)))
    settings.at(id).preferred_locale = std::move(locale);
  return settings;
}

GuildSettings load_settings(Sql& sql, std::uint64_t guild_id) {
  return load_settings(sql, std::vector{guild_id}).at(guild_id);
}

void write_settings(Sql& sql, std::uint64_t guild_id, const GuildSettings& settings) {
  const auto& quiet = settings.quiet_hours;
  const auto& roles = settings.manager_roles;
  const auto minute_of = [&](int QuietHours::* end) {
    return quiet ? std::optional{*quiet.*end} : std::nullopt;
  };
  const bool usual = settings.audit_days == limits::audit_days;
  sql.run(R"(
        UPDATE guild_settings
        SET spoilers = :spoilers, locale = :locale, time_zone = :time_zone, default_channel_id = :default_channel,
            default_channel_kind = :default_channel_kind, notice_channel_id = :notice_channel, manager_roles = :roles, quiet_from = :quiet_from,
            quiet_until = :quiet_until, audit_days = :audit_days
        WHERE guild_id = :guild)",
          name(settings.spoilers), settings.locale, settings.time_zone,
          optional_column_of(settings.default_channel.id), name(settings.default_channel.kind),
          optional_column_of(settings.notice_channel), roles.empty() ? std::nullopt : std::optional{roles},
          minute_of(&QuietHours::from), minute_of(&QuietHours::until),
          usual ? std::nullopt : std::optional{std::int64_t{settings.audit_days.count()}},
          column_of(guild_id));
}

std::string channel_text(std::uint64_t id) {
  return id == 0 ? std::string{} : fmt::format("<#{}>", id);
}

// As the audit log says them; in one order, always all.
std::vector<std::pair<std::string_view, std::string>> describe(const GuildSettings& settings) {
  std::string roles;
  for (const auto role : settings.manager_roles)
    roles += fmt::format("{}<@&{}>", roles.empty() ? "" : " ", role);
  const auto clock = [](int minute) { return fmt::format("{:02}:{:02}", minute / 60, minute % 60); };
  const auto& quiet = settings.quiet_hours;
  return {{"spoilers", std::string{name(settings.spoilers)}},
          {"language", settings.locale.value_or("")},
          {"time_zone", settings.time_zone.value_or("")},
          {"default_channel", channel_text(settings.default_channel.id)},
          {"notice_channel", channel_text(settings.notice_channel)},
          {"manager_roles", roles},
          {"quiet_hours", quiet ? clock(quiet->from) + "-" + clock(quiet->until) : ""},
          {"audit_days", std::to_string(settings.audit_days.count())}};
}

}  // namespace

int register_guilds(Store& store, const std::vector<NamedGuild>& guilds) {
  if (guilds.empty()) return 0;
  std::vector<std::pair<std::int64_t, std::string>> given;
  std::vector<std::pair<std::int64_t, std::string>> locales;
  given.reserve(guilds.size());
  for (const auto& guild : guilds) {
    auto name = guild.name;
    std::erase(name, '\0');  // one name that PostgreSQL refuses would hold up all the others
    given.emplace_back(column_of(guild.id), std::move(name));
    if (!guild.preferred_locale.empty() && !guild.preferred_locale.contains('\0'))
      locales.emplace_back(column_of(guild.id), guild.preferred_locale);
  }
  Writing writing{store};
  // A name that is missing overwrites none. "WHERE true", because SQLite would take ON for a join's.
  const auto written = writing.sql().run(R"(
        INSERT INTO guild (id, name, joined_at)
        SELECT given.number, given.text, CAST(:now AS BIGINT) FROM PAIRS(:guilds) AS given WHERE true
        ON CONFLICT (id) DO UPDATE
        SET name = COALESCE(NULLIF(excluded.name, ''), guild.name), retired_at = NULL
        WHERE guild.name <> COALESCE(NULLIF(excluded.name, ''), guild.name) OR guild.retired_at IS NOT NULL)",
                                         store.clock().now(), given);
  const auto relocated = locales.empty() ? 0
                                         : writing.sql().run(R"(
        UPDATE guild SET preferred_locale = given.text FROM PAIRS(:locales) AS given
        WHERE given.number = guild.id AND COALESCE(guild.preferred_locale, '') <> given.text)",
                                                             locales);
  if (relocated > 0) writing.touch(Topic::guilds);
  writing.commit();
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
  return *store.answers().remember<GuildSettings>(
      Topic::guilds, std::to_string(guild_id), [&] { return load_settings(*store.sql().read(), guild_id); });
}

std::map<std::uint64_t, GuildSettings> list_guild_settings(Store& store,
                                                           const std::vector<std::uint64_t>& guild_ids) {
  return load_settings(*store.sql().read(), guild_ids);
}

GuildSettings change_guild_settings(Store& store, std::uint64_t guild_id, std::uint64_t actor,
                                    const std::function<void(GuildSettings&)>& change) {
  Writing writing{store};
  auto& sql = writing.sql();
  // Locks the row, so that of two changes the second builds on the first.
  sql.run(R"(
        INSERT INTO guild_settings (guild_id, spoilers) VALUES (:guild, :spoilers)
        ON CONFLICT (guild_id) DO UPDATE SET spoilers = guild_settings.spoilers)",
          column_of(guild_id), name(SpoilerRule::show));
  auto before = load_settings(sql, guild_id);
  auto after = before;
  change(after);
  if (after == before) return before;

  write_settings(sql, guild_id, after);
  const auto was = describe(before);
  const auto is = describe(after);
  for (std::size_t i = 0; i < is.size(); ++i) {
    if (was[i].second == is[i].second) continue;
    add_audit(sql, {.guild = guild_id,
                    .actor = actor,
                    .at = store.clock().now(),
                    .action = "settings.change",
                    .subject = std::string{is[i].first},
                    .before = was[i].second,
                    .after = is[i].second});
  }
  writing.touch(Topic::guilds);
  writing.commit();
  return after;
}

void save_guild_settings(Store& store, std::uint64_t guild_id, const GuildSettings& settings,
                         std::uint64_t actor) {
  change_guild_settings(store, guild_id, actor, [&](GuildSettings& each) { each = settings; });
}

int count_guilds(Store& store) {
  const auto row =
      store.sql().read()->select_one<Row<int>>("SELECT COUNT(*) FROM guild WHERE retired_at IS NULL");
  return std::get<0>(row.value());
}

}  // namespace cs2::store

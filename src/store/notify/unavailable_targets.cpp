#include "store/notify/unavailable_targets.hpp"

#include <algorithm>
#include <optional>

#include "base/limits/notify.hpp"
#include "store/database/internal/transaction.hpp"

namespace cs2::store {
namespace {

constexpr std::string_view deleted = "unknown_channel";

// The guild that it is a channel of, as far as anything of ours says so.
std::optional<std::uint64_t> find_guild(Sql& sql, std::uint64_t target) {
  for (const auto* text :
       {"SELECT guild_id FROM target WHERE id = :target AND guild_id IS NOT NULL",
        "SELECT guild_id FROM subscription WHERE target_id = :target AND retired_at IS NULL "
        "AND guild_id <> 0 LIMIT 1",
        "SELECT guild_id FROM guild_settings WHERE default_channel_id = :target LIMIT 1",
        "SELECT guild_id FROM guild_settings WHERE notice_channel_id = :target LIMIT 1",
        "SELECT guild_id FROM delivery WHERE target_id = :target AND state = 'blocked' "
        "AND guild_id <> 0 LIMIT 1"}) {
    if (const auto row = sql.select_one<Row<std::uint64_t>>(text, target)) return std::get<0>(*row);
  }
  return std::nullopt;
}

int count(Sql& sql, std::string_view text, std::uint64_t guild, std::uint64_t target) {
  return std::get<0>(sql.select_one<Row<int>>(text, guild, target).value());
}

BlockedTarget describe(Sql& sql, std::uint64_t guild, std::uint64_t target, std::string reason) {
  return {.guild = guild,
          .target = target,
          .reason = std::move(reason),
          .subscriptions = count(sql,
                                 "SELECT COUNT(*) FROM subscription WHERE guild_id = :guild "
                                 "AND target_id = :target AND retired_at IS NULL",
                                 guild, target),
          .is_default = count(sql,
                              "SELECT COUNT(*) FROM guild_settings WHERE guild_id = :guild "
                              "AND default_channel_id = :target",
                              guild, target) > 0,
          .tells_problems = count(sql,
                                  "SELECT COUNT(*) FROM guild_settings WHERE guild_id = :guild "
                                  "AND notice_channel_id = :target",
                                  guild, target) > 0};
}

// Whoever was notified of something else is notified of this too.
void note_deleted(Sql& sql, std::uint64_t channel, Timestamp now) {
  const auto noted = sql.run(R"(
      INSERT INTO target (id, lease_until, blocked_at, blocked_reason, probe_at, probes)
      SELECT CAST(:id AS BIGINT), 0, CAST(:now AS BIGINT), CAST(:reason AS TEXT), CAST(:probe_at AS BIGINT), 0
      WHERE EXISTS (SELECT 1 FROM subscription WHERE target_id = :followed AND retired_at IS NULL)
            OR EXISTS (SELECT 1 FROM guild_settings WHERE default_channel_id = :usual)
            OR EXISTS (SELECT 1 FROM guild_settings WHERE notice_channel_id = :problems)
      ON CONFLICT (id) DO UPDATE
      SET blocked_at = COALESCE(target.blocked_at, excluded.blocked_at), probe_at = excluded.probe_at,
          told_at = CASE WHEN target.blocked_reason = excluded.blocked_reason THEN target.told_at END,
          blocked_reason = excluded.blocked_reason)",
                             channel, now, deleted, now + limits::probe_pause_max, channel, channel, channel);
  if (noted == 0) return;
  sql.run(
      "UPDATE delivery SET state = 'blocked', reason = :reason WHERE target_id = :target AND state = 'waiting'",
      deleted, channel);
}

}  // namespace

std::vector<BlockedTarget> take_unreported_blocks(Store& store) {
  Writing writing{store};
  auto& sql = writing.sql();
  std::vector<BlockedTarget> unreported;
  for (auto& [target, reason] : sql.select<Row<std::uint64_t, std::string>>(
           "UPDATE target SET told_at = :now WHERE blocked_at IS NOT NULL AND told_at IS NULL "
           "RETURNING id, COALESCE(blocked_reason, '')",
           store.clock().now())) {
    if (const auto guild = find_guild(sql, target))
      unreported.push_back(describe(sql, *guild, target, std::move(reason)));
  }
  writing.commit();
  return unreported;
}

void note_deleted_channels(Store& store, const std::vector<std::uint64_t>& channels) {
  if (channels.empty()) return;
  Writing writing{store};
  for (const auto channel : channels) note_deleted(writing.sql(), channel, store.clock().now());
  writing.commit();
}

std::map<std::uint64_t, std::string> find_refusals(Store& store, const std::vector<std::uint64_t>& channels) {
  std::map<std::uint64_t, std::string> refusals;
  if (channels.empty()) return refusals;
  std::vector<std::int64_t> ids;
  ids.reserve(channels.size());
  for (const auto channel : channels) ids.push_back(static_cast<std::int64_t>(channel));
  for (
      auto& [id, reason] : store.sql().read()->select<Row<std::uint64_t, std::string>>(
          "SELECT id, COALESCE(blocked_reason, '') FROM target WHERE id IN NUMBERS(:ids) AND blocked_at IS NOT NULL",
          ids))
    refusals.emplace(id, std::move(reason));
  return refusals;
}

}  // namespace cs2::store

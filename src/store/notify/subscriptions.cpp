#include "store/notify/subscriptions.hpp"

#include <algorithm>
#include <map>

#include "base/limits/notify.hpp"
#include "store/database/internal/transaction.hpp"
#include "store/facts/internal/fact_rows.hpp"
#include "store/notify/internal/outbox_sql.hpp"

namespace cs2::store {
namespace {

constexpr std::string_view columns =
    "id, guild_id, destination, target_id, subject, subject_id, opponent_rank_max, lan_only, best_of_min, "
    "region, stage, kinds, roles, spoilers, threads, digest_at, language, created_at, paused_at";

struct SubscriptionRow {
  SubscriptionId id;
  std::uint64_t guild = 0;
  std::string destination;
  std::uint64_t target = 0;
  std::string subject;
  std::int64_t subject_id = 0;
  std::optional<int> opponent_rank_max;
  bool lan_only = false;
  std::optional<int> best_of_min;
  std::optional<std::string> region;
  std::optional<std::string> stage;
  std::int64_t kinds = 0;
  std::vector<std::uint64_t> roles;
  std::string spoilers;
  bool threads = false;
  std::optional<int> digest_at;
  std::optional<std::string> language;
  Timestamp created_at;
  std::optional<Timestamp> paused_at;

  auto columns() {
    return std::tie(id, guild, destination, target, subject, subject_id, opponent_rank_max, lan_only,
                    best_of_min, region, stage, kinds, roles, spoilers, threads, digest_at, language,
                    created_at, paused_at);
  }
};

Subscription subscription_of(SubscriptionRow& row) {
  const auto read = [&row](auto value) { return readable(value, "subscription", row.id.value); };
  return {.id = row.id,
          .guild = row.guild,
          .destination = {.kind = read(parse_destination_kind(row.destination)), .id = row.target},
          .subject = {.kind = read(parse_subject_kind(row.subject)), .id = row.subject_id},
          .filter = {.opponent_rank_max = row.opponent_rank_max,
                     .lan_only = row.lan_only,
                     .best_of_min = row.best_of_min,
                     .region = std::move(row.region),
                     .stage = std::move(row.stage)},
          .kinds = NoticeKinds{row.kinds},
          .reminders = {},
          .roles = std::move(row.roles),
          .spoilers = read(parse_spoiler_policy(row.spoilers)),
          .digest_at = row.digest_at,
          .threads = row.threads,
          .language = std::move(row.language),
          .created_at = row.created_at,
          .paused_at = row.paused_at};
}

std::vector<Subscription> with_reminders(Sql& sql, std::vector<SubscriptionRow> rows) {
  std::vector<SubscriptionId> ids;
  ids.reserve(rows.size());
  for (const auto& row : rows) ids.push_back(row.id);
  std::map<SubscriptionId, std::vector<int>> reminders;
  for (const auto& [id, minutes] : sql.select<Row<SubscriptionId, int>>(
           "SELECT subscription_id, minutes FROM subscription_reminder "
           "WHERE subscription_id IN NUMBERS(:ids) ORDER BY subscription_id, minutes",
           ids)) {
    reminders[id].push_back(minutes);
  }
  std::vector<Subscription> subscriptions;
  subscriptions.reserve(rows.size());
  for (auto& row : rows) {
    subscriptions.push_back(subscription_of(row));
    subscriptions.back().reminders = std::move(reminders[row.id]);
  }
  return subscriptions;
}

void write_reminders(Sql& sql, SubscriptionId id, const std::vector<int>& reminders) {
  sql.run("DELETE FROM subscription_reminder WHERE subscription_id = :id", id);
  std::vector<std::vector<Cell>> rows;
  rows.reserve(reminders.size());
  for (const auto minutes : reminders) rows.push_back(to_cells(id, minutes));
  sql.insert_all("INSERT INTO subscription_reminder (subscription_id, minutes) VALUES", rows,
                 "ON CONFLICT (subscription_id, minutes) DO NOTHING");
}

// A person's own are counted by the person, everybody else's by the guild.
std::vector<SubscriptionRow> rows_of_owner(Sql& sql, std::uint64_t guild, std::uint64_t person) {
  return guild != 0 ? sql.select<SubscriptionRow>(
                          fmt::format("SELECT {} FROM subscription "
                                      "WHERE guild_id = :guild AND retired_at IS NULL ORDER BY id",
                                      columns),
                          guild)
                    : sql.select<SubscriptionRow>(
                          fmt::format("SELECT {} FROM subscription "
                                      "WHERE guild_id = 0 AND target_id = :person AND retired_at IS NULL "
                                      "ORDER BY id",
                                      columns),
                          person);
}

// Whoever saves has made sure that the channel is the guild's. What another guild has saved stands.
void note_channel(Sql& sql, const Subscription& subscription) {
  if (subscription.guild == 0) return;
  sql.run(R"(
      INSERT INTO target (id, lease_until, probes, guild_id) VALUES (:id, 0, 0, :guild)
      ON CONFLICT (id) DO UPDATE SET guild_id = COALESCE(target.guild_id, excluded.guild_id))",
          subscription.destination.id, subscription.guild);
}

// Two who follow the same at once take turns here, so that both see what the other wrote.
void take_turn(Sql& sql, std::uint64_t owner) {
  if (sql.is_sqlite()) return;
  sql.select_one<Row<std::string>>("SELECT CAST(pg_advisory_xact_lock(:key) AS TEXT)", owner);
}

// Another of these that is the same subscription: of the same subject, in the same place.
std::optional<SubscriptionId> find_same(const std::vector<Subscription>& all, const Subscription& wanted) {
  const auto found = std::ranges::find_if(all, [&wanted](const Subscription& other) {
    return other.id != wanted.id && other.destination == wanted.destination &&
           other.subject == wanted.subject && other.filter == wanted.filter;
  });
  return found == all.end() ? std::nullopt : std::optional{found->id};
}

std::vector<Subscription> read_all(std::vector<SubscriptionRow> rows) {
  std::vector<Subscription> all;
  all.reserve(rows.size());
  for (auto& row : rows) all.push_back(subscription_of(row));
  return all;
}

}  // namespace

Result<SubscriptionId> add_subscription(Store& store, const Subscription& wanted, const AuditEntry& entry) {
  Writing writing{store};
  auto& sql = writing.sql();
  take_turn(sql, wanted.guild != 0 ? wanted.guild : wanted.destination.id);
  auto is_new = wanted;
  is_new.id = {};
  const auto all = read_all(rows_of_owner(sql, wanted.guild, wanted.destination.id));
  if (all.size() >= limits::subscriptions_max)
    return fail(ErrorKind::too_large, "there are {} subscriptions already", all.size());
  if (const auto same = find_same(all, is_new)) return fail(ErrorKind::conflict, "{}", same->value);

  const auto& filter = wanted.filter;
  const auto row = sql.select_one<Row<SubscriptionId>>(
      R"(
      INSERT INTO subscription (guild_id, destination, target_id, subject, subject_id, opponent_rank_max,
                                lan_only, best_of_min, region, stage, kinds, roles, spoilers, threads, digest_at,
                                language, created_at)
      VALUES (:guild, :destination, :target, :subject, :subject_id, :opponent_rank_max, :lan_only,
              :best_of_min, :region, :stage, :kinds, :roles, :spoilers, :threads, :digest_at, :language, :created_at)
      RETURNING id)",
      wanted.guild, name(wanted.destination.kind), wanted.destination.id, name(wanted.subject.kind),
      wanted.subject.id, filter.opponent_rank_max, filter.lan_only, filter.best_of_min, filter.region,
      filter.stage, wanted.kinds.bits(), wanted.roles, name(wanted.spoilers), wanted.threads,
      wanted.digest_at, wanted.language, store.clock().now());
  const auto id = std::get<0>(row.value());
  write_reminders(sql, id, wanted.reminders);
  note_channel(sql, wanted);
  add_guild_audit(sql, "follow.add", wanted.guild, store.clock().now(), entry);
  writing.commit();
  return id;
}

Result<void> update_subscription(Store& store, const Subscription& wanted, const AuditEntry& entry) {
  Writing writing{store};
  take_turn(writing.sql(), wanted.guild != 0 ? wanted.guild : wanted.destination.id);
  const auto all = read_all(rows_of_owner(writing.sql(), wanted.guild, wanted.destination.id));
  // Two that have become the same, because what they are about was merged, can still be changed otherwise.
  const auto before = std::ranges::find(all, wanted.id, &Subscription::id);
  if (before == all.end()) return fail(ErrorKind::not_found, "no subscription {}", wanted.id.value);
  const bool elsewhere = before->destination != wanted.destination || before->filter != wanted.filter;
  if (const auto same = elsewhere ? find_same(all, wanted) : std::nullopt)
    return fail(ErrorKind::conflict, "{}", same->value);
  const auto& filter = wanted.filter;
  const auto changed = writing.sql().run(
      R"(
      UPDATE subscription
      SET destination = :destination, target_id = :target, opponent_rank_max = :opponent_rank_max,
          lan_only = :lan_only, best_of_min = :best_of_min, region = :region, stage = :stage, kinds = :kinds,
          roles = :roles, spoilers = :spoilers, threads = :threads, digest_at = :digest_at, language = :language,
          paused_at = :paused_at
      WHERE id = :id AND retired_at IS NULL)",
      name(wanted.destination.kind), wanted.destination.id, filter.opponent_rank_max, filter.lan_only,
      filter.best_of_min, filter.region, filter.stage, wanted.kinds.bits(), wanted.roles,
      name(wanted.spoilers), wanted.threads, wanted.digest_at, wanted.language, wanted.paused_at, wanted.id);
  if (changed == 0) return fail(ErrorKind::not_found, "no subscription {}", wanted.id.value);
  write_reminders(writing.sql(), wanted.id, wanted.reminders);
  note_channel(writing.sql(), wanted);
  add_guild_audit(writing.sql(), "follow.change", wanted.guild, store.clock().now(), entry);
  writing.commit();
  return {};
}

bool retire_subscription(Store& store, SubscriptionId id, const std::string& reason,
                         const AuditEntry& entry) {
  Writing writing{store};
  const auto now = store.clock().now();
  const auto retired = writing.sql().select_one<Row<std::uint64_t>>(
      "UPDATE subscription SET retired_at = :now, retired_reason = :reason "
      "WHERE id = :id AND retired_at IS NULL RETURNING guild_id",
      now, reason, id);
  if (!retired) return false;
  add_guild_audit(writing.sql(), "follow.remove", std::get<0>(*retired), now, entry);
  writing.sql().run(
      "UPDATE delivery SET state = 'dropped', reason = 'unfollowed', settled_at = :now, open = 0 "
      "WHERE subscription_id = :id AND state IN ('waiting', 'blocked') AND message_id IS NULL",
      now, id);
  // A scheduled event is deleted where nobody else subscribes to it.
  static const auto take_back = fmt::format(R"(
      UPDATE delivery SET state = {}, due_at = :now, waits_since = NULL
      WHERE subscription_id = :id AND destination = 'guild' AND state = 'sent' AND open = 1 AND message_id IS NOT NULL)",
                                            waiting_again);
  writing.sql().run(take_back, now, id);
  writing.commit();
  return true;
}

std::vector<Subscription> list_subscriptions_ever(Store& store, const std::vector<SubscriptionId>& ids) {
  Reading reading{store};
  return with_reminders(
      reading.sql(),
      reading.sql().select<SubscriptionRow>(
          fmt::format("SELECT {} FROM subscription WHERE id IN NUMBERS(:ids) ORDER BY id", columns), ids));
}

std::optional<Subscription> find_subscription(Store& store, SubscriptionId id) {
  auto found = list_subscriptions(store, std::vector{id});
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<Subscription> list_subscriptions(Store& store, const std::vector<SubscriptionId>& ids) {
  Reading reading{store};
  return with_reminders(
      reading.sql(),
      reading.sql().select<SubscriptionRow>(
          fmt::format(
              "SELECT {} FROM subscription WHERE id IN NUMBERS(:ids) AND retired_at IS NULL ORDER BY id",
              columns),
          ids));
}

std::vector<Subscription> list_subscriptions(Store& store, std::uint64_t guild, std::uint64_t person) {
  Reading reading{store};
  return with_reminders(reading.sql(), rows_of_owner(reading.sql(), guild, person));
}

}  // namespace cs2::store

#include "store/notify/match_timeline.hpp"

#include <array>

#include "base/enum_names.hpp"
#include "base/limits/notify.hpp"
#include "store/database/internal/transaction.hpp"
#include "store/facts/internal/fact_rows.hpp"

namespace cs2::store {
namespace {

struct ChangeRow {
  ChangeId id;
  MatchId match;
  Timestamp at;
  std::string kind;
  std::string detail;
  std::optional<Timestamp> planned_at;

  auto columns() { return std::tie(id, match, at, kind, detail, planned_at); }
};

constexpr std::string_view status_columns =
    "d.id, d.subscription_id, d.occasion, d.kind, d.change_id, d.match_id, d.destination, d.target_id, "
    "d.told_for, d.edits, d.planned_at, d.due_at, d.state, "
    "CASE WHEN d.state = 'blocked' AND d.reason = '' THEN COALESCE(t.blocked_reason, '') ELSE d.reason END, "
    "d.settled_at, d.channel_id, d.message_id, COALESCE(d.shown_revision, 0), t.probe_at";
constexpr std::string_view status_tables = "delivery d LEFT JOIN target t ON t.id = d.target_id";
// A person's own are those of no guild that go to him; of a guild all.
constexpr std::string_view of_owner = "d.guild_id = :guild AND (d.guild_id <> 0 OR d.target_id = :person)";

struct FateRow {
  DeliveryId id;
  SubscriptionId subscription;
  std::string dedup_key;
  std::string kind;
  ChangeId change;
  MatchId match;
  std::string destination;
  std::uint64_t target = 0;
  std::optional<Timestamp> reminder_for;
  std::optional<DeliveryId> edits;
  Timestamp planned_at;
  Timestamp due_at;
  std::string state;
  std::string reason;
  std::optional<Timestamp> settled_at;
  std::optional<std::uint64_t> channel;
  std::optional<std::uint64_t> message;
  std::int64_t revision = 0;
  std::optional<Timestamp> probe_at;

  auto columns() {
    return std::tie(id, subscription, dedup_key, kind, change, match, destination, target, reminder_for,
                    edits, planned_at, due_at, state, reason, settled_at, channel, message, revision,
                    probe_at);
  }
};

DeliveryStatus status_of(FateRow& row) {
  const auto read = [&row](auto value) { return readable(value, "delivery", row.id.value); };
  DeliveryStatus status{
      .id = row.id,
      .subscription = row.subscription,
      .dedup_key = std::move(row.dedup_key),
      .kind = read(parse_notice_kind(row.kind)),
      .change = row.change,
      .match = row.match,
      .destination = {.kind = read(parse_destination_kind(row.destination)), .id = row.target},
      .reminder_for = row.reminder_for,
      .edits = row.edits,
      .planned_at = row.planned_at,
      .due_at = row.due_at,
      .state = read(parse_delivery_state(row.state)),
      .reason = std::move(row.reason),
      .settled_at = row.settled_at,
      .posted = {},
      .probe_at = row.probe_at};
  if (row.message)
    status.posted =
        Posted{.channel = row.channel.value_or(0), .message = *row.message, .revision = row.revision};
  return status;
}

std::vector<DeliveryStatus> select_delivery_statuses(Sql& sql, std::string_view condition,
                                                     std::vector<Cell> values) {
  std::vector<DeliveryStatus> statuses;
  values.push_back(to_cell(limits::explained_deliveries_max));
  for (auto& row :
       sql.select_bound<FateRow>(fmt::format("SELECT {} FROM {} WHERE {} ORDER BY d.id LIMIT :count",
                                             status_columns, status_tables, condition),
                                 std::move(values)))
    statuses.push_back(status_of(row));
  return statuses;
}

}  // namespace

std::optional<DeliveryState> parse_delivery_state(std::string_view name) {
  using enum DeliveryState;
  static constexpr auto states = names_of<DeliveryState>({{waiting, "waiting"},
                                                          {blocked, "blocked"},
                                                          {sent, "sent"},
                                                          {merged, "merged"},
                                                          {expired, "expired"},
                                                          {dropped, "dropped"},
                                                          {dead, "dead"}});
  return find_in(states, name);
}

std::vector<PlannedChange> list_changes(Store& store, const std::vector<MatchId>& matches) {
  std::vector<PlannedChange> changes;
  for (auto& row : store.sql().read()->select<ChangeRow>(
           R"(
      SELECT id, match_id, at, kind, detail, planned_at FROM change WHERE match_id IN NUMBERS(:matches)
      ORDER BY at, id LIMIT :count)",
           matches, limits::explained_changes_max)) {
    const auto what = readable(parse_what(row.kind, row.detail), "change", row.id.value);
    changes.push_back({.change = {.id = row.id, .match = row.match, .at = row.at, .what = what},
                       .planned_at = row.planned_at});
  }
  return changes;
}

std::vector<DeliveryStatus> list_delivery_statuses(Store& store, const Owner& owner,
                                                   const std::vector<MatchId>& matches) {
  return select_delivery_statuses(*store.sql().read(),
                                  fmt::format("d.match_id IN NUMBERS(:matches) AND {}", of_owner),
                                  to_cells(matches, owner.guild, owner.person));
}

std::vector<DeliveryStatus> list_message_statuses(Store& store, const Owner& owner, std::uint64_t message) {
  Reading reading{store};
  auto& sql = reading.sql();
  // Whatever changed the message has its id too; the first of them posted it.
  auto statuses = select_delivery_statuses(sql, fmt::format("d.message_id = :message AND {}", of_owner),
                                           to_cells(message, owner.guild, owner.person));
  if (statuses.empty()) return statuses;
  const auto& first = statuses.front();
  auto merged = select_delivery_statuses(
      sql,
      fmt::format("d.target_id = :target AND d.occasion = :occasion AND d.state = 'merged' AND {}", of_owner),
      to_cells(first.destination.id, first.dedup_key, owner.guild, owner.person));
  statuses.insert(statuses.begin() + 1, std::make_move_iterator(merged.begin()),
                  std::make_move_iterator(merged.end()));
  return statuses;
}

std::vector<DeliveryStatus> list_test_statuses(Store& store, const Owner& owner, std::uint64_t target,
                                               Timestamp planned_at) {
  return select_delivery_statuses(
      *store.sql().read(),
      fmt::format("d.subscription_id = 0 AND d.target_id = :target AND d.planned_at = :planned AND {}",
                  of_owner),
      to_cells(target, planned_at, owner.guild, owner.person));
}

}  // namespace cs2::store

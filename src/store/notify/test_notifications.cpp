#include "store/notify/test_notifications.hpp"

#include "base/limits/notify.hpp"
#include "store/database/internal/transaction.hpp"

namespace cs2::store {
namespace {

constexpr std::string_view prefix = "test:";
constexpr std::string_view all = "all";
constexpr int urgency = 1;  // somebody waits for it, but no result shall wait for a test

std::optional<Timestamp> last_test(Sql& sql, std::uint64_t target) {
  return std::get<0>(
      sql.select_one<Row<std::optional<Timestamp>>>(
             "SELECT MAX(planned_at) FROM delivery WHERE subscription_id = 0 AND target_id = :target", target)
          .value());
}

void insert(Sql& sql, const TestRequest& request, NoticeKind kind, std::string_view what, Timestamp now) {
  const auto& [where, target] = request.destination;
  // Its turn comes after those of its guild that wait, as with all others.
  sql.run(R"(
      INSERT INTO delivery (subscription_id, occasion, kind, guild_id, destination, target_id, urgency, turn,
                            planned_at, due_at, expires_at, state, reason, attempts)
      SELECT 0, CAST(:occasion AS TEXT), CAST(:kind AS TEXT), CAST(:guild AS BIGINT), CAST(:destination AS TEXT),
             CAST(:target AS BIGINT), CAST(:urgency AS INTEGER),
             1 + COALESCE((SELECT MAX(d.turn) FROM delivery d
                           WHERE d.guild_id = :same_guild AND d.urgency = :same_urgency AND d.state = 'waiting'),
                          (SELECT MIN(d.turn) - 1 FROM delivery d
                           WHERE d.urgency = :any_urgency AND d.state = 'waiting'), 0),
             CAST(:now AS BIGINT), CAST(:due AS BIGINT), CAST(:expires AS BIGINT), 'waiting', '', 0)",
          fmt::format("{}{}:{}:{}", prefix, what, target, unix_milliseconds(now)), name(kind), request.guild,
          name(where), target, urgency, request.guild, urgency, urgency, now, now, now + limits::test_life);
}

}  // namespace

Result<int> plan_test(Store& store, const TestRequest& request) {
  Writing writing{store};
  auto& sql = writing.sql();
  // Two who test one channel at once take turns here.
  if (!sql.is_sqlite())
    sql.select_one<Row<std::string>>("SELECT CAST(pg_advisory_xact_lock(:key) AS TEXT)",
                                     request.destination.id);
  const auto now = store.clock().now();
  const auto last = last_test(sql, request.destination.id);
  if (last && now - *last < limits::test_every) {
    return std::unexpected(
        Error{.kind = ErrorKind::rate_limited,
              .detail = fmt::format("target {} was tested just now", request.destination.id),
              .retry_after = *last + limits::test_every - now});
  }
  const bool is_one = request.together && !request.kinds.empty();
  if (is_one) insert(sql, request, request.kinds.front(), all, now);
  for (const auto kind : request.kinds) {
    if (!is_one) insert(sql, request, kind, name(kind), now);
  }
  writing.commit();
  return is_one ? 1 : static_cast<int>(request.kinds.size());
}

bool is_test(const Delivery& delivery) {
  return !delivery.subscription && delivery.dedup_key.starts_with(prefix);
}

bool is_test_of_all(const Delivery& delivery) {
  return is_test(delivery) && delivery.dedup_key.starts_with(fmt::format("{}{}:", prefix, all));
}

std::vector<DeliveryStatus> list_last_test(Store& store, const Owner& owner, std::uint64_t target) {
  const auto last = last_test(*store.sql().read(), target);
  if (!last) return {};
  return list_test_statuses(store, owner, target, *last);
}

}  // namespace cs2::store

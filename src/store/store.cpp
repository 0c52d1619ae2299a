#include "store/store.hpp"

#include "base/limits/store.hpp"
#include "store/cache/cache.hpp"
#include "store/cache/internal/answers.hpp"
#include "store/database/address.hpp"
#include "store/database/internal/sql.hpp"

namespace cs2::store {

struct Store::State {
  State(const StoreSettings& settings, const Clock& clock, Metrics& metrics)
      : clock(clock),
        metrics(metrics),
        sql(settings.database_url, settings.sessions, metrics),
        cache(settings.redis_url.empty() ? make_process_cache(clock, limits::cache_entries)
                                         : make_redis_cache(settings.redis_url, metrics)),
        answers(sql, settings.redis_url.empty() ? nullptr : cache.get(), clock, metrics) {}

  const Clock& clock;
  Metrics& metrics;
  SqlPool sql;
  std::unique_ptr<Cache> cache;
  Answers answers;
};

Result<std::unique_ptr<Store>> Store::open(const StoreSettings& settings, const Clock& clock,
                                           Metrics& metrics) {
  if (const auto checked = check(settings); !checked) return failed(checked);
  try {
    return std::unique_ptr<Store>(new Store(std::make_unique<State>(settings, clock, metrics)));
  } catch (const DatabaseError& error) {
    return fail(ErrorKind::unavailable, "database: {}", error.what());
  }
}

Store::Store(std::unique_ptr<State> state) : state_(std::move(state)) {}
Store::~Store() = default;

bool Store::is_sqlite() const {
  return state_->sql.is_sqlite();
}
const Clock& Store::clock() const {
  return state_->clock;
}
Metrics& Store::metrics() const {
  return state_->metrics;
}
SqlPool& Store::sql() const {
  return state_->sql;
}
Cache& Store::cache() const {
  return *state_->cache;
}
Answers& Store::answers() const {
  return state_->answers;
}
void Store::invalidate_now() const {
  state_->answers.invalidate_now();
}

}  // namespace cs2::store

#include "store/cache/cache.hpp"
#include "store/cache/internal/redis_connection.hpp"

namespace cs2::store {
namespace {

class RedisCache : public Cache {
 public:
  RedisCache(std::string_view url, Metrics& metrics)
      : redis_(url, metrics, [&metrics](bool reachable) {
          metrics.set("cs2results_redis_reachable", {}, reachable ? 1 : 0);
        }) {}

  std::optional<std::string> find(std::string_view key) override {
    const auto reply = redis_.call({"GET", key});
    if (!reply || reply->type != REDIS_REPLY_STRING) return std::nullopt;
    return std::string{reply->str, reply->len};
  }

  void put(std::string_view key, std::string_view value, milliseconds life) override {
    if (life <= milliseconds::zero()) return;
    redis_.call({"SET", key, value, "PX", std::to_string(life.count())});
  }

  void erase(std::string_view key) override { redis_.call({"DEL", key}); }

  bool reachable() override { return redis_.reachable(); }

 private:
  RedisConnection redis_;
};

}  // namespace

std::unique_ptr<Cache> make_redis_cache(const std::string& url, Metrics& metrics) {
  return std::make_unique<RedisCache>(url, metrics);
}

}  // namespace cs2::store

// A connection to Redis that may be away. Private to store.
//
// The calls take it in turns. It is opened by a thread of its own, because resolving a name may take seconds
// and a call may not: until then, and for some seconds after a failure, calls give nothing at once.
#pragma once

#include <hiredis/hiredis.h>

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "base/metrics.hpp"
#include "store/cache/internal/redis_address.hpp"

namespace cs2::store {

struct FreeRedisReply {
  void operator()(redisReply* reply) const { freeReplyObject(reply); }
};
using RedisReply = std::unique_ptr<redisReply, FreeRedisReply>;

class RedisConnection {
 public:
  struct FreeContext {
    void operator()(redisContext* context) const { redisFree(context); }
  };
  using Context = std::unique_ptr<redisContext, FreeContext>;

  // `changed` is called with whether it can be reached, from any thread.
  RedisConnection(std::string_view url, Metrics& metrics, std::function<void(bool)> changed);
  ~RedisConnection();
  RedisConnection(const RedisConnection&) = delete;
  RedisConnection& operator=(const RedisConnection&) = delete;

  // Null while Redis is away or does not answer in time: never longer than 250 ms. A reply of type error is
  // an answer.
  RedisReply call(const std::vector<std::string_view>& words);
  bool reachable() const { return connected_; }

 private:
  void keep_connected(const std::stop_token& stop, const RedisAddress& address);
  void set_connected(bool connected);

  Metrics& metrics_;
  std::function<void(bool)> changed_;
  std::timed_mutex mutex_;
  std::condition_variable_any wake_;
  Context context_;
  std::atomic<bool> connected_ = false;
  std::jthread connector_;  // last: it ends before what it uses
};

}  // namespace cs2::store

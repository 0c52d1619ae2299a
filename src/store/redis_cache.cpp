#include <hiredis/hiredis.h>
#include <sys/time.h>

#include <atomic>
#include <condition_variable>
#include <csignal>
#include <ctime>
#include <mutex>
#include <thread>
#include <vector>

#include "base/limits/store.hpp"
#include "base/log.hpp"
#include "store/cache.hpp"
#include "store/memory_only.hpp"
#include "store/redis_address.hpp"

namespace cs2::store {
namespace {

struct FreeContext {
  void operator()(redisContext* context) const { redisFree(context); }
};
struct FreeReply {
  void operator()(redisReply* reply) const { freeReplyObject(reply); }
};
using Connection = std::unique_ptr<redisContext, FreeContext>;
using Reply = std::unique_ptr<redisReply, FreeReply>;

timeval timeval_of(milliseconds duration) {
  return {.tv_sec = duration.count() / 1000, .tv_usec = (duration.count() % 1000) * 1000};
}

// hiredis writes without MSG_NOSIGNAL: a Redis that went away would end the process by SIGPIPE.
class WithoutPipeSignal {
 public:
  WithoutPipeSignal() {
    sigemptyset(&pipe_);
    sigaddset(&pipe_, SIGPIPE);
    sigset_t pending;
    sigpending(&pending);
    was_pending_ = sigismember(&pending, SIGPIPE) == 1;
    pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
  }
  ~WithoutPipeSignal() {
    if (!was_pending_) {
      const timespec at_once{};
      while (sigtimedwait(&pipe_, nullptr, &at_once) == SIGPIPE) {
      }
    }
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  WithoutPipeSignal(const WithoutPipeSignal&) = delete;
  WithoutPipeSignal& operator=(const WithoutPipeSignal&) = delete;

 private:
  sigset_t pipe_{};
  sigset_t before_{};
  bool was_pending_ = false;
};

// Null when the connection failed; a reply of type error is an answer.
Reply ask(redisContext& connection, const std::vector<std::string_view>& words) {
  std::vector<const char*> texts;
  std::vector<std::size_t> sizes;
  for (const auto word : words) {
    texts.push_back(word.data());
    sizes.push_back(word.size());
  }
  const WithoutPipeSignal quiet;
  return Reply{static_cast<redisReply*>(
      redisCommandArgv(&connection, static_cast<int>(texts.size()), texts.data(), sizes.data()))};
}

// Null, with the reason in the log, when Redis is not there or does not let us in.
Connection connect(const RedisAddress& address) {
  Connection connection{
      redisConnectWithTimeout(address.host.c_str(), address.port, timeval_of(limits::redis_turn_max))};
  if (!connection || connection->err != 0) return nullptr;
  redisSetTimeout(connection.get(), timeval_of(limits::redis_answer_max));

  std::vector<std::vector<std::string_view>> greetings;
  if (!address.user.empty())
    greetings.push_back({"AUTH", address.user, address.password});
  else if (!address.password.empty())
    greetings.push_back({"AUTH", address.password});
  const auto database = std::to_string(address.database);
  greetings.push_back({"SELECT", database});
  greetings.push_back({"PING"});  // an error while Redis still loads its file
  for (const auto& greeting : greetings) {
    const auto reply = ask(*connection, greeting);
    if (!reply) return nullptr;
    if (reply->type == REDIS_REPLY_ERROR) {
      log::warning("store: Redis refuses us", {{"answer", std::string_view{reply->str, reply->len}}});
      return nullptr;
    }
  }
  return connection;
}

// One connection, which the calls take in turns. It is opened by a thread of its own, because resolving a
// name may take seconds and a call may not: until then, and after a failure, calls miss at once.
class RedisCache : public Cache {
 public:
  RedisCache(std::string_view url, Metrics& metrics) : metrics_(metrics) {
    metrics_.set("cs2results_redis_reachable", {}, 0);
    auto address = parse_redis_url(url);
    if (!address) {
      log::error("store: this Redis cannot be reached", address.error());
      return;
    }
    connector_ = std::jthread{
        [this, address = *address](const std::stop_token& stop) { keep_connected(stop, address); }};
  }

  ~RedisCache() override {
    connector_.request_stop();
    wake_.notify_all();
  }

  std::optional<std::string> find(std::string_view key) override {
    const auto reply = call({"GET", key});
    if (!reply || reply->type != REDIS_REPLY_STRING) return std::nullopt;
    return std::string{reply->str, reply->len};
  }

  void put(std::string_view key, std::string_view value, milliseconds life) override {
    if (life <= milliseconds::zero()) return;
    call({"SET", key, value, "PX", std::to_string(life.count())});
  }

  void erase(std::string_view key) override { call({"DEL", key}); }

  bool reachable() override { return connected_; }

 private:
  Reply call(const std::vector<std::string_view>& words) {
    if (!connected_) return nullptr;
    about_to_wait();
    std::unique_lock turn{mutex_, limits::redis_turn_max};
    if (!turn.owns_lock()) {
      metrics_.count("cs2results_redis_failures_total");
      return nullptr;
    }
    if (!connection_) return nullptr;
    auto reply = ask(*connection_, words);
    if (!reply) {
      // After a late answer the next one would be taken for another's, so the connection goes in any case.
      log::warning("store: Redis does not answer, going on without it", {{"error", connection_->errstr}});
      connection_.reset();
      set_connected(false);
      metrics_.count("cs2results_redis_failures_total");
      wake_.notify_all();
      return nullptr;
    }
    if (reply->type == REDIS_REPLY_ERROR) metrics_.count("cs2results_redis_failures_total");
    return reply;
  }

  void keep_connected(const std::stop_token& stop, const RedisAddress& address) {
    bool first = true;
    while (!stop.stop_requested()) {
      auto fresh = connect(address);
      std::unique_lock lock{mutex_};
      if (fresh) {
        log::info("store: connected to Redis");
        connection_ = std::move(fresh);
        set_connected(true);
        wake_.wait(lock, stop, [this] { return connection_ == nullptr; });
      } else {
        if (first) log::warning("store: Redis is not reachable, going on without it");
        metrics_.count("cs2results_redis_failures_total");
      }
      first = false;
      wake_.wait_for(lock, stop, limits::redis_pause, [] { return false; });
    }
  }

  void set_connected(bool connected) {
    connected_ = connected;
    metrics_.set("cs2results_redis_reachable", {}, connected ? 1 : 0);
  }

  Metrics& metrics_;
  std::timed_mutex mutex_;
  std::condition_variable_any wake_;
  Connection connection_;
  std::atomic<bool> connected_ = false;
  std::jthread connector_;  // last: it ends before what it uses
};

}  // namespace

std::unique_ptr<Cache> make_redis_cache(const std::string& url, Metrics& metrics) {
  return std::make_unique<RedisCache>(url, metrics);
}

}  // namespace cs2::store

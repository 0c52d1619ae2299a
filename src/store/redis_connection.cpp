#include "store/redis_connection.hpp"

#include <sys/time.h>

#include <csignal>
#include <ctime>

#include "base/clock.hpp"
#include "base/limits/store.hpp"
#include "base/log.hpp"
#include "store/memory_only.hpp"

namespace cs2::store {
namespace {

using Context = RedisConnection::Context;

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
RedisReply ask(redisContext& connection, const std::vector<std::string_view>& words) {
  std::vector<const char*> texts;
  std::vector<std::size_t> sizes;
  for (const auto word : words) {
    texts.push_back(word.data());
    sizes.push_back(word.size());
  }
  const WithoutPipeSignal quiet;
  return RedisReply{static_cast<redisReply*>(
      redisCommandArgv(&connection, static_cast<int>(texts.size()), texts.data(), sizes.data()))};
}

// Null, with the reason in the log, when Redis is not there or does not let us in.
Context connect(const RedisAddress& address) {
  Context connection{
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
      log::warning("store: Redis rejected the connection",
                   {{"answer", std::string_view{reply->str, reply->len}}});
      return nullptr;
    }
  }
  return connection;
}

}  // namespace

RedisConnection::RedisConnection(std::string_view url, Metrics& metrics, std::function<void(bool)> changed)
    : metrics_(metrics), changed_(std::move(changed)) {
  changed_(false);
  auto address = parse_redis_url(url);
  if (!address) {
    log::error("store: invalid Redis address", address.error());
    return;
  }
  connector_ = std::jthread{
      [this, address = *address](const std::stop_token& stop) { keep_connected(stop, address); }};
}

RedisConnection::~RedisConnection() {
  connector_.request_stop();
  wake_.notify_all();
}

RedisReply RedisConnection::call(const std::vector<std::string_view>& words) {
  if (!connected_) return nullptr;
  about_to_wait();
  std::unique_lock turn{mutex_, limits::redis_turn_max};
  if (!turn.owns_lock()) {
    metrics_.count("cs2results_redis_failures_total");
    return nullptr;
  }
  if (!context_) return nullptr;
  auto reply = ask(*context_, words);
  if (!reply) {
    // After a late answer the next one would be taken for another's, so the connection goes in any case.
    log::warning("store: Redis is not responding, continuing without it", {{"error", context_->errstr}});
    context_.reset();
    set_connected(false);
    metrics_.count("cs2results_redis_failures_total");
    wake_.notify_all();
    return nullptr;
  }
  if (reply->type == REDIS_REPLY_ERROR) metrics_.count("cs2results_redis_failures_total");
  return reply;
}

void RedisConnection::keep_connected(const std::stop_token& stop, const RedisAddress& address) {
  bool first = true;
  while (!stop.stop_requested()) {
    auto fresh = connect(address);
    std::unique_lock lock{mutex_};
    if (fresh) {
      log::info("store: connected to Redis");
      context_ = std::move(fresh);
      set_connected(true);
      wake_.wait(lock, stop, [this] { return context_ == nullptr; });
    } else {
      if (first) log::warning("store: Redis is unreachable, continuing without it");
      metrics_.count("cs2results_redis_failures_total");
    }
    first = false;
    wake_.wait_for(lock, stop, limits::redis_pause, [] { return false; });
  }
}

void RedisConnection::set_connected(bool connected) {
  connected_ = connected;
  changed_(connected);
}

}  // namespace cs2::store

// Answers that are not read twice: decoded in this process and, with Redis, encoded for the other processes.
//
// Each topic has a generation, a counter in the database that moves in the same transaction as the rows. An
// answer is valid for the generation under which it was asked for, so one write makes all answers of its
// topic stale everywhere, and neither Redis nor a lost message can keep a stale one alive. A write of this
// process is noticed at once, one of another process within limits::generation_age_max. See docs/caching.md.
// Private to store.
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/limits/store.hpp"
#include "store/cache/cache.hpp"
#include "store/cache/internal/lru.hpp"
#include "store/store.hpp"

namespace cs2::store {

enum class Topic { matches, names, feeds, guilds, players, tables };
inline constexpr std::size_t topics = 6;

std::string_view name(Topic topic);  // as stored

class Answers {
 public:
  // `shared` is null when no other process can see the cache.
  Answers(SqlPool& sql, Cache* shared, const Clock& clock, Metrics& metrics);

  std::int64_t generation(Topic topic);
  // The next generation is asked from the database, however lately that was done.
  void invalidate_now();
  // After a commit that moved the topic.
  void moved(Topic topic, std::int64_t generation);

  // The remembered answer, or what `load` returns.
  template <class T, class Load>
  std::shared_ptr<const T> remember(Topic topic, std::string_view key, Load load) {
    const auto current = generation(topic);
    if (auto known = find(topic, key, current)) return std::static_pointer_cast<const T>(known);
    auto answer = std::make_shared<const T>(load());
    count_read("database");
    put(topic, key, current, answer);
    return answer;
  }

  // The same through the shared cache. `decode` gives an optional: what another version of the program wrote
  // there and we cannot read is a miss.
  template <class T, class Load, class Encode, class Decode>
  std::shared_ptr<const T> remember_shared(Topic topic, std::string_view key, Load load, Encode encode,
                                           Decode decode) {
    const auto current = generation(topic);
    if (auto known = find(topic, key, current)) return std::static_pointer_cast<const T>(known);
    if (shared_ == nullptr || !shared_->reachable()) {
      auto answer = std::make_shared<const T>(load());
      count_read("database");
      put(topic, key, current, answer);
      return answer;
    }
    const auto shared_key = key_in_shared_cache(topic, key, current);
    if (const auto text = shared_->find(shared_key)) {
      if (std::optional<T> decoded = decode(*text)) {
        auto answer = std::make_shared<const T>(std::move(*decoded));
        count_read("redis");
        put(topic, key, current, answer);
        return answer;
      }
    }
    auto answer = std::make_shared<const T>(load());
    count_read("database");
    put(topic, key, current, answer);
    put_shared(shared_key, encode(*answer));
    return answer;
  }

 private:
  struct Entry {
    std::int64_t generation;
    Timestamp expires_at;
    std::shared_ptr<const void> answer;
  };

  std::shared_ptr<const void> find(Topic topic, std::string_view key, std::int64_t generation);
  void put(Topic topic, std::string_view key, std::int64_t generation, std::shared_ptr<const void> answer);
  void put_shared(const std::string& key, const std::string& text);
  std::string key_in_shared_cache(Topic topic, std::string_view key, std::int64_t generation);
  void count_read(std::string_view from);

  SqlPool& sql_;
  Cache* shared_;
  const Clock& clock_;
  Metrics& metrics_;

  std::mutex mutex_;
  std::array<std::int64_t, topics> generations_{};
  std::optional<Timestamp> checked_at_;
  int looks_again_ = 0;
  std::string installation_;
  std::array<Lru<Entry>, topics> entries_;
};

}  // namespace cs2::store

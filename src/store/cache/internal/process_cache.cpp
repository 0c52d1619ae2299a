#include <mutex>

#include "store/cache/cache.hpp"
#include "store/cache/internal/lru.hpp"

namespace cs2::store {
namespace {

class ProcessCache : public Cache {
 public:
  ProcessCache(const Clock& clock, std::size_t entries_max) : clock_(clock), entries_(entries_max) {}

  std::optional<std::string> find(std::string_view key) override {
    const std::lock_guard lock{mutex_};
    const auto* entry = entries_.find(key);
    if (entry == nullptr) return std::nullopt;
    // One that lasts longer than it may is of a clock that was set back.
    const auto left = entry->expires_at - clock_.now();
    if (left > milliseconds{0} && left <= entry->life) return entry->value;
    entries_.erase(key);
    return std::nullopt;
  }

  void put(std::string_view key, std::string_view value, milliseconds life) override {
    const std::lock_guard lock{mutex_};
    entries_.put(key, {.value = std::string{value}, .life = life, .expires_at = clock_.now() + life});
  }

  void erase(std::string_view key) override {
    const std::lock_guard lock{mutex_};
    entries_.erase(key);
  }

  bool reachable() override { return true; }

 private:
  struct Entry {
    std::string value;
    milliseconds life;
    Timestamp expires_at;
  };

  const Clock& clock_;
  std::mutex mutex_;
  Lru<Entry> entries_;
};

}  // namespace

std::unique_ptr<Cache> make_process_cache(const Clock& clock, std::size_t entries_max) {
  return std::make_unique<ProcessCache>(clock, entries_max);
}

}  // namespace cs2::store

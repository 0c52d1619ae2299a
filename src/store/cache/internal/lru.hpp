// The most recently used values by key, a bounded number of them. Private to store; not safe from several
// threads.
#pragma once

#include <cstddef>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace cs2::store {

template <class Value>
class Lru {
 public:
  explicit Lru(std::size_t entries_max) : entries_max_(entries_max) {}

  // Null when absent; otherwise valid until the next put or erase.
  Value* find(std::string_view key) {
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) return nullptr;
    order_.splice(order_.begin(), order_, found->second);
    return &found->second->second;
  }

  void put(std::string_view key, Value value) {
    if (entries_max_ == 0) return;
    if (auto* known = find(key)) {
      *known = std::move(value);
      return;
    }
    if (order_.size() >= entries_max_) {
      by_key_.erase(order_.back().first);
      order_.pop_back();
    }
    order_.emplace_front(std::string{key}, std::move(value));
    by_key_.emplace(order_.front().first, order_.begin());
  }

  void erase(std::string_view key) {
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) return;
    const auto entry = found->second;
    by_key_.erase(found);
    order_.erase(entry);
  }

  std::size_t size() const { return order_.size(); }

 private:
  using Entries = std::list<std::pair<std::string, Value>>;

  std::size_t entries_max_;
  Entries order_;                                                            // most recent first
  std::unordered_map<std::string_view, typename Entries::iterator> by_key_;  // keys live in order_
};

}  // namespace cs2::store

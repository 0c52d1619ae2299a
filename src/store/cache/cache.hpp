// Short-lived copies of answers. Losing all of it costs time, never truth; see docs/caching.md.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/metrics.hpp"

namespace cs2::store {

class Cache {
 public:
  virtual ~Cache() = default;
  virtual std::optional<std::string> find(std::string_view key) = 0;
  virtual void put(std::string_view key, std::string_view value, milliseconds life) = 0;
  virtual void erase(std::string_view key) = 0;
  // False while the cache cannot be reached; reads then miss and writes do nothing.
  virtual bool reachable() = 0;
};

std::unique_ptr<Cache> make_process_cache(const Clock& clock, std::size_t entries_max);
// redis://[:password@]host[:port][/database]. Never throws and never blocks longer than 250 ms: after a
// failure Redis is left alone for a few seconds.
std::unique_ptr<Cache> make_redis_cache(const std::string& url, Metrics& metrics);

}  // namespace cs2::store

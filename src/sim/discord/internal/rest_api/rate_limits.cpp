#include "sim/discord/internal/rest_api/rate_limits.hpp"

#include "base/limits/discord.hpp"

namespace cs2::sim {
namespace {

constexpr milliseconds global_window{1000};
// A benchmark passes through thousands of webhooks; windows that ended long ago are dropped in one go.
constexpr std::size_t windows_max = 10'000;
constexpr milliseconds sweep_interval{1000};

}  // namespace

Allowance RateLimits::take(const Bucket& bucket, std::uint64_t major, Timestamp now) {
  if (windows_.size() > windows_max && now >= swept_at_ + sweep_interval) {
    swept_at_ = now;
    std::erase_if(windows_, [&](const auto& entry) { return entry.second.ends <= now; });
  }
  auto& window = windows_[{bucket.name, major}];
  if (window.ends <= now) window = {.ends = now + bucket.window};
  const bool allowed = window.used < bucket.limit;
  if (allowed) ++window.used;
  return {.allowed = allowed,
          .remaining = bucket.limit - window.used,
          .reset_after = window.ends - now,
          .reset_at = window.ends};
}

std::optional<milliseconds> RateLimits::take_global(Timestamp now) {
  if (global_.ends <= now) global_ = {.ends = now + global_window};
  if (global_.used >= requests_per_second_) return global_.ends - now;
  ++global_.used;
  return std::nullopt;
}

void RateLimits::count_invalid(Timestamp now) {
  invalid_.push_back(now);
}

bool RateLimits::is_blocked(Timestamp now) {
  while (!invalid_.empty() && invalid_.front() + limits::invalid_requests_window <= now) invalid_.pop_front();
  return static_cast<int>(invalid_.size()) >= invalid_requests_max_;
}

}  // namespace cs2::sim

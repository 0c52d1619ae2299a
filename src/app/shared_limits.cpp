#include "app/shared_limits.hpp"

#include "store/cache/shared_slots.hpp"

namespace cs2::app {
namespace {

// Two bots may share a Redis. A token begins with the bot's id, which is no secret.
std::string bot_of(const std::string& token) {
  return token.substr(0, token.find('.'));
}

class RedisLimits final : public discord::SharedLimits {
 public:
  RedisLimits(const Settings& settings, io::Blocking& blocking, Metrics& metrics)
      : blocking_(blocking),
        slots_(settings.redis_url, "cs2results:limits:" + bot_of(settings.discord_token), metrics) {}

  Task<std::optional<discord::SlotBlock>> reserve(int count, std::chrono::microseconds spacing,
                                                  std::vector<discord::FullBucket> full) override {
    std::vector<store::SharedSlots::Full> shared_news;
    shared_news.reserve(full.size());
    for (auto& each : full) shared_news.push_back({std::move(each.bucket), each.resource, each.wait});
    std::optional<store::SharedSlots::Block> block;
    try {
      block = co_await blocking_.run([&] { return slots_.reserve(count, spacing, shared_news); });
    } catch (const io::Overloaded&) {
      co_return std::nullopt;
    }
    if (!block) co_return std::nullopt;
    discord::SlotBlock drawn{
        .first_in = block->first_in, .spacing = spacing, .count = count, .processes = block->processes};
    for (auto& each : block->full) drawn.full.push_back({std::move(each.bucket), each.resource, each.wait});
    co_return drawn;
  }

 private:
  io::Blocking& blocking_;
  store::SharedSlots slots_;
};

}  // namespace

std::unique_ptr<discord::SharedLimits> make_shared_limits(const Settings& settings, io::Blocking& blocking,
                                                          Metrics& metrics) {
  if (settings.redis_url.empty()) return nullptr;
  return std::make_unique<RedisLimits>(settings, blocking, metrics);
}

}  // namespace cs2::app

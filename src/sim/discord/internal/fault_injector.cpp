#include "sim/discord/internal/fault_injector.hpp"

#include <algorithm>
#include <array>

namespace cs2::sim {
namespace {

struct Named {
  Fault fault;
  std::string_view name;
};
constexpr std::array names{Named{Fault::server_error, "server_error"},
                           Named{Fault::bad_gateway, "bad_gateway"},
                           Named{Fault::rate_limited, "rate_limited"},
                           Named{Fault::reset, "reset"},
                           Named{Fault::lost_after_accept, "lost_after_accept"},
                           Named{Fault::hung_up, "hung_up"},
                           Named{Fault::hung_up_after_accept, "hung_up_after_accept"}};

}  // namespace

std::optional<Fault> parse_fault(std::string_view name) {
  const auto* const found = std::ranges::find(names, name, &Named::name);
  if (found == names.end()) return std::nullopt;
  return found->fault;
}

std::string_view name(Fault fault) {
  return std::ranges::find(names, fault, &Named::fault)->name;
}

void FaultInjector::order(Fault fault, int requests) {
  ordered_.insert(ordered_.end(), static_cast<std::size_t>(std::max(0, requests)), fault);
}

void FaultInjector::set_chaos(Chaos chaos) {
  random_.seed(chaos.seed);
  chaos_ = std::move(chaos);
}

std::optional<Fault> FaultInjector::take(std::string_view target) {
  if (!ordered_.empty()) {
    const auto fault = ordered_.front();
    ordered_.pop_front();
    return fault;
  }
  if (chaos_.shares.empty() || !target.contains(chaos_.only)) return std::nullopt;
  auto left = std::uniform_real_distribution<double>{0, 1}(random_);
  for (const auto& [fault, share] : chaos_.shares) {
    left -= share;
    if (left < 0) return fault;
  }
  return std::nullopt;
}

}  // namespace cs2::sim

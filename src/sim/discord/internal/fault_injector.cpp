#include "sim/discord/internal/fault_injector.hpp"

#include <algorithm>

#include "base/enum_names.hpp"

namespace cs2::sim {
namespace {

constexpr auto names = names_of<Fault>({{Fault::server_error, "server_error"},
                                        {Fault::bad_gateway, "bad_gateway"},
                                        {Fault::rate_limited, "rate_limited"},
                                        {Fault::reset, "reset"},
                                        {Fault::lost_after_accept, "lost_after_accept"},
                                        {Fault::hung_up, "hung_up"},
                                        {Fault::hung_up_after_accept, "hung_up_after_accept"},
                                        {Fault::unauthorized, "unauthorized"},
                                        {Fault::invalid_form, "invalid_form"}});

}  // namespace

std::optional<Fault> parse_fault(std::string_view name) {
  return find_in(names, name);
}

std::string_view name(Fault fault) {
  return name_in(names, fault);
}

void FaultInjector::order(Fault fault, int requests, std::string only) {
  ordered_.insert(ordered_.end(), static_cast<std::size_t>(std::max(0, requests)),
                  {.fault = fault, .only = std::move(only)});
}

void FaultInjector::set_chaos(Chaos chaos) {
  random_.seed(chaos.seed);
  chaos_ = std::move(chaos);
}

std::optional<Fault> FaultInjector::take(std::string_view target) {
  const auto next =
      std::ranges::find_if(ordered_, [&](const Ordered& each) { return target.contains(each.only); });
  if (next != ordered_.end()) {
    const auto fault = next->fault;
    ordered_.erase(next);
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

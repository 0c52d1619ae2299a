// Discord's limits, shared by all processes of an installation through its Redis.
#pragma once

#include <memory>

#include "app/settings.hpp"
#include "base/metrics.hpp"
#include "discord/shared_limits.hpp"
#include "io/blocking.hpp"

namespace cs2::app {

// Null where there is no Redis: then this process is the only one, or each takes the whole limit for itself.
std::unique_ptr<discord::SharedLimits> make_shared_limits(const Settings& settings, io::Blocking& blocking,
                                                          Metrics& metrics);

}  // namespace cs2::app

// Chance, for jitter and ids. Seeded from the system; safe from every thread.
#pragma once

#include <cstdint>

namespace cs2 {

// Uniform in [0, 1).
double random_share();
std::uint64_t random_bits();

}  // namespace cs2

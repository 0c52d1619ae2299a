#include "base/random.hpp"

#include <random>

namespace cs2 {
namespace {

std::mt19937_64& engine() {
  thread_local std::mt19937_64 engine{[] {
    std::random_device device;
    std::seed_seq seed{device(), device(), device(), device()};
    return std::mt19937_64{seed};
  }()};
  return engine;
}

}  // namespace

double random_share() {
  return std::uniform_real_distribution<double>{0.0, 1.0}(engine());
}

std::uint64_t random_bits() {
  return engine()();
}

}  // namespace cs2

// Discord's own OpenAPI description, for tests that can be stricter with it. It is no part of the project:
// the variable CS2_DISCORD_OPENAPI names it where scripts/check openapi runs the tests, and nothing does
// otherwise.
#pragma once

#include <cstdlib>
#include <memory>
#include <stdexcept>

#include "support/simulation/schema.hpp"

namespace cs2::test {

// Nothing: the simulation checks by its own rules alone.
inline sim::BodyCheck published_check() {
  const char* path = std::getenv("CS2_DISCORD_OPENAPI");  // NOLINT(concurrency-mt-unsafe)
  if (path == nullptr) return {};
  auto loaded = sim::Schema::load(path);
  if (!loaded) throw std::runtime_error(loaded.error().detail);
  return sim::check_against(std::move(*loaded));
}

}  // namespace cs2::test

// Discord's own OpenAPI description, for tests that can be stricter with it. It is no part of the project:
// the variable CS2_DISCORD_OPENAPI names it where scripts/check openapi runs the tests, and nothing does
// otherwise.
#pragma once

#include <cstdlib>
#include <string>

namespace cs2::test {

// Empty: the simulation checks by its own rules alone.
inline std::string openapi_path() {
  const char* path = std::getenv("CS2_DISCORD_OPENAPI");  // NOLINT(concurrency-mt-unsafe)
  return path == nullptr ? "" : path;
}

}  // namespace cs2::test

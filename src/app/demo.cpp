#include "app/simulation.hpp"
#include "app/subcommands.hpp"

namespace cs2::app {

int demo(const DemoOptions& options) {
  if (options.serve) return serve_simulation(*options.serve);
  return 1;
}

}  // namespace cs2::app

// The words of `cs2results review …` on the command line.
#pragma once

#include <functional>

#include "app/subcommands.hpp"

namespace CLI {
class App;
}

namespace cs2::app {

// `act` runs once one of them was given, with `options` filled.
void add_review(CLI::App& app, ReviewOptions& options, const std::function<void()>& act);

}  // namespace cs2::app

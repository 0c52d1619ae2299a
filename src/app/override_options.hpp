// The words of `cs2results override …` on the command line.
#pragma once

#include <functional>

#include "app/subcommands.hpp"

namespace CLI {
class App;
}

namespace cs2::app {

// `act` runs once one of them was given, with `options` filled.
void add_override(CLI::App& app, OverrideOptions& options, const std::function<void()>& act);

}  // namespace cs2::app

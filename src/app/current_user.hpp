// Who sits at the terminal: the name under which a decision is recorded.
#pragma once

#include <string>

namespace cs2::app {

std::string current_user();  // "operator" where there is no terminal

}  // namespace cs2::app

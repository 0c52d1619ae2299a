// Where the tests find the project's files and the program. Not macros: what a test compiles to is so the
// same in every clone, and ccache knows it again.
#pragma once

#include <string>

namespace cs2::test {

// Of the project: the folder that holds `src`. Absolute, without a slash at the end.
std::string source_dir();
// The program under test.
std::string binary();

}  // namespace cs2::test

#pragma once

namespace cs2::app {

// The whole program: reads the command line, runs one subcommand, gives its exit status.
int main(int argc, char** argv);

}  // namespace cs2::app

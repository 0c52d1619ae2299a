#include "app/main.hpp"

int main(int argc, char** argv) {
  return cs2::app::main(argc, argv);
}

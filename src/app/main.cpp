#include "app/main.hpp"

namespace cs2::app {

int main(int, char**) {
  return 0;
}

}  // namespace cs2::app

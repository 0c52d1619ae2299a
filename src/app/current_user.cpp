#include "app/current_user.hpp"

#include <unistd.h>

#include <array>

namespace cs2::app {

std::string current_user() {
  std::array<char, 64> user{};
  return ::getlogin_r(user.data(), user.size() - 1) == 0 ? std::string{user.data()} : "operator";
}

}  // namespace cs2::app

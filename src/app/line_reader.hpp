// Lines of standard input, read beside the loop so that a silent terminal holds nothing up.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <thread>

#include "io/loop.hpp"

namespace cs2::app {

class LineReader {
 public:
  explicit LineReader(io::Loop& loop);

  // Nothing at the end of the input. Throws Stopped when the loop stops.
  Task<std::optional<std::string>> next();

 private:
  void read(const std::stop_token& stop);
  void give(std::optional<std::string> line);

  io::Loop& loop_;
  io::Signal arrived_;
  std::deque<std::optional<std::string>> lines_;
  std::jthread reader_;
};

}  // namespace cs2::app

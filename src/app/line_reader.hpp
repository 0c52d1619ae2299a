// Lines of standard input, read without holding the loop up.
//
// On a terminal they are edited, remembered and completed by libedit, and what is printed meanwhile appears
// above the line that is being typed. Elsewhere lines are read as they come.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <semaphore>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "io/loop.hpp"

namespace cs2::app {

// The words that may stand in place of the last one of a line that has been typed so far.
using Completer = std::function<std::vector<std::string>(std::string_view line)>;

// One at a time: libedit has a single line.
class LineReader {
 public:
  LineReader(io::Loop& loop, Completer completer);
  ~LineReader();
  LineReader(const LineReader&) = delete;
  LineReader& operator=(const LineReader&) = delete;

  // Nothing at the end of the input. Throws Stopped when the loop stops.
  Task<std::optional<std::string>> next();

  // Above the line that is being typed.
  void print(std::string_view text);

 private:
  void watch(const std::stop_token& stop);
  void read_terminal();
  void read_lines();
  void give(std::optional<std::string> line);

  static void take_line(char* line);
  static char** list_completions(const char* word, int start, int end);
  static char* next_completion(const char* word, int state);

  io::Loop& loop_;
  Completer completer_;
  const bool edits_;
  io::Signal arrived_;
  std::deque<std::optional<std::string>> lines_;
  std::string pending_;  // of a line that has not ended; where nothing is edited
  std::vector<std::string> completions_;
  bool ended_ = false;
  std::counting_semaphore<> consumed_{0};                       // what was ready to be read has been read
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);  // for what is posted and comes too late
  std::jthread watcher_;
};

}  // namespace cs2::app

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cs2::app {

struct CompletionWord {
  std::string word;
  std::string meaning;
};

// A script that completes the subcommands of cs2results; `shell` is bash, zsh or fish.
std::string completion_script(std::string_view shell, const std::vector<CompletionWord>& words);

}  // namespace cs2::app

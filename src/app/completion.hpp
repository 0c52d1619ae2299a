// Completion on the command line: the shells' scripts ask the program itself what may come next, so that it
// can never differ from what is understood.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
}

namespace cs2::app {

struct CompletionWord {
  std::string word;
  std::string meaning;  // may be empty

  bool operator==(const CompletionWord&) const = default;
};

struct Completion {
  std::vector<CompletionWord> words;
  bool files = false;  // a file may come
};

// What may replace the last of `words`, which may be empty or begun; the name of the program is not
// among them.
Completion complete(const CLI::App& app, const std::vector<std::string>& words);

// As the scripts read it: a word a line, after a tab its meaning; ":files" alone where a file may come.
std::string to_lines(const Completion& completion);

// `shell` is bash, zsh or fish.
std::string completion_script(std::string_view shell);

}  // namespace cs2::app

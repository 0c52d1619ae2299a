// The real binary as a child process: its output goes to a file, and it never outlives the test.
#pragma once

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace cs2::test {

class Child {
 public:
  // The environment is exactly `environment`, plus PATH and the sanitizers' options.
  Child(std::vector<std::string> command, std::map<std::string, std::string> environment, std::string output)
      : output_(std::move(output)) {
    for (const auto* name : {"PATH", "ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS"}) {
      if (const char* value = std::getenv(name))
        environment.try_emplace(name, value);  // NOLINT(concurrency-mt-unsafe)
    }
    std::vector<std::string> lines;
    for (const auto& [name, value] : environment) lines.push_back(name + "=" + value);

    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 1, output_.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    posix_spawn_file_actions_adddup2(&actions, 1, 2);
    const auto arguments = pointers(command);
    const auto variables = pointers(lines);
    const int failure =
        posix_spawn(&pid_, command.front().c_str(), &actions, nullptr, arguments.data(), variables.data());
    posix_spawn_file_actions_destroy(&actions);
    if (failure != 0) throw std::runtime_error("cannot start " + command.front());
  }
  ~Child() { kill(SIGKILL); }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  pid_t pid() const { return pid_; }
  void signal(int number) const { ::kill(pid_, number); }

  // The exit status, 128 + signal when it was killed; nothing while it runs.
  std::optional<int> poll() {
    if (!status_) {
      int raw = 0;
      if (::waitpid(pid_, &raw, WNOHANG) == pid_)
        status_ = WIFEXITED(raw) ? WEXITSTATUS(raw) : 128 + WTERMSIG(raw);
    }
    return status_;
  }

  // Throws when the child is still there after `at_most`, which only bounds a test that has gone wrong.
  int wait(std::chrono::seconds at_most = std::chrono::seconds{60}) {
    const auto end = std::chrono::steady_clock::now() + at_most;
    while (!poll()) {
      if (std::chrono::steady_clock::now() > end)
        throw std::runtime_error("the child does not end: " + printed());
      std::this_thread::sleep_for(std::chrono::milliseconds{5});
    }
    return *status_;
  }

  int kill(int number) {
    if (!poll()) signal(number);
    return wait();
  }

  std::string printed() const {
    std::ifstream in(output_, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

 private:
  static std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> result;
    for (auto& text : texts) result.push_back(text.data());
    result.push_back(nullptr);
    return result;
  }

  std::string output_;
  pid_t pid_ = 0;
  std::optional<int> status_;
};

}  // namespace cs2::test

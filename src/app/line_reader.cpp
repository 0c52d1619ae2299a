#include "app/line_reader.hpp"

#include <editline/readline.h>
#include <poll.h>
#include <unistd.h>

#include <array>
#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "base/clock.hpp"

namespace cs2::app {
namespace {

constexpr int poll_milliseconds = 200;  // how late a stop may be noticed
constexpr std::size_t line_bytes_max = 4096;
constexpr auto prompt = "> ";
constexpr auto erase_line = "\r\x1b[K";

// libedit calls functions without a context.
LineReader* current = nullptr;

bool has_input(int timeout) {
  pollfd input{.fd = STDIN_FILENO, .events = POLLIN, .revents = 0};
  return ::poll(&input, 1, timeout) > 0;
}

}  // namespace

LineReader::LineReader(io::Loop& loop, Completer completer)
    : loop_(loop),
      completer_(std::move(completer)),
      edits_(::isatty(STDIN_FILENO) != 0 && ::isatty(STDOUT_FILENO) != 0),
      arrived_(loop),
      watcher_([this](const std::stop_token& stop) { watch(stop); }) {
  if (!edits_) return;
  current = this;
  std::setlocale(LC_CTYPE, "C.UTF-8");  // NOLINT(concurrency-mt-unsafe): letters of more than a byte
  rl_readline_name = const_cast<char*>("cs2results");
  rl_attempted_completion_function = list_completions;
  using_history();
  rl_callback_handler_install(prompt, take_line);
}

LineReader::~LineReader() {
  watcher_.request_stop();
  consumed_.release();
  watcher_.join();
  if (!edits_) return;
  rl_callback_handler_remove();
  current = nullptr;
}

Task<std::optional<std::string>> LineReader::next() {
  while (lines_.empty()) {
    arrived_.clear();
    co_await arrived_.wait(hours{1});
  }
  auto line = std::move(lines_.front());
  lines_.pop_front();
  co_return line;
}

void LineReader::print(std::string_view text) {
  if (edits_ && !ended_) std::fputs(erase_line, stdout);
  std::fwrite(text.data(), 1, text.size(), stdout);
  if (edits_ && !ended_) rl_forced_update_display();
  std::fflush(stdout);
}

// Only waits; what there is to read is read on the loop, where printing happens too.
void LineReader::watch(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    if (!has_input(poll_milliseconds)) continue;
    loop_.post([this, alive = std::weak_ptr{alive_}] {
      if (alive.expired()) return;
      if (edits_) {
        read_terminal();
      } else {
        read_lines();
      }
      if (!ended_) consumed_.release();
    });
    consumed_.acquire();
  }
}

void LineReader::read_terminal() {
  while (!ended_ && has_input(0)) rl_callback_read_char();
}

void LineReader::read_lines() {
  std::array<char, 4096> chunk{};
  const auto count = ::read(STDIN_FILENO, chunk.data(), chunk.size());
  if (count <= 0) {
    if (!pending_.empty()) give(std::exchange(pending_, {}));
    return give(std::nullopt);
  }
  pending_.append(chunk.data(), static_cast<std::size_t>(count));
  for (auto end = pending_.find('\n'); end != std::string::npos; end = pending_.find('\n')) {
    give(pending_.substr(0, end));
    pending_.erase(0, end + 1);
  }
  if (pending_.size() > line_bytes_max) pending_.clear();
}

void LineReader::give(std::optional<std::string> line) {
  ended_ = !line;
  lines_.push_back(std::move(line));
  arrived_.set();
}

void LineReader::take_line(char* line) {
  if (line == nullptr) return current->give(std::nullopt);
  if (*line != '\0') add_history(line);
  current->give(std::string{line});
  std::free(line);  // NOLINT(cppcoreguidelines-no-malloc): libedit allocates it so
  // Between two lines libedit gives the terminal back; the next one is edited from its first key on.
  rl_callback_handler_install(prompt, take_line);
}

char** LineReader::list_completions(const char* word, int, int end) {
  rl_attempted_completion_over = 1;  // no names of files
  current->completions_ =
      current->completer_(std::string_view{rl_line_buffer}.substr(0, static_cast<std::size_t>(end)));
  return rl_completion_matches(word, next_completion);
}

char* LineReader::next_completion(const char*, int state) {
  const auto place = static_cast<std::size_t>(state);
  return place < current->completions_.size() ? ::strdup(current->completions_[place].c_str()) : nullptr;
}

}  // namespace cs2::app

#include "app/line_reader.hpp"

#include <poll.h>
#include <unistd.h>

#include <array>

#include "base/clock.hpp"

namespace cs2::app {
namespace {

constexpr int poll_milliseconds = 200;  // how late a stop may be noticed
constexpr std::size_t line_bytes_max = 4096;

}  // namespace

LineReader::LineReader(io::Loop& loop)
    : loop_(loop), arrived_(loop), reader_([this](const std::stop_token& stop) { read(stop); }) {}

Task<std::optional<std::string>> LineReader::next() {
  while (lines_.empty()) {
    arrived_.clear();
    co_await arrived_.wait(hours{1});
  }
  auto line = std::move(lines_.front());
  lines_.pop_front();
  co_return line;
}

void LineReader::read(const std::stop_token& stop) {
  std::string pending;
  std::array<char, 4096> chunk{};
  while (!stop.stop_requested()) {
    pollfd input{.fd = STDIN_FILENO, .events = POLLIN, .revents = 0};
    if (::poll(&input, 1, poll_milliseconds) <= 0) continue;
    const auto count = ::read(STDIN_FILENO, chunk.data(), chunk.size());
    if (count <= 0) break;
    pending.append(chunk.data(), static_cast<std::size_t>(count));
    for (auto end = pending.find('\n'); end != std::string::npos; end = pending.find('\n')) {
      give(pending.substr(0, end));
      pending.erase(0, end + 1);
    }
    if (pending.size() > line_bytes_max) pending.clear();
  }
  if (stop.stop_requested()) return;
  if (!pending.empty()) give(std::move(pending));
  give(std::nullopt);
}

// The reader is joined before the loop ends, so `this` outlives what is posted.
void LineReader::give(std::optional<std::string> line) {
  loop_.post([this, line = std::move(line)] {
    lines_.push_back(line);
    arrived_.set();
  });
}

}  // namespace cs2::app

// A Redis that a test may kill or empty, because no other test uses it.
#pragma once

#include <fmt/format.h>

#include <csignal>
#include <memory>
#include <string>
#include <string_view>
#include <thread>

#include "support/child.hpp"
#include "support/loopback.hpp"
#include "support/temporary_folder.hpp"

namespace cs2::test {

class PrivateRedis {
 public:
  PrivateRedis() : port_(free_port()) { start(); }

  std::string url() const { return fmt::format("redis://127.0.0.1:{}/3", port_); }

  // Again on the same port.
  void start() {
    server_ = std::make_unique<Child>(
        std::vector<std::string>{"/usr/bin/env", "redis-server", "--bind", "127.0.0.1", "--port",
                                 std::to_string(port_), "--save", "", "--dir", folder_.path().string()},
        std::map<std::string, std::string>{}, (folder_.path() / "redis.log").string());
    for (int waits = 0; waits < 2000 && !accepts_connections(); ++waits)
      std::this_thread::sleep_for(std::chrono::milliseconds{5});
  }
  void kill() { server_->kill(SIGKILL); }
  // Alive, but silent.
  void freeze() { server_->signal(SIGSTOP); }
  void thaw() { server_->signal(SIGCONT); }
  // FLUSHALL: as if it had been started anew a moment ago.
  void empty() const {
    constexpr std::string_view command = "FLUSHALL\r\n";
    char answer[16] = {};
    const int connection = connect_to(port_);
    const bool emptied = connection >= 0 &&
                         ::write(connection, command.data(), command.size()) == std::ssize(command) &&
                         ::read(connection, answer, sizeof answer - 1) > 0;
    if (connection >= 0) ::close(connection);
    if (!emptied || std::string_view{answer} != "+OK\r\n")
      throw std::runtime_error("redis could not be emptied");
  }

 private:
  bool accepts_connections() const {
    const int probe = connect_to(port_);
    if (probe >= 0) ::close(probe);
    return probe >= 0;
  }

  TemporaryFolder folder_;
  int port_;
  std::unique_ptr<Child> server_;
};

}  // namespace cs2::test

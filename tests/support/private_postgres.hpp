// A PostgreSQL that a test may stop, because no other test uses it.
#pragma once

#include <fmt/format.h>
#include <libpq-fe.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <thread>

#include "support/child.hpp"
#include "support/loopback.hpp"
#include "support/temporary_folder.hpp"

namespace cs2::test {

class PrivatePostgres {
 public:
  // Where PostgreSQL is installed; empty where it is not.
  static std::string programs() {
    std::string newest;
    std::error_code ignored;
    for (const auto& version : std::filesystem::directory_iterator("/usr/lib/postgresql", ignored)) {
      const auto folder = version.path() / "bin";
      if (std::filesystem::exists(folder / "initdb")) newest = std::max(newest, folder.string());
    }
    return newest;
  }

  PrivatePostgres() : port_(free_port()) {
    const auto folder = folder_.path() / "postgres";
    std::filesystem::create_directory(folder);
    if (::geteuid() == 0) {
      std::filesystem::permissions(folder_.path(), std::filesystem::perms{0755});
      Child owned{{"/usr/bin/env", "chown", "postgres", folder.string()}, {}, log("chown")};
      owned.wait();
    }
    Child made{as_postgres({programs() + "/initdb", "--pgdata", folder.string(), "--username", "cs2",
                            "--auth", "trust", "--encoding", "UTF8", "--locale", "C", "--no-sync"}),
               {},
               log("initdb")};
    if (made.wait() != 0) throw std::runtime_error("no database: " + made.printed());
    start();
  }
  ~PrivatePostgres() { stop(); }

  std::string url() const { return fmt::format("postgresql://cs2:cs2@127.0.0.1:{}/postgres", port_); }

  // Again on the same port, with what was committed.
  void start() {
    server_ = std::make_unique<Child>(
        as_postgres({programs() + "/postgres", "-D", (folder_.path() / "postgres").string(), "-p",
                     std::to_string(port_), "-c", "listen_addresses=127.0.0.1", "-c",
                     "unix_socket_directories=", "-c", "fsync=off", "-c", "max_connections=50"}),
        std::map<std::string, std::string>{}, log("postgres"));
    for (int waits = 0; waits < 2000 && PQping(url().c_str()) != PQPING_OK; ++waits)
      std::this_thread::sleep_for(std::chrono::milliseconds{5});
  }
  // At once, as in a crash: every connection is cut, and every transaction that was not committed is gone.
  void stop() {
    if (server_) server_->kill(SIGQUIT);
  }
  // Alive, but silent, with all its sessions; new connections are accepted by the kernel and get no answer.
  void freeze() const { signal_all(SIGSTOP); }
  void thaw() const { signal_all(SIGCONT); }

 private:
  // It refuses to run as root.
  static std::vector<std::string> as_postgres(std::vector<std::string> command) {
    if (::geteuid() != 0) return command;
    std::vector<std::string> whole{"/usr/bin/setpriv", "--reuid=postgres", "--regid=postgres",
                                   "--clear-groups", "--"};
    whole.insert(whole.end(), command.begin(), command.end());
    return whole;
  }
  // The server is the parent of its sessions, each of which is a process group of its own.
  void signal_all(int number) const {
    server_->signal(number);
    for (const auto& process : std::filesystem::directory_iterator("/proc")) {
      std::ifstream status(process.path() / "stat");
      int id = 0;
      int parent = 0;
      std::string name;
      std::string state;
      if (status >> id >> name >> state >> parent && parent == server_->pid()) ::kill(id, number);
    }
  }
  std::string log(const std::string& name) const { return (folder_.path() / (name + ".log")).string(); }

  TemporaryFolder folder_;
  int port_;
  std::unique_ptr<Child> server_;
};

}  // namespace cs2::test

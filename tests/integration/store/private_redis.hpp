// A Redis that a test may kill, because no other test uses it.
#pragma once

#include <csignal>
#include <memory>
#include <string>

#include "support/child.hpp"
#include "support/temporary_folder.hpp"

namespace cs2::store {

class PrivateRedis {
 public:
  PrivateRedis();

  std::string url() const;
  void start();  // again on the same port
  void kill() { server_->kill(SIGKILL); }
  // Alive, but silent.
  void freeze() { server_->signal(SIGSTOP); }
  void thaw() { server_->signal(SIGCONT); }

 private:
  test::TemporaryFolder folder_;
  int port_;
  std::unique_ptr<test::Child> server_;
};

}  // namespace cs2::store

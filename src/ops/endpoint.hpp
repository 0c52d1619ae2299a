// The operator's window: /metrics, /healthz and /readyz over HTTP.
//
// /healthz answers while the loop runs. /readyz tells the truth about every check, as JSON, with status 200
// when all pass and 503 otherwise.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/metrics.hpp"
#include "base/result.hpp"
#include "io/blocking.hpp"
#include "io/loop.hpp"

namespace cs2::ops {

struct Check {
  std::string name;
  // What is wrong, in one sentence; nothing when all is well. May block: it runs on the blocking pool.
  std::function<std::optional<std::string>()> problem;
};

class Endpoint {
 public:
  // `address` as in io::listen. unavailable: the address cannot be used.
  static Result<std::unique_ptr<Endpoint>> open(io::Loop& loop, io::Blocking& blocking,
                                                const Metrics& metrics, const std::string& address,
                                                std::vector<Check> checks);
  ~Endpoint();

  std::uint16_t port() const;

 private:
  struct State;
  explicit Endpoint(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace cs2::ops

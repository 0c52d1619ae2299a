// The operator's window, /metrics, /healthz and /readyz over HTTP, and the pages that others serve beside it.
//
// /healthz answers while the loop runs. /readyz lists every check, as JSON, with status 200
// when all pass and 503 otherwise. Pages share the blocking pool with those who answer people, so only
// limits::pages_at_once of them are made at one time; the others wait their turn, and get 503 with
// Retry-After when it does not come.
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
#include "io/server.hpp"

namespace cs2::ops {

struct Check {
  std::string name;
  // What is wrong, in one sentence; nothing when all is well. May block: it runs on the blocking pool.
  std::function<std::optional<std::string>()> problem;
  // What is to be said although all is well enough; may be empty. Blocks likewise.
  std::function<std::optional<std::string>()> remark = {};
};

// Everything below a prefix such as "/calendar/".
struct Page {
  std::string prefix;
  // Of GET and HEAD. May block: it runs on the blocking pool. What it throws is a 503, and is logged without
  // the path, which may be secret.
  std::function<io::ServerResponse(const io::ServerRequest&)> answer;
};

class Endpoint {
 public:
  // `address` as in io::listen. unavailable: the address cannot be used.
  static Result<std::unique_ptr<Endpoint>> open(io::Loop& loop, io::Blocking& blocking,
                                                const Metrics& metrics, const std::string& address,
                                                std::vector<Check> checks, std::vector<Page> pages = {});
  ~Endpoint();

  std::uint16_t port() const;

 private:
  struct State;
  explicit Endpoint(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace cs2::ops

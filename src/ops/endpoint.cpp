#include "ops/endpoint.hpp"

#include <algorithm>
#include <deque>
#include <memory>

#include "base/limits/calendar.hpp"
#include "base/limits/visitors.hpp"
#include "base/log.hpp"

namespace cs2::ops {
namespace {

struct Finding {
  std::string name;
  std::optional<std::string> problem;
  std::optional<std::string> remark = {};
};

std::vector<Finding> examine(const std::vector<Check>& checks) {
  std::vector<Finding> findings;
  for (const auto& check : checks) {
    try {
      Finding finding{.name = check.name, .problem = check.problem()};
      if (!finding.problem && check.remark) finding.remark = check.remark();
      findings.push_back(std::move(finding));
    } catch (const std::exception& broken) {
      findings.push_back({check.name, broken.what()});
    }
  }
  return findings;
}

// The texts are our own sentences; only what JSON needs is escaped.
std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  return result + '"';
}

io::ServerResponse readiness(const std::vector<Finding>& findings) {
  const bool ready =
      std::ranges::none_of(findings, [](const Finding& finding) { return finding.problem.has_value(); });
  std::string body = fmt::format(R"({{"ready":{},"checks":{{)", ready);
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const auto& [name, problem, remark] = findings[i];
    const auto said = problem.value_or(remark.value_or("ok"));
    body += fmt::format("{}{}:{}", i == 0 ? "" : ",", quoted(name), quoted(said));
  }
  body += "}}\n";
  return {.status = ready ? 200 : 503,
          .headers = {{"Content-Type", "application/json"}},
          .body = std::move(body)};
}

io::ServerResponse text(int status, std::string body) {
  return {
      .status = status, .headers = {{"Content-Type", "text/plain; charset=utf-8"}}, .body = std::move(body)};
}

io::ServerResponse busy() {
  auto response = text(503, "busy, try again later\n");
  response.headers.emplace_back("Retry-After", std::to_string(limits::page_retry_after.count()));
  return response;
}

// So many at once, in the order in which they came. Loop thread only; it outlives the endpoint while a
// request of it is still there.
class Turns : public std::enable_shared_from_this<Turns> {
 public:
  explicit Turns(int at_once) : free_(at_once) {}

  // Whoever holds it is one of them.
  class Taken {
   public:
    explicit Taken(std::shared_ptr<Turns> turns) : turns_(std::move(turns)) {}
    ~Taken() {
      if (turns_) turns_->give_back();
    }
    Taken(Taken&&) = default;
    Taken& operator=(Taken&&) = delete;

   private:
    std::shared_ptr<Turns> turns_;
  };

  // Nothing when no turn came in time, or too many wait already.
  Task<std::optional<Taken>> take(io::Loop& loop) {
    const auto self = shared_from_this();
    if (free_ > 0) {
      --free_;
      co_return Taken{self};
    }
    if (waiting_.size() >= limits::pages_waiting_max) co_return std::nullopt;
    io::Signal turn{loop};
    const Place place{self, &turn};
    co_await turn.wait(limits::page_wait_max);
    if (!turn.is_set()) co_return std::nullopt;
    co_return Taken{self};
  }

 private:
  struct Place {
    Place(std::shared_ptr<Turns> turns, io::Signal* turn) : turns(std::move(turns)), turn(turn) {
      this->turns->waiting_.push_back(turn);
    }
    ~Place() { std::erase(turns->waiting_, turn); }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
    std::shared_ptr<Turns> turns;
    io::Signal* turn;
  };

  // Whoever waits longest takes it over.
  void give_back() {
    if (waiting_.empty()) {
      ++free_;
      return;
    }
    waiting_.front()->set();
    waiting_.pop_front();
  }

  int free_;
  std::deque<io::Signal*> waiting_;
};

}  // namespace

struct Endpoint::State {
  io::Blocking& blocking;
  const Metrics& metrics;
  std::vector<Check> checks;
  std::vector<Page> pages;
  io::Loop& loop;
  std::shared_ptr<Turns> turns = std::make_shared<Turns>(limits::pages_at_once);
  std::unique_ptr<io::Server> server = nullptr;

  Task<io::ServerResponse> answer(io::ServerRequest request) {
    const auto path = request.target.substr(0, request.target.find('?'));
    if (request.method != "GET" && request.method != "HEAD")
      co_return text(405, "method not allowed, use GET\n");
    if (path == "/healthz") co_return text(200, "ok\n");
    if (path == "/metrics") {
      auto exposed = co_await blocking.run([this] { return metrics.expose(); });
      co_return io::ServerResponse{.headers = {{"Content-Type", "text/plain; version=0.0.4; charset=utf-8"}},
                                   .body = std::move(exposed)};
    }
    if (path == "/readyz") co_return readiness(co_await blocking.run([this] { return examine(checks); }));
    for (const auto& page : pages) {
      if (path.starts_with(page.prefix)) co_return co_await answer_page(page, std::move(request));
    }
    co_return text(404, "not found; try /metrics, /healthz or /readyz\n");
  }

  Task<io::ServerResponse> answer_page(const Page& page, io::ServerRequest request) {
    const auto turn = co_await turns->take(loop);
    if (!turn) co_return busy();
    try {
      co_return co_await blocking.run([&page, &request] { return page.answer(request); });
    } catch (const io::Overloaded&) {
      log::debug("endpoint: page skipped, too many requests are waiting");
    } catch (const std::exception& broken) {
      log::error(fmt::format("endpoint: {} failed", page.prefix), broken);
    }
    co_return busy();
  }
};

Endpoint::Endpoint(std::unique_ptr<State> state) : state_(std::move(state)) {}
Endpoint::~Endpoint() = default;

Result<std::unique_ptr<Endpoint>> Endpoint::open(io::Loop& loop, io::Blocking& blocking,
                                                 const Metrics& metrics, const std::string& address,
                                                 std::vector<Check> checks, std::vector<Page> pages) {
  auto state = std::make_unique<State>(State{.blocking = blocking,
                                             .metrics = metrics,
                                             .checks = std::move(checks),
                                             .pages = std::move(pages),
                                             .loop = loop});
  auto* self = state.get();
  auto server = io::listen(
      loop, address, [self](io::ServerRequest request) { return self->answer(std::move(request)); }, nullptr,
      {.connections = limits::visitors_max, .per_address = limits::visitors_per_address_max});
  if (!server) return failed(server);
  self->server = std::move(*server);
  return std::unique_ptr<Endpoint>{new Endpoint{std::move(state)}};
}

std::uint16_t Endpoint::port() const {
  return state_->server->port();
}

}  // namespace cs2::ops

#include "ops/endpoint.hpp"

#include <algorithm>

#include "io/server.hpp"

namespace cs2::ops {
namespace {

struct Finding {
  std::string name;
  std::optional<std::string> problem;
};

std::vector<Finding> examine(const std::vector<Check>& checks) {
  std::vector<Finding> findings;
  for (const auto& check : checks) {
    try {
      findings.push_back({check.name, check.problem()});
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
    const auto& [name, problem] = findings[i];
    body += fmt::format("{}{}:{}", i == 0 ? "" : ",", quoted(name), quoted(problem.value_or("ok")));
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

}  // namespace

struct Endpoint::State {
  io::Blocking& blocking;
  const Metrics& metrics;
  std::vector<Check> checks;
  std::unique_ptr<io::Server> server;

  Task<io::ServerResponse> answer(io::ServerRequest request) {
    const auto path = request.target.substr(0, request.target.find('?'));
    if (request.method != "GET" && request.method != "HEAD")
      co_return text(405, "only GET is answered here\n");
    if (path == "/healthz") co_return text(200, "ok\n");
    if (path == "/metrics") {
      auto exposed = co_await blocking.run([this] { return metrics.expose(); });
      co_return io::ServerResponse{.headers = {{"Content-Type", "text/plain; version=0.0.4; charset=utf-8"}},
                                   .body = std::move(exposed)};
    }
    if (path == "/readyz") co_return readiness(co_await blocking.run([this] { return examine(checks); }));
    co_return text(404, "here are /metrics, /healthz and /readyz\n");
  }
};

Endpoint::Endpoint(std::unique_ptr<State> state) : state_(std::move(state)) {}
Endpoint::~Endpoint() = default;

Result<std::unique_ptr<Endpoint>> Endpoint::open(io::Loop& loop, io::Blocking& blocking,
                                                 const Metrics& metrics, const std::string& address,
                                                 std::vector<Check> checks) {
  auto state = std::make_unique<State>(State{blocking, metrics, std::move(checks), nullptr});
  auto* self = state.get();
  auto server = io::listen(loop, address,
                           [self](io::ServerRequest request) { return self->answer(std::move(request)); });
  if (!server) return failed(server);
  self->server = std::move(*server);
  return std::unique_ptr<Endpoint>{new Endpoint{std::move(state)}};
}

std::uint16_t Endpoint::port() const {
  return state_->server->port();
}

}  // namespace cs2::ops

// `health`: what /readyz of the running process says, as an exit status.
#include <cstdio>

#include "app/report_error.hpp"
#include "app/subcommands.hpp"
#include "base/limits/ops.hpp"
#include "base/text.hpp"
#include "base/user_agent.hpp"
#include "io/http.hpp"

namespace cs2::app {
namespace {

// LISTEN is where a process listens; all addresses of the machine are asked at its own.
std::string readiness_url(std::string_view listen) {
  const auto colon = listen.rfind(':');
  const auto host = listen.substr(0, colon);
  const auto port = listen.substr(colon + 1);
  const bool is_any = host == "0.0.0.0" || host == "[::]" || host == "*";
  return fmt::format("http://{}:{}/readyz", is_any ? "127.0.0.1" : host, port);
}

Task<void> ask(io::Loop& loop, io::Http& http, std::string url, int& status) {
  const auto answer = co_await http.send({.url = std::move(url), .timeout = limits::health_answer_max});
  if (!answer) {
    status = report_error(answer.error());
  } else {
    status = answer->status == 200 ? 0 : failed_status;
    fmt::print(status == 0 ? stdout : stderr, "{}\n", trim(answer->body));
  }
  loop.stop();
}

}  // namespace

int health(const Settings& settings) {
  if (settings.listen == "off")
    return report_error({.kind = ErrorKind::invalid, .detail = "LISTEN is off, so nothing can be asked"});
  log::configure(log::Format::text, log::Level::error);
  Metrics metrics;
  io::Loop loop;
  const auto http = io::make_http(loop, metrics, discord_user_agent());
  int status = failed_status;
  loop.spawn("health", ask(loop, *http, readiness_url(settings.listen), status));
  const int ended = loop.run();
  return ended == 0 ? status : ended;
}

}  // namespace cs2::app

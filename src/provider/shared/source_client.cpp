#include "provider/shared/source_client.hpp"

#include <fmt/format.h>

#include "base/number.hpp"
#include "provider/shared/answer.hpp"

namespace cs2::provider {
namespace {

constexpr int not_modified = 304;  // only to those who asked for what has changed

}  // namespace

SourceClient::SourceClient(Rules rules, io::Http& http, const Clock& clock, Metrics& metrics)
    : rules_(std::move(rules)),
      http_(http),
      clock_(clock),
      metrics_(metrics),
      budget_(rules_.budget, clock.now()) {}

Task<Result<io::HttpResponse>> SourceClient::ask(Request request) {
  co_return co_await ask(std::move(request), [](io::HttpResponse response) {
    return Result<io::HttpResponse>{std::move(response)};
  });
}

std::optional<Error> SourceClient::blocked() const {
  const auto now = clock_.now();
  if (budget_.blocked_until() <= now) return std::nullopt;
  return Error{.kind = rules_.while_blocked,
               .detail = fmt::format("{} refused us lately", name(rules_.provider)),
               .retry_after = budget_.blocked_until() - now};
}

Task<Result<io::HttpResponse>> SourceClient::send(Request request) {
  const auto cost = request.cost;
  budget_.spend(clock_.now(), 1, cost);
  auto headers = std::move(request.headers);
  headers.insert(headers.end(), rules_.headers.begin(), rules_.headers.end());
  const io::HttpRequest asked{
      .url = std::move(request.url), .headers = std::move(headers), .body_bytes_max = rules_.body_bytes_max};
  auto response = co_await http_.send(asked);
  budget_.answered(clock_.now(), cost);
  co_return response ? check(std::move(*response)) : std::move(response);
}

Result<io::HttpResponse> SourceClient::check(io::HttpResponse response) {
  const auto now = clock_.now();
  if (!rules_.remaining_header.empty()) {
    if (const auto left = parse_number<int>(io::header(response.headers, rules_.remaining_header)))
      budget_.learn_remaining(now, *left);
  }
  if (auto refusal = rules_.refusal_of(response, now)) return std::unexpected(refused(std::move(*refusal)));
  if (response.status == not_modified) return response;
  if (const auto status = check_status(response, now); !status) return failed(status);
  return response;
}

Error SourceClient::refused(Error error) {
  if (error.kind != ErrorKind::blocked && error.kind != ErrorKind::rate_limited) return error;
  const auto now = clock_.now();
  budget_.refused(now, error.retry_after);
  error.retry_after = budget_.blocked_until() - now;
  return error;
}

std::optional<Error> SourceClient::settle(std::string_view feed, bool answered, std::optional<Error> error) {
  if (answered && error && error->kind == ErrorKind::blocked)
    error = refused(std::move(*error));
  else if (answered)
    budget_.accepted();
  count_request(metrics_, rules_.provider, feed, error);
  return error;
}

}  // namespace cs2::provider

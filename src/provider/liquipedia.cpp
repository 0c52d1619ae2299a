#include "provider/liquipedia.hpp"

#include <fmt/format.h>

#include "base/digest.hpp"
#include "provider/answer.hpp"
#include "provider/liquipedia_parse.hpp"
#include "provider/user_agent.hpp"

namespace cs2::provider {
namespace {

using namespace std::chrono_literals;

// 2 s and 30 s are allowed; a little more, because two clocks are never equal.
constexpr Budget::Rules rules{.gap = 2500ms, .heavy_gap = 31s, .block_min = 20min, .block_max = 6h};

bool is_refusal(int status) {
  return status == 403 || status == 406 || status == 429 || status == 503;
}

}  // namespace

Liquipedia::Liquipedia(std::string base_url, const std::string& contact, io::Http& http, const Clock& clock,
                       Metrics& metrics)
    : base_url_(std::move(base_url)),
      user_agent_(user_agent(contact)),
      http_(http),
      clock_(clock),
      metrics_(metrics),
      budget_(rules, clock.now()) {}

// Results are cached on their side for minutes, so asking more often than every two would bring nothing new.
std::vector<Feed> Liquipedia::feeds() const {
  return {{.name = "matches",
           .every_live = 2min,
           .every_idle = 5min,
           .every_night = 10min,
           .may_be_empty = false,
           .cost = Cost::heavy}};
}

Task<Result<Fetched>> Liquipedia::fetch(Request wanted) {
  const auto now = clock_.now();
  if (budget_.blocked_until() > now) {
    co_return std::unexpected(Error{.kind = ErrorKind::blocked,
                                    .detail = "Liquipedia refused us lately",
                                    .retry_after = budget_.blocked_until() - now});
  }
  budget_.spend(now, 1, Cost::heavy);
  const io::HttpRequest request{
      .url = base_url_ + "/api.php?action=parse&page=Liquipedia:Matches&prop=text&format=json",
      .headers = {{"User-Agent", user_agent_}, {"Accept", "application/json"}}};
  const auto response = co_await http_.send(request);
  auto fetched = response ? read(*response) : Result<Fetched>{failed(response)};
  count_request(metrics_, name(), wanted.feed, fetched ? std::nullopt : std::optional{fetched.error()});
  co_return fetched;
}

Result<Fetched> Liquipedia::read(const io::HttpResponse& response) {
  const auto now = clock_.now();
  if (is_refusal(response.status) || is_challenge(response.body)) {
    budget_.refused(now, retry_after(response.headers, now));
    return std::unexpected(
        Error{.kind = ErrorKind::blocked,
              .detail = fmt::format("status {}{}", response.status,
                                    is_challenge(response.body) ? ", a challenge page" : ""),
              .retry_after = budget_.blocked_until() - now});
  }
  if (const auto status = check_status(response, now); !status) return failed(status);
  budget_.accepted();
  auto report = parse_liquipedia_answer(response.body, now);
  if (!report) return failed(report);
  return Fetched{.report = std::move(*report), .requests = 1, .raw_digest = hex(digest(response.body))};
}

}  // namespace cs2::provider

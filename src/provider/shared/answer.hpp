// What an HTTP answer means for a source, before anybody looks at its body.
#pragma once

#include <optional>
#include <string_view>

#include "base/clock.hpp"
#include "base/metrics.hpp"
#include "base/result.hpp"
#include "io/http.hpp"
#include "model/provider_name.hpp"

namespace cs2::provider {

// `Retry-After` in either of its forms, a number of seconds or an HTTP date; never negative.
std::optional<milliseconds> retry_after(const io::Headers& headers, Timestamp now);

// A page that a bot shield put in place of the answer. It comes with 200, 403 or 503.
bool is_challenge(std::string_view body);

// That the source turned us away with this answer.
Error refusal(ErrorKind kind, const io::HttpResponse& response, std::optional<milliseconds> retry_after);

// Only 200 is an answer. A challenge blocked, 401 unauthorized, 403 forbidden, 404 not_found, 408 timeout,
// 429 rate_limited, other 4xx invalid, everything else unavailable.
Result<void> check_status(const io::HttpResponse& response, Timestamp now);

// One request more in cs2results_provider_requests_total; the outcome is "ok" or the name of the error's
// kind.
void count_request(Metrics& metrics, ProviderName provider, std::string_view feed,
                   const std::optional<Error>& error);

}  // namespace cs2::provider

#include "provider/shared/answer.hpp"

#include <algorithm>
#include <array>

#include "base/number.hpp"
#include "base/text.hpp"

namespace cs2::provider {
namespace {

// Shields write these into their pages, and no wiki page or API answer begins with them.
constexpr std::array challenge_marks{
    std::string_view{"Just a moment..."},
    std::string_view{"Checking your browser before accessing"},
    std::string_view{"Enable JavaScript and cookies to continue"},
    std::string_view{"Sorry, you have been blocked"},
    std::string_view{"/cdn-cgi/challenge-platform/"},
    std::string_view{"temporarily blocked"},
};
constexpr std::size_t challenge_bytes_looked_at = 16 * 1024;

}  // namespace

std::optional<milliseconds> retry_after(const io::Headers& headers, Timestamp now) {
  const auto text = trim(io::header(headers, "Retry-After"));
  if (text.empty()) return std::nullopt;

  constexpr std::int64_t seconds_max = 7 * 24 * 3600;
  if (const auto count = parse_number<std::int64_t>(text))
    return seconds{std::clamp<std::int64_t>(*count, 0, seconds_max)};

  const auto date = parse_http_date(text);
  if (!date) return std::nullopt;
  return std::clamp<milliseconds>(*date - now, milliseconds{0}, seconds{seconds_max});
}

bool is_challenge(std::string_view body) {
  const auto start = trim(body.substr(0, challenge_bytes_looked_at));
  if (start.starts_with('{') || start.starts_with('[')) return false;
  return std::ranges::any_of(challenge_marks, [&](auto mark) { return start.contains(mark); });
}

Error refusal(ErrorKind kind, const io::HttpResponse& response, std::optional<milliseconds> retry_after) {
  const auto* shield = is_challenge(response.body) ? ", a challenge page" : "";
  return {.kind = kind,
          .detail = fmt::format("status {}{}", response.status, shield),
          .retry_after = retry_after};
}

Result<void> check_status(const io::HttpResponse& response, Timestamp now) {
  const auto refuse = [&](ErrorKind kind) {
    return std::unexpected(refusal(kind, response, retry_after(response.headers, now)));
  };
  // With whatever status: a shield's 403 says nothing about a key or its plan.
  if (is_challenge(response.body)) return refuse(ErrorKind::blocked);
  switch (response.status) {
    case 200:
      return {};
    case 401:
      return refuse(ErrorKind::unauthorized);
    case 403:
      return refuse(ErrorKind::forbidden);
    case 404:
      return refuse(ErrorKind::not_found);
    case 408:
      return refuse(ErrorKind::timeout);
    case 429:
      return refuse(ErrorKind::rate_limited);
    default:
      return refuse(response.status >= 400 && response.status < 500 ? ErrorKind::invalid
                                                                    : ErrorKind::unavailable);
  }
}

void count_request(Metrics& metrics, ProviderName provider, std::string_view feed,
                   const std::optional<Error>& error) {
  metrics.count("cs2results_provider_requests_total",
                {{"provider", name(provider)},
                 {"feed", feed},
                 {"outcome", error ? name(error->kind) : std::string_view{"ok"}}});
}

}  // namespace cs2::provider

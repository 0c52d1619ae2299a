// Discord's refusals, with a body of any bytes and headers to match, are understood within their bounds.
#include <cstdint>
#include <cstdlib>

#include "discord/rate_limits.hpp"
#include "discord/rest_error.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace cs2;
  const std::string_view text{reinterpret_cast<const char*>(bytes), size};
  const std::string number{text.substr(0, 24)};
  for (const int status : {400, 403, 429, 502}) {
    const io::HttpResponse response{.status = status,
                                    .headers = {{"Retry-After", number},
                                                {"X-RateLimit-Scope", "shared"},
                                                {"X-RateLimit-Limit", number},
                                                {"X-RateLimit-Remaining", number},
                                                {"X-RateLimit-Reset-After", number}},
                                    .body = std::string{text}};
    if (discord::parse_too_many(response).wait < milliseconds{0}) std::abort();
    if (discord::parse_refusal(response).error.detail.empty()) std::abort();
    const auto bucket = discord::parse_bucket_headers(response.headers);
    if (bucket.reset_after && *bucket.reset_after < milliseconds{0}) std::abort();
  }
  return 0;
}

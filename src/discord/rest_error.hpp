// What Discord means when it says no.
#pragma once

#include "discord/rest.hpp"

namespace cs2::discord {

// Of an answer whose status is not 2xx. The JSON error code decides, the status where there is none.
RestError parse_refusal(const io::HttpResponse& response);

// A 429, read: the wait of the body or of the header, whichever is longer.
struct TooMany {
  enum class Scope { bucket, shared, global, cloudflare } scope = Scope::bucket;
  milliseconds wait = {};
};
TooMany parse_too_many(const io::HttpResponse& response);

std::string_view name(TooMany::Scope scope);

}  // namespace cs2::discord

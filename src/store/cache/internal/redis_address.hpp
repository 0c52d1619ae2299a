// Where Redis is. Private to store.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace cs2::store {

struct RedisAddress {
  std::string host;
  int port = 6379;
  std::string user;  // empty: the default user
  std::string password;
  int database = 0;

  bool operator==(const RedisAddress&) const = default;
};

// redis://[[user]:password@]host[:port][/database]; user and password may be percent-encoded.
Result<RedisAddress> parse_redis_url(std::string_view url);

}  // namespace cs2::store

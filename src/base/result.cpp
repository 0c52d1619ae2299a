#include "base/result.hpp"

#include "base/enum_names.hpp"

namespace cs2 {

std::string_view name(ErrorKind kind) {
  static constexpr auto names = names_of<ErrorKind>({{ErrorKind::invalid, "invalid"},
                                                     {ErrorKind::not_found, "not_found"},
                                                     {ErrorKind::unauthorized, "unauthorized"},
                                                     {ErrorKind::forbidden, "forbidden"},
                                                     {ErrorKind::conflict, "conflict"},
                                                     {ErrorKind::rate_limited, "rate_limited"},
                                                     {ErrorKind::blocked, "blocked"},
                                                     {ErrorKind::drift, "drift"},
                                                     {ErrorKind::too_large, "too_large"},
                                                     {ErrorKind::timeout, "timeout"},
                                                     {ErrorKind::unavailable, "unavailable"},
                                                     {ErrorKind::cancelled, "cancelled"}});
  return name_in(names, kind);
}

}  // namespace cs2

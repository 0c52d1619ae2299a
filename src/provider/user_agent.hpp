// Who asks, as every source is told.
#pragma once

#include <fmt/format.h>

#include <string>

#include "base/version.hpp"

namespace cs2::provider {

// `contact` is an e-mail address or a web page of the operator; may be empty.
inline std::string user_agent(const std::string& contact) {
  if (contact.empty()) return fmt::format("CS2ResultsBot/{} (+{})", version, project_url);
  return fmt::format("CS2ResultsBot/{} (+{}; {})", version, project_url, contact);
}

}  // namespace cs2::provider

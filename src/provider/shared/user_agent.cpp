#include "provider/shared/user_agent.hpp"

#include <fmt/format.h>

#include "base/version.hpp"

namespace cs2::provider {

std::string user_agent(const std::string& contact) {
  if (contact.empty()) return fmt::format("CS2ResultsBot/{} (+{})", version, project_url);
  return fmt::format("CS2ResultsBot/{} (+{}; {})", version, project_url, contact);
}

}  // namespace cs2::provider

#include "base/user_agent.hpp"

#include <fmt/format.h>

#include "base/version.hpp"

namespace cs2 {

std::string user_agent(std::string_view contact) {
  return fmt::format("CS2ResultsBot/{} (+{}{}{})", version, project_url, contact.empty() ? "" : "; ",
                     contact);
}

std::string discord_user_agent() {
  return fmt::format("DiscordBot ({}, {})", project_url, version);
}

}  // namespace cs2

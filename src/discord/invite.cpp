#include "discord/invite.hpp"

#include <fmt/format.h>

namespace cs2::discord {

std::string invite_url(Snowflake application) {
  return fmt::format(
      "https://discord.com/oauth2/authorize?client_id={}&permissions={}&scope=bot%20applications.commands",
      to_string(application), invited_permissions);
}

}  // namespace cs2::discord

#include "discord/invite.hpp"

#include <fmt/format.h>

namespace cs2::discord {

std::string invite_url(Snowflake application) {
  return fmt::format(
      "https://discord.com/oauth2/authorize?client_id={}&permissions={}&scope=bot%20applications.commands",
      to_string(application), invited_permissions);
}

std::string user_invite_url(Snowflake application) {
  return fmt::format(
      "https://discord.com/oauth2/authorize?client_id={}&integration_type=1&scope=applications.commands",
      to_string(application));
}

std::string install_settings_json() {
  return fmt::format(
      R"({{"integration_types_config":{{"0":{{"oauth2_install_params":)"
      R"({{"scopes":["bot","applications.commands"],"permissions":"{}"}}}},)"
      R"("1":{{"oauth2_install_params":{{"scopes":["applications.commands"],"permissions":"0"}}}}}}}})",
      invited_permissions);
}

}  // namespace cs2::discord

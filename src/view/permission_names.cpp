#include "view/permission_names.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "discord/types.hpp"

namespace cs2::view {
namespace {

namespace permission = discord::permission;

constexpr std::array<std::pair<std::uint64_t, std::string_view>, 12> named{
    {{permission::view_channel, "view_channel"},
     {permission::send_messages, "send_messages"},
     {permission::send_messages_in_threads, "send_messages_in_threads"},
     {permission::create_public_threads, "create_public_threads"},
     {permission::embed_links, "embed_links"},
     {permission::attach_files, "attach_files"},
     {permission::mention_everyone, "mention_everyone"},
     {permission::manage_messages, "manage_messages"},
     {permission::manage_threads, "manage_threads"},
     {permission::read_message_history, "read_message_history"},
     {permission::create_events, "create_events"},
     {permission::manage_events, "manage_events"}}};

}  // namespace

std::vector<std::string> permission_names(std::uint64_t permissions, const locale::Language& language) {
  std::vector<std::string> names;
  for (const auto& [bit, key] : named) {
    if ((permissions & bit) != 0) names.push_back(language.say(fmt::format("permission.{}", key)));
  }
  return names;
}

}  // namespace cs2::view

// How somebody adds the bot to a server, with every permission that one of its features uses, or to their own
// apps.
#pragma once

#include <string>

#include "discord/types.hpp"

namespace cs2::discord {

// View and send, embeds and files, the messages it corrects, threads, forum posts and server events. Pinging
// roles that not everyone may mention is left for a server to grant.
inline constexpr std::uint64_t invited_permissions =
    permission::view_channel | permission::send_messages | permission::embed_links |
    permission::attach_files | permission::read_message_history | permission::create_public_threads |
    permission::send_messages_in_threads | permission::create_events;

// https://discord.com/developers/docs/topics/oauth2#bot-authorization-flow
std::string invite_url(Snowflake application);
// The same for a person, who then has the commands in every server and in direct messages.
std::string user_invite_url(Snowflake application);

// What Rest::edit_application takes: how servers and people install the bot.
std::string install_settings_json();

}  // namespace cs2::discord

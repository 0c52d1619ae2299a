// Whose language a message speaks: one rule for answers and notifications. docs/languages.md has it as a
// table.
#pragma once

#include <cstdint>
#include <string_view>

#include "locale/language.hpp"

namespace cs2::locale {

enum class MessageTo : std::uint8_t {
  asker,        // an ephemeral answer, or one in direct messages
  channel,      // a public answer
  subscribers,  // a notification in a server
  person,       // a notification in direct messages
};

// Discord locales; empty where nobody chose, or where it does not apply.
struct LanguageChoices {
  std::string_view subscription;  // of /follow
  std::string_view person;        // of /me
  std::string_view server;        // of /settings
  std::string_view client;        // of the asker's Discord
  std::string_view preferred;     // of the server's Discord settings; en-US is Discord's own and says nothing
};

// The first of them that the bot speaks, else the installation's.
Language choose_language(MessageTo to, const LanguageChoices& choices, const Catalogue& catalogue);

}  // namespace cs2::locale

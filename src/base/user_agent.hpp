// How we introduce ourselves to those whom we ask.
#pragma once

#include <string>
#include <string_view>

namespace cs2 {

// "CS2ResultsBot/0.1.0 (+https://…; admin@operator.example)". `contact` is an e-mail address or a web page of
// the operator; may be empty.
std::string user_agent(std::string_view contact);
// In the form that Discord's API demands of bots.
std::string discord_user_agent();

}  // namespace cs2

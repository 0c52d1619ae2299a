// How we introduce ourselves where the terms ask for a contact.
#pragma once

#include <string>

namespace cs2::provider {

// `contact` is an e-mail address or a web page of the operator; may be empty.
std::string user_agent(const std::string& contact);

}  // namespace cs2::provider

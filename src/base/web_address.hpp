// Addresses from outside that a reader may be sent to.
#pragma once

#include <string_view>

namespace cs2 {

// An https address whose host is a name on the public internet. Whoever shows a page or a picture fetches it
// from where they are, so an address of their own network must not come from a source; nor one with a user
// before the host, which reads as another, and no invitation to a server of Discord's.
bool is_public_address(std::string_view url);

}  // namespace cs2

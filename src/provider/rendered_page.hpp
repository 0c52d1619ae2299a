// A page as MediaWiki's `action=parse` renders it.
#pragma once

#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/result.hpp"

namespace cs2::provider {

// The HTML within the JSON answer. Errors: drift; unavailable when the wiki answers with an error of its own.
Result<std::string> rendered_page(std::string_view json);

// When it was rendered, for facts are as old as the page that the wiki keeps for a while; `now` where it does
// not say.
Timestamp rendered_at(std::string_view html, Timestamp now);

}  // namespace cs2::provider

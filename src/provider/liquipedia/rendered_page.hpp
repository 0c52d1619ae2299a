// A page as MediaWiki's `action=parse` renders it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "provider/shared/html.hpp"
#include "provider/shared/wiki_page.hpp"

namespace cs2::provider {

// The HTML within the JSON answer. Errors: drift; unavailable when the wiki answers with an error of its own.
Result<std::string> rendered_page(std::string_view json);

// When it was rendered, for facts are as old as the page that the wiki keeps for a while; `now` where it does
// not say.
Timestamp rendered_at(std::string_view html, Timestamp now);

struct ShownLink {
  PageLink link;
  std::string text;   // as shown; may be empty
  std::string title;  // of the page
};

// Links to pages of the wiki; flags and icons lead to its categories and files.
std::vector<ShownLink> links_in(const HtmlElement& element);
// The first that shows a text: the icon before a name is a link as well.
std::optional<ShownLink> find_named_link(const HtmlElement& element);

}  // namespace cs2::provider

// The text of a wiki page as editors write it: headings and templates with their arguments.
//
// Only what carries facts is read: {{Name|positional|key=value}}, [[Page|label]] and == headings ==. Comments
// and references go, <nowiki> is text. Nesting is matched in one pass with a stack, an opening that is never
// closed is text, and values are looked into only as deep as a caller asks; so no text costs more than its
// length times that depth.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.hpp"
#include "base/limits/providers.hpp"
#include "base/result.hpp"

namespace cs2::provider {

struct WikiTemplate {
  std::string name;  // "infobox league": lower case, one space between words
  // In order; those without a name are called "1", "2" …
  std::vector<std::pair<std::string, std::string>> arguments;

  // Raw text, the last of that name as in MediaWiki; empty when absent.
  std::string_view argument(std::string_view key) const;
};

struct WikiNode {
  int level = 0;        // of a heading, 2 to 6; 0: a template
  std::string heading;  // as shown
  WikiTemplate call;
};

// too_large: beyond limits::wikitext_bytes_max.
Result<std::vector<WikiNode>> parse_wikitext(std::string_view text);

// The outermost templates within a value.
std::vector<WikiTemplate> list_templates(std::string_view value);

// What a reader sees: labels of links, no templates (but the word that {{HiddenSort|…}} shows), no markup.
std::string wiki_plain(std::string_view value);
// The page of the first link; empty when there is none.
std::string wiki_link(std::string_view value);

// "October 15, 2026 - 13:15 {{Abbr/CEST}}", "2026-10-15": exact only with a time and a zone that means one
// offset.
struct WikiDate {
  Timestamp at;
  bool is_exact = false;
};
std::optional<WikiDate> parse_wiki_date(std::string_view value);

}  // namespace cs2::provider
